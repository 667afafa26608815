// How a valid dataset is spoilt: a table of mutations by what they touch, each drawn by repeatable chance.
import type { Files } from "./dataset.ts";
import type { Random } from "./random.ts";
import { readRecords, writeRecords } from "./records.ts";
import { codeWords, edgeDates, edgeNumbers, hostileNames, hostileTexts, lexiconWords, signs } from "./values.ts";

type Spoil<Value> = (value: Value, random: Random) => Value;
type Table = string[][];
type Path = readonly (string | number)[];

const words = (random: Random): string =>
  Array.from({ length: 1 + random.below(8) }, () =>
    random.once(4) ? String(random.below(random.pick([13, 32, 3000]))) : random.pick(lexiconWords),
  ).join(random.pick(signs));

const anyText = (random: Random): string =>
  random.pick([
    words,
    words,
    () => random.pick(edgeDates),
    () => random.pick(edgeNumbers),
    () => random.pick(codeWords),
    () => random.pick(hostileNames),
    () => random.pick(hostileTexts),
    () => "",
    () =>
      random
        .pick([...signs, ...lexiconWords, "a", "0", "\u0301", '"'])
        .repeat(1 + random.below(random.once(2000) ? 1_000_000 : random.once(50) ? 5000 : 70)),
  ])(random);

const cutAt = (text: string, random: Random): [string, string] => {
  const at = random.below(text.length + 1);
  return [text.slice(0, at), text.slice(at)];
};

/** What is done to one cell. */
const cellSpoils: readonly Spoil<string>[] = [
  (_, random) => anyText(random),
  (_, random) => anyText(random),
  () => "",
  (cell, random) => cutAt(cell, random)[0],
  (cell, random) => cutAt(cell, random).join(anyText(random)),
  (cell, random) => cutAt(cell, random).join(random.pick(signs)),
  (cell, random) => `${cell}${random.pick(signs)}${anyText(random)}`,
  (cell, random) => `${random.pick(lexiconWords)} ${cell}`,
  (cell) => `${cell} ${cell}`,
  (cell) => cell.toUpperCase(),
  (cell) => cell.normalize("NFD"),
  (cell, random) => cell.replace(/\d/, () => String(random.below(10))),
  (cell, random) => cell.replace(/\d+/, () => random.pick(edgeNumbers)),
  (cell, random) => [...cell].sort(() => (random.once(2) ? 1 : -1)).join(""),
];

const spoilCell: Spoil<Table> = (table, random) => {
  const at = table.length < 2 ? 0 : 1 + random.below(table.length - 1);
  const row = table[at] ?? [];
  const column = random.below(row.length);
  const other = random.pick(table)[column] ?? "";
  const value = random.once(8) ? other : random.pick(cellSpoils)(row[column] ?? "", random);
  return table.with(at, row.with(column, value));
};

/** What is done to rows; row 0 is the header. */
const rowSpoils: readonly Spoil<Table>[] = [
  (table, random) => table.toSpliced(1 + random.below(table.length), 1),
  (table, random) => table.toSpliced(1 + random.below(table.length), 0, random.pick(table)),
  (table, random) => table.toSpliced(1 + random.below(table.length), 0, [random.pick(["", " ", anyText(random)])]),
  (table, random) => {
    const at = random.below(table.length);
    return table.with(at, [...(table[at] ?? []), anyText(random)]);
  },
  (table, random) => {
    const at = random.below(table.length);
    return table.with(at, (table[at] ?? []).slice(0, -1));
  },
  (table, random) => {
    const at = random.below(table.length);
    const row = table[at] ?? [];
    const from = random.below(row.length);
    return table.with(at, row.toSpliced(from, 1).toSpliced(random.below(row.length), 0, row[from] ?? ""));
  },
  ([header = [], ...rows]) => [header, ...rows.toReversed()],
  ([header = [], ...rows], random) => [header, ...rows, ...rows.map((row) => row.with(0, `${row[0]}${random.below(100)}`))],
];

/** What is done to the header: a neighbour of the schema. */
const headerSpoils: readonly Spoil<string[]>[] = [
  (header, random) => header.with(random.below(header.length), random.pick([...hostileNames, ...hostileTexts, ...header])),
  (header, random) => header.toSpliced(random.below(header.length), 1),
  (header, random) => header.toSpliced(random.below(header.length + 1), 0, random.pick([...hostileNames, ...header])),
  (header, random) => {
    const at = random.below(header.length);
    return header.with(at, random.pick(cellSpoils)(header[at] ?? "", random));
  },
  (header) => header.toReversed(),
  (header) => header.map((name) => ` ${name}`),
  (header, random) => [...header, ...Array.from({ length: random.below(300) }, (_, index) => `c${index}`)],
];

const spoilTable =
  (spoil: Spoil<Table>): Spoil<Buffer> =>
  (bytes, random) => {
    const records = readRecords(bytes.toString("utf8"));
    if (records === null || records.length === 0) return bytes;
    return Buffer.from(
      writeRecords(
        spoil(
          records.map(({ cells }) => [...cells]),
          random,
        ),
      ),
    );
  };

const insertAt = (bytes: Buffer, inserted: Buffer, random: Random): Buffer => {
  const at = random.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)]);
};

/** What is done to bytes: other encodings, other ends of lines, damage. */
const byteSpoils: readonly Spoil<Buffer>[] = [
  (bytes, random) => {
    const copy = Buffer.from(bytes);
    const at = random.below(bytes.length);
    if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
    return copy;
  },
  (bytes, random) => insertAt(bytes, Buffer.from([random.below(256)]), random),
  (bytes, random) =>
    insertAt(
      bytes,
      Buffer.from(
        random.pick([
          [0xc0, 0x80],
          [0xed, 0xa0, 0x80],
          [0xf4, 0x90, 0x80, 0x80],
          [0xef, 0xbf],
        ]),
      ),
      random,
    ),
  (bytes, random) => insertAt(bytes, Buffer.from(random.pick(['"', '","', '"\n', ",", "\n", "\r", "\r\n", "\n\n", "\u0000", ";"])), random),
  (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  (bytes) => Buffer.concat([Buffer.from("\ufeff"), bytes]),
  (bytes) => Buffer.concat([Buffer.from("\ufeff\ufeff"), bytes]),
  (bytes) => Buffer.from(bytes.toString("utf8").replaceAll("\n", "\r\n")),
  (bytes) => Buffer.from(bytes.toString("utf8").replaceAll("\n", "\r")),
  (bytes) => Buffer.from(bytes.toString("utf8").replaceAll(",", ";")),
  (bytes) => Buffer.from(bytes.toString("utf8"), "latin1"),
  (bytes) => Buffer.from(`\ufeff${bytes.toString("utf8")}`, "utf16le"),
  (bytes) => Buffer.concat([bytes, bytes]),
  (_, random) => Buffer.alloc(random.below(3) * 40, random.pick([0, 10, 32, 44, 34])),
];

const jsonValues: readonly unknown[] = [null, true, 0, -1, 1.5, 1e308, "", [], {}, [[]], { en: "a", es: "b" }, "\ud800", "a\nb"];

/** Every place of a JSON value, the whole first. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, Array.isArray(value) ? Number(key) : key]))];
}

/** The value with what stands at the path replaced; keys are data, `__proto__` too. */
function replaceAt(value: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.map((each, index) => (index === key ? replaceAt(each, rest, change) : each));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, name === key ? replaceAt(each, rest, change) : each]));
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

/** What is done to one value of dataset.json. */
const jsonSpoils: readonly Spoil<unknown>[] = [
  (_, random) => random.pick(jsonValues),
  (_, random) => anyText(random),
  (value, random) => (typeof value === "string" ? random.pick(cellSpoils)(value, random) : value),
  (value, random) =>
    isObject(value) ? Object.fromEntries([...Object.entries(value), [random.pick(hostileNames), anyText(random)]]) : value,
  (value, random) => (isObject(value) ? Object.fromEntries(Object.entries(value).filter(() => !random.once(3))) : value),
  (value) => (Array.isArray(value) ? [...value, ...value] : [value]),
  (value, random) => Array.from({ length: random.below(500) }).reduce((inner) => [inner], value),
];

const spoilJson: Spoil<Buffer> = (bytes, random) => {
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    const spoilt = replaceAt(value, random.pick(pathsOf(value)), (each) => random.pick(jsonSpoils)(each, random));
    return Buffer.from(JSON.stringify(spoilt, null, random.below(2)) ?? "");
  } catch {
    // It was damaged by an earlier mutation.
    return bytes;
  }
};

const fileNames: readonly string[] = [
  "raw/extracts/CON.csv",
  "raw/extracts/aux.csv",
  "raw/extracts/a b.csv",
  "raw/extracts/a.csv.",
  "raw/extracts/.hidden.csv",
  "raw/extracts/__proto__.csv",
  "raw/extracts/constructor.csv",
  `raw/extracts/${"a".repeat(200)}.csv`,
  "raw/extracts/a\nb.csv",
  "raw/extracts/\u202e.csv",
  "raw/extracts/deep/a.csv",
  "raw/Sources.csv",
  "raw/constructor",
  "raw/notes.txt",
];

/** What is done to the files as such. */
const fileSpoils: readonly ((files: Files, random: Random) => Files)[] = [
  (files, random) => new Map([...files].filter(([path]) => path !== random.pick([...files.keys()]))),
  (files, random) => new Map([...files, [random.pick(fileNames), random.pick([...files.values()])]]),
  (files, random) => new Map([...files, [random.pick([...files.keys()]), random.pick([...files.values()])]]),
];

/** How often each kind is drawn in a run that holds it: most of what people do wrong is in a cell. */
const kinds = { cell: 40, row: 4, header: 2, json: 3, bytes: 2, file: 1 } as const;
type Kind = keyof typeof kinds;

/** A run spoils one kind, or mostly cells, or everything. */
function kindsOfRun(random: Random): Kind[] {
  const only = random.below(10);
  if (only < 6) return ["cell"];
  if (only < 7) return ["cell", "row"];
  if (only < 8) return ["cell", "json"];
  const all = Object.entries(kinds).flatMap(([kind, weight]) => Array.from({ length: weight }, () => kind as Kind));
  return only < 9 ? all : [random.pick(all), random.pick(["row", "header", "json", "bytes", "file"])];
}

function spoilOne(files: Files, kind: Kind, random: Random): Files {
  if (kind === "file") return random.pick(fileSpoils)(files, random);
  const paths = [...files.keys()];
  const tables = paths.filter((path) => path.endsWith(".csv"));
  const extracts = tables.filter((path) => path.startsWith("raw/extracts/"));
  const path = kind === "json" ? "raw/dataset.json" : random.pick(kind === "bytes" ? paths : random.once(3) ? tables : extracts);
  const bytes = files.get(path);
  if (bytes === undefined) return files;
  const spoils: Record<Exclude<Kind, "file">, Spoil<Buffer>> = {
    cell: spoilTable(spoilCell),
    row: spoilTable(random.pick(rowSpoils)),
    header: spoilTable(([header = [], ...rows]) => [random.pick(headerSpoils)(header, random), ...rows]),
    json: spoilJson,
    bytes: random.pick(byteSpoils),
  };
  return new Map(files).set(path, spoils[kind](bytes, random));
}

/** The largest number of mutations of one run; few enough that most rows of a dataset stay as they were. */
export const mutationsAtOnce = 40;

/** A valid dataset with 1 to `mutationsAtOnce` mutations. */
export function mutate(base: Files, random: Random): { files: Files; mutations: number } {
  const chosen = kindsOfRun(random);
  const mutations = 1 + random.below(random.once(3) ? 2 : mutationsAtOnce);
  let files = base;
  for (let count = 0; count < mutations && files.size > 0; count++) {
    if (![...files.keys()].some((path) => path.startsWith("raw/extracts/"))) break;
    files = spoilOne(files, random.pick(chosen), random);
  }
  return { files, mutations };
}

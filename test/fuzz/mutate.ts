// How a valid dataset is spoilt: a table of mutations by what they touch, each drawn by repeatable chance.
import { byteSpoils } from "./bytes.ts";
import type { Files } from "./dataset.ts";
import { spoilJson } from "./json.ts";
import type { Random } from "./random.ts";
import { readRecords, writeRecords } from "./records.ts";
import { anyText, cellSpoils, type Spoil } from "./text.ts";
import { hostileNames, hostileTexts, lexiconWords, signs } from "./values.ts";

type Table = string[][];

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

const free = ["note", "summary", "manner_text", "title", "label_en", "name_es"];

/** The table with one cell of it made from a cell of another row, in a column that is among `columns`; all but the first where none is named. */
function changeCell(table: Table, random: Random, change: (other: string) => string, columns: readonly string[] = []): Table {
  const [header = [], ...rows] = table;
  const places = header.flatMap((name, index) => (index > 0 && (columns.length === 0 || columns.includes(name)) ? [index] : []));
  if (places.length === 0 || rows.length === 0) return table;
  const [at, column, other] = [random.below(rows.length), random.pick(places), random.pick(rows)];
  return [
    header,
    ...rows.with(
      at,
      (rows[at] ?? []).map((cell, index) => (index === column ? change(other[index] ?? "") : cell)),
    ),
  ];
}

/** What may leave a dataset right: other text where any is taken, a cell of a neighbour, another order of rows. */
const gentleSpoils: readonly Spoil<Table>[] = [
  (table, random) => changeCell(table, random, () => random.pick([...hostileTexts, ...signs, ...lexiconWords]).trim(), free),
  (table, random) => changeCell(table, random, (other) => other),
  ([header = [], ...rows], random) => [header, ...rows.toSorted(() => (random.once(2) ? 1 : -1))],
];

const cells = new WeakMap<Buffer, Table | null>();

/** The cells of a file; null where it cannot be split. A file that stays as it is, is read once. */
function readTable(bytes: Buffer): Table | null {
  const known = cells.get(bytes);
  if (known !== undefined) return known;
  const table = readRecords(bytes.toString("utf8"))?.map((record) => [...record.cells]) ?? null;
  cells.set(bytes, table);
  return table;
}

const spoilTable =
  (spoil: Spoil<Table>): Spoil<Buffer> =>
  (bytes, random) => {
    const table = readTable(bytes);
    if (table === null || table.length === 0) return bytes;
    return Buffer.from(writeRecords(spoil(table, random)));
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
const kinds = { cell: 40, row: 4, header: 2, json: 4, bytes: 3, file: 1, gentle: 4 } as const;
type Kind = keyof typeof kinds;

/** A run spoils one kind, or mostly cells, or everything, or hardly anything. */
function kindsOfRun(random: Random): Kind[] {
  const only = random.below(12);
  if (only > 10) return ["gentle"];
  if (only > 9) return ["bytes"];
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
  const texts = paths.filter((path) => path.endsWith(".json"));
  const candidates = kind === "json" ? texts : kind === "bytes" ? paths : random.once(3) ? tables : extracts;
  const path = candidates[random.below(candidates.length)] ?? "";
  const bytes = files.get(path);
  if (bytes === undefined) return files;
  const spoils: Record<Exclude<Kind, "file">, Spoil<Buffer>> = {
    cell: spoilTable(spoilCell),
    row: spoilTable(random.pick(rowSpoils)),
    header: spoilTable(([header = [], ...rows]) => [random.pick(headerSpoils)(header, random), ...rows]),
    json: spoilJson,
    gentle: spoilTable(random.pick(gentleSpoils)),
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

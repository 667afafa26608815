// The byte-by-byte readers of written tables: they read what the writers wrote, and find every byte and every cell that is another.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { writeParquetFile } from "../../pipeline/bulk/parquet-file.ts";
import { formatCount, pathIn, type ReadBack, readBack } from "../../pipeline/bulk/read-back.ts";
import { openRows } from "../../pipeline/bulk/rows-output.ts";
import { dayFromEpoch } from "../../pipeline/days.ts";
import { canonicalRow, fingerprintOf, sha256 } from "../../pipeline/publish/fingerprint.ts";
import { measureFile } from "../../pipeline/publish/measure.ts";
import { type Edition, withRows } from "../../pipeline/publish/model.ts";
import { type Cell, type Column, publishedTables, type Row, type Table } from "../../pipeline/schema.ts";
import { readArrowStream } from "../../pipeline/verify/arrow.ts";
import { readArrowStreamRows } from "../../pipeline/verify/arrow-rows.ts";
import { makeCanonicalRows } from "../../pipeline/verify/canonical-rows.ts";
import { readCsvRows } from "../../pipeline/verify/csv-rows.ts";
import { readJsonRows } from "../../pipeline/verify/json-rows.ts";
import { readCsvTable, readJsonTable } from "../../pipeline/verify/text.ts";

const { claims, place_names: names } = publishedTables;
const dataset = JSON.parse(readFileSync(new URL("../broken/base/raw/dataset.json", import.meta.url), "utf8"));
const edition: Edition = { dataset, date: "2020-01-01" };
const folder = mkdtempSync(join(tmpdir(), "recuento-read-back-"));
afterAll(() => rmSync(folder, { recursive: true }));

const text = fc
  .array(fc.constantFrom("a", "é", ",", '"', '"', "\\", "\n", " ", "\u{1f300}", "\u2028", "\u0001", "0", "null", "]"), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.join(""));

/** Any cell that a column may hold. */
function cellsOf(column: Column): fc.Arbitrary<Cell> {
  const values: Readonly<Record<Column["arrowType"], () => fc.Arbitrary<Cell>>> = {
    utf8: () => text,
    int32: () => fc.oneof(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.integer({ min: -10, max: 110 })),
    float64: () => fc.oneof(fc.constantFrom(1e21, 1e-7, -0.5, 12.25), fc.double({ noNaN: true, noDefaultInfinity: true })),
    bool: () => fc.boolean(),
    date32: () => fc.integer({ min: -700_000, max: 2_900_000 }).map(dayFromEpoch),
    dictionary: () => fc.constantFrom(...(column.enumeration?.codes ?? []).map(({ code }) => code)),
  };
  const value = values[column.arrowType]();
  return column.nullable ? fc.oneof(fc.constant(null), value, value) : value;
}

const rowsOf = (table: Table, most: number): fc.Arbitrary<Row[]> =>
  fc.array(fc.record(Object.fromEntries(table.columns.map((column) => [column.name, cellsOf(column)]))) as fc.Arbitrary<Row>, {
    maxLength: most,
  });

/** Rows of a table that are the same in every run. */
const sampleOf = (table: Table, count: number): Row[] =>
  fc.sample(fc.record(Object.fromEntries(table.columns.map((column) => [column.name, cellsOf(column)]))) as fc.Arbitrary<Row>, {
    numRuns: count,
    seed: 11,
  });

let folders = 0;

/** Writes rows, in the order in which they come, in all formats; where to. */
async function write(table: Table, rows: readonly Row[]): Promise<string> {
  const own = join(folder, String(folders++));
  const output = openRows(own, edition, table);
  for (const row of rows) output.add([row]);
  await writeParquetFile(own, output.end());
  return own;
}

/** Reads all formats as they stand. */
const readAll = (own: string, table: Table): Promise<ReadBack[]> =>
  Promise.all(
    Array.from({ length: formatCount }, (_, format) => readBack(own, table, format, measureFile(join(own, pathIn(format, table.name))))),
  );

describe("files of a table", () => {
  it.each([claims, publishedTables.events, names])(
    "are read to the fingerprint of their rows: $name",
    async (table) => {
      await fc.assert(
        fc.asyncProperty(rowsOf(table, 6), async (rows) => {
          const own = await write(table, rows);
          const fingerprint = fingerprintOf(withRows(table, rows));
          for (const found of await readAll(own, table)) expect(found).toMatchObject({ faults: [], rows: rows.length, fingerprint });
          rmSync(own, { recursive: true });
        }),
        { numRuns: 20, seed: 7 },
      );
    },
    60_000,
  );

  it("have another fingerprint in every format where one cell is another, whichever it is", async () => {
    const [rows, others] = [sampleOf(claims, 2), sampleOf(claims, 40)];
    const [first = {}, second = {}] = rows;
    let changed = 0;
    for (const { name } of claims.columns) {
      const other = others.find((row) => row[name] !== second[name])?.[name];
      if (other === undefined) continue;
      const spoiled = [first, { ...second, [name]: other }];
      const wanted = fingerprintOf(withRows(claims, spoiled));
      expect(wanted).not.toBe(fingerprintOf(withRows(claims, rows)));
      const own = await write(claims, spoiled);
      for (const { fingerprint, path } of await readAll(own, claims)) expect(fingerprint, `${path} ${name}`).toBe(wanted);
      rmSync(own, { recursive: true });
      changed += 1;
    }
    expect(changed).toBeGreaterThan(claims.columns.length - 3);
  }, 60_000);
});

/** What a reader of bytes finds: null where it refuses them. */
function readBytes(read: typeof readCsvRows, bytes: Uint8Array, table: Table, length = 1 << 20): string | null {
  const rows = makeCanonicalRows();
  const pieces = Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) =>
    bytes.subarray(index * length, (index + 1) * length),
  );
  try {
    read(pieces, table, rows);
    return rows.fingerprint();
  } catch {
    return null;
  }
}

const spoils: readonly [string, (bytes: Uint8Array, at: number) => Uint8Array][] = [
  ["another", (bytes, at) => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))],
  ["a quote", (bytes, at) => bytes.map((byte, index) => (index === at ? (byte === 34 ? 44 : 34) : byte))],
  ["missing", (bytes, at) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)])],
  ["there twice", (bytes, at) => Buffer.concat([bytes.subarray(0, at + 1), bytes.subarray(at)])],
  ["the last", (bytes, at) => bytes.subarray(0, at)],
];

describe.each([
  ["CSV", "csv", readCsvRows],
  ["JSON", "json", readJsonRows],
] as const)("a %s file", (_, ending, read) => {
  const rows = sampleOf(claims, 2);
  const wanted = fingerprintOf(withRows(claims, rows));

  it("is read alike in pieces of any length", async () => {
    const own = await write(claims, rows);
    const bytes = readFileSync(join(own, `${ending}/claims.${ending}`));
    for (let length = 1; length < 70; length++) expect(readBytes(read, bytes, claims, length), String(length)).toBe(wanted);
    expect(readBytes(read, bytes, claims)).toBe(wanted);
  });

  it.each(spoils)("is found wherever a byte is %s", async (_, spoil) => {
    const own = await write(claims, rows);
    const bytes = readFileSync(join(own, `${ending}/claims.${ending}`));
    const unseen = Array.from(bytes.keys()).filter((at) => readBytes(read, spoil(bytes, at), claims) === wanted);
    expect(unseen).toEqual([]);
    expect(bytes.length).toBeGreaterThan(1000);
  });
});

describe("a text file that is let through", () => {
  const header = names.columns.map((column) => column.name);
  const canonical = (rows: readonly (readonly Cell[])[]): string => sha256(rows.map((row) => `${canonicalRow(row)}\n`).join(""));

  it("says the same to the reader of CSV", () => {
    const pieces = fc.array(fc.constantFrom("a", "é", ",", ",", '"', '""', "\n", "\n", "\r", " ", '"a,b"', '"x\ny"', '"q""q"'), {
      maxLength: 20,
    });
    let through = 0;
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 9 }), (parts, length) => {
        const bytes = Buffer.from(`${header.join(",")}\n${parts.join("")}`);
        const found = readBytes(readCsvRows, bytes, names, length);
        if (found === null) return;
        through += 1;
        const read = readCsvTable(bytes, names);
        expect(read.faults).toEqual([]);
        // An empty cell in quotes is refused as the value that it is not.
        const rows = read.rows.filter((row) => row.length > 0);
        if (!parts.join("").includes('""')) expect(found).toBe(canonical(rows));
      }),
      { numRuns: 5000, seed: 7 },
    );
    expect(through).toBeGreaterThan(100);
  });

  it("says the same to the reader of JSON", () => {
    const value = fc.constantFrom(
      "null",
      '"a"',
      '"\\n"',
      '"\\""',
      '"',
      "\\",
      ",",
      "{}",
      "1",
      '"b","c":"d"',
      "nul",
      '"\u0001"',
      '"\\u0041"',
    );
    const row = fc.tuple(value, value).map(([a, b]) => `{${JSON.stringify(header[0])}:${a},${JSON.stringify(header[1])}:${b}}`);
    let through = 0;
    fc.assert(
      fc.property(fc.array(row, { maxLength: 3 }), fc.integer({ min: 1, max: 9 }), (rows, length) => {
        const bytes = Buffer.from(rows.length === 0 ? "[\n]\n" : `[\n${rows.join(",\n")}\n]\n`);
        const found = readBytes(readJsonRows, bytes, names, length);
        const read = parsed(bytes);
        // A cell that is an object is none: the reader of JSON gives its text.
        const isCanonical =
          read !== null && !bytes.includes("{}") && JSON.stringify(JSON.parse(bytes.toString())) === bytes.toString().replaceAll("\n", "");
        if (isCanonical) through += 1;
        if (isCanonical) expect(found).toBe(canonical(read));
        else if (read !== null) expect(found).not.toBe(canonical(read));
      }),
      { numRuns: 3000, seed: 7 },
    );
    expect(through).toBeGreaterThan(100);
  });

  function parsed(bytes: Uint8Array): (readonly Cell[])[] | null {
    try {
      const { rows, faults } = readJsonTable(bytes, names);
      return faults.length === 0 ? [...rows] : null;
    } catch {
      return null;
    }
  }
});

describe("an Arrow stream with a spoilt byte below its columns", () => {
  it("is found, or holds the same cells to the other reader", async () => {
    const rows = sampleOf(claims, 5);
    const bytes = readFileSync(join(await write(claims, rows), "arrow/claims.arrows"));
    const wanted = fingerprintOf(withRows(claims, rows));
    // The record batch is the second message: after a mark and a length of four bytes each comes what it says of its body.
    const second = 8 + bytes.readInt32LE(4);
    const body = second + 8 + bytes.readInt32LE(second + 4);
    let [found, unseen] = [0, 0];
    for (let at = body; at < bytes.length - 8; at += 3) {
      const spoiled = bytes.map((byte, index) => (index === at ? byte ^ 0x11 : byte));
      if (readStream(spoiled) !== wanted) {
        found += 1;
        continue;
      }
      unseen += 1;
      const held = readArrowStream(spoiled, claims).rows;
      expect(sha256(held.map((row) => `${canonicalRow(row)}\n`).join("")), String(at)).toBe(wanted);
    }
    expect(found).toBeGreaterThan(300);
    // Below a cell that is empty, and between columns, stand bytes that say nothing.
    expect(unseen).toBeGreaterThan(0);
  });

  function readStream(bytes: Uint8Array): string | null {
    const rows = makeCanonicalRows();
    try {
      readArrowStreamRows([bytes], { table: claims, dictionaries: false }, rows);
      return rows.fingerprint();
    } catch {
      return null;
    }
  }
});

describe("a file", () => {
  it("that is missing has a fault, in every format", async () => {
    const own = join(folder, "missing");
    mkdirSync(own);
    for (let format = 0; format < formatCount; format++) {
      const { faults } = await readBack(own, names, format, { bytes: 1, sha256: "" });
      expect(faults).toEqual([expect.stringContaining("cannot be read back")]);
    }
  });

  it("of other bytes than were written has a fault, in every format, and is not read", async () => {
    const own = await write(names, sampleOf(names, 3));
    for (let format = 0; format < formatCount; format++) {
      const file = join(own, pathIn(format, names.name));
      const [bytes, written] = [readFileSync(file), measureFile(file)];
      writeFileSync(
        file,
        bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 255 : byte)),
      );
      expect(await readBack(own, names, format, written)).toMatchObject({ rows: 0, faults: ["has other bytes than were written"] });
      writeFileSync(file, bytes);
      expect(await readBack(own, names, format, written)).toMatchObject({ rows: 3, faults: [] });
    }
  });

  it.each([0, 2])("of %i rows that lacks a column, has it twice, or calls it otherwise is refused, in every format", async (count) => {
    const [first, second] = names.columns as [Column, Column];
    const own = await write(names, sampleOf(names, 2).slice(0, count));
    const others: Column[][] = [[first], [second, first], [first, { ...second, name: "other" }], [first, second, second]];
    for (const columns of others) {
      // Without rows a JSON file names no columns.
      for (let format = 0; format < formatCount; format++) {
        if (count === 0 && pathIn(format, names.name).endsWith(".json")) continue;
        const written = measureFile(join(own, pathIn(format, names.name)));
        const { faults } = await readBack(own, { ...names, columns }, format, written);
        expect(faults, `${format} ${columns.map(({ name }) => name)}`).toEqual([expect.stringContaining("cannot be read back")]);
      }
    }
  });
});

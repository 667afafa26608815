// The scanner and the splitter against the reader of whole files, and the formatter against the writers, on texts made by chance.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeBatcher } from "../../pipeline/bulk/batches.ts";
import { makeTextList } from "../../pipeline/bulk/claim-columns.ts";
import { makeFormatter } from "../../pipeline/bulk/format.ts";
import { makeSplitter, recordOf } from "../../pipeline/bulk/words.ts";
import { type EncodedColumn, encodeColumn } from "../../pipeline/publish/arrow-data.ts";
import { formatCsv } from "../../pipeline/publish/csv.ts";
import { formatLines } from "../../pipeline/publish/json.ts";
import { readCsv } from "../../pipeline/read/csv.ts";
import { makeScanner } from "../../pipeline/read/scan.ts";
import { splitRecords } from "../../pipeline/read/split.ts";
import { type Cell, publishedTables, rawTables } from "../../pipeline/schema.ts";
import { randomOf } from "../fuzz/random.ts";

const { lookups } = rawTables;
const header = lookups.columns.map((column) => column.name);

/** Pieces of which CSV is made, each of them where it belongs and where it does not. */
const pieces = fc.array(
  fc.constantFrom("a", "é", "\u{1f300}", ",", ",", ",,", '"', '""', "\n", "\r\n", "\r", " ", ";", '"a,b"', '"x\ny"'),
  { maxLength: 40 },
);
const marks = fc.constantFrom("", "\ufeff");

describe("what the scanner lets through is what the reader of whole files reads", () => {
  it("whatever stands below the header, in pieces of any length; and what it refuses has a finding", () => {
    let [through, refused] = [0, 0];
    const split = makeSplitter(lookups.columns, {});
    fc.assert(
      fc.property(marks, pieces, fc.integer({ min: 1, max: 9 }), (mark, parts, length) => {
        const bytes = Buffer.from(`${mark}${header.join(",")}\n${parts.join("")}`);
        const scanner = makeScanner(header);
        for (let at = 0; at < bytes.length; at += length) scanner.push(bytes.subarray(at, at + length));
        const found = scanner.finish();
        const read = readCsv("raw/lookups.csv", bytes, lookups, false);
        expect(readCsv("raw/lookups.csv", bytes, lookups)).toEqual(read);
        if (found === null) {
          refused += 1;
          // A lone carriage return is refused where the row is checked.
          return read.findings.length > 0 || read.rows.some(({ row }) => Object.values(row).some((cell) => /[\r"]/.test(String(cell))));
        }
        through += 1;
        const starts = [...found.starts];
        const records = starts.map((start, index) => splitRecords(bytes.subarray(start, starts[index + 1]).toString("utf8")));
        expect(records.every((each) => each.length === 1)).toBe(true);
        // Where empty lines end the file, the last record reaches to its end.
        const [from = bytes.length] = starts;
        expect([...split(bytes.subarray(from))].map(({ cells }) => cells)).toEqual(records.flat());
        const whole = records.flat().map((cells, index) => ({ line: found.lines[index], cells }));
        const wrong = new Set(read.findings.map(({ line }) => line));
        const told = read.findings.filter(({ code }) => code !== "csv/cells" && code !== "cell/type");
        expect(told).toEqual([]);
        const good = whole.filter(({ line }) => !wrong.has(line ?? null));
        expect(good).toEqual(read.rows.map(({ line, row }) => ({ line, cells: header.map((name) => String(row[name] ?? "")) })));
        expect([...found.lines]).toEqual(whole.map(({ line }) => line));
        return true;
      }),
      { numRuns: 3000, seed: 7 },
    );
    expect(through).toBeGreaterThan(300);
    expect(refused).toBeGreaterThan(300);
  });
});

describe("words that come again", () => {
  const { columns } = rawTables.lookups;
  /** Numbers of records: a few that come all the time, many that come seldom, and more than are remembered. */
  const random = randomOf(3, 0);
  const numbers = Array.from({ length: 60_000 }, () => random.below(random.below(2) === 0 ? 40 : 50_000));
  const printed = (number: number): string =>
    number % 7 === 0 ? `"${number},"` : number % 11 === 0 ? "" : `n${number} é`.repeat(1 + (number % 40));
  const text = numbers.map((number) => columns.map((_, index) => printed(number + index)).join(",")).join("\r\n");

  it("are split as all others, before and after some are forgotten", () => {
    const split = makeSplitter(columns, {});
    const bytes = Buffer.from(text);
    for (let round = 0; round < 2; round++) {
      const differing = [...split(bytes)].filter(({ cells }, at) =>
        cells.some((cell, index) => cell !== unquoted(printed((numbers[at] ?? 0) + index))),
      );
      expect(differing.slice(0, 2)).toEqual([]);
    }
    expect([...split(bytes)].length).toBe(numbers.length);
  });

  it("fit where each fits its column and names what is there", () => {
    const [first, second] = columns.map(({ name }) => name);
    const fitting = ["s001-012", "date_text", "before", "2019", "no day"];
    const list = makeTextList(["s001-012", "n5 é".repeat(6), "7,"]);
    const named = { [first ?? ""]: list, [second ?? ""]: null };
    const records = [...makeSplitter(columns, named)(Buffer.from(`${text}\n${fitting.join(",")}\n${text}`))];
    const wrong = records.filter((record) => JSON.stringify(recordOf(columns, named, record.cells)) !== JSON.stringify(record));
    expect(wrong.slice(0, 2)).toEqual([]);
    expect(records.filter(({ fits }) => fits)).toEqual([{ cells: fitting, fits: true, places: [0, -1] }]);
    expect(new Set(records.map(({ places: [place] }) => place))).toEqual(new Set([-1, 0, 1, 2]));
  });
});

const unquoted = (cell: string): string => cell.replace(/^"|"$/g, "");

describe("formatted rows", () => {
  const { place_names: table } = publishedTables;
  const texts = fc.array(fc.constantFrom("a", "é", ",", '"', "\\", "\n", " ", "\u{1f300}", "\u2028", "0"), { minLength: 1, maxLength: 8 });
  const rows = fc.array(
    fc.tuple(texts, texts).map(([a, b]) => [a.join(""), b.join("")]),
    { maxLength: 12 },
  );

  it("are the text of the writers", () => {
    fc.assert(
      fc.property(rows, (cells) => {
        const formatter = makeFormatter(table);
        for (const row of cells) formatter.put(row);
        const made = formatter.take();
        const [first = "", second = ""] = table.columns.map((column) => column.name);
        expect(Buffer.from(made.csv).toString()).toBe(formatCsv([first, second], cells).split("\n").slice(1).join("\n"));
        const lines = cells.map(([a = "", b = ""]) => JSON.stringify({ [first]: a, [second]: b }));
        expect(`[\n${Buffer.from(made.json)}${lines.length > 0 ? "\n" : ""}]\n`).toBe(formatLines(lines));
        expect(Buffer.from(made.canonical).toString()).toBe(cells.map((row) => `${JSON.stringify(row)}\n`).join(""));
      }),
      { seed: 7 },
    );
  });

  it("bear the days that come again, before and after some are forgotten", () => {
    const columns = publishedTables.claims.columns.filter(({ arrowType }) => arrowType === "date32").slice(0, 1);
    const [{ name } = { name: "" }] = columns;
    const dayOf = (index: number): string => new Date(86_400_000 * (index % 70_000)).toISOString().slice(0, 10);
    const formatter = makeFormatter({ ...publishedTables.claims, columns });
    for (let index = 0; index < 70_100; index++) formatter.put([dayOf(index)]);
    const { csv, json, columns: encoded } = formatter.take();
    const days = Array.from({ length: 70_100 }, (_, index) => dayOf(index));
    expect(Buffer.from(csv).toString() === days.map((day) => `${day}\n`).join("")).toBe(true);
    expect(Buffer.from(json).toString() === days.map((day) => JSON.stringify({ [name]: day })).join(",\n")).toBe(true);
    const [column] = encoded;
    expect(column?.kind === "integers" && column.values.every((value, index) => value === index % 70_000)).toBe(true);
  });
});

/** A column whose bytes are of the one class, whatever made them, and its own: those of a batch lie where the next ones will. */
const plain = (column: EncodedColumn): EncodedColumn => structuredClone(column);

describe("batches", () => {
  const columns = publishedTables.events.columns.filter(({ name }) => ["note", "claims", "latitude", "kind"].includes(name));
  const cellsAt = (index: number): Cell[] =>
    columns.map(({ name }) =>
      index % 3 === 0 ? null : name === "note" ? "ñ".repeat(index % 5) || null : name === "kind" ? "scope" : index,
    );

  it("are the same whatever the parts were", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 16 }),
        (parts, size) => {
          const encode = (from: number, to: number) =>
            columns.map((column, place) =>
              encodeColumn(
                column,
                Array.from({ length: to - from }, (_, index) => cellsAt(from + index)[place] ?? null),
              ),
            );
          const given: unknown[] = [];
          const batcher = makeBatcher(size, (joined, rows) => given.push({ joined: joined.map(plain), rows }));
          let all = 0;
          for (const rows of parts) {
            batcher.add({ columns: encode(all, all + rows), rows });
            all += rows;
          }
          batcher.end();
          const starts = Array.from({ length: Math.max(1, Math.ceil(all / size)) }, (_, index) => index * size);
          expect(given).toEqual(
            starts.map((from) => ({ joined: encode(from, Math.min(from + size, all)).map(plain), rows: Math.min(size, all - from) })),
          );
        },
      ),
      { seed: 7 },
    );
  });
});

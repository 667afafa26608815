// A cell of a megabyte takes no more than its share: what a check does grows like the text, in every column that people fill.
import { describe, expect, it, vi } from "vitest";
import type { RawData } from "../pipeline/1-read.ts";
import { validate } from "../pipeline/2-validate.ts";
import { normalize } from "../pipeline/3-normalize.ts";
import { readCsv } from "../pipeline/read/csv.ts";
import { readDataset } from "../pipeline/read/dataset.ts";
import { type RawTableName, rawTables } from "../pipeline/schema.ts";
import { readBase } from "./fuzz/dataset.ts";
import { growsLinearly } from "./patterns/growth.ts";

// Nothing below is about time on the wall.
vi.setConfig({ testTimeout: 240_000 });

/** First a small cell, on which even what grows with the square comes to an end; then a quarter of the one that is meant. */
const sizes = [10_000, 250_000];
/** What a cell is filled with: what rules, splitters and normalisers look at again and again. */
const fillings = ["a", " ", "one ", '"', "e\u0301", "de noviembre de ", "1,", "x | ", "ﷺ", "😀", "\n", "2019-11-10/"];

const base = readBase("broken/base");
const bytesOf = (path: string): Buffer => base.get(path) ?? Buffer.alloc(0);
const files: Readonly<Record<RawTableName, string>> = {
  sources: "raw/sources.csv",
  counters: "raw/counters.csv",
  events: "raw/events.csv",
  places: "raw/places.csv",
  extracts: "raw/extracts/letter.csv",
  lookups: "raw/lookups.csv",
  retired: "raw/retired.csv",
};
const names = Object.keys(rawTables) as RawTableName[];
const { dataset } = readDataset("raw/dataset.json", bytesOf("raw/dataset.json"));

const writeCell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Holds that the work grows like the length of the text that it is given. */
function expectLinear(write: (length: number) => Buffer, work: (bytes: Buffer) => number): void {
  for (const size of sizes) {
    const texts = new Map([size, size * 4].map((length) => [length, write(length)]));
    const cost = (length: number): number => work(texts.get(length) ?? Buffer.alloc(0));
    expect(growsLinearly(size, cost) || growsLinearly(size, cost), `${size} characters`).toBe(true);
  }
}

const fill = (filling: string, length: number): string => filling.repeat(length / filling.length);

/** A table with a row of examples more, of which the cell of one column is `text`. */
function withCell(name: RawTableName, column: string, text: string): Buffer {
  const { columns } = rawTables[name];
  const header = columns.map((each) => each.name).join(",");
  const row = columns.map((each) => (each.name === column ? writeCell(text) : writeCell(String(each.example ?? ""))));
  const before = base.has(files[name]) ? bytesOf(files[name]).toString("utf8") : `${header}\n`;
  return Buffer.from(`${before}${row.join(",")}\n`);
}

/** Reads and checks the dataset with this file in the place of its own; gives the number of findings. */
function checkWith(name: RawTableName, bytes: Buffer): number {
  const read = names.map((each) => [each, readCsv(files[each], each === name ? bytes : bytesOf(files[each]), rawTables[each])] as const);
  const tables = Object.fromEntries(read.map(([each, table]) => [each, table.rows])) as RawData["tables"];
  const findings = read.filter(([each]) => each === name || base.has(files[each])).flatMap(([, table]) => table.findings);
  const valid = validate({ dataset, outline: null, tables, incomplete: new Set(), findings });
  return [...findings, ...valid.findings, ...normalize(valid).findings].length;
}

const columns = names.flatMap((name) =>
  rawTables[name].columns.filter((column) => column.type === "string").map((column) => [name, column.name] as const),
);

describe("the work that a cell takes grows like its length", () => {
  it("in columns that are found", () => {
    expect(columns.length).toBeGreaterThan(60);
  });

  it.each(columns.map(([name, column], index) => [name, column, fillings[index % fillings.length] ?? "a"] as const))(
    "%s.%s, filled with %j, which is refused",
    (name, column, filling) => {
      const write = (length: number): Buffer => withCell(name, column, fill(filling, length));
      expect(checkWith(name, write(1000))).toBeGreaterThan(0);
      expectLinear(write, (bytes) => checkWith(name, bytes));
    },
  );

  it.each(fillings)("extracts.date_text, count_text and place_text, filled with %j", (filling) => {
    for (const column of ["date_text", "count_text", "place_text"])
      expectLinear(
        (length) => withCell("extracts", column, fill(filling, length)),
        (bytes) => checkWith("extracts", bytes),
      );
  });

  it("in a text of dataset.json", () => {
    const text = bytesOf("raw/dataset.json").toString("utf8");
    const write = (length: number): Buffer => Buffer.from(text.replace("Nobody.", fill(" a", length)));
    const work = (bytes: Buffer): number => readDataset("raw/dataset.json", bytes).findings.length;
    expect(work(write(1000))).toBeGreaterThan(0);
    expectLinear(write, work);
  });
});

// Whether what a peer wrote is what Recuento wrote: every cell of claims.csv and claims.json, and that a columnar file stands beside them.
// `tsx test/bench/same.ts EXPECTED FOLDER...` compares folders; it ends with 1 where one differs.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseRecords } from "../../pipeline/read/csv.ts";
import { publishedTables } from "../../pipeline/schema.ts";

const columns = publishedTables.claims.columns.map(({ name }) => name);
const numbers = new Set(publishedTables.claims.columns.filter(({ type }) => type === "number").map(({ name }) => name));

/** A number with decimals in one way of writing it: -17 for -17.0. */
function plain(cell: string, column: string): string {
  return numbers.has(column) && cell !== "" ? String(Number.parseFloat(cell)) : cell;
}

function readCells(folder: string): string[][] {
  const [header = [], ...rows] = parseRecords(readFileSync(join(folder, "claims.csv"), "utf8"));
  return [header, ...rows.map((cells) => cells.map((cell, index) => plain(cell, columns[index] ?? "")))];
}

/** The rows of claims.json as their keys and values, in the order in which they stand. */
function readObjects(folder: string): [string, unknown][][] {
  const rows: unknown = JSON.parse(readFileSync(join(folder, "claims.json"), "utf8"));
  if (!Array.isArray(rows)) throw new Error(`${folder}/claims.json is no array`);
  return rows.map((row) => Object.entries(row));
}

/** The first difference between what two folders hold, as a sentence; null where there is none. */
export function findDifference(expected: string, folder: string): string | null {
  const columnar = readdirSync(folder).filter((name) => /\.(?:arrow|feather|parquet|rds)$/.test(name));
  if (columnar.length !== 1 || statSync(join(folder, columnar[0] ?? "")).size === 0) return `${folder} holds no columnar file`;
  return (
    firstDifference(`${folder}/claims.csv`, readCells(expected), readCells(folder)) ??
    firstDifference(`${folder}/claims.json`, readObjects(expected), readObjects(folder))
  );
}

function firstDifference(file: string, expected: readonly (readonly unknown[])[], found: readonly (readonly unknown[])[]): string | null {
  if (expected.length !== found.length) return `${file} has ${found.length} rows, not ${expected.length}`;
  for (const [row, cells] of expected.entries())
    for (let index = 0; index < Math.max(cells.length, found[row]?.length ?? 0); index++) {
      const [ours, theirs] = [cells[index], found[row]?.[index]].map((cell) => JSON.stringify(cell));
      if (ours !== theirs) return `${file}, row ${row}, column ${columns[index]}: ${theirs}, not ${ours}`;
    }
  return null;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , expected = "", ...folders] = process.argv;
  const differences = folders.map((folder) => findDifference(expected, folder)).filter((each) => each !== null);
  for (const each of differences) console.error(each);
  if (differences.length === 0) console.log(`${folders.length} folders hold the same cells`);
  process.exitCode = differences.length > 0 ? 1 : 0;
}

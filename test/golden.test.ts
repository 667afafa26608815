// Invented datasets from end to end, each by the command a person would type, held against what must come of them by hand.
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

type Cells = Record<string, string>;

const repository = fileURLToPath(new URL("..", import.meta.url));
const golden = fileURLToPath(new URL("golden", import.meta.url));
const datasets = readdirSync(golden).sort();
const base = mkdtempSync(join(tmpdir(), "recuento-"));
afterAll(() => rmSync(base, { recursive: true }));

const published = (name: string, table: string): string => join(base, name, "dist/0.1.0/csv", table);
const readRows = (path: string): Cells[] => parse(readFileSync(path, "utf8"), { columns: true });

function recuento(words: readonly string[]): Promise<{ code: number | null; out: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["pipeline/recuento.mjs", ...words], { cwd: repository });
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.on("error", reject).on("close", (code) => resolve({ code, out }));
  });
}

/** The rows of the table of estimates in a README: the one whose first column is event_id. None where there is no such table. */
function readExpectedEstimates(name: string): Cells[] {
  const lines = readFileSync(join(golden, name, "README.md"), "utf8").split("\n");
  const start = lines.findIndex((line) => line.startsWith("| event_id |"));
  if (start < 0) return [];
  const length = lines.slice(start).findIndex((line) => !line.startsWith("|"));
  const cellsOf = (line: string): string[] =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
  const [header = [], , ...rows] = lines.slice(start, start + length).map(cellsOf);
  for (const row of rows) if (row.length !== header.length) throw new Error(`${name}/README.md has an uneven row: ${row.join(" | ")}`);
  return rows.map((row) => Object.fromEntries(header.map((column, index) => [column, row[index] ?? ""])));
}

const keyOf = (row: Cells): string => ["event_id", "measure", "population", "count_basis"].map((column) => row[column]).join(" ");

describe.each(datasets)("the invented dataset %s", (name) => {
  const folder = join(golden, name, "expected");
  const tables = existsSync(folder) ? readdirSync(folder).sort() : [];
  const estimates = readExpectedEstimates(name).map((row) => ({ key: keyOf(row), row }));

  beforeAll(async () => {
    cpSync(join(golden, name, "raw"), join(base, name, "raw"), { recursive: true });
    const { code, out } = await recuento(["build", "--json", "--root", join(base, name)]);
    expect(JSON.parse(out), out).toMatchObject({ version: "0.1.0", findings: [] });
    expect(code).toBe(0);
  });

  it("is held against rows or estimates that were written before", () => {
    if (estimates.length === 0) expect(tables).toEqual(expect.arrayContaining(["claims.csv", "estimates.csv", "conflicts.csv"]));
    else expect(readRows(published(name, "estimates.csv")).map(keyOf)).toEqual(estimates.map(({ key }) => key));
  });

  it.each(tables)("gives the rows of expected/%s", (table) => {
    const text = readFileSync(published(name, table), "utf8");
    expect(text.split("\n")).toEqual(readFileSync(join(folder, table), "utf8").split("\n"));
  });

  it.each(estimates)("gives the estimate of its README for $key", ({ key, row }) => {
    const { why, ...wanted } = row;
    const found = readRows(published(name, "estimates.csv")).find((each) => keyOf(each) === key) ?? {};
    expect(Object.fromEntries(Object.keys(wanted).map((column) => [column, found[column]])), why).toEqual(wanted);
  });
});

describe("the invented datasets together", () => {
  const valuesOf = (table: string, column: string): Set<string> =>
    new Set(datasets.flatMap((name) => readRows(published(name, table)).map((row) => row[column] ?? "")));

  it("have an estimate by each part of r9", () => {
    expect([...valuesOf("estimates.csv", "best_rule")].sort()).toEqual(["r9a", "r9b", "r9c"]);
  });

  it("have conflicts about values, totals, parts and authors", () => {
    expect([...valuesOf("conflicts.csv", "kind")]).toEqual(expect.arrayContaining(["attribution", "falling_total", "part_total", "value"]));
  });
});

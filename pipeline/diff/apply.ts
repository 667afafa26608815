// How changes.csv makes the tables of the older release those of the newer, byte for byte.
import { compareCodePoints } from "../finding.ts";
import { groupBy } from "../group-by.ts";
import { formatCsv } from "../publish/csv.ts";
import { parseRecords } from "../read/csv.ts";
import type { Line } from "./change.ts";
import { keyOf, splitKey } from "./keys.ts";
import type { TextRow } from "./snapshot.ts";

/** A table as text, with the columns of its primary key: all that has to be known of it beside the changes. */
export interface CsvTable {
  readonly csv: string;
  readonly primaryKey: readonly string[];
}
export type CsvTables = ReadonlyMap<string, CsvTable>;

interface Open {
  readonly columns: readonly string[];
  readonly primaryKey: readonly string[];
  readonly rows: readonly TextRow[];
}

/** The tables after the changes. Throws where a change does not fit: a row or cell is not what the change says it was. */
export function applyChanges(tables: CsvTables, changes: readonly Line[]): Map<string, CsvTable> {
  const gone = new Set(changes.filter((line) => line.change === "table_removed").map((line) => line.table));
  const come = changes.filter((line) => line.change === "table_added");
  const open = new Map([...tables].filter(([name]) => !gone.has(name)).map(([name, table]) => [name, openTable(table)]));
  for (const { table, new: key } of come) open.set(table, { columns: [], primaryKey: splitKey(key), rows: [] });
  const linesOf = groupBy(changes, (line) => line.table);
  return new Map([...open].map(([name, table]) => [name, closeTable(applyTo(table, linesOf.get(name) ?? []))]));
}

function openTable({ csv, primaryKey }: CsvTable): Open {
  const [columns = [], ...records] = parseRecords(csv);
  return {
    columns,
    primaryKey,
    rows: records.map((cells) => Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? ""]))),
  };
}

/** Rows by primary key in code-point order, as a release has them. */
function closeTable({ columns, primaryKey, rows }: Open): CsvTable {
  const order = (row: TextRow): string => primaryKey.map((name) => row[name] ?? "").join("\u0000");
  const sorted = rows.toSorted((a, b) => compareCodePoints(order(a), order(b)));
  const cells = sorted.map((row) => columns.map((name) => row[name] ?? ""));
  return { csv: formatCsv(columns, cells), primaryKey };
}

function applyTo(table: Open, lines: readonly Line[]): Open {
  const changedKey = lines.find((line) => line.change === "key_changed");
  const primaryKey = changedKey ? splitKey(changedKey.new) : table.primaryKey;
  const rows = new Map(table.rows.map((row) => [keyOf(row, primaryKey), { ...row }]));
  for (const line of lines) applyToRow(rows, line, primaryKey);
  return { columns: placeColumns(table.columns, lines), primaryKey, rows: [...rows.values()] };
}

/** Columns that came or moved stand at the position they are given, counted from 1; the others keep their order between them. */
function placeColumns(old: readonly string[], lines: readonly Line[]): string[] {
  const shaped = lines.filter((line) => /^column_(?:removed|added|moved)$/.test(line.change));
  const placed = new Map(shaped.filter((line) => line.new !== "").map((line) => [Number(line.new) - 1, line.column]));
  const settled = new Set(shaped.map((line) => line.column));
  const others = old.filter((name) => !settled.has(name));
  return Array.from({ length: others.length + placed.size }, (_, index) => placed.get(index) ?? others.shift() ?? "");
}

function applyToRow(rows: Map<string, Record<string, string>>, line: Line, primaryKey: readonly string[]): void {
  const { key, column, change } = line;
  const row = rows.get(key);
  const misfit = (): Error => new Error(`${line.table} ${key} ${column}: ${change} does not fit what stands there`);
  if (change === "added" && column === "") {
    if (row) throw misfit();
    const cells = splitKey(key);
    rows.set(key, Object.fromEntries(primaryKey.map((name, index) => [name, cells[index] ?? ""])));
  } else if ((change === "removed" || change === "merged") && column === "") {
    if (!rows.delete(key)) throw misfit();
  } else if (change === "added" || change === "modified") {
    const fits = row !== undefined && (line.reason === "privacy" || (row[column] ?? "") === line.old);
    if (!fits) throw misfit();
    row[column] = line.new;
  }
}

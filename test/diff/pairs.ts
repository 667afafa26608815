// Pairs of releases for tests: an invented dataset as it stands and after edits of its files, or of what an older program read from them.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { check } from "../../pipeline/build.ts";
import type { NeededBump } from "../../pipeline/diff/bump.ts";
import type { Change } from "../../pipeline/diff/change.ts";
import { compareReleases, type Difference } from "../../pipeline/diff/difference.ts";
import type { Total } from "../../pipeline/diff/impact.ts";
import { keyOf } from "../../pipeline/diff/keys.ts";
import { readRecords } from "../../pipeline/diff/records.ts";
import { readSnapshot, rowsOf, type Snapshot, type SnapshotTable, snapshotOf, type TextRow } from "../../pipeline/diff/snapshot.ts";
import { type Tally, tallyDifference } from "../../pipeline/diff/tally.ts";
import { compareCodePoints } from "../../pipeline/finding.ts";
import { formatCsv } from "../../pipeline/publish/csv.ts";
import { renderTables } from "../../pipeline/publish/release.ts";

const golden = fileURLToPath(new URL("../golden", import.meta.url));

/** An edit of a file below raw/: words replaced (they must be there), or a line added at its end (the file is made if need be). */
export interface RawEdit {
  readonly file: string;
  readonly from?: string;
  readonly to?: string;
  readonly line?: string;
}

/** A cell, an aspect of a column, a name, a row or a column that a snapshot has otherwise. */
export interface SnapshotEdit {
  readonly table: string;
  readonly key?: string;
  readonly column?: string;
  readonly value?: string;
  readonly row?: Readonly<Record<string, string>>;
  readonly without?: string;
  readonly with?: string;
  readonly aspect?: string;
  readonly rename?: string;
}

const roots: string[] = [];
export function removeRoots(): void {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
}

/** A copy of an invented dataset in a new folder; gives its path. */
export function goldenRoot(name = "terrazul"): string {
  const root = mkdtempSync(join(tmpdir(), "recuento-"));
  roots.push(root);
  cpSync(join(golden, name, "raw"), join(root, "raw"), { recursive: true });
  return root;
}

export function editRaw(root: string, edits: readonly RawEdit[]): void {
  for (const { file, from, to = "", line } of edits) {
    const path = join(root, "raw", file);
    const text = existsSync(path) ? readFileSync(path, "utf8") : "";
    if (from !== undefined && !text.includes(from)) throw new Error(`${file} does not hold ${from}`);
    const edited = from === undefined ? text : text.replace(from, to);
    writeFileSync(path, line === undefined ? edited : `${edited}${line}\n`);
  }
}

export async function snapshotOfRoot(root: string): Promise<Snapshot> {
  const { raw, tables, findings } = await check(root);
  if (raw.dataset === null || tables === null)
    throw new Error(findings.map((item) => `${item.file} ${item.code} ${item.message}`).join("\n"));
  return snapshotOf({ dataset: raw.dataset, date: raw.dataset.released, tables });
}

/** The CSV of each table by name, as the release of a dataset has it. */
export async function csvOfRoot(root: string): Promise<Record<string, string>> {
  const { raw, tables } = await check(root);
  if (raw.dataset === null || tables === null) throw new Error("the dataset has findings");
  const files = renderTables({ dataset: raw.dataset, date: raw.dataset.released, tables });
  const csv = files.filter((file) => file.path.startsWith("csv/"));
  return Object.fromEntries(csv.map((file) => [file.table ?? "", new TextDecoder().decode(file.bytes)]));
}

export function editSnapshot(snapshot: Snapshot, edits: readonly SnapshotEdit[]): Snapshot {
  const tables = new Map(snapshot.tables);
  for (const edit of edits) {
    const table = tables.get(edit.table);
    if (table === undefined) throw new Error(`there is no table ${edit.table}`);
    tables.set(edit.table, editTable(table, edit));
    if (edit.rename !== undefined) {
      tables.set(edit.rename, { ...editTable(table, edit), name: edit.rename });
      tables.delete(edit.table);
    }
  }
  return { ...snapshot, tables };
}

function editTable(table: SnapshotTable, { key, column, value, row, without, with: added, aspect }: SnapshotEdit): SnapshotTable {
  const isRow = (cells: TextRow): boolean => keyOf(cells, table.primaryKey) === key;
  const old = rowsIn(table);
  if (key !== undefined && !old.some(isRow)) throw new Error(`${table.name} has no row ${key}`);
  const rows = old.map((cells) =>
    key !== undefined && column !== undefined && isRow(cells) ? { ...cells, [column]: value ?? "" } : cells,
  );
  const columns = table.columns
    .filter((each) => each.name !== without)
    .map((each) => (aspect && each.name === column ? { ...each, aspects: { ...each.aspects, [aspect]: value ?? "" } } : each));
  return withRows(
    { ...table, columns: added === undefined ? columns : [...columns, { name: added, aspects: {} }] },
    row ? [...rows, row] : rows,
  );
}

/** All rows of a table. */
export const rowsIn = (table: SnapshotTable | undefined): readonly TextRow[] => [...rowsOf(table)];

/** The table with these rows, as a release has them: by primary key. */
export function withRows(table: SnapshotTable, rows: readonly TextRow[]): SnapshotTable {
  const order = (row: TextRow): string => table.primaryKey.map((name) => row[name] ?? "").join("\u0000");
  const cells = rows
    .toSorted((a, b) => compareCodePoints(order(a), order(b)))
    .map((row) => table.columns.map(({ name }) => row[name] ?? ""));
  const bytes = new TextEncoder().encode(formatCsv(null, cells));
  return { ...table, records: () => readRecords([bytes]) };
}

/** A difference with all that it finds. */
export interface WholeDifference {
  readonly difference: Difference;
  readonly changes: readonly Change[];
  readonly totals: readonly Total[];
  readonly tally: Tally;
  readonly needed: NeededBump;
}

export function compareWhole(old: Snapshot, now: Snapshot): WholeDifference {
  const difference = compareReleases(old, now);
  const tally = tallyDifference(difference);
  return { difference, changes: [...difference.changes()], totals: [...difference.totals()], tally, needed: tally.needed };
}

/** A small release from its tables: columns, how many of them are the key, rows of cells. */
export interface SmallTable {
  readonly columns: readonly string[];
  readonly key: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function smallSnapshot(
  version: string,
  tables: Readonly<Record<string, SmallTable>>,
  csv: Readonly<Record<string, string>>,
): Snapshot {
  const files = Object.entries(tables).flatMap(([name, { columns, key }]) => {
    const properties = Object.fromEntries(columns.map((column) => [column, { type: ["string", "null"], title: column }]));
    const schema = { title: name, type: "object", primaryKey: key, foreignKeys: [], properties };
    return [
      [`csv/${name}.csv`, csv[name] ?? ""],
      [`schema/${name}.schema.json`, JSON.stringify(schema)],
    ] as const;
  });
  return readSnapshot(version, new Map(files.map(([path, text]) => [path, () => [new TextEncoder().encode(text)]])));
}

// What differs between two snapshots, table by table: the shape of tables, and rows matched by primary key.

import type { Bump, Change, ChangeKind } from "../../../pipeline/diff/change.ts";
import { joinKey, keyOf } from "../../../pipeline/diff/keys.ts";
import { compareCodePoints } from "../../../pipeline/finding.ts";
import type { Aspects, Snapshot, SnapshotTable, TextRow } from "./held.ts";

/** A row that only the older release has (`now` is null), only the newer has (`old` is null), or that differs in `columns`. */
export interface RowChange {
  readonly key: string;
  readonly old: TextRow | null;
  readonly now: TextRow | null;
  readonly columns: readonly string[];
}

/** A table that only one release has, or the one that both have. A table whose rows cannot be matched is two: gone, and new. */
export interface TableChange {
  readonly name: string;
  readonly old: SnapshotTable | null;
  readonly now: SnapshotTable | null;
  /** Names of columns that only the newer release has. */
  readonly newColumns: ReadonlySet<string>;
  readonly structure: readonly Change[];
  readonly rows: readonly RowChange[];
}

/** Every table of either release, in code-point order of their names; one that is replaced goes before it comes. */
export function compareTables(old: Snapshot, now: Snapshot): TableChange[] {
  const names = [...new Set([...old.tables.keys(), ...now.tables.keys()])].sort(compareCodePoints);
  return names.flatMap((name) => {
    const [before, after] = [old.tables.get(name), now.tables.get(name)];
    if (before === undefined) return after === undefined ? [] : [added(after)];
    if (after === undefined) return [removed(before)];
    return identifies(after.primaryKey, before) ? [compareTable(before, after)] : [removed(before), added(after)];
  });
}

/** Whether these columns are there and name each row, none of them empty. */
function identifies(columns: readonly string[], table: SnapshotTable): boolean {
  if (columns.some((column) => table.rows.some((row) => (row[column] ?? "") === ""))) return false;
  if (!columns.every((name) => table.columns.some((column) => column.name === name))) return false;
  return new Set(table.rows.map((row) => keyOf(row, columns))).size === table.rows.length;
}

const empty = { key: "", column: "", old: "", new: "", reason: "scope" } as const;

function added(table: SnapshotTable): TableChange {
  const lines = [
    { ...empty, table: table.name, change: "table_added" as const, new: joinKey(table.primaryKey), bump: "minor" as const },
    // The line before asks for the step.
    ...table.columns.map((column, index) => ({ ...position(table.name, column.name, "", `${index + 1}`), bump: "patch" as const })),
  ];
  const rows = table.rows.map((row) => ({ key: keyOf(row, table.primaryKey), old: null, now: row, columns: [] }));
  return { name: table.name, old: null, now: table, newColumns: new Set(), structure: lines, rows };
}

function removed(table: SnapshotTable): TableChange {
  const line = { ...empty, table: table.name, change: "table_removed" as const, old: joinKey(table.primaryKey), bump: "major" as const };
  return { name: table.name, old: table, now: null, newColumns: new Set(), structure: [line], rows: [] };
}

/** The line of a column that came, went or moved; positions count from 1, and an empty one is nowhere. */
function position(table: string, column: string, old: string, now: string): Omit<Change, "bump"> {
  const change: ChangeKind = old === "" ? "column_added" : now === "" ? "column_removed" : "column_moved";
  return { ...empty, table, column, change, old, new: now };
}

function compareTable(old: SnapshotTable, now: SnapshotTable): TableChange {
  const oldNames = old.columns.map((column) => column.name);
  const newColumns = new Set(now.columns.map((column) => column.name).filter((name) => !oldNames.includes(name)));
  return {
    name: now.name,
    old,
    now,
    newColumns,
    structure: [...compareAspects(now.name, "", old.aspects, now.aspects), ...compareKeys(old, now), ...compareColumns(old, now)],
    rows: compareRows(old, now),
  };
}

function compareKeys(old: SnapshotTable, now: SnapshotTable): Change[] {
  const [before, after] = [joinKey(old.primaryKey), joinKey(now.primaryKey)];
  return before === after ? [] : [{ ...empty, table: now.name, change: "key_changed", old: before, new: after, bump: "major" }];
}

function compareColumns(old: SnapshotTable, now: SnapshotTable): Change[] {
  const before = old.columns.map((column) => column.name);
  const after = now.columns.map((column) => column.name);
  const kept = after.filter((name) => before.includes(name));
  const inOrder = before.filter((name) => after.includes(name)).every((name, index) => name === kept[index]);
  const lastKept = Math.max(-1, ...kept.map((name) => after.indexOf(name)));
  const placeIn = (names: readonly string[], name: string): string => (names.includes(name) ? `${names.indexOf(name) + 1}` : "");
  const lines = [...before.filter((name) => !after.includes(name)), ...after].flatMap((name): Change[] => {
    const line = position(now.name, name, placeIn(before, name), placeIn(after, name));
    if (line.change === "column_moved" && inOrder) return [];
    const appended = line.change === "column_added" && after.indexOf(name) > lastKept;
    return [{ ...line, bump: appended ? "minor" : "major" }];
  });
  const described = kept.flatMap((name) => {
    const aspectsIn = (table: SnapshotTable): Aspects => table.columns.find((column) => column.name === name)?.aspects ?? {};
    return compareAspects(now.name, name, aspectsIn(old), aspectsIn(now));
  });
  return [...lines, ...described];
}

/** What code relies on; all else that a schema says is for people. */
const relied: ReadonlySet<string> = new Set(["type", "arrow_type", "nullable", "unit", "format", "enumeration", "ordered"]);

function compareAspects(table: string, column: string, old: Aspects, now: Aspects): Change[] {
  const change: ChangeKind = column === "" ? "table_changed" : "column_changed";
  return Object.keys({ ...old, ...now }).flatMap((key): Change[] => {
    const [before, after] = [old[key] ?? "", now[key] ?? ""];
    if (before === after) return [];
    const bump: Bump = relied.has(key) ? "major" : "patch";
    return [{ table, key, column, change, reason: bump === "major" ? "scope" : "documentation", old: before, new: after, bump }];
  });
}

/** Rows by the newer primary key, in code-point order of it. */
function compareRows(old: SnapshotTable, now: SnapshotTable): RowChange[] {
  const before = new Map(old.rows.map((row) => [keyOf(row, now.primaryKey), row]));
  const after = new Map(now.rows.map((row) => [keyOf(row, now.primaryKey), row]));
  return [...new Set([...before.keys(), ...after.keys()])].sort(compareCodePoints).flatMap((key): RowChange[] => {
    const [oldRow, newRow] = [before.get(key) ?? null, after.get(key) ?? null];
    if (oldRow === null || newRow === null) return [{ key, old: oldRow, now: newRow, columns: [] }];
    const columns = now.columns.map((column) => column.name).filter((name) => (oldRow[name] ?? "") !== (newRow[name] ?? ""));
    return columns.length === 0 ? [] : [{ key, old: oldRow, now: newRow, columns }];
  });
}

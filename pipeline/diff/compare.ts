// What differs between two snapshots, table by table: the shape of tables, and rows matched by primary key.
import { compareCodePoints } from "../finding.ts";
import type { Bump, Change, ChangeKind } from "./change.ts";
import { inKeyOrder } from "./key-order.ts";
import { joinKey, keyOf } from "./keys.ts";
import { identifies, mergeRecords, type Pair } from "./merge.ts";
import { detach } from "./records.ts";
import { type Aspects, makeCellReader, rowOf, rowsOf, type Snapshot, type SnapshotTable, type TextRow } from "./snapshot.ts";

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
  /** Found each time anew, from the first to the last. */
  readonly rows: () => Iterable<RowChange>;
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

const empty = { key: "", column: "", old: "", new: "", reason: "scope" } as const;

function added(table: SnapshotTable): TableChange {
  const lines = [
    { ...empty, table: table.name, change: "table_added" as const, new: joinKey(table.primaryKey), bump: "minor" as const },
    // The line before asks for the step.
    ...table.columns.map((column, index) => ({ ...position(table.name, column.name, "", `${index + 1}`), bump: "patch" as const })),
  ];
  const rows = function* rows(): Generator<RowChange> {
    for (const row of rowsOf(table)) yield { key: keyOf(row, table.primaryKey), old: null, now: row, columns: [] };
  };
  return { name: table.name, old: null, now: table, newColumns: new Set(), structure: lines, rows };
}

function removed(table: SnapshotTable): TableChange {
  const line = { ...empty, table: table.name, change: "table_removed" as const, old: joinKey(table.primaryKey), bump: "major" as const };
  return { name: table.name, old: table, now: null, newColumns: new Set(), structure: [line], rows: () => [] };
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
    rows: () => compareRows(old, now),
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

/** Rows by the newer primary key, in code-point order of it. Refusal: release/too-large. */
function* compareRows(old: SnapshotTable, now: SnapshotTable): Generator<RowChange> {
  const change = makeRowComparison(old, now);
  for (const { key, old: before, now: after } of inKeyOrder(findChanged(old, now), "|")) {
    const found = change({ old: before, now: after }, key);
    if (found !== null) yield found;
  }
}

/** Records that are not alike, with their keys. */
function* findChanged(old: SnapshotTable, now: SnapshotTable): Generator<Pair & { readonly first: string; readonly key: string }> {
  const [oldKey, newKey] = [makeCellReader(old, now.primaryKey), makeCellReader(now, now.primaryKey)];
  const changed = makeRowComparison(old, now);
  for (const pair of mergeRecords(old, now, now.primaryKey)) {
    if (changed(pair) === null) continue;
    const cells = pair.now === null ? oldKey(pair.old ?? "") : newKey(pair.now);
    const own = { old: pair.old && detach(pair.old), now: pair.now && detach(pair.now) };
    yield { ...own, first: cells[0] ?? "", key: joinKey(cells) };
  }
}

/** What tells how two records of one key differ; null where no cell does. The key is left empty where it is not given. */
export function makeRowComparison(old: SnapshotTable, now: SnapshotTable): (pair: Pair, key?: string) => RowChange | null {
  const names = now.columns.map((column) => column.name);
  const sameColumns = old.columns.map((column) => column.name).join() === names.join();
  return (pair, key = "") => {
    if (sameColumns && pair.old === pair.now) return null;
    const [before, after] = [pair.old === null ? null : rowOf(old, pair.old), pair.now === null ? null : rowOf(now, pair.now)];
    if (before === null || after === null) return { key, old: before, now: after, columns: [] };
    const columns = names.filter((name) => (before[name] ?? "") !== (after[name] ?? ""));
    return columns.length === 0 ? null : { key, old: before, now: after, columns };
  };
}

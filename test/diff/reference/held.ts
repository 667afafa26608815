// A snapshot with all rows of all tables in memory, as the simple comparison in this folder takes it.
import * as streamed from "../../../pipeline/diff/snapshot.ts";
import type { Cell, Row } from "../../../pipeline/schema.ts";

export type { Aspects, TextRow } from "../../../pipeline/diff/snapshot.ts";

export interface SnapshotTable extends streamed.SnapshotTable {
  readonly rows: readonly streamed.TextRow[];
}

export interface Snapshot {
  readonly version: string;
  readonly tables: ReadonlyMap<string, SnapshotTable>;
}

export function hold({ version, tables }: streamed.Snapshot): Snapshot {
  return { version, tables: new Map([...tables].map(([name, table]) => [name, { ...table, rows: [...streamed.rowsOf(table)] }])) };
}

/** A row with its cells typed by its own schema, as the rules of estimates take it. */
export function typedRow(table: SnapshotTable, row: streamed.TextRow): Row {
  return Object.fromEntries(table.columns.map(({ name, aspects: { type } }) => [name, typedCell(row[name] ?? "", type ?? "string")]));
}

function typedCell(text: string, type: string): Cell {
  if (text === "") return null;
  if (type === "integer" || type === "number") return Number(text);
  return type === "boolean" ? text === "true" : text;
}

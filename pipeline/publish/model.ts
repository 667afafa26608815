// What a release is before it is bytes, and what a rendered file is before it is written.
import {
  type Cell,
  type Column,
  type Dataset,
  type Outline,
  type PublishedTableName,
  publishedTables,
  type Row,
  type Table,
} from "../schema.ts";
import { checkCell } from "./cell.ts";

export type Language = "en" | "es";

export type { Dataset } from "../schema.ts";

/** What is known of one version beside its rows. */
export interface Edition {
  readonly dataset: Dataset;
  /** ISO day of the release. */
  readonly date: string;
}

/** One version of the dataset: rows validated, sorted by primary key, every key present. */
export interface Release extends Edition {
  /** What the map is drawn on; none where the dataset has none. */
  readonly outline?: Outline | null;
  readonly tables: Readonly<Record<PublishedTableName, readonly Row[]>>;
}

/** A file of the release folder. */
export interface OutputFile {
  /** Below the release folder, with / between folders. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** The table it belongs to; null where it belongs to none. */
  readonly table: string | null;
  /** How many rows of the table it holds; null where it holds none of its values. */
  readonly rows: number | null;
}

/** The definition of a published table beside its rows in one release. */
export interface PublishedTable {
  readonly table: Table;
  readonly rows: readonly Row[];
}

/** Every published table with its rows, in the order of the release. */
export function tablesOf(release: Release): PublishedTable[] {
  return Object.values(publishedTables).map((table) => ({
    table,
    rows: release.tables[table.name as PublishedTableName],
  }));
}

/** One cell of a row. Throws where the column cannot hold it: rows were validated, so that is a fault of the program. */
export function readCell(row: Row, column: Column): Cell {
  return checkCell(row[column.name], column);
}

/** The cells of a row in the order of the columns, each checked. */
export function readCells(row: Row, table: Table): Cell[] {
  return table.columns.map((column) => readCell(row, column));
}

/** A row with its keys in the order of the columns, each checked. */
export function orderRow(row: Row, table: Table): Record<string, Cell> {
  return Object.fromEntries(table.columns.map((column) => [column.name, readCell(row, column)]));
}

/** A text file in UTF-8 without a byte order mark. */
export function textFile(path: string, text: string, mediaType: string, content: PublishedTable | null = null): OutputFile {
  const bytes = new TextEncoder().encode(text);
  return { path, bytes, mediaType, table: content?.table.name ?? null, rows: content?.rows.length ?? null };
}

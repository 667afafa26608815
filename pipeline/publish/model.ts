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
import type { Summed } from "./summed.ts";
import { type ColumnTally, tallyColumns } from "./tally.ts";

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
  /** What was added up of the tables that are too long to hold, whose rows are left out of `tables`; absent where none is. */
  readonly summed?: Summed;
}

type Bounds = Readonly<Record<"low" | "best" | "high", number | null>>;

/** What pages show of the ranges that moved since an earlier release. */
export interface MovedRanges {
  /** The earlier release. */
  readonly from: string;
  /** The first of those that moved, in the order of impact.json; a range of one release only has no bounds in the other. */
  readonly first: readonly (Readonly<Record<"event_id" | "measure" | "population" | "count_basis", string>> & {
    readonly before: Bounds;
    readonly after: Bounds;
  })[];
  readonly moved: number;
  readonly stayed: number;
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
  /** Of an impact.json: what pages show of it. */
  readonly ranges?: MovedRanges;
}

/** A file that is written bit by bit. */
export interface OpenFile {
  readonly write: (text: string) => void;
  /** After the last text; `ranges` as of an `OutputFile`. */
  readonly close: (ranges?: MovedRanges) => void;
}

/** Where files are written bit by bit. */
export type OpenFiles = (path: string, mediaType: string) => OpenFile;

/** A file of the release folder as the lists tell of it: its length in bytes and its checksum in place of its bytes. */
export interface ListedFile extends Omit<OutputFile, "bytes"> {
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** Its bytes; null where they are only on the disk. */
  readonly content: Uint8Array | null;
}

/** The definition of a published table beside its rows in one release. */
export interface PublishedTable {
  readonly table: Table;
  /** Empty where the table is too long to hold. */
  readonly rows: readonly Row[];
  /** How many rows it has, held or not. */
  readonly length: number;
  /** How often its codes and empty cells stand in each column; null where the rows are held and can be counted. */
  readonly tallies: readonly ColumnTally[] | null;
}

/** Every published table with its rows, in the order of the release. */
export function tablesOf(release: Release): PublishedTable[] {
  return Object.values(publishedTables).map((table) => tableOf(release, table.name as PublishedTableName));
}

/** One published table with its rows. */
export function tableOf({ tables, summed }: Release, name: PublishedTableName): PublishedTable {
  return { ...withRows(publishedTables[name], tables[name]), ...summed?.long.get(name) };
}

/** A table with all its rows. */
export function withRows(table: Table, rows: readonly Row[]): PublishedTable {
  return { table, rows, length: rows.length, tallies: null };
}

/** How often codes and empty cells stand in each column of a table. */
export function talliesOf({ table, rows, tallies }: PublishedTable): readonly ColumnTally[] {
  return tallies ?? tallyColumns(table, rows);
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
export function textFile(
  path: string,
  text: string,
  mediaType: string,
  content: Pick<PublishedTable, "table" | "length"> | null = null,
): OutputFile {
  const bytes = new TextEncoder().encode(text);
  return { path, bytes, mediaType, table: content?.table.name ?? null, rows: content?.length ?? null };
}

/** What keeps texts that are written bit by bit, and the files that have been closed. */
export function keepFiles(): { readonly open: OpenFiles; readonly files: readonly OutputFile[] } {
  const files: OutputFile[] = [];
  const open: OpenFiles = (path, mediaType) => {
    const texts: string[] = [];
    return {
      write: (text) => void texts.push(text),
      close: (ranges) => void files.push({ ...textFile(path, texts.join(""), mediaType), ...(ranges && { ranges }) }),
    };
  };
  return { open, files };
}

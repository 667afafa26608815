// How a published CSV file becomes canonical rows, byte by byte: the one form in which it is published, and nothing else.
import type { Column, Table } from "../schema.ts";
import type { CanonicalRows } from "./canonical-rows.ts";
import { readRecords } from "./records.ts";

const [lineFeed, carriageReturn, quote, comma] = [10, 13, 34, 44] as const;

/**
 * Reads the pieces of a file into `rows`. An empty cell is null; numbers and flags are typed by their column. Throws where the file has
 * another form: another header, a record with other cells than the columns, a carriage return, no line feed at the end.
 */
export function readCsvRows(pieces: Iterable<Uint8Array>, table: Table, rows: CanonicalRows): void {
  const header = Buffer.from(`${table.columns.map((column) => column.name).join(",")}\n`);
  const cells = table.columns.map((column) => cellReader(column, rows));
  let begun = false;
  const left = readRecords(pieces, (bytes, start) => {
    if (begun) return readRow(bytes, start, cells, rows);
    if (bytes.length - start < header.length) return -1;
    if (header.compare(bytes, start, start + header.length) !== 0) throw new Error("its first line is not its columns");
    begun = true;
    return start + header.length;
  });
  if (left > 0 || !begun) throw new Error("does not end with a line feed");
}

/** Takes a cell: the bytes between its quotes, if it has any. */
type CellReader = (bytes: Uint8Array, start: number, end: number) => void;

function readRow(bytes: Uint8Array, start: number, cells: readonly CellReader[], rows: CanonicalRows): number {
  let at = start;
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] as CellReader;
    const end = bytes[at] === quote ? endOfQuoted(bytes, at) : endOfPlain(bytes, at);
    if (end >= bytes.length) {
      rows.undoRow();
      return -1;
    }
    if (bytes[end] !== (index === cells.length - 1 ? lineFeed : comma)) {
      throw new Error(`row ${rows.length() + 1} has other cells than the columns`);
    }
    if (bytes[at] === quote) readQuoted(bytes, at + 1, end - 1, cell);
    else cell(bytes, at, end);
    at = end + 1;
  }
  rows.endRow();
  return at;
}

function endOfPlain(bytes: Uint8Array, start: number): number {
  let at = start;
  for (; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === comma || byte === lineFeed || byte === quote) break;
    if (byte === carriageReturn) throw new Error("holds a carriage return");
  }
  return at;
}

/** Behind the quote that closes the cell: one that no other quote follows. */
function endOfQuoted(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  for (; at < bytes.length; at++) {
    if (bytes[at] === carriageReturn) throw new Error("holds a carriage return");
    if (bytes[at] !== quote) continue;
    if (bytes[at + 1] !== quote) return at + 1;
    at += 1;
  }
  return at;
}

/** Of two quotes one is the mark of the other. */
function readQuoted(bytes: Uint8Array, start: number, end: number, cell: CellReader): void {
  let from = start;
  while (from < end && bytes[from] !== quote) from += 1;
  if (from === end) {
    cell(bytes, start, end);
    return;
  }
  const own = new Uint8Array(end - start);
  let length = 0;
  for (let at = start; at < end; at++) {
    own[length++] = bytes[at] as number;
    if (bytes[at] === quote) at += 1;
  }
  cell(own, 0, length);
}

/** What is not the form of a number or flag stays text, and so differs. */
function cellReader(column: Column, rows: CanonicalRows): CellReader {
  const isTyped = column.type === "boolean" ? isFlag : column.type === "integer" || column.type === "number" ? isNumeric : () => false;
  return (bytes, start, end) => {
    if (start === end) rows.nothing();
    else if (isTyped(bytes, start, end)) rows.plain(bytes, start, end);
    else rows.text(bytes, start, end);
  };
}

const numericBytes = new Set(Buffer.from("0123456789+-.e"));
const flags = [Buffer.from("true"), Buffer.from("false")];

function isNumeric(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!numericBytes.has(bytes[at] as number)) return false;
  return true;
}

const isFlag = (bytes: Uint8Array, start: number, end: number): boolean => flags.some((flag) => flag.compare(bytes, start, end) === 0);

// How a published JSON file becomes canonical rows, byte by byte: one object a line with the columns as its keys, and nothing else.
import type { Table } from "../schema.ts";
import type { CanonicalRows } from "./canonical-rows.ts";
import { readRecords } from "./records.ts";

const [quote, comma, backslash, closeBrace] = [34, 44, 92, 125] as const;
const firstPrinted = 32;
const [opening, betweenRows, afterRows, closing] = ["[\n", ",\n", "\n", "]\n"].map((text) => Buffer.from(text)) as [
  Buffer,
  Buffer,
  Buffer,
  Buffer,
];

/** What may stand at a place between rows. */
type Expected = "opening" | "row or closing" | "row" | "closing" | "nothing";

/**
 * Reads the pieces of a file into `rows`. A cell is taken as it is written, so that another way to write it is another cell. Throws where
 * the file has another form: other keys, other spaces, more after its end.
 */
export function readJsonRows(pieces: Iterable<Uint8Array>, table: Table, rows: CanonicalRows): void {
  const keys = table.columns.map(({ name }, index) => Buffer.from(`${index === 0 ? "{" : ","}${JSON.stringify(name)}:`));
  const refuse = (): never => {
    throw new Error(`another form after row ${rows.length()}`);
  };
  let expected = "opening" as Expected;
  const left = readRecords(pieces, (bytes, start) => {
    if (expected === "nothing") return refuse();
    if (expected === "opening" || expected === "closing" || (expected === "row or closing" && bytes[start] === closing[0])) {
      const wanted = expected === "opening" ? opening : closing;
      if (bytes.length - start < wanted.length) return -1;
      if (!standsAt(bytes, start, wanted)) return refuse();
      expected = expected === "opening" ? "row or closing" : "nothing";
      return start + wanted.length;
    }
    const end = readObject(bytes, start, keys, rows);
    // A line feed and no comma comes after the last row; one byte more tells whether it is there.
    if (end < 0 || end + 1 >= bytes.length) {
      rows.undoRow();
      return -1;
    }
    const after = bytes[end] === comma ? betweenRows : afterRows;
    if (!standsAt(bytes, end, after)) return refuse();
    rows.endRow();
    expected = after === betweenRows ? "row" : "closing";
    return end + after.length;
  });
  if (left > 0 || expected !== "nothing") refuse();
}

/** Behind the brace that closes the object, -1 where the bytes end before it. */
function readObject(bytes: Uint8Array, start: number, keys: readonly Buffer[], rows: CanonicalRows): number {
  let at = start;
  for (const key of keys) {
    if (bytes.length - at < key.length) return -1;
    if (!standsAt(bytes, at, key)) throw new Error(`row ${rows.length() + 1}: its keys are not the columns`);
    at += key.length;
    const end = bytes[at] === quote ? endOfText(bytes, at) : endOfWord(bytes, at);
    if (end >= bytes.length) return -1;
    rows.plain(bytes, at, end);
    at = end;
  }
  if (bytes[at] !== closeBrace) throw new Error(`row ${rows.length() + 1}: its keys are not the columns`);
  return at + 1;
}

function standsAt(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index++) if (bytes[start + index] !== wanted[index]) return false;
  return true;
}

/** Behind the quote that closes a text: one that no backslash precedes. */
function endOfText(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  for (; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === quote) return at + 1;
    if (byte === backslash) at += 1;
    else if (byte < firstPrinted) throw new Error("holds a control character");
  }
  return at;
}

/** Behind a number, true, false or null. */
function endOfWord(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && wordBytes[bytes[at] as number] === 1) at += 1;
  if (at === start && at < bytes.length) throw new Error("a cell is no JSON");
  return at;
}

const wordBytes = new Uint8Array(256);
for (const byte of Buffer.from("0123456789+-.abcdefghijklmnopqrstuvwxyz")) wordBytes[byte] = 1;

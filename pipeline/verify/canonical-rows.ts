// How cells that are read back become canonical rows again, as bytes: the text of `canonicalRow`, never a text of the language in between.
import { createHash } from "node:crypto";

/** Canonical rows that grow cell by cell. Bytes of text are UTF-8, those of numbers ASCII; `end` is exclusive. */
export interface CanonicalRows {
  /** A text, as JSON writes it in quotes. */
  readonly text: (source: Uint8Array, start: number, end: number) => void;
  /** A cell that stands in the source as it does in a canonical row: a number, a flag, a text in JSON. */
  readonly plain: (source: Uint8Array, start: number, end: number) => void;
  readonly integer: (value: number) => void;
  readonly nothing: () => void;
  readonly endRow: () => void;
  /** Takes back the cells of a row that was not ended. */
  readonly undoRow: () => void;
  /** Rows that were ended, counted from 0. */
  readonly length: () => number;
  /** SHA-256 of all rows, each ended by LF, as of `fingerprintOf`. To be asked once. */
  readonly fingerprint: () => string;
}

const [lineFeed, quote, comma, minus, zero, openBracket, backslash, closeBracket] = [10, 34, 44, 45, 48, 91, 92, 93] as const;
const firstPrinted = 32;
/** Bytes that are gathered before they are hashed, and the most that one byte of text takes: an escape such as \u001f. */
const hashedAtOnce = 1 << 18;
const longestEscape = 6;
/** Marks around a cell, and the digits of an integer of 32 bits. */
const roomAround = 16;
const nullBytes = Buffer.from("null");

/** No rows yet. */
export function makeCanonicalRows(): CanonicalRows {
  const hash = createHash("sha256");
  let bytes: Uint8Array = new Uint8Array(2 * hashedAtOnce);
  let [at, rowStart, rows] = [0, 0, 0];
  let before: number = openBracket;

  /** Begins a cell that takes up to `length` bytes. */
  const begin = (length: number): void => {
    if (at + length + roomAround > bytes.length) {
      const larger = new Uint8Array(2 * (at + length + roomAround));
      larger.set(bytes.subarray(0, at));
      bytes = larger;
    }
    bytes[at++] = before;
    before = comma;
  };
  const plain = (source: Uint8Array, start: number, end: number): void => {
    begin(end - start);
    const into = bytes;
    let to = at;
    for (let from = start; from < end; from++) into[to++] = source[from] as number;
    at = to;
  };
  return {
    plain,
    nothing: () => plain(nullBytes, 0, nullBytes.length),
    text: (source, start, end) => {
      begin(longestEscape * (end - start));
      const into = bytes;
      let to = at;
      into[to++] = quote;
      for (let from = start; from < end; from++) {
        const byte = source[from] as number;
        if (byte >= firstPrinted && byte !== quote && byte !== backslash) into[to++] = byte;
        else to = putEscaped(into, to, byte);
      }
      into[to++] = quote;
      at = to;
    },
    integer: (value) => {
      begin(0);
      at = putInteger(bytes, at, value);
    },
    endRow: () => {
      // The mark before one more cell gives way to that after the last.
      begin(0);
      bytes[at - 1] = closeBracket;
      bytes[at++] = lineFeed;
      before = openBracket;
      rows += 1;
      if (at >= hashedAtOnce) {
        hash.update(bytes.subarray(0, at));
        at = 0;
      }
      rowStart = at;
    },
    undoRow: () => {
      at = rowStart;
      before = openBracket;
    },
    length: () => rows,
    fingerprint: () => hash.update(bytes.subarray(0, rowStart)).digest("hex"),
  };
}

/** Puts a mark that JSON escapes; where the next one goes. */
function putEscaped(into: Uint8Array, at: number, byte: number): number {
  const escaped = JSON.stringify(String.fromCharCode(byte)).slice(1, -1);
  for (let index = 0; index < escaped.length; index++) into[at + index] = escaped.charCodeAt(index);
  return at + escaped.length;
}

/** Puts the digits of an integer of 32 bits; where the next byte goes. */
function putInteger(into: Uint8Array, start: number, value: number): number {
  let at = start;
  if (value < 0) into[at++] = minus;
  let rest = Math.abs(value);
  let length = 1;
  for (let power = 10; power <= rest; power *= 10) length += 1;
  for (let index = at + length - 1; index >= at; index--) {
    into[index] = zero + (rest % 10);
    rest = (rest / 10) >>> 0;
  }
  return at + length;
}

// Where each record of a CSV file begins and which id it bears, found in its bytes without making rows.
import { isUtf8 } from "node:buffer";
import { roomFor } from "../growing.ts";
import { splitRecords } from "./split.ts";

/** The records of one file in their order. Offsets count bytes of the file; a record reaches to the start of the next one. */
export interface ScannedRecords {
  /** The first cells, one after the other, in UTF-8. */
  readonly ids: Uint8Array;
  /** Where each id ends in `ids`. */
  readonly idEnds: Uint32Array;
  readonly starts: Uint32Array;
  /** The line on which each begins; the header is line 1. */
  readonly lines: Uint32Array;
}

/** Takes a file chunk by chunk. Null once it holds what only a reader of whole files can explain. */
export interface Scanner {
  readonly push: (chunk: Uint8Array) => boolean;
  /** After the last chunk; null where any was refused. */
  readonly finish: () => ScannedRecords | null;
}

const [comma, quote, feed, carriage] = [44, 34, 10, 13];
const byteOrderMark = [0xef, 0xbb, 0xbf];

/**
 * A scanner for files with this header. It refuses other headers, bytes that are not UTF-8, quotes out of place, carriage returns
 * that end no line, and quotes inside an id: in each of these `readCsv` finds a fault.
 */
export function makeScanner(header: readonly string[]): Scanner {
  const ids = growingBytes();
  const [idEnds, starts, lines] = [growingNumbers(), growingNumbers(), growingNumbers()];
  let rest: Uint8Array = new Uint8Array();
  let [offset, line, seenHeader, refused, begun] = [0, 1, false, false, false];

  /** Takes the whole records at the beginning of `bytes`; the number of bytes taken, -1 where they are refused. */
  function take(bytes: Buffer, isLast: boolean): number {
    let at = begun ? 0 : byteOrderMark.every((byte, index) => bytes[index] === byte) ? byteOrderMark.length : 0;
    let nextQuote = indexOf(bytes, quote, at);
    let nextReturn = indexOf(bytes, carriage, at);
    while (at < bytes.length) {
      const next = bytes.indexOf(feed, at);
      if (next < 0 && !isLast) break;
      let end = next < 0 ? bytes.length : next;
      let feeds = 1;
      if (nextQuote < end) {
        const found = endOfQuoted(bytes, at, nextQuote, next);
        if (found === "refused" || (found === "open" && isLast)) return -1;
        if (found === "open" || (found.end === bytes.length && !isLast)) break;
        ({ end, feeds } = found);
        nextQuote = indexOf(bytes, quote, end);
      }
      while (nextReturn < end) {
        if (bytes[nextReturn + 1] !== feed) return -1;
        nextReturn = indexOf(bytes, carriage, nextReturn + 1);
      }
      const isEmpty = end === at || (end === at + 1 && bytes[at] === carriage);
      if (!isEmpty && !takeRecord(bytes, at, end)) return -1;
      line += feeds;
      at = end + 1;
    }
    return Math.min(at, bytes.length);
  }

  function takeRecord(bytes: Buffer, at: number, end: number): boolean {
    if (!seenHeader) {
      seenHeader = true;
      const [names = []] = splitRecords(`${bytes.toString("utf8", at, end)}\n`);
      return names.length === header.length && names.every((name, index) => name === header[index]);
    }
    const isQuoted = bytes[at] === quote;
    const from = isQuoted ? at + 1 : at;
    const mark = isQuoted ? quote : comma;
    let to = from;
    while (to < end && bytes[to] !== mark) to += 1;
    if (isQuoted && bytes[to + 1] === quote) return false;
    ids.push(bytes, from, to);
    idEnds.push(ids.length());
    starts.push(offset + at);
    lines.push(line);
    return true;
  }

  function advance(bytes: Buffer, isLast: boolean): boolean {
    const taken = take(bytes, isLast);
    if (taken < 0 || !isUtf8(bytes.subarray(0, taken))) refused = true;
    else {
      if (taken > 0) begun = true;
      rest = bytes.subarray(taken);
      offset += taken;
    }
    return !refused;
  }

  return {
    push: (chunk) => !refused && advance(Buffer.concat([rest, chunk]), false),
    finish: () => {
      if (refused || !advance(Buffer.from(rest), true) || !seenHeader) return null;
      return { ids: ids.take(), idEnds: idEnds.take(), starts: starts.take(), lines: lines.take() };
    },
  };
}

function indexOf(bytes: Buffer, byte: number, from: number): number {
  const index = bytes.indexOf(byte, from);
  return index < 0 ? Number.POSITIVE_INFINITY : index;
}

/**
 * Where a record with quotes ends (its line feed, or the end of the bytes) and how many line feeds it takes, its own included.
 * @param firstQuote where its first quote stands
 * @param firstFeed where the first line feed stands, -1 where there is none
 */
function endOfQuoted(
  bytes: Buffer,
  start: number,
  firstQuote: number,
  firstFeed: number,
): { end: number; feeds: number } | "open" | "refused" {
  let [open, end, feeds] = [firstQuote, firstFeed < 0 ? Number.POSITIVE_INFINITY : firstFeed, 1];
  while (open < end) {
    if (open !== start && bytes[open - 1] !== comma) return "refused";
    let close = bytes.indexOf(quote, open + 1);
    while (close >= 0 && bytes[close + 1] === quote) close = bytes.indexOf(quote, close + 2);
    if (close < 0) return "open";
    for (; end < close; feeds += 1) end = indexOf(bytes, feed, end + 1);
    const after = bytes[close + 1] === carriage && bytes[close + 2] === feed ? close + 2 : close + 1;
    if (after >= bytes.length || bytes[after] === feed) return { end: Math.min(after, bytes.length), feeds };
    if (bytes[after] !== comma) return after + 1 >= bytes.length ? "open" : "refused";
    open = indexOf(bytes, quote, after + 1);
  }
  return { end: Math.min(end, bytes.length), feeds };
}

function growingBytes(): { push: (bytes: Uint8Array, from: number, to: number) => void; length: () => number; take: () => Uint8Array } {
  let [held, length] = [new Uint8Array(1 << 16), 0];
  return {
    push: (bytes, from, to) => {
      held = roomFor(held, length + to - from);
      for (let at = from; at < to; at++) held[length++] = bytes[at] as number;
    },
    length: () => length,
    take: () => held.slice(0, length),
  };
}

function growingNumbers(): { push: (value: number) => void; take: () => Uint32Array } {
  let [held, length] = [new Uint32Array(1 << 12), 0];
  return {
    push: (value) => {
      held = roomFor(held, length + 1);
      held[length++] = value;
    },
    take: () => held.slice(0, length),
  };
}

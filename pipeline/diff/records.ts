// How the text of a table passes record by record, so that no table is held: only a piece of its file and the record at hand.
import { splitRecords } from "../read/split.ts";

/**
 * The records of a CSV text that comes in pieces, as they stand there, without the line feed that ends each; the first is the header.
 * A piece may be overwritten once the next is asked for. Throws on bytes that are not UTF-8.
 */
export function* readRecords(pieces: Iterable<Uint8Array>): Generator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  for (const piece of pieces) {
    const text = rest + decoder.decode(piece, { stream: true });
    rest = text.slice(yield* wholeRecords(text));
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}

/** The records that end in the text; where the one begins that does not. */
function* wholeRecords(text: string): Generator<string, number> {
  let quote = indexOf(text, '"', 0);
  for (let at = 0; ; ) {
    let end = indexOf(text, "\n", at);
    // Two quotes for one of the text close a cell and open it again.
    while (quote < end) {
      const close = indexOf(text, '"', quote + 1);
      if (end < close) end = indexOf(text, "\n", close);
      quote = indexOf(text, '"', close + 1);
    }
    if (end >= text.length) return at;
    if (end > at) yield text.slice(at, end);
    at = end + 1;
  }
}

/** The cells of one record. @example splitRecord('a,"b,c"') // ["a", "b,c"] */
export function splitRecord(record: string): readonly string[] {
  return record.includes('"') ? (splitRecords(record)[0] ?? []) : record.split(",");
}

/** The same text in memory of its own: a part of a longer text keeps all of that one alive. */
export const detach = (text: string): string => Buffer.from(text, "utf8").toString("utf8");

function indexOf(text: string, part: string, from: number): number {
  const index = text.indexOf(part, from);
  return index < 0 ? Number.POSITIVE_INFINITY : index;
}

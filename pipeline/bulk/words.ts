// How the bytes of records become cells where cells come again and again: one that was met before is found by its bytes, without making a
// text of it or holding it against its schema once more. The cells that `splitRecords` gives; a test holds the two against each other.
import type { Column } from "../schema.ts";

/** A cell as it is printed; of one column, because it may fit one and not another. */
export interface Word {
  /** Empty where nothing is printed. */
  readonly text: string;
  /** Whether it fits its column by itself. */
  readonly fits: boolean;
}

/** The cells of each record in `bytes`, which are records as a scanner lets them through; one beyond the columns fits none. */
export type RecordSplitter = (bytes: Buffer) => Word[][];

const [comma, quote, feed, carriage] = [44, 34, 10, 13] as const;

/** Splits records of a table with these columns. */
export function makeSplitter(columns: readonly Column[]): RecordSplitter {
  const memories = columns.map(makeMemory);
  const beyond = makeMemory(null);
  return (bytes) => {
    const { length } = bytes;
    const records: Word[][] = [];
    let words: Word[] = [];
    for (let at = 0; at < length || words.length > 0; ) {
      const memory = memories[words.length] ?? beyond;
      const start = at;
      if (bytes[at] === quote) {
        at = closeOf(bytes, start + 1);
        words.push(memory.quoted(bytes, start + 1, at));
        at += 1;
      } else {
        let hash = 0;
        for (; at < length; at++) {
          const byte = bytes[at] as number;
          if (byte === comma || byte === feed || byte === carriage) break;
          hash = Math.imul(hash ^ byte, 0x01000193);
        }
        words.push(memory.plain(bytes, start, at, hash));
      }
      if (bytes[at] === comma) {
        at += 1;
        continue;
      }
      at += bytes[at] === carriage ? 2 : 1;
      // A line that is empty holds no record.
      if (words.length > 1 || words[0]?.text !== "" || bytes[start] === quote) records.push(words);
      words = [];
    }
    return records;
  };
}

/** A text as a word of a column; of none, it does not fit. */
export function wordOf(column: Column | null, text: string): Word {
  return { text, fits: column !== null && (text === "" ? column.nullable : column.fits(text)) };
}

/** Where the quote stands that closes what begins at `from`; two in a row are one that is printed. */
function closeOf(bytes: Buffer, from: number): number {
  let close = bytes.indexOf(quote, from);
  while (bytes[close + 1] === quote) close = bytes.indexOf(quote, close + 2);
  return close;
}

/** Words of one column. */
interface Memory {
  /** The word from `start` to `end`, exclusive, which stands without quotes. `hash` is of its bytes. */
  readonly plain: (bytes: Buffer, start: number, end: number, hash: number) => Word;
  /** The word that stands between quotes. */
  readonly quoted: (bytes: Buffer, start: number, end: number) => Word;
}

/** Words that are remembered, and the most bytes of each. Where fewer come again than are forgotten, none is remembered any more. */
const mostRemembered = 16_384;
const longest = 256;
/** Places to look for a word, twice as many: at each stands the number of a word, from 1, or 0. */
const places = 2 * mostRemembered;

function makeMemory(column: Column | null): Memory {
  const empty = wordOf(column, "");
  const known: Word[] = [];
  const hashes = new Int32Array(mostRemembered);
  /** The bytes of all known words, one after the other, and where each ends, the first after a 0. */
  let bytesOfAll = new Uint8Array(0);
  const ends = new Int32Array(mostRemembered + 1);
  const numbers = new Uint16Array(places);
  let [recalled, isWorthIt] = [0, true];

  const isKnown = (number: number, bytes: Buffer, start: number, end: number): boolean => {
    const from = ends[number - 1] as number;
    if ((ends[number] as number) - from !== end - start) return false;
    for (let index = start; index < end; index++) if (bytesOfAll[from + index - start] !== bytes[index]) return false;
    return true;
  };
  const learn = (word: Word, bytes: Buffer, start: number, end: number, hash: number, place: number): void => {
    if (known.length === mostRemembered) {
      isWorthIt = recalled > mostRemembered;
      recalled = 0;
      known.length = 0;
      numbers.fill(0);
      return;
    }
    const from = ends[known.length] as number;
    const to = from + end - start;
    if (to > bytesOfAll.length) {
      const longer = new Uint8Array(2 * to);
      longer.set(bytesOfAll);
      bytesOfAll = longer;
    }
    bytesOfAll.set(bytes.subarray(start, end), from);
    hashes[known.length] = hash;
    known.push(word);
    ends[known.length] = to;
    numbers[place] = known.length;
  };
  return {
    plain: (bytes, start, end, hash) => {
      if (start === end) return empty;
      if (!isWorthIt || end - start > longest) return wordOf(column, bytes.toString("utf8", start, end));
      let place = (hash ^ (hash >>> 15)) & (places - 1);
      for (let number = numbers[place] as number; number > 0; number = numbers[place] as number) {
        if (hashes[number - 1] === hash && isKnown(number, bytes, start, end)) {
          recalled += 1;
          return known[number - 1] as Word;
        }
        place = (place + 1) & (places - 1);
      }
      const word = wordOf(column, bytes.toString("utf8", start, end));
      learn(word, bytes, start, end, hash, place);
      return word;
    },
    quoted: (bytes, start, end) => {
      if (start === end) return empty;
      const text = bytes.toString("utf8", start, end);
      return wordOf(column, text.replaceAll("\r\n", "\n").replaceAll('""', '"'));
    },
  };
}

// How the bytes of records become cells where cells come again and again: one that was met before is found by its bytes, without making a
// text of it or holding it against its schema once more. The cells that `splitRecords` gives; a test holds the two against each other.
import { roomFor } from "../growing.ts";
import type { Column } from "../schema.ts";
import type { TextList } from "./claim-columns.ts";

/** A record as it is printed. */
export interface SplitRecord {
  /** Empty where nothing is printed. */
  readonly cells: readonly string[];
  /** Whether each cell fits its column, names what is there if it names something, and is one of the columns. */
  readonly fits: boolean;
  /** Of what the cells name, in the order of their columns: the place in its list, or -1 where nothing is named that is there. */
  readonly places: readonly number[];
}

/** The records in `bytes`, which are such as a scanner lets through; each is made when it is asked for, so that few are held at a time. */
export type RecordSplitter = (bytes: Buffer) => Iterable<SplitRecord>;

/** The ids that the cells of a column may name, by the name of the column; of others it is not known. */
export type NamedIds = Readonly<Record<string, Pick<TextList, "find"> | null>>;

/** A column with the ids that its cells name: undefined where they name none, null where it is not known which there are. */
interface NamingColumn {
  readonly column: Column;
  readonly ids: Pick<TextList, "find"> | null | undefined;
}

const [comma, quote, feed, carriage] = [44, 34, 10, 13] as const;

/** Splits records of a table with these columns. */
export function makeSplitter(columns: readonly Column[], named: NamedIds): RecordSplitter {
  const memories = columns.map((column) => makeMemory({ column, ids: named[column.name] }));
  const names = columns.map((column) => column.name in named);
  const beyond = makeMemory(null);
  return function* split(bytes) {
    const { length } = bytes;
    let cells: string[] = [];
    let places: number[] = [];
    let fits = true;
    for (let at = 0; at < length || cells.length > 0; ) {
      const index = cells.length;
      const memory = memories[index] ?? beyond;
      const start = at;
      let word: Word;
      if (bytes[at] === quote) {
        at = closeOf(bytes, start + 1);
        word = memory.quoted(bytes, start + 1, at);
        at += 1;
      } else {
        let hash = 0;
        for (; at < length; at++) {
          const byte = bytes[at] as number;
          if (byte === comma || byte === feed || byte === carriage) break;
          hash = Math.imul(hash ^ byte, 0x01000193);
        }
        word = memory.plain(bytes, start, at, hash);
      }
      cells.push(word.text);
      if (names[index]) places.push(word.place);
      fits = fits && word.fits;
      if (bytes[at] === comma) {
        at += 1;
        continue;
      }
      at += bytes[at] === carriage ? 2 : 1;
      const isWhole = cells.length === columns.length;
      // A line that is empty holds no record.
      if (cells.length > 1 || cells[0] !== "" || bytes[start] === quote) yield { cells, fits: fits && isWhole, places };
      cells = [];
      places = [];
      fits = true;
    }
  };
}

/** Cells as the record that they are. */
export function recordOf(columns: readonly Column[], named: NamedIds, cells: readonly string[]): SplitRecord {
  const words = columns.map((column, index) => wordOf({ column, ids: named[column.name] }, cells[index] ?? ""));
  return {
    cells,
    fits: cells.length === columns.length && words.every(({ fits }) => fits),
    places: words.filter((_, index) => (columns[index]?.name ?? "") in named).map(({ place }) => place),
  };
}

/** A cell of one column, because it may fit one and not another. */
interface Word {
  readonly text: string;
  readonly fits: boolean;
  readonly place: number;
}

/** A text as a word of a column; of none, it does not fit. */
function wordOf(own: NamingColumn | null, text: string): Word {
  if (own === null) return { text, fits: false, place: -1 };
  const { column, ids } = own;
  if (text === "") return { text, fits: column.nullable, place: -1 };
  const place = ids?.find(text) ?? -1;
  return { text, fits: column.fits(text) && (!ids || place >= 0), place };
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
/** Numbers of a slot: the hash of a word, where its bytes begin and end, and its number from 1, or 0 where the slot is free. */
const slotSize = 4;
const fewSlots = 64;

function makeMemory(column: NamingColumn | null): Memory {
  const empty = wordOf(column, "");
  const known: Word[] = [];
  /** The bytes of all known words, one after the other. */
  let bytesOfAll = new Uint8Array(0);
  let length = 0;
  /** Slots, at least twice as many as words; a word is in the first that was free from where its hash points. */
  let slots = new Int32Array(fewSlots * slotSize);
  let [recalled, isWorthIt] = [0, true];

  const firstSlot = (hash: number): number => ((hash ^ (hash >>> 15)) << 2) & (slots.length - 1);
  const nextSlot = (slot: number): number => (slot + slotSize) & (slots.length - 1);
  const isKnown = (slot: number, bytes: Buffer, start: number, end: number): boolean => {
    const from = slots[slot + 1] as number;
    if ((slots[slot + 2] as number) - from !== end - start) return false;
    for (let index = start; index < end; index++) if (bytesOfAll[from + index - start] !== bytes[index]) return false;
    return true;
  };
  const put = (hash: number, from: number, to: number, number: number): void => {
    let slot = firstSlot(hash);
    while (slots[slot + 3] !== 0) slot = nextSlot(slot);
    slots[slot] = hash;
    slots[slot + 1] = from;
    slots[slot + 2] = to;
    slots[slot + 3] = number;
  };
  const growSlots = (): void => {
    const before = slots;
    slots = new Int32Array(2 * before.length);
    for (let slot = 0; slot < before.length; slot += slotSize) {
      const [hash = 0, from = 0, to = 0, number = 0] = before.subarray(slot, slot + slotSize);
      if (number > 0) put(hash, from, to, number);
    }
  };
  const learn = (word: Word, bytes: Buffer, start: number, end: number, hash: number): void => {
    if (known.length === mostRemembered) {
      isWorthIt = recalled > mostRemembered;
      recalled = 0;
      known.length = 0;
      length = 0;
      slots.fill(0);
      return;
    }
    const to = length + end - start;
    bytesOfAll = roomFor(bytesOfAll, to);
    bytesOfAll.set(bytes.subarray(start, end), length);
    known.push(word);
    if (2 * slotSize * known.length > slots.length) growSlots();
    put(hash, length, to, known.length);
    length = to;
  };
  return {
    plain: (bytes, start, end, hash) => {
      if (start === end) return empty;
      if (!isWorthIt || end - start > longest) return wordOf(column, bytes.toString("utf8", start, end));
      for (let slot = firstSlot(hash); slots[slot + 3] !== 0; slot = nextSlot(slot)) {
        if (slots[slot] === hash && isKnown(slot, bytes, start, end)) {
          recalled += 1;
          return known[(slots[slot + 3] as number) - 1] as Word;
        }
      }
      const word = wordOf(column, bytes.toString("utf8", start, end));
      learn(word, bytes, start, end, hash);
      return word;
    },
    quoted: (bytes, start, end) => {
      if (start === end) return empty;
      const text = bytes.toString("utf8", start, end);
      return wordOf(column, text.replaceAll("\r\n", "\n").replaceAll('""', '"'));
    },
  };
}

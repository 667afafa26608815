// How rows become all that is written of them in one pass: CSV, JSON, canonical rows and Arrow columns. The same bytes as publish/csv.ts,
// publish/json.ts and publish/arrow-data.ts give, by code that knows the type of each column; a test holds the two against each other.
import { daysSinceEpoch } from "../days.ts";
import { roomFor } from "../growing.ts";
import type { EncodedColumn } from "../publish/arrow-data.ts";
import { checkCell } from "../publish/cell.ts";
import type { ColumnTally } from "../publish/tally.ts";
import type { Cell, Column, Table } from "../schema.ts";
import { addPiece, type Bytes, holds, makeBytes, makePieces, putPart, putPiece, putText, takeBytes } from "./bytes.ts";

/** Some rows of a table, ready to be written one after another. Empty bytes where there are no rows. */
export interface FormattedRows {
  readonly rows: number;
  /** Lines of CSV without the header. */
  readonly csv: Uint8Array;
  /** Lines of the JSON array, a comma and a line feed between them and none after the last. */
  readonly json: Uint8Array;
  /** What the fingerprint of the table is made of. */
  readonly canonical: Uint8Array;
  readonly columns: readonly EncodedColumn[];
  readonly tallies: readonly ColumnTally[];
}

type Cells = readonly (Cell | undefined)[];

/** The three texts that grow together. */
interface Texts {
  readonly csv: Bytes;
  readonly json: Bytes;
  readonly canonical: Bytes;
}

/** One column: puts a cell that is not null into the texts, at `place` among the rows, and gives what Arrow needs of all. */
interface CellWriter {
  readonly put: (cell: Cell | undefined, place: number) => void;
  /** Makes room for so many rows; what was put stays. */
  readonly growTo: (rows: number) => void;
  /** Forgets what was put. */
  readonly clear: () => void;
  readonly encode: (valid: Uint8Array) => EncodedColumn;
}

/** Formats rows one after another, so that none need be held. */
export interface Formatter {
  /** Adds a row, given as its cells in column order. Throws where a cell does not fit its column, as every writer does. */
  readonly put: (row: Cells) => void;
  /** The rows that were put since it was last called. The arrays hold until the next row is put. */
  readonly take: () => FormattedRows;
}

const punctuation = makePieces();
const betweenObjects = addPiece(punctuation, ",\n");
const quote = addPiece(punctuation, '"');

/** Rows that there is room for at first. */
const fewRows = 1_024;

/** What formats rows of a table. */
export function makeFormatter(table: Table): Formatter {
  const { columns } = table;
  const texts: Texts = { csv: makeBytes(), json: makeBytes(), canonical: makeBytes() };
  const { csv, json, canonical } = texts;
  const writers = columns.map((column) => makeWriter(column, texts));
  const putGap = makeGapWriter(columns, texts);
  const isNullable = columns.map(({ nullable }) => nullable);
  let valid = columns.map(() => new Uint8Array());
  let [rows, room, isTaken] = [0, 0, false];
  const makeRoom = (): void => {
    room = Math.max(fewRows, 2 * room);
    valid = valid.map((array) => roomFor(array, room));
    for (const writer of writers) writer.growTo(room);
  };
  const begin = (): void => {
    isTaken = false;
    for (const array of valid) array.fill(0);
    for (const writer of writers) writer.clear();
  };
  return {
    put: (row) => {
      if (isTaken) begin();
      if (rows === room) makeRoom();
      if (rows > 0) putPiece(json, punctuation, betweenObjects);
      let before = -1;
      for (let index = 0; index < columns.length; index++) {
        const cell = row[index];
        if (cell === null) {
          if (!isNullable[index]) checkCell(cell, columns[index] as Column);
          continue;
        }
        putGap(before, index);
        (writers[index] as CellWriter).put(cell, rows);
        (valid[index] as Uint8Array)[rows] = 1;
        before = index;
      }
      putGap(before, columns.length);
      rows += 1;
    },
    take: () => {
      if (isTaken) begin();
      const parts = writers.map((writer, index) => writer.encode((valid[index] as Uint8Array).subarray(0, rows)));
      const taken = {
        rows,
        csv: takeBytes(csv),
        json: takeBytes(json),
        canonical: takeBytes(canonical),
        columns: parts,
        tallies: parts.map((part, index) => tallyEncoded(part, columns[index]?.enumeration?.codes.length ?? 0)),
      };
      rows = 0;
      isTaken = true;
      return taken;
    },
  };
}

/** What stands between two cells of a row that are not empty: -1 is before the first column, their number after the last. */
type Gap = (columns: readonly Column[], before: number, after: number) => string;

/** What puts gaps into the texts. Those of the three lie side by side, and are made when the first of them is wanted. */
function makeGapWriter(columns: readonly Column[], { csv, json, canonical }: Texts): (before: number, after: number) => void {
  const gaps = makePieces();
  const width = columns.length + 1;
  const places = new Int32Array(width * width).fill(-1);
  const learn = (before: number, after: number): number => {
    const place = addPiece(gaps, csvGap(columns, before, after));
    addPiece(gaps, jsonGap(columns, before, after));
    addPiece(gaps, canonicalGap(columns, before, after));
    places[(before + 1) * width + after] = place;
    return place;
  };
  return (before, after) => {
    const known = places[(before + 1) * width + after] as number;
    const ofCsv = known >= 0 ? known : learn(before, after);
    const ofJson = putPiece(csv, gaps, ofCsv);
    const ofCanonical = putPiece(json, gaps, ofJson);
    putPiece(canonical, gaps, ofCanonical);
  };
}

const isQuoted = ({ arrowType }: Column): boolean => arrowType === "utf8" || arrowType === "dictionary" || arrowType === "date32";
const quoteOf = (column: Column | undefined): string => (column !== undefined && isQuoted(column) ? '"' : "");

const csvGap: Gap = (columns, before, after) => {
  const isEnd = after === columns.length;
  return ",".repeat((isEnd ? after - 1 : after) - Math.max(before, 0)) + (isEnd ? "\n" : "");
};

const jsonGap: Gap = (columns, before, after) => {
  const nameOf = (index: number): string => `${index === 0 ? "{" : ","}${JSON.stringify(columns[index]?.name)}:`;
  const empty = columns.slice(before + 1, after).map((_, index) => `${nameOf(before + 1 + index)}null`);
  return `${quoteOf(columns[before])}${empty.join("")}${after === columns.length ? "}" : nameOf(after)}${quoteOf(columns[after])}`;
};

const canonicalGap: Gap = (columns, before, after) => {
  const mark = (index: number): string => (index === 0 ? "[" : ",");
  const empty = columns.slice(before + 1, after).map((_, index) => `${mark(before + 1 + index)}null`);
  return `${quoteOf(columns[before])}${empty.join("")}${after === columns.length ? "]\n" : mark(after)}${quoteOf(columns[after])}`;
};

/** As `tallyColumns` counts rows. */
function tallyEncoded(column: EncodedColumn, codes: number): ColumnTally {
  const counts = new Array<number>(codes).fill(0);
  let empty = 0;
  for (let index = 0; index < column.valid.length; index++) {
    if (column.valid[index] === 0) empty += 1;
    else if (codes > 0 && column.kind === "integers") counts[column.values[index] ?? 0] = (counts[column.values[index] ?? 0] ?? 0) + 1;
  }
  return { empty, codes: counts };
}

function makeWriter(column: Column, texts: Texts): CellWriter {
  if (column.arrowType === "utf8") return textWriter(column, texts);
  return isQuoted(column) ? repeatedWriter(column, texts) : numberWriter(column, texts);
}

/** Text: its bytes are made once, and copied to where they stand as they are. */
function textWriter(column: Column, { csv, json, canonical }: Texts): CellWriter {
  const bytes = makeBytes();
  let lengths = new Int32Array();
  const putMarked = (text: string, from: number): void => {
    const member = JSON.stringify(text).slice(1, -1);
    putText(json, member);
    putText(canonical, member);
    if (!needsQuotes.test(text)) return;
    csv.length = from;
    putText(csv, `"${text.replaceAll('"', '""')}"`);
  };
  return {
    growTo: (rows) => {
      lengths = roomFor(lengths, rows);
    },
    clear: () => {
      lengths.fill(0);
    },
    put: (cell, place) => {
      if (typeof cell !== "string" || cell === "") checkCell(cell, column);
      const text = cell as string;
      const from = csv.length;
      const found = putText(csv, text);
      const to = csv.length;
      lengths[place] = to - from;
      putPart(bytes, csv, from, to);
      // Half a character is wide.
      const isWide = (found & holds.wide) !== 0;
      if (isWide) checkCell(cell, column);
      if (isWide ? needsMarks.test(text) : (found & holds.marks) !== 0) return putMarked(text, from);
      putPart(json, csv, from, to);
      putPart(canonical, csv, from, to);
      if ((found & holds.commas) === 0 && !(isWide && text.includes(","))) return;
      csv.length = from;
      putPiece(csv, punctuation, quote);
      putPart(csv, bytes, bytes.length - (to - from), bytes.length);
      putPiece(csv, punctuation, quote);
    },
    encode: (valid) => ({ kind: "text", valid, lengths: lengths.subarray(0, valid.length), bytes: takeBytes(bytes) }),
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const needsMarks = /["\\\u0000-\u001f]/;
const needsQuotes = /[",\n]/;

/** How many different cells of a column are remembered. */
const mostRemembered = 65_536;

/** Codes and days: few different ones, none with a mark, each worked out when it first comes. */
function repeatedWriter(column: Column, { csv, json, canonical }: Texts): CellWriter {
  const codes = new Map<Cell, number>((column.enumeration?.codes ?? []).map(({ code }, index) => [code, index]));
  const numberOf = (cell: Cell): number => (column.arrowType === "date32" ? daysSinceEpoch(String(cell)) : codes.get(cell)) ?? 0;
  const [pieces, known] = [makePieces(), new Map<Cell | undefined, number>()];
  /** Of the known cells, the numbers by the places of their pieces. */
  let numbers = new Int32Array();
  const learn = (cell: Cell | undefined): number => {
    const checked = checkCell(cell, column);
    if (known.size === mostRemembered) {
      known.clear();
      pieces.length = 0;
    }
    const piece = addPiece(pieces, String(checked));
    numbers = roomFor(numbers, pieces.length);
    numbers[piece] = numberOf(checked);
    known.set(cell, piece);
    return piece;
  };
  let values = new Int32Array();
  return {
    growTo: (rows) => {
      values = roomFor(values, rows);
    },
    clear: () => {
      values.fill(0);
    },
    put: (cell, place) => {
      const piece = known.get(cell) ?? learn(cell);
      putPiece(csv, pieces, piece);
      putPiece(json, pieces, piece);
      putPiece(canonical, pieces, piece);
      values[place] = numbers[piece] as number;
    },
    encode: (valid) => ({ kind: "integers", valid, values: values.subarray(0, valid.length) }),
  };
}

/** Numbers, and true and false: the same text in every format. */
function numberWriter(column: Column, { csv, json, canonical }: Texts): CellWriter {
  const make = { int32: Int32Array, float64: Float64Array, bool: Uint8Array }[column.arrowType as "int32" | "float64" | "bool"];
  let values: Int32Array | Float64Array | Uint8Array = new make();
  return {
    growTo: (rows) => {
      values = roomFor(values, rows);
    },
    clear: () => {
      values.fill(0);
    },
    put: (cell, place) => {
      const checked = checkCell(cell, column);
      const from = csv.length;
      putText(csv, String(checked));
      putPart(json, csv, from, csv.length);
      putPart(canonical, csv, from, csv.length);
      values[place] = Number(checked);
    },
    encode: (valid) => {
      const own = values.subarray(0, valid.length);
      if (own instanceof Int32Array) return { kind: "integers", valid, values: own };
      return own instanceof Float64Array ? { kind: "floats", valid, values: own } : { kind: "flags", valid, values: own };
    },
  };
}

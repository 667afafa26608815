// How rows become all that is written of them in one pass: CSV, JSON, canonical rows and Arrow columns. The same bytes as publish/csv.ts,
// publish/json.ts and publish/arrow-data.ts give, by code that knows the type of each column; a test holds the two against each other.
import { daysSinceEpoch } from "../days.ts";
import type { EncodedColumn } from "../publish/arrow-data.ts";
import { checkCell } from "../publish/cell.ts";
import type { ColumnTally } from "../publish/tally.ts";
import type { Cell, Column, Table } from "../schema.ts";
import { type Bytes, holds, makeBytes, putAll, putPart, putText, takeBytes } from "./bytes.ts";

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
  /** What JSON and canonical rows have before a cell, and what they have for an empty one. */
  readonly member: Uint8Array;
  readonly nullMember: Uint8Array;
  readonly put: (cell: Cell | undefined, place: number) => void;
  /** Makes room for so many rows. */
  readonly begin: (rows: number) => void;
  readonly end: (valid: Uint8Array) => EncodedColumn;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const nullItem = bytesOf("null");
const [comma, lineFeed, quote] = [0x2c, 0x0a, 0x22].map((code) => Uint8Array.of(code)) as [Uint8Array, Uint8Array, Uint8Array];
const [openRow, closeRow] = [bytesOf("["), bytesOf("]\n")];
const [openObject, closeObject, betweenObjects] = [bytesOf("{"), bytesOf("}"), bytesOf(",\n")];

/** Formats rows of a table, each as its cells in column order. Throws where a cell does not fit its column, as every writer does. */
export function makeFormatter(table: Table): (rows: readonly Cells[]) => FormattedRows {
  const { columns } = table;
  const texts: Texts = { csv: makeBytes(), json: makeBytes(), canonical: makeBytes() };
  const { csv, json, canonical } = texts;
  const writers = columns.map((column, index) => makeWriter(column, index === 0, texts));
  return (rows) => {
    const valid = columns.map(() => new Uint8Array(rows.length));
    for (const writer of writers) writer.begin(rows.length);
    for (let place = 0; place < rows.length; place++) {
      const row = rows[place] ?? [];
      putAll(json, place === 0 ? openObject : betweenRows);
      putAll(canonical, openRow);
      for (let index = 0; index < writers.length; index++) {
        const [cell, writer] = [row[index], writers[index] as CellWriter];
        if (index > 0) {
          putAll(csv, comma);
          putAll(canonical, comma);
        }
        if (cell === null) {
          checkCell(cell, columns[index] as Column);
          putAll(json, writer.nullMember);
          putAll(canonical, nullItem);
          continue;
        }
        putAll(json, writer.member);
        writer.put(cell, place);
        (valid[index] as Uint8Array)[place] = 1;
      }
      putAll(csv, lineFeed);
      putAll(json, closeObject);
      putAll(canonical, closeRow);
    }
    const parts = writers.map((writer, index) => writer.end(valid[index] as Uint8Array));
    return {
      rows: rows.length,
      csv: takeBytes(csv),
      json: takeBytes(json),
      canonical: takeBytes(canonical),
      columns: parts,
      tallies: parts.map((part, index) => tallyEncoded(part, columns[index]?.enumeration?.codes.length ?? 0)),
    };
  };
}

const betweenRows = Uint8Array.of(...betweenObjects, ...openObject);

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

function makeWriter(column: Column, isFirst: boolean, texts: Texts): CellWriter {
  const name = `${isFirst ? "" : ","}${JSON.stringify(column.name)}:`;
  const names = { member: bytesOf(name), nullMember: bytesOf(`${name}null`) };
  switch (column.arrowType) {
    case "utf8":
      return { ...names, ...textWriter(column, texts) };
    case "dictionary":
    case "date32":
      return { ...names, ...repeatedWriter(column, texts) };
    case "int32":
    case "float64":
    case "bool":
      return { ...names, ...numberWriter(column, texts) };
  }
}

type Writer = Pick<CellWriter, "put" | "begin" | "end">;

/** Text: its bytes are made once, and copied to where they stand as they are. */
function textWriter(column: Column, { csv, json, canonical }: Texts): Writer {
  const bytes = makeBytes();
  let lengths = new Int32Array(0);
  return {
    begin: (rows) => {
      lengths = new Int32Array(rows);
    },
    put: (cell, place) => {
      // Half a character is beyond ASCII, and told by the guard that every cell passes.
      if (typeof cell !== "string" || cell === "") checkCell(cell, column);
      const text = cell as string;
      const from = csv.length;
      const found = putText(csv, text);
      const to = csv.length;
      putPart(bytes, csv.array, from, to);
      lengths[place] = to - from;
      if (found === holds.wide) checkCell(cell, column);
      if (found === holds.nothing || (found === holds.wide && !needsMarks.test(text))) {
        putQuoted(json, csv.array, from, to);
        putQuoted(canonical, csv.array, from, to);
        return;
      }
      const member = JSON.stringify(text);
      putText(json, member);
      putText(canonical, member);
      if (!needsQuotes.test(text)) return;
      csv.length = from;
      putText(csv, `"${text.replaceAll('"', '""')}"`);
    },
    end: (valid) => ({ kind: "text", valid, lengths, bytes: takeBytes(bytes) }),
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const needsMarks = /["\\,\u0000-\u001f]/;
const needsQuotes = /[",\n]/;

function putQuoted(target: Bytes, source: Uint8Array, from: number, to: number): void {
  putAll(target, quote);
  putPart(target, source, from, to);
  putAll(target, quote);
}

/** How many different cells of a column are remembered. */
const mostRemembered = 65_536;

/** Codes and days: few different ones, none with a mark, each worked out when it first comes. */
function repeatedWriter(column: Column, { csv, json, canonical }: Texts): Writer {
  const codes = new Map<Cell, number>((column.enumeration?.codes ?? []).map(({ code }, index) => [code, index]));
  const numberOf = (cell: Cell): number => (column.arrowType === "date32" ? daysSinceEpoch(String(cell)) : codes.get(cell)) ?? 0;
  const known = new Map<Cell | undefined, { readonly bytes: Uint8Array; readonly number: number }>();
  const learn = (cell: Cell | undefined) => {
    const checked = checkCell(cell, column);
    if (known.size === mostRemembered) known.clear();
    const learnt = { bytes: bytesOf(String(checked)), number: numberOf(checked) };
    known.set(cell, learnt);
    return learnt;
  };
  let values = new Int32Array(0);
  return {
    begin: (rows) => {
      values = new Int32Array(rows);
    },
    put: (cell, place) => {
      const { bytes, number } = known.get(cell) ?? learn(cell);
      putAll(csv, bytes);
      putQuoted(json, bytes, 0, bytes.length);
      putQuoted(canonical, bytes, 0, bytes.length);
      values[place] = number;
    },
    end: (valid) => ({ kind: "integers", valid, values }),
  };
}

/** Numbers, and true and false: the same text in every format. */
function numberWriter(column: Column, { csv, json, canonical }: Texts): Writer {
  const make = { int32: Int32Array, float64: Float64Array, bool: Uint8Array }[column.arrowType as "int32" | "float64" | "bool"];
  let values: Int32Array | Float64Array | Uint8Array = new make(0);
  return {
    begin: (rows) => {
      values = new make(rows);
    },
    put: (cell, place) => {
      const checked = checkCell(cell, column);
      const from = csv.length;
      putText(csv, String(checked));
      putPart(json, csv.array, from, csv.length);
      putPart(canonical, csv.array, from, csv.length);
      values[place] = Number(checked);
    },
    end: (valid) => {
      if (values instanceof Int32Array) return { kind: "integers", valid, values };
      return values instanceof Float64Array ? { kind: "floats", valid, values } : { kind: "flags", valid, values };
    },
  };
}

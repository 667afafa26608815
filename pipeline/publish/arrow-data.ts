// How the checked cells of one column become Arrow buffers: encoded apart from any library, so that parts can be made side by side, then joined.
import { type Data, DataType, type Dictionary, makeData, makeVector, Utf8, type Vector } from "apache-arrow";
import { daysSinceEpoch } from "../days.ts";
import type { Cell, Column } from "../schema.ts";

/**
 * Cells of one column as numbers and bytes. `valid` has a 1 for each cell that is not null; below a null stands zero or nothing.
 * Text is UTF-8 with its length in bytes for each cell; a code is its place in the enumeration, a day the number of days since 1970-01-01.
 */
export type EncodedColumn = { readonly valid: Uint8Array } & (
  | { readonly kind: "text"; readonly lengths: Int32Array; readonly bytes: Uint8Array }
  | { readonly kind: "integers"; readonly values: Int32Array }
  | { readonly kind: "floats"; readonly values: Float64Array }
  | { readonly kind: "flags"; readonly values: Uint8Array }
);

/** Encodes cells that have passed `checkCell`. */
export function encodeColumn(column: Column, cells: readonly Cell[]): EncodedColumn {
  const valid = Uint8Array.from(cells, (cell) => (cell === null ? 0 : 1));
  switch (column.arrowType) {
    case "utf8":
      return { kind: "text", valid, ...encodeTexts(cells) };
    case "dictionary":
      return { kind: "integers", valid, values: Int32Array.from(cells, placeIn(column)) };
    case "int32":
      return { kind: "integers", valid, values: Int32Array.from(cells, numberOf) };
    case "date32":
      return { kind: "integers", valid, values: Int32Array.from(cells, dayNumberOf) };
    case "float64":
      return { kind: "floats", valid, values: Float64Array.from(cells, numberOf) };
    case "bool":
      return { kind: "flags", valid, values: Uint8Array.from(cells, (cell) => (cell === true ? 1 : 0)) };
  }
}

function encodeTexts(cells: readonly Cell[]): { lengths: Int32Array; bytes: Uint8Array } {
  const texts = cells.map((cell) => (typeof cell === "string" ? cell : ""));
  const joined = texts.join("");
  const bytes = Buffer.from(joined);
  // Where every character is one byte, as in most columns, lengths need no second look.
  const lengthOf = bytes.length === joined.length ? (text: string) => text.length : Buffer.byteLength;
  return { lengths: Int32Array.from(texts, (text) => lengthOf(text)), bytes };
}

function placeIn(column: Column): (cell: Cell) => number {
  const places = new Map((column.enumeration?.codes ?? []).map(({ code }, index) => [code as Cell, index]));
  return (cell) => places.get(cell) ?? 0;
}

/** An encoded column as Arrow data of the given type. A column of codes becomes a dictionary or plain text, as the type asks. */
export function arrowData(type: DataType, column: Column, encoded: EncodedColumn): Data {
  const validity = validityOf(encoded.valid);
  if (DataType.isDictionary(type) && encoded.kind === "integers") return dictionaryData(type, column, encoded.values, validity);
  if (DataType.isUtf8(type)) return textData(type, encoded.kind === "text" ? encoded : textOfCodes(column, encoded), validity);
  if (DataType.isBool(type) && encoded.kind === "flags") return makeData({ type, ...validity, data: packBits(encoded.values) });
  if (DataType.isInt(type) && encoded.kind === "integers") return makeData({ type, ...validity, data: encoded.values });
  if (DataType.isFloat(type) && encoded.kind === "floats") return makeData({ type, ...validity, data: encoded.values });
  if (DataType.isDate(type) && encoded.kind === "integers") return makeData({ type, ...validity, data: encoded.values });
  throw new Error(`arrow: no buffers for ${String(type)}`);
}

interface Validity {
  readonly length: number;
  readonly nullCount: number;
  readonly nullBitmap: Uint8Array | null;
}

function validityOf(valid: Uint8Array): Validity {
  let nullCount = 0;
  for (let index = 0; index < valid.length; index++) nullCount += 1 - (valid[index] as number);
  return { length: valid.length, nullCount, nullBitmap: nullCount === 0 ? null : packBits(valid) };
}

function textData(type: Utf8, { lengths, bytes }: { lengths: Int32Array; bytes: Uint8Array }, validity: Validity): Data<Utf8> {
  const valueOffsets = new Int32Array(lengths.length + 1);
  let end = 0;
  for (let index = 0; index < lengths.length; index++) {
    end += lengths[index] ?? 0;
    valueOffsets[index + 1] = end;
  }
  return makeData({ type, ...validity, valueOffsets, data: bytes });
}

/** Codes as plain text, for readers without dictionaries. */
function textOfCodes(column: Column, encoded: EncodedColumn): { lengths: Int32Array; bytes: Uint8Array } {
  if (encoded.kind !== "integers") throw new Error("arrow: codes are integers");
  const { valid, values } = encoded;
  const levels = levelsOf(column).map((level) => Buffer.from(level));
  const levelAt = (index: number): Uint8Array | undefined => (valid[index] === 1 ? levels[values[index] as number] : undefined);
  const lengths = new Int32Array(values.length);
  let length = 0;
  for (let index = 0; index < values.length; index++) length += lengths[index] = levelAt(index)?.length ?? 0;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (let index = 0; index < values.length; index++) {
    const level = levelAt(index);
    if (level === undefined) continue;
    bytes.set(level, at);
    at += level.length;
  }
  return { lengths, bytes };
}

const levelsOf = (column: Column): string[] => (column.enumeration?.codes ?? []).map(({ code }) => code);

/** The dictionary of a type, the same object for all record batches of its schema: a file may not replace one. */
const dictionaries = new WeakMap<Dictionary, Vector<Utf8>>();

function dictionaryData(type: Dictionary, column: Column, values: Int32Array, validity: Validity): Data<Dictionary> {
  const dictionary = dictionaries.get(type) ?? makeDictionary(column);
  dictionaries.set(type, dictionary);
  return makeData({ type, ...validity, data: values, dictionary });
}

/** Every level of the enumeration, in its order, whether or not a cell has it. */
function makeDictionary(column: Column): Vector<Utf8> {
  const levels = levelsOf(column);
  return makeVector(textData(new Utf8(), encodeTexts(levels), validityOf(new Uint8Array(levels.length).fill(1))));
}

function numberOf(cell: Cell): number {
  return typeof cell === "number" ? cell : 0;
}

function dayNumberOf(cell: Cell): number {
  return typeof cell === "string" ? (daysSinceEpoch(cell) ?? 0) : 0;
}

/** One bit a value, the lowest first. */
function packBits(bits: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  for (let index = 0; index < bits.length; index++) {
    if (bits[index] === 1) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (1 << (index & 7));
  }
  return bytes;
}

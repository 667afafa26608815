// How the checked cells of one column become Arrow buffers.
import { type Data, DataType, type Dictionary, makeData, makeVector, Utf8 } from "apache-arrow";
import type { Cell, Column } from "../schema.ts";
import { daysSinceEpoch } from "./days.ts";

const encoder = new TextEncoder();

/** The cells as Arrow data of the given type. They must have passed `checkCell`; a null leaves zero below its cleared bit. */
export function arrowData(type: DataType, column: Column, cells: readonly Cell[]): Data {
  const validity = validityOf(cells);
  if (DataType.isUtf8(type)) return textData(type, cells, validity);
  if (DataType.isDictionary(type)) return dictionaryData(type, column, cells, validity);
  if (DataType.isBool(type)) return makeData({ type, ...validity, data: packBits(cells.map((cell) => cell === true)) });
  if (DataType.isInt(type)) return makeData({ type, ...validity, data: Int32Array.from(cells, numberOf) });
  if (DataType.isFloat(type)) return makeData({ type, ...validity, data: Float64Array.from(cells, numberOf) });
  if (DataType.isDate(type)) return makeData({ type, ...validity, data: Int32Array.from(cells, dayNumberOf) });
  throw new Error(`arrow: no buffers for ${String(type)}`);
}

interface Validity {
  readonly length: number;
  readonly nullCount: number;
  readonly nullBitmap: Uint8Array | null;
}

function validityOf(cells: readonly Cell[]): Validity {
  const nullCount = cells.filter((cell) => cell === null).length;
  const nullBitmap = nullCount === 0 ? null : packBits(cells.map((cell) => cell !== null));
  return { length: cells.length, nullCount, nullBitmap };
}

function textData(type: Utf8, cells: readonly Cell[], validity: Validity): Data<Utf8> {
  const texts = cells.map((cell) => encoder.encode(typeof cell === "string" ? cell : ""));
  const valueOffsets = new Int32Array(cells.length + 1);
  for (const [index, text] of texts.entries()) valueOffsets[index + 1] = (valueOffsets[index] ?? 0) + text.byteLength;
  const data = new Uint8Array(valueOffsets[cells.length] ?? 0);
  for (const [index, text] of texts.entries()) data.set(text, valueOffsets[index] ?? 0);
  return makeData({ type, ...validity, valueOffsets, data });
}

/** Every level of the enumeration is in the dictionary, in its order, whether or not a cell has it. */
function dictionaryData(type: Dictionary, column: Column, cells: readonly Cell[], validity: Validity): Data<Dictionary> {
  const levels: Cell[] = (column.enumeration?.codes ?? []).map(({ code }) => code);
  const dictionary = makeVector(textData(new Utf8(), levels, validityOf(levels)));
  const data = Int32Array.from(cells, (cell) => (cell === null ? 0 : levels.indexOf(cell)));
  return makeData({ type, ...validity, data, dictionary });
}

function numberOf(cell: Cell): number {
  return typeof cell === "number" ? cell : 0;
}

function dayNumberOf(cell: Cell): number {
  return typeof cell === "string" ? (daysSinceEpoch(cell) ?? 0) : 0;
}

/** One bit a value, the lowest first. */
function packBits(bits: readonly boolean[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  for (const [index, bit] of bits.entries()) {
    if (bit) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (1 << (index & 7));
  }
  return bytes;
}

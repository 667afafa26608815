// Bytes that grow as texts are put after one another: one buffer that is used again leaves nothing to collect, as joined texts do. Four bytes
// are copied at a time, up to three more than are wanted, over which the next ones are put.
import { roomFor } from "../growing.ts";

/** Bytes so far: the first `length` of `array`, which is replaced by a longer one when it is full. `view` is of the same bytes. */
export interface Bytes {
  array: Uint8Array;
  view: DataView;
  length: number;
}

export const makeBytes = (): Bytes => allocate(1 << 16);

function allocate(size: number): Bytes {
  const array = new Uint8Array(size);
  return { array, view: new DataView(array.buffer), length: 0 };
}

/**
 * Texts whose bytes are put again and again. They lie side by side, because following a reference to each costs more than the copying: of each
 * the length in bytes, and then its bytes, four to a number; the last of them is filled with zeros.
 */
export interface Pieces {
  numbers: Int32Array;
  length: number;
}

export const makePieces = (): Pieces => ({ numbers: new Int32Array(1 << 10), length: 0 });

/** Adds a text. @returns its place */
export function addPiece(pieces: Pieces, text: string): number {
  const bytes = allocate(3 * text.length + spare);
  putText(bytes, text);
  const words = Math.ceil(bytes.length / 4);
  const place = pieces.length;
  pieces.length += 1 + words;
  pieces.numbers = roomFor(pieces.numbers, pieces.length);
  pieces.numbers[place] = bytes.length;
  for (let index = 0; index < words; index++) pieces.numbers[place + 1 + index] = bytes.view.getInt32(4 * index);
  return place;
}

/**
 * What a text holds, as bits: commas, which CSV puts between quotes; marks that JSON or both write in another way; characters from U+0800 on,
 * of which it is not said what else there is.
 */
export const holds = { commas: 1, marks: 2, wide: 4 } as const;

/** What each ASCII character is: a comma; a control character, quote or backslash; or neither. */
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code === 0x2c) return holds.commas;
  return code < 0x20 || code === 0x22 || code === 0x5c ? holds.marks : 0;
});
const encoder = new TextEncoder();

/** Bytes beyond those that are put that may be written to. */
const spare = 3;

/** Makes room for so many more bytes. */
function reserve(bytes: Bytes, more: number): void {
  const needed = bytes.length + more + spare;
  if (needed <= bytes.array.length) return;
  bytes.array = roomFor(bytes.array, needed);
  bytes.view = new DataView(bytes.array.buffer);
}

/**
 * Puts a text as UTF-8 at the end. Half a character becomes U+FFFD, as of every encoder. The engine holds texts in more shapes than it tells
 * apart where a property is read, and then looks the property up for each character; `String` and the method in full say what they are.
 * @returns what it holds, bits of `holds`; 0 for nothing of that
 */
export function putText(bytes: Bytes, given: string): number {
  const text = String(given);
  const { length } = text;
  reserve(bytes, 3 * length);
  const { array } = bytes;
  let at = bytes.length;
  let found = 0;
  for (let index = 0; index < length; index++) {
    const code = String.prototype.charCodeAt.call(text, index);
    if (code < 0x80) {
      found |= kinds[code] as number;
      array[at++] = code;
    } else if (code < 0x800) {
      array[at++] = 0xc0 | (code >> 6);
      array[at++] = 0x80 | (code & 0x3f);
    } else {
      bytes.length += encoder.encodeInto(text, array.subarray(bytes.length)).written;
      return found | holds.wide;
    }
  }
  bytes.length = at;
  return found;
}

/** Puts the bytes of `source` from `from` to `to`, exclusive, at the end. */
export function putPart(bytes: Bytes, source: Bytes, from: number, to: number): void {
  reserve(bytes, to - from);
  const [target, { view }] = [bytes.view, source];
  let at = bytes.length;
  for (let index = from; index < to; index += 4) {
    target.setInt32(at, view.getInt32(index));
    at += 4;
  }
  bytes.length += to - from;
}

/** Puts the piece at a place at the end. @returns the place of the piece after it */
export function putPiece(bytes: Bytes, { numbers }: Pieces, place: number): number {
  const length = numbers[place] as number;
  reserve(bytes, length);
  const { view } = bytes;
  const end = bytes.length + length;
  let next = place + 1;
  for (let at = bytes.length; at < end; at += 4) view.setInt32(at, numbers[next++] as number);
  bytes.length = end;
  return next;
}

/** The bytes so far; they hold until more are put. Then there are none. */
export function takeBytes(bytes: Bytes): Uint8Array {
  const taken = bytes.array.subarray(0, bytes.length);
  bytes.length = 0;
  return taken;
}

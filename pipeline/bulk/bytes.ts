// Bytes that grow as texts are put after one another: one buffer that is used again leaves nothing to collect, as joined texts do.

/** Bytes so far: the first `length` of `array`, which is replaced by a longer one when it is full. */
export interface Bytes {
  array: Uint8Array;
  length: number;
}

export const makeBytes = (): Bytes => ({ array: new Uint8Array(1 << 16), length: 0 });

/**
 * What a text holds, as bits: commas, which CSV puts between quotes; marks that JSON or both write in another way; characters beyond ASCII, of
 * which it is not said what comes after the first one.
 */
export const holds = { commas: 1, marks: 2, wide: 4 } as const;

/** What each ASCII character is: a comma; a control character, quote or backslash; or neither. */
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code === 0x2c) return holds.commas;
  return code < 0x20 || code === 0x22 || code === 0x5c ? holds.marks : 0;
});
const encoder = new TextEncoder();

/** Makes room for so many more bytes. */
function reserve(bytes: Bytes, more: number): void {
  const needed = bytes.length + more;
  if (needed <= bytes.array.length) return;
  const longer = new Uint8Array(Math.max(needed, 2 * bytes.array.length));
  longer.set(bytes.array.subarray(0, bytes.length));
  bytes.array = longer;
}

/** Puts a text as UTF-8 at the end. Half a character becomes U+FFFD, as of every encoder. @returns what it holds, bits of `holds`; 0 for nothing of that. */
export function putText(bytes: Bytes, text: string): number {
  const { length } = text;
  reserve(bytes, 3 * length);
  const { array } = bytes;
  let at = bytes.length;
  let found = 0;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code > 127) {
      bytes.length += encoder.encodeInto(text, array.subarray(bytes.length)).written;
      return found | holds.wide;
    }
    found |= kinds[code] as number;
    array[at++] = code;
  }
  bytes.length = at;
  return found;
}

/** Puts a text at the end of each, if it is ASCII without commas and marks; else none of it. */
export function putPlain(text: string, a: Bytes, b: Bytes, c: Bytes, d: Bytes): boolean {
  const { length } = text;
  reserve(a, length);
  reserve(b, length);
  reserve(c, length);
  reserve(d, length);
  const [inA, inB, inC, inD] = [a.array, b.array, c.array, d.array];
  const [atA, atB, atC, atD] = [a.length, b.length, c.length, d.length];
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code > 127 || kinds[code] !== 0) return false;
    inA[atA + index] = code;
    inB[atB + index] = code;
    inC[atC + index] = code;
    inD[atD + index] = code;
  }
  a.length += length;
  b.length += length;
  c.length += length;
  d.length += length;
  return true;
}

/** Up to how many bytes a loop is faster than what the engine copies with. */
const fewBytes = 96;

/** Puts the bytes of `source` from `from` to `to`, exclusive, at the end. */
export function putPart(bytes: Bytes, source: Uint8Array, from: number, to: number): void {
  reserve(bytes, to - from);
  const { array } = bytes;
  let at = bytes.length;
  if (to - from > fewBytes) array.set(to - from === source.length ? source : source.subarray(from, to), at);
  else for (let index = from; index < to; index++) array[at++] = source[index] as number;
  bytes.length += to - from;
}

/** Puts all of `source` at the end. */
export const putAll = (bytes: Bytes, source: Uint8Array): void => putPart(bytes, source, 0, source.length);

/** The bytes so far; they hold until more are put. Then there are none. */
export function takeBytes(bytes: Bytes): Uint8Array {
  const taken = bytes.array.subarray(0, bytes.length);
  bytes.length = 0;
  return taken;
}

/** Gives arrays of zeros, of which each holds until the next one is asked for. */
export function makeZeros<Values extends Uint8Array | Int32Array | Float64Array>(
  make: (length: number) => Values,
): (length: number) => Values {
  let array = make(0);
  return (length) => {
    if (array.length < length) array = make(length);
    else array.fill(0, 0, length);
    return array.subarray(0, length) as Values;
  };
}

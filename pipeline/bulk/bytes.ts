// Bytes that grow as texts are put after one another: one buffer that is used again leaves nothing to collect, as joined texts do.

/** Bytes so far: the first `length` of `array`, which is replaced by a longer one when it is full. */
export interface Bytes {
  array: Uint8Array;
  length: number;
}

export const makeBytes = (): Bytes => ({ array: new Uint8Array(1 << 16), length: 0 });

/** What a text holds besides plain ASCII: nothing, marks that CSV or JSON write in another way, or characters beyond ASCII (with marks or without). */
export const holds = { nothing: 0, marks: 1, wide: 2 } as const;

/** Which of the ASCII characters are marks: control characters, quote, comma, backslash. */
const isMark = Uint8Array.from({ length: 128 }, (_, code) => (code < 0x20 || code === 0x22 || code === 0x2c || code === 0x5c ? 1 : 0));
const encoder = new TextEncoder();

/** Makes room for so many more bytes. */
function reserve(bytes: Bytes, more: number): void {
  const needed = bytes.length + more;
  if (needed <= bytes.array.length) return;
  const longer = new Uint8Array(Math.max(needed, 2 * bytes.array.length));
  longer.set(bytes.array.subarray(0, bytes.length));
  bytes.array = longer;
}

/** Puts a text as UTF-8 at the end. Half a character becomes U+FFFD, as of every encoder. @returns what it holds, a value of `holds`. */
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
      return holds.wide;
    }
    found |= isMark[code] as number;
    array[at++] = code;
  }
  bytes.length = at;
  return found;
}

/** Up to how many bytes a loop is faster than what the engine copies with. */
const fewBytes = 24;

/** Puts the bytes of `source` from `from` to `to`, exclusive, at the end. */
export function putPart(bytes: Bytes, source: Uint8Array, from: number, to: number): void {
  reserve(bytes, to - from);
  const { array } = bytes;
  let at = bytes.length;
  if (to - from > fewBytes) array.set(source.subarray(from, to), at);
  else for (let index = from; index < to; index++) array[at++] = source[index] as number;
  bytes.length += to - from;
}

/** Puts all of `source` at the end. */
export function putAll(bytes: Bytes, source: Uint8Array): void {
  reserve(bytes, source.length);
  bytes.array.set(source, bytes.length);
  bytes.length += source.length;
}

/** The bytes so far as an array of their own; then there are none. */
export function takeBytes(bytes: Bytes): Uint8Array {
  const taken = bytes.array.slice(0, bytes.length);
  bytes.length = 0;
  return taken;
}

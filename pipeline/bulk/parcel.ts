// How what was read waits until it is written: its arrays lie in memory that threads share, which is used again and leaves nothing to collect.
import type { TypedArray } from "../growing.ts";

/** What packs values one after the other: a copy of each whose arrays hold until so many more are packed. */
export function makePacker(count: number): <Value>(value: Value) => Value {
  const shelves = Array.from({ length: count }, makeShelf);
  let packed = 0;
  return (value) => {
    const shelf = shelves[packed++ % shelves.length] as Shelf;
    shelf.begin(sizeOf(value));
    return repack(value, shelf) as typeof value;
  };
}

/** Shared memory that is filled from its beginning. */
interface Shelf {
  /** Empties it, and makes room for so many bytes. */
  readonly begin: (bytes: number) => void;
  readonly put: (array: TypedArray) => TypedArray;
}

/** Bytes at a multiple of which every kind of array may begin. */
const alignment = 8;
const aligned = (bytes: number): number => Math.ceil(bytes / alignment) * alignment;

function makeShelf(): Shelf {
  let buffer = new SharedArrayBuffer(0);
  let used = 0;
  return {
    begin: (bytes) => {
      // A little more than is asked for, so that not each value that is longer than all before it asks anew.
      if (bytes > buffer.byteLength) buffer = new SharedArrayBuffer(aligned(1.25 * bytes));
      used = 0;
    },
    put: (array) => {
      const kind = array.constructor as new (buffer: SharedArrayBuffer, from: number, length: number) => TypedArray;
      const place = new kind(buffer, used, array.length);
      place.set(array);
      used += aligned(array.byteLength);
      return place;
    },
  };
}

function sizeOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  if (isTyped(value)) return aligned(value.byteLength);
  let size = 0;
  for (const part of Object.values(value)) size += sizeOf(part);
  return size;
}

function repack(value: unknown, shelf: Shelf): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (isTyped(value)) return shelf.put(value);
  if (Array.isArray(value)) return value.map((part) => repack(part, shelf));
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, repack(part, shelf)]));
}

const isTyped = (value: object): value is TypedArray => ArrayBuffer.isView(value);

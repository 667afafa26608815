// Arrays of numbers that grow: one that is full is replaced by a longer one.

/** Arrays of numbers as they are used here. */
export type TypedArray = Uint8Array | Int32Array | Uint32Array | Float64Array;

/** The array itself where it has room for `length` numbers; else a copy at least twice as long, with 0 where nothing was put yet. */
export function roomFor<Values extends TypedArray>(array: Values, length: number): Values {
  if (length <= array.length) return array;
  const kind = array.constructor as new (length: number) => Values;
  const longer = new kind(Math.max(length, 2 * array.length));
  longer.set(array);
  return longer;
}

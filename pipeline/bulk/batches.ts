// How parts of encoded columns are joined and cut again, so that each record batch has as many rows as it should whatever the parts were.
import { roomFor } from "../growing.ts";
import type { EncodedColumn } from "../publish/arrow-data.ts";

interface Part {
  readonly columns: readonly EncodedColumn[];
  readonly rows: number;
}

/** Takes parts and gives whole batches. */
export interface Batcher {
  readonly add: (part: Part) => void;
  /** Gives the rows that are left, which may be none. */
  readonly end: () => void;
}

/**
 * Calls `give` with batches of `size` rows in order, the last one smaller. One batch without rows where there are none at all. Parts are
 * copied as they come, and may go; the columns of a batch lie where the next ones will, and hold until `give` is done.
 */
export function makeBatcher(size: number, give: (columns: readonly EncodedColumn[], rows: number) => void): Batcher {
  let columns: readonly GrowingColumn[] = [];
  let [held, given] = [0, false];
  const emit = (): void => {
    give(
      columns.map((column) => column.end()),
      held,
    );
    [held, given] = [0, true];
  };
  return {
    add: (part) => {
      if (columns.length === 0) columns = part.columns.map(makeGrowing);
      for (let from = 0; from < part.rows; ) {
        const to = Math.min(part.rows, from + size - held);
        for (const [index, column] of columns.entries()) column.add(part.columns[index] as EncodedColumn, from, to);
        held += to - from;
        from = to;
        if (held === size) emit();
      }
    },
    end: () => {
      if (held > 0 || !given) emit();
      columns = [];
    },
  };
}

/** A column that grows by cells of others of its kind. */
interface GrowingColumn {
  /** Takes the cells from one place to another, exclusive. */
  readonly add: (part: EncodedColumn, from: number, to: number) => void;
  /** The cells so far; then there are none. */
  readonly end: () => EncodedColumn;
}

function makeGrowing(first: EncodedColumn): GrowingColumn {
  const valid = growBytes();
  if (first.kind === "text") {
    const [lengths, bytes] = [growIntegers(), growBytes()];
    return {
      add: (part, from, to) => {
        if (part.kind !== "text") throw otherKind(part, first);
        const start = sum(part.lengths, 0, from);
        valid.add(part.valid, from, to);
        lengths.add(part.lengths, from, to);
        bytes.add(part.bytes, start, start + sum(part.lengths, from, to));
      },
      end: () => ({ kind: "text", valid: valid.end(), lengths: lengths.end(), bytes: bytes.end() }),
    };
  }
  const { kind } = first;
  const values = growValues[kind]() as GrowingArray<Values>;
  return {
    add: (part, from, to) => {
      if (part.kind !== kind) throw otherKind(part, first);
      valid.add(part.valid, from, to);
      values.add(part.values, from, to);
    },
    // They are the values of columns of this kind.
    end: () => ({ kind, valid: valid.end(), values: values.end() }) as EncodedColumn,
  };
}

const otherKind = (part: EncodedColumn, first: EncodedColumn): Error => new Error(`batches: ${part.kind} in a column of ${first.kind}`);

function sum(lengths: Int32Array, from: number, to: number): number {
  let total = 0;
  for (let index = from; index < to; index++) total += lengths[index] as number;
  return total;
}

type Values = Uint8Array | Int32Array | Float64Array;

interface GrowingArray<Own extends Values> {
  readonly add: (source: Own, from: number, to: number) => void;
  /** What was added; then there is nothing. It begins where its buffer begins. */
  readonly end: () => Own;
}

const growBytes = () => growArray<Uint8Array>(new Uint8Array());
const growIntegers = () => growArray<Int32Array>(new Int32Array());
const growFloats = () => growArray<Float64Array>(new Float64Array());
const growValues = { integers: growIntegers, floats: growFloats, flags: growBytes };

/** Values in one array that is used again, and replaced by a longer one when it is full. */
function growArray<Own extends Values>(empty: Own): GrowingArray<Own> {
  let [array, length] = [empty, 0];
  return {
    add: (source, from, to) => {
      const needed = length + to - from;
      array = roomFor(array, needed);
      array.set(source.subarray(from, to), length);
      length = needed;
    },
    end: () => {
      const all = array.subarray(0, length) as Own;
      length = 0;
      return all;
    },
  };
}

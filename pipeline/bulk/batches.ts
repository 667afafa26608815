// How parts of encoded columns are joined and cut again, so that each record batch has as many rows as it should whatever the parts were.
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

/** Calls `give` with batches of `size` rows in order, the last one smaller. One batch without rows where there are none at all. */
export function makeBatcher(size: number, give: (columns: readonly EncodedColumn[], rows: number) => void): Batcher {
  let [parts, held, given]: [Part[], number, boolean] = [[], 0, false];
  const emit = (rows: number): void => {
    const width = parts[0]?.columns.length ?? 0;
    give(
      Array.from({ length: width }, (_, index) => joinColumns(parts.map((part) => part.columns[index] as EncodedColumn))),
      rows,
    );
    [parts, held, given] = [[], 0, true];
  };
  return {
    add: (part) => {
      let rest = part;
      while (held + rest.rows >= size) {
        const taken = size - held;
        parts.push(cutPart(rest, 0, taken));
        emit(size);
        rest = cutPart(rest, taken, rest.rows);
      }
      if (rest.rows === 0 && parts.length > 0) return;
      parts.push(rest);
      held += rest.rows;
    },
    end: () => {
      if (held > 0 || !given) emit(held);
    },
  };
}

function cutPart({ columns, rows }: Part, from: number, to: number): Part {
  if (from === 0 && to === rows) return { columns, rows };
  return { columns: columns.map((column) => cutColumn(column, from, to)), rows: to - from };
}

function cutColumn(column: EncodedColumn, from: number, to: number): EncodedColumn {
  const valid = column.valid.subarray(from, to);
  switch (column.kind) {
    case "text": {
      const sum = (start: number, end: number): number => column.lengths.subarray(start, end).reduce((a, b) => a + b, 0);
      const start = sum(0, from);
      return {
        kind: "text",
        valid,
        lengths: column.lengths.subarray(from, to),
        bytes: column.bytes.subarray(start, start + sum(from, to)),
      };
    }
    case "integers":
      return { kind: "integers", valid, values: column.values.subarray(from, to) };
    case "floats":
      return { kind: "floats", valid, values: column.values.subarray(from, to) };
    case "flags":
      return { kind: "flags", valid, values: column.values.subarray(from, to) };
  }
}

function joinColumns(parts: readonly EncodedColumn[]): EncodedColumn {
  const [first] = parts;
  if (first === undefined) throw new Error("batches: a column without parts");
  const valid = joinArrays(
    parts.map((part) => part.valid),
    Uint8Array,
  );
  const of = <Kind extends EncodedColumn["kind"]>(kind: Kind) =>
    parts.filter((part) => part.kind === kind) as Extract<EncodedColumn, { kind: Kind }>[];
  switch (first.kind) {
    case "text": {
      const texts = of("text");
      return {
        kind: "text",
        valid,
        lengths: joinArrays(
          texts.map((part) => part.lengths),
          Int32Array,
        ),
        bytes: joinArrays(
          texts.map((part) => part.bytes),
          Uint8Array,
        ),
      };
    }
    case "integers":
      return {
        kind: "integers",
        valid,
        values: joinArrays(
          of("integers").map((part) => part.values),
          Int32Array,
        ),
      };
    case "floats":
      return {
        kind: "floats",
        valid,
        values: joinArrays(
          of("floats").map((part) => part.values),
          Float64Array,
        ),
      };
    case "flags":
      return {
        kind: "flags",
        valid,
        values: joinArrays(
          of("flags").map((part) => part.values),
          Uint8Array,
        ),
      };
  }
}

/** One array after the other; always a new one, which begins where its buffer begins. */
function joinArrays<Array extends Uint8Array | Int32Array | Float64Array>(
  parts: readonly Array[],
  make: new (length: number) => Array,
): Array {
  const joined = new make(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

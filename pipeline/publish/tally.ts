// How often each code and the empty cell stand in each column of some rows: small numbers that add up over all parts of a table.
import type { Row, Table } from "../schema.ts";

/** One column: its empty cells, and the cells of each code in the order of the enumeration. */
export interface ColumnTally {
  readonly empty: number;
  readonly codes: readonly number[];
}

export function tallyColumns(table: Table, rows: readonly Row[]): ColumnTally[] {
  return table.columns.map(({ name, enumeration }) => {
    const codes = enumeration?.codes.map(({ code }) => code) ?? [];
    const counts = new Map<unknown, number>(codes.map((code) => [code, 0]));
    let empty = 0;
    for (const row of rows) {
      const cell = row[name] ?? null;
      if (cell === null) empty += 1;
      else if (codes.length > 0) counts.set(cell, (counts.get(cell) ?? 0) + 1);
    }
    return { empty, codes: codes.map((code) => counts.get(code) ?? 0) };
  });
}

/** The tallies of two parts together. */
export function addTallies(a: readonly ColumnTally[], b: readonly ColumnTally[]): ColumnTally[] {
  return a.map((tally, index) => ({
    empty: tally.empty + (b[index]?.empty ?? 0),
    codes: tally.codes.map((count, place) => count + (b[index]?.codes[place] ?? 0)),
  }));
}

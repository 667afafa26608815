// How rows that are made one event after another reach their table: gathered, ordered within each call, formatted a few thousand at a time.
import { compareCodePoints } from "../finding.ts";
import type { Edition } from "../publish/model.ts";
import type { Cell, Row, Table } from "../schema.ts";
import { collectGrown } from "./collect.ts";
import { makeFormatter } from "./format.ts";
import { openTable, type WrittenTable } from "./table-output.ts";

/** Rows that are formatted at a time. */
const rowsAtOnce = 2_048;

/** Takes rows of a table; those of one call come after those of the calls before, whatever their order among themselves. */
export interface RowsOutput {
  readonly add: (rows: readonly object[]) => void;
  readonly end: () => WrittenTable;
}

export function openRows(folder: string, edition: Edition, table: Table): RowsOutput {
  const output = openTable(folder, edition, table);
  const format = makeFormatter(table);
  const names = table.columns.map((column) => column.name);
  const key = table.primaryKey.map((name) => names.indexOf(name));
  let held: Cells[] = [];
  const flush = (): void => {
    // Many rows of one call are formatted in parts all the same; none are a part, which says what the columns are.
    for (let from = 0; from === 0 || from < held.length; from += rowsAtOnce) output.add(format(held.slice(from, from + rowsAtOnce)));
    held = [];
    collectGrown();
  };
  return {
    add: (rows) => {
      for (const cells of inOrder(rows as readonly Row[], names, key)) held.push(cells);
      if (held.length >= rowsAtOnce) flush();
    },
    end: () => {
      flush();
      return output.end();
    },
  };
}

type Cells = readonly Cell[];

/** The cells of the rows, by the cells at `key` in code-point order. */
function inOrder(rows: readonly Row[], names: readonly string[], key: readonly number[]): Cells[] {
  const laidOut = rows.map((row) => names.map((name) => row[name] ?? null));
  if (laidOut.length < 2) return laidOut;
  const keyed = laidOut.map((cells) => ({ cells, key: key.map((index) => String(cells[index])).join("\u0000") }));
  return keyed.sort((a, b) => compareCodePoints(a.key, b.key)).map(({ cells }) => cells);
}

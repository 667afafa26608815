// How rows that are made one event after another reach their table: ordered within each call, formatted, written a few thousand at a time.
import { compareCodePoints } from "../finding.ts";
import type { Edition } from "../publish/model.ts";
import type { Cell, Row, Table } from "../schema.ts";
import { collectGrown } from "./collect.ts";
import { makeFormatter } from "./format.ts";
import { openTable, type WrittenTable } from "./table-output.ts";

/** Rows that are formatted before they are written. */
const rowsAtOnce = 2_048;

/** Takes rows of a table; those of one call come after those of the calls before, whatever their order among themselves. */
export interface RowsOutput {
  readonly add: (rows: readonly object[]) => void;
  readonly end: () => WrittenTable;
}

export function openRows(folder: string, edition: Edition, table: Table): RowsOutput {
  const output = openTable(folder, edition, table);
  const formatter = makeFormatter(table);
  const names = table.columns.map((column) => column.name);
  const key = table.primaryKey.map((name) => names.indexOf(name));
  let held = 0;
  const flush = (): void => {
    output.add(formatter.take());
    held = 0;
    collectGrown();
  };
  return {
    add: (rows) => {
      for (const cells of inOrder(rows as readonly Row[], names, key)) {
        formatter.put(cells);
        held += 1;
        if (held === rowsAtOnce) flush();
      }
    },
    end: () => {
      // No rows are a part, too, which says what the columns are.
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

// How rows that are made one event after another reach their table: gathered, ordered within each call, formatted a few thousand at a time.
import type { Edition } from "../publish/model.ts";
import { layOut } from "../reconcile/held-tables.ts";
import type { Row, Table } from "../schema.ts";
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
  let held: Row[] = [];
  const flush = (): void => {
    output.add(format(held.map((row) => table.columns.map((column) => row[column.name]))));
    held = [];
  };
  return {
    add: (rows) => {
      for (const row of layOut(table, rows)) held.push(row);
      if (held.length >= rowsAtOnce) flush();
    },
    end: () => {
      flush();
      return output.end();
    },
  };
}

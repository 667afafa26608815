// How a table is written as CSV: UTF-8, LF, a header row, null as nothing; the only room of csv-stringify.
import { stringify } from "csv-stringify/sync";
import type { Cell } from "../schema.ts";
import { type OutputFile, type Release, readCells, tablesOf, textFile } from "./model.ts";

export const csvMediaType = "text/csv; charset=utf-8; header=present";

/** One CSV file a table. */
export function renderCsv(release: Release): OutputFile[] {
  return tablesOf(release).map((content) => {
    const header = content.table.columns.map((column) => column.name);
    const rows = content.rows.map((row) => readCells(row, content.table));
    return textFile(`csv/${content.table.name}.csv`, formatCsv(header, rows), csvMediaType, content);
  });
}

/** A header and rows as CSV; rows alone where the header is null. Null becomes nothing, false `false`: csv-stringify would write both as nothing. */
export function formatCsv(header: readonly string[] | null, rows: readonly (readonly Cell[])[]): string {
  const records = rows.map((cells) => cells.map((cell) => (cell === null ? "" : String(cell))));
  return stringify(header === null ? records : [[...header], ...records], { record_delimiter: "\n" });
}

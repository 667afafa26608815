// What is known of every published column, one entry a table and column: the data dictionary as CSV and JSON.
import type { Cell, Column, Table } from "../schema.ts";
import { formatCsv } from "./csv.ts";
import { formatLines } from "./json.ts";
import { type OutputFile, type Release, tablesOf, textFile } from "./model.ts";

/** dictionary/dictionary.csv and .json. */
export function renderDictionary(release: Release): OutputFile[] {
  const entries = tablesOf(release).flatMap(({ table }) => table.columns.map((column, index) => entryOf(table, column, index + 1)));
  const header = Object.keys(entries[0] ?? {});
  const csv = formatCsv(
    header,
    entries.map((entry) => Object.values(entry)),
  );
  const json = formatLines(entries.map((entry) => JSON.stringify(entry)));
  return [
    textFile("dictionary/dictionary.csv", csv, "text/csv; charset=utf-8; header=present"),
    textFile("dictionary/dictionary.json", json, "application/json"),
  ];
}

/** One column of one table; `position` is 1-based. */
function entryOf(table: Table, column: Column, position: number): Record<string, Cell> {
  return {
    table: table.name,
    column: column.name,
    position,
    type: column.type,
    arrow_type: column.arrowType,
    nullable: column.nullable,
    unit: column.unit,
    label: column.title,
    label_es: column.title_es,
    description: column.description,
    description_es: column.description_es,
    missing_meaning: column.missing,
    missing_meaning_es: column.missing_es,
    enumeration: column.enumeration?.name ?? null,
    example: column.example,
    primary_key: table.primaryKey.includes(column.name),
    foreign_key: foreignKeyOf(table, column),
  };
}

/** The column it refers to as `table.column`; null where it refers to none. */
export function foreignKeyOf(table: Table, column: Column): string | null {
  for (const key of table.foreignKeys) {
    const referenced = key.references[key.columns.indexOf(column.name)];
    if (referenced !== undefined) return `${key.table}.${referenced}`;
  }
  return null;
}

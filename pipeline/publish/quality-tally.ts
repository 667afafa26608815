// How the rows of a table spread over the values of one column, with the empty cells as a value of their own.
import { compareCodePoints } from "../finding.ts";
import { groupBy } from "../group-by.ts";
import type { Column, Row } from "../schema.ts";
import { type Language, type PublishedTable, talliesOf } from "./model.ts";

export type Texts = Readonly<Record<Language, string>>;

/** One value of a column, and how many rows have it. */
export interface Tally {
  /** Null for the rows in which the cell is empty. */
  readonly value: string | null;
  /** The label of the code, or what an empty cell means; the value itself where it is no code. */
  readonly label: Texts;
  readonly rows: number;
  /** How many claims belong to these rows; null where the rows are not what claims belong to. */
  readonly claims: number | null;
}

/** All values of one column. The rows of its values add up to `rows`. */
export interface Distribution {
  readonly table: string;
  readonly column: string;
  readonly label: Texts;
  readonly rows: number;
  /** Every code, those of no row too, in the order of the enumeration; other values as they occur, in code-point order. */
  readonly values: readonly Tally[];
}

/** The spread of a table over one of its columns of codes. */
export function distributeCodes(content: PublishedTable, name: string): Distribution {
  const { table, length } = content;
  const column = columnOf(table.columns, name);
  const tally = talliesOf(content)[table.columns.indexOf(column)];
  const codes = column.enumeration?.codes ?? [];
  const spread = codes.map(({ code }, index) => ({ value: code as string | null, rows: tally?.codes[index] ?? 0 }));
  if (column.nullable) spread.push({ value: null, rows: tally?.empty ?? 0 });
  const values = spread.map((each) => ({ ...each, label: labelOfValue(column, each.value), claims: null }));
  return {
    table: table.name,
    column: name,
    label: labelOf(column),
    rows: length,
    values: values.map(({ value, label, rows, claims }) => ({ value, label, rows, claims })),
  };
}

/** The spread of a table over one of its columns; `claimsOf` says how many claims belong to a row. */
export function distribute({ table, rows }: PublishedTable, name: string, claimsOf: (row: Row) => number): Distribution {
  const column = columnOf(table.columns, name);
  const byValue = groupBy(rows, (row) => JSON.stringify(textOf(row, name)));
  const values = [...valuesOf(column, rows), ...(column.nullable ? [null] : [])];
  return {
    table: table.name,
    column: name,
    label: labelOf(column),
    rows: rows.length,
    values: values.map((value) => {
      const own = byValue.get(JSON.stringify(value)) ?? [];
      const claims = own.map(claimsOf).reduce((sum, count) => sum + count, 0);
      return { value, label: labelOfValue(column, value), rows: own.length, claims };
    }),
  };
}

function valuesOf(column: Column, rows: readonly Row[]): string[] {
  if (column.enumeration !== null) return column.enumeration.codes.map((code) => code.code);
  const found = rows.flatMap((row) => textOf(row, column.name) ?? []);
  return [...new Set(found)].sort(compareCodePoints);
}

/** What a cell of that column is called: the label of its code, the meaning of an empty cell, else the cell itself. */
export function labelOfValue(column: Column, value: string | null): Texts {
  if (value === null) return { en: column.missing ?? "", es: column.missing_es ?? "" };
  const code = column.enumeration?.codes.find((each) => each.code === value);
  return code === undefined ? { en: value, es: value } : { en: code.label_en, es: code.label_es };
}

export function labelOf(titled: { readonly title: string; readonly title_es: string }): Texts {
  return { en: titled.title, es: titled.title_es };
}

/** The column of that name. Throws where there is none: the names stand in the code. */
export function columnOf(columns: readonly Column[], name: string): Column {
  const column = columns.find((each) => each.name === name);
  if (column === undefined) throw new Error(`there is no column ${name}`);
  return column;
}

/** A cell as text; null where it is empty. */
export function textOf(row: Row, name: string): string | null {
  const cell = row[name] ?? null;
  return cell === null ? null : String(cell);
}

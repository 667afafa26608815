// How the case files of the readers are read: rows of text cells, and what surrounds a printed date.
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { DateQuestion } from "../../pipeline/normalize/dates.ts";
import { readEdtf } from "../../pipeline/normalize/edtf.ts";
import type { GazetteerPlace } from "../../pipeline/normalize/places.ts";

export type CaseRow = Readonly<Record<string, string>>;

function readRows(url: URL): CaseRow[] {
  const rows: CaseRow[] = parse(readFileSync(url), { columns: true, bom: true });
  return rows;
}

/** The rows of test/normalize/cases/<name>.csv. */
export function readCases(name: string): CaseRow[] {
  return readRows(new URL(`./cases/${name}.csv`, import.meta.url));
}

/** The cell, or a broken test: a column that the case file has not is a slip of ours. */
export function cell(row: CaseRow, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`case file: no column ${column}`);
  return value;
}

/** Rows with their titles: `"Nov. 15, 2019" (en): A full date names one day.` */
export function titled(rows: readonly CaseRow[], setting: string): [string, CaseRow][] {
  return rows.map((row) => {
    const where = cell(row, setting);
    return [`${JSON.stringify(cell(row, "text"))}${where && ` (${where})`}: ${cell(row, "why")}`, row];
  });
}

/** The share of rows that expect a refusal, 0 to 1. */
export function refusalShare(rows: readonly CaseRow[]): number {
  return rows.filter((row) => cell(row, "finding") !== "").length / rows.length;
}

/** A whole number cell; null where empty. */
export function numberCell(row: CaseRow, column: string): number | null {
  const text = cell(row, column);
  return text === "" ? null : Number(text);
}

function daysOf(text: string): { earliest: string; latest: string } | null {
  if (text === "") return null;
  const bounds = readEdtf(text);
  if (!bounds?.earliest || !bounds.latest) throw new Error(`case file: "${text}" is no closed interval`);
  return { earliest: bounds.earliest, latest: bounds.latest };
}

/** A row of dates.csv as the question that parseDate answers. */
export function dateQuestion(row: CaseRow): DateQuestion {
  return {
    text: cell(row, "text"),
    language: cell(row, "language"),
    published: daysOf(cell(row, "published")),
    anchor: daysOf(cell(row, "anchor")),
  };
}

export interface CasePlace extends GazetteerPlace {
  readonly ine_code: string;
}

/** The gazetteer of the repository, raw/places.csv. */
export function readGazetteerPlaces(): CasePlace[] {
  return readRows(new URL("../../raw/places.csv", import.meta.url)).map((row) => ({
    place_id: cell(row, "place_id"),
    name: cell(row, "name"),
    names_alt: cell(row, "names_alt")
      .split(" | ")
      .filter((name) => name !== ""),
    kind: cell(row, "kind"),
    parent_place_id: cell(row, "parent_place_id") || null,
    ine_code: cell(row, "ine_code"),
  }));
}

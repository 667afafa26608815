// What is wrong in a generated dataset that is to have findings: one kind after the other, one finding a row.

import { extractsHeader } from "./claims.ts";
import type { Cells } from "./tables.ts";

const columns = extractsHeader.split(",");

/** One way to spoil a row, and the code of the finding that it gives. */
interface Spoil {
  readonly code: string;
  /** The cells that are written over, by column. */
  readonly cells: Readonly<Record<string, string>>;
}

const spoils: readonly Spoil[] = [
  { code: "cell/enumeration", cells: { measure: "killled" } },
  { code: "cell/pattern", cells: { locator: "page 7" } },
  { code: "cell/missing", cells: { summary: "" } },
  { code: "cell/too-long", cells: { manner_text: "one two three four five six seven eight nine" } },
  { code: "cell/white-space", cells: { note: " A note." } },
  { code: "cell/control-character", cells: { victims_text: "far\u200bmers" } },
  { code: "claim/incomplete", cells: { count_text: "9", count_basis: "incident", population: "people", counter_id: "" } },
  { code: "key/dangling", cells: { event_id: "e00000" } },
  { code: "key/duplicate", cells: {} },
  { code: "date/no-such-day", cells: { date_text: "31/11/2019", date_role: "occurred", date_anchor: "" } },
];

/** Codes of findings that a row has by its schema, its keys and the cells beside it, before any words are read. */
export const spoilCodes: readonly string[] = spoils.map(({ code }) => code);

/** Which spoil, if any, befalls the row with that number: `findings` rows of `claims` are spoilt, evenly spread. */
export function spoilAt(index: number, claims: number, findings: number): number | null {
  const before = Math.floor((index * findings) / claims);
  return Math.floor(((index + 1) * findings) / claims) > before ? before % spoils.length : null;
}

/** The row with its fault; `first` bears the id that a repeated row takes. */
export function spoil(extract: Cells, kind: number, first: Cells): Cells {
  const { code, cells } = spoils[kind] ?? { code: "", cells: {} };
  const own = code === "key/duplicate" ? { extract_id: first[0] ?? "" } : cells;
  return extract.map((cell, index) => own[columns[index] as keyof typeof own] ?? cell);
}

// Which cells are words that people wrote, which are read or computed from them, and which only explain: a table.
import { type RawTableName, rawTables } from "../schema.ts";
import type { Reason } from "./change.ts";

/** `scope`: the tree of events, which says what totals contain. `rules`: the rules themselves. */
export type Role = "words" | "scope" | "documentation" | "rules" | "reading";

/** The raw table of which each row of a published table is one row. */
const rawOf: Readonly<Record<string, RawTableName>> = {
  claims: "extracts",
  sources: "sources",
  counters: "counters",
  events: "events",
  places: "places",
  retired: "retired",
};

/** True for a table of which each row was typed by a person. */
export const isTyped = (table: string): boolean => table in rawOf;

/** The first line that fits decides; a column that fits none is words where people type it (or did, by its name), else a reading. */
const roles: readonly (readonly [table: RegExp, column: RegExp, role: Role])[] = [
  [/./, /^(?:label|name|description|definition)_(?:en|es)$|^(?:description|definition)$/, "documentation"],
  [/./, /^(?:note|summary|method|coordinate_source|raw_file|raw_line)$/, "documentation"],
  [/^events$/, /^(?:parent_event_id|kind)$/, "scope"],
  // In raw/ it is called date.
  [/^events$/, /^date_edtf$/, "words"],
  [/^conflicts$/, /^resolution$/, "words"],
  [/^estimates$/, /^ruleset$/, "rules"],
];

/** What a column is. Knows the columns of older releases too. */
export function roleOf(table: string, column: string): Role {
  const known = roles.find(([tables, columns]) => tables.test(table) && columns.test(column));
  if (known) return known[2];
  const raw = rawOf[table];
  if (raw === undefined) return "reading";
  return column.endsWith("_text") || rawTables[raw].columns.some(({ name }) => name === column) ? "words" : "reading";
}

/** Tables whose cells come from the claims of the row alone: other claims decide only which rows there are. */
export const isOfOwnClaims = (table: string): boolean => table === "estimate_claims" || table === "derived_claims";

/** Tables that say what words, codes and rules there are: all of it has one reason. */
export const reasonOfTable: Readonly<Record<string, Reason>> = { codes: "scope", rules: "rule_change", rule_words: "rule_change" };

/** What a reading is made from. */
export interface Inputs {
  /** Words of the same row. */
  readonly own: RegExp;
  /** Words of the row that a column names. */
  readonly through: readonly { readonly column: string; readonly table: string; readonly words: RegExp }[];
  /** The family of rules that read it; null where no rule of reading does. */
  readonly family: string | null;
}

const document = { column: "source_id", table: "sources", words: /^(?:published|published_basis|language)$/ } as const;
const place = { column: "place_id", table: "places", words: /./ } as const;

/** What a claim brings to an estimate beside its own cells: the day it counts up to, and the rank of who counted. */
export const surroundings: Inputs["through"] = [document, { column: "counter_id", table: "counters", words: /^rank$/ }];

const inputs: readonly (readonly [table: RegExp, column: RegExp, inputs: Inputs])[] = [
  [/^claims$/, /^date_|^ucdp_date/, { own: /^date_|^source_id$/, through: [document], family: "date" }],
  [/^claims$/, /^as_of_/, { own: /^as_of_|^source_id$/, through: [document], family: "date" }],
  [/^claims$/, /^place_|^latitude$|^longitude$|^uncertainty_m$|^ucdp_where/, { own: /^place_/, through: [place], family: "place" }],
  [/^claims$/, /^count_/, { own: /^count_|^measure$|^population$/, through: [], family: "count" }],
  [/^events$/, /^date_/, { own: /^date_edtf$/, through: [], family: null }],
  [/^events$/, /^latitude$|^longitude$|^uncertainty_m$/, { own: /^place_id$/, through: [place], family: null }],
];

/** What a reading of a typed table is made from: all words of its row where no line says less. */
export function inputsOf(table: string, column: string): Inputs {
  const known = inputs.find(([tables, columns]) => tables.test(table) && columns.test(column));
  return known?.[2] ?? { own: /./, through: [], family: null };
}

/** Whether rows of other tables are read with the words of this table's. */
export const isReferredTo = (table: string): boolean =>
  [...surroundings, ...inputs.flatMap(([, , { through }]) => through)].some((target) => target.table === table);

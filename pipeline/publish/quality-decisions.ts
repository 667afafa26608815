// Which claims a curator read by a decision, as the tables show it.
import { type Row, rawTables } from "../schema.ts";
import { columnOf, labelOf, type Texts, textOf } from "./quality-tally.ts";
import type { Decision } from "./summed.ts";

/** All decisions. The decisions of the columns add up to `decisions`. */
export interface Decisions {
  readonly decisions: number;
  /** Claims with one decision or more, of all claims. */
  readonly claims: number;
  readonly all_claims: number;
  readonly columns: readonly { readonly column: string; readonly label: Texts; readonly decisions: number }[];
  /** By claim, in the order of the columns below. */
  readonly list: readonly Decision[];
}

interface Reader {
  readonly column: string;
  readonly printed: string | null;
  readonly isDecided: (claim: Row) => boolean;
  readonly valueOf: (claim: Row) => string | null;
}

const readers: readonly Reader[] = [
  {
    column: "date_text",
    printed: "date_text",
    isDecided: (claim) => claim["date_basis"] === "curated",
    valueOf: (claim) => textOf(claim, "date_edtf"),
  },
  {
    column: "as_of_text",
    printed: null,
    isDecided: (claim) => hasRule(claim, "date/curated") && (claim["date_basis"] !== "curated" || claim["date_edtf"] === null),
    valueOf: (claim) => boundsOf(textOf(claim, "as_of_earliest"), textOf(claim, "as_of_latest")),
  },
  {
    column: "place_text",
    printed: "place_text",
    isDecided: (claim) => claim["place_basis"] === "curated",
    valueOf: (claim) => textOf(claim, "place_id"),
  },
  {
    column: "count_text",
    printed: "count_text",
    isDecided: (claim) => hasRule(claim, "count/curated"),
    valueOf: (claim) => boundsOf(textOf(claim, "count_low"), textOf(claim, "count_high")),
  },
];

/** The decisions that the claims show. One on an as-of day leaves no trace where it shares its rule with one on the date, or says unknown. */
export function listDecisions(claims: readonly Row[]): Decision[] {
  return claims.flatMap((claim) =>
    readers
      .filter((reader) => reader.isDecided(claim))
      .map((reader) => ({
        claim_id: String(claim["claim_id"]),
        column: reader.column,
        as_printed: reader.printed === null ? null : textOf(claim, reader.printed),
        value: reader.valueOf(claim),
      })),
  );
}

/** The decisions of all claims, told together. */
export function describeDecisions(list: readonly Decision[], allClaims: number): Decisions {
  return {
    decisions: list.length,
    claims: new Set(list.map((decision) => decision.claim_id)).size,
    all_claims: allClaims,
    columns: readers.map(({ column }) => ({
      column,
      label: labelOf(columnOf(rawTables.extracts.columns, column)),
      decisions: list.filter((decision) => decision.column === column).length,
    })),
    list,
  };
}

function hasRule(claim: Row, rule: string): boolean {
  return (textOf(claim, "rules") ?? "").split(" ").includes(rule);
}

/** One value where both bounds are it, low..high else; null where neither is known. */
function boundsOf(low: string | null, high: string | null): string | null {
  if (low === null && high === null) return null;
  return low === high ? low : `${low ?? ""}..${high ?? ""}`;
}

// What is added up of tables too long to hold, while their rows pass: all that pages and reports tell of them.
import type { Row } from "../schema.ts";
import type { ColumnTally } from "./tally.ts";

/** Numbers of tables of which only parts were held at a time. */
export interface Summed {
  /** The rows of each such table, and how often codes and empty cells stand in its columns. */
  readonly long: ReadonlyMap<string, { readonly length: number; readonly tallies: readonly ColumnTally[] }>;
  readonly estimates: EstimateSum;
  readonly decisions: readonly Decision[];
  readonly counters: readonly CounterCoverage[];
  readonly claimsOfSource: ReadonlyMap<string, number>;
}

/** What is told of all estimates. */
export interface EstimateSum {
  /** Whose claims all come from one source, or all from one counter. */
  readonly one_source: number;
  readonly one_counter: number;
  readonly high_unbounded: number;
  /** In which no number fits every claim that stands. */
  readonly inconsistent: number;
  /** The rows that the examples show, in the order of the table. */
  readonly shown: readonly Row[];
}

/** What one counter gave, over all documents that repeat it. */
export interface CounterCoverage {
  readonly counter_id: string;
  readonly name: Readonly<Record<"en" | "es", string>>;
  readonly kind: Readonly<Record<"en" | "es", string>>;
  readonly rank: number;
  readonly claims: number;
  readonly sources: number;
  readonly events: number;
  /** ISO days, both inclusive: the as-of day that rule r4 gives a claim; for one in no estimate its own, else the last of its publication. Null where none is known. */
  readonly first_day: string | null;
  readonly last_day: string | null;
  /** Its claims in estimates: those that stand, those that a later figure or a sum replaced, and those that repeat another. */
  readonly standing: number;
  readonly superseded: number;
  readonly repeats: number;
  /** Sums of its claims that stand in estimates. */
  readonly standing_sums: number;
}

/** One cell that a curator read. */
export interface Decision {
  readonly claim_id: string;
  /** The column of raw/lookups.csv. */
  readonly column: string;
  /** The words; null for those of an as-of day, which the tables leave out. */
  readonly as_printed: string | null;
  /** EDTF, a place_id, a number, or bounds as low..high; null where the decision is that it cannot be known. */
  readonly value: string | null;
}

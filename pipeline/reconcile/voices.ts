// What the rules of estimates compare: a claim, or a sum of claims, as the number that one counter gave as of one day.
import type { Claim } from "../model.ts";

/** What the rules ask of a claim. */
export type ComparedClaim = Pick<
  Claim,
  | "claim_id"
  | "source_id"
  | "event_id"
  | "measure"
  | "population"
  | "count_basis"
  | "counter_id"
  | "count_stated"
  | "count_low"
  | "count_high"
  | "count_qualifier"
  | "flag"
  | "as_of_latest"
  | "date_earliest"
  | "date_latest"
  | "date_edtf"
  | "date_role"
  | "actor_kind"
  | "attribution"
>;

/** One number by one counter. Bounds are inclusive, null where open; `asOf` is the ISO day up to which it counts. */
export interface Voice {
  /** A claim_id, or a derived_claim_id where `terms` is not empty. */
  readonly id: string;
  readonly source_id: string;
  readonly counter_id: string;
  /** 1 highest … 5 lowest on the ladder of counters. */
  readonly rank: number;
  readonly stated: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly asOf: string;
  readonly basis: "incident" | "increment" | "cumulative" | "subtotal";
  /** Whether the claim, or one that a sum adds, bears a flag: it stands like any other, and sets no best. */
  readonly flagged: boolean;
  /** The claims that a sum adds; empty for a claim as made. */
  readonly terms: readonly string[];
}

/** What a voice did for the estimate, beside setting one of its three numbers. */
export type Standing = "stands" | "superseded" | "repeats";

/** Claims of one event, measure, population and basis: the only ones that are compared (rule r1). */
export interface Group {
  readonly event_id: string;
  readonly measure: Claim["measure"];
  readonly population: NonNullable<Claim["population"]>;
  readonly count_basis: "incident" | "cumulative" | "subtotal";
  readonly voices: readonly Voice[];
}

/** A group with the voices that stand in it and the range they leave. */
export interface Settled {
  readonly group: Group;
  readonly standing: readonly Voice[];
  readonly low: number | null;
  readonly high: number | null;
  readonly highUnbounded: boolean;
}

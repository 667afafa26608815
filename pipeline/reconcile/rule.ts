// What a rule of estimates is: its name, what it says, what it is about, and a check of published rows.

import { estimateId, isStanding } from "../estimates.ts";
import { groupBy } from "../group-by.ts";
import type { Conflict, ConflictClaim, DerivedClaim, DerivedClaimTerm, Estimate, EstimateClaim, Event, Source } from "../model.ts";
import type { ComparedClaim } from "./voices.ts";

/** The published tables that the rules are checked against, as rows. */
export interface RuleTables {
  readonly claims: readonly ComparedClaim[];
  readonly events: readonly Event[];
  readonly sources: readonly Source[];
  readonly estimates: readonly Estimate[];
  readonly estimate_claims: readonly EstimateClaim[];
  readonly derived_claims: readonly DerivedClaim[];
  readonly derived_claim_terms: readonly DerivedClaimTerm[];
  readonly conflicts: readonly Conflict[];
  readonly conflict_claims: readonly ConflictClaim[];
}

/** One rule. `scope` says what it is about: a claim, an estimate, or the conflicts between claims. */
export interface EstimateRule {
  readonly id: `r${number}`;
  readonly scope: "claim" | "estimate" | "conflict";
  readonly name: { readonly en: string; readonly es: string };
  readonly description: { readonly en: string; readonly es: string };
  /** One sentence for each row of a release that goes against the rule; none where it holds. */
  readonly findViolations: (tables: RuleTables) => string[];
}

/** The rows of estimate_claims by the id of their estimate. Rule after rule asks it of the same rows, so that the answer is kept as long as these. */
export function partsByEstimate(rows: readonly EstimateClaim[]): ReadonlyMap<string, readonly EstimateClaim[]> {
  const known = knownParts.get(rows) ?? groupBy(rows, estimateId);
  knownParts.set(rows, known);
  return known;
}

const knownParts = new WeakMap<readonly EstimateClaim[], ReadonlyMap<string, readonly EstimateClaim[]>>();

/** One row for each claim or sum that stands in an estimate, whatever the number of its roles. */
export function standingParts(rows: readonly EstimateClaim[]): readonly EstimateClaim[] {
  const standing = rows.filter(isStanding);
  return standing.length < 2 ? standing : [...new Map(standing.map((row) => [row.claim_id, row])).values()];
}

// How one group of comparable claims becomes one published estimate, rule after rule.
import type { DerivedClaim, Estimate, EstimateClaim } from "../model.ts";
import { addIncrements } from "./r7-increments.ts";
import { rangeOf } from "./r8-range.ts";
import { type Best, chooseBest, sharedNumbers } from "./r9-best.ts";
import { findStanding } from "./standing.ts";
import type { Group, Settled, Standing, Voice } from "./voices.ts";

/** An estimate with the claims and sums it was made from. */
export interface MadeEstimate {
  readonly estimate: Omit<Estimate, "conflicts" | "ruleset">;
  readonly claims: readonly EstimateClaim[];
  readonly derived: readonly DerivedClaim[];
  readonly settled: Settled;
}

/** Applies r7, r3, r4, r8 and r9 to one group (r1). The order of its voices changes nothing. */
export function makeEstimate(group: Group): MadeEstimate {
  const sums = addIncrements(group);
  const voices = [...group.voices, ...sums];
  const standings = findStanding(voices);
  const standing = voices.filter((voice) => standings.get(voice.id) === "stands");
  const range = rangeOf(standing);
  const best = chooseBest(standing, range);
  const shared = sharedNumbers(standing);
  const key = { event_id: group.event_id, measure: group.measure, population: group.population, count_basis: group.count_basis };
  const estimate = {
    ...key,
    low: range.low,
    best: best.value,
    high: range.high,
    high_unbounded: range.highUnbounded,
    best_rule: best.rule,
    claims: group.voices.length,
    counters: new Set(group.voices.map((voice) => voice.counter_id)).size,
    sources: new Set(group.voices.map((voice) => voice.source_id)).size,
    consistent: shared.low <= shared.high,
    as_of_latest: standing.map((voice) => voice.asOf).reduce((a, b) => (a > b ? a : b), ""),
  };
  const claims = voices.flatMap((voice) =>
    rolesOf(voice, standings.get(voice.id) ?? "stands", range, best).map((role) => ({ ...key, ...rowOf(voice), role })),
  );
  return { estimate, claims, derived: sums.map((sum) => derivedOf(group, sum)), settled: { group, standing, ...range } };
}

function rolesOf(
  voice: Voice,
  standing: Standing,
  range: { low: number | null; high: number | null },
  best: Best,
): EstimateClaim["role"][] {
  if (standing !== "stands") return [standing];
  const roles: EstimateClaim["role"][] = [];
  if (voice.low !== null && voice.low === range.low) roles.push("sets_low");
  if (voice.high === null || voice.high === range.high) roles.push("sets_high");
  if (best.setBy.includes(voice.id)) roles.push("sets_best");
  return roles.length > 0 ? roles : ["considered"];
}

function rowOf(
  voice: Voice,
): Pick<
  EstimateClaim,
  "claim_id" | "derived" | "counter_id" | "rank" | "count_stated" | "count_low" | "count_high" | "as_of_latest" | "flagged"
> {
  return {
    claim_id: voice.id,
    derived: voice.terms.length > 0,
    counter_id: voice.counter_id,
    rank: voice.rank,
    count_stated: voice.stated,
    count_low: voice.low,
    count_high: voice.high,
    as_of_latest: voice.asOf,
    flagged: voice.flagged,
  };
}

function derivedOf(group: Group, sum: Voice): DerivedClaim {
  return {
    derived_claim_id: sum.id,
    event_id: group.event_id,
    measure: group.measure,
    population: group.population,
    counter_id: sum.counter_id,
    count_stated: sum.stated,
    count_low: sum.low,
    count_high: sum.high,
    as_of_latest: sum.asOf,
    formula: sum.terms.join(" + "),
  };
}

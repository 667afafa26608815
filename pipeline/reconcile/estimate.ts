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

/** A group with its sums, all its voices, and what each of them did. */
interface SettledGroup {
  readonly settled: Settled;
  readonly sums: readonly Voice[];
  readonly voices: readonly Voice[];
  readonly standings: ReadonlyMap<string, Standing>;
}

/** Applies r7, r3, r4 and r8 to one group (r1): what stands in it, and the range that leaves. The order of its voices changes nothing. */
export function settle(group: Group): SettledGroup {
  const sums = addIncrements(group);
  const voices = sums.length === 0 ? group.voices : [...group.voices, ...sums];
  const standings = findStanding(voices);
  const standing = voices.filter((voice) => standings.get(voice.id) === "stands");
  const { low, high, highUnbounded } = rangeOf(standing);
  return { settled: { group, standing, low, high, highUnbounded }, sums, voices, standings };
}

/** Applies r7, r3, r4, r8 and r9 to one group (r1). The order of its voices changes nothing. */
export function makeEstimate(group: Group): MadeEstimate {
  const { settled, sums, voices, standings } = settle(group);
  const { standing } = settled;
  const best = chooseBest(standing, settled);
  const shared = sharedNumbers(standing);
  const estimate = {
    event_id: group.event_id,
    measure: group.measure,
    population: group.population,
    count_basis: group.count_basis,
    low: settled.low,
    best: best.value,
    high: settled.high,
    high_unbounded: settled.highUnbounded,
    best_rule: best.rule,
    claims: group.voices.length,
    counters: new Set(group.voices.map((voice) => voice.counter_id)).size,
    sources: new Set(group.voices.map((voice) => voice.source_id)).size,
    consistent: shared.low <= shared.high,
    as_of_latest: standing.reduce((latest, voice) => (latest > voice.asOf ? latest : voice.asOf), ""),
  };
  const claims = voices.flatMap((voice) =>
    rolesOf(voice, standings.get(voice.id) ?? "stands", settled, best).map((role) => partOf(group, voice, role)),
  );
  return { estimate, claims, derived: sums.map((sum) => derivedOf(group, sum)), settled };
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

function partOf(group: Group, voice: Voice, role: EstimateClaim["role"]): EstimateClaim {
  return {
    event_id: group.event_id,
    measure: group.measure,
    population: group.population,
    count_basis: group.count_basis,
    claim_id: voice.id,
    derived: voice.terms.length > 0,
    counter_id: voice.counter_id,
    rank: voice.rank,
    count_stated: voice.stated,
    count_low: voice.low,
    count_high: voice.high,
    as_of_latest: voice.asOf,
    flagged: voice.flagged,
    role,
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

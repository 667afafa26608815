// Rule r1: only claims of the same event, measure, population and basis are compared.
import { compareCodePoints } from "../finding.ts";
import type { Claim } from "../model.ts";
import { asOfDay, type Group, type Voice } from "./voices.ts";

/** What a claim's counter, source and event say about it. */
export interface Surroundings {
  readonly rankOf: (counter_id: string) => number;
  /** Latest day of publication of a source. */
  readonly publishedLatest: (source_id: string) => string;
  readonly isScope: (event_id: string) => boolean;
}

/**
 * Groups the claims that carry a number of people or things harmed. The toll of an event is its basis `incident`, the
 * running totals of a scope are `cumulative`, parts of either are `subtotal`; increments stand with the toll they add to.
 */
export function groupComparable(claims: readonly Claim[], around: Surroundings): Group[] {
  const groups = new Map<string, { group: Omit<Group, "voices">; voices: Voice[] }>();
  for (const claim of claims) {
    const { measure, population, count_basis, counter_id, event_id } = claim;
    if (measure === "occurrence" || population === null || count_basis === null || counter_id === null) continue;
    const basis = count_basis === "subtotal" ? "subtotal" : around.isScope(event_id) ? "cumulative" : "incident";
    const key = [event_id, measure, population, basis].join("\u0000");
    const entry = groups.get(key) ?? { group: { event_id, measure, population, count_basis: basis }, voices: [] };
    entry.voices.push({
      id: claim.claim_id,
      source_id: claim.source_id,
      counter_id,
      rank: around.rankOf(counter_id),
      stated: claim.count_stated,
      low: claim.count_low,
      high: claim.count_high,
      asOf: asOfDay(claim, around.publishedLatest(claim.source_id)),
      basis: count_basis,
      terms: [],
    });
    groups.set(key, entry);
  }
  return [...groups.keys()].sort(compareCodePoints).flatMap((key) => {
    const entry = groups.get(key);
    return entry ? [{ ...entry.group, voices: entry.voices.toSorted((a, b) => compareCodePoints(a.id, b.id)) }] : [];
  });
}

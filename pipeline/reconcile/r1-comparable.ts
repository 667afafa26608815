// Rule r1: only claims of the same event, measure, population and basis are compared.

import { estimateId } from "../estimates.ts";
import { compareCodePoints } from "../finding.ts";
import { asOfDay } from "./r4-later-figure.ts";
import type { EstimateRule } from "./rule.ts";
import type { ComparedClaim, Group, Voice } from "./voices.ts";

/** What a claim's counter, source and event say about it. */
export interface Surroundings {
  readonly rankOf: (counter_id: string) => number;
  /** Latest day of publication of a source. */
  readonly publishedLatest: (source_id: string) => string;
  readonly isScope: (event_id: string) => boolean;
}

type CountedClaim = ComparedClaim & {
  readonly population: NonNullable<ComparedClaim["population"]>;
  readonly count_basis: NonNullable<ComparedClaim["count_basis"]>;
  readonly counter_id: string;
};

/** Whether a claim carries a number of people or things harmed. */
function isCounted(claim: ComparedClaim): claim is CountedClaim {
  return claim.measure !== "occurrence" && claim.population !== null && claim.count_basis !== null && claim.counter_id !== null;
}

/** The toll of an event is its basis `incident`, the totals of a scope are `cumulative`, parts of either are `subtotal`. */
function basisOf(claim: CountedClaim, isScope: boolean): Group["count_basis"] {
  if (claim.count_basis === "subtotal") return "subtotal";
  return isScope ? "cumulative" : "incident";
}

/** Groups the claims that carry a number of people or things harmed. Increments stand with the toll they add to. */
export function groupComparable(claims: readonly ComparedClaim[], around: Surroundings): Group[] {
  const groups = new Map<string, { group: Omit<Group, "voices">; voices: Voice[] }>();
  for (const claim of claims) {
    if (!isCounted(claim)) continue;
    const { event_id, measure, population } = claim;
    const group = { event_id, measure, population, count_basis: basisOf(claim, around.isScope(event_id)) };
    const key = estimateId(group);
    const known = groups.get(key);
    if (known) known.voices.push(toVoice(claim, around));
    else groups.set(key, { group, voices: [toVoice(claim, around)] });
  }
  return [...groups.keys()].sort(compareCodePoints).flatMap((key) => {
    const entry = groups.get(key);
    return entry ? [{ ...entry.group, voices: entry.voices.toSorted((a, b) => compareCodePoints(a.id, b.id)) }] : [];
  });
}

function toVoice(claim: CountedClaim, around: Surroundings): Voice {
  return {
    id: claim.claim_id,
    source_id: claim.source_id,
    counter_id: claim.counter_id,
    rank: around.rankOf(claim.counter_id),
    stated: claim.count_stated,
    low: claim.count_low,
    high: claim.count_high,
    asOf: asOfDay(claim, around.publishedLatest(claim.source_id)),
    basis: claim.count_basis,
    flagged: Boolean(claim.flag),
    terms: [],
  };
}

export const comparable: EstimateRule = {
  id: "r1",
  scope: "estimate",
  name: { en: "Comparable claims", es: "Afirmaciones comparables" },
  description: {
    en: "Only claims of the same event, measure, population and basis are compared.",
    es: "Solo se comparan afirmaciones del mismo hecho, medida, población y base.",
  },
  findViolations: ({ claims, events, estimate_claims }) => {
    const claimOf = new Map(claims.map((claim) => [claim.claim_id, claim]));
    const scopes = new Set(events.filter((event) => event.kind === "scope").map((event) => event.event_id));
    return estimate_claims.flatMap((part) => {
      const claim = claimOf.get(part.claim_id);
      if (part.derived) return [];
      if (claim !== undefined && isCounted(claim)) {
        const own = { ...claim, count_basis: basisOf(claim, scopes.has(claim.event_id)) };
        if (estimateId(own) === estimateId(part)) return [];
      }
      return [`${part.claim_id} is compared in ${estimateId(part)}, which is not its own event, measure, population and basis`];
    });
  },
};

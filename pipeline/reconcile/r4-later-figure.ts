// Rule r4: a later figure of a counter takes the place of its earlier one.

import { estimateId } from "../estimates.ts";
import { type EstimateRule, partsByEstimate, standingParts } from "./rule.ts";
import type { ComparedClaim, Voice } from "./voices.ts";

/**
 * The day up to which a claim counts: the as-of day that is printed, or that a curator found; else, for an addition, the last
 * day of its date; else the last day of publication. The date of a toll or of a window is not that of the count.
 */
export function asOfDay(claim: ComparedClaim, published: string): string {
  const dated = claim.count_basis === "increment" ? claim.date_latest : null;
  return claim.as_of_latest ?? dated ?? published;
}

/** The latest as-of day of each counter. */
export function latestDays(voices: readonly Voice[]): Map<string, string> {
  const latest = new Map<string, string>();
  for (const { counter_id, asOf } of voices) {
    const known = latest.get(counter_id);
    if (known === undefined || asOf > known) latest.set(counter_id, asOf);
  }
  return latest;
}

export const laterFigure: EstimateRule = {
  id: "r4",
  scope: "estimate",
  name: { en: "Later figure", es: "Cifra posterior" },
  description: {
    en: "A later figure of the same counter supersedes its earlier one; both stay published. A claim counts up to its as-of day; if none is stated, an addition up to the last day of its date, and any other up to the last day of publication.",
    es: "Una cifra posterior del mismo contador supera a la anterior; ambas quedan publicadas. Una afirmación cuenta hasta su corte; si no consta, un agregado hasta el último día de su fecha, y cualquier otra hasta el último de la publicación.",
  },
  findViolations: ({ estimate_claims }) =>
    [...partsByEstimate(estimate_claims).values()].flatMap((parts) => {
      const standing = standingParts(parts);
      return standing.flatMap((part) => {
        const later = standing.find(
          (other) => other.counter_id === part.counter_id && (other.as_of_latest ?? "") > (part.as_of_latest ?? ""),
        );
        return later === undefined
          ? []
          : [`${part.claim_id} stands in ${estimateId(part)} beside the later ${later.claim_id} of the same counter`];
      });
    }),
};

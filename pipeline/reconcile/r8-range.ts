// Rule r8: the range of what was claimed, from the smallest lower to the largest upper bound among the voices that stand.
import { estimateId } from "../estimates.ts";
import { type EstimateRule, partsByEstimate, standingParts } from "./rule.ts";
import type { Voice } from "./voices.ts";

/** Bounds are inclusive; null where no voice gives one. `highUnbounded` is true where some voice leaves its upper bound open. */
export interface Range {
  readonly low: number | null;
  readonly high: number | null;
  readonly highUnbounded: boolean;
}

/** The range of the voices that stand. */
export function rangeOf(standing: readonly Pick<Voice, "low" | "high">[]): Range {
  const lows = standing.flatMap((voice) => (voice.low === null ? [] : [voice.low]));
  const highs = standing.flatMap((voice) => (voice.high === null ? [] : [voice.high]));
  return {
    low: lows.length > 0 ? lows.reduce((a, b) => Math.min(a, b)) : null,
    high: highs.length > 0 ? highs.reduce((a, b) => Math.max(a, b)) : null,
    highUnbounded: standing.some((voice) => voice.high === null),
  };
}

export const range: EstimateRule = {
  id: "r8",
  scope: "estimate",
  name: { en: "Range", es: "Rango" },
  description: {
    en: "Low is the smallest lower bound, high the largest upper bound among the claims that stand; an open one leaves high_unbounded true.",
    es: "Low es la menor cota inferior y high la mayor superior entre las afirmaciones vigentes; una abierta deja high_unbounded en verdadero.",
  },
  findViolations: ({ estimates, estimate_claims }) => {
    const parts = partsByEstimate(estimate_claims);
    return estimates.flatMap((estimate) => {
      const standing = standingParts(parts.get(estimateId(estimate)) ?? []);
      const said = rangeOf(standing.map((part) => ({ low: part.count_low, high: part.count_high })));
      const alike = said.low === estimate.low && said.high === estimate.high && said.highUnbounded === estimate.high_unbounded;
      return alike ? [] : [`${estimateId(estimate)} is not the range of the claims that stand`];
    });
  },
};

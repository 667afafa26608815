// Rule r9: a single number only where the claims agree on one, or one counter stands alone on the highest step.

import { estimateId } from "../estimates.ts";
import type { Estimate, EstimateClaim } from "../model.ts";
import type { Range } from "./r8-range.ts";
import { type EstimateRule, partsByEstimate, standingParts } from "./rule.ts";
import type { Voice } from "./voices.ts";

/** The number singled out, by which part of the rule, and whose it is; null with r9c. */
export interface Best {
  readonly value: number | null;
  readonly rule: "r9a" | "r9b" | "r9c";
  /** Ids of the voices that set it. */
  readonly setBy: readonly string[];
}

/** The whole numbers that fit every voice: from `low` to `high`, both inclusive; empty where low > high. */
export function sharedNumbers(standing: readonly Pick<Voice, "low" | "high">[]): { low: number; high: number } {
  return {
    low: standing.reduce((low, voice) => Math.max(low, voice.low ?? 0), 0),
    high: standing.reduce((high, voice) => Math.min(high, voice.high ?? Number.POSITIVE_INFINITY), Number.POSITIVE_INFINITY),
  };
}

/** "More than 120" states 120 and excludes it. */
function fitsItsWords(voice: Voice, number: number): boolean {
  return number >= (voice.low ?? 0) && number <= (voice.high ?? Number.POSITIVE_INFINITY);
}

/** Whether a number lies in the range of what was claimed. */
function isWithin(range: Range, number: number): boolean {
  return number >= (range.low ?? 0) && (range.highUnbounded || number <= (range.high ?? Number.POSITIVE_INFINITY));
}

const none: Best = { value: null, rule: "r9c", setBy: [] };

/** Never a mean, a median, a vote, nor a flagged figure. The order of the voices changes nothing. */
export function chooseBest(standing: readonly Voice[], range: Range): Best {
  const shared = sharedNumbers(standing);
  if (standing.length > 0 && shared.low === shared.high) {
    const setBy = standing.filter((voice) => !voice.flagged).map((voice) => voice.id);
    return setBy.length > 0 ? { value: shared.low, rule: "r9a", setBy } : none;
  }
  const top = standing.reduce((rank, voice) => Math.min(rank, voice.rank), Number.POSITIVE_INFINITY);
  const highest = standing.filter((voice) => voice.rank === top);
  const [alone] = highest;
  if (
    alone !== undefined &&
    highest.length === 1 &&
    !alone.flagged &&
    alone.stated !== null &&
    fitsItsWords(alone, alone.stated) &&
    isWithin(range, alone.stated)
  ) {
    return { value: alone.stated, rule: "r9b", setBy: [alone.id] };
  }
  return none;
}

export const best: EstimateRule = {
  id: "r9",
  scope: "estimate",
  name: { en: "Best", es: "Mejor" },
  description: {
    en: "(a) the one whole number that fits all; (b) else the number of the one counter alone on the highest step of the ladder, if its own words and the range allow that number; (c) else none. A flagged claim stands like any other, and sets no best.",
    es: "(a) el único número entero que cabe en todas; (b) si no, el del único contador en el peldaño más alto, si sus propias palabras y el rango admiten ese número; (c) si no, ninguno. Una afirmación marcada vale como cualquier otra, pero no fija el mejor.",
  },
  findViolations: ({ estimates, estimate_claims }) => {
    const parts = partsByEstimate(estimate_claims);
    return estimates.flatMap((estimate) => {
      const standing = standingParts(parts.get(estimateId(estimate)) ?? []);
      const setters = standing.filter((part) =>
        parts.get(estimateId(estimate))?.some((row) => row.claim_id === part.claim_id && row.role === "sets_best"),
      );
      const fault = faultOfBest(estimate, standing, setters);
      return fault === null ? [] : [`${estimateId(estimate)} ${fault}`];
    });
  },
};

type Part = Pick<EstimateClaim, "flagged" | "rank" | "count_stated" | "count_low" | "count_high">;

/** What is wrong with a published best, null where nothing is. */
function faultOfBest(estimate: Pick<Estimate, "best" | "best_rule">, standing: readonly Part[], setters: readonly Part[]): string | null {
  const shared = sharedNumbers(standing.map((part) => ({ low: part.count_low, high: part.count_high })));
  if (setters.some((part) => part.flagged)) return "has a best that a flagged claim sets";
  if (shared.low === shared.high && standing.some((part) => !part.flagged))
    return estimate.best_rule === "r9a" && estimate.best === shared.low ? null : "has one number that fits all, and another best";
  if (estimate.best === null) return estimate.best_rule === "r9c" && setters.length === 0 ? null : "has no best and names who set it";
  const [setter] = setters;
  if (estimate.best_rule !== "r9b" || setter === undefined || setters.length > 1) return "has a best that no counter alone sets";
  if (standing.some((part) => part !== setter && part.rank <= setter.rank)) return "has a best by a counter that is not alone on its step";
  return setter.count_stated === estimate.best ? null : "has a best that its counter does not state";
}

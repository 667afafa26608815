// Rule r9: a single number only where the claims agree on one, or one counter stands alone on the highest step.
import type { Range } from "./r8-range.ts";
import type { Voice } from "./voices.ts";

/** The number singled out, by which part of the rule, and whose it is; null with r9c. */
export interface Best {
  readonly value: number | null;
  readonly rule: "r9a" | "r9b" | "r9c";
  /** Ids of the voices that set it. */
  readonly setBy: readonly string[];
}

/** The whole numbers that fit every voice: from `low` to `high`, both inclusive; empty where low > high. */
export function sharedNumbers(standing: readonly Voice[]): { low: number; high: number } {
  return {
    low: Math.max(0, ...standing.map((voice) => voice.low ?? 0)),
    high: Math.min(Number.POSITIVE_INFINITY, ...standing.map((voice) => voice.high ?? Number.POSITIVE_INFINITY)),
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

/** Never a mean, a median or a vote. The order of the voices changes nothing. */
export function chooseBest(standing: readonly Voice[], range: Range): Best {
  const shared = sharedNumbers(standing);
  if (standing.length > 0 && shared.low === shared.high) {
    return { value: shared.low, rule: "r9a", setBy: standing.map((voice) => voice.id) };
  }
  const top = Math.min(...standing.map((voice) => voice.rank));
  const highest = standing.filter((voice) => voice.rank === top);
  const [alone] = highest;
  if (
    alone !== undefined &&
    highest.length === 1 &&
    alone.stated !== null &&
    fitsItsWords(alone, alone.stated) &&
    isWithin(range, alone.stated)
  ) {
    return { value: alone.stated, rule: "r9b", setBy: [alone.id] };
  }
  return { value: null, rule: "r9c", setBy: [] };
}

// Rule r8: the range of what was claimed, from the voices that stand.
import type { Voice } from "./voices.ts";

/** Inclusive bounds; null where no standing voice gives one. `highUnbounded` where one of them leaves the top open. */
export interface Range {
  readonly low: number | null;
  readonly high: number | null;
  readonly highUnbounded: boolean;
}

/** Smallest lower bound, largest upper bound. The order of the voices changes nothing. */
export function rangeOf(standing: readonly Voice[]): Range {
  const lows = standing.flatMap((voice) => (voice.low === null ? [] : [voice.low]));
  const highs = standing.flatMap((voice) => (voice.high === null ? [] : [voice.high]));
  return {
    low: lows.length > 0 ? Math.min(...lows) : null,
    high: highs.length > 0 ? Math.max(...highs) : null,
    highUnbounded: standing.some((voice) => voice.high === null),
  };
}

// The dated series: how each counter's total of a scope ran, one row a figure.

import { groupBy } from "../group-by.ts";
import type { RunningTotal } from "../model.ts";
import { figureOf } from "./r3-one-voice.ts";
import { highestBefore } from "./r5-falling-total.ts";
import type { Group } from "./voices.ts";

/** The running totals of one scope. A figure that several sources repeat is one row, that of its first claim by id. */
export function listRunningTotals(group: Group): RunningTotal[] {
  if (group.count_basis !== "cumulative") return [];
  const { event_id, measure, population } = group;
  return [...groupBy(group.voices, figureOf).values()].flatMap((same) => {
    const [voice] = same;
    if (voice === undefined) return [];
    const own = group.voices.filter((other) => other.counter_id === voice.counter_id);
    return {
      event_id,
      measure,
      population,
      counter_id: voice.counter_id,
      as_of_latest: voice.asOf,
      claim_id: voice.id,
      count_stated: voice.stated,
      count_low: voice.low,
      count_high: voice.high,
      claims: same.length,
      falls: highestBefore(voice, own) !== null,
    };
  });
}

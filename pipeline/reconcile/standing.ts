// Which voices stand: rules r3, r4 and r7 together.
import { compareCodePoints } from "../finding.ts";
import { figureOf } from "./r3-one-voice.ts";
import { latestDays } from "./r4-later-figure.ts";
import { findSummed } from "./r7-increments.ts";
import type { Standing, Voice } from "./voices.ts";

/**
 * Which voices stand. An increment, and a number that a sum starts from, is superseded by the sum (r7); of one counter only
 * the figures of its latest as-of day stand (r4); of equal figures of one counter and day the first by id stands and
 * the others repeat it (r3). A claim as made comes before a sum.
 */
export function findStanding(voices: readonly Voice[]): Map<string, Standing> {
  const summed = findSummed(voices);
  const latest = latestDays(voices.filter((voice) => !summed.has(voice.id)));
  const seen = new Set<string>();
  const ordered = voices.toSorted((a, b) => a.terms.length - b.terms.length || compareCodePoints(a.id, b.id));
  return new Map(
    ordered.map((voice): [string, Standing] => {
      if (summed.has(voice.id)) return [voice.id, "superseded"];
      const figure = figureOf(voice);
      if (seen.has(figure)) return [voice.id, "repeats"];
      seen.add(figure);
      return [voice.id, latest.get(voice.counter_id) === voice.asOf ? "stands" : "superseded"];
    }),
  );
}

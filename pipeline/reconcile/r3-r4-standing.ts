// Rules r3 and r4: one counter is one voice, and its later figure takes the place of its earlier one.
import { compareCodePoints } from "../finding.ts";
import type { Standing, Voice } from "./voices.ts";

/**
 * Which voices stand. An increment, and a number that a sum starts from, is superseded by the sum; of one counter only
 * the figures of its latest as-of day stand (r4); of equal figures of one counter and day the first by id stands and
 * the others repeat it (r3). A claim as made comes before a sum.
 */
export function findStanding(voices: readonly Voice[]): Map<string, Standing> {
  const summed = new Set(voices.flatMap((voice) => voice.terms));
  const latest = new Map<string, string>();
  for (const voice of voices) {
    if (summed.has(voice.id)) continue;
    const known = latest.get(voice.counter_id);
    if (known === undefined || voice.asOf > known) latest.set(voice.counter_id, voice.asOf);
  }
  const seen = new Set<string>();
  const ordered = voices.toSorted((a, b) => a.terms.length - b.terms.length || compareCodePoints(a.id, b.id));
  return new Map(ordered.map((voice) => [voice.id, standingOf(voice, summed, latest, seen)]));
}

function standingOf(voice: Voice, summed: ReadonlySet<string>, latest: ReadonlyMap<string, string>, seen: Set<string>): Standing {
  const figure = [voice.counter_id, voice.asOf, voice.stated, voice.low, voice.high].join(" ");
  if (seen.has(figure)) return "repeats";
  seen.add(figure);
  return summed.has(voice.id) || latest.get(voice.counter_id) !== voice.asOf ? "superseded" : "stands";
}

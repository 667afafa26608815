// Rules r3 and r4: one counter is one voice, and its later figure takes the place of its earlier one.
import { compareCodePoints } from "../finding.ts";
import type { Standing, Voice } from "./voices.ts";

/**
 * Which voices stand. An increment, and a number that a sum starts from, is superseded by the sum; of one counter only
 * the figures of its latest as-of day stand (r4); of equal figures of one counter and day the first by id stands and
 * the others repeat it (r3). A claim as made comes before a sum.
 */
export function findStanding(voices: readonly Voice[]): Map<string, Standing> {
  const summed = findSummed(voices);
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

/** What a sum contains: the claims it adds, and the shorter sums of the same speaker. */
function findSummed(voices: readonly Voice[]): Set<string> {
  const sums = voices.filter((voice) => voice.terms.length > 0);
  const inside = sums.filter((sum) => sums.some((other) => other.terms.length > sum.terms.length && other.terms[0] === sum.terms[0]));
  return new Set([...sums.flatMap((sum) => sum.terms), ...inside.map((sum) => sum.id)]);
}

function standingOf(voice: Voice, summed: ReadonlySet<string>, latest: ReadonlyMap<string, string>, seen: Set<string>): Standing {
  if (summed.has(voice.id)) return "superseded";
  const figure = [voice.counter_id, voice.asOf, voice.stated, voice.low, voice.high].join(" ");
  if (seen.has(figure)) return "repeats";
  seen.add(figure);
  return latest.get(voice.counter_id) === voice.asOf ? "stands" : "superseded";
}

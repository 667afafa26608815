// Rules r5, r6, r13, r14: where claims disagree. Each check names the claims; none decides who is right.
import { compareCodePoints } from "../finding.ts";
import type { Claim, Conflict } from "../model.ts";
import { foldText } from "../normalize/words.ts";
import { sharedNumbers } from "./r9-best.ts";
import type { Group, Voice } from "./voices.ts";

/** A conflict with the claims it is between. */
export interface FoundConflict {
  readonly conflict: Conflict;
  readonly claimIds: readonly string[];
}

/** A group with the voices that stand in it and the range they leave. */
export interface Settled {
  readonly group: Group;
  readonly standing: readonly Voice[];
  readonly low: number | null;
  readonly high: number | null;
  readonly highUnbounded: boolean;
}

function found(
  kind: Conflict["kind"],
  subject: Pick<Conflict, "event_id" | "measure" | "population">,
  suffix: string | null,
  detail: string,
  claimIds: readonly string[],
): FoundConflict {
  const conflict_id = [
    kind,
    subject.event_id,
    subject.measure ?? "any",
    subject.population ?? "any",
    ...(suffix === null ? [] : [suffix]),
  ].join(".");
  const sorted = [...new Set(claimIds)].sort(compareCodePoints);
  const short = detail.length > 400 ? `${detail.slice(0, 399)}…` : detail;
  return { conflict: { conflict_id, kind, ...subject, detail: short, resolution: "open", note: null }, claimIds: sorted };
}

const subjectOf = (group: Group): Pick<Conflict, "event_id" | "measure" | "population"> => ({
  event_id: group.event_id,
  measure: group.measure,
  population: group.population,
});
const termsOf = (voice: Voice): readonly string[] => (voice.terms.length > 0 ? voice.terms : [voice.id]);
const sayBounds = (voice: Voice): string =>
  voice.low !== null && voice.low === voice.high ? `${voice.low}` : `${voice.low ?? "?"}–${voice.high ?? "?"}`;
const say = (voice: Voice): string => `${voice.counter_id} ${sayBounds(voice)} (up to ${voice.asOf})`;

/** value: no whole number fits every voice that stands (r13). */
export function findValueConflict({ group, standing }: Settled): FoundConflict[] {
  const shared = sharedNumbers(standing);
  if (standing.length < 2 || shared.low <= shared.high) return [];
  const basis = group.count_basis === "subtotal" ? "subtotal" : null;
  return [found("value", subjectOf(group), basis, standing.map(say).join(" against "), standing.flatMap(termsOf))];
}

/** falling_total: a later total of one counter is below its earlier one (r5). */
export function findFallingTotals(group: Group): FoundConflict[] {
  const totals = group.voices.filter((voice) => voice.basis === "cumulative");
  return [...new Set(totals.map((voice) => voice.counter_id))].flatMap((counter) => {
    const own = totals
      .filter((voice) => voice.counter_id === counter)
      .toSorted((a, b) => compareCodePoints(a.asOf, b.asOf) || compareCodePoints(a.id, b.id));
    const falls = own.flatMap((voice) => {
      const before = own.filter((other) => other.asOf < voice.asOf && other.low !== null && voice.high !== null && other.low > voice.high);
      const highest = before.toSorted((a, b) => (b.low ?? 0) - (a.low ?? 0))[0];
      return highest === undefined ? [] : [[highest, voice] as const];
    });
    if (falls.length === 0) return [];
    const detail = falls.map(([before, voice]) => `${say(before)}, later ${say(voice)}`).join("; ");
    return [found("falling_total", subjectOf(group), counter, detail, falls.flat().flatMap(termsOf))];
  });
}

/** part_total: the events below a scope add up to more than every stated total of the scope (r6). */
export function findPartTotals(settled: readonly Settled[], isBelow: (event_id: string, scope_id: string) => boolean): FoundConflict[] {
  return settled.flatMap(({ group, standing, high, highUnbounded }) => {
    if (group.count_basis !== "cumulative" || high === null || highUnbounded) return [];
    const parts = settled.filter(
      (part) =>
        part.group.count_basis === "incident" &&
        part.group.measure === group.measure &&
        part.group.population === group.population &&
        isBelow(part.group.event_id, group.event_id),
    );
    const sum = parts.reduce((total, part) => total + (part.low ?? 0), 0);
    if (sum <= high) return [];
    const detail = `${parts.map((part) => `${part.group.event_id} ${part.low ?? 0}`).join(" + ")} = ${sum}, above the total ${high}`;
    return [found("part_total", subjectOf(group), null, detail, [...parts.flatMap((part) => part.standing), ...standing].flatMap(termsOf))];
  });
}

/** attribution: different speakers name different authors of the same harm to the same people of one event (r14). */
export function findAttributions(claims: readonly Claim[]): FoundConflict[] {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    if (claim.actor_text === null || claim.population === null || claim.measure === "occurrence") continue;
    const key = [claim.event_id, claim.measure, claim.population].join("\u0000");
    const group = groups.get(key);
    if (group) group.push(claim);
    else groups.set(key, [claim]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const actors = new Set(group.map((claim) => foldText(claim.actor_text ?? "")));
    const speakers = new Set(group.map((claim) => `${claim.source_id} ${foldText(claim.speaker_text ?? "")}`));
    if (first === undefined || actors.size < 2 || speakers.size < 2) return [];
    const subject = { event_id: first.event_id, measure: first.measure, population: first.population };
    const detail = group.map((claim) => `${claim.speaker_text ?? claim.source_id}: “${claim.actor_text}”`).join(" against ");
    return [
      found(
        "attribution",
        subject,
        null,
        detail,
        group.map((claim) => claim.claim_id),
      ),
    ];
  });
}

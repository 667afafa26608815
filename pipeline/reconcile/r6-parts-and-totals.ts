// Rule r6: parts are compared with the totals that are stated for the whole.

import { estimateId } from "../estimates.ts";
import { type FoundConflict, makeConflict, sayVoice, termsOf } from "./conflict.ts";
import { type EstimateRule, partsByEstimate, standingParts } from "./rule.ts";
import type { Group, Settled, Voice } from "./voices.ts";

/** What the rule asks of the events: which lie below which, and which are one happening each, so that their tolls may be added. */
export interface EventTree {
  readonly isBelow: (event_id: string, scope_id: string) => boolean;
  readonly isIncident: (event_id: string) => boolean;
}

/** What one counter says of one part: its figures that stand, and the smallest of their lower bounds. */
interface Part {
  readonly group: Group;
  readonly voices: readonly Voice[];
  readonly low: number;
}

const sameKind = (a: Group, b: Group): boolean => a.measure === b.measure && a.population === b.population;
const sumOf = (parts: readonly Part[]): number => parts.reduce((sum, part) => sum + part.low, 0);

/**
 * part_total: the incidents below a scope add up to more than its stated totals; or what one counter says of parts is more
 * than its own total, be it one part alone or its incidents together. A part counted later than the total may well be more.
 */
export function findPartTotals(settled: readonly Settled[], tree: EventTree): FoundConflict[] {
  return settled.flatMap((whole) => [...againstAll(whole, settled, tree), ...againstOwn(whole, settled, tree)]);
}

/** The smallest claims about each incident together exceed the largest claim about the scope. */
function againstAll({ group, standing, high, highUnbounded }: Settled, settled: readonly Settled[], tree: EventTree): FoundConflict[] {
  if (group.count_basis !== "cumulative" || high === null || highUnbounded) return [];
  const parts = incidentsBelow(group, settled, tree);
  const sum = parts.reduce((total, part) => total + (part.low ?? 0), 0);
  if (sum <= high) return [];
  const detail = `${parts.map((part) => `${part.group.event_id} ${part.low ?? 0}`).join(" + ")} = ${sum}, above the total ${high}`;
  return [makeConflict("part_total", group, null, detail, [...parts.flatMap((part) => part.standing), ...standing].flatMap(termsOf))];
}

/** What one counter says of parts exceeds its own total. */
function againstOwn({ group, standing }: Settled, settled: readonly Settled[], tree: EventTree): FoundConflict[] {
  if (group.count_basis === "subtotal") return [];
  const found = standing.flatMap((total) => {
    const limit = total.high;
    if (limit === null) return [];
    const incidents = partsBy(total, incidentsBelow(group, settled, tree));
    const together = incidents.length > 1 && sumOf(incidents) > limit ? [incidents] : [];
    const others = settled.filter((other) => isPart(other.group, group, tree));
    const alone = partsBy(total, others).filter((part) => part.low > limit);
    return [...together, ...alone.map((part) => [part])].map((parts) => tellParts(group, total, parts));
  });
  // Two totals of one counter that stand may be exceeded by the same part: one conflict, told of the first.
  return [...new Map(found.toReversed().map((each) => [each.conflict.conflict_id, each])).values()];
}

/** The parts that the counter of a total speaks of, as of its day or before. */
function partsBy(total: Voice, others: readonly Settled[]): Part[] {
  return others.flatMap(({ group, standing }) => {
    const voices = standing.filter((voice) => voice.counter_id === total.counter_id && voice.asOf <= total.asOf);
    if (voices.length === 0) return [];
    return [{ group, voices, low: voices.reduce((low, voice) => Math.min(low, voice.low ?? 0), Number.POSITIVE_INFINITY) }];
  });
}

function tellParts(group: Group, total: Voice, parts: readonly Part[]): FoundConflict {
  const said = parts.map((part) => `${part.group.event_id} ${part.low}`).join(" + ");
  const sum = parts.length > 1 ? ` = ${sumOf(parts)}` : "";
  const [only] = parts.length === 1 ? parts : [];
  const names = only === undefined ? [] : [only.group.event_id, ...(only.group.count_basis === "subtotal" ? ["subtotal"] : [])];
  const claims = [...parts.flatMap((part) => part.voices), total].flatMap(termsOf);
  return makeConflict("part_total", group, [total.counter_id, ...names].join("."), `${said}${sum}, above ${sayVoice(total)}`, claims);
}

function incidentsBelow(whole: Group, settled: readonly Settled[], tree: EventTree): Settled[] {
  if (whole.count_basis !== "cumulative") return [];
  return settled.filter(
    ({ group }) =>
      group.count_basis === "incident" &&
      sameKind(group, whole) &&
      tree.isIncident(group.event_id) &&
      tree.isBelow(group.event_id, whole.event_id),
  );
}

/** A subtotal of the same event, or the toll or total of an event below. */
function isPart(part: Group, whole: Group, tree: EventTree): boolean {
  if (!sameKind(part, whole)) return false;
  return part.count_basis === "subtotal" ? part.event_id === whole.event_id : tree.isBelow(part.event_id, whole.event_id);
}

export const partsAndTotals: EstimateRule = {
  id: "r6",
  scope: "conflict",
  name: { en: "Parts and totals", es: "Partes y totales" },
  description: {
    en: "Parts are compared with stated totals: incidents below a scope with its totals, and what one counter says of a part with its own total. Parts that exceed a total are a conflict.",
    es: "Las partes se comparan con los totales dichos: los hechos bajo un ámbito con sus totales, y lo que un contador dice de una parte con su propio total. Si lo superan hay conflicto.",
  },
  findViolations: ({ estimate_claims, conflicts }) => {
    const told = new Set(
      conflicts.filter((conflict) => conflict.kind === "part_total").map(({ event_id, measure }) => `${event_id} ${measure}`),
    );
    const groups = [...partsByEstimate(estimate_claims).values()].map(standingParts);
    return groups.flat().flatMap((part) => {
      if (part.count_basis !== "subtotal") return [];
      const total = groups
        .flat()
        .find(
          (other) =>
            other.count_basis !== "subtotal" &&
            other.event_id === part.event_id &&
            other.measure === part.measure &&
            other.population === part.population &&
            other.counter_id === part.counter_id &&
            (other.as_of_latest ?? "") >= (part.as_of_latest ?? "") &&
            other.count_high !== null &&
            (part.count_low ?? 0) > other.count_high,
        );
      if (total === undefined || told.has(`${part.event_id} ${part.measure}`)) return [];
      return [`${part.claim_id} in ${estimateId(part)} is above the total of its own counter, ${total.claim_id}, without a conflict`];
    });
  },
};

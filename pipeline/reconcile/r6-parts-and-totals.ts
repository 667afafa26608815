// Rule r6: parts are compared with the totals that are stated for the whole.

import { estimateId } from "../estimates.ts";
import { type FoundConflict, makeConflict, sayVoice, termsOf } from "./conflict.ts";
import { type EstimateRule, partsByEstimate, standingParts } from "./rule.ts";
import type { Group, Settled, Voice } from "./voices.ts";

/** What the rule asks of the events: which lie above one, nearest first, and which are one happening each, so that their tolls may be added. */
export interface EventTree {
  readonly ancestorsOf: (event_id: string) => readonly string[];
  readonly isIncident: (event_id: string) => boolean;
}

/** What one counter says of one part: its figures that stand, and the smallest of their lower bounds. */
interface Part {
  readonly group: Group;
  readonly voices: readonly Voice[];
  readonly low: number;
}

const sumOf = (parts: readonly Part[]): number => parts.reduce((sum, part) => sum + part.low, 0);

/**
 * part_total: the incidents below a scope add up to more than its stated totals; or what one counter says of parts is more
 * than its own total, be it one part alone or its incidents together. A part counted later than the total may well be more.
 */
export function findPartTotals(settled: readonly Settled[], tree: EventTree): FoundConflict[] {
  const parts = groupParts(settled, tree);
  return settled.flatMap((whole) => {
    const own = parts.get(kindOf(whole.group.event_id, whole.group)) ?? [];
    return [...againstAll(whole, own, tree), ...againstOwn(whole, own, tree)];
  });
}

const kindOf = (event_id: string, { measure, population }: Group): string => `${event_id} ${measure} ${population}`;

/** What may be a part of a whole, by its event, measure and population: the subtotals of the event, and all of the events below. */
function groupParts(settled: readonly Settled[], tree: EventTree): Map<string, Settled[]> {
  const parts = new Map<string, Settled[]>();
  for (const each of settled) {
    const { group } = each;
    const wholes = [...(group.count_basis === "subtotal" ? [group.event_id] : []), ...tree.ancestorsOf(group.event_id)];
    for (const whole of wholes) {
      const known = parts.get(kindOf(whole, group));
      if (known) known.push(each);
      else parts.set(kindOf(whole, group), [each]);
    }
  }
  return parts;
}

/** The smallest claims about each incident together exceed the largest claim about the scope. */
function againstAll({ group, standing, high, highUnbounded }: Settled, own: readonly Settled[], tree: EventTree): FoundConflict[] {
  if (group.count_basis !== "cumulative" || high === null || highUnbounded) return [];
  const parts = incidentsBelow(group, own, tree);
  const sum = parts.reduce((total, part) => total + (part.low ?? 0), 0);
  if (sum <= high) return [];
  const detail = `${parts.map((part) => `${part.group.event_id} ${part.low ?? 0}`).join(" + ")} = ${sum}, above the total ${high}`;
  return [makeConflict("part_total", group, null, detail, [...parts.flatMap((part) => part.standing), ...standing].flatMap(termsOf))];
}

/** What one counter says of parts exceeds its own total. */
function againstOwn({ group, standing }: Settled, own: readonly Settled[], tree: EventTree): FoundConflict[] {
  if (group.count_basis === "subtotal") return [];
  const found = standing.flatMap((total) => {
    const limit = total.high;
    if (limit === null) return [];
    const incidents = partsBy(total, incidentsBelow(group, own, tree));
    const together = incidents.length > 1 && sumOf(incidents) > limit ? [incidents] : [];
    const others = own.filter((part) => isPart(part.group, group));
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

function incidentsBelow(whole: Group, own: readonly Settled[], tree: EventTree): Settled[] {
  if (whole.count_basis !== "cumulative") return [];
  return own.filter(({ group }) => group.count_basis === "incident" && tree.isIncident(group.event_id));
}

/** Of what may be a part, a subtotal belongs to its own event, and a toll or total to those above. */
function isPart(part: Group, whole: Group): boolean {
  return (part.count_basis === "subtotal") === (part.event_id === whole.event_id);
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

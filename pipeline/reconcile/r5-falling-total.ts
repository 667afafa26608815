// Rule r5: a total that falls is a conflict.

import { estimateId } from "../estimates.ts";
import { compareCodePoints } from "../finding.ts";
import { type FoundConflict, makeConflict, sayVoice, termsOf } from "./conflict.ts";
import { type EstimateRule, partsByEstimate } from "./rule.ts";
import type { Group, Voice } from "./voices.ts";

type Dated = Pick<Voice, "asOf" | "low" | "high">;

/** Whether `later` is a later figure that cannot hold the earlier one. */
const fallsBelow = (later: Dated, earlier: Dated): boolean =>
  earlier.asOf < later.asOf && earlier.low !== null && later.high !== null && earlier.low > later.high;

/** The earlier figure of the same counter that a figure falls below; of several the highest, null where there is none. */
export function highestBefore<Figure extends Dated>(figure: Figure, own: readonly Figure[]): Figure | null {
  const before = own.filter((other) => fallsBelow(figure, other));
  return before.toSorted((a, b) => (b.low ?? 0) - (a.low ?? 0))[0] ?? null;
}

/** falling_total: a later total of one counter is below its earlier one. Parts and additions are not totals. */
export function findFallingTotals(group: Group): FoundConflict[] {
  const totals = group.count_basis === "subtotal" ? [] : group.voices.filter((voice) => voice.basis !== "increment");
  return [...new Set(totals.map((voice) => voice.counter_id))].sort(compareCodePoints).flatMap((counter) => {
    const own = totals
      .filter((voice) => voice.counter_id === counter)
      .toSorted((a, b) => compareCodePoints(a.asOf, b.asOf) || compareCodePoints(a.id, b.id));
    const falls = own.flatMap((voice) => {
      const before = highestBefore(voice, own);
      return before === null ? [] : [[before, voice] as const];
    });
    if (falls.length === 0) return [];
    const detail = falls.map(([before, voice]) => `${sayVoice(before)}, later ${sayVoice(voice)}`).join("; ");
    return [makeConflict("falling_total", group, counter, detail, falls.flat().flatMap(termsOf))];
  });
}

export const fallingTotal: EstimateRule = {
  id: "r5",
  scope: "conflict",
  name: { en: "Falling total", es: "Total que baja" },
  description: {
    en: "A total of one counter that falls is a conflict, whether it is a running total or the toll of one event.",
    es: "Un total de un contador que baja es un conflicto, sea un total acumulado o el saldo de un hecho.",
  },
  findViolations: ({ claims, estimate_claims, conflicts }) => {
    const basisOf = new Map(claims.map((claim) => [claim.claim_id, claim.count_basis]));
    const told = new Set(conflicts.map((conflict) => conflict.conflict_id));
    return [...partsByEstimate(estimate_claims).values()].flatMap((parts) => {
      const totals = parts.filter((part) => !part.derived && part.count_basis !== "subtotal" && basisOf.get(part.claim_id) !== "increment");
      const figures = totals.map((part) => ({ part, asOf: part.as_of_latest ?? "", low: part.count_low, high: part.count_high }));
      return figures.flatMap((figure) => {
        const { counter_id, event_id, measure, population } = figure.part;
        const own = figures.filter((other) => other.part.counter_id === counter_id);
        const id = ["falling_total", event_id, measure, population, counter_id].join(".");
        if (highestBefore(figure, own) === null || told.has(id)) return [];
        return [`${figure.part.claim_id} is below an earlier figure of ${counter_id} in ${estimateId(figure.part)} without a conflict`];
      });
    });
  },
};

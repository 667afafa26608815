// Rule r3: one counter is one voice: its figure for one day counts once, however many sources repeat it.
import { estimateId } from "../estimates.ts";
import { type EstimateRule, partsByEstimate, standingParts } from "./rule.ts";
import type { Voice } from "./voices.ts";

/** Equal for two voices exactly where one repeats the other. */
export const figureOf = (voice: Pick<Voice, "counter_id" | "asOf" | "stated" | "low" | "high">): string =>
  [voice.counter_id, voice.asOf, voice.stated, voice.low, voice.high].join(" ");

export const oneVoice: EstimateRule = {
  id: "r3",
  scope: "estimate",
  name: { en: "One counter, one voice", es: "Un contador, una voz" },
  description: {
    en: "The same counter at the same as-of day counts once, however many sources repeat it.",
    es: "El mismo contador al mismo corte cuenta una vez, por muchas fuentes que lo repitan.",
  },
  findViolations: ({ estimate_claims }) =>
    [...partsByEstimate(estimate_claims).values()].flatMap((parts) => {
      const seen = new Map<string, string>();
      return standingParts(parts).flatMap((part) => {
        const { counter_id, count_stated: stated, count_low: low, count_high: high } = part;
        const figure = figureOf({ counter_id, stated, low, high, asOf: part.as_of_latest ?? "" });
        const first = seen.get(figure);
        seen.set(figure, first ?? part.claim_id);
        return first === undefined ? [] : [`${part.claim_id} stands beside ${first} in ${estimateId(part)} and repeats it`];
      });
    }),
};

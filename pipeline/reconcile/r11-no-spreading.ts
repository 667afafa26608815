// Rule r11: a total is never spread over days or places: it enters one estimate, whole.
import type { EstimateRule } from "./rule.ts";

export const noSpreading: EstimateRule = {
  id: "r11",
  scope: "estimate",
  name: { en: "No spreading", es: "Sin reparto" },
  description: {
    en: "Totals are never spread over days or places.",
    es: "Los totales nunca se reparten entre días o lugares.",
  },
  findViolations: ({ claims, estimate_claims }) => {
    const claimOf = new Map(claims.map((claim) => [claim.claim_id, claim]));
    const eventOf = new Map<string, string>();
    return estimate_claims.flatMap((part) => {
      const claim = claimOf.get(part.claim_id);
      if (part.derived || claim === undefined) return [];
      const first = eventOf.get(part.claim_id) ?? part.event_id;
      eventOf.set(part.claim_id, first);
      if (first !== part.event_id) return [`${part.claim_id} enters the estimates of ${first} and of ${part.event_id}`];
      const whole = claim.count_stated === part.count_stated && claim.count_low === part.count_low && claim.count_high === part.count_high;
      return whole ? [] : [`${part.claim_id} enters the estimate of ${part.event_id} with another number than it states`];
    });
  },
};

// Rule r10: the toll of an event counts the people hurt in it, whenever they died.
import type { EstimateRule } from "./rule.ts";

export const toll: EstimateRule = {
  id: "r10",
  scope: "estimate",
  name: { en: "Toll of an event", es: "Saldo de un hecho" },
  description: {
    en: "The toll counts the people hurt in the event, whenever they died.",
    es: "El saldo cuenta a quienes fueron afectados en el hecho, murieran cuando murieran.",
  },
  findViolations: ({ claims, estimate_claims }) => {
    const placed = new Set(estimate_claims.map((part) => `${part.event_id} ${part.claim_id}`));
    return claims
      .filter(
        (claim) => claim.measure !== "occurrence" && claim.count_basis !== null && claim.population !== null && claim.counter_id !== null,
      )
      .filter((claim) => !placed.has(`${claim.event_id} ${claim.claim_id}`))
      .map((claim) => `${claim.claim_id} counts people of ${claim.event_id} and is left out of its estimate`);
  },
};

// Rule r12: nothing is known of the time after publication.
import type { EstimateRule } from "./rule.ts";

export const notAfterPublication: EstimateRule = {
  id: "r12",
  scope: "claim",
  name: { en: "Not after publication", es: "No después de la publicación" },
  description: {
    en: "No bound is later than publication, unless the date is of something planned.",
    es: "Ninguna cota es posterior a la publicación, salvo la de algo planeado.",
  },
  findViolations: ({ claims, sources }) => {
    const publishedLatest = new Map(sources.map((source) => [source.source_id, source.published_latest]));
    return claims.flatMap((claim) => {
      const published = publishedLatest.get(claim.source_id) ?? null;
      if (published === null) return [];
      const dated = claim.date_role !== "planned" && claim.date_latest !== null && claim.date_latest > published;
      const asOf = claim.as_of_latest !== null && claim.as_of_latest > published;
      return dated || asOf ? [`${claim.claim_id} has a date after ${published}, when its source was published`] : [];
    });
  },
};

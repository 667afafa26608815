// Rule r2: the bounds of a claim are those of its words.
import type { Claim } from "../model.ts";
import type { EstimateRule } from "./rule.ts";

type Bounds = readonly [low: number | null, high: number | null];

/** The bounds that each qualifier leaves around the number stated; a range and a vague word bring bounds of their own. */
const boundsOf: Readonly<Record<NonNullable<Claim["count_qualifier"]>, ((stated: number) => Bounds) | null>> = {
  exact: (n) => [n, n],
  at_least: (n) => [n, null],
  more_than: (n) => [n + 1, null],
  at_most: (n) => [null, n],
  fewer_than: (n) => [null, n - 1],
  approximate: () => [null, null],
  approximate_below: (n) => [null, n - 1],
  approximate_above: (n) => [n + 1, null],
  range: null,
  vague: null,
  unstated: null,
};

export const bounds: EstimateRule = {
  id: "r2",
  scope: "claim",
  name: { en: "Bounds", es: "Cotas" },
  description: {
    en: "Bounds are those of the words, by the rules for counts.",
    es: "Las cotas son las de las palabras, según las reglas de cifras.",
  },
  findViolations: ({ claims }) =>
    claims.flatMap(({ claim_id, count_stated, count_low, count_high, count_qualifier }) => {
      const said = count_qualifier === null ? null : boundsOf[count_qualifier];
      if (count_low !== null && count_high !== null && count_low > count_high) return [`${claim_id} has a low above its high`];
      if (count_qualifier === null) {
        return count_low === null && count_high === null ? [] : [`${claim_id} has a bound without words for it`];
      }
      if (said === null || count_stated === null) return [];
      const [low, high] = said(count_stated);
      if (count_low === low && count_high === high) return [];
      return [`${claim_id} is ${count_qualifier} ${count_stated} and has the bounds ${count_low ?? "none"} and ${count_high ?? "none"}`];
    }),
};

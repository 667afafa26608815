// Rule r7: increments add only where one counter states them as additions; each sum is a derived claim with its formula.
import { compareCodePoints } from "../finding.ts";
import type { EstimateRule } from "./rule.ts";
import type { Group, Voice } from "./voices.ts";

/**
 * The running sums of one group: in each source, a counter's one incident number and the increments after it.
 * Without exactly one number to start from nothing is added. A bound that one term leaves open stays open in the sum.
 */
export function addIncrements(group: Group): Voice[] {
  const sums: Voice[] = [];
  for (const key of new Set(group.voices.map(speakerKey))) {
    const own = group.voices.filter((voice) => speakerKey(voice) === key);
    const increments = own.filter((voice) => voice.basis === "increment").toSorted(byAsOf);
    const starts = own.filter((voice) => voice.basis === "incident");
    const [start] = starts;
    if (start === undefined || starts.length !== 1) continue;
    let sum = start;
    for (const increment of increments) {
      sum = add(group, sum, increment);
      sums.push(sum);
    }
  }
  return sums;
}

/** What a sum contains: the claims it adds, and the shorter sums of the same speaker. */
export function findSummed(voices: readonly Voice[]): Set<string> {
  const sums = voices.filter((voice) => voice.terms.length > 0);
  const inside = sums.filter((sum) => sums.some((other) => other.terms.length > sum.terms.length && other.terms[0] === sum.terms[0]));
  return new Set([...sums.flatMap((sum) => sum.terms), ...inside.map((sum) => sum.id)]);
}

const speakerKey = (voice: Voice): string => `${voice.source_id} ${voice.counter_id}`;

function byAsOf(a: Voice, b: Voice): number {
  return compareCodePoints(a.asOf, b.asOf) || compareCodePoints(a.id, b.id);
}

const plus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);

function add(group: Group, sum: Voice, increment: Voice): Voice {
  return {
    ...sum,
    id: ["sum", group.event_id, group.measure, group.population, sum.counter_id, increment.id].join("."),
    stated: plus(sum.stated, increment.stated),
    low: plus(sum.low, increment.low),
    high: plus(sum.high, increment.high),
    asOf: increment.asOf > sum.asOf ? increment.asOf : sum.asOf,
    basis: "cumulative",
    flagged: sum.flagged || increment.flagged,
    terms: [...(sum.terms.length > 0 ? sum.terms : [sum.id]), increment.id],
  };
}

export const increments: EstimateRule = {
  id: "r7",
  scope: "estimate",
  name: { en: "Increments", es: "Agregados" },
  description: {
    en: "Increments add only where one counter states them as additions; the sum is a derived claim with its formula.",
    es: "Los agregados se suman solo si un mismo contador los presenta así; la suma es una afirmación derivada con su fórmula.",
  },
  findViolations: ({ claims, derived_claims, derived_claim_terms }) => {
    const claimOf = new Map(claims.map((claim) => [claim.claim_id, claim]));
    return derived_claims.flatMap((sum) => {
      const ids = derived_claim_terms.filter((row) => row.derived_claim_id === sum.derived_claim_id).map((row) => row.claim_id);
      const terms = ids.flatMap((id) => claimOf.get(id) ?? []);
      const add = (column: "count_low" | "count_high"): number | null => terms.map((term) => term[column]).reduce(plus, 0);
      const faults = [
        terms.length === ids.length && terms.length > 1 ? null : "does not add two claims or more",
        terms.filter((term) => term.count_basis !== "increment").length === 1 ? null : "has not one number to start from",
        new Set(terms.map((term) => `${term.source_id} ${term.counter_id}`)).size === 1 ? null : "adds what several speakers say",
        add("count_low") === sum.count_low && add("count_high") === sum.count_high ? null : "is not the sum of its terms",
      ];
      return faults.flatMap((fault) => (fault === null ? [] : [`${sum.derived_claim_id} ${fault}`]));
    });
  },
};

// Rule r7: increments add only where one counter states them as additions; each sum is a derived claim with its formula.
import { compareCodePoints } from "../finding.ts";
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

const speakerKey = (voice: Voice): string => `${voice.source_id} ${voice.counter_id}`;

function byAsOf(a: Voice, b: Voice): number {
  return compareCodePoints(a.asOf, b.asOf) || compareCodePoints(a.id, b.id);
}

function add(group: Group, sum: Voice, increment: Voice): Voice {
  const plus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);
  return {
    ...sum,
    id: ["sum", group.event_id, group.measure, group.population, sum.counter_id, increment.id].join("."),
    stated: plus(sum.stated, increment.stated),
    low: plus(sum.low, increment.low),
    high: plus(sum.high, increment.high),
    asOf: increment.asOf > sum.asOf ? increment.asOf : sum.asOf,
    basis: "cumulative",
    terms: [...(sum.terms.length > 0 ? sum.terms : [sum.id]), increment.id],
  };
}

// What is made of the claims of one event, and of all events together: the rules in their order, for whoever holds the claims.
import { isAbout } from "../estimates.ts";
import { groupBy } from "../group-by.ts";
import type { ConflictClaim, DerivedClaimTerm, Estimate, Event, RawEvent } from "../model.ts";
import type { FoundConflict } from "./conflict.ts";
import { type MadeEstimate, makeEstimate, settle } from "./estimate.ts";
import { groupComparable, type Surroundings } from "./r1-comparable.ts";
import { findFallingTotals } from "./r5-falling-total.ts";
import type { EventTree } from "./r6-parts-and-totals.ts";
import { findDateConflicts, findValueConflict } from "./r13-ambiguity.ts";
import { findAttributions } from "./r14-attribution.ts";
import { ruleset } from "./rules.ts";
import type { ComparedClaim, Settled } from "./voices.ts";

/** The estimates of one event, in the order of their keys. */
export function makeEstimates(own: readonly ComparedClaim[], around: Surroundings): MadeEstimate[] {
  return groupComparable(own, around).map(makeEstimate);
}

/** What stands in the estimates of one event: as of `makeEstimates`, without the rows. */
export function settleEstimates(own: readonly ComparedClaim[], around: Surroundings): Settled[] {
  return groupComparable(own, around).map((group) => settle(group).settled);
}

/** The conflicts within one event: all but those of parts with totals, which are between events. */
export function findConflicts(
  event: Pick<Event, "event_id" | "kind" | "date_edtf" | "date_earliest" | "date_latest">,
  own: readonly ComparedClaim[],
  made: readonly MadeEstimate[],
): FoundConflict[] {
  const settled = made.map((each) => each.settled);
  return [
    ...settled.flatMap(findValueConflict),
    ...settled.flatMap(({ group }) => findFallingTotals(group)),
    ...findDateConflicts(own, [event]),
    ...findAttributions(own, () => event.kind === "scope"),
  ];
}

/** The rows of estimates of one event; `conflicts` are all of that event, those of its parts too. */
export function publishEstimates(made: readonly MadeEstimate[], conflicts: readonly FoundConflict[]): Estimate[] {
  // Put together so, all rows have one shape in memory; spread and added to, each would have its own.
  return made.map(({ estimate }) =>
    Object.assign({}, estimate, { conflicts: conflicts.filter(({ conflict }) => isAbout(conflict, estimate)).length, ruleset }),
  );
}

/** The claims of each sum. */
export function listTerms({ derived }: Pick<MadeEstimate, "derived">): DerivedClaimTerm[] {
  return derived.flatMap(({ derived_claim_id, formula }) => formula.split(" + ").map((claim_id) => ({ derived_claim_id, claim_id })));
}

/** The claims that each conflict is between. */
export const listConflictClaims = ({ conflict, claimIds }: FoundConflict): ConflictClaim[] =>
  claimIds.map((claim_id) => ({ conflict_id: conflict.conflict_id, claim_id }));

/** How many claims, sources and counters an event has. */
export function countVoices(
  own: readonly Pick<ComparedClaim, "source_id" | "counter_id">[],
): Pick<Event, "claims" | "sources" | "counters"> {
  const counters = own.flatMap((claim) => (claim.counter_id === null ? [] : [claim.counter_id]));
  return { claims: own.length, sources: new Set(own.map((claim) => claim.source_id)).size, counters: new Set(counters).size };
}

/** What lies above each event. The parents were checked: they form no circle. */
export function makeTree(events: readonly RawEvent[]): EventTree & { readonly isScope: (event_id: string) => boolean } {
  const parents = new Map(events.map((event) => [event.event_id, event.parent_event_id]));
  const kinds = new Map(events.map((event) => [event.event_id, event.kind]));
  return {
    ancestorsOf: (event) => {
      const above: string[] = [];
      for (let parent = parents.get(event); parent; parent = parents.get(parent)) above.push(parent);
      return above;
    },
    isIncident: (event) => kinds.get(event) === "incident",
    isScope: (event) => kinds.get(event) === "scope",
  };
}

/** Conflicts by the event that they are about. */
export const groupConflicts = (conflicts: readonly FoundConflict[]): Map<string, FoundConflict[]> =>
  groupBy(conflicts, ({ conflict }) => conflict.event_id);

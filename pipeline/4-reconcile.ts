// Stage 4: compares the claims by rules r1–r14 and lays out every published table.

import type { ValidData } from "./2-validate.ts";
import type { NormalData } from "./3-normalize.ts";
import { estimateId } from "./estimates.ts";
import { compareCodePoints } from "./finding.ts";
import { groupBy } from "./group-by.ts";
import {
  countVoices,
  findConflicts,
  groupConflicts,
  listConflictClaims,
  listTerms,
  makeEstimates,
  publishEstimates,
} from "./reconcile/by-event.ts";
import type { MadeEstimate } from "./reconcile/estimate.ts";
import { layOutAll, publishHeld } from "./reconcile/held-tables.ts";
import { findPartTotals } from "./reconcile/r6-parts-and-totals.ts";
import { listRunningTotals } from "./reconcile/running-totals.ts";
import type { PublishedTableName, Row } from "./schema.ts";

/** Every published table: rows by primary key in code-point order, every key present, null explicit. */
export type PublishedTables = Readonly<Record<PublishedTableName, readonly Row[]>>;

/** Makes all tables of a release. Finds nothing wrong: what disagrees becomes a row of conflicts. */
export function reconcile(data: ValidData, normal: NormalData): PublishedTables {
  const held = publishHeld(data);
  const claimsOf = groupBy(normal.claims, (claim) => claim.event_id);
  const own = held.events.map((event) => ({ event, claims: claimsOf.get(event.event_id) ?? [] }));
  const settled = own.map((each) => ({ ...each, made: makeEstimates(each.claims, held.around) }));
  const made = settled.flatMap((each) => each.made);
  const within = settled.flatMap((each) => findConflicts(each.event, each.claims, each.made));
  const conflicts = [
    ...within,
    ...findPartTotals(
      made.toSorted(byEstimate).map((each) => each.settled),
      held.tree,
    ),
  ];
  const conflictsOf = groupConflicts(conflicts);
  const tables: Record<PublishedTableName, readonly object[]> = {
    ...held.tables,
    claims: normal.claims,
    claim_rules: normal.claimRules,
    events: own.map(({ event, claims }) => ({ ...event, ...countVoices(claims) })),
    estimates: settled.flatMap((each) => publishEstimates(each.made, conflictsOf.get(each.event.event_id) ?? [])),
    estimate_claims: made.flatMap((each) => each.claims),
    running_totals: made.flatMap(({ settled: { group } }) => listRunningTotals(group)),
    derived_claims: made.flatMap((each) => each.derived),
    derived_claim_terms: made.flatMap(listTerms),
    conflicts: conflicts.map((each) => each.conflict),
    conflict_claims: conflicts.flatMap(listConflictClaims),
  };
  return layOutAll(tables);
}

const byEstimate = (a: MadeEstimate, b: MadeEstimate): number => compareCodePoints(estimateId(a.estimate), estimateId(b.estimate));

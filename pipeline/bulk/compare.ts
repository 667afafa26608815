// How claims of which only columns are held are compared: twice event by event, first for what stands, then for all that is published.
import { estimateId } from "../estimates.ts";
import { compareCodePoints } from "../finding.ts";
import { groupBy } from "../group-by.ts";
import type {
  Conflict,
  ConflictClaim,
  DerivedClaim,
  DerivedClaimTerm,
  Estimate,
  EstimateClaim,
  Event,
  RunningTotal,
  Source,
} from "../model.ts";
import {
  countVoices,
  findConflicts,
  groupConflicts,
  listConflictClaims,
  listTerms,
  makeEstimates,
  publishEstimates,
  settleEstimates,
} from "../reconcile/by-event.ts";
import type { FoundConflict } from "../reconcile/conflict.ts";
import { joinCells, type publishHeld, type UncountedEvent } from "../reconcile/held-tables.ts";
import { findPartTotals } from "../reconcile/r6-parts-and-totals.ts";
import { findViolations } from "../reconcile/rules.ts";
import { listRunningTotals } from "../reconcile/running-totals.ts";
import type { Settled } from "../reconcile/voices.ts";
import { collectGrown } from "./collect.ts";
import type { CoverageSum } from "./coverage.ts";
import type { EventClaims } from "./event-claims.ts";
import { type HeldValues, holdValues } from "./held-values.ts";

/** What is known once all tables were given away: the events, how many rows two of them have, and what goes against a rule. */
export interface Compared {
  readonly events: readonly Event[];
  readonly estimates: number;
  readonly conflicts: number;
  readonly violations: readonly string[];
}

/** The rows that are made of claims. */
export interface ComparedRows {
  readonly estimates: Estimate;
  readonly estimate_claims: EstimateClaim;
  readonly running_totals: RunningTotal;
  readonly derived_claims: DerivedClaim;
  readonly derived_claim_terms: DerivedClaimTerm;
  readonly conflicts: Conflict;
  readonly conflict_claims: ConflictClaim;
}

/** Takes rows of one event for a table, in the order in which they are published, whatever their order among themselves. */
export type ComparedSink = <Name extends keyof ComparedRows>(table: Name, event_id: string, rows: readonly ComparedRows[Name][]) => void;

/** Compares all claims by the rules. `coverage` is told of every event; in `folder` lies what is published in another order than by event. */
export function compareClaims(
  claims: EventClaims,
  held: ReturnType<typeof publishHeld>,
  coverage: CoverageSum,
  sink: ComparedSink,
  folder: string,
): Compared {
  const { around } = held;
  const events = held.events.toSorted((a, b) => compareCodePoints(a.event_id, b.event_id));
  const sources = new Map(held.tables.sources.map((source) => [source.source_id, source]));
  const partConflicts = findPartConflicts(events, claims, held);
  const counted: Event[] = [];
  const derived = holdValues<DerivedClaim>(folder);
  const conflicts = holdValues<FoundConflict>(folder);
  const violations: string[] = [];
  let [estimates, conflictCount] = [0, 0];
  for (const event of events) {
    const own = claims.claimsOf(event.event_id);
    const made = makeEstimates(own, around);
    const found = [...findConflicts(event, own, made), ...(partConflicts.get(event.event_id) ?? [])];
    const rows = {
      event: joinCells(event, countVoices(own)),
      estimates: publishEstimates(made, found),
      parts: made.flatMap((each) => each.claims),
      derived: made.flatMap((each) => each.derived),
      terms: made.flatMap(listTerms),
    };
    sink("estimates", event.event_id, rows.estimates);
    sink("estimate_claims", event.event_id, rows.parts);
    sink(
      "running_totals",
      event.event_id,
      made.flatMap(({ settled: { group } }) => listRunningTotals(group)),
    );
    coverage.addEvent(own, rows.parts);
    counted.push(rows.event);
    estimates += rows.estimates.length;
    conflictCount += found.length;
    for (const each of rows.derived) derived.put(each.derived_claim_id, each);
    for (const each of found) conflicts.put(each.conflict.conflict_id, each);
    const tables = {
      claims: own,
      events: [rows.event],
      sources: sourcesOf(own, sources),
      estimates: rows.estimates,
      estimate_claims: rows.parts,
      derived_claims: rows.derived,
      derived_claim_terms: rows.terms,
      conflicts: found.map(({ conflict }) => conflict),
      conflict_claims: found.flatMap(listConflictClaims),
    };
    for (const violation of findViolations(tables)) violations.push(violation);
    collectGrown();
  }
  giveSums(derived, sink);
  giveConflicts(conflicts, sink);
  return { events: counted, estimates, conflicts: conflictCount, violations };
}

/** Sums by their ids, which are in another order than those of their events. */
function giveSums(derived: HeldValues<DerivedClaim>, sink: ComparedSink): void {
  for (const each of derived.inOrder()) {
    sink("derived_claims", each.event_id, [each]);
    sink("derived_claim_terms", each.event_id, listTerms({ derived: [each] }));
  }
  derived.close();
}

/** Conflicts by their ids, of all kinds. */
function giveConflicts(conflicts: HeldValues<FoundConflict>, sink: ComparedSink): void {
  for (const each of conflicts.inOrder()) {
    sink("conflicts", each.conflict.event_id, [each.conflict]);
    sink("conflict_claims", each.conflict.event_id, listConflictClaims(each));
  }
  conflicts.close();
}

/** The conflicts of parts with totals, by the event of the total. Parts and wholes are of one tree: no more than that is held at a time. */
function findPartConflicts(
  events: readonly UncountedEvent[],
  claims: EventClaims,
  held: ReturnType<typeof publishHeld>,
): Map<string, FoundConflict[]> {
  const { tree } = held;
  const trees = groupBy(events, ({ event_id }) => tree.ancestorsOf(event_id).at(-1) ?? event_id);
  const found = new Map<string, FoundConflict[]>();
  for (const own of trees.values()) {
    for (const [event, conflicts] of groupConflicts(findPartTotals(settleAll(own, claims, held), tree))) found.set(event, conflicts);
    collectGrown();
  }
  return found;
}

/** What stands in the estimates of some events, in the order of their ids; without the voices, of which no rule of parts asks. */
function settleAll(events: readonly UncountedEvent[], claims: EventClaims, { around }: ReturnType<typeof publishHeld>): Settled[] {
  const keyed: { readonly each: Settled; readonly id: string }[] = [];
  for (const { event_id } of events) {
    for (const settled of settleEstimates(claims.claimsOf(event_id), around)) {
      keyed.push({ each: { ...settled, group: { ...settled.group, voices: [] } }, id: estimateId(settled.group) });
    }
  }
  return keyed.sort((a, b) => compareCodePoints(a.id, b.id)).map(({ each }) => each);
}

function sourcesOf(own: readonly { readonly source_id: string }[], sources: ReadonlyMap<string, Source>): Source[] {
  return [...new Set(own.map((claim) => claim.source_id))].flatMap((id) => sources.get(id) ?? []);
}

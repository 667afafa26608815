// What moved each headline total: the estimate made anew, by the rules of today, as the claims change one after the other.

import { estimateId } from "../estimates.ts";
import { compareCodePoints } from "../finding.ts";
import type { Claim } from "../model.ts";
import { makeEstimate } from "../reconcile/estimate.ts";
import { groupComparable, type Surroundings } from "../reconcile/r1-comparable.ts";
import type { Reason } from "./change.ts";
import { type KeptClaims, sides } from "./kept-claims.ts";
import { inKeyOrder, type Keyed } from "./key-order.ts";
import { mergeRecords } from "./merge.ts";
import { detach } from "./records.ts";
import { makeCellReader, rowOf, type Snapshot, type SnapshotTable, type TextRow } from "./snapshot.ts";

const bounds = ["low", "best", "high"] as const;
type Bound = (typeof bounds)[number];
/** Null where no number stands: that is no zero. */
export type Range = Readonly<Record<Bound, number | null>>;

/**
 * One step from the older range to the newer. `effect` is after less before, null where a number is missing on either side.
 * - `rules`: the older claims by the rules of today; or, last, what today's rules do not give.
 * - `surroundings`: the ranks of counters, days of publication and kinds of event of the newer release.
 * - `claim`: one claim that came, went or changed.
 */
export interface Step {
  readonly step: "rules" | "surroundings" | "claim";
  readonly claim_id: string | null;
  readonly change: "added" | "removed" | "modified" | null;
  readonly reason: Reason;
  readonly before: Range;
  readonly after: Range;
  readonly effect: Range;
}

/** An estimate of either release. The steps lead from `before` to `after` without a gap. */
export interface Total {
  readonly event_id: string;
  readonly measure: string;
  readonly population: string;
  readonly count_basis: string;
  /** Which releases have it. */
  readonly stands: "in both" | "only before" | "only after";
  readonly before: Range;
  readonly after: Range;
  readonly moved_by: readonly Step[];
}

/** The order in which claims change; within one reason by id. */
const order: readonly Reason[] = ["rule_change", "privacy", "merge", "correction", "scope", "new_source", "documentation"];
const nothing: Range = { low: null, best: null, high: null };

/** Traces one total: an estimate of the older release, of the newer, or of both. */
export type Trace = (old: TextRow | undefined, now: TextRow | undefined) => Total;

/** What traces the totals of two releases whose claims are kept. `reasonOf` gives why a claim differs. */
export function makeTrace(old: Snapshot, now: Snapshot, kept: KeptClaims, reasonOf: ReasonOf): Trace {
  const before = surroundingsOf([old]);
  // Counters and sources that only the older release has keep what it said of them.
  const after = surroundingsOf([old, now]);
  return (oldRow, nowRow) => traceTotal(oldRow, nowRow, { before, after, kept, reasonOf });
}

const estimateKey = ["event_id", "measure", "population", "count_basis"];

/** Every estimate of either release, in code-point order of its id. */
export function* traceTotals(old: Snapshot, now: Snapshot, trace: Trace): Generator<Total> {
  const [before, after] = [old.tables.get("estimates"), now.tables.get("estimates")];
  for (const each of inKeyOrder(pairEstimates(before, after), ".")) {
    yield trace(
      before && each.old !== null ? rowOf(before, each.old) : undefined,
      after && each.now !== null ? rowOf(after, each.now) : undefined,
    );
  }
}

function* pairEstimates(
  old: SnapshotTable | undefined,
  now: SnapshotTable | undefined,
): Generator<Keyed & { readonly old: string | null; readonly now: string | null }> {
  const known = old ?? now;
  if (known === undefined) return;
  const empty: SnapshotTable = { ...known, records: () => [] };
  const read = makeCellReader(known, estimateKey);
  const readNow = now ? makeCellReader(now, estimateKey) : read;
  for (const pair of mergeRecords(old ?? empty, now ?? empty, estimateKey)) {
    const [event_id = "", measure, population, count_basis] = pair.now === null ? read(pair.old ?? "") : readNow(pair.now);
    const key = [event_id, measure, population, count_basis].join(".");
    yield { first: detach(event_id), key, old: pair.old && detach(pair.old), now: pair.now && detach(pair.now) };
  }
}

/** As both releases say it; where they differ, as the last one does. */
function surroundingsOf(snapshots: readonly Snapshot[]): Surroundings {
  const index = (name: string, key: string, column: string): Map<string, string> => {
    const found = new Map<string, string>();
    for (const { tables } of snapshots) {
      const table = tables.get(name);
      const read = table && makeCellReader(table, [key, column]);
      for (const record of table?.records() ?? []) {
        const [id = "", cell = ""] = read?.(record) ?? [];
        found.set(detach(id), detach(cell));
      }
    }
    return found;
  };
  const ranks = index("counters", "counter_id", "rank");
  const published = index("sources", "source_id", "published_latest");
  const kinds = index("events", "event_id", "kind");
  return {
    // As in stage 4: a counter without a rank stands on the lowest step of the ladder.
    rankOf: (counter) => Number(ranks.get(counter) || 5),
    publishedLatest: (source) => published.get(source) ?? "",
    isScope: (event) => kinds.get(event) === "scope",
  };
}

interface Sides {
  readonly before: Surroundings;
  readonly after: Surroundings;
  readonly kept: KeptClaims;
  readonly reasonOf: ReasonOf;
}

function traceTotal(old: TextRow | undefined, now: TextRow | undefined, { before, after, kept, reasonOf }: Sides): Total {
  const { event_id = "", measure = "", population = "", count_basis = "" } = now ?? old ?? {};
  const id = estimateId((now ?? old ?? {}) as never);
  const about = kept.about(event_id, measure, population);
  const of = (side: number): Claim[] => about.flatMap((each) => (each.sides & side ? [each.claim] : []));
  const oldClaims = of(sides.old);
  const claims = new Map(oldClaims.map((claim) => [claim.claim_id, claim]));
  const steps: Step[] = [];
  let range = rangeOfRow(old);
  const step = (next: Range, told: Pick<Step, "step" | "claim_id" | "change" | "reason">): void => {
    if (!isSame(range, next)) steps.push({ ...told, before: range, after: next, effect: effectOf(range, next) });
    range = next;
  };
  const rules = { step: "rules", claim_id: null, change: null, reason: "rule_change" } as const;
  step(rangeOf(id, oldClaims, before), rules);
  const kindChanged = before.isScope(event_id) !== after.isScope(event_id);
  const surroundings = { step: "surroundings", claim_id: null, change: null, reason: kindChanged ? "scope" : "correction" } as const;
  step(rangeOf(id, oldClaims, after), surroundings);
  for (const { claim_id, claim, change } of listChanges(oldClaims, of(sides.now), reasonOf)) {
    if (claim === null) claims.delete(claim_id);
    else claims.set(claim_id, claim);
    step(rangeOf(id, [...claims.values()], after), { step: "claim", claim_id, change, reason: reasonFor(claim_id, reasonOf) });
  }
  step(rangeOfRow(now), rules);
  const stands = old === undefined ? "only after" : now === undefined ? "only before" : "in both";
  return { event_id, measure, population, count_basis, stands, before: rangeOfRow(old), after: range, moved_by: steps };
}

type ReasonOf = (claim_id: string) => Reason | null;
const reasonFor = (id: string, reasonOf: ReasonOf): Reason => reasonOf(id) ?? "rule_change";

/** Claims that enter, leave or differ, in the order in which they change; one that leaves has no claim. */
function listChanges(
  old: readonly Claim[],
  now: readonly Claim[],
  reasonOf: ReasonOf,
): { claim_id: string; claim: Claim | null; change: NonNullable<Step["change"]> }[] {
  const [before, after] = [old, now].map((claims) => new Map(claims.map((claim) => [claim.claim_id, claim])));
  const ids = [...new Set([...old, ...now].map((claim) => claim.claim_id))].filter(
    (id) => before?.get(id) !== after?.get(id) && JSON.stringify(before?.get(id)) !== JSON.stringify(after?.get(id)),
  );
  const rank = (id: string): number => order.indexOf(reasonFor(id, reasonOf));
  return ids
    .toSorted((a, b) => rank(a) - rank(b) || compareCodePoints(a, b))
    .map((claim_id) => {
      const claim = after?.get(claim_id) ?? null;
      return { claim_id, claim, change: claim === null ? "removed" : before?.has(claim_id) ? "modified" : "added" };
    });
}

/** The range that the rules give these claims for one estimate; nothing where they give none. */
function rangeOf(id: string, claims: readonly Claim[], around: Surroundings): Range {
  const group = groupComparable(claims, around).find((each) => estimateId(each) === id);
  if (group === undefined) return nothing;
  const { low, best, high } = makeEstimate(group).estimate;
  return { low, best, high };
}

function rangeOfRow(row: TextRow | undefined): Range {
  const read = (bound: Bound): number | null => (row?.[bound] ? Number(row[bound]) : null);
  return { low: read("low"), best: read("best"), high: read("high") };
}

const isSame = (a: Range, b: Range): boolean => bounds.every((bound) => a[bound] === b[bound]);

function effectOf(before: Range, after: Range): Range {
  const effect = (bound: Bound): number | null => {
    const [from, to] = [before[bound], after[bound]];
    return from === null || to === null ? null : to - from;
  };
  return { low: effect("low"), best: effect("best"), high: effect("high") };
}

// What moved each headline total: the estimate made anew, by the rules of today, as the claims change one after the other.

import type { Reason } from "../../../pipeline/diff/change.ts";
import { estimateId } from "../../../pipeline/estimates.ts";
import { compareCodePoints } from "../../../pipeline/finding.ts";
import type { Claim } from "../../../pipeline/model.ts";
import { makeEstimate } from "../../../pipeline/reconcile/estimate.ts";
import { groupComparable, type Surroundings } from "../../../pipeline/reconcile/r1-comparable.ts";
import { publishedTables } from "../../../pipeline/schema.ts";
import { type Snapshot, type SnapshotTable, type TextRow, typedRow } from "./held.ts";

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

interface Side {
  readonly claims: ReadonlyMap<string, Claim>;
  readonly around: Surroundings;
  readonly estimates: ReadonlyMap<string, TextRow>;
}

/** Every estimate of either release, in code-point order of its key. `reasonOf` gives why a claim differs. */
export function traceTotals(old: Snapshot, now: Snapshot, reasonOf: ReadonlyMap<string, Reason>): Total[] {
  const before = readSide(old);
  const after = readSide(now);
  const shared = { ...after, around: mergeSurroundings(old, now) };
  const keys = [...new Set([...before.estimates.keys(), ...after.estimates.keys()])].sort(compareCodePoints);
  return keys.map((id) => traceTotal(id, before, shared, reasonOf));
}

/** Counters and sources that only the older release has keep what it said of them. */
function mergeSurroundings(old: Snapshot, now: Snapshot): Surroundings {
  const rows = (name: string): TextRow[] => [...(old.tables.get(name)?.rows ?? []), ...(now.tables.get(name)?.rows ?? [])];
  return surroundingsOf(rows);
}

function surroundingsOf(rows: (table: string) => readonly TextRow[]): Surroundings {
  const index = (table: string, key: string, column: string): Map<string, string> =>
    new Map(rows(table).map((row) => [row[key] ?? "", row[column] ?? ""]));
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

function readSide(snapshot: Snapshot): Side {
  const rowsOf = (name: string): readonly TextRow[] => snapshot.tables.get(name)?.rows ?? [];
  const claims = snapshot.tables.get("claims");
  return {
    claims: new Map((claims?.rows ?? []).map((row) => [row["claim_id"] ?? "", asClaim(claims, row)])),
    around: surroundingsOf(rowsOf),
    estimates: new Map(rowsOf("estimates").map((row) => [estimateId(row as never), row])),
  };
}

const absent = Object.fromEntries(publishedTables.claims.columns.map(({ name }) => [name, null]));

/** A claim of any release as the rules take it: a column that its release had not is null. */
function asClaim(table: SnapshotTable | undefined, row: TextRow): Claim {
  return (table ? { ...absent, ...typedRow(table, row) } : absent) as unknown as Claim;
}

function traceTotal(id: string, before: Side, after: Side, reasonOf: ReadonlyMap<string, Reason>): Total {
  const [old, now] = [before.estimates.get(id), after.estimates.get(id)];
  const { event_id = "", measure = "", population = "", count_basis = "" } = now ?? old ?? {};
  const own = (claim: Claim): boolean => claim.event_id === event_id && claim.measure === measure && claim.population === population;
  const oldClaims = [...before.claims.values()].filter(own);
  const claims = new Map(oldClaims.map((claim) => [claim.claim_id, claim]));
  const steps: Step[] = [];
  let range = rangeOfRow(old);
  const step = (next: Range, about: Pick<Step, "step" | "claim_id" | "change" | "reason">): void => {
    if (!isSame(range, next)) steps.push({ ...about, before: range, after: next, effect: effectOf(range, next) });
    range = next;
  };
  const rules = { step: "rules", claim_id: null, change: null, reason: "rule_change" } as const;
  step(rangeOf(id, oldClaims, before.around), rules);
  const kindChanged = before.around.isScope(event_id) !== after.around.isScope(event_id);
  const surroundings = { step: "surroundings", claim_id: null, change: null, reason: kindChanged ? "scope" : "correction" } as const;
  step(rangeOf(id, oldClaims, after.around), surroundings);
  const newClaims = [...after.claims.values()].filter(own);
  for (const { claim_id, claim, change } of listChanges(oldClaims, newClaims, reasonOf)) {
    if (claim === null) claims.delete(claim_id);
    else claims.set(claim_id, claim);
    step(rangeOf(id, [...claims.values()], after.around), { step: "claim", claim_id, change, reason: reasonFor(claim_id, reasonOf) });
  }
  step(rangeOfRow(now), rules);
  const stands = old === undefined ? "only after" : now === undefined ? "only before" : "in both";
  return { event_id, measure, population, count_basis, stands, before: rangeOfRow(old), after: range, moved_by: steps };
}

const reasonFor = (id: string, reasonOf: ReadonlyMap<string, Reason>): Reason => reasonOf.get(id) ?? "rule_change";

/** Claims that enter, leave or differ, in the order in which they change; one that leaves has no claim. */
function listChanges(
  old: readonly Claim[],
  now: readonly Claim[],
  reasonOf: ReadonlyMap<string, Reason>,
): { claim_id: string; claim: Claim | null; change: NonNullable<Step["change"]> }[] {
  const [before, after] = [old, now].map((claims) => new Map(claims.map((claim) => [claim.claim_id, claim])));
  const ids = [...new Set([...old, ...now].map((claim) => claim.claim_id))].filter(
    (id) => JSON.stringify(before?.get(id)) !== JSON.stringify(after?.get(id)),
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

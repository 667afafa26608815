// Which events the pages show: all, or of a large release those with the most claims, so that a page stays one that a browser can open.
import { compareCodePoints } from "../finding.ts";
import type { Event } from "../model.ts";
import type { Release } from "../publish/model.ts";
import type { PublishedTableName, Row } from "../schema.ts";

/** How many claims a page shows at most. */
export const mostClaims = 2_000;

/** What of a release is on its pages: the rows of the events shown, and how much that is of all. */
export interface Selection {
  readonly tables: Release["tables"];
  /** Null where everything is shown. */
  readonly shown: { readonly events: number; readonly allEvents: number; readonly claims: number; readonly allClaims: number } | null;
}

type Sized = Pick<Event, "event_id" | "claims">;
/** An event without claims takes room as well. */
const weightOf = (event: Sized): number => Math.max(1, event.claims);

/**
 * The ids of the events with the most claims that have `limit` claims together at most, in the order of the table; those of equal claims by
 * their ids. All where all fit. An event that is too large by itself is passed over.
 * @example `chooseEvents([{ event_id: "a", claims: 1 }, { event_id: "b", claims: 3 }], 3)` is `["b"]`
 */
export function chooseEvents(events: readonly Sized[], limit: number = mostClaims): string[] {
  const ordered = events.toSorted((a, b) => b.claims - a.claims || compareCodePoints(a.event_id, b.event_id));
  const chosen = new Set<string>();
  let room = limit;
  for (const event of ordered) {
    if (weightOf(event) > limit) continue;
    if (weightOf(event) > room) break;
    room -= weightOf(event);
    chosen.add(event.event_id);
  }
  return events.flatMap((event) => (chosen.has(event.event_id) ? [event.event_id] : []));
}

/**
 * What the pages show of a release. `events` must be whole, since it says what there is; the other tables are asked for rows of the events
 * chosen and for nothing else, and may hold no more.
 */
export function selectRows({ tables }: Release, limit: number = mostClaims): Selection {
  // Rows of a published table have passed the check of the schema from which the type is generated.
  const events = tables.events as unknown as readonly Event[];
  const ids = new Set(chooseEvents(events, limit));
  if (ids.size === events.length) return { tables, shown: null };
  const chosen = events.filter((event) => ids.has(event.event_id));
  const sum = (rows: readonly Event[]): number => rows.reduce((all, event) => all + event.claims, 0);
  return {
    tables: narrow(tables, ids),
    shown: { events: chosen.length, allEvents: events.length, claims: sum(chosen), allClaims: sum(events) },
  };
}

/** The rows of the events, and of what these lean on; a parent that is not among them is left out. */
function narrow(tables: Release["tables"], ids: ReadonlySet<string>): Release["tables"] {
  const idsOf = (rows: readonly Row[], column: string): ReadonlySet<unknown> => new Set(rows.map((row) => row[column]));
  const where = (name: PublishedTableName, column: string, known: ReadonlySet<unknown>): readonly Row[] =>
    tables[name].filter((row) => known.has(row[column]));
  const [claims, derived_claims, estimate_claims, conflicts] = (["claims", "derived_claims", "estimate_claims", "conflicts"] as const).map(
    (name) => where(name, "event_id", ids),
  ) as [Row[], Row[], Row[], Row[]];
  const claimIds = idsOf(claims, "claim_id");
  const conflictIds = idsOf(conflicts, "conflict_id");
  return {
    ...tables,
    claims,
    derived_claims,
    estimate_claims,
    conflicts,
    events: where("events", "event_id", ids).map((row) =>
      ids.has(String(row["parent_event_id"])) ? row : { ...row, parent_event_id: null },
    ),
    estimates: where("estimates", "event_id", ids),
    running_totals: where("running_totals", "event_id", ids),
    conflict_claims: where("conflict_claims", "conflict_id", conflictIds).filter((row) => claimIds.has(row["claim_id"])),
    claim_rules: where("claim_rules", "claim_id", claimIds),
    sources: where("sources", "source_id", idsOf(claims, "source_id")),
    counters: where("counters", "counter_id", new Set([...idsOf(claims, "counter_id"), ...idsOf(estimate_claims, "counter_id")])),
  };
}

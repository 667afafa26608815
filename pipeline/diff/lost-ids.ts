// Which ids a release had that no row and no line of raw/retired.csv resolves any more.
import { mergeRecords } from "./merge.ts";
import { makeCellReader, rowsOf, type Snapshot } from "./snapshot.ts";

/** Tables whose ids people cite, with the columns that hold them. */
const identified = [
  ["claims", "claim_id"],
  ["sources", "source_id"],
  ["events", "event_id"],
  ["counters", "counter_id"],
  ["places", "place_id"],
] as const;

export interface LostId {
  readonly table: string;
  readonly id: string;
}

/** Ids of the older release, those that it had retired included, that the newer neither has nor retires. */
export function* findLostIds(old: Snapshot, now: Snapshot): Generator<LostId> {
  const [before, after] = [retiredIn(old), retiredIn(now)];
  for (const [table, column] of identified) {
    const isRetired = (id: string): boolean => after.has(`${table}\u0000${id}`);
    for (const id of findGone(old, now, table, column)) if (!isRetired(id)) yield { table, id };
    const retired = [...before.values()].flatMap((each) => (each.table === table && !isRetired(each.id) ? [each.id] : []));
    const standing = findStanding(old, now, table, column, new Set(retired));
    for (const id of retired) if (!standing.has(id)) yield { table, id };
  }
}

/** Retired ids with their tables, in their order. */
function retiredIn({ tables }: Snapshot): Map<string, LostId> {
  const ids = Array.from(rowsOf(tables.get("retired")), (row) => ({ table: row["table"] ?? "", id: row["id"] ?? "" }));
  return new Map(ids.map((each) => [`${each.table}\u0000${each.id}`, each]));
}

/** Ids that only the older release has rows for. */
function* findGone(old: Snapshot, now: Snapshot, table: string, column: string): Generator<string> {
  const [before, after] = [old.tables.get(table), now.tables.get(table)];
  if (before === undefined) return;
  const read = makeCellReader(before, [column]);
  for (const pair of mergeRecords(before, after ?? { ...before, records: () => [] }, [column]))
    if (pair.old !== null && pair.now === null) yield read(pair.old)[0] ?? "";
}

/** Those of the ids for which either release has a row: of the older one these were told already. */
function findStanding(old: Snapshot, now: Snapshot, table: string, column: string, ids: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { tables } of ids.size === 0 ? [] : [old, now]) {
    for (const row of rowsOf(tables.get(table))) if (ids.has(row[column] ?? "")) found.add(row[column] ?? "");
  }
  return found;
}

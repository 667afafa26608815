// Which ids a release had that no row and no line of raw/retired.csv resolves any more.
import type { Snapshot } from "./snapshot.ts";

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
export function findLostIds(old: Snapshot, now: Snapshot): LostId[] {
  return identified.flatMap(([table, column]) => {
    const known = new Set(resolvedBy(now, table, column));
    return [...new Set(resolvedBy(old, table, column))].filter((id) => !known.has(id)).map((id) => ({ table, id }));
  });
}

function resolvedBy({ tables }: Snapshot, table: string, column: string): string[] {
  const rows = (tables.get(table)?.rows ?? []).map((row) => row[column] ?? "");
  const retired = (tables.get("retired")?.rows ?? []).filter((row) => row["table"] === table);
  return [...rows, ...retired.map((row) => row["id"] ?? "")];
}

// What raw/retired.csv must say: an id that is gone is gone, and what replaces it leads to a row.
import { type Finding, finding, quote } from "../finding.ts";
import type { PlacedRow } from "../read/csv.ts";

/** Ids that can be asked for. */
export type IdSet = Pick<ReadonlySet<string>, "has">;

/** The ids that stand in a table of raw/; null where the table was not read whole. */
export type LiveIds = (table: string) => IdSet | null;

/**
 * Findings about rows of raw/retired.csv: retired/live where a row still bears the id, retired/replacement where a merged row
 * names no other, another kind names one, or the ids that follow each other end at no row.
 */
export function checkRetired(rows: readonly PlacedRow[], liveIds: LiveIds): Finding[] {
  const replacements = new Map(rows.map(({ row }) => [keyOf(row["table"], row["id"]), row["replaced_by"] ?? null]));
  return rows.flatMap((placed) => {
    const { table, id, kind, replaced_by } = placed.row;
    const live = liveIds(String(table));
    const tell = (code: string, column: string, message: string): Finding[] => [
      finding({ code, message }, { file: placed.file, line: placed.line, column, printed: String(placed.row[column] ?? "") || null }),
    ];
    if (live?.has(String(id))) return tell("retired/live", "id", `A row of ${table} still bears this id.`);
    if ((kind === "merged") !== (replaced_by !== null)) {
      const message = "A merged row names the row it was merged into, and no other kind names one.";
      return tell("retired/replacement", "replaced_by", message);
    }
    if (live === null || replaced_by === null) return [];
    const end = followTo(String(table), String(replaced_by), replacements, live);
    return end === null ? [] : tell("retired/replacement", "replaced_by", `It leads to ${quote(end)}, which is no row of ${table}.`);
  });
}

const keyOf = (table: unknown, id: unknown): string => `${table}\u0000${id}`;

/** Follows replacements to a row that stands; the id at which they end where that is none, else null. */
function followTo(table: string, first: string, replacements: ReadonlyMap<string, unknown>, live: IdSet): string | null {
  const seen = new Set<string>();
  for (let id = first; !live.has(id); ) {
    const next = replacements.get(keyOf(table, id));
    // A row that was merged and its replacement withdrawn later: the id is resolved, to nothing.
    if (next === null) return null;
    if (typeof next !== "string" || seen.has(id)) return id;
    seen.add(id);
    id = next;
  }
  return null;
}

// Which claims a computed row comes from: those it names, those that name it, and those of its event, measure and population.
import { keyOf } from "../../../pipeline/diff/keys.ts";
import type { Snapshot, SnapshotTable, TextRow } from "./held.ts";

/** Ids of the claims behind a row of a table; each list is empty where there are none. */
export interface Behind {
  /** Those that the row names, or that name the row. */
  readonly own: readonly string[];
  /** Those that the row was compared with: of the row it belongs to, and of its event, measure and population. */
  readonly around: readonly string[];
}
export type ClaimsBehind = (table: SnapshotTable, row: TextRow) => Behind;

/** Tables of things that claims are about: a row that refers to one is not made of all its claims. */
const registries: ReadonlySet<string> = new Set(["claims", "events", "counters", "sources", "places", "rules"]);

/** Looks in both snapshots, since a claim that is gone may be why a row is. */
export function findClaimsBehind(snapshots: readonly Snapshot[]): ClaimsBehind {
  const naming = new Map<string, Set<string>>();
  const alike = new Map<string, Set<string>>();
  for (const { tables } of snapshots) {
    for (const table of tables.values()) for (const row of table.rows) indexNaming(table, row, naming);
    for (const row of tables.get("claims")?.rows ?? []) for (const group of groupsOf(row)) add(alike, group, row["claim_id"] ?? "");
  }
  /** A sum stands for its terms. */
  const terms = (id: string): string[] => [...(naming.get(`derived_claims\u0000${id}`) ?? [id])];
  const namingRow = (table: string, key: string): string[] => [...(naming.get(`${table}\u0000${key}`) ?? [])].flatMap(terms);
  return (table, row) => {
    const named = row["claim_id"] === undefined ? [] : terms(row["claim_id"]);
    const parents = table.foreignKeys.filter((key) => !registries.has(key.table));
    const group = groupsOf(row).at(-1);
    return {
      own: [...named, ...namingRow(table.name, keyOf(row, table.primaryKey))],
      around: [
        ...parents.flatMap((key) => namingRow(key.table, keyOf(row, key.columns))),
        ...(group === undefined || registries.has(table.name) ? [] : (alike.get(group) ?? [])),
      ],
    };
  };
}

function indexNaming(table: SnapshotTable, row: TextRow, naming: Map<string, Set<string>>): void {
  const id = row["claim_id"];
  if (id === undefined || id === "") return;
  for (const key of table.foreignKeys) if (key.table !== "claims") add(naming, `${key.table}\u0000${keyOf(row, key.columns)}`, id);
}

/** An event, then with a measure, then with a population: as far as the row says. */
function groupsOf(row: TextRow): string[] {
  const cells = [row["event_id"], row["measure"], row["population"]];
  const said = cells.findIndex((cell) => cell === undefined || cell === "");
  const known = said < 0 ? cells : cells.slice(0, said);
  return known.map((_, index) => JSON.stringify(known.slice(0, index + 1)));
}

function add(index: Map<string, Set<string>>, key: string, id: string): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, new Set([id]));
  else known.add(id);
}

// Who counted: each counter with the documents that repeat it.
import type { Index } from "../explain/tables.ts";
import { compareCodePoints } from "../finding.ts";
import { groupBy } from "../group-by.ts";

/** A counter with claims, and its documents: the one with the most claims first. */
export interface CounterRow {
  readonly counter_id: string;
  readonly name: string;
  readonly kind: string;
  readonly rank: number;
  /** How it is said to have counted, in English as in the data; empty where the data do not say. */
  readonly method: string;
  readonly claims: number;
  readonly documents: readonly {
    readonly source_id: string;
    readonly name: string;
    readonly hand: string;
    readonly claims: number;
  }[];
}

/** The counters that have claims, by their step of the ladder, then by how many claims they have. */
export function listCounters(index: Index): CounterRow[] {
  const own = groupBy(
    index.claims.filter((claim) => claim.counter_id !== null),
    (claim) => claim.counter_id ?? "",
  );
  const rows = [...own].map(([counter_id, claims]): CounterRow => {
    const counter = index.counter.get(counter_id);
    const documents = [...groupBy(claims, (claim) => claim.source_id)].map(([source_id, repeated]) => {
      const source = index.source.get(source_id);
      return {
        source_id,
        name: source?.publisher ?? source_id,
        hand: index.label("hand", source?.hand ?? null),
        claims: repeated.length,
      };
    });
    return {
      counter_id,
      name: index.nameCounter(counter_id),
      kind: index.label("counter_kind", counter?.kind ?? null),
      rank: counter?.rank ?? 5,
      method: counter?.method ?? "",
      claims: claims.length,
      documents: documents.toSorted((a, b) => b.claims - a.claims || compareCodePoints(a.name, b.name)),
    };
  });
  return rows.toSorted((a, b) => a.rank - b.rank || b.claims - a.claims || compareCodePoints(a.counter_id, b.counter_id));
}

// How much of a release comes from each counter and from each source.

import { compareCodePoints } from "../finding.ts";
import { groupBy } from "../group-by.ts";
import { publishedTables, type Row } from "../schema.ts";
import type { Release } from "./model.ts";
import { columnOf, labelOfValue, type Texts, textOf } from "./quality-tally.ts";
import type { CounterCoverage } from "./summed.ts";

/** What one document gave. */
export interface SourceCoverage {
  readonly source_id: string;
  readonly title: string;
  readonly kind: Texts;
  readonly language: string;
  readonly hand: Texts;
  readonly consulted: Texts;
  /** As raw/sources.csv words it; null where it is not known. */
  readonly standpoint: string | null;
  readonly claims: number;
}

/** The counters that have claims, most claims first. */
export function coverCounters(tables: Release["tables"]): CounterCoverage[] {
  const published = new Map(tables.sources.map((source) => [textOf(source, "source_id"), textOf(source, "published_latest")]));
  const claims = groupRows(tables.claims, "counter_id");
  const parts = groupRows(tables.estimate_claims, "counter_id");
  const covered = tables.counters.flatMap((counter) => {
    const own = claims.get(String(counter["counter_id"])) ?? [];
    return own.length === 0 ? [] : [coverCounter(counter, own, parts.get(String(counter["counter_id"])) ?? [], published)];
  });
  return covered.sort((a, b) => b.claims - a.claims || compareCodePoints(a.counter_id, b.counter_id));
}

function coverCounter(
  counter: Row,
  claims: readonly Row[],
  parts: readonly Row[],
  published: ReadonlyMap<string | null, string | null>,
): CounterCoverage {
  const compared = new Map(parts.map((part) => [textOf(part, "claim_id"), textOf(part, "as_of_latest")]));
  const asOf = (claim: Row): string | null =>
    compared.get(textOf(claim, "claim_id")) ?? textOf(claim, "as_of_latest") ?? published.get(textOf(claim, "source_id")) ?? null;
  const days = claims.flatMap((claim) => asOf(claim) ?? []).sort(compareCodePoints);
  const replaced = (role: string): boolean => role === "superseded" || role === "repeats";
  const count = (derived: boolean, fits: (role: string) => boolean): number =>
    new Set(parts.filter((part) => part["derived"] === derived && fits(String(part["role"]))).map(partKey)).size;
  return {
    counter_id: String(counter["counter_id"]),
    name: { en: String(counter["name_en"]), es: String(counter["name_es"]) },
    kind: labelOfValue(columnOf(publishedTables.counters.columns, "kind"), textOf(counter, "kind")),
    rank: Number(counter["rank"]),
    claims: claims.length,
    sources: new Set(claims.map((claim) => claim["source_id"])).size,
    events: new Set(claims.map((claim) => claim["event_id"])).size,
    first_day: days[0] ?? null,
    last_day: days.at(-1) ?? null,
    standing: count(false, (role) => !replaced(role)),
    superseded: count(false, (role) => role === "superseded"),
    repeats: count(false, (role) => role === "repeats"),
    standing_sums: count(true, (role) => !replaced(role)),
  };
}

/** A claim that stands has a row for each bound it sets: the key without the role. */
function partKey(part: Row): string {
  const columns = publishedTables.estimate_claims.primaryKey.filter((column) => column !== "role");
  return JSON.stringify(columns.map((column) => part[column]));
}

/** How many claims each source gave, by its id. */
export function countClaims({ claims }: Release["tables"]): Map<string, number> {
  return new Map([...groupRows(claims, "source_id")].map(([source, own]) => [source, own.length]));
}

/** Every source in the order of its table; `claims` is what `countClaims` gives. */
export function coverSources(tables: Release["tables"], claims: ReadonlyMap<string, number>): SourceCoverage[] {
  const { columns } = publishedTables.sources;
  const label = (source: Row, name: string): Texts => labelOfValue(columnOf(columns, name), textOf(source, name));
  return tables.sources.map((source) => ({
    source_id: String(source["source_id"]),
    title: String(source["title"]),
    kind: label(source, "kind"),
    language: String(source["language"]),
    hand: label(source, "hand"),
    consulted: label(source, "consulted"),
    standpoint: textOf(source, "standpoint"),
    claims: claims.get(String(source["source_id"])) ?? 0,
  }));
}

/** The rows by a column, without those in which it is empty. */
function groupRows(rows: readonly Row[], column: string): Map<string, Row[]> {
  return groupBy(
    rows.filter((row) => textOf(row, column) !== null),
    (row) => String(row[column]),
  );
}

// What can be said of the quality of a release from its tables alone: one model for the report in every format.
import { publishedTables, type Row, rawTables } from "../schema.ts";
import { sumEstimates } from "./estimate-sum.ts";
import { type PublishedTable, type Release, tableOf, tablesOf, talliesOf } from "./model.ts";
import { countClaims, coverCounters, coverSources, type SourceCoverage } from "./quality-coverage.ts";
import { type Decisions, describeDecisions, listDecisions } from "./quality-decisions.ts";
import { type Distribution, distribute, distributeCodes, labelOf, type Texts } from "./quality-tally.ts";
import { qualityTexts } from "./quality-text.ts";
import type { CounterCoverage, EstimateSum } from "./summed.ts";

/** How many cells of a column that may be empty are empty, and what that means. */
export interface Missing {
  readonly table: string;
  readonly column: string;
  readonly label: Texts;
  readonly missing: number;
  readonly rows: number;
  readonly meaning: Texts;
}

/** The report as quality/report.json has it; the pages say the same. All numbers are counts of rows. */
export interface QualityReport {
  readonly name: string;
  readonly version: string;
  /** ISO day of the release. */
  readonly date: string;
  readonly title: Texts;
  readonly usage_warnings: readonly Texts[];
  /** Empty where raw/dataset.json names none. */
  readonly known_limits: readonly Texts[];
  readonly tables: readonly { readonly table: string; readonly label: Texts; readonly rows: number }[];
  /** How claims spread over what they were read as. */
  readonly claims: readonly Distribution[];
  readonly decisions: Decisions;
  /** A release is not written where there is a finding, so there are never any. */
  readonly findings: { readonly findings: 0; readonly why: Texts };
  readonly counters: {
    readonly counters: number;
    readonly with_claims: number;
    readonly ranks: Distribution;
    /** Those with claims, most claims first. */
    readonly list: readonly CounterCoverage[];
  };
  readonly sources: { readonly sources: number; readonly spread: readonly Distribution[]; readonly list: readonly SourceCoverage[] };
  readonly estimates: {
    readonly estimates: number;
    /** Whose claims all come from one source, or all from one counter. */
    readonly one_source: number;
    readonly one_counter: number;
    readonly high_unbounded: number;
    /** In which no number fits every claim that stands. */
    readonly inconsistent: number;
    readonly best_rule: Distribution;
  };
  readonly conflicts: Distribution;
  /** Every column that may be empty, in the order of the release. */
  readonly missing: readonly Missing[];
}

/** The coded columns that reading adds to an extract, and the flag, which cautions against the words themselves. */
const readColumns = publishedTables.claims.columns
  .filter((column) => column.enumeration !== null && !rawTables.extracts.columns.some((raw) => raw.name === column.name))
  .map((column) => column.name)
  .concat("flag");
const sourceColumns = ["kind", "language", "hand", "consulted", "published_basis"];

/** The report of a release. The same release gives the same report. */
export function describeQuality(release: Release): QualityReport {
  const { dataset, date, tables } = release;
  const claims = tableOf(release, "claims");
  return {
    name: dataset.name,
    version: dataset.version,
    date,
    title: dataset.title,
    usage_warnings: dataset.usage_warnings,
    known_limits: dataset.known_limits ?? [],
    tables: tablesOf(release).map(({ table, length }) => ({ table: table.name, label: labelOf(table), rows: length })),
    claims: readColumns.map((column) => distributeCodes(claims, column)),
    decisions: describeDecisions(release.summed?.decisions ?? listDecisions(tables.claims), claims.length),
    findings: { findings: 0, why: { en: qualityTexts.en.noFindings, es: qualityTexts.es.noFindings } },
    counters: describeCounters(release),
    sources: describeSources(release),
    estimates: describeEstimates(tableOf(release, "estimates"), release.summed?.estimates ?? sumEstimates(tables.estimates)),
    conflicts: distributeCodes(tableOf(release, "conflicts"), "kind"),
    missing: tablesOf(release).flatMap(findMissing),
  };
}

function describeCounters(release: Release): QualityReport["counters"] {
  const list = release.summed?.counters ?? coverCounters(release.tables);
  const claims = new Map(list.map((counter) => [counter.counter_id, counter.claims]));
  const claimsOf = (row: Row): number => claims.get(String(row["counter_id"])) ?? 0;
  return {
    counters: release.tables.counters.length,
    with_claims: list.length,
    ranks: distribute(tableOf(release, "counters"), "rank", claimsOf),
    list,
  };
}

function describeSources(release: Release): QualityReport["sources"] {
  const list = coverSources(release.tables, release.summed?.claimsOfSource ?? countClaims(release.tables));
  const claims = new Map(list.map((source) => [source.source_id, source.claims]));
  const content = tableOf(release, "sources");
  const claimsOf = (row: Row): number => claims.get(String(row["source_id"])) ?? 0;
  return { sources: list.length, spread: sourceColumns.map((column) => distribute(content, column, claimsOf)), list };
}

function describeEstimates(content: PublishedTable, sum: EstimateSum): QualityReport["estimates"] {
  const { one_source, one_counter, high_unbounded, inconsistent } = sum;
  const best_rule = distributeCodes(content, "best_rule");
  return { estimates: content.length, one_source, one_counter, high_unbounded, inconsistent, best_rule };
}

function findMissing(content: PublishedTable): Missing[] {
  const { table, length } = content;
  return talliesOf(content).flatMap(({ empty }, index) => {
    const column = table.columns[index];
    if (!column?.nullable) return [];
    const meaning = { en: column.missing ?? "", es: column.missing_es ?? "" };
    return [{ table: table.name, column: column.name, label: labelOf(column), missing: empty, rows: length, meaning }];
  });
}

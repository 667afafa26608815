// How the quality report is written: JSON, and a page in English and Spanish with the long lists at its end.
import { type Column, publishedTables } from "../schema.ts";
import { asCode, escapeMarkdown, markdownTable } from "./markdown.ts";
import { type Language, type OutputFile, type Release, textFile } from "./model.ts";
import { describeQuality, type QualityReport } from "./quality.ts";
import { columnOf, type Distribution, labelOf, type Tally, type Texts } from "./quality-tally.ts";
import { qualityTexts } from "./quality-text.ts";

/** quality/report.json, report.md and report.es.md: one model, three writers. */
export function renderQuality(release: Release): OutputFile[] {
  const report = describeQuality(release);
  return [
    textFile("quality/report.json", `${JSON.stringify(report, null, 2)}\n`, "application/json"),
    textFile("quality/report.md", pageOf(report, "en"), "text/markdown; charset=utf-8"),
    textFile("quality/report.es.md", pageOf(report, "es"), "text/markdown; charset=utf-8"),
  ];
}

/** What the ranks of counters are, as the dictionary says it. */
const ladder: Texts = describe(columnOf(publishedTables.counters.columns, "rank"));

function describe(column: Column): Texts {
  return { en: escapeMarkdown(column.description), es: escapeMarkdown(column.description_es) };
}

function pageOf(report: QualityReport, language: Language): string {
  const text = qualityTexts[language];
  const warnings = report.usage_warnings.map((warning) => `> - ${escapeMarkdown(warning[language])}`);
  const limits = report.known_limits.map((limit) => `- ${escapeMarkdown(limit[language])}`);
  const parts = [
    `# ${text.heading}: ${escapeMarkdown(report.title[language])}`,
    `${text.version} ${report.version} (${report.date}) · ${text.otherLanguage} · ${text.asJson}`,
    [`> **${text.warnings}**`, ">", ...warnings].join("\n"),
    text.intro,
    ...section(text.glance, glanceTable(report, language)),
    ...(limits.length === 0 ? [] : section(text.limits, limits.join("\n"))),
    ...section(text.estimates, text.estimatesIntro, bestTable(report, language), conflictTable(report, language)),
    ...section(text.counters, text.countersIntro, rankTable(report, language), ladder[language]),
    ...section(text.sources, spreadTable(text.sourcesHeader, report.sources.spread, language)),
    ...section(text.reading, text.readingIntro, spreadTable(text.readingHeader, report.claims, language)),
    ...section(text.decisions, text.decisionsIntro, decisionTable(report, language)),
    ...section(text.findings, escapeMarkdown(report.findings.why[language])),
    ...section(text.tables, tableTable(report, language)),
    `## ${text.lists}`,
    ...list("counters", text.counterList, text.counterListIntro, counterList(report, language)),
    ...list("sources", text.sourceList, sourceList(report, language)),
    ...list("decisions", text.decisionList, decisionList(report, language)),
    ...list("missing", text.missing, text.missingIntro, missingList(report, language)),
  ];
  return `${parts.join("\n\n")}\n`;
}

function section(heading: string, ...paragraphs: readonly string[]): string[] {
  return [`## ${heading}`, ...paragraphs];
}

/** A list with an anchor that is the same in both languages. */
function list(anchor: string, heading: string, ...paragraphs: readonly string[]): string[] {
  return [`<a id="${anchor}"></a>`, `### ${heading}`, ...paragraphs];
}

function glanceTable(report: QualityReport, language: Language): string {
  const text = qualityTexts[language];
  const { estimates, decisions, counters, sources } = report;
  const filled = (column: string): [number, number] => {
    const entry = report.missing.find((each) => each.table === "claims" && each.column === column);
    return [(entry?.rows ?? 0) - (entry?.missing ?? 0), entry?.rows ?? 0];
  };
  const coded = (spread: readonly Distribution[], column: string, codes: readonly string[]): [number, number] => {
    const own = spread.find((each) => each.column === column);
    const rows = (own?.values ?? []).filter((each) => codes.includes(each.value ?? "")).map((each) => each.rows);
    return [rows.reduce((sum, count) => sum + count, 0), own?.rows ?? 0];
  };
  const shares: readonly [string, readonly [number, number]][] = [
    [text.withNumber, coded(report.claims, "count_status", ["reported", "stated_none"])],
    [text.withDate, filled("date_edtf")],
    [text.withPlace, filled("place_id")],
    [text.flagged, filled("flag")],
    [text.decided, [decisions.claims, decisions.all_claims]],
    [text.wholeText, coded(sources.spread, "consulted", ["whole_text"])],
    [text.activeCounters, [counters.with_claims, counters.counters]],
    [text.oneSource, [estimates.one_source, estimates.estimates]],
    [text.oneCounter, [estimates.one_counter, estimates.estimates]],
    [text.bestNumber, coded([estimates.best_rule], "best_rule", ["r9a", "r9b"])],
    [text.openHigh, [estimates.high_unbounded, estimates.estimates]],
    [text.inconsistent, [estimates.inconsistent, estimates.estimates]],
  ];
  const rows = shares.map(([label, [part, whole]]) => [label, shareOf(part, whole, language)]);
  return markdownTable(text.glanceHeader, [...rows, [text.conflicts, String(report.conflicts.rows)]]);
}

/** An exact share: "12 of 186". */
function shareOf(part: number, whole: number, language: Language): string {
  return `${part} ${qualityTexts[language].of} ${whole}`;
}

/** Several columns below one another: the name of a column stands at its first value. Values of no row are left out. */
function spreadTable(header: readonly string[], spread: readonly Distribution[], language: Language): string {
  const rows = spread.flatMap((distribution) => {
    const name = `${escapeMarkdown(distribution.label[language])} ${asCode(distribution.column)}`;
    const values = distribution.values.filter((each) => each.rows > 0);
    return values.map((each, index) => [index === 0 ? name : "", ...tallyCells(each, distribution.rows, language)]);
  });
  return markdownTable(header, rows);
}

function tallyCells(tally: Tally, whole: number, language: Language): string[] {
  const { value, label, rows, claims } = tally;
  const code = value === null ? qualityTexts[language].empty : asCode(value);
  const isCode = label.en !== value || label.es !== value;
  return [
    code,
    isCode ? escapeMarkdown(label[language]) : "",
    shareOf(rows, whole, language),
    ...(claims === null ? [] : [String(claims)]),
  ];
}

function bestTable({ estimates: { best_rule } }: QualityReport, language: Language): string {
  const rows = best_rule.values.map((each) => [
    escapeMarkdown(each.label[language]),
    asCode(each.value ?? ""),
    shareOf(each.rows, best_rule.rows, language),
  ]);
  return markdownTable(qualityTexts[language].bestHeader, rows);
}

function conflictTable({ conflicts }: QualityReport, language: Language): string {
  const rows = conflicts.values.map((each) => [escapeMarkdown(each.label[language]), asCode(each.value ?? ""), String(each.rows)]);
  return markdownTable(qualityTexts[language].conflictsHeader, rows);
}

function rankTable({ counters: { ranks } }: QualityReport, language: Language): string {
  const rows = ranks.values.map((each) => [escapeMarkdown(each.label[language]), String(each.rows), String(each.claims)]);
  return markdownTable(qualityTexts[language].ranksHeader, rows);
}

function decisionTable({ decisions }: QualityReport, language: Language): string {
  const rows = decisions.columns.map((each) => [asCode(each.column), escapeMarkdown(each.label[language]), String(each.decisions)]);
  const total = [qualityTexts[language].total, "", String(decisions.decisions)];
  return markdownTable(qualityTexts[language].decisionsHeader, [...rows, total]);
}

function tableTable({ tables }: QualityReport, language: Language): string {
  const rows = tables.map((each) => [asCode(each.table), escapeMarkdown(each.label[language]), String(each.rows)]);
  return markdownTable(qualityTexts[language].tablesHeader, rows);
}

function counterList({ counters }: QualityReport, language: Language): string {
  const rows = counters.list.map((each) => [
    asCode(each.counter_id),
    escapeMarkdown(each.name[language]),
    String(each.rank),
    ...[each.claims, each.sources, each.events].map(String),
    each.first_day ?? "",
    each.last_day ?? "",
    ...[each.standing, each.superseded, each.repeats, each.standing_sums].map(String),
  ]);
  return markdownTable(qualityTexts[language].counterListHeader, rows);
}

function sourceList({ sources }: QualityReport, language: Language): string {
  const rows = sources.list.map((each) => [
    asCode(each.source_id),
    escapeMarkdown(each.title),
    escapeMarkdown(each.kind[language]),
    asCode(each.language),
    escapeMarkdown(each.hand[language]),
    escapeMarkdown(each.consulted[language]),
    escapeMarkdown(each.standpoint ?? ""),
    String(each.claims),
  ]);
  const names = ["source_id", "title", "kind", "language", "hand", "consulted", "standpoint"];
  const header = names.map((name) => labelOf(columnOf(publishedTables.sources.columns, name))[language]);
  return markdownTable([...header, labelOf(publishedTables.claims)[language]], rows);
}

function decisionList({ decisions }: QualityReport, language: Language): string {
  const text = qualityTexts[language];
  const rows = decisions.list.map((each) => [
    asCode(each.claim_id),
    asCode(each.column),
    escapeMarkdown(each.as_printed ?? ""),
    each.value === null ? text.unknown : escapeMarkdown(each.value),
  ]);
  return markdownTable(text.decisionListHeader, rows);
}

/** Columns with an empty cell, by table. */
function missingList({ missing }: QualityReport, language: Language): string {
  const shown = missing.filter((each) => each.missing > 0);
  const rows = shown.map((each, index) => [
    shown[index - 1]?.table === each.table ? "" : asCode(each.table),
    asCode(each.column),
    shareOf(each.missing, each.rows, language),
    escapeMarkdown(each.meaning[language]),
  ]);
  return markdownTable(qualityTexts[language].missingHeader, rows);
}

// The quality report of the invented dataset: held against figures counted anew from the CSV files, and against itself in every format.
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Built, build } from "../pipeline/build.ts";
import { describeQuality, type QualityReport } from "../pipeline/publish/quality.ts";
import { renderQuality } from "../pipeline/publish/quality-page.ts";
import type { Distribution } from "../pipeline/publish/quality-tally.ts";
import type { OutputFile, Release } from "../pipeline/publish/release.ts";
import { publishedTables } from "../pipeline/schema.ts";

const golden = fileURLToPath(new URL("golden/terrazul/raw", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "recuento-"));
let built: Built;
let release: Release;
let report: QualityReport;

beforeAll(async () => {
  cpSync(golden, join(root, "raw"), { recursive: true });
  built = await build(root, null);
  const { dataset } = built.raw;
  if (dataset === null || built.tables === null) throw new Error("the invented dataset is not read");
  release = { dataset, date: dataset.released, tables: built.tables };
  report = JSON.parse(read("quality/report.json")) as QualityReport;
});
afterAll(() => rmSync(root, { recursive: true }));

const read = (path: string): string => readFileSync(join(root, "dist", built.version ?? "none", path), "utf8");
const csv = (name: string): Record<string, string>[] => parse(read(`csv/${name}.csv`), { columns: true });
const textOf = (files: readonly OutputFile[], path: string): string =>
  new TextDecoder().decode(files.find((file) => file.path === path)?.bytes);

/** How many rows have each value; an empty cell is the value "". */
function count(rows: readonly Record<string, string>[], column: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[row[column] ?? "?"] = (counts[row[column] ?? "?"] ?? 0) + 1;
  return counts;
}

/** The same of a distribution of the report. */
const counted = (distribution: Distribution | undefined): Record<string, number> =>
  Object.fromEntries((distribution?.values ?? []).filter((each) => each.rows > 0).map((each) => [each.value ?? "", each.rows]));

/** The tables of a page: rows of cells as they are written, split at bars that no backslash escapes. */
function tablesOf(page: string): string[][][] {
  const blocks = page.split(/\n{2,}/).filter((block) => block.startsWith("|"));
  return blocks.map((block) =>
    block
      .trimEnd()
      .split("\n")
      .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim())),
  );
}

/** Every number, share, day and code of the tables of a page, in order: what no language changes. */
const figuresOf = (page: string): string[] =>
  tablesOf(page)
    .flat(2)
    .filter((cell) => /^(?:\d+(?: (?:of|de) \d+)?|\d{4}-\d\d-\d\d|`.+`)$/.test(cell))
    .map((cell) => cell.replace(" de ", " of "));

const everyDistribution = (each: QualityReport): Distribution[] => [
  ...each.claims,
  ...each.sources.spread,
  each.counters.ranks,
  each.estimates.best_rule,
  each.conflicts,
];

describe("the figures of the report", () => {
  it("are of a release without a finding, and say why there are none", () => {
    expect(built.findings).toEqual([]);
    expect(report.findings.findings).toBe(0);
    expect(report.findings.why.en).toContain("is not written");
  });

  it("are the rows of each CSV file", () => {
    expect(report.tables.length).toBe(Object.keys(publishedTables).length);
    for (const { table, rows } of report.tables) expect(rows, table).toBe(csv(table).length);
  });

  it("are the spread of claims over each column that reading adds, and over flags", () => {
    expect(report.claims.map((each) => each.column).sort()).toEqual([
      "count_qualifier",
      "count_status",
      "date_basis",
      "date_precision",
      "date_qualifier",
      "flag",
      "place_basis",
      "place_precision",
    ]);
    for (const each of report.claims) expect(counted(each), each.column).toEqual(count(csv("claims"), each.column));
  });

  it("are the spread of sources, estimates, conflicts and ranks", () => {
    for (const each of report.sources.spread) expect(counted(each), each.column).toEqual(count(csv("sources"), each.column));
    expect(counted(report.estimates.best_rule)).toEqual(count(csv("estimates"), "best_rule"));
    expect(counted(report.conflicts)).toEqual(count(csv("conflicts"), "kind"));
    expect(counted(report.counters.ranks)).toEqual(count(csv("counters"), "rank"));
    const estimates = csv("estimates");
    expect(report.estimates).toMatchObject({
      estimates: estimates.length,
      one_source: estimates.filter((row) => row["sources"] === "1").length,
      one_counter: estimates.filter((row) => row["counters"] === "1").length,
      high_unbounded: estimates.filter((row) => row["high_unbounded"] === "true").length,
      inconsistent: estimates.filter((row) => row["consistent"] === "false").length,
    });
  });

  it("are the empty cells of every column that may be empty", () => {
    const nullable = Object.values(publishedTables).flatMap((table) => table.columns.filter((column) => column.nullable));
    expect(report.missing.length).toBe(nullable.length);
    expect(report.missing.filter((each) => each.missing > 0).length).toBeGreaterThan(10);
    for (const { table, column, missing, rows, meaning } of report.missing) {
      const cells = csv(table).map((row) => row[column]);
      expect([missing, rows], `${table}.${column}`).toEqual([cells.filter((cell) => cell === "").length, cells.length]);
      expect(meaning.en, `${table}.${column}`).not.toBe("");
      expect(meaning.es, `${table}.${column}`).not.toBe("");
    }
  });

  it("are the decisions of raw/lookups.csv, one by one", () => {
    const lookups: Record<string, string>[] = parse(readFileSync(join(golden, "lookups.csv")), { columns: true });
    const pairs = (rows: readonly object[], id: string): string[] =>
      rows.map((row) => `${(row as Record<string, string>)[id]} ${(row as Record<string, string>)["column"]}`).sort();
    expect(lookups.length).toBeGreaterThan(0);
    expect(pairs(report.decisions.list, "claim_id")).toEqual(pairs(lookups, "extract_id"));
    expect(report.decisions.claims).toBe(new Set(lookups.map((row) => row["extract_id"])).size);
  });

  it("are what each counter gave, and what became of it in the estimates", () => {
    const claims = csv("claims");
    expect(report.counters.list.length).toBe(report.counters.with_claims);
    for (const counter of report.counters.list) {
      const own = claims.filter((row) => row["counter_id"] === counter.counter_id);
      const distinct = (column: string): number => new Set(own.map((row) => row[column])).size;
      expect([counter.claims, counter.sources, counter.events]).toEqual([own.length, distinct("source_id"), distinct("event_id")]);
      const days = own.map((claim) => {
        const part = csv("estimate_claims").find((row) => row["claim_id"] === claim["claim_id"]);
        const source = csv("sources").find((row) => row["source_id"] === claim["source_id"]);
        return part?.["as_of_latest"] || claim["as_of_latest"] || source?.["published_latest"];
      });
      expect([counter.first_day, counter.last_day], counter.counter_id).toEqual([days.sort()[0], days.at(-1)]);
    }
    const ministry = report.counters.list.find((counter) => counter.counter_id === "ministerio");
    const parts = csv("estimate_claims").filter((row) => row["counter_id"] === "ministerio" && row["derived"] === "false");
    const roles = count(parts, "role");
    expect([ministry?.superseded, ministry?.repeats]).toEqual([roles["superseded"], roles["repeats"]]);
    expect(ministry?.superseded).toBeGreaterThan(0);
    const considered = csv("estimates").reduce((sum, row) => sum + Number(row["claims"]), 0);
    const total = report.counters.list.reduce((sum, each) => sum + each.standing + each.superseded + each.repeats, 0);
    expect(total).toBe(considered);
    const standing = new Set(
      csv("estimate_claims")
        .filter((row) => row["derived"] === "true" && !["superseded", "repeats"].includes(row["role"] ?? ""))
        .map((row) => row["claim_id"]),
    );
    expect(report.counters.list.reduce((sum, each) => sum + each.standing_sums, 0)).toBe(standing.size);
  });

  it("add up to their totals", () => {
    const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
    const distributions = everyDistribution(report);
    expect(distributions.length).toBeGreaterThan(10);
    for (const each of distributions) expect(sum(each.values.map((value) => value.rows)), each.column).toBe(each.rows);
    for (const each of report.sources.spread)
      expect(sum(each.values.map((value) => value.claims ?? 0)), each.column).toBe(csv("claims").length);
    expect(sum(report.sources.list.map((source) => source.claims))).toBe(csv("claims").length);
    expect(sum(report.decisions.columns.map((column) => column.decisions))).toBe(report.decisions.decisions);
  });
});

describe("the three files", () => {
  it("come from one model, with the same bytes each time", () => {
    expect(JSON.parse(JSON.stringify(describeQuality(release)))).toEqual(report);
    expect(renderQuality(release)).toEqual(renderQuality(release));
    for (const file of renderQuality(release)) expect(new TextDecoder().decode(file.bytes)).toBe(read(file.path));
  });

  it("have the same figures, days and codes in English and Spanish", () => {
    const english = figuresOf(read("quality/report.md"));
    expect(english.length).toBeGreaterThan(200);
    expect(figuresOf(read("quality/report.es.md"))).toEqual(english);
  });

  it("have the same figures in JSON and on the page", () => {
    const page = read("quality/report.md");
    const lines = new Set(tablesOf(page).flatMap((table) => table.map((cells) => cells.slice(1, -1).join(" | "))));
    for (const { table, label, rows } of report.tables) expect(lines).toContain(`\`${table}\` | ${label.en} | ${rows}`);
    for (const each of report.estimates.best_rule.values)
      expect(lines).toContain(`${each.label.en} | \`${each.value}\` | ${each.rows} of ${report.estimates.estimates}`);
    for (const each of report.missing.filter(({ missing }) => missing > 0)) {
      const end = ` | \`${each.column}\` | ${each.missing} of ${each.rows} | `;
      expect(
        [...lines].some((line) => ` | ${line}`.includes(end)),
        `${each.table}.${each.column}`,
      ).toBe(true);
    }
    expect(lines).toContain(`Conflicts | ${report.conflicts.rows}`);
  });

  it("are listed in the manifest and linked from the front pages", () => {
    const manifest = JSON.parse(read("MANIFEST.json")) as { files: { path: string }[] };
    const paths = manifest.files.map((file) => file.path).filter((path) => path.startsWith("quality/"));
    expect(paths).toEqual(["quality/report.es.md", "quality/report.json", "quality/report.md"]);
    expect(read("README.md")).toContain("](quality/report.md)");
    expect(read("README.es.md")).toContain("](quality/report.es.md)");
  });
});

describe("the page", () => {
  const pages = ["quality/report.md", "quality/report.es.md"];

  it.each(pages)("%s has tables whose rows have as many cells as their header", (path) => {
    const tables = tablesOf(read(path));
    expect(tables.length).toBeGreaterThan(10);
    for (const [header = [], separator = [], ...rows] of tables) {
      expect(separator.slice(1, -1).every((cell) => cell === "---")).toBe(true);
      for (const row of [separator, ...rows]) expect(row.length, row.join("|")).toBe(header.length);
    }
  });

  it.each(pages)("%s has every place that it links to", (path) => {
    const page = read(path);
    const anchors = Array.from(page.matchAll(/\]\(#([^)]+)\)/g), ([, anchor]) => anchor);
    expect(anchors.length).toBeGreaterThan(1);
    for (const anchor of anchors) expect(page).toContain(`<a id="${anchor}"></a>`);
  });

  it("opens with the warnings, then the limits where the dataset names some", () => {
    const pageWith = (known_limits: Release["dataset"]["usage_warnings"]): string =>
      textOf(renderQuality({ ...release, dataset: { ...release.dataset, known_limits } }), "quality/report.md");
    expect(pageWith([])).not.toContain("## Known limits");
    const limit = { en: "Two | *pages* are <b>lost</b>.", es: "Faltan dos | *páginas*." };
    const page = pageWith([limit]);
    expect(page.indexOf("Invented.")).toBeLessThan(page.indexOf("## At a glance"));
    expect(page).toContain("## Known limits\n\n- Two \\| \\*pages\\* are \\<b\\>lost\\</b\\>.\n");
  });

  it("shows markup of a cell as it stands", () => {
    const hostile = "a | b\\| `c` <b>d</b> [e](https://f) **g** &amp;";
    const escaped = "a \\| b\\\\\\| \\`c\\` \\<b\\>d\\</b\\> \\[e\\](https://f) \\*\\*g\\*\\* &amp;amp;";
    const pageWith = (text: string): string => {
      const tables = {
        ...release.tables,
        sources: release.tables.sources.map((row) => ({ ...row, title: text, standpoint: text })),
        counters: release.tables.counters.map((row) => ({ ...row, name_en: text })),
        claims: release.tables.claims.map((row) => ({ ...row, place_text: text })),
      };
      return textOf(renderQuality({ ...release, tables }), "quality/report.md");
    };
    const page = pageWith(hostile);
    expect(page.split(escaped).length - 1).toBe(
      2 * report.sources.list.length +
        report.counters.list.length +
        report.decisions.list.filter((each) => each.column === "place_text").length,
    );
    expect(page.replaceAll(escaped, "harmless")).toBe(pageWith("harmless"));
  });
});

// Every published estimate, worked out again in SQL (SQLite) from the CSV of estimate_claims alone.
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import initSqlJs from "sql.js";
import { describe, expect, it } from "vitest";

const dist = new URL("../../dist/", import.meta.url);
const { path } = JSON.parse(readFileSync(new URL("latest.json", dist), "utf8")) as { path: string };
const rowsOf = (name: string): Record<string, string>[] =>
  parse(readFileSync(new URL(`${path}csv/${name}.csv`, dist), "utf8"), { columns: true });

/** What a range and a best need: voices that stand, their bounds, and who stands on the highest step. */
const recompute = `
  with voices as (
    select distinct event_id, measure, population, count_basis, claim_id, rank, count_stated, count_low, count_high, flagged
    from estimate_claims where role not in ('superseded', 'repeats')
  ),
  ends as (
    select event_id, measure, population, count_basis,
      min(count_low) as low, max(count_high) as high,
      max(case when count_high is null then 1 else 0 end) as unbounded,
      max(coalesce(count_low, 0)) as shared_low, min(coalesce(count_high, 2147483647)) as shared_high,
      min(rank) as top, min(flagged) as all_flagged
    from voices group by event_id, measure, population, count_basis
  ),
  highest as (
    select voices.event_id, voices.measure, voices.population, voices.count_basis,
      count(*) as sayers, min(voices.count_stated) as stated, max(flagged) as flagged,
      min(coalesce(voices.count_low, 0)) as own_low, max(coalesce(voices.count_high, 2147483647)) as own_high
    from voices join ends on voices.event_id = ends.event_id and voices.measure = ends.measure
      and voices.population = ends.population and voices.count_basis = ends.count_basis
    where voices.rank = ends.top
    group by voices.event_id, voices.measure, voices.population, voices.count_basis
  )
  select ends.event_id, ends.measure, ends.population, ends.count_basis, low,
    case when shared_low = shared_high and all_flagged = 0 then shared_low
      when sayers = 1 and highest.flagged = 0 and stated >= own_low and stated <= own_high and stated >= coalesce(low, 0)
        and (unbounded = 1 or stated <= high) then stated
      else null end as best,
    high, unbounded
  from ends join highest on ends.event_id = highest.event_id and ends.measure = highest.measure
    and ends.population = highest.population and ends.count_basis = highest.count_basis
  order by ends.event_id, ends.measure, ends.population, ends.count_basis`;

const key = ["event_id", "measure", "population", "count_basis"];
const whole = ["rank", "count_stated", "count_low", "count_high", "flagged"];
const number = (cell: string | undefined): number | null =>
  cell === undefined || cell === "" ? null : cell === "true" ? 1 : cell === "false" ? 0 : Number(cell);

/** The answers of the query, each as its key and "low best high unbounded". */
async function answer(): Promise<Map<string, string>> {
  const { Database } = await initSqlJs();
  const database = new Database();
  const columns = [...key, "claim_id", "role", ...whole];
  database.run(
    `create table estimate_claims (${columns.map((name) => `${name} ${whole.includes(name) ? "integer" : "text"}`).join(", ")})`,
  );
  for (const row of rowsOf("estimate_claims")) {
    const cells = columns.map((name) => (whole.includes(name) ? number(row[name]) : (row[name] ?? null)));
    database.run(`insert into estimate_claims values (${columns.map(() => "?").join(", ")})`, cells);
  }
  const [result] = database.exec(recompute);
  return new Map(result?.values.map((cells) => [cells.slice(0, 4).join("."), cells.slice(4).map(String).join(" ")]));
}

describe("the estimates of the latest release", async () => {
  const answers = await answer();
  const published = rowsOf("estimates");

  it("are as many in SQL as published", () => {
    expect(answers.size).toBeGreaterThan(10);
    expect(answers.size).toBe(published.length);
  });

  it.each(published.map((row) => [key.map((name) => row[name]).join("."), row] as const))("%s is what SQL finds", (id, row) => {
    const { low, best, high, high_unbounded } = row;
    expect(answers.get(id)).toBe([number(low), number(best), number(high), high_unbounded === "true" ? 1 : 0].map(String).join(" "));
  });
});

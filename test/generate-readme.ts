// How the figures of the README are made from raw/: `npm run generate` writes them, a test compares them.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { check } from "../pipeline/build.ts";
import type { Claim, Conflict, Estimate, Event } from "../pipeline/model.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
export const readmePath = fileURLToPath(new URL("../README.md", import.meta.url));
const block = /(<!-- figures: made by npm run generate -->\n)[\s\S]*?(<!-- end of figures -->)/;
/** Rows of the table: the estimates with the most claims. */
const shown = 6;

function sayRange({ low, high, high_unbounded }: Estimate): string {
  if (!high_unbounded) return low === high ? `${low}` : `${low} to ${high}`;
  return `${low} to ${high} or more`;
}

/** The README with the figures of the dataset in their place. */
export async function writeReadme(readme: string): Promise<string> {
  const { tables } = await check(root);
  if (tables === null) throw new Error("raw/ has findings");
  // Every table has passed the check of the schema from which these row types are generated.
  const rows = <Value>(name: keyof typeof tables): readonly Value[] => tables[name] as unknown as readonly Value[];
  const events = new Map(rows<Event>("events").map((event) => [event.event_id, event.label_en]));
  const most = rows<Estimate>("estimates").toSorted((a, b) => b.claims - a.claims);
  const counted = new Set(rows<Claim>("claims").flatMap((claim) => claim.counter_id ?? []));
  const lines = most
    .slice(0, shown)
    .map(
      (estimate) =>
        `| ${events.get(estimate.event_id)} | ${estimate.measure} | ${sayRange(estimate)} | ${estimate.best ?? ""} | ${estimate.claims} | ${estimate.counters} | ${estimate.sources} |`,
    );
  const text = [
    `${tables.claims.length} claims of ${tables.sources.length} documents, by ${counted.size} counters; ${tables.estimates.length} estimates and ${rows<Conflict>("conflicts").length} open conflicts. The six with the most claims:`,
    "",
    "| event | measure | claimed | best | claims | counters | documents |",
    "|---|---|---|---:|---:|---:|---:|",
    ...lines,
    "",
  ].join("\n");
  return readme.replace(block, `$1${text}$2`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(readmePath, await writeReadme(readFileSync(readmePath, "utf8")));

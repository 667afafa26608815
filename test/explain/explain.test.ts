// What an explanation must hold, for every id of the invented datasets in both languages, and three pages as they read.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { check } from "../../pipeline/build.ts";
import { estimateId } from "../../pipeline/estimates.ts";
import { writePage } from "../../pipeline/explain/page.ts";
import { explanationLanguages, phrases } from "../../pipeline/explain/phrases.ts";
import { type ConflictStory, type EstimateStory, explain, explainableIds } from "../../pipeline/explain/story.ts";
import type { Tables } from "../../pipeline/explain/tables.ts";
import { gatherTables } from "../../pipeline/gather.ts";
import type { EstimateClaim } from "../../pipeline/model.ts";

async function tablesOf(name: string): Promise<Tables> {
  const { tables } = await check(fileURLToPath(new URL(`../golden/${name}`, import.meta.url)));
  if (tables === null) throw new Error(`${name} has findings`);
  return tables;
}
const datasets = { terrazul: await tablesOf("terrazul"), lusaria: await tablesOf("lusaria") };

describe.each(Object.entries(datasets))("every explanation of %s", (_name, tables) => {
  const ids = explainableIds(tables);
  const parts = tables.estimate_claims as unknown as EstimateClaim[];

  it.each(explanationLanguages)("is a page of whole words in %s, at most a hundred characters wide but for addresses", (language) => {
    expect(ids.length).toBeGreaterThan(20);
    for (const id of ids) {
      const story = explain(tables, id, language);
      const page = story === null ? "" : writePage(story, language);
      expect(page.length, id).toBeGreaterThan(20);
      expect(page, id).not.toMatch(/undefined|NaN|\bnull\b|\[object/);
      for (const line of page.split("\n")) if (/ \S+ /.test(line)) expect(line.length, line).toBeLessThanOrEqual(120);
    }
  });

  it("names every claim of an estimate once, with a reason for what it did or did not", () => {
    const estimates = [...new Set(parts.map(estimateId))];
    for (const id of estimates) {
      const story = explain(tables, id, "en") as EstimateStory;
      const told = story.counters.flatMap((counter) => [...counter.standing, ...counter.superseded, ...counter.repeats]);
      const own = new Set(parts.filter((part) => estimateId(part) === id).map((part) => part.claim_id));
      expect(told.map((each) => each.claim_id).sort(), id).toEqual([...own].sort());
      for (const each of told) expect(each.roles.length, each.claim_id).toBeGreaterThan(0);
    }
  });

  it("says of every figure that stands and does not set best why it does not", () => {
    for (const id of new Set(parts.map(estimateId))) {
      const story = explain(tables, id, "en") as EstimateStory;
      for (const each of story.counters.flatMap((counter) => counter.standing)) {
        const said = each.roles.join("; ");
        expect(said.includes(phrases.en.setsBest) || /does not set best/.test(said), `${id} ${each.claim_id}: ${said}`).toBe(true);
      }
    }
  });

  it.each(explanationLanguages)("tells a disagreement in %s in two sentences, and each of its claims on one side", (language) => {
    expect(tables.conflicts.length).toBeGreaterThan(0);
    for (const { conflict_id } of tables.conflicts) {
      const story = explain(tables, String(conflict_id), language) as ConflictStory;
      expect(story.sentences.length).toBe(2);
      for (const sentence of story.sentences) expect(sentence).toMatch(/^\p{Lu}[^.]*\S\.$/u);
      const onSides = story.sides.flatMap((side) => side.claims.map((claim) => claim.claim_id));
      expect(onSides.toSorted()).toEqual(story.claims.map((claim) => claim.claim_id).toSorted());
    }
  });
});

describe.each(Object.keys(datasets))("the tables gathered for an id of %s", (name) => {
  const root = fileURLToPath(new URL(`../golden/${name}`, import.meta.url));
  const whole = datasets[name as keyof typeof datasets];

  it("are all tables whole where there are few claims", async () => {
    expect((await gatherTables(root, "nothing")).tables).toEqual(whole);
  });

  it("tell the same of it where only its event is gathered", async () => {
    for (const id of explainableIds(whole)) {
      const { tables } = await gatherTables(root, id, 0);
      expect(tables && explain(tables, id, "es"), id).toEqual(explain(whole, id, "es"));
    }
    const { tables } = await gatherTables(root, "nothing", 0);
    expect(tables?.claims).toEqual([]);
    expect(tables && explain(tables, "nothing", "en")).toBeNull();
  });
});

describe("the page of", () => {
  it.each([
    ["puerto.killed", "en"],
    ["puerto.killed", "es"],
    ["attribution.puerto.killed.people", "es"],
  ] as const)("%s in %s reads as it should", (id, language) => {
    const story = explain(datasets.terrazul, id, language);
    const page = readFileSync(new URL(`pages/${id}.${language}.txt`, import.meta.url), "utf8");
    expect(story && writePage(story, language)).toBe(page);
  });
});

describe("a disagreement", () => {
  const tell = (tables: Tables, id: string): ConflictStory => explain(tables, id, "en") as ConflictStory;

  it("on who did it counts the claims of each answer, and lists them below it", () => {
    const { sentences, sides } = tell(datasets.terrazul, "attribution.puerto.killed.people");
    const titles = ["1 claim attributes it to state forces", "1 claim attributes it to civilians"];
    expect(sides.map((side) => side.title)).toEqual(titles);
    expect(sentences[0]).toBe(`The claims contradict each other on who did it: ${titles.join("; ")}.`);
  });

  it("on many numbers names these alone, and lists the claims by their numbers", () => {
    const [first] = datasets.terrazul.conflicts.filter((conflict) => conflict["kind"] === "value");
    const detail = "12 or more (c; d) against 2 (a) against 3 (b) against 5 to 7 (e)";
    const conflicts = datasets.terrazul.conflicts.map((conflict) => (conflict === first ? { ...conflict, detail } : conflict));
    const story = tell({ ...datasets.terrazul, conflicts }, String(first?.["conflict_id"]));
    expect(story.sentences[0]).toBe("The claims that stand fit no one number: 12 or more; 2; 3; 5 to 7.");
    const numbers = story.sides.flatMap((side) => side.claims.map((claim) => Number.parseInt(claim.number ?? "", 10)));
    expect(numbers.length).toBeGreaterThan(2);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  });
});

describe("the phrases", () => {
  it("are not the same in both languages, where they hold words", () => {
    for (const key of ["r9a", "notAnInterval", "whoCounted", "setsBest", "unresolved"] as const)
      expect(phrases.es[key]).not.toBe(phrases.en[key]);
  });
});

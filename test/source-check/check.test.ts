// What is said of printed words in an invented document: where they stand, alike or not, case by case of cases.json.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { RawExtract, RawSource } from "../../pipeline/model.ts";
import { checkSource, countFragments, findFragment, listFaults } from "../../pipeline/source-check/check.ts";
import { foldPrinted, makePages } from "../../pipeline/source-check/pages.ts";
import { writeReport } from "../../pipeline/source-check/report.ts";

interface Case {
  readonly why: string;
  readonly words: string;
  readonly locator: string;
  /** The whole text where nothing is said. */
  readonly consulted?: RawSource["consulted"];
  readonly status: string;
  readonly stands_at: readonly string[];
}

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");
const text = read("document.txt");
const cases = JSON.parse(read("cases.json")) as Case[];

// Only the columns that are asked for matter here.
const sourceOf = (columns: Partial<RawSource>): RawSource =>
  ({ source_id: "s1", consulted: "whole_text", text_sha256: null, ...columns }) as RawSource;
const emptyText = {
  date_text: null,
  place_text: null,
  count_text: null,
  speaker_text: null,
  actor_text: null,
  victims_text: null,
  as_of_text: null,
  manner_text: null,
};
const extractOf = (id: string, columns: Partial<RawExtract>): RawExtract =>
  ({ extract_id: id, source_id: "s1", locator: "p1", ...emptyText, ...columns }) as RawExtract;

describe("the invented document", () => {
  it("still holds the characters that editors like to mend", () => {
    for (const character of ["“", "”", "’", "–", "\u00a0", "\t", "o\u0308", "\n   \n"]) expect(text).toContain(character);
  });
});

describe("a fragment", () => {
  it("has a case for every status", () => {
    expect(new Set(cases.map((each) => each.status))).toEqual(new Set(["in_place", "misplaced", "moved", "alike", "missing"]));
  });

  for (const { why, words, locator, consulted = "whole_text", status, stands_at } of cases)
    it(`${JSON.stringify(words)} (${locator}): ${why}`, () => {
      expect(findFragment(makePages(text), words, locator, consulted)).toEqual({ status, stands_at });
    });

  it("stands the same whatever ends the lines", () => {
    for (const end of ["\r\n", "\r", "\n\n"]) {
      const pages = makePages(text.replaceAll("\n", end));
      for (const { words, locator, consulted = "whole_text", status, stands_at } of cases)
        expect(findFragment(pages, words, locator, consulted), words).toEqual({ status, stands_at });
    }
  });

  it("stands nowhere in an empty document", () => {
    expect(findFragment(makePages("\n \n"), "two", "h1", "whole_text")).toEqual({ status: "missing", stands_at: [] });
  });

  it("that consists of characters which take no room stands nowhere, rather than everywhere", () => {
    expect(findFragment(makePages(text), "\u00ad", "p1", "whole_text").status).toBe("missing");
  });

  it("stands letter by letter at every line it was taken from", () => {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    expect(lines.length).toBeGreaterThan(10);
    lines.forEach((line, index) => {
      for (const words of line.split(/\s+/u).filter((word) => /\p{L}/u.test(word)))
        expect(findFragment(makePages(text), words, `p${index + 1}`, "whole_text").status, words).toBe("in_place");
    });
  });
});

describe("folding", () => {
  it("done twice gives what it gives once", () => {
    expect(foldPrinted(foldPrinted(text))).toBe(foldPrinted(text));
  });

  it("keeps case and accents", () => {
    expect(foldPrinted(" Jo\u0308rg\u00a0\u00a0O’Neill ")).toBe("J\u00f6rg O'Neill");
  });
});

describe("a source", () => {
  const extracts = [
    extractOf("s1-1", { date_text: "June 5", count_text: "two people", speaker_text: "Lumaria Watch" }),
    extractOf("s1-2", { locator: "p2", place_text: "Alder", manner_text: "by night" }),
    extractOf("s2-1", { source_id: "s2", place_text: "Nowhere" }),
    extractOf("s1-3", { locator: "p7", actor_text: "the Watch's", victims_text: null, as_of_text: null }),
  ];

  it("is compared in every column of printed words of its own extracts, in their order", () => {
    const all = extractOf("s1-4", Object.fromEntries(Object.keys(emptyText).map((column) => [column, column])));
    const checked = checkSource({ text: Object.keys(emptyText).join(" "), sha256: "", source: sourceOf({}), extracts: [all] });
    expect(checked.fragments.map((each) => each.column).sort()).toEqual(Object.keys(emptyText).sort());
    const named = checkSource({ text, sha256: "", source: sourceOf({}), extracts }).fragments.map(
      (each) => `${each.extract_id} ${each.column}`,
    );
    expect(named).toEqual([
      "s1-1 date_text",
      "s1-1 count_text",
      "s1-1 speaker_text",
      "s1-2 place_text",
      "s1-2 manner_text",
      "s1-3 actor_text",
    ]);
  });

  it("is counted by status, and reported with what stands where", () => {
    const checked = checkSource({ text, sha256: "b", source: sourceOf({ text_sha256: "a" }), extracts });
    expect(checked).toMatchObject({ checksum: "differs", sha256: "b", sha256_recorded: "a", lines: 13 });
    expect(countFragments(checked)).toEqual({ fragments: 6, in_place: 3, misplaced: 1, moved: 0, alike: 1, missing: 1 });
    expect(listFaults(checked).map((each) => each.column)).toEqual(["place_text", "manner_text", "actor_text"]);
    const said = writeReport(checked).split("\n");
    expect(said[0]).toBe("s1: 6 fragments, 3 at their place, 1 elsewhere, 1 alike, 1 missing.");
    expect(said[1]).toBe("SHA-256: not as recorded. This copy has b, the text that was read a.");
    expect(said.slice(2, 12)).toEqual([
      "",
      "Missing",
      '  s1-2 manner_text "by night" p2: stands nowhere in this copy',
      "",
      "Elsewhere",
      '  s1-2 place_text "Alder" p2: stands at p1',
      "",
      "Alike, not letter by letter",
      `  s1-3 actor_text "the Watch's" p7: alike at p7`,
      "",
    ]);
    expect(said[12]).toBe("What to do");
    expect(said.slice(13, 16).map((line) => line.split(":")[0])).toEqual(["Missing", "Elsewhere", "Alike"]);
  });

  it("read in an excerpt has moved words, where a whole text has misplaced ones", () => {
    const checked = checkSource({ text, sha256: "b", source: sourceOf({ consulted: "excerpt" }), extracts });
    expect(countFragments(checked)).toMatchObject({ misplaced: 0, moved: 1, missing: 1 });
    expect(writeReport(checked)).toContain('Moved\n  s1-2 place_text "Alder" p2: stands at p1\n');
  });

  it("is compared word by word even where the checksum is the one on record, and the extracts are then wrong", () => {
    const checked = checkSource({ text, sha256: "a", source: sourceOf({ text_sha256: "a" }), extracts });
    expect(checked.checksum).toBe("same");
    expect(listFaults(checked)).toHaveLength(3);
    expect(writeReport(checked)).toContain("so it is the extracts that are wrong");
  });

  it("without extracts is said to have nothing to compare", () => {
    const checked = checkSource({ text, sha256: "a", source: sourceOf({}), extracts: [] });
    expect(writeReport(checked)).toContain("nothing was compared");
    expect(writeReport(checked)).not.toContain("Nothing to do");
  });

  it("with words in many lines is told the nearest five and how many more", () => {
    const many = extractOf("s1-9", { locator: "p8", place_text: "Quay" });
    const lines = Array.from({ length: 9 }, (_, index) => (index === 7 ? "none" : "Quay")).join("\n");
    const checked = checkSource({ text: lines, sha256: "a", source: sourceOf({}), extracts: [many] });
    expect(writeReport(checked)).toContain("stands at p7, p9, p6, p5, p4 and 3 more");
  });
});

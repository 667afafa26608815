// Counts, row by row of cases/counts.csv, and number words of cases/numbers.csv.
import { describe, expect, it } from "vitest";
import { parseCount } from "../../pipeline/normalize/counts.ts";
import { findLexicon } from "../../pipeline/normalize/lexicon/lexicons.ts";
import { readDigits, readNumberWords } from "../../pipeline/normalize/number-words.ts";
import { foldText, tokenize } from "../../pipeline/normalize/words.ts";
import { cell, numberCell, readCases, refusalShare, titled } from "./cases.ts";

const rows = readCases("counts");
const numbers = readCases("numbers");

describe("the case file of counts", () => {
  it("has at least 400 rows, a third of them refusals", () => {
    expect(rows.length).toBeGreaterThanOrEqual(400);
    expect(refusalShare(rows)).toBeGreaterThanOrEqual(1 / 3);
  });
});

describe("parseCount reads or refuses", () => {
  it.each(titled(rows, "language"))("%s", (_title, row) => {
    const answer = parseCount({ text: cell(row, "text"), language: cell(row, "language") });
    if (cell(row, "finding") !== "") {
      expect(answer).toMatchObject({ code: `count/${cell(row, "finding")}` });
      return;
    }
    expect(answer).toMatchObject({
      stated: numberCell(row, "stated"),
      low: numberCell(row, "low"),
      high: numberCell(row, "high"),
      qualifier: cell(row, "qualifier"),
      status: cell(row, "status"),
    });
  });

  it("refuses a language that has no lexicon", () => {
    expect(parseCount({ text: "neuf", language: "fr" })).toMatchObject({ code: "count/no-lexicon" });
  });
});

describe("number words of cases/numbers.csv", () => {
  it("are in two languages, some of them no number", () => {
    expect(new Set(numbers.map((row) => cell(row, "language")))).toEqual(new Set(["en", "es"]));
    expect(numbers.length).toBeGreaterThanOrEqual(80);
    expect(numbers.filter((row) => cell(row, "value") === "").length).toBeGreaterThanOrEqual(20);
  });

  it.each(titled(numbers, "language"))("%s", (_title, row) => {
    const lexicon = findLexicon(cell(row, "language"));
    const tokens = tokenize(foldText(cell(row, "text")));
    const read = lexicon && readNumberWords(lexicon, tokens, 0);
    // A number is what takes every word; a shorter one is the beginning of something else.
    expect(read !== null && read.length === tokens.length ? read.value : null).toBe(numberCell(row, "value"));
  });
});

describe("readDigits", () => {
  it("reads the thousands mark of the language and refuses the other", () => {
    expect(readDigits("1,513", ",")).toBe(1513);
    expect(readDigits("1,513", ".")).toBe("malformed-number");
    expect(readDigits("1.513", ".")).toBe(1513);
  });

  it("reads up to 2147483647 and no further", () => {
    expect(readDigits("2147483647", ",")).toBe(2_147_483_647);
    expect(readDigits("2147483648", ",")).toBe("out-of-range");
    expect(readDigits("99999999999999999999", ",")).toBe("out-of-range");
  });

  it("does not take digits of other scripts for ours", () => {
    expect(readDigits("٣٤", ",")).toBe("malformed-number");
  });
});

// The readers that remember against those that do not: every case of words, asked in many surroundings and in an order made by chance.
import { describe, expect, it } from "vitest";
import { rememberingReaders } from "../../pipeline/bulk/readers.ts";
import { addDays } from "../../pipeline/normalize/calendar.ts";
import { parseCount } from "../../pipeline/normalize/counts.ts";
import { type DateQuestion, parseDate } from "../../pipeline/normalize/dates.ts";
import { gazetteerOf } from "../../pipeline/normalize/extracts.ts";
import { randomOf } from "../fuzz/random.ts";
import { cell, dateQuestion, readCases } from "../normalize/cases.ts";

const readers = rememberingReaders(gazetteerOf([]));
const random = randomOf(11, 0);

/** Publication every ninth day over three years: before, on and after whatever the words name, over two turns of the year. */
const published = Array.from({ length: 122 }, (_, index) => {
  const day = addDays("2018-12-20", index * 9);
  return { earliest: addDays(day, index % 3 === 0 ? -1 : 0), latest: day };
});
/** A phrase without its year, which is where remembering may go wrong. */
const withoutYear = (text: string): string => text.replaceAll(/,? (?:(?:de|del|of) )?2019/gu, "");
const texts = readCases("dates").flatMap((row) => {
  const { text, language } = dateQuestion(row);
  return [text, withoutYear(text)].map((words) => ({ text: words, language }));
});
const shifts = [
  "five days after December 30",
  "the week before November 20",
  "two days before January 1",
  "since November 5 until November 9",
];
const questions: DateQuestion[] = [...texts, ...shifts.map((text) => ({ text, language: "en" }))].flatMap((words) =>
  published.flatMap((each, index) => {
    const anchor = index % 5 === 0 ? { earliest: "2019-11-10", latest: "2019-11-11" } : null;
    return index % 2 === random.below(2) ? [{ ...words, published: index % 17 === 0 ? null : each, anchor, planned: index % 7 === 0 }] : [];
  }),
);

describe("readers that remember", () => {
  it("read every date as the plain reader does, whatever was asked before", () => {
    expect(questions.length).toBeGreaterThan(50_000);
    const order = questions
      .map((question) => ({ question, at: random.below(1e9) }))
      .sort((a, b) => a.at - b.at)
      .map(({ question }) => question);
    const differing = order.filter((question) => JSON.stringify(readers.parseDate(question)) !== JSON.stringify(parseDate(question)));
    expect(differing.slice(0, 3)).toEqual([]);
    const inherited = order.filter((question) => JSON.stringify(readers.parseDate(question)).includes("date/year-inherited"));
    expect(inherited.length).toBeGreaterThan(5_000);
  }, 120_000);

  it("read every count as the plain reader does, the second time too", () => {
    const counts = readCases("counts").map((row) => ({ text: cell(row, "text"), language: cell(row, "language") }));
    expect(counts.length).toBeGreaterThan(100);
    for (const question of [...counts, ...counts]) expect(readers.parseCount(question)).toEqual(parseCount(question));
  });
});

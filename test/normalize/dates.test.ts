// Dates, row by row of cases/dates.csv.
import { describe, expect, it } from "vitest";
import { parseDate } from "../../pipeline/normalize/dates.ts";
import { cell, dateQuestion, readCases, refusalShare, titled } from "./cases.ts";

const rows = readCases("dates");

describe("the case file of dates", () => {
  it("has at least 400 rows, a third of them refusals", () => {
    expect(rows.length).toBeGreaterThanOrEqual(400);
    expect(refusalShare(rows)).toBeGreaterThanOrEqual(1 / 3);
  });
});

describe("parseDate reads or refuses", () => {
  it.each(titled(rows, "language"))("%s", (_title, row) => {
    const answer = parseDate(dateQuestion(row));
    if (cell(row, "finding") !== "") {
      expect(answer).toMatchObject({ code: `date/${cell(row, "finding")}` });
      return;
    }
    expect(answer).toMatchObject({
      edtf: cell(row, "edtf"),
      earliest: cell(row, "earliest") || null,
      latest: cell(row, "latest") || null,
      precision: cell(row, "precision"),
      qualifier: cell(row, "qualifier"),
      basis: cell(row, "basis"),
    });
  });
});

describe("parseDate without words of the language", () => {
  it("refuses a language that has no lexicon", () => {
    expect(parseDate({ text: "15 novembre 2019", language: "fr" })).toMatchObject({ code: "date/no-lexicon" });
  });

  it("reads a regional tag by its language", () => {
    expect(parseDate({ text: "15 de noviembre de 2019", language: "es-BO" })).toMatchObject({ edtf: "2019-11-15" });
  });

  it("lets a planned date lie after publication", () => {
    const published = { earliest: "2019-11-20", latest: "2019-11-20" };
    const question = { text: "3 May 2020", language: "en", published };
    expect(parseDate(question)).toMatchObject({ code: "date/after-publication" });
    expect(parseDate({ ...question, planned: true })).toMatchObject({ edtf: "2020-05-03" });
  });
});

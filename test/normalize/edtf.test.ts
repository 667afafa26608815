// EDTF as Recuento reads it, row by row of cases/edtf.csv, and what the reference implementation says of what we write.
// @ts-expect-error edtf has no types
import { parse as parseEdtf } from "edtf";
import { describe, expect, it } from "vitest";
import { isEdtf, readEdtf, writeInterval, writeMonths } from "../../pipeline/normalize/edtf.ts";
import { cell, readCases, titled } from "./cases.ts";

const rows = readCases("edtf");
const written = [...new Set(readCases("dates").map((row) => cell(row, "edtf")))].filter((text) => text !== "");

describe("readEdtf reads or refuses", () => {
  it("has at least 60 cases, a third of them refusals", () => {
    expect(rows.length).toBeGreaterThanOrEqual(60);
    expect(rows.filter((row) => cell(row, "precision") === "").length).toBeGreaterThanOrEqual(rows.length / 3);
  });

  it.each(titled(rows, "precision"))("%s", (_title, row) => {
    const answer = readEdtf(cell(row, "text"));
    expect(isEdtf(cell(row, "text"))).toBe(answer !== null);
    if (cell(row, "precision") === "") {
      expect(answer).toBeNull();
      return;
    }
    expect(answer).toEqual({
      earliest: cell(row, "earliest") || null,
      latest: cell(row, "latest") || null,
      precision: cell(row, "precision"),
      qualifier: cell(row, "qualifier"),
    });
  });
});

describe("every EDTF of the case file of dates", () => {
  it("is one of at least 100", () => {
    expect(written.length).toBeGreaterThanOrEqual(100);
  });

  it.each(written)("%s is accepted by the package edtf", (text) => {
    expect(() => parseEdtf(text)).not.toThrow();
  });
});

describe("the writers of EDTF", () => {
  it("write a day, an interval, and .. for the open side", () => {
    expect(writeInterval("2019-11-15", "2019-11-15")).toBe("2019-11-15");
    expect(writeInterval("2019-11-27", "2019-11-28")).toBe("2019-11-27/2019-11-28");
    expect(writeInterval(null, "2019-11-28")).toBe("../2019-11-28");
    expect(writeInterval("2019-11-28", null)).toBe("2019-11-28/..");
    expect(writeInterval(null, null)).toBeNull();
  });

  it("write whole months and whole years in their own words", () => {
    expect(writeMonths("2019-11-01", "2019-11-30")).toBe("2019-11");
    expect(writeMonths("2019-01-01", "2019-04-30")).toBe("2019-01/2019-04");
    expect(writeMonths("2019-01-01", "2019-12-31")).toBe("2019");
    expect(writeMonths("2019-11-01", "2019-11-29")).toBe("2019-11-01/2019-11-29");
    expect(writeMonths("2020-02-01", "2020-02-29")).toBe("2020-02");
  });
});

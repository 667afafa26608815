// What our precision is called elsewhere: each line of the cases is a date and a place with the codes of UCDP and ACLED.
import { describe, expect, it } from "vitest";
import { acledGeoPrecision, acledTimePrecision, ucdpDatePrecision, ucdpPlacePrecision } from "../../pipeline/normalize/precision-codes.ts";
import { cell, readCases } from "./cases.ts";

const rows = readCases("precisions");
const number = (text: string): number | null => (text === "" ? null : Number(text));
const word = (text: string): string | null => (text === "" ? null : text);

describe("the precision of a date and a place in the codes of other datasets", () => {
  it("has a case for every code", () => expect(rows.length).toBeGreaterThanOrEqual(10));

  it.each(rows.map((row) => [cell(row, "why"), row] as const))("%s", (_why, row) => {
    const [earliest, latest, kind] = [word(cell(row, "earliest")), word(cell(row, "latest")), word(cell(row, "place_kind"))];
    expect(ucdpDatePrecision(earliest, latest)).toBe(number(cell(row, "ucdp_date_prec")));
    expect(ucdpPlacePrecision(kind)).toBe(number(cell(row, "ucdp_where_prec")));
    expect(acledTimePrecision(earliest, latest)).toBe(number(cell(row, "acled_time_precision")));
    expect(acledGeoPrecision(kind)).toBe(number(cell(row, "acled_geo_precision")));
  });
});

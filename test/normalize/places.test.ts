// Places, row by row of cases/places.csv, against the gazetteer of the repository.
import { describe, expect, it } from "vitest";
import { ancestorsOf, findPlace, makeGazetteer } from "../../pipeline/normalize/places.ts";
import { type CasePlace, cell, readCases, readGazetteerPlaces, refusalShare, titled } from "./cases.ts";

const rows = readCases("places");
const places = readGazetteerPlaces();
const gazetteer = makeGazetteer(places);

/** A place as the case file names it: kind and INE code, or kind and name where INE gives none. */
function nameOf(place: CasePlace): string {
  return `${place.kind}:${place.ine_code || place.name}`;
}

describe("the case file of places", () => {
  it("has at least 150 rows, a third of them refusals", () => {
    expect(rows.length).toBeGreaterThanOrEqual(150);
    expect(refusalShare(rows)).toBeGreaterThanOrEqual(1 / 3);
  });

  it("names only places of the gazetteer, each by one name", () => {
    const names = places.map(nameOf);
    for (const row of rows.filter((each) => cell(each, "place") !== "")) {
      expect(
        names.filter((name) => name === cell(row, "place")),
        cell(row, "text"),
      ).toHaveLength(1);
    }
  });
});

describe("findPlace finds one place or refuses", () => {
  it.each(titled(rows, "within"))("%s", (_title, row) => {
    const answer = findPlace(gazetteer, { text: cell(row, "text"), within: cell(row, "within") || null });
    if (cell(row, "finding") !== "") {
      expect(answer).toMatchObject({ code: `place/${cell(row, "finding")}` });
      if (!("code" in answer)) return;
      const codes = [...cell(row, "parents").matchAll(/:(\d+)/g)];
      expect(codes.length > 1).toBe(cell(row, "finding") === "ambiguous");
      for (const [, code] of codes) {
        const candidate = places.find((place) => place.ine_code === code);
        expect(answer.message).toContain(`${candidate?.place_id} ${candidate?.name}`);
      }
      return;
    }
    if (!("place" in answer)) expect.unreachable(answer.message);
    expect(nameOf(answer.place)).toBe(cell(row, "place"));
    const parents = ancestorsOf(gazetteer, answer.place).map((parent) => parent.name);
    expect(parents.slice(0, Math.max(parents.length - 1, 1)).join("|")).toBe(cell(row, "parents"));
  });
});

describe("the gazetteer", () => {
  it("ends the walk to the parents where they form a cycle", () => {
    const circle = ["a", "b"].map((id) => ({
      place_id: id,
      name: id,
      names_alt: [],
      kind: "site",
      parent_place_id: id === "a" ? "b" : "a",
    }));
    const [first] = circle;
    expect(first && ancestorsOf(makeGazetteer(circle), first).map((place) => place.place_id)).toEqual(["b"]);
  });

  it("suggests a near name in the refusal and never matches it", () => {
    const answer = findPlace(gazetteer, { text: "Sacba", within: null });
    expect(answer).toMatchObject({ code: "place/unknown" });
    expect("message" in answer && answer.message).toContain("Sacaba");
  });
});

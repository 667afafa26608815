// What the cells of one row ask of each other, as a table of pairs: where one is filled, the others must be.
import { type Finding, finding } from "../finding.ts";
import type { PlacedRow } from "../read/csv.ts";

interface Requirement {
  readonly when: string;
  readonly needs: readonly string[];
  readonly because: string;
}

/** Requirements between cells of raw/extracts. */
export const extractRequirements: readonly Requirement[] = [
  { when: "date_text", needs: ["date_role"], because: "a date is the date of something" },
  { when: "date_role", needs: ["date_text"], because: "a role without a date says nothing" },
  {
    when: "count_text",
    needs: ["count_basis", "population", "counter_id"],
    because: "a number is a number of something, counted by someone",
  },
  { when: "count_basis", needs: ["count_text"], because: "a basis without a number says nothing" },
  { when: "counter_id", needs: ["count_text"], because: "who counted goes with a number" },
  { when: "attribution", needs: ["actor_kind"], because: "an attribution or a denial is about somebody" },
  { when: "place_within", needs: ["place_text"], because: "a containing place goes with a place" },
];

/** Requirements between cells of raw/places.csv: a coordinate is whole, has a radius and a source, or is absent. */
export const placeRequirements: readonly Requirement[] = ["latitude", "longitude", "uncertainty_m", "coordinate_source"].map(
  (when, _, all) => ({
    when,
    needs: all.filter((other) => other !== when),
    because: "a coordinate has a latitude, a longitude, a radius and a source",
  }),
);

/** Finding claim/incomplete for each cell that another cell of its row asks for. */
export function findIncomplete(requirements: readonly Requirement[], placed: PlacedRow): Finding[] {
  const missing = new Map<string, Requirement>();
  for (const requirement of requirements) {
    if (placed.row[requirement.when] === null) continue;
    for (const column of requirement.needs) if (placed.row[column] === null && !missing.has(column)) missing.set(column, requirement);
  }
  return [...missing].map(([column, { when, because }]) =>
    finding(
      { code: "claim/incomplete", message: `${when} is filled and ${column} is empty: ${because}.` },
      { file: placed.file, line: placed.line, column },
    ),
  );
}

// Where events are drawn: at their own place, else within the nearest around it that has a coordinate, and never at a guess.
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { check } from "../../pipeline/build.ts";
import { indexTables } from "../../pipeline/explain/tables.ts";
import { findSpots } from "../../pipeline/site/spots.ts";

const { tables } = await check(fileURLToPath(new URL("../..", import.meta.url)));
if (tables === null) throw new Error("raw/ has findings");
const { spots, missing } = findSpots(indexTables(tables, "en"), []);

describe("an event on the map", () => {
  it.each<[event: string, spot: string | null, inherits: string | null, why: string]>([
    ["plaza-san-francisco", "Plaza San Francisco", null, "its own place has a coordinate"],
    ["senkata", "El Alto", "Senkata", "nobody who can be cited printed one of Senkata: somewhere in El Alto"],
    ["zona-sur-la-paz", "La Paz", "Zona Sur", "a group of neighbourhoods: somewhere in the municipality"],
    ["vila-vila", null, null, "nothing around it has one, and without an outline there is no region"],
    ["resignations", null, null, "no place is told"],
  ])("%s is at %j, drawn there for %j: %s", (event_id, spot, inherits, _why) => {
    const found = spots
      .flatMap((each) => each.events.map((event) => ({ spot: each, event })))
      .find(({ event }) => event.event.event_id === event_id);
    expect([found?.spot.name ?? null, found?.event.inherits ?? null]).toEqual([spot, inherits]);
    expect(missing.some((each) => each.event_id === event_id)).toBe(spot === null);
  });

  it("keeps the radius of the place that is drawn, which is never 0", () => {
    expect(spots.length).toBeGreaterThan(4);
    expect(spots.every((spot) => (spot.uncertainty ?? 0) > 0)).toBe(true);
  });
});

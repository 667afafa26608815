// Which days and places the events of a release cover.

import type { Cell, Row } from "../../schema.ts";
import type { Release } from "../model.ts";

export interface CoveredPlace {
  readonly name: string;
  /** ISO 3166 code; null where the gazetteer gives none. */
  readonly code: string | null;
}

/** Degrees, inclusive. */
export interface Box {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

export interface Coverage {
  /** First and last day of the events that have both, inclusive ISO days; null where no event has. */
  readonly days: { readonly first: string; readonly last: string } | null;
  /** The outermost places of the gazetteer in which events are placed, in the order of the gazetteer. */
  readonly places: readonly CoveredPlace[];
  /** The smallest box around the events whose coordinates are known; null where none are. It never crosses the antimeridian. */
  readonly box: Box | null;
}

/** Reads days, places and coordinates of the events. An event without them widens nothing. */
export function coverageOf({ tables }: Release): Coverage {
  const texts = (column: string): string[] => tables.events.map((row) => row[column]).filter(isText);
  const first = texts("date_earliest").sort(compareDays)[0];
  const last = texts("date_latest").sort(compareDays).at(-1);
  const roots = new Set(texts("place_id").map((place) => rootOf(tables.places, place)));
  return {
    days: first === undefined || last === undefined ? null : { first, last },
    places: tables.places
      .filter((row) => roots.has(String(row["place_id"])))
      .map((row) => ({ name: String(row["name"]), code: isText(row["iso_3166_2"]) ? row["iso_3166_2"] : null })),
    box: boxAround(tables.events),
  };
}

/** The place without a parent above it. The gazetteer was checked: its parents exist and form no circle. */
function rootOf(places: readonly Row[], id: string): string {
  const parent = places.find((row) => row["place_id"] === id)?.["parent_place_id"];
  return isText(parent) ? rootOf(places, parent) : id;
}

function boxAround(events: readonly Row[]): Box | null {
  const extreme = (column: string, choose: (a: number, b: number) => number): number | undefined => {
    const numbers = events.map((row) => row[column]).filter((cell) => typeof cell === "number");
    return numbers.length === 0 ? undefined : numbers.reduce((a, b) => choose(a, b));
  };
  const [south, west] = [extreme("latitude", Math.min), extreme("longitude", Math.min)];
  const [north, east] = [extreme("latitude", Math.max), extreme("longitude", Math.max)];
  if (south === undefined || west === undefined || north === undefined || east === undefined) return null;
  return { south, west, north, east };
}

function isText(cell: Cell | undefined): cell is string {
  return typeof cell === "string";
}

/** ISO days of four-digit years order as their texts do. */
function compareDays(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

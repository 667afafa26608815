// Which events can be put on the map and where: at a coordinate of the gazetteer, else within a region of the outline.
import type { Index } from "../explain/tables.ts";
import { compareCodePoints } from "../finding.ts";
import { groupBy } from "../group-by.ts";
import type { Estimate, Event } from "../model.ts";
import type { Point, Region } from "./outline.ts";

/** An event at a spot. */
export interface SpotEvent {
  readonly event: Event;
  /** Its own place, where that has no coordinate and a place that contains it is drawn instead; else null. */
  readonly inherits: string | null;
  /** How many were killed; null where no estimate says. */
  readonly killed: Estimate | null;
}

/** A place on the map: one that has a coordinate, or a region of the outline. */
export interface Spot {
  readonly number: number;
  readonly name: string;
  /** What it is, such as a municipality, in the language of the page. */
  readonly kind: string;
  /** Longitude, latitude; of a region any point well within it. */
  readonly at: Point;
  /** Radius in metres that covers the place; null where a region is drawn. */
  readonly uncertainty: number | null;
  readonly region: Region | null;
  readonly events: readonly SpotEvent[];
}

type Place = Pick<Spot, "name" | "kind" | "at" | "uncertainty" | "region">;

/** Every event but scopes at its spot, spots with the most events first and numbered from 1; `missing` are events that have none. */
export function findSpots(index: Index, regions: readonly Region[]): { spots: Spot[]; missing: Event[] } {
  const missing: Event[] = [];
  const placed: (SpotEvent & { readonly key: string; readonly place: Place })[] = [];
  for (const event of index.event.values()) {
    if (event.kind === "scope") continue;
    const found = findPlace(index, regions, event);
    if (found === null) missing.push(event);
    else placed.push({ event, killed: findKilled(index, event), ...found });
  }
  const points = placed.flatMap(({ place }) => (place.region === null ? [place.at] : []));
  const groups = [...groupBy(placed, (each) => each.key)].toSorted(
    ([a, one], [b, other]) => other.length - one.length || compareCodePoints(a, b),
  );
  const spots = groups.flatMap(([, group], place): Spot[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { region } = first.place;
    return [{ ...first.place, at: region === null ? first.place.at : findRoom(region, points), number: place + 1, events: group }];
  });
  return { spots, missing };
}

/** The killed among people, else among whom an estimate counts them. */
function findKilled(index: Index, event: Event): Estimate | null {
  const own = index.estimates.filter(
    (each) => each.event_id === event.event_id && each.measure === "killed" && each.count_basis !== "subtotal",
  );
  return own.find((each) => each.population === "people") ?? own[0] ?? null;
}

/** The place of the event, else the smallest that contains it and has a coordinate or a region; null for none. */
function findPlace(index: Index, regions: readonly Region[], event: Event): { key: string; place: Place; inherits: string | null } | null {
  const places = index.placesFrom(event.place_id);
  for (const { place_id, name, kind, latitude, longitude, uncertainty_m } of places) {
    const inherits = place_id === event.place_id ? null : (places[0]?.name ?? null);
    if (latitude !== null && longitude !== null && uncertainty_m !== null)
      return {
        key: place_id,
        place: { name, kind: index.label("place_kind", kind), at: [longitude, latitude], uncertainty: uncertainty_m, region: null },
        inherits,
      };
    const region = regions.find((each) => each.place_id === place_id);
    if (region)
      return { key: place_id, place: { name, kind: index.label("place_kind", kind), at: [0, 0], uncertainty: null, region }, inherits };
  }
  return null;
}

const steps = 24;

/** The point of a grid over the region that lies within it and farthest from its border and from the given points. */
function findRoom(region: Region, points: readonly Point[]): Point {
  const border = region.border.flat();
  const [xs, ys] = [border.map(([x]) => x), border.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [across, down] = [(Math.max(...xs) - left) / steps, (Math.max(...ys) - top) / steps];
  const kept = [...border, ...points];
  let best: { at: Point; room: number } = { at: [left + (across * steps) / 2, top + (down * steps) / 2], room: -1 };
  // What was too near to one point of the grid is mostly too near to the next one, too.
  let near = 0;
  for (let column = 1; column < steps; column++)
    for (let line = 1; line < steps; line++) {
      const at: Point = [left + across * column, top + down * line];
      if (distance(at, kept[near]) <= best.room) continue;
      const nearer = kept.findIndex((each) => distance(at, each) <= best.room);
      if (nearer >= 0) near = nearer;
      else if (isWithin(region.border, at))
        best = { at, room: kept.reduce((room, each) => Math.min(room, distance(at, each)), Number.POSITIVE_INFINITY) };
    }
  return best.at;
}

/** The square of the distance; none to no point. */
function distance([left, top]: Point, point: Point | undefined): number {
  if (point === undefined) return Number.POSITIVE_INFINITY;
  const [x, y] = point;
  return (x - left) * (x - left) + (y - top) * (y - top);
}

/** Whether a line from the point to the east crosses the rings an odd number of times. */
function isWithin(rings: readonly (readonly Point[])[], [x, y]: Point): boolean {
  let within = false;
  for (const ring of rings)
    ring.forEach(([ax, ay], place) => {
      const [bx, by] = ring[(place + 1) % ring.length] ?? [ax, ay];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) within = !within;
    });
  return within;
}

// Where: the spots of events, each with how uncertain its place is, and insets where they lie too close. The only room of d3-geo.
import { type GeoProjection, geoCircle, geoMercator } from "d3-geo";
import { phrases } from "../explain/phrases.ts";
import type { Index } from "../explain/tables.ts";
import type { Estimate, Event } from "../model.ts";
import type { Outline } from "../schema.ts";
import { element, type Markup } from "./markup.ts";
import { type Point, type Region, readBorders, readRegions } from "./outline.ts";
import { findSpots, type Spot, type SpotEvent } from "./spots.ts";
import { words } from "./words.ts";

/** The pictures and their key. `insets` are named by letters. */
export interface EventMap {
  readonly map: Markup;
  readonly insets: readonly { readonly letter: string; readonly map: Markup }[];
  readonly spots: readonly {
    readonly number: number;
    readonly name: string;
    readonly uncertain: string;
    readonly events: readonly { readonly event_id: string; readonly name: string; readonly said: string }[];
  }[];
  readonly missing: readonly Event[];
  readonly hasOutline: boolean;
}

const mainSize = 640;
const insetSize = 320;
/** Spots nearer than this on the main map, in its pixels, are drawn once more in an inset. */
const near = 30;
/** Radius of the largest disc. */
const largest = 17;
const metresADegree = 111_195;

/** Draws every event but scopes; null where none has a place that can be drawn. */
export function drawMap(index: Index, outline: Outline | null): EventMap | null {
  const say = words[index.language];
  const regions = outline === null ? [] : readRegions(outline);
  const { spots, missing } = findSpots(index, regions);
  if (spots.length === 0) return null;
  const borders = outline === null ? [] : readBorders(outline);
  const rings = spots.flatMap((spot) => (spot.uncertainty === null ? [] : [circle(spot.at, spot.uncertainty)]));
  const main = fitTo([...borders, ...rings, spots.map((spot) => spot.at)], mainSize, 12);
  const clusters = findClusters(spots, main);
  const picture: Picture = { index, most: Math.max(1, ...spots.flatMap((spot) => spot.events.map(largestOf))) };
  const clustered = new Set(clusters.flat());
  const boxes = clusters.map((cluster, place) => drawBox(cluster, main, letterOf(place)));
  return {
    map: frame(mainSize, say.mapTitle, drawLand(regions, borders, main, spots), drawSpots(picture, spots, main, clustered), boxes),
    insets: clusters.map((cluster, place) => {
      const by = fitTo(
        cluster.map((spot) => circle(spot.at, 4_000)),
        insetSize,
        insetSize * 0.24,
      );
      const letter = letterOf(place);
      // An outline of a country is too coarse for an inset.
      return {
        letter,
        map: frame(insetSize, say.inset(letter), drawSpots(picture, cluster, by, new Set()), drawScale(by, say.kilometres)),
      };
    }),
    spots: spots.map((spot) => keyOf(index, spot)),
    missing,
    hasOutline: borders.length > 0,
  };
}

interface Picture {
  readonly index: Index;
  /** The largest number of any disc. */
  readonly most: number;
}

const letterOf = (place: number): string => String.fromCharCode(65 + place);
const largestOf = ({ killed }: SpotEvent): number => Math.max(killed?.low ?? 0, killed?.best ?? 0, killed?.high ?? 0);
const round = (value: number): number => Math.round(value * 10) / 10;
const placeOn = ([longitude, latitude]: Point, by: GeoProjection): [number, number] => by([longitude, latitude]) ?? [0, 0];
const circle = ([longitude, latitude]: Point, metres: number): readonly Point[] =>
  (geoCircle()
    .center([longitude, latitude])
    .radius(metres / metresADegree)().coordinates[0] ?? []) as unknown as readonly Point[];

const frame = (size: number, title: string, ...children: readonly (Markup | readonly Markup[])[]): Markup =>
  element("svg", { class: "map", viewBox: `0 0 ${size} ${size}`, role: "group", "aria-label": title }, children);

function fitTo(lines: readonly (readonly Point[])[], size: number, margin: number): GeoProjection {
  const corners: [[number, number], [number, number]] = [
    [margin, margin],
    [size - margin, size - margin],
  ];
  const coordinates = lines.map((line) => line.map(([longitude, latitude]) => [longitude, latitude]));
  return geoMercator().fitExtent(corners, { type: "MultiLineString", coordinates });
}

/** Groups of places that the main map cannot show apart, each of two or more. */
function findClusters(spots: readonly Spot[], by: GeoProjection): Spot[][] {
  const left = spots.filter((spot) => spot.region === null);
  const clusters: Spot[][] = [];
  for (let first = left.shift(); first !== undefined; first = left.shift()) {
    const cluster = [first];
    for (const each of cluster) {
      const [x, y] = placeOn(each.at, by);
      for (const other of [...left]) {
        const [a, b] = placeOn(other.at, by);
        if (Math.hypot(a - x, b - y) > near) continue;
        cluster.push(other);
        left.splice(left.indexOf(other), 1);
      }
    }
    if (cluster.length > 1) clusters.push(cluster);
  }
  return clusters;
}

/** The regions that stand for a place, filled, and every border once. */
function drawLand(regions: readonly Region[], borders: Region["border"], by: GeoProjection, spots: readonly Spot[]): Markup[] {
  const marked = regions.filter((region) => spots.some((spot) => spot.region === region));
  return [
    ...marked.map((region) => element("path", { class: "region", d: `${pathOf(region.border, by)}z` })),
    ...(borders.length === 0 ? [] : [element("path", { class: "border", d: pathOf(borders, by) })]),
  ];
}

/** Lines in whole pixels; points that would fall within a pixel of the one before are left out. */
function pathOf(lines: readonly (readonly Point[])[], by: GeoProjection): string {
  const paths = lines.map((line) => {
    const points: (readonly [number, number])[] = [];
    line.forEach((point, place) => {
      const [x, y] = placeOn(point, by);
      const [a, b] = points.at(-1) ?? [Number.NEGATIVE_INFINITY, 0];
      if (Math.hypot(x - a, y - b) >= 1.2 || place === line.length - 1) points.push([Math.round(x), Math.round(y)]);
    });
    return `M${points.map((point) => point.join(",")).join("L")}`;
  });
  return paths.join("");
}

function drawBox(cluster: readonly Spot[], by: GeoProjection, letter: string): Markup {
  const points = cluster.map((spot) => placeOn(spot.at, by));
  const [left, right] = [Math.min(...points.map(([x]) => x)) - 26, Math.max(...points.map(([x]) => x)) + 26];
  const [top, bottom] = [Math.min(...points.map(([, y]) => y)) - 26, Math.max(...points.map(([, y]) => y)) + 26];
  return element(
    "g",
    { class: "box" },
    element("rect", { x: round(left), y: round(top), width: round(right - left), height: round(bottom - top) }),
    element("text", { x: round(left - 5), y: round(top + 12), "text-anchor": "end" }, letter),
  );
}

/** A bar of a round number of kilometres, as long as on the middle of the inset. */
function drawScale(by: GeoProjection, say: (kilometres: number) => string): Markup {
  const middle = insetSize / 2;
  const [longitude, latitude] = by.invert?.([middle, middle]) ?? [0, 0];
  const [x] = placeOn([longitude + 1, latitude], by);
  const pixelsAKilometre = (x - middle) / ((metresADegree / 1000) * Math.cos((latitude * Math.PI) / 180));
  const kilometres = [1, 2, 5, 10, 20, 50, 100, 200].findLast((each) => each * pixelsAKilometre < insetSize / 3) ?? 1;
  return element(
    "g",
    { class: "scale" },
    element("path", { d: `M14,${insetSize - 20}v6h${round(kilometres * pixelsAKilometre)}v-6` }),
    element("text", { x: 14, y: insetSize - 26 }, say(kilometres)),
  );
}

/** Circles of uncertainty below, then discs, then names; a name is left out where an inset tells it. */
function drawSpots(picture: Picture, spots: readonly Spot[], by: GeoProjection, nameless: ReadonlySet<Spot>): Markup[] {
  const around = spots.flatMap((spot) =>
    spot.uncertainty === null ? [] : [element("path", { class: "uncertainty", d: `${pathOf([circle(spot.at, spot.uncertainty)], by)}z` })],
  );
  const discs = spots.flatMap((spot) => drawDiscs(picture, spot, by));
  const names = spots.filter((spot) => !nameless.has(spot)).map((spot) => drawName(picture, spot, by));
  return [...around, ...discs, ...names];
}

const radiusOf = (picture: Picture, count: number | null): number => round(Math.sqrt((count ?? 0) / picture.most) * largest);
const sizeOf = (picture: Picture, event: SpotEvent): number => Math.max(3, radiusOf(picture, largestOf(event)));

/** A disc for each event with a number, side by side and centred on the spot; a dot where none has one. */
function drawDiscs(picture: Picture, spot: Spot, by: GeoProjection): Markup[] {
  const [x, y] = placeOn(spot.at, by);
  const counted = spot.events.filter((each) => each.killed !== null);
  if (counted.length === 0) return [element("circle", { class: "uncounted", cx: round(x), cy: round(y), r: 3 })];
  const gap = 1.5;
  const width = counted.reduce((sum, each) => sum + 2 * sizeOf(picture, each), gap * (counted.length - 1));
  let left = x - width / 2;
  return counted.flatMap((each) => {
    const size = sizeOf(picture, each);
    const at = { cx: round(left + size), cy: round(y) };
    left += 2 * size + gap;
    return each.killed === null ? [] : [drawDisc(picture, each.event, each.killed, at)];
  });
}

function drawDisc(picture: Picture, event: Event, killed: Estimate, at: { cx: number; cy: number }): Markup {
  const title = `${picture.index.nameEvent(event.event_id)}\n${sayKilled(picture.index, killed)}`;
  const ring = killed.high === null ? [] : [element("circle", { class: "high", ...at, r: Math.max(3, radiusOf(picture, killed.high)) })];
  const disc = element("circle", { class: "disc", ...at, r: Math.max(2, radiusOf(picture, killed.best ?? killed.low)) });
  return element("a", { href: `#event-${event.event_id}` }, element("title", {}, title), ring, disc);
}

/** The measure, its range and best, in words. */
function sayKilled(index: Index, { measure, low, high, high_unbounded, best }: Estimate): string {
  const said = `${index.label("measure", measure)}: ${phrases[index.language].range({ low, high, open: high_unbounded })}`;
  return best === null || (best === low && best === high) ? said : `${said} (${words[index.language].legendBest} ${best})`;
}

function drawName(picture: Picture, spot: Spot, by: GeoProjection): Markup {
  const [x, y] = placeOn(spot.at, by);
  const tallest = Math.max(4, ...spot.events.flatMap((each) => (each.killed === null ? [] : [sizeOf(picture, each)])));
  const name = { class: spot.region === null ? "place" : "place within", x: round(x), y: round(y - tallest - 5), "text-anchor": "middle" };
  return element("text", name, String(spot.number), element("tspan", { class: "wide" }, ` ${spot.name}`));
}

function keyOf(index: Index, spot: Spot): EventMap["spots"][number] {
  const say = words[index.language];
  return {
    number: spot.number,
    name: `${spot.name} (${spot.kind})`,
    uncertain: spot.uncertainty === null ? say.mapArea : say.metres(spot.uncertainty),
    events: spot.events.map(({ event, inherited, killed }) => ({
      event_id: event.event_id,
      name: index.nameEvent(event.event_id),
      said: [...(killed === null ? [] : [sayKilled(index, killed)]), ...(inherited && spot.region === null ? [say.mapInherited] : [])].join(
        "; ",
      ),
    })),
  };
}

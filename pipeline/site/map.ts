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

type Size = readonly [width: number, height: number];
const mainSize: Size = [640, 640];
const insetSize: Size = [400, 270];
/** Spots nearer than this on the main map, in its pixels, are drawn once more in an inset. */
const near = 30;
/** Radius of the largest disc, on the main map and in an inset. */
const largest = { main: 17, inset: 30 } as const;
/** Metres around each spot that an inset shows at least. */
const around = 400;
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
  const most = Math.max(1, ...spots.flatMap((spot) => spot.events.map(largestOf)));
  const picture: Picture = { index, most, largest: largest.main, size: mainSize, close: false };
  const near: Picture = { index, most, largest: largest.inset, size: insetSize, close: true };
  const clustered = new Set(clusters.flat());
  const boxes = clusters.map((cluster, place) => drawBox(cluster, main, letterOf(place)));
  return {
    map: frame(mainSize, say.mapTitle, drawLand(regions, borders, main, spots), drawSpots(picture, spots, main, clustered), boxes),
    insets: clusters.map((cluster, place) => {
      const by = fitTo(
        cluster.map((spot) => circle(spot.at, around)),
        insetSize,
        insetSize[1] * 0.27,
      );
      const letter = letterOf(place);
      // An outline of a country is too coarse for an inset.
      return {
        letter,
        map: frame(insetSize, say.inset(letter), drawSpots(near, cluster, by, new Set()), drawScale(by, say.kilometres)),
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
  /** Radius of the disc of that number. */
  readonly largest: number;
  readonly size: Size;
  /** Whether there is room for the names of places that are drawn within another. */
  readonly close: boolean;
}

const letterOf = (place: number): string => String.fromCharCode(65 + place);
const largestOf = ({ killed }: SpotEvent): number => Math.max(killed?.low ?? 0, killed?.best ?? 0, killed?.high ?? 0);
const round = (value: number): number => Math.round(value * 10) / 10;
const placeOn = ([longitude, latitude]: Point, by: GeoProjection): [number, number] => by([longitude, latitude]) ?? [0, 0];
const circle = ([longitude, latitude]: Point, metres: number): readonly Point[] =>
  (geoCircle()
    .center([longitude, latitude])
    .radius(metres / metresADegree)().coordinates[0] ?? []) as unknown as readonly Point[];

const frame = ([width, height]: Size, title: string, ...children: readonly (Markup | readonly Markup[])[]): Markup =>
  element("svg", { class: "map", viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": title }, children);

function fitTo(lines: readonly (readonly Point[])[], [width, height]: Size, margin: number): GeoProjection {
  const corners: [[number, number], [number, number]] = [
    [margin, margin],
    [width - margin, height - margin],
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
    element("text", { class: "place", x: round(left - 5), y: round(top + 12), "text-anchor": "end" }, letter),
  );
}

/** A bar of a round number of kilometres, as long as on the middle of the inset. */
function drawScale(by: GeoProjection, say: (kilometres: number) => string): Markup {
  const [width, height] = insetSize;
  const middle = width / 2;
  const [longitude, latitude] = by.invert?.([middle, height / 2]) ?? [0, 0];
  const [x] = placeOn([longitude + 1, latitude], by);
  const pixelsAKilometre = (x - middle) / ((metresADegree / 1000) * Math.cos((latitude * Math.PI) / 180));
  const kilometres = [1, 2, 5, 10, 20, 50, 100, 200].findLast((each) => each * pixelsAKilometre < width / 4) ?? 1;
  return element(
    "g",
    { class: "scale" },
    element("path", { d: `M14,${height - 16}v6h${round(kilometres * pixelsAKilometre)}v-6` }),
    element("text", { x: 14, y: height - 22 }, say(kilometres)),
  );
}

/** Circles of uncertainty below, then discs, then names; a name is left out where an inset tells it. */
function drawSpots(picture: Picture, spots: readonly Spot[], by: GeoProjection, nameless: ReadonlySet<Spot>): Markup[] {
  const rings = spots.flatMap((spot) =>
    spot.uncertainty === null ? [] : [element("path", { class: "uncertainty", d: `${pathOf([circle(spot.at, spot.uncertainty)], by)}z` })],
  );
  const discs = spots.flatMap((spot) => drawDiscs(picture, spot, by));
  const taken = spots.map((spot) => boxOf(picture, spot, by));
  const names = spots.filter((spot) => !nameless.has(spot)).map((spot) => drawName(picture, spot, by, taken));
  return [...rings, ...discs, ...names];
}

const radiusOf = (picture: Picture, count: number | null): number => round(Math.sqrt((count ?? 0) / picture.most) * picture.largest);
const sizeOf = (picture: Picture, event: SpotEvent): number => Math.max(3, radiusOf(picture, largestOf(event)));

const gap = 1.5;
const countedAt = (spot: Spot): SpotEvent[] => spot.events.filter((each) => each.killed !== null);
/** How wide the discs of a spot are together. */
const widthOf = (picture: Picture, counted: readonly SpotEvent[]): number =>
  counted.reduce((sum, each) => sum + 2 * sizeOf(picture, each), gap * Math.max(0, counted.length - 1));

/** A disc for each event with a number, side by side and centred on the spot; a dot where none has one. */
function drawDiscs(picture: Picture, spot: Spot, by: GeoProjection): Markup[] {
  const [x, y] = placeOn(spot.at, by);
  const counted = countedAt(spot);
  if (counted.length === 0) return [element("circle", { class: "uncounted", cx: round(x), cy: round(y), r: 3 })];
  let left = x - widthOf(picture, counted) / 2;
  return counted.flatMap((each) => {
    const size = sizeOf(picture, each);
    const at = { cx: round(left + size), cy: round(y) };
    left += 2 * size + gap;
    return each.killed === null ? [] : [drawDisc(picture, spot, each, each.killed, at)];
  });
}

function drawDisc(picture: Picture, spot: Spot, { event, inherits }: SpotEvent, killed: Estimate, at: { cx: number; cy: number }): Markup {
  const { index } = picture;
  const somewhere = inherits === null ? [] : [words[index.language].somewhere(inherits, spot.name)];
  const title = [index.nameEvent(event.event_id), sayKilled(index, killed), ...somewhere].join("\n");
  const ring = killed.high === null ? [] : [element("circle", { class: "high", ...at, r: Math.max(3, radiusOf(picture, killed.high)) })];
  const disc = element("circle", { class: "disc", ...at, r: Math.max(2, radiusOf(picture, killed.best ?? killed.low)) });
  const below = { class: "part", x: at.cx, y: at.cy + Math.max(4, radiusOf(picture, largestOf({ event, inherits, killed }))) + 14 };
  const name = picture.close && inherits !== null ? [element("text", below, inherits)] : [];
  return element("a", { href: `#event-${event.event_id}` }, element("title", {}, title), ring, disc, name);
}

/** The measure, its range and best, in words. */
function sayKilled(index: Index, { measure, low, high, high_unbounded, best }: Estimate): string {
  const said = `${index.label("measure", measure)}: ${phrases[index.language].range({ low, high, open: high_unbounded })}`;
  return best === null || (best === low && best === high) ? said : `${said} (${words[index.language].legendBest} ${best})`;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const overlap = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const isInside = (box: Box, [width, height]: Size): boolean => box.left > 0 && box.top > 0 && box.right < width && box.bottom < height;

/** Where the discs of a spot stand, with what is named below them. */
function boxOf(picture: Picture, spot: Spot, by: GeoProjection): Box {
  const [x, y] = placeOn(spot.at, by);
  const counted = countedAt(spot);
  const half = Math.max(4, widthOf(picture, counted) / 2);
  const tall = Math.max(4, ...counted.map((each) => sizeOf(picture, each)));
  const named = picture.close && counted.some((each) => each.inherits !== null);
  return { left: x - half, right: x + half, top: y - tall, bottom: y + tall + (named ? 18 : 0) };
}

/** Width of a character and height of a line of the names, in pixels: nothing is measured where no browser is. */
const letter = { width: 6.9, height: 14 } as const;

/** The name beside its discs: above, below, right or left of them or a line farther off, the first of these where it covers nothing and is not cut off; `taken` grows by it. */
function drawName(picture: Picture, spot: Spot, by: GeoProjection, taken: Box[]): Markup {
  const [x, y] = placeOn(spot.at, by);
  const own = boxOf(picture, spot, by);
  const text = ` ${spot.name}`;
  const width = (String(spot.number).length + text.length) * letter.width;
  const middle = y + letter.height / 3;
  const places = [
    { anchor: "middle", x, left: x - width / 2, y: own.top - 5 },
    { anchor: "middle", x, left: x - width / 2, y: own.bottom + letter.height },
    { anchor: "start", x: own.right + 5, left: own.right + 5, y: middle },
    { anchor: "end", x: own.left - 5, left: own.left - 5 - width, y: middle },
    { anchor: "middle", x, left: x - width / 2, y: own.top - 7 - letter.height },
    { anchor: "middle", x, left: x - width / 2, y: own.bottom + 2 * letter.height + 2 },
  ].map((each) => ({ ...each, box: { left: each.left, right: each.left + width, top: each.y - letter.height + 3, bottom: each.y + 3 } }));
  const [first] = places;
  const chosen = places.find(({ box }) => isInside(box, picture.size) && !taken.some((other) => overlap(box, other))) ?? first;
  if (chosen === undefined) return element("g", {});
  taken.push(chosen.box);
  const name = {
    class: spot.region === null ? "place" : "place within",
    x: round(chosen.x),
    y: round(chosen.y),
    "text-anchor": chosen.anchor,
  };
  return element("text", name, String(spot.number), element("tspan", { class: "wide" }, text));
}

function keyOf(index: Index, spot: Spot): EventMap["spots"][number] {
  const say = words[index.language];
  return {
    number: spot.number,
    name: `${spot.name} (${spot.kind})`,
    uncertain: spot.uncertainty === null ? say.mapArea : say.metres(spot.uncertainty),
    events: spot.events.map(({ event, inherits, killed }) => ({
      event_id: event.event_id,
      name: index.nameEvent(event.event_id),
      said: [
        ...(killed === null ? [] : [sayKilled(index, killed)]),
        ...(inherits !== null && spot.region === null ? [say.somewhere(inherits, spot.name)] : []),
      ].join("; "),
    })),
  };
}

// What the outline of raw/outline.json draws: the border of each of its regions. The only room of topojson-client.
import { mesh } from "topojson-client";
import type { GeometryCollection, GeometryObject, Topology } from "topojson-specification";
import type { Outline } from "../schema.ts";

/** Longitude and latitude in degrees. */
export type Point = readonly [longitude: number, latitude: number];

/** A region with the closed rings of its border; lines have no inside for d3-geo, so that a ring cannot be wound wrongly. */
export interface Region {
  /** The place it is, in the gazetteer; null where the outline does not say. */
  readonly place_id: string | null;
  readonly border: readonly (readonly Point[])[];
}

interface Named {
  readonly place_id?: string;
}
type Shape = Topology<Record<string, GeometryCollection<Named>>>;

/** The regions in the order of the file. */
export function readRegions(outline: Outline): Region[] {
  const topology = asTopology(outline);
  return Object.values(topology.objects).flatMap((object) => object.geometries.map((geometry) => readRegion(topology, geometry)));
}

/** Every border of the outline once, though two regions share it. */
export function readBorders(outline: Outline): readonly (readonly Point[])[] {
  return asLines(mesh(asTopology(outline)).coordinates);
}

/** The file has passed the check of its schema, which is that of a topology of polygons. */
const asTopology = (outline: Outline): Shape => outline as unknown as Shape;

/** Positions of the outline are pairs by its schema. */
const asLines = (lines: readonly (readonly number[])[][]): readonly (readonly Point[])[] => lines as unknown as (readonly Point[])[];

function readRegion(topology: Shape, geometry: GeometryObject<Named>): Region {
  const properties: Named | undefined = geometry.properties;
  return { place_id: properties?.place_id ?? null, border: asLines(mesh(topology, geometry).coordinates) };
}

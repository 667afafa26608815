// How events are put on a map: one feature an event, without geometry where no coordinates are known.
import { type Cell, publishedTables, type Row } from "../schema.ts";
import { type OutputFile, orderRow, type Release, textFile, withRows } from "./model.ts";

/** geojson/events.geojson (RFC 7946: longitude before latitude, WGS 84). */
export function renderGeojson(release: Release): OutputFile[] {
  const table = publishedTables.events;
  const rows = release.tables.events;
  const features = rows.map((row) => JSON.stringify(featureOf(orderRow(row, table))));
  const text = `{"type":"FeatureCollection","features":[\n${features.join(",\n")}${features.length > 0 ? "\n" : ""}]}\n`;
  return [textFile("geojson/events.geojson", text, "application/geo+json", withRows(table, rows))];
}

function featureOf(row: Row): object {
  return { type: "Feature", id: row["event_id"], geometry: pointOf(row["longitude"], row["latitude"]), properties: row };
}

function pointOf(longitude: Cell | undefined, latitude: Cell | undefined): object | null {
  if (typeof longitude !== "number" || typeof latitude !== "number") return null;
  return { type: "Point", coordinates: [longitude, latitude] };
}

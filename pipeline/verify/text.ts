// How CSV, JSON and GeoJSON become cells again, without the writers' code.
import { parseRecords } from "../read/csv.ts";
import type { Cell, Column, Table } from "../schema.ts";
import type { ReadTable } from "./arrow.ts";
import type { Format } from "./compare.ts";

/** The formats of text: one line each. */
export const textFormats: readonly Format[] = [
  { path: ({ name }) => `csv/${name}.csv`, read: readCsvTable },
  { path: ({ name }) => `json/${name}.json`, read: readJsonTable },
  { path: () => "geojson/events.geojson", read: readGeojsonTable, only: "events" },
];

/** Reads a published CSV file: an empty cell is null, numbers and booleans are typed by their column. */
export function readCsvTable(bytes: Uint8Array, table: Table): ReadTable {
  const text = decode(bytes);
  const faults: string[] = [];
  if (text.startsWith("\ufeff")) faults.push("begins with a byte order mark");
  if (text.includes("\r")) faults.push("holds a carriage return");
  if (!text.endsWith("\n")) faults.push("does not end with a line feed");
  const [header = [], ...records] = parseRecords(text);
  const rows = records.map((record) => record.map((cell, index) => cellFromText(cell, table.columns[index])));
  return { header, faults, rows };
}

/** Text that is not the shortest form of its number or boolean stays text, and so differs. */
function cellFromText(text: string, column: Column | undefined): Cell {
  if (text === "") return null;
  const numeric = column?.type === "integer" || column?.type === "number";
  if (numeric && String(Number(text)) === text) return Number(text);
  if (column?.type === "boolean" && (text === "true" || text === "false")) return text === "true";
  return text;
}

/** Reads a published JSON file; every row must have the same keys in the order of the columns. */
export function readJsonTable(bytes: Uint8Array, table: Table): ReadTable {
  return readObjects(JSON.parse(decode(bytes)), table);
}

/** Reads the properties of the features of a GeoJSON file, and checks that each point is where its row says. */
export function readGeojsonTable(bytes: Uint8Array, table: Table): ReadTable {
  const collection: unknown = JSON.parse(decode(bytes));
  const features = isObject(collection) && Array.isArray(collection["features"]) ? collection["features"] : null;
  const read = readObjects(
    features?.map((feature: unknown) => (isObject(feature) ? feature["properties"] : null)),
    table,
  );
  const misplaced = (features ?? []).flatMap((feature: unknown, index) => {
    return isPlaced(feature) ? [] : [`row ${index + 1} column geometry: not where latitude and longitude say`];
  });
  return { ...read, faults: [...read.faults, ...misplaced] };
}

function isPlaced(feature: unknown): boolean {
  if (!isObject(feature) || !isObject(feature["properties"])) return false;
  const { latitude, longitude } = feature["properties"];
  if (latitude === null || longitude === null) return feature["geometry"] === null;
  return JSON.stringify(feature["geometry"]) === JSON.stringify({ type: "Point", coordinates: [longitude, latitude] });
}

function readObjects(value: unknown, table: Table): ReadTable {
  const header = table.columns.map((column) => column.name);
  if (!Array.isArray(value)) return { header, faults: ["holds no array of rows"], rows: [] };
  const faults: string[] = [];
  const rows = value.map((row: unknown, index) => {
    const object = isObject(row) ? row : {};
    if (JSON.stringify(Object.keys(object)) !== JSON.stringify(header)) faults.push(`row ${index + 1}: its keys are not the columns`);
    return header.map((name) => asCell(object[name]));
  });
  return { header, faults, rows };
}

function asCell(value: unknown): Cell {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return value === undefined ? "(absent)" : JSON.stringify(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

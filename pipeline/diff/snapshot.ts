// What a release says of itself: its tables as its own CSV and schemas have them, whatever the schemas of today are.
import { compareCodePoints } from "../finding.ts";
import type { Release } from "../publish/model.ts";
import { renderTables } from "../publish/release.ts";
import type { ForeignKey } from "../schema.ts";
import { readRecords, splitRecord } from "./records.ts";

/** A row as CSV has it; empty text is null, because no cell of a release is empty text. */
export type TextRow = Readonly<Record<string, string>>;

/** Everything a schema says of a column or table, as texts by the name of what is said. */
export type Aspects = Readonly<Record<string, string>>;

export interface SnapshotTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly aspects: Aspects }[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly aspects: Aspects;
  /** Its records from the first to the last, each time anew; by primary key in code-point order, as a release has them. */
  readonly records: () => Iterable<string>;
}

/** One release, or the one that the working tree would give. */
export interface Snapshot {
  readonly version: string;
  /** By name, in code-point order. */
  readonly tables: ReadonlyMap<string, SnapshotTable>;
}

/** By path below the release folder, what gives the bytes of a file from its beginning, piece by piece. */
export type ReleaseFiles = ReadonlyMap<string, () => Iterable<Uint8Array>>;

/**
 * Reads csv/<table>.csv by schema/<table>.schema.json; nothing else of a release is looked at, so that what is made from a
 * comparison never enters one. Throws where a file is not what a build writes.
 */
export function readSnapshot(version: string, files: ReleaseFiles): Snapshot {
  const names = [...files.keys()].flatMap((path) => /^csv\/([a-z_]+)\.csv$/.exec(path)?.[1] ?? []).sort(compareCodePoints);
  return { version, tables: new Map(names.map((name) => [name, readTable(name, files)])) };
}

/** The release that is being made, by the very files it will have. */
export function snapshotOf(release: Release): Snapshot {
  return readSnapshot(release.dataset.version, new Map(renderTables(release).map(({ path, bytes }) => [path, () => [bytes]])));
}

interface PublishedSchema {
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly properties: Readonly<Record<string, Schema>>;
}
type Schema = Readonly<Record<string, unknown>>;

function readTable(name: string, files: ReleaseFiles): SnapshotTable {
  const schema: Schema & PublishedSchema = JSON.parse(textOf(`schema/${name}.schema.json`, files));
  const pieces = piecesOf(`csv/${name}.csv`, files);
  const [header = ""] = readRecords(pieces());
  const columns = Object.entries(schema.properties).map(([column, property]) => ({ name: column, aspects: describe(property) }));
  if (columns.map((column) => column.name).join() !== splitRecord(header).join())
    throw new Error(`csv/${name}.csv has not the columns of its schema`);
  return {
    name,
    columns,
    primaryKey: schema.primaryKey,
    foreignKeys: schema.foreignKeys,
    aspects: describe(schema),
    records: function* records() {
      let isHeader = true;
      for (const record of readRecords(pieces())) {
        if (!isHeader) yield record;
        isHeader = false;
      }
    },
  };
}

/** A record as a row. */
export function rowOf(table: SnapshotTable, record: string): TextRow {
  const cells = splitRecord(record);
  return Object.fromEntries(table.columns.map(({ name }, index) => [name, cells[index] ?? ""]));
}

/** The rows of a table one after the other; none where there is no table. */
export function* rowsOf(table: SnapshotTable | undefined): Generator<TextRow> {
  if (table !== undefined) for (const record of table.records()) yield rowOf(table, record);
}

/** What gives the cells of a record in some columns; a column that the table has not is empty in all rows. */
export function makeCellReader(table: SnapshotTable, columns: readonly string[]): (record: string) => string[] {
  const places = columns.map((column) => table.columns.findIndex(({ name }) => name === column));
  return (record) => {
    const cells = splitRecord(record);
    return places.map((place) => cells[place] ?? "");
  };
}

function piecesOf(path: string, files: ReleaseFiles): () => Iterable<Uint8Array> {
  const pieces = files.get(path);
  if (pieces === undefined) throw new Error(`${path} is missing`);
  return pieces;
}

function textOf(path: string, files: ReleaseFiles): string {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  for (const piece of piecesOf(path, files)()) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}

const asText = (value: unknown): string => (value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value));
const typesOf = (schema: Schema): unknown[] => (Array.isArray(schema["type"]) ? schema["type"] : [schema["type"]]);
const limits = ["minLength", "maxLength", "minimum", "maximum", "pattern"];

/** Where an aspect stands in a schema. Codes are left out: the table `codes` has them, a row each. */
const aspects: Readonly<Record<string, (schema: Schema) => unknown>> = {
  type: (schema) => typesOf(schema).filter((type) => type !== "null")[0],
  arrow_type: (schema) => schema["arrowType"],
  nullable: (schema) => typesOf(schema).includes("null"),
  unit: (schema) => schema["unit"],
  format: (schema) => schema["format"],
  enumeration: (schema) => schema["enumeration"],
  ordered: (schema) => schema["ordered"],
  label: (schema) => schema["title"],
  label_es: (schema) => schema["title_es"],
  description: (schema) => schema["description"],
  description_es: (schema) => schema["description_es"],
  missing_meaning: (schema) => schema["missing"],
  missing_meaning_es: (schema) => schema["missing_es"],
  limits: (schema) => limits.flatMap((name) => (schema[name] === undefined ? [] : [`${name} ${asText(schema[name])}`])).join(", "),
};

function describe(schema: Schema): Aspects {
  return Object.fromEntries(Object.entries(aspects).map(([name, read]) => [name, asText(read(schema))]));
}

// What every raw and published column is, read from schemas/: the only definition, and the only room of ajv.
import { readFileSync } from "node:fs";
import type { ErrorObject, ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { isEdtf } from "./normalize/edtf.ts";

export type { ErrorObject } from "ajv";

export type ArrowType = "utf8" | "int32" | "float64" | "bool" | "date32" | "dictionary";
export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

/** One value of an enumeration, with its labels and definitions. */
export interface Code {
  readonly code: string;
  readonly label_en: string;
  readonly label_es: string;
  readonly definition: string;
  readonly definition_es: string;
}

/** A list of codes; `ordered` where their order is a rank. */
export interface Enumeration {
  readonly name: string;
  readonly title: string;
  readonly title_es: string;
  readonly ordered: boolean;
  readonly codes: readonly Code[];
}

/** A column of a table, with everything its dictionary entry says. */
export interface Column {
  readonly name: string;
  readonly title: string;
  readonly title_es: string;
  readonly description: string;
  readonly description_es: string;
  readonly type: "string" | "integer" | "number" | "boolean";
  readonly format: string | null;
  readonly arrowType: ArrowType;
  readonly nullable: boolean;
  readonly unit: string | null;
  /** What null means, in English and Spanish; null where the column is never null. */
  readonly missing: string | null;
  readonly missing_es: string | null;
  readonly example: Cell;
  readonly enumeration: Enumeration | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly maxLength: number | null;
  readonly pattern: string | null;
  /** Whether a cell fits the schema of the column by itself; a row fits its table exactly where each of its cells fits. */
  readonly fits: (cell: Cell) => boolean;
}

export interface ForeignKey {
  readonly columns: readonly string[];
  readonly table: string;
  readonly references: readonly string[];
}

/** A table: its columns in published order, its keys, and a check for one row. */
export interface Table {
  readonly name: string;
  readonly title: string;
  readonly title_es: string;
  readonly description: string;
  readonly description_es: string;
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
  /** The JSON Schema of one row, with every reference resolved. */
  readonly schema: JsonObject;
  /** Null where the row fits, else what ajv found. */
  readonly check: (row: Row) => readonly ErrorObject[] | null;
}

type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue;
}

const rawTableNames = ["sources", "counters", "events", "places", "extracts", "lookups", "retired"] as const;
const publishedTableNames = [
  "claims",
  "claim_rules",
  "events",
  "estimates",
  "estimate_claims",
  "running_totals",
  "derived_claims",
  "derived_claim_terms",
  "conflicts",
  "conflict_claims",
  "sources",
  "counters",
  "places",
  "place_names",
  "retired",
  "rules",
  "rule_words",
  "codes",
] as const;
export type RawTableName = (typeof rawTableNames)[number];
export type PublishedTableName = (typeof publishedTableNames)[number];

function readSchema(path: string): JsonObject {
  return asObject(JSON.parse(readFileSync(new URL(`../schemas/${path}`, import.meta.url), "utf8")));
}

/** Narrows a JSON value to an object, or throws: a schema of ours that is not one is a fault of the program. */
function asObject(value: JsonValue | undefined): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("schema: expected an object");
  return value;
}

function asText(value: JsonValue | undefined): string {
  if (typeof value !== "string") throw new Error("schema: expected text");
  return value;
}

function asList(value: JsonValue | undefined): JsonValue[] {
  if (!Array.isArray(value)) throw new Error("schema: expected a list");
  return value;
}

const textOrNull = (value: JsonValue | undefined): string | null => (typeof value === "string" ? value : null);
const numberOrNull = (value: JsonValue | undefined): number | null => (typeof value === "number" ? value : null);

const codesSchema = readSchema("codes.schema.json");
const columnsSchema = readSchema("columns.schema.json");

/** Every enumeration by name, in the order of schemas/codes.schema.json. */
export const enumerations: ReadonlyMap<string, Enumeration> = new Map(
  Object.entries(asObject(codesSchema["$defs"])).map(([name, value]) => [name, readEnumeration(name, asObject(value))]),
);

function readEnumeration(name: string, schema: JsonObject): Enumeration {
  return {
    name,
    title: asText(schema["title"]),
    title_es: asText(schema["title_es"]),
    ordered: schema["ordered"] === true,
    codes: asList(schema["oneOf"]).map((entry) => {
      const code = asObject(entry);
      return {
        code: asText(code["const"]),
        label_en: asText(code["title"]),
        label_es: asText(code["title_es"]),
        definition: asText(code["description"]),
        definition_es: asText(code["description_es"]),
      };
    }),
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const controlCharacter = /[\u0000-\u001f\u007f-\u009f]/;
/** Marks that reorder or hide text, and halves of characters: never part of a readable cell. */
const hiddenCharacter =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]|\p{Cs}/u;

/** True where the text holds a control character, a mark that hides or reorders text, or half a character. */
export function hasHiddenCharacter(text: string): boolean {
  return controlCharacter.test(text) || hiddenCharacter.test(text);
}

/** Text of one line, nothing invisible in it, no white space around it. */
function isPlainText(text: string): boolean {
  return text === text.trim() && !hasHiddenCharacter(text);
}

/** The largest number of words that a fragment of a document may have. */
export const fragmentWords = 8;

function isFragment(text: string): boolean {
  return isPlainText(text) && text.split(/\s+/u).length <= fragmentWords;
}

// That the schemas are schemas is tested, and at each start it is held against their sums that they are those: to prove it again takes longer than
// all else that is done with them. Code that ajv has shortened takes as long to write, and is no faster.
const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  allowUnionTypes: true,
  validateSchema: false,
  meta: false,
  code: { optimize: false },
});
addFormats.default(ajv, ["date"]);
ajv.addVocabulary([
  "title_es",
  "description_es",
  "unit",
  "missing",
  "missing_es",
  "arrowType",
  "ordered",
  "enumeration",
  "primaryKey",
  "foreignKeys",
]);
ajv.addFormat("plain-text", isPlainText);
ajv.addFormat("fragment", isFragment);
ajv.addFormat("edtf", isEdtf);
ajv.addFormat("web-address", /^https?:\/\/[^\s<>"]+$/);

/** Follows a reference into columns or codes; a column that is an enumeration keeps its name. */
function resolveColumn(reference: string): JsonObject {
  const name = reference.slice(reference.lastIndexOf("/") + 1);
  const { $ref, ...column } = asObject(asObject(columnsSchema["$defs"])[name]);
  if ($ref === undefined) return column;
  const enumeration = asText($ref).slice(asText($ref).lastIndexOf("/") + 1);
  const codes = asObject(asObject(codesSchema["$defs"])[enumeration]);
  return { ...column, type: "string", oneOf: asList(codes["oneOf"]), ordered: codes["ordered"] === true, enumeration };
}

function resolveProperty(property: JsonObject): JsonObject {
  if (typeof property["$ref"] === "string") return resolveColumn(property["$ref"]);
  return nullable(resolveColumn(asText(asObject(asList(property["anyOf"])[0])["$ref"])));
}

/** The same column, or null: an enumeration takes null as one more branch, any other type as one more type. */
function nullable(column: JsonObject): JsonObject {
  const type = [asText(column["type"]), "null"];
  if (column["oneOf"] === undefined) return { ...column, type };
  return { ...column, type, oneOf: [...asList(column["oneOf"]), { const: null }] };
}

function readColumn(name: string, schema: JsonObject): Column {
  const types = Array.isArray(schema["type"]) ? schema["type"] : [schema["type"]];
  const enumeration = textOrNull(schema["enumeration"]);
  let validate: ValidateFunction | undefined;
  return {
    name,
    title: asText(schema["title"]),
    title_es: asText(schema["title_es"]),
    description: asText(schema["description"]),
    description_es: asText(schema["description_es"]),
    type: asText(types[0]) as Column["type"],
    format: textOrNull(schema["format"]),
    arrowType: asText(schema["arrowType"]) as ArrowType,
    nullable: types.includes("null"),
    unit: textOrNull(schema["unit"]),
    missing: types.includes("null") ? textOrNull(schema["missing"]) : null,
    missing_es: types.includes("null") ? textOrNull(schema["missing_es"]) : null,
    example: asList(schema["examples"])[0] as Cell,
    enumeration: enumeration === null ? null : (enumerations.get(enumeration) ?? null),
    minimum: numberOrNull(schema["minimum"]),
    maximum: numberOrNull(schema["maximum"]),
    maxLength: numberOrNull(schema["maxLength"]),
    pattern: textOrNull(schema["pattern"]),
    fits: (cell) => {
      validate ??= ajv.compile(schema);
      return validate(cell);
    },
  };
}

function readTable(folder: "raw" | "published", name: string): Table {
  const source = readSchema(`${folder}/${name}.schema.json`);
  const properties = Object.fromEntries(
    Object.entries(asObject(source["properties"])).map(([column, value]) => [column, resolveProperty(asObject(value))]),
  );
  const schema = { ...source, properties };
  let validate: ValidateFunction | undefined;
  return {
    name,
    title: asText(source["title"]),
    title_es: asText(source["title_es"]),
    description: asText(source["description"]),
    description_es: asText(source["description_es"]),
    columns: Object.entries(properties).map(([column, value]) => readColumn(column, value)),
    primaryKey: asList(source["primaryKey"]).map(asText),
    foreignKeys: asList(source["foreignKeys"]).map((key) => {
      const entry = asObject(key);
      return {
        columns: asList(entry["columns"]).map(asText),
        table: asText(entry["table"]),
        references: asList(entry["references"]).map(asText),
      };
    }),
    schema,
    check: (row) => {
      validate ??= ajv.compile(schema);
      return validate(row) ? null : (validate.errors ?? []);
    },
  };
}

/** The tables that people write, by name; their order is the order of reading. */
export const rawTables = tablesOf("raw", rawTableNames);
/** The tables that are published, by name; their order is the order of the release. */
export const publishedTables = tablesOf("published", publishedTableNames);

function tablesOf<Name extends string>(folder: "raw" | "published", names: readonly Name[]): Readonly<Record<Name, Table>> {
  return Object.fromEntries(names.map((name) => [name, readTable(folder, name)])) as Record<Name, Table>;
}

const datasetSchema = readSchema("raw/dataset.schema.json");
let validateDataset: ValidateFunction | undefined;

const outlineSchema = readSchema("raw/outline.schema.json");
let validateOutline: ValidateFunction | undefined;

/** The shape of raw/outline.json, a TopoJSON topology; a dataset may have none. Its regions may name their place. */
export interface Outline {
  readonly type: "Topology";
  readonly objects: {
    readonly regions: {
      readonly geometries: readonly { readonly properties?: { readonly place_id?: string }; readonly arcs: readonly unknown[] }[];
    };
  };
  readonly arcs: readonly (readonly (readonly [number, number])[])[];
}

/** Null where the content of raw/outline.json fits its schema, else what ajv found. */
export function checkOutline(value: unknown): readonly ErrorObject[] | null {
  validateOutline ??= ajv.compile(outlineSchema);
  return validateOutline(value) ? null : (validateOutline.errors ?? []);
}

type Texts = Readonly<Record<"en" | "es", string>>;

/** What people write about the dataset in raw/dataset.json. */
export interface Dataset {
  readonly name: string;
  readonly version: string;
  /** ISO day. */
  readonly released: string;
  readonly title: Texts;
  readonly description: Texts;
  readonly licence: { readonly name: string; readonly title: string; readonly url: string };
  readonly creators: readonly { readonly name: string; readonly kind: "person" | "organisation" }[];
  readonly contact: string;
  readonly homepage?: string;
  readonly repository?: string;
  readonly keywords: readonly string[];
  /** The same in Spanish. */
  readonly keywords_es?: readonly string[];
  /** What of others is in the dataset, and under which licence. */
  readonly credits?: readonly Texts[];
  readonly usage_warnings: readonly Texts[];
  /** What the data cannot tell, told in the quality report. */
  readonly known_limits?: readonly Texts[];
  readonly changes: readonly Texts[];
}

/** Null where the content of raw/dataset.json fits its schema, else what ajv found. */
export function checkDataset(value: unknown): readonly ErrorObject[] | null {
  validateDataset ??= ajv.compile(datasetSchema);
  return validateDataset(value) ? null : (validateDataset.errors ?? []);
}

// `tsx test/bench/readings.ts FOLDER`: writes what peers need to do the same work on a dataset without rules of their own:
// FOLDER/readings/contract.json, the schema and columns, and one CSV a kind of words with what Recuento's own readers read them as.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Placed } from "../../pipeline/2-validate.ts";
import type { RawExtract, RawLookup, RawPlace, RawSource } from "../../pipeline/model.ts";
import { type ClaimContext, normalizeClaim, type PlacedLookup } from "../../pipeline/normalize/claims.ts";
import { readClosed } from "../../pipeline/normalize/edtf.ts";
import { gazetteerOf } from "../../pipeline/normalize/extracts.ts";
import { readCsv } from "../../pipeline/read/csv.ts";
import { type RawTableName, type Row, rawTables } from "../../pipeline/schema.ts";
import { writeRecords } from "../fuzz/records.ts";
import { contract, contractTables } from "./contract.ts";

/** A kind of words: the columns that decide how they are read, and those that the reading fills. */
interface Kind {
  readonly name: string;
  readonly text: "date_text" | "as_of_text" | "place_text" | "count_text";
  /** Columns of the extract; `language` and `published` are those of its source, `lookup` is the curator's value. */
  readonly key: readonly string[];
  readonly reading: readonly string[];
}

const dateKey = ["language", "published", "date_anchor"];
const dateReading = ["date_edtf", "date_earliest", "date_latest", "date_precision", "date_qualifier", "date_basis", "ucdp_date_prec"];
const placeReading = ["place_id", "place_precision", "place_basis", "latitude", "longitude", "uncertainty_m", "ucdp_where_prec"];
const countReading = ["count_stated", "count_low", "count_high", "count_qualifier", "count_status"];
const kinds: readonly Kind[] = [
  { name: "date", text: "date_text", key: [...dateKey, "date_role", "date_text"], reading: dateReading },
  { name: "as_of", text: "as_of_text", key: [...dateKey, "as_of_text"], reading: ["as_of_earliest", "as_of_latest"] },
  { name: "place", text: "place_text", key: ["place_text", "place_within", "lookup"], reading: placeReading },
  { name: "count", text: "count_text", key: ["language", "count_text"], reading: countReading },
];
const texts = kinds.map(({ text }) => text);

type Context = ClaimContext & { readonly publishedText: string };
/** Lines of a table by their key. */
type Readings = Map<string, readonly string[]>;

function readRows<RowType>(root: string, file: string, name: RawTableName): Placed<RowType>[] {
  const { rows, findings } = readCsv(file, readFileSync(join(root, file)), rawTables[name]);
  if (findings.length > 0) throw new Error(`${file}: ${findings[0]?.message}`);
  // Rows that do not fit their schema have no readings: their words are looked at as they stand.
  return rows as unknown as Placed<RowType>[];
}

/** Writes the tables for the dataset below `root`. One file of extracts is held at a time. */
export function writeReadings(root: string): void {
  const contextOf = makeContexts(root);
  const tables = new Map(kinds.map(({ name }): [string, Readings] => [name, new Map()]));
  const unions: Readings = new Map();
  for (const name of readdirSync(join(root, "raw/extracts")).sort()) {
    for (const placed of readRows<RawExtract>(root, `raw/extracts/${name}`, "extracts")) {
      const context = contextOf(placed);
      if (context === null) continue;
      const rules = kinds.map((kind) => addReading(tables.get(kind.name) ?? new Map(), kind, placed.row, context));
      unions.set(keyOf(rules), [...rules, [...new Set(rules.flatMap((each) => each.match(/\S+/g) ?? []))].join(" ")]);
    }
  }
  mkdirSync(join(root, "readings"), { recursive: true });
  for (const kind of kinds) writeTable(root, kind.name, [...kind.key, ...kind.reading, `${kind.name}_rules`], tables.get(kind.name));
  writeTable(root, "rules", [...kinds.map(({ name }) => `${name}_rules`), "rules"], unions);
  for (const [name, lines] of Object.entries(contractTables())) writeFileSync(join(root, `readings/${name}.csv`), writeRecords(lines));
  writeFileSync(join(root, "readings/contract.json"), `${JSON.stringify(contract(), null, 2)}\n`);
}

function writeTable(root: string, name: string, header: readonly string[], lines: Readings = new Map()): void {
  writeFileSync(join(root, `readings/${name}.csv`), writeRecords([header, ...lines.values()]));
}

/** What surrounds an extract; null where its source is not known. */
function makeContexts(root: string): (placed: Placed<RawExtract>) => Context | null {
  const gazetteer = gazetteerOf(readRows<RawPlace>(root, "raw/places.csv", "places").map(({ row }) => row));
  const sources = new Map(readRows<RawSource>(root, "raw/sources.csv", "sources").map(({ row }) => [row.source_id, row]));
  const lookups = new Map<string, Map<string, PlacedLookup>>();
  for (const lookup of readRows<RawLookup>(root, "raw/lookups.csv", "lookups"))
    lookups.set(lookup.row.extract_id, (lookups.get(lookup.row.extract_id) ?? new Map()).set(lookup.row.column, lookup));
  return ({ file, line, row }) => {
    const source = sources.get(row.source_id);
    if (source === undefined) return null;
    const { language, published: publishedText } = source;
    const own = lookups.get(row.extract_id) ?? new Map<string, PlacedLookup>();
    return { file, line, language, publishedText, published: readClosed(publishedText), gazetteer, lookups: own };
  };
}

/** Adds what the words of that kind are read as, once a key; gives the rules that read them, "" where there are none. */
function addReading(table: Readings, kind: Kind, row: RawExtract, context: Context): string {
  if (row[kind.text] === null) return "";
  const beside: Row = {
    language: context.language,
    published: context.publishedText,
    lookup: context.lookups.get(kind.text)?.row.value ?? null,
  };
  const key = kind.key.map((column) => textOf(beside[column] ?? (row as unknown as Row)[column]));
  const known = table.get(keyOf(key));
  if (known !== undefined) return known.at(-1) ?? "";
  const others = Object.fromEntries(texts.filter((text) => text !== kind.text).map((text) => [text, null]));
  const { claim, findings } = normalizeClaim({ ...row, ...others }, context);
  if (findings.length > 0) return "";
  const reading = kind.reading.map((column) => textOf((claim as unknown as Row)[column]));
  const rules = claim.rules ?? "";
  table.set(keyOf(key), [...key, ...reading, rules]);
  return rules;
}

const keyOf = (cells: readonly string[]): string => cells.join("\u0000");
const textOf = (cell: Row[string] | undefined): string => (cell === null || cell === undefined ? "" : String(cell));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , root] = process.argv;
  if (root === undefined) throw new Error("no folder is named");
  writeReadings(root);
}

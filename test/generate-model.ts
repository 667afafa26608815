// How pipeline/model.ts and pipeline/cells.ts are made from schemas/: `npm run generate` writes them, a test compares them.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";
import { type JsonObject, publishedTables, rawTables } from "../pipeline/schema.ts";

const header = "// Generated from schemas/ by npm run generate; do not edit.\n";

/** The name of the type of one row, by table. */
export const rawTypeNames = {
  sources: "RawSource",
  counters: "RawCounter",
  events: "RawEvent",
  places: "RawPlace",
  extracts: "RawExtract",
  lookups: "RawLookup",
  retired: "RawRetired",
} as const satisfies Record<keyof typeof rawTables, string>;

export const publishedTypeNames = {
  claims: "Claim",
  claim_rules: "ClaimRule",
  events: "Event",
  estimates: "Estimate",
  estimate_claims: "EstimateClaim",
  running_totals: "RunningTotal",
  derived_claims: "DerivedClaim",
  derived_claim_terms: "DerivedClaimTerm",
  conflicts: "Conflict",
  conflict_claims: "ConflictClaim",
  sources: "Source",
  counters: "Counter",
  places: "Place",
  place_names: "PlaceName",
  retired: "Retired",
  rules: "Rule",
  rule_words: "RuleWord",
  codes: "Code",
} as const satisfies Record<keyof typeof publishedTables, string>;

export const modelPath = fileURLToPath(new URL("../pipeline/model.ts", import.meta.url));

/** What TypeScript needs of a column: its type, the values of an enumeration, one sentence. */
function bareColumn(column: JsonObject): JsonObject {
  const text: JsonObject = { description: column["description"] ?? null };
  if (!Array.isArray(column["oneOf"])) return { ...text, type: column["type"] ?? null };
  return { ...text, enum: column["oneOf"].map((branch) => (branch as JsonObject)["const"] ?? null) };
}

/** The schema of a row without titles, examples and limits, which would become types of their own or noise. */
function bareSchema(schema: JsonObject): JsonObject {
  const columns = Object.entries(schema["properties"] as JsonObject);
  return {
    type: "object",
    description: schema["description"] ?? null,
    properties: Object.fromEntries(columns.map(([name, column]) => [name, bareColumn(column as JsonObject)])),
    required: schema["required"] ?? [],
    additionalProperties: false,
  };
}

async function writeType(name: string, schema: JsonObject): Promise<string> {
  return compile(bareSchema(schema), name, { bannerComment: "", format: true, style: { printWidth: 140 }, additionalProperties: false });
}

/** The text of pipeline/model.ts: one interface a table, raw tables first. */
export async function writeModel(): Promise<string> {
  const parts: string[] = [];
  for (const [name, type] of Object.entries(rawTypeNames)) {
    parts.push(await writeType(type, rawTables[name as keyof typeof rawTables].schema));
  }
  for (const [name, type] of Object.entries(publishedTypeNames)) {
    parts.push(await writeType(type, publishedTables[name as keyof typeof publishedTables].schema));
  }
  return `${header}\n${parts.join("\n")}`;
}

export const cellsPath = fileURLToPath(new URL("../pipeline/cells.ts", import.meta.url));

/** The text of pipeline/cells.ts: extracts from their cells, and claims as their cells, with every column named. */
export function writeCells(): string {
  const listOf = (table: { columns: readonly { name: string }[] }, write: (name: string, at: number) => string): string =>
    table.columns.map(({ name }, at) => `    ${write(name, at)},\n`).join("");
  return `${header}
// The two tables that pass in great numbers, row by row as cells: objects with every column named in place are ten times as quick as others.
import type { Claim, RawExtract } from "./model.ts";

/**
 * The cells of a row of raw/extracts in the order of its columns, as such a row: every column holds text, and an empty cell is null. Only a row
 * that fits the schema is an extract.
 */
export function extractOf(cells: readonly string[]): RawExtract {
  const row = {
${listOf(rawTables.extracts, (name, at) => `${name}: cells[${at}] || null`)}  };
  return row as unknown as RawExtract;
}

/** The cells of a claim in the order of its columns. */
export function cellsOf(claim: Claim): (string | number | null)[] {
  return [
${listOf(publishedTables.claims, (name) => `claim.${name}`)}  ];
}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(modelPath, await writeModel());
  writeFileSync(cellsPath, writeCells());
}

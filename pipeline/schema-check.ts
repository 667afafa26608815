// Whether schemas/ is what the program was made from: columns and types stand in its code too, so another schema would break it anywhere.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Finding, finding } from "./finding.ts";

/** The sum of each schema by its path below schemas/, as `npm run generate` writes it. */
export type SchemaSums = Readonly<Record<string, string>>;

export const schemasFolder = new URL("../schemas/", import.meta.url);
const made = new URL("schema-sums.json", import.meta.url);

/** The SHA-256 of the value of a JSON text: white space and ends of lines do not count. Throws where it is no JSON. */
export function sumOfSchema(text: string): string {
  return createHash("sha256")
    .update(JSON.stringify(JSON.parse(text)))
    .digest("hex");
}

/** A finding for each schema that is missing, no JSON, or another than the program was made from. Findings: schema/unreadable, schema/syntax, schema/changed. */
export function findSpoiltSchemas(folder: URL = schemasFolder, sums: SchemaSums = JSON.parse(readFileSync(made, "utf8"))): Finding[] {
  return Object.entries(sums).flatMap(([path, sum]) => {
    const refusal = refuseSchema(new URL(path, folder), sum);
    return refusal === null ? [] : [finding(refusal, { file: `schemas/${path}` })];
  });
}

function refuseSchema(path: URL, sum: string): { code: string; message: string } | null {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "unknown";
    if (code === "EMFILE" || code === "ENFILE") throw error;
    const message = code === "ERR_ENCODING_INVALID_ENCODED_DATA" ? "The bytes are not UTF-8." : `The schema cannot be read (${code}).`;
    return { code: "schema/unreadable", message };
  }
  try {
    if (sumOfSchema(text) === sum) return null;
    return { code: "schema/changed", message: "This is not the schema that the program was made from." };
  } catch {
    return { code: "schema/syntax", message: "The schema is not JSON." };
  }
}

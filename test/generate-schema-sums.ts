// How pipeline/schema-sums.json is made from schemas/: `npm run generate` writes it, a test compares it.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { schemasFolder, sumOfSchema } from "../pipeline/schema-check.ts";

export const sumsPath = fileURLToPath(new URL("../pipeline/schema-sums.json", import.meta.url));

/** The text of pipeline/schema-sums.json: every schema with the sum of its value, by path. */
export function writeSums(): string {
  const paths = readdirSync(schemasFolder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".json"))
    .sort();
  const sums = paths.map((path): [string, string] => [path, sumOfSchema(readFileSync(new URL(path, schemasFolder), "utf8"))]);
  return `${JSON.stringify(Object.fromEntries(sums), null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(sumsPath, writeSums());

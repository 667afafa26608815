// How raw/dataset.json becomes the description of the dataset.
import type { Finding } from "../finding.ts";
import { checkDataset, type Dataset } from "../schema.ts";
import { readJson } from "./json.ts";

/** Reads and checks the description. Findings: file/not-utf8, json/syntax, cell/type. */
export function readDataset(file: string, bytes: Uint8Array): { dataset: Dataset | null; findings: Finding[] } {
  const { value, findings } = readJson(file, bytes, checkDataset);
  // A value without findings has passed the schema of the description.
  return { dataset: findings.length === 0 ? (value as Dataset) : null, findings };
}

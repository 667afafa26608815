// Recuento at the work of the peers: read, validate, normalise, and write the claims as CSV, JSON and Arrow; prints the seconds of each.
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { performance } from "node:perf_hooks";
import { readRaw } from "../../pipeline/1-read.ts";
import { validate } from "../../pipeline/2-validate.ts";
import { normalize } from "../../pipeline/3-normalize.ts";
import { renderArrowFiles } from "../../pipeline/publish/arrow.ts";
import { renderCsv } from "../../pipeline/publish/csv.ts";
import { renderJson } from "../../pipeline/publish/json.ts";
import type { Release } from "../../pipeline/publish/model.ts";
import { type PublishedTableName, publishedTables, type Row } from "../../pipeline/schema.ts";

const seconds: Record<string, number> = {};
let before = performance.now();
const took = (stage: string): void => {
  const now = performance.now();
  seconds[stage] = (now - before) / 1000;
  before = now;
};

const [, , folder = "", output = ""] = process.argv;
const raw = await readRaw(folder);
took("read");
const valid = validate(raw);
took("validate");
const { claims, findings } = normalize(valid);
took("normalise");
const faults = new Set([...raw.findings, ...valid.findings, ...findings].map(({ file, line }) => `${file}:${line}`)).size;
if (faults === 0 && raw.dataset !== null) {
  const none = Object.fromEntries(Object.keys(publishedTables).map((name) => [name, []])) as unknown as Record<PublishedTableName, Row[]>;
  // A claim is a row: its columns are those of schemas/published/claims.schema.json.
  const release: Release = { dataset: raw.dataset, date: raw.dataset.released, tables: { ...none, claims: claims as unknown as Row[] } };
  mkdirSync(output, { recursive: true });
  for (const { path, bytes, table } of [renderCsv, renderJson, renderArrowFiles].flatMap((render) => render(release)))
    if (table === "claims") writeFileSync(join(output, basename(path)), bytes);
}
took("write");
console.log(JSON.stringify({ rows: claims.length, faults, seconds }));

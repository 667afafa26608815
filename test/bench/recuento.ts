// Recuento at the work of the peers: read, validate, normalise, and write the claims as CSV, JSON and Arrow; prints the seconds of each.
import { mkdirSync, renameSync } from "node:fs";
import { basename, join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { readCurated } from "../../pipeline/1-read.ts";
import { validate, validateAgainst } from "../../pipeline/2-validate.ts";
import { findClaims, passClaims } from "../../pipeline/bulk/claims.ts";
import { makePool } from "../../pipeline/bulk/pool.ts";
import { openTable } from "../../pipeline/bulk/table-output.ts";
import { surround } from "../../pipeline/bulk/unit.ts";
import { compileLess, setRoom } from "../../pipeline/engine.ts";
import { publishedTables } from "../../pipeline/schema.ts";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { workers: { type: "string", default: "2" } } });
const [folder = "", output = ""] = positionals;
const seconds: Record<string, number> = {};
let before = performance.now();
const took = (stage: string): void => {
  const now = performance.now();
  seconds[stage] = (now - before) / 1000;
  before = now;
};

compileLess();
setRoom();
const pool = makePool(folder, Number(values.workers) - 1);
const curated = await readCurated(folder);
const valid = validate(curated, false);
pool.surround(surround(curated, valid));
const found = await findClaims(pool, curated.extractFiles);
took("read");
const early = [...curated.findings, ...valid.findings, ...found.findings, ...found.all.findDuplicates(new Set())];
const findings = [...early, ...validateAgainst(curated, valid, found.all)];
took("validate");
mkdirSync(output, { recursive: true });
const { dataset } = curated;
const table =
  findings.length > 0 || dataset === null ? null : openTable(output, { dataset, date: dataset.released }, publishedTables.claims, false);
const passed = await passClaims(pool, found, table && { claims: table.add });
took("normalise");
for (const { path } of table?.end().files ?? []) renameSync(join(output, path), join(output, basename(path)));
await pool.close();
took("write");
const faults = new Set([...findings, ...passed.findings].map(({ file, line }) => `${file}:${line}`)).size;
console.log(JSON.stringify({ rows: found.keys.length, faults, seconds }));

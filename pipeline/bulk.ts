// Stages 1 to 3 for a dataset too large to hold: claims pass in batches through workers. The same findings as the stages give that hold all
// rows, which stay the reference; bulk-build.ts goes on from here.
import { type CuratedData, readCurated } from "./1-read.ts";
import { type ValidData, validate, validateAgainst } from "./2-validate.ts";
import { type FoundClaims, findClaims, type PassedClaims, passClaims } from "./bulk/claims.ts";
import { passUnknown } from "./bulk/pass-known.ts";
import { makePool, type Pool } from "./bulk/pool.ts";
import { type Around, surround } from "./bulk/unit.ts";
import { setRoom } from "./engine.ts";
import { type Finding, sortFindings } from "./finding.ts";
import { pause } from "./interruption.ts";
import { findUnused } from "./normalize/extracts.ts";
import type { Progress } from "./place.ts";
import type { CheckSummary, RunOptions } from "./summary.ts";

/** The dataset once its files were looked through, with what works on its claims. */
export interface Found {
  readonly root: string;
  readonly curated: CuratedData;
  readonly valid: ValidData;
  readonly around: Around;
  readonly pool: Pool;
  readonly found: FoundClaims;
  /** Rows of all tables. */
  readonly rows: number;
  readonly findings: readonly Finding[];
}

export const quiet: Progress = () => {};

/** The findings of stages 1 to 3, and how many claims there are. Writes nothing but what it remembers. */
export async function checkLarge(root: string, options: RunOptions): Promise<CheckSummary> {
  // With a memory few claims are read, mostly: workers would take longer to begin than these take to read.
  const workers = options.memory === undefined ? options.workers : 0;
  return withFound(root, { ...options, workers }, async (dataset) => {
    const { length } = dataset.found.keys;
    const findings = options.memory === undefined ? await findAll(dataset, options) : await findUnknown(dataset, options);
    return { extracts: length, claims: length, findings };
  });
}

/** So many claims are read sooner than workers have begun. */
const fewClaims = 8_192;

/** As `findAll`, of a dataset of which something may be remembered. */
async function findUnknown(dataset: Found, options: RunOptions): Promise<readonly Finding[]> {
  const { root, around, pool, found } = dataset;
  const made: Pool[] = [];
  const poolFor = (claims: number): Pool => {
    if (claims <= fewClaims || besides(options) === 0) return pool;
    const many = makePool(root, besides(options));
    many.surround(around);
    made.push(many);
    return many;
  };
  try {
    const progress = makeProgress(dataset, options);
    const passed = await passUnknown({ root, around, found, isUsed: options.memory === "use", poolFor, progress });
    if (passed === null) return await findAll({ ...dataset, pool: poolFor(found.keys.length) }, options);
    return sortFindings([...dataset.findings, ...findingsOf(dataset, passed)]);
  } finally {
    for (const many of made) await many.close();
  }
}

/** Workers beside this thread, which reads claims too. */
const besides = ({ workers }: RunOptions): number => Math.max(0, workers - 1);

/** Every finding of a dataset of which nothing is to be written. */
export async function findAll(dataset: Found, options: RunOptions): Promise<readonly Finding[]> {
  const passed = await pass(dataset, options, null);
  return sortFindings([...dataset.findings, ...findingsOf(dataset, passed)]);
}

/** Reads all but the extracts, and looks through these. */
export async function withFound<Answer>(root: string, options: RunOptions, work: (dataset: Found) => Promise<Answer>): Promise<Answer> {
  const progress = options.progress ?? quiet;
  setRoom();
  // Workers begin while all but the extracts is read.
  const pool = makePool(root, besides(options));
  try {
    const curated = await readCurated(root);
    const valid = validate(curated, false);
    const around = surround(curated, valid);
    pool.surround(around);
    const found = await findClaims(pool, curated.extractFiles);
    const rows = Object.values(curated.tables).reduce((sum, table) => sum + table.length, found.keys.length);
    progress("read", `${rows} rows in ${Object.keys(curated.tables).length} tables`);
    const findings = [...curated.findings, ...valid.findings, ...found.findings];
    return await work({ root, curated, valid, around, pool, found, rows, findings });
  } finally {
    await pool.close();
  }
}

export async function pass(dataset: Found, options: RunOptions, sink: Parameters<typeof passClaims>[2]): Promise<PassedClaims> {
  const { pool, found } = dataset;
  return passClaims(pool, found, sink, makeProgress(dataset, options));
}

/** Tells how many claims have passed, and hears a request to stop. */
function makeProgress({ found }: Found, { stop, passed }: RunOptions): (claims: number) => Promise<void> {
  return async (claims) => {
    await pause(stop);
    passed?.(claims, found.keys.length);
  };
}

/** The findings of the claims, and of lookups that none of them used. */
export function findingsOf(dataset: Found, passed: Pick<PassedClaims, "findings" | "lookupsUsed">): Finding[] {
  const { curated, valid, found } = dataset;
  const ofReading = passed.findings.filter(isOfReading);
  const lost = curated.incomplete.has("extracts") || found.findings.length > 0 || ofReading.length > 0;
  const between = betweenRows(dataset, new Set(ofReading.map(({ file, line }) => `${file}:${line}`)), lost);
  return [...passed.findings, ...between, ...(lost ? [] : findUnused(valid.lookups, passed.lookupsUsed))];
}

/** What the ids of extracts ask of each other and of other tables. `lost` are the places of records that made no row, `someLost` whether any did. */
function betweenRows({ curated, valid, found }: Found, lost: ReadonlySet<string>, someLost: boolean): Finding[] {
  return [...found.all.findDuplicates(lost), ...validateAgainst(curated, valid, someLost ? null : found.all)];
}

/** As long as no row is read: what ids that are there twice, or are not there, come to. */
export const findBetween = (dataset: Found): Finding[] => betweenRows(dataset, new Set(), false);

/** Whether a finding says that a row was lost in reading. */
const isOfReading = ({ code }: Finding): boolean => code.startsWith("csv/") || code.startsWith("file/");

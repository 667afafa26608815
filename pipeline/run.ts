// Which way a dataset goes: held whole where it is small, else in batches; the same findings and bytes, and told alike.
import { isLarge } from "./1-read.ts";
import { type Built, build, type Checked, check } from "./build.ts";
import { recallBuild, rememberBuild, seeInputs } from "./last-build.ts";
import type { BuildSummary, CheckSummary, RunOptions } from "./summary.ts";

/** `large` says whether it goes in batches; left out, its size decides. */
type SizedOptions = RunOptions & { readonly large?: boolean };

/** Stages 1 to 3 or 4; writes nothing. */
export async function checkDataset(root: string, options: SizedOptions): Promise<CheckSummary> {
  if (options.large ?? (await isLarge(root))) return (await import("./bulk.ts")).checkLarge(root, options);
  return summariseCheck(await check(root, options.progress, options.stop));
}

/**
 * All stages, or, with a memory, the answer of the last build where nothing has changed since: then nothing is to be written, so this answer holds
 * also where dist/ may not be. Renewing the memory writes, and is refused there.
 * @param date as of `build`.
 */
export async function buildDataset(root: string, date: string | null, options: SizedOptions): Promise<BuildSummary> {
  const { memory, stop } = options;
  if (memory === undefined) return buildAnew(root, date, options);
  const inputs = await seeInputs(root, date, stop);
  const last = memory === "use" && inputs !== null ? await recallBuild(root, inputs, options) : null;
  if (last !== null) return last;
  const built = await buildAnew(root, date, options);
  if (built.version !== null && inputs !== null) await rememberBuild(root, date, inputs, built);
  return built;
}

async function buildAnew(root: string, date: string | null, options: SizedOptions): Promise<BuildSummary> {
  if (options.large ?? (await isLarge(root))) return (await import("./bulk-build.ts")).buildLarge(root, date, options);
  return summariseBuild(await build(root, date, options.progress, options.stop, options.workers));
}

function summariseCheck({ raw, normal, findings }: Checked): CheckSummary {
  return { extracts: raw.tables.extracts.length, claims: normal.claims.length, findings };
}

function summariseBuild(built: Built): BuildSummary {
  const { raw, tables, version, unchanged, files } = built;
  return {
    ...summariseCheck(built),
    version,
    title: raw.dataset?.title.en ?? "",
    unchanged,
    rows: Object.values(raw.tables).reduce((sum, rows) => sum + rows.length, 0),
    estimates: tables?.estimates.length ?? 0,
    conflicts: tables?.conflicts.length ?? 0,
    files: files.length,
    bytes: files.reduce((sum, file) => sum + file.bytes.length, 0),
  };
}

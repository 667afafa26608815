// One run: a dataset goes every way to a release, as far as its depth, and what it gives is held against the properties.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkLarge } from "../../pipeline/bulk.ts";
import { buildLarge } from "../../pipeline/bulk-build.ts";
import { baseNames, type Files, readBase, type Workspace } from "./dataset.ts";
import { mutate } from "./mutate.ts";
import { properties } from "./properties.ts";
import { randomOf } from "./random.ts";
import { type Answer, type Way, type Written, ways } from "./ways.ts";

/** How far a run goes beyond a check. */
export type Depth = "check" | "build" | "command";

/** Milliseconds of work, of all threads and not of waiting for others, after which a check counts as hanging: for each megabyte begun. */
const hangLimit = 1000;
const megabyte = 1_000_000;
const limitOf = (files: Files): number => {
  const bytes = [...files.values()].reduce((sum, file) => sum + file.length, 0);
  return Math.max(1, Math.ceil(bytes / megabyte)) * hangLimit;
};
const repository = fileURLToPath(new URL("../..", import.meta.url));
const bases = baseNames.map((name) => ({ name, files: readBase(name) }));

/** The dataset that a run of a seed tries, and how many mutations are in it. */
export function datasetOf(seed: number, run: number): { base: string; files: Files; mutations: number } {
  const random = randomOf(seed, run);
  const base = random.pick(bases);
  return { base: base.name, ...mutate(base.files, random) };
}

/** Every 10th run is built, which takes long only where nothing stops it; every 5000th goes through the command line. */
export function depthOf(run: number): Depth {
  if (run % 5000 === 4999) return "command";
  return run % 10 === 9 ? "build" : "check";
}

/** What is wrong with the answers for a dataset: none where all holds. Begins with the name of the property. */
export async function tryDataset(workspace: Workspace, files: Files, depth: Depth): Promise<string[]> {
  workspace.put(files);
  const wrong: string[] = [];
  const said = new Set<string>();
  for (const way of ways) {
    try {
      said.add(await tryWay(way, workspace.root, files, depth, wrong));
    } catch (error) {
      wrong.push(`thrown: ${way.name}: ${firstLineOf(error)}`);
    } finally {
      rmSync(join(workspace.root, "dist"), { recursive: true, force: true });
    }
  }
  if (said.size > 1) wrong.push("ways: they do not say and write the same");
  return wrong;
}

const firstLineOf = (error: unknown): string =>
  (error instanceof Error ? `${error.name} ${error.message}`.split("\n")[0] : String(error)) ?? "";

/** Adds what is wrong with one way; gives all that it said and wrote, to compare. */
async function tryWay(way: Way, root: string, files: Files, depth: Depth, wrong: string[]): Promise<string> {
  const started = process.cpuUsage();
  const answer = await way.checkDataset(root);
  const { user } = process.cpuUsage(started);
  wrong.push(...properties.flatMap((property) => property(files, answer)));
  if (user / 1000 > limitOf(files)) wrong.push(`slow: a check took over ${limitOf(files)} ms`);
  const written = depth === "check" ? "" : holdRelease(root, answer, await way.buildDataset(root), wrong);
  await holdBatches(root, answer, written, depth, wrong);
  if (depth === "command") tryCommands(root, answer, wrong);
  return JSON.stringify([answer.findings, answer.fit, [...answer.claims].sort(), written]);
}

/** A release is written where there is no finding, with every claim in it; nothing is written otherwise. Gives the sum of all that stands in dist/. */
function holdRelease(root: string, answer: Answer, { version, findings }: Written, wrong: string[]): string {
  const dist = join(root, "dist");
  if (answer.findings.length > 0) {
    if (version !== null || existsSync(dist)) wrong.push("release: written in spite of a finding");
    return "";
  }
  if (version === null) {
    wrong.push(`release: not written, ${findings.map((item) => `${item.code} ${item.message}`).join(" ")}`);
    return "";
  }
  const rows: { raw_file: string; raw_line: number }[] = JSON.parse(readFileSync(join(dist, version, "json/claims.json"), "utf8"));
  const published = new Set(rows.map((row) => `${row.raw_file}:${row.raw_line}`));
  if (rows.length !== answer.claims.length || answer.claims.some((place) => !published.has(place)))
    wrong.push(`release: ${rows.length} claims of ${answer.claims.length}`);
  return sumOf(dist, wrong);
}

/** In batches the same is found, and where there is nothing to find the same is written. */
async function holdBatches(root: string, { findings }: Answer, written: string, depth: Depth, wrong: string[]): Promise<void> {
  const found = (await checkLarge(root, { workers: 0 })).findings;
  if (JSON.stringify(found) !== JSON.stringify(findings))
    wrong.push(`batches: ${found.length} findings, not the ${findings.length} of all at once`);
  if (depth === "check" || findings.length > 0) return;
  rmSync(join(root, "dist"), { recursive: true, force: true });
  await buildLarge(root, null, { workers: 0 });
  if (sumOf(join(root, "dist"), wrong) !== written) wrong.push("batches: other bytes than of all at once");
}

/** A number that went wrong on its way into a drawing. */
const brokenNumber = /\b(?:[xydr]|c[xy]|[xy][12]|width|height|points|transform|viewBox)="[^"]*(?:NaN|Infinity|undefined|null)/;

/** The sum of every file below a folder with its path. */
function sumOf(folder: string, wrong: string[]): string {
  const hash = createHash("sha256");
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of entries.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    const bytes = readFileSync(path);
    hash.update(path).update(bytes);
    const [drawn] = path.endsWith(".html") ? (brokenNumber.exec(bytes.toString("utf8")) ?? []) : [];
    if (drawn !== undefined) wrong.push(`drawn: ${path.slice(folder.length + 1)} holds ${drawn.slice(0, 80)}`);
  }
  return hash.digest("hex");
}

/** The commands end with 0 or 1, say as many findings, and nothing on standard error. */
function tryCommands(root: string, answer: Answer, wrong: string[]): void {
  rmSync(join(root, "dist"), { recursive: true, force: true });
  for (const command of ["check", "build"]) {
    const words = ["pipeline/recuento.mjs", command, "--root", root];
    const { status, signal, stdout, stderr } = spawnSync(process.execPath, words, { cwd: repository, encoding: "utf8" });
    if (status !== (answer.findings.length > 0 ? 1 : 0)) wrong.push(`command: ${command} ended with ${status ?? signal}`);
    if (stderr !== "") wrong.push(`command: ${command} wrote on standard error: ${stderr.slice(0, 200)}`);
    const told = stdout.split("\n").filter((line) => line.startsWith("raw")).length;
    if (told !== answer.findings.length) wrong.push(`command: ${command} told ${told} of ${answer.findings.length} findings`);
  }
}

// One run: a dataset is checked, now and then also built and given to the command line, and held against the properties.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Checked, check } from "../../pipeline/build.ts";
import { baseNames, type Files, readBase, type Workspace } from "./dataset.ts";
import { mutate } from "./mutate.ts";
import { properties } from "./properties.ts";
import { randomOf } from "./random.ts";

/** How far a run goes beyond check(). */
export type Depth = "check" | "build" | "command";

/** Milliseconds of work, not of waiting for others, after which a check of a small dataset counts as hanging. */
const hangLimit = 1000;
const repository = fileURLToPath(new URL("../..", import.meta.url));
const bases = baseNames.map((name) => ({ name, files: readBase(name) }));

/** The dataset that a run of a seed tries, and how many mutations are in it. */
export function datasetOf(seed: number, run: number): { base: string; files: Files; mutations: number } {
  const random = randomOf(seed, run);
  const base = random.pick(bases);
  return { base: base.name, ...mutate(base.files, random) };
}

/** Every 200th run is built, every 5000th goes through the command line. */
export function depthOf(run: number): Depth {
  if (run % 5000 === 4999) return "command";
  return run % 200 === 199 ? "build" : "check";
}

/** What is wrong with the answer for a dataset: none where all holds. Begins with the name of the property. */
export async function tryDataset(workspace: Workspace, files: Files, depth: Depth): Promise<string[]> {
  workspace.put(files);
  const started = process.cpuUsage();
  let checked: Checked;
  try {
    checked = await check(workspace.root);
  } catch (error) {
    return [`thrown: ${firstLineOf(error)}`];
  }
  const { user } = process.cpuUsage(started);
  const wrong = properties.flatMap((property) => property(files, checked));
  if (user / 1000 > hangLimit) wrong.push(`slow: a check took over ${hangLimit} ms`);
  if (depth !== "check") wrong.push(...(await tryBuild(workspace, checked)));
  if (depth === "command") wrong.push(...tryCommand(workspace, checked));
  return wrong;
}

const firstLineOf = (error: unknown): string =>
  (error instanceof Error ? `${error.name} ${error.message}`.split("\n")[0] : String(error)) ?? "";

/** A release is written where there is no finding, with every claim in it; nothing is written otherwise. */
async function tryBuild({ root }: Workspace, checked: Checked): Promise<string[]> {
  const dist = join(root, "dist");
  try {
    const built = await build(root, null);
    if (checked.findings.length > 0) return built.version === null && !existsSync(dist) ? [] : ["release: written in spite of a finding"];
    if (built.version === null) return [`release: not written, ${built.findings.map((item) => `${item.code} ${item.message}`).join(" ")}`];
    const claims = JSON.parse(readFileSync(join(dist, built.version, "json/claims.json"), "utf8")) as unknown[];
    return claims.length === checked.normal.claims.length ? [] : [`release: ${claims.length} claims of ${checked.normal.claims.length}`];
  } catch (error) {
    return [`thrown: ${firstLineOf(error)}`];
  } finally {
    rmSync(dist, { recursive: true, force: true });
  }
}

/** The command ends with 0 or 1, says as many findings, and nothing on standard error. */
function tryCommand({ root }: Workspace, checked: Checked): string[] {
  const ended = spawnSync(process.execPath, ["pipeline/recuento.mjs", "check", "--root", root], { cwd: repository, encoding: "utf8" });
  if (ended.status !== (checked.findings.length > 0 ? 1 : 0)) return [`command: ended with ${ended.status ?? ended.signal}`];
  if (ended.stderr !== "") return [`command: wrote on standard error: ${ended.stderr.slice(0, 200)}`];
  const told = ended.stdout.split("\n").filter((line) => line.startsWith("raw")).length;
  return told === checked.findings.length ? [] : [`command: told ${told} of ${checked.findings.length} findings`];
}

// How programs take turns: one run of each a round, each in a process of its own, with what it told of its stages.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Measured, measure } from "./measure.ts";
import type { Run } from "./measurements.ts";
import type { Peer } from "./peers.ts";

const recuento = fileURLToPath(new URL("../../pipeline/recuento.mjs", import.meta.url));
const loading = fileURLToPath(new URL("load-libraries.mjs", import.meta.url));

/** Says a line to whoever waits. */
export const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** What is run in turns: a command, what has to be cleared away before it, and what its lines say of its stages. */
export interface Runner {
  readonly name: string;
  readonly command: readonly string[];
  readonly cleared: string | null;
  readonly stagesOf: (measured: Measured) => Readonly<Record<string, number>>;
  /** Rows that it found at fault, where none is: then it has not done the same work. */
  readonly faultsOf: (measured: Measured) => number;
  /** Rounds in which it takes part, the first ones; in all where it does not say. */
  readonly rounds?: number;
}

/** A peer on the dataset in a folder; it writes below `out/` there. */
export function runnerOf(peer: Peer, folder: string): Runner {
  const output = join(folder, "out", peer.name);
  return {
    name: peer.name,
    command: peer.command(folder, output),
    cleared: output,
    stagesOf: (measured) => reportOf(measured).seconds,
    faultsOf: (measured) => reportOf(measured).faults,
  };
}

/** The whole command on the dataset in a folder, as a first release. */
export const buildOf = (folder: string): Runner => ({
  name: "build",
  command: [process.execPath, recuento, "build", "--anew", "--root", folder],
  cleared: join(folder, "dist"),
  stagesOf: stagesOfBuild,
  faultsOf: () => 0,
});

/** Loads the libraries of the pipeline and nothing else. */
export const load: Runner = { name: "load", command: [process.execPath, loading], cleared: null, stagesOf: () => ({}), faultsOf: () => 0 };

/** The one line that a peer prints. */
export function reportOf({ lines }: Measured): { faults: number; seconds: Readonly<Record<string, number>> } {
  return JSON.parse(lines.at(-1)?.text ?? "{}") as { faults: number; seconds: Record<string, number> };
}

/** The command tells a stage when it is done: what passed since the line before it is its time. */
function stagesOfBuild({ lines }: Measured): Record<string, number> {
  const told = lines.filter(({ text }) => /^(?: {2}[a-z]+ |Recuento$)/.test(text));
  return Object.fromEntries(told.slice(1).map(({ at, text }, index) => [text.trim().split(" ")[0], at - (told[index]?.at ?? 0)]));
}

/** Waits until the disk has what was written before, so that none pays for others. */
const settle = (): void => void spawnSync("sync");

async function runOnce(runner: Runner, round: number, limit: number): Promise<Run> {
  if (runner.cleared !== null) rmSync(runner.cleared, { recursive: true, force: true });
  settle();
  const measured = await measure(runner.command, limit);
  const { seconds, processor, peak, code } = measured;
  if (code !== 0) say(measured.errors);
  const faults = code === 0 ? runner.faultsOf(measured) : 0;
  const failed = code !== 0 ? explainEnd(code, seconds > limit) : faults > 0 ? `finds ${faults} rows at fault` : null;
  say(`  round ${round} ${runner.name.padEnd(13)} ${seconds.toFixed(2).padStart(8)} s ${Math.round(peak / 1e6)} MB ${failed ?? ""}`);
  return { name: runner.name, round, seconds, processor, peak, stages: failed === null ? runner.stagesOf(measured) : {}, failed };
}

function explainEnd(code: number, late: boolean): string {
  if (late) return "stopped at the limit";
  return code < 0 ? `ended by signal ${-code}` : `ends with ${code}`;
}

/** How often, and how many seconds each may take. */
export interface Patience {
  readonly rounds: number;
  readonly limit: number;
}

/** Runs all in turns; one that fails is not run again. */
export async function takeTurns(
  runners: readonly Runner[],
  { rounds, limit }: Patience,
  afterFirst: () => void = () => {},
): Promise<Run[]> {
  const runs: Run[] = [];
  for (let round = 1; round <= rounds; round++) {
    const hasFailed = (name: string): boolean => runs.some((run) => run.name === name && run.failed !== null);
    const standing = runners.filter((runner) => round <= (runner.rounds ?? rounds) && !hasFailed(runner.name));
    for (const runner of standing) runs.push(await runOnce(runner, round, limit));
    if (round === 1) afterFirst();
  }
  return runs;
}

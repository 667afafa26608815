// `npm run fuzz [-- --runs N --seed S --workers W]`: N mutations in W processes, what broke kept below regressions/.
import { type ChildProcess, fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Regression } from "./dataset.ts";

interface Message {
  readonly run?: number;
  readonly done?: number;
  readonly schemas?: number;
  readonly unnamed?: { readonly run: number; readonly why: string };
  readonly fault?: { readonly run: number; readonly why: string; readonly regression: Regression };
}

/** Milliseconds without a sign of life after which a process is taken to hang, however busy the machine is. */
const silence = 180_000;
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    workers: { type: "string", default: String(availableParallelism()) },
  },
});
const [runs, seed, workers] = [values.runs, values.seed, values.workers].map((text) => {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new Error(`not a whole number above 0: ${text}`);
  return Number(text);
}) as [number, number, number];

const started = performance.now();
const faults = new Set<string>();
let done = 0;
let datasets = 0;
let schemas = 0;

function keep({ run, why, regression }: NonNullable<Message["fault"]>): void {
  const name = `${why
    .slice(0, 40)
    .toLowerCase()
    .replace(/[^a-z]+/g, "-")}-${seed}-${run}.json`;
  faults.add(name);
  writeFileSync(new URL(`regressions/${name}`, import.meta.url), `${JSON.stringify(regression, null, 2)}\n`);
  console.log(`${why}\n  kept as test/fuzz/regressions/${name}`);
}

function tellUnnamed({ run, why }: NonNullable<Message["unnamed"]>): void {
  faults.add(why);
  console.log(`${why} (run ${run} of seed ${seed})`);
}

/** Runs one process to its end; false where it hung or broke off. */
function start(first: number): Promise<boolean> {
  return new Promise((resolve) => {
    const share = Math.ceil(runs / workers);
    const child: ChildProcess = fork(fileURLToPath(new URL("worker.ts", import.meta.url)), [seed, first, workers, share].map(String));
    let [run, heard] = [first, performance.now()];
    const watch = setInterval(() => {
      if (performance.now() - heard > silence) child.kill("SIGKILL");
    }, 1000);
    child.on("message", (message: Message) => {
      heard = performance.now();
      run = message.run ?? run;
      if (message.fault) keep(message.fault);
      if (message.unnamed) tellUnnamed(message.unnamed);
      if (message.done === undefined) return;
      schemas += message.schemas ?? 0;
      done += message.done;
      datasets += 1;
      if (datasets % 1000 === 0) console.log(`  ${done} mutations, ${Math.round((performance.now() - started) / 1000)} s`);
    });
    child.on("close", (code) => {
      clearInterval(watch);
      if (code !== 0) console.log(`run ${run} of seed ${seed} hung or broke off`);
      resolve(code === 0);
    });
  });
}

const ended = await Promise.all(Array.from({ length: workers }, (_, first) => start(first)));
const seconds = (performance.now() - started) / 1000;
console.log(
  `${done} mutations in ${datasets} datasets and ${schemas} schemas, seed ${seed}, ${Math.round(seconds)} s, ${Math.round(done / seconds)} a second: ${faults.size} faults.`,
);
process.exitCode = ended.every(Boolean) && faults.size === 0 ? 0 : 1;

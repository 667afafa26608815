// How tasks are shared among workers, or done here where there are none; results come in the order of the tasks, whoever was first.
import { Worker } from "node:worker_threads";
import type { Around } from "./unit.ts";
import { makeWork, type Result, type Task } from "./work.ts";

/** What does tasks. */
export interface Pool {
  /** Gives each result to `take` in the order of the tasks. At most `ahead` tasks are under way, so that results do not pile up. */
  readonly run: (tasks: Iterable<Task>, take: (result: Result) => void | Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Megabytes that a worker holds of new and of older objects: with more room it looks for those that are gone later, and is no sooner done.
 * What stands around the claims is held by each; where it is much, there is room for it.
 */
function limitsFor(around: Around | null): { maxYoungGenerationSizeMb: number; maxOldGenerationSizeMb: number } {
  const { sources = [], places = [], lookups = [], ids = null } = around ?? {};
  const lists = [sources, places, lookups, ids?.sources ?? [], ids?.events ?? [], ids?.counters ?? []];
  const rows = lists.reduce((sum, { length }) => sum + length, 0);
  return { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 256 + Math.ceil(Math.max(0, rows - manyRows) / rowsInMegabyte) };
}

/** Rows around the claims that a worker has room for anyhow, and of the others so many that a megabyte is more than enough for them. */
const manyRows = 100_000;
const rowsInMegabyte = 500;

/** A pool of so many workers; with 0 the work is done in this thread. `around` is null where no claims are to be read. */
export function makePool(root: string, around: Around | null, workers: number): Pool {
  return workers === 0 ? makeLocalPool(root, around) : makeWorkerPool(root, around, workers);
}

function makeLocalPool(root: string, around: Around | null): Pool {
  const work = makeWork(root, around);
  return {
    run: async (tasks, take) => {
      for (const task of tasks) await take(await work(task));
    },
    close: async () => {},
  };
}

function makeWorkerPool(root: string, around: Around | null, count: number): Pool {
  const workers = Array.from(
    { length: count },
    () =>
      new Worker(new URL("worker.mjs", import.meta.url), {
        workerData: { root, around },
        resourceLimits: limitsFor(around),
      }),
  );
  return {
    run: (tasks, take) => share(workers, tasks, take),
    close: async () => {
      for (const worker of workers) await worker.terminate();
    },
  };
}

/** What a worker says of a task: what came of it, or what went wrong. */
interface Answer {
  readonly number: number;
  readonly result?: Result;
  readonly failure?: { readonly message: string; readonly code: string | undefined };
}

async function share(workers: readonly Worker[], tasks: Iterable<Task>, take: (result: Result) => void | Promise<void>): Promise<void> {
  const waiting = new Map<number, { resolve: (result: Result) => void; reject: (error: unknown) => void }>();
  const listeners = workers.map((worker) => {
    const answer = ({ number, result, failure }: Answer): void => {
      if (result) waiting.get(number)?.resolve(result);
      else waiting.get(number)?.reject(Object.assign(new Error(failure?.message), failure));
      waiting.delete(number);
    };
    const fail = (error: unknown): void => {
      for (const { reject } of waiting.values()) reject(error);
    };
    worker.on("message", answer).on("error", fail);
    return () => worker.off("message", answer).off("error", fail);
  });
  const underWay: Promise<Result>[] = [];
  let number = 0;
  try {
    for (const task of tasks) {
      if (underWay.length === 2 * workers.length) await take(await (underWay.shift() as Promise<Result>));
      const own = number++;
      underWay.push(new Promise((resolve, reject) => waiting.set(own, { resolve, reject })));
      workers[own % workers.length]?.postMessage({ number: own, task });
    }
    for (const result of underWay) await take(await result);
  } finally {
    for (const stop of listeners) stop();
    await Promise.allSettled(underWay.map((result) => Promise.race([result, null])));
  }
}

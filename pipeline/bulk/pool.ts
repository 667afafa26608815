// How tasks are shared among workers, or done here where there are none; results come in the order of the tasks, whoever was first.
import { setImmediate as nextTurn } from "node:timers/promises";
import { Worker as Thread } from "node:worker_threads";
import { makePacker } from "./parcel.ts";
import type { Around } from "./unit.ts";
import { makeWork, type Result, type Task } from "./work.ts";

/** What does tasks. */
export interface Pool {
  /** Says what stands around the claims, before any are read. */
  readonly surround: (around: Around) => void;
  /**
   * Gives each result to `take` in the order of the tasks; of units of claims, the arrays hold until `take` is done. Of each worker two tasks
   * are under way at most, so that results do not pile up.
   */
  readonly run: (tasks: Iterable<Task>, take: (result: Result) => void | Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Megabytes of new objects that a worker holds: with more room it looks for those that are gone later, and is no sooner done. */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };

/** A pool of so many workers; this thread reads claims, too, when it would wait for them. With 0 all is done in this thread. */
export function makePool(root: string, workers: number): Pool {
  return workers === 0 ? makeLocalPool(root) : makeWorkerPool(root, workers);
}

function makeLocalPool(root: string): Pool {
  let work = makeWork(root, null);
  return {
    surround: (around) => {
      work = makeWork(root, around);
    },
    run: async (tasks, take) => {
      for (const task of tasks) await take(await work(task));
    },
    close: async () => {
      work = makeWork(root, null);
    },
  };
}

function makeWorkerPool(root: string, count: number): Pool {
  const workers = Array.from({ length: count }, () => startWorker(root));
  let work = makeWork(root, null);
  return {
    surround: (around) => {
      work = makeWork(root, around);
      for (const { thread } of workers) thread.postMessage({ around });
    },
    run: (tasks, take) => share(workers, work, tasks, take),
    close: async () => {
      // What was remembered here of claims goes, as it does with the workers.
      work = makeWork(root, null);
      for (const { thread } of workers) await thread.terminate();
    },
  };
}

/** A worker, and how many tasks it was given of which nothing was taken yet. */
interface Worker {
  readonly thread: Thread;
  given: number;
}

function startWorker(root: string): Worker {
  const thread = new Thread(new URL("worker.mjs", import.meta.url), { workerData: { root }, resourceLimits });
  return { thread, given: 0 };
}

/** Tasks that a worker has at most, so that it need not wait for the next one. */
export const mostGiven = 2;
/** Tasks that are done in this thread at most before those that come earlier are taken. */
const mostHere = 3;

/** What this thread does, too. Of other tasks there are few, and the libraries that they need are not loaded here. */
const isOfMany = ({ kind }: Task): boolean => kind === "scan" || kind === "unit";

/** What a worker says of a task: what came of it, or what went wrong. */
interface Answer {
  readonly number: number;
  readonly result?: Result;
  readonly failure?: { readonly message: string; readonly code: string | undefined };
}

/** A task that was given away or done here, in the order of the tasks. */
interface UnderWay {
  readonly worker: Worker | null;
  readonly result: Promise<Result>;
  /** Whether there is a result, or a failure. */
  isDone: boolean;
}

/** Shares the tasks among the workers. Where all have enough, and the next result is not there yet, this thread does one. */
async function share(
  workers: readonly Worker[],
  work: (task: Task) => Promise<Result>,
  tasks: Iterable<Task>,
  take: (result: Result) => void | Promise<void>,
): Promise<void> {
  const waiting = new Map<number, { resolve: (result: Result) => void; reject: (error: unknown) => void }>();
  const stopListening = workers.map((worker) => listen(worker.thread, waiting));
  const pack = makePacker(mostHere);
  const doHere = async (task: Task): Promise<Result> => {
    const result = await work(task);
    return result.kind === "unit" ? pack(result) : result;
  };
  const underWay: UnderWay[] = [];
  let number = 0;
  const begin = (worker: Worker | null, result: Promise<Result>): void => {
    const own: UnderWay = { worker, result, isDone: false };
    const done = (): void => {
      own.isDone = true;
    };
    result.then(done, done);
    underWay.push(own);
  };
  const give = (worker: Worker, task: Task): void => {
    const own = number++;
    worker.given += 1;
    begin(worker, new Promise((resolve, reject) => waiting.set(own, { resolve, reject })));
    worker.thread.postMessage({ number: own, task });
  };
  const takeNext = async (): Promise<void> => {
    const { worker, result } = underWay.shift() as UnderWay;
    const taken = await result;
    await take(taken);
    if (worker !== null) worker.given -= 1;
  };
  try {
    for (const task of tasks) {
      for (;;) {
        const free = leastGiven(workers);
        if (free.given < mostGiven) {
          give(free, task);
          break;
        }
        await nextTurn();
        const here = underWay.filter(({ worker }) => worker === null).length;
        if (isOfMany(task) && here < mostHere && underWay[0]?.isDone === false) {
          begin(null, doHere(task));
          break;
        }
        await takeNext();
      }
    }
    while (underWay.length > 0) await takeNext();
  } finally {
    for (const stop of stopListening) stop();
    for (const worker of workers) worker.given = 0;
    await Promise.allSettled(underWay.map(({ result }) => Promise.race([result, null])));
  }
}

const leastGiven = (workers: readonly Worker[]): Worker => workers.reduce((least, worker) => (worker.given < least.given ? worker : least));

/** Hands answers to those who wait for them; what it gives ends that. */
function listen(thread: Thread, waiting: Map<number, { resolve: (result: Result) => void; reject: (error: unknown) => void }>): () => void {
  const answer = ({ number, result, failure }: Answer): void => {
    if (result) waiting.get(number)?.resolve(result);
    else waiting.get(number)?.reject(Object.assign(new Error(failure?.message), failure));
    waiting.delete(number);
  };
  const fail = (error: unknown): void => {
    for (const { reject } of waiting.values()) reject(error);
  };
  thread.on("message", answer).on("error", fail);
  return () => thread.off("message", answer).off("error", fail);
}

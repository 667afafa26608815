// Who does what is done beside the rest of a build: a thread of its own, or this one where there is no core for another.
import { Worker } from "node:worker_threads";
import type { Refusal } from "../finding.ts";
import type { OutputFile, Release } from "../publish/model.ts";
import type { Task } from "./thread.ts";

/** Does what work.ts says, in the order in which it is asked. */
export interface Beside {
  readonly render: (release: Release) => Promise<readonly OutputFile[]>;
  readonly draw: (svg: string) => Promise<Uint8Array>;
  /** Of the release that was rendered. */
  readonly readBack: (release: Release, folder: string) => Promise<readonly Refusal[]>;
  /** Ends it, whatever it is doing. */
  readonly close: () => Promise<void>;
}

/** A thread where there are to be two threads or more: one that is alone does everything in turn. */
export function openBeside(threads: number): Beside {
  return threads > 1 ? startThread() : here;
}

const here: Beside = {
  render: async (release) => (await import("./work.ts")).render(release),
  draw: async (svg) => (await import("./work.ts")).draw(svg),
  readBack: async (release, folder) => (await import("./work.ts")).readBack(release, folder),
  close: async () => {},
};

/** What the thread says of a task: what came of it, or what went wrong. */
interface Answer {
  readonly result?: unknown;
  readonly failure?: { readonly message: string; readonly code: string | undefined };
}

function startThread(): Beside {
  const worker = new Worker(new URL("thread.mjs", import.meta.url));
  const waiting: { resolve: (result: unknown) => void; reject: (error: unknown) => void }[] = [];
  let broken: { readonly error: unknown } | null = null;
  worker.on("message", ({ result, failure }: Answer) => {
    const asked = waiting.shift();
    if (failure) asked?.reject(Object.assign(new Error(failure.message), failure));
    else asked?.resolve(result);
  });
  worker.on("error", (error) => {
    broken = { error };
    for (const { reject } of waiting.splice(0)) reject(error);
  });
  // The thread answers each kind of task with what work.ts gives for it.
  const ask = <Result>(task: Task): Promise<Result> => {
    const asked = new Promise<Result>((resolve, reject) => {
      if (broken) return reject(broken.error);
      waiting.push({ resolve: resolve as (result: unknown) => void, reject });
      worker.postMessage(task);
    });
    // A build that is refused meanwhile does not wait for it.
    asked.catch(() => {});
    return asked;
  };
  return {
    // The outline is for the pages alone.
    render: ({ dataset, date, tables }) => ask({ kind: "render", release: { dataset, date, tables } }),
    draw: (svg) => ask({ kind: "draw", svg }),
    readBack: (_release, folder) => ask({ kind: "read back", folder }),
    close: async () => void (await worker.terminate()),
  };
}

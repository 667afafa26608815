// The inside of the thread beside a build: does what it is asked in the order in which it is asked, and keeps the release that it was given.
import { parentPort } from "node:worker_threads";
import type { Release } from "../publish/model.ts";
import { draw, readBack, render } from "./work.ts";

/** What the thread is asked. `read back` is of the release that was to be rendered before. */
export type Task =
  | { readonly kind: "render"; readonly release: Release }
  | { readonly kind: "draw"; readonly svg: string }
  | { readonly kind: "read back"; readonly folder: string };

let release: Release | null = null;

function work(task: Task): unknown {
  if (task.kind === "draw") return draw(task.svg);
  if (task.kind === "render") release = task.release;
  if (release === null) throw new Error("no release was given");
  return task.kind === "render" ? render(release) : readBack(release, task.folder);
}

parentPort?.on("message", (task: Task) => {
  try {
    parentPort?.postMessage({ result: work(task) });
  } catch (error) {
    // What the file system says keeps its code on the way.
    const { message, code } = error as NodeJS.ErrnoException;
    parentPort?.postMessage({ failure: { message, code } });
  }
});

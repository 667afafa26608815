// The inside of a worker: takes one task after another and gives what came of it, in the order of the tasks.
import { parentPort, workerData } from "node:worker_threads";
import { setRoom } from "../engine.ts";
import { makePacker } from "./parcel.ts";
import { mostGiven } from "./pool.ts";
import { transferables } from "./transfer.ts";
import type { Around } from "./unit.ts";
import { makeWork, type Task } from "./work.ts";

/** What a worker is told: what stands around the claims that it will read, or what to do. */
type Order = { readonly around: Around } | { readonly number: number; readonly task: Task };

setRoom();
const { root } = workerData;
let work = makeWork(root, null);
const pack = makePacker(mostGiven);
parentPort?.on("message", async (order: Order) => {
  if ("around" in order) {
    work = makeWork(root, order.around);
    return;
  }
  const { number, task } = order;
  try {
    const result = await work(task);
    // Of units so many are under way at most, and each is done with once it was taken; what else is found is kept.
    if (result.kind === "unit") parentPort?.postMessage({ number, result: pack(result) });
    else parentPort?.postMessage({ number, result }, transferables(result));
  } catch (error) {
    // What the file system says keeps its code on the way.
    const { message, code } = error as NodeJS.ErrnoException;
    parentPort?.postMessage({ number, failure: { message, code } });
  }
});

// How work that writes is asked to stop, and tells that it did: by Ctrl-C, a request to end, a closed terminal or a reader that is gone.
import { constants } from "node:os";
import { setImmediate } from "node:timers/promises";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Thrown where work stopped because it was asked to; what it had begun is cleared away. */
export class Interruption extends Error {
  /** How the command ends. */
  readonly exitCode: number;

  constructor(why: string, exitCode: number) {
    super(`Interrupted (${why}): nothing was published, and dist/ is as it was.`);
    this.exitCode = exitCode;
  }
}

let asked: AbortController | null = null;

/** Asks work that is under way to stop; false where there is none. Asked again it does nothing more: a shell and npm may both pass on one Ctrl-C. */
export function interrupt(why: string, exitCode: number): boolean {
  asked?.abort(new Interruption(why, exitCode));
  return asked !== null;
}

/** A shell counts an end by a signal so: 130 for Ctrl-C. */
const interruptBySignal = (signal: NodeJS.Signals): boolean => interrupt(signal, 128 + constants.signals[signal]);

/**
 * Does work that no signal ends at once. The work looks at `stop` where it can stop and leave dist/ as it was, and else is finished.
 * Throws the Interruption where it stopped.
 */
export async function interruptible<Result>(work: (stop: AbortSignal) => Promise<Result>): Promise<Result> {
  asked = new AbortController();
  for (const signal of signals) process.on(signal, interruptBySignal);
  try {
    return await work(asked.signal);
  } finally {
    asked = null;
  }
}

/** Lets a request to stop come in, which is heard between two pieces of work; throws its reason. */
export async function pause(stop: AbortSignal | undefined): Promise<void> {
  if (stop === undefined) return;
  // Between two turns the system is asked for signals; the end of one alone may come before it is.
  await setImmediate();
  await setImmediate();
  stop.throwIfAborted();
}

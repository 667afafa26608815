// How much room the main thread takes, and when it collects what nothing holds any more: left alone, the engine lets a heap of 30 megabytes
// grow to 200 before it looks.
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Bytes that may have come since the last collection, whether or not they are still held: so many, or a quarter of what was held then. */
const room = 16 << 20;

let collector: (() => void) | null | undefined;
let held = 0;

/** Collects where what outlived its youth has grown by more than the room since it last did. Cheap enough to be asked every few hundred rows. */
export function collectGrown(): void {
  if (measureOld() - held < Math.max(room, held / 4)) return;
  collector ??= findCollector();
  collector?.();
  held = measureOld();
}

/** The engines that are known to hear what they are told of room: those of Node 20, 22 and 24. */
const knownEngines = /^1[123]\./;

/**
 * Holds the room for new objects as large as it is: left alone the engine makes it 32 or 64 megabytes, and is no sooner done; and each worker
 * that starts lets it grow again. Older objects may become twice as many before the engine looks through them: in a small heap it does so
 * after each fourth more, again and again.
 */
export function setRoom(): void {
  if (!knownEngines.test(process.versions.v8)) return;
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--heap-growing-percent=100");
}

/** Bytes of objects that are not new: those the engine looks through often by itself. */
function measureOld(): number {
  const old = getHeapSpaceStatistics().filter(({ space_name }) => !space_name.startsWith("new_"));
  return old.reduce((sum, { space_used_size }) => sum + space_used_size, 0);
}

/** What the engine calls its collector, which it shows only to those who ask; null where it does not. */
function findCollector(): (() => void) | null {
  try {
    setFlagsFromString("--expose-gc");
    const found: unknown = runInNewContext("gc");
    return typeof found === "function" ? () => found() : null;
  } catch {
    return null;
  } finally {
    setFlagsFromString("--no-expose-gc");
  }
}

// When the main thread collects what nothing holds any more: left alone, the engine lets a heap of 30 megabytes grow to 200 before it looks.
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

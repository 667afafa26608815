// When the main thread collects what nothing holds any more: left alone, the engine lets a heap of 30 megabytes grow to 200 before it looks.
import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Bytes that may have come since the last collection, whether or not they are still held: so many, or half of what was held then. */
const room = 32 << 20;

let collector: (() => void) | null | undefined;
let held = 0;

/** Collects where the heap has grown by more than the room since it last did. Cheap enough to be asked every few thousand rows. */
export function collectGrown(): void {
  if (getHeapStatistics().used_heap_size - held < Math.max(room, held / 2)) return;
  collector ??= findCollector();
  collector?.();
  held = getHeapStatistics().used_heap_size;
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

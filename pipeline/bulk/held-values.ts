// What waits on the disk until all of it has come: values by a key, of which memory has only the keys, and the places in a file without a name.
import { closeSync, mkdirSync, openSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { compareCodePoints } from "../finding.ts";
import { readRange, writeAll } from "./files.ts";

/** Values that JSON can say. */
export interface HeldValues<Value> {
  readonly put: (key: string, value: Value) => void;
  /** All that was put, by the code points of the keys; what has the same key as it came. */
  readonly inOrder: () => Iterable<Value>;
  /** Forgets all. */
  readonly close: () => void;
}

/** Bytes that are gathered before they are written; what is less needs no file. */
const pieceLength = 1 << 14;

/** Nothing held yet. The file lies in `folder`, and is gone with this process, whatever ends it. Throws what the file system throws. */
export function holdValues<Value>(folder: string): HeldValues<Value> {
  const keys: string[] = [];
  const ends: number[] = [];
  let descriptor: number | null = null;
  let gathered: Buffer[] = [];
  let [written, length] = [0, 0];
  const flush = (): void => {
    descriptor ??= openUnnamed(folder);
    writeAll(descriptor, Buffer.concat(gathered));
    gathered = [];
    written = length;
  };
  return {
    put: (key, value) => {
      const bytes = Buffer.from(JSON.stringify(value));
      gathered.push(bytes);
      length += bytes.length;
      keys.push(key);
      ends.push(length);
      if (length - written >= pieceLength) flush();
    },
    inOrder: function* inOrder() {
      const last = Buffer.concat(gathered);
      // A value is written whole or not at all.
      const bytesOf = (from: number, to: number): Buffer =>
        descriptor === null || from >= written ? last.subarray(from - written, to - written) : readRange(descriptor, from, to);
      const order = Uint32Array.from(keys.keys()).sort((a, b) => compareCodePoints(keys[a] ?? "", keys[b] ?? "") || a - b);
      for (const at of order) yield JSON.parse(bytesOf(at === 0 ? 0 : (ends[at - 1] ?? 0), ends[at] ?? 0).toString("utf8")) as Value;
    },
    close: () => {
      if (descriptor !== null) closeSync(descriptor);
      descriptor = null;
      gathered = [];
      keys.length = 0;
      ends.length = 0;
      [written, length] = [0, 0];
    },
  };
}

function openUnnamed(folder: string): number {
  const path = join(folder, ".held");
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const descriptor = openSync(path, "wx+", 0o600);
  try {
    unlinkSync(path);
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  return descriptor;
}

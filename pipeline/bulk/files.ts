// How parts of files below the dataset are read and written, a piece at a time.
import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync, writeSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname, join } from "node:path";

/** What tells that a file is still the one that was looked at. */
export interface Stamp {
  readonly size: number;
  /** Nanoseconds, as the system keeps them. */
  readonly changed: bigint;
}

/** Opens a file of the dataset; neither a link nor a pipe in its place is followed. Throws what the file system throws. */
export function openInput(root: string, file: string): { descriptor: number; stamp: Stamp } {
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const descriptor = openSync(join(root, file), flags);
  return { descriptor, stamp: stampOf(descriptor) };
}

export function stampOf(descriptor: number): Stamp {
  const { size, mtimeNs } = fstatSync(descriptor, { bigint: true });
  return { size: Number(size), changed: mtimeNs };
}

export const sameStamp = (a: Stamp, b: Stamp): boolean => a.size === b.size && a.changed === b.changed;

/** The bytes from `start` to `end`, exclusive; fewer where the file is shorter. */
export function readRange(descriptor: number, start: number, end: number): Buffer {
  const bytes = Buffer.alloc(end - start);
  return bytes.subarray(0, readInto(descriptor, bytes, start));
}

/** Fills `bytes` from `start` on. @returns how many were read, which are fewer where the file is shorter. */
export function readInto(descriptor: number, bytes: Uint8Array, start: number): number {
  let length = 0;
  while (length < bytes.length) {
    const read = readSync(descriptor, bytes, length, bytes.length - length, start + length);
    if (read === 0) break;
    length += read;
  }
  return length;
}

/** Writes all bytes where the file stands: the system may take fewer at a time. */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
}

/** A file that grows at its end. */
export interface GrowingFile<Known> {
  readonly path: string;
  readonly write: (bytes: Uint8Array) => void;
  /** Closes it once the disk has it, and tells what is known of it. */
  readonly close: () => Known;
}

/** A file that grows with its checksum. */
export type Output = GrowingFile<{ readonly bytes: number; readonly sha256: string }>;

/** A new file below `folder`; with "w" it may stand there already. Throws what the file system throws. */
export function createFile(folder: string, path: string, flags: "w" | "wx" = "wx"): GrowingFile<void> {
  mkdirSync(dirname(join(folder, path)), { recursive: true, mode: 0o755 });
  const descriptor = openSync(join(folder, path), flags, 0o644);
  let waiting = 0;
  return {
    path,
    write: (bytes) => {
      writeAll(descriptor, bytes);
      waiting += bytes.length;
      if (waiting < mostWaiting) return;
      waiting = 0;
      hasten(join(folder, path));
    },
    close: () => {
      fsyncSync(descriptor);
      closeSync(descriptor);
    },
  };
}

/** Bytes of a file that may wait for the disk. */
const mostWaiting = 32 << 20;

/** Has the disk take what a file has so far, while more is made; else all is waited for when it closes. What goes wrong goes wrong then, too. */
function hasten(path: string): void {
  const take = async (): Promise<void> => {
    const file = await open(path, "r");
    await file.datasync().finally(() => file.close());
  };
  take().catch(() => {});
}

/** As `createFile`. */
export function createOutput(folder: string, path: string, flags: "w" | "wx" = "wx"): Output {
  const file = createFile(folder, path, flags);
  const hash = createHash("sha256");
  let bytes = 0;
  return {
    path,
    write: (piece) => {
      file.write(piece);
      hash.update(piece);
      bytes += piece.length;
    },
    close: () => {
      file.close();
      return { bytes, sha256: hash.digest("hex") };
    },
  };
}

/** All bytes of a file that is not large. */
export const readWhole = (path: string): Uint8Array => readFileSync(path);

// Where a run leaves what it knows for the next one: files in a folder of their own beside the dataset. It is only a memory: whatever is wrong
// with it, it is as if it were not there.
import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, lstatSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folderName = ".recuento";
/** More is never remembered, so more is not read. */
const mostBytes = 200_000_000;
const sumLength = 32;

/** What is remembered under a name; null where there is nothing, or anything but what `remember` wrote. */
export function recall(root: string, name: string): unknown {
  try {
    if (!lstatSync(join(root, folderName)).isDirectory()) return null;
    const bytes = readPlain(join(root, folderName, name));
    const content = bytes.subarray(sumLength);
    return sumOf(content).equals(bytes.subarray(0, sumLength)) ? JSON.parse(content.toString("utf8")) : null;
  } catch {
    return null;
  }
}

/** Remembers a value of JSON under a name, in place of what was there, by one rename. Where nothing can be written nothing is remembered. */
export function remember(root: string, name: string, value: unknown): void {
  try {
    const content = Buffer.from(JSON.stringify(value));
    const folder = join(root, folderName);
    mkdirSync(folder, { recursive: true });
    if (content.length > mostBytes || !lstatSync(folder).isDirectory()) return;
    writePlain(join(folder, ".gitignore"), Buffer.from("*\n"));
    // What a run that was killed left behind has this name too. Two runs that write at once may mix their bytes: then the sum tells.
    const temporary = join(folder, `${name}.new`);
    writePlain(temporary, Buffer.concat([sumOf(content), content]));
    renameSync(temporary, join(folder, name));
  } catch {
    // The next run does without.
  }
}

const sumOf = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();

/** All bytes of a regular file; no link is followed. Throws where there is none. */
function readPlain(path: string): Buffer {
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile() || status.size > mostBytes) throw new Error("no memory");
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Writes a file, no link being followed. */
function writePlain(path: string, bytes: Uint8Array): void {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const descriptor = openSync(path, flags, 0o644);
  try {
    writeFileSync(descriptor, bytes);
  } finally {
    closeSync(descriptor);
  }
}

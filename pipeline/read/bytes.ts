// How a path below the dataset becomes bytes: a file or folder of its own, read whole and at rest, or a finding that says why not.
import { constants } from "node:fs";
import { lstat, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { compareCodePoints, type Finding, finding, type Refusal } from "../finding.ts";

/** The most bytes that are read of one file: beyond this no engine holds the text in one piece. */
export const mostBytes = 500_000_000;

/** A file is not what it was when it was first looked at. */
export const changed: Refusal = { code: "file/changed", message: "The file changed while it was read." };

/** Reads a whole file. Findings: file/missing, file/link, file/unreadable, file/too-large, file/changed. */
export async function readBytes(root: string, file: string): Promise<Uint8Array | Finding> {
  try {
    const status = await lstat(join(root, file));
    if (status.isSymbolicLink()) return link(file);
    if (!status.isFile()) return finding({ code: "file/unreadable", message: "This is no regular file." }, { file });
    return await readAtRest(root, file);
  } catch (error) {
    return unreadable(error, file);
  }
}

/** The bytes of an opened file, of which nothing changed from before the first byte was read until after the last. */
async function readAtRest(root: string, file: string): Promise<Uint8Array | Finding> {
  // Where a link or a pipe took the file's place a moment ago, opening neither follows nor waits.
  const handle = await open(join(root, file), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const before = await handle.stat({ bigint: true });
    if (before.size > mostBytes)
      return finding({ code: "file/too-large", message: `The file has ${before.size} bytes; at most ${mostBytes} are read.` }, { file });
    const bytes = await handle.readFile();
    const after = await handle.stat({ bigint: true });
    if (before.mtimeNs === after.mtimeNs && before.size === after.size && after.size === BigInt(bytes.length)) return bytes;
    return finding(changed, { file });
  } finally {
    await handle.close();
  }
}

/** The names below a folder in code-point order. Findings: file/missing, file/link, file/unreadable. */
export async function listFolder(root: string, folder: string): Promise<string[] | Finding> {
  try {
    const status = await lstat(join(root, folder));
    if (status.isSymbolicLink()) return link(folder);
    return (await readdir(join(root, folder))).sort(compareCodePoints);
  } catch (error) {
    return unreadable(error, folder);
  }
}

function link(file: string): Finding {
  return finding({ code: "file/link", message: "This is a link, and what it leads to may lie outside of the dataset." }, { file });
}

function unreadable(error: unknown, file: string): Finding {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  if (code === "ENOENT") return finding({ code: "file/missing", message: "There is no such file." }, { file });
  if (code === "ENOTDIR") return finding({ code: "file/unreadable", message: "This is no folder, or lies in none." }, { file });
  return finding({ code: "file/unreadable", message: `The system does not let it be read (${code}).` }, { file });
}

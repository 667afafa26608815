// How one process at a time holds dist/, and leaves it clean: by a symbolic link, which comes into being whole and names its maker.
import { mkdir, readdir, readlink, rename, rm, symlink } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { type Finding, finding } from "../finding.ts";

/** A lock that is held. `owner` is what the link says: process id, @, host. */
export interface Lock {
  readonly path: string;
  readonly owner: string;
}

/** What a process leaves in dist/ when it is cut off, beside the lock itself. */
const unfinished = /^\.(?:building-|lock-)/;

/**
 * Does the work while nobody else may write in `dist`, which is made where it is missing and cleared of what was left before and after.
 * Gives the findings of the work; else release/locked, or output/unwritable where the file system refused something.
 */
export async function whileLocked(dist: string, work: (lock: Lock) => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  let lock: Lock | null = null;
  try {
    await mkdir(dist, { recursive: true });
    lock = await takeLock(dist);
    if (lock === null) return [locked()];
    await removeUnfinished(dist);
    return await work(lock);
  } catch (error) {
    return [lock !== null && !(await holdsLock(lock)) ? locked() : unwritable(error)];
  } finally {
    // What cannot be removed now is removed by the next build.
    if (lock !== null && (await holdsLock(lock))) {
      await removeUnfinished(dist).catch(() => {});
      await rm(lock.path, { force: true }).catch(() => {});
    }
  }
}

/** Finding release/locked. */
export function locked(): Finding {
  return finding({ code: "release/locked", message: "Another build is writing here, or one was cut off." }, { file: "dist/.lock" });
}

function unwritable(error: unknown): Finding {
  if (!(error instanceof Error && "code" in error && typeof error.code === "string")) throw error;
  const message = `Not all could be written (${error.code}); every release that stood there is untouched.`;
  return finding({ code: "output/unwritable", message }, { file: "dist" });
}

async function removeUnfinished(dist: string): Promise<void> {
  const names = await readdir(dist);
  for (const name of names.filter((each) => unfinished.test(each))) await rm(join(dist, name), { recursive: true, force: true });
}

/** Takes the lock of the folder; null where another process has it. Throws what the file system throws. */
async function takeLock(dist: string): Promise<Lock | null> {
  const lock: Lock = { path: join(dist, ".lock"), owner: `${process.pid}@${hostname()}` };
  await removeDeadLock(lock.path);
  try {
    await symlink(lock.owner, lock.path);
    return lock;
  } catch (error) {
    if (isCode(error, "EEXIST")) return null;
    throw error;
  }
}

/** Whether the lock is still ours: nothing may be put in its place without asking. */
export async function holdsLock(lock: Lock): Promise<boolean> {
  return (await readOwner(lock.path)) === lock.owner;
}

/**
 * A lock whose process is gone was left by a build that was cut off. It is moved aside before it is removed: where two builds
 * find it together, the second may have moved the lock that the first had just taken, sees that, and gives it back.
 */
async function removeDeadLock(path: string): Promise<void> {
  const owner = await readOwner(path);
  if (owner === null || isAlive(owner)) return;
  const aside = `${path}-${process.pid}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (isCode(error, "ENOENT")) return;
    throw error;
  }
  if ((await readOwner(aside)) === owner) await rm(aside, { force: true });
  else await rename(aside, path);
}

/** What the link says; null where there is none, or something else stands there. */
async function readOwner(path: string): Promise<string | null> {
  return readlink(path).catch(() => null);
}

/** Nothing is known about the processes of another host, so those count as alive. */
function isAlive(owner: string): boolean {
  const [, id, host] = /^([1-9]\d{0,9})@(.*)$/.exec(owner) ?? [];
  if (id === undefined || host !== hostname()) return true;
  try {
    process.kill(Number.parseInt(id, 10), 0);
    return true;
  } catch (error) {
    return !isCode(error, "ESRCH");
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

// What the tests of interrupted builds share: two old releases and a third to come, a command that can be struck, and what must hold after.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, vi } from "vitest";
import { build } from "../../pipeline/build.ts";
import { makeRoot } from "../broken/roots.ts";

/** How a command is struck at the `at`-th operation below dist/, from 1. See fault.mjs. */
export interface Fault {
  readonly at?: number;
  /** SIGKILL before the operation, or within it: half of a file is written, or the whole of what has no half is done. */
  readonly kill?: "before" | "within";
  /** The signal that asks to stop, sent at the operation or the stage; the operation is done. */
  readonly ask?: "SIGINT" | "SIGTERM" | "SIGHUP";
  /** SIGKILL when this stage has said what it did. */
  readonly stage?: string;
  /** From there on, these operations fail with this code; with `once`, only that one. A disk that is full takes half of a file. */
  readonly fail?: string;
  readonly once?: boolean;
  readonly operations?: readonly string[];
  /** The operation waits: `gate`.reached comes to be, and it goes on when `gate`.open does. */
  readonly hold?: boolean;
  readonly gate?: string;
  /** What batches write is counted with the rest. */
  readonly batches?: boolean;
  /** A file that gets a line for each operation. */
  readonly log?: string;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

// Many processes share few cores here; nothing below is about time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const program = fileURLToPath(new URL("../../pipeline/recuento.mjs", import.meta.url));
const preload = new URL("fault.mjs", import.meta.url).href;

/** Runs the command line on the dataset below `root`, struck by the fault where one is given. */
export function recuento(root: string, words: readonly string[], fault: Fault | null = null): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const strike = fault === null ? [] : ["--import", preload];
    const env = { ...process.env, RECUENTO_FAULT: JSON.stringify({ dist: join(root, "dist"), ...fault }) };
    const child = spawn(process.execPath, [...strike, program, ...words, "--root", root], { env, stdio: ["ignore", "pipe", "pipe"] });
    let [out, err] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    child.on("error", reject).on("close", (code, signal) => resolve({ code, signal, out, err }));
  });
}

/** Gives raw/ another version. */
export function setVersion(root: string, version: string): void {
  const path = join(root, "raw/dataset.json");
  writeFileSync(path, readFileSync(path, "utf8").replace(/"version": "[^"]*"/, `"version": "${version}"`));
}

/** A dataset with the releases 0.1.0 and 0.2.0, whose raw/ is that of 0.3.0. */
export async function makeReleased(): Promise<string> {
  const root = keep(makeRoot());
  for (const version of ["0.1.0", "0.2.0"]) {
    setVersion(root, version);
    expect(await build(root, null)).toMatchObject({ version, findings: [] });
  }
  setVersion(root, "0.3.0");
  return root;
}

/** What a command writes below dist/ where nothing strikes it, in order, such as "rename 0.3.0". Changes the dataset below `root`. */
export async function listOperations(root: string, words: readonly string[], fault: Fault = {}): Promise<string[]> {
  const log = join(root, "operations.log");
  expect(await recuento(root, words, { ...fault, log })).toMatchObject({ code: 0 });
  const operations = readFileSync(log, "utf8").trimEnd().split("\n");
  rmSync(log);
  return operations;
}

/** The number of the first operation whose line fits, from 1. */
export function positionOf(operations: readonly string[], pattern: RegExp): number {
  const position = operations.findIndex((line) => pattern.test(line)) + 1;
  if (position === 0) throw new Error(`no operation fits ${pattern}`);
  return position;
}

/** The folder with all that stands in it under another name, which is removed when the tests of the file are done. */
export function copyRoot(root: string): string {
  const copy = mkdtempSync(join(tmpdir(), "recuento-"));
  cpSync(root, copy, { recursive: true, verbatimSymlinks: true });
  return keep(copy);
}

const kept: string[] = [];
/** Has the folder removed with the others. */
export function keep(root: string): string {
  kept.push(root);
  return root;
}

/** Removes every dataset that was made here: for `afterAll`. */
export async function removeRoots(): Promise<void> {
  for (const root of kept.splice(0)) await rm(root, { recursive: true, force: true });
}

const sha256 = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

/** Every path below a folder with the SHA-256 of its bytes, a link with where it leads; folders end in / and have none. */
function sumsOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry): [string, string] => {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    if (entry.isSymbolicLink()) return [name, readlinkSync(path)];
    return entry.isDirectory() ? [`${name}/`, ""] : [name, sha256(path)];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** dist/ with the sums of all its files. */
export const distOf = (root: string): Record<string, string> => sumsOf(join(root, "dist"));

/** Holds that dist/ is as it was, but for what is not finished. */
export function expectDist(root: string, wanted: Readonly<Record<string, string>>): void {
  const now = distOf(root);
  const paths = [...new Set([...Object.keys(now), ...Object.keys(wanted)])].filter((path) => !path.startsWith("."));
  expect(paths.length).toBeGreaterThan(200);
  expect(paths.filter((path) => now[path] !== wanted[path])).toEqual([]);
}

/** Names in dist/ that no release has: a lock, or what was not finished. */
export const leftOver = (root: string): string[] => readdirSync(join(root, "dist")).filter((name) => name.startsWith("."));

const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, "utf8")) as T;

/**
 * Holds that a reader who comes now finds whole releases: index.json and latest.json parse, name only folders that stand, at least the old
 * ones, and every checksum holds. Read without the program's own code.
 */
export function expectReadable(root: string, old: Readonly<Record<string, string>>): void {
  const dist = join(root, "dist");
  const { versions } = readJson<{ versions: { version: string; path: string; manifest_sha256: string }[] }>(join(dist, "index.json"));
  expect(versions.map((each) => each.version)).toEqual(expect.arrayContaining(["0.1.0", "0.2.0"]));
  const latest = readJson<{ version: string; manifest: string }>(join(dist, "latest.json"));
  expect(versions.map((each) => each.version)).toContain(latest.version);
  expect(existsSync(join(dist, latest.manifest))).toBe(true);
  const folders = readdirSync(dist).filter((name) => /^\d/.test(name));
  expect(folders).toEqual(expect.arrayContaining(versions.map((each) => each.version)));
  for (const { path, manifest_sha256 } of versions) expect(sha256(join(dist, path, "MANIFEST.json")), path).toBe(manifest_sha256);
  // A folder that is not listed yet has its name only when it is whole.
  for (const folder of folders) expect(wrongSums(join(dist, folder)), folder).toEqual([]);
  for (const version of ["0.1.0", "0.2.0"]) {
    const now = sumsOf(join(dist, version));
    const paths = Object.keys(old).filter((path) => path.startsWith(`${version}/`) && path !== `${version}/`);
    expect(Object.keys(now).map((path) => `${version}/${path}`)).toEqual(paths);
    expect(paths.filter((path) => now[path.slice(version.length + 1)] !== old[path])).toEqual([]);
  }
}

/** The files of a release that SHA256SUMS does not hold for; fails where it lists none. */
function wrongSums(folder: string): string[] {
  const lines = readFileSync(join(folder, "SHA256SUMS"), "utf8").trimEnd().split("\n");
  expect(lines.length).toBeGreaterThan(50);
  return lines.filter((line) => sha256(join(folder, line.slice(66))) !== line.slice(0, 64));
}

/** Holds that the next build succeeds, with the bytes of a build that nothing struck, and leaves nothing beside the releases; removes it. */
export async function expectCleanBuild(root: string, whole: Readonly<Record<string, string>>): Promise<void> {
  expect(await build(root, null)).toMatchObject({ version: "0.3.0", findings: [] });
  expect(leftOver(root)).toEqual([]);
  expectDist(root, whole);
  await rm(root, { recursive: true });
}

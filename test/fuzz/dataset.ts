// A dataset in memory: its files, what a case changes of them, and how they get into a folder and out again.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Bytes by path below the root, with / between folders. */
export type Files = ReadonlyMap<string, Buffer>;

const tests = fileURLToPath(new URL("..", import.meta.url));

/** The valid datasets that mutations begin from, by their folder below test/. */
export const baseNames: readonly string[] = [
  "broken/base",
  ...readdirSync(join(tests, "golden"))
    .sort()
    .map((name) => `golden/${name}`),
];

/** The files of a valid dataset: those of its raw/, and an outline, which none of them has. */
export function readBase(name: string): Files {
  const folder = join(tests, name);
  const entries = readdirSync(join(folder, "raw"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  const files = paths.map((path): [string, Buffer] => [path.slice(folder.length + 1).replaceAll("\\", "/"), readFileSync(path)]);
  return new Map([...files, ["raw/outline.json", readFileSync(join(tests, "fuzz/outline.json"))]]);
}

/** A folder that holds one dataset after another; only what differs is written. */
export interface Workspace {
  readonly root: string;
  readonly put: (files: Files) => void;
  readonly remove: () => void;
}

export function makeWorkspace(): Workspace {
  const root = mkdtempSync(join(tmpdir(), "recuento-fuzz-"));
  let standing: Files = new Map();
  const put = (files: Files): void => {
    for (const path of standing.keys()) if (!files.has(path)) rmSync(join(root, path), { force: true });
    for (const [path, bytes] of files) {
      if (standing.get(path)?.equals(bytes)) continue;
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), bytes);
    }
    standing = files;
  };
  return { root, put, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** What a kept case changes of a base: text, bytes in base64, or null where the file is not there. */
export interface Regression {
  /** What broke, as a sentence. */
  readonly why: string;
  readonly base: string;
  readonly files: Readonly<Record<string, string | { readonly base64: string } | null>>;
}

/** The files of a kept case. */
export function filesOf(regression: Regression): Files {
  const files = new Map(readBase(regression.base));
  for (const [path, content] of Object.entries(regression.files)) {
    if (content === null) files.delete(path);
    else files.set(path, typeof content === "string" ? Buffer.from(content) : Buffer.from(content.base64, "base64"));
  }
  return files;
}

/** Files as a case to keep: only what differs from the base. */
export function regressionOf(why: string, base: string, files: Files): Regression {
  const before = readBase(base);
  const changed: Record<string, string | { base64: string } | null> = {};
  for (const path of before.keys()) if (!files.has(path)) changed[path] = null;
  for (const [path, bytes] of files) {
    if (before.get(path)?.equals(bytes)) continue;
    const text = bytes.toString("utf8");
    changed[path] = Buffer.from(text).equals(bytes) ? text : { base64: bytes.toString("base64") };
  }
  return { why, base, files: changed };
}

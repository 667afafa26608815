// Where tests build: a dataset in a temporary folder, made of the base with the files of one case laid over it.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Finding } from "../../pipeline/finding.ts";

/** A case: why it is refused or accepted, how the command line ends (0 or 1), and every finding in order. */
export interface BrokenCase {
  readonly why: string;
  /** A known fault of the program that stands against the findings below. */
  readonly fault?: string;
  /** Files of the base that the case does not have. */
  readonly remove?: readonly string[];
  /** A file too large to commit: a header and a row in which {cell} stands for `cell`, `times` over. */
  readonly make?: { readonly file: string; readonly header: string; readonly row: string; readonly cell: string; readonly times: number };
  readonly exit: 0 | 1;
  readonly findings: readonly Finding[];
}

const broken = fileURLToPath(new URL(".", import.meta.url));

/** The names of all cases, in code-unit order. */
export function listCases(): string[] {
  const folders = readdirSync(broken, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "base");
  return folders.map((folder) => folder.name).sort();
}

export function readCase(name: string): BrokenCase {
  return JSON.parse(readFileSync(join(broken, name, "expected.json"), "utf8")) as BrokenCase;
}

/** Copies the base, and over it the files of a case where one is named, into a new folder; gives its path. */
export function makeRoot(name: string | null = null, folder = "recuento-"): string {
  const root = mkdtempSync(join(tmpdir(), folder));
  cpSync(join(broken, "base"), root, { recursive: true });
  if (name === null) return root;
  const { remove = [], make } = readCase(name);
  for (const file of remove) rmSync(join(root, file));
  if (readdirSync(join(broken, name)).includes("raw")) cpSync(join(broken, name, "raw"), join(root, "raw"), { recursive: true });
  if (make) {
    mkdirSync(dirname(join(root, make.file)), { recursive: true });
    writeFileSync(join(root, make.file), `${make.header}\n${make.row.replace("{cell}", make.cell.repeat(make.times))}\n`);
  }
  return root;
}

/** Every path below a folder with its bytes (base64), in code-unit order; folders end in / and have none. */
export function snapshot(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    return entry.isDirectory() ? ([`${name}/`, ""] as const) : ([name, readFileSync(path).toString("base64")] as const);
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

// How a hostile dataset is laid out: the base of test/broken with texts replaced, files, links and folders put into it.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Text, some of it repeated so often that it is not written out. */
type Text = string | readonly (string | { readonly of: string; readonly times: number; readonly numbered?: true })[];

/** What a case does to the base. Paths are below the root. */
export interface HostileCase {
  readonly name: string;
  /** Why someone would try it, or why it must be refused or kept. */
  readonly why: string;
  /** What stands in a file, once or more, and what comes in its place. */
  readonly replace?: Readonly<Record<string, readonly (readonly [string, Text])[]>>;
  /** What stands in a file, and the bytes in hexadecimal that come in its place. */
  readonly bytes?: Readonly<Record<string, readonly [string, string]>>;
  readonly add?: Readonly<Record<string, string>>;
  readonly folders?: readonly string[];
  /** Links with what they lead to. */
  readonly links?: Readonly<Record<string, string>>;
  /** Files with a length in bytes and nothing in them. */
  readonly sparse?: Readonly<Record<string, number>>;
}

const base = fileURLToPath(new URL("../broken/base", import.meta.url));
const here = new URL(".", import.meta.url);

/** The cases of a file in this folder. */
export function readCases<Case extends HostileCase>(file: string): Case[] {
  return JSON.parse(readFileSync(new URL(file, here), "utf8")) as Case[];
}

const repeat = ({ of, times, numbered }: { of: string; times: number; numbered?: true }): string =>
  numbered ? Array.from({ length: times }, (_, index) => `${of}${index}`).join("") : of.repeat(times);

const textOf = (text: Text): string =>
  typeof text === "string" ? text : text.map((part) => (typeof part === "string" ? part : repeat(part))).join("");

/** Lays a case out in a new folder, and beside it a file and a folder that are none of its business; gives the root. */
export function makeHostileRoot(hostile: Omit<HostileCase, "name" | "why">): string {
  const root = mkdtempSync(join(tmpdir(), "recuento-hostile-"));
  cpSync(base, root, { recursive: true });
  cpSync(join(base, "raw"), join(root, "elsewhere"), { recursive: true });
  writeFileSync(join(root, "outside.csv"), "secret,of,somebody\n");
  const clear = (path: string): string => {
    rmSync(join(root, path), { recursive: true, force: true });
    mkdirSync(dirname(join(root, path)), { recursive: true });
    return join(root, path);
  };
  for (const [path, pairs] of Object.entries(hostile.replace ?? {})) {
    for (const [from, to] of pairs) {
      const text = readFileSync(join(root, path), "utf8");
      if (!text.includes(from)) throw new Error(`${path} holds no ${from}`);
      writeFileSync(
        join(root, path),
        text.replace(from, () => textOf(to)),
      );
    }
  }
  for (const [path, [from, hex]] of Object.entries(hostile.bytes ?? {})) {
    const [before = "", after = ""] = readFileSync(join(root, path), "utf8").split(from);
    writeFileSync(join(root, path), Buffer.concat([Buffer.from(before), Buffer.from(hex, "hex"), Buffer.from(after)]));
  }
  for (const [path, text] of Object.entries(hostile.add ?? {})) writeFileSync(clear(path), text);
  for (const path of hostile.folders ?? []) mkdirSync(clear(path));
  for (const [path, target] of Object.entries(hostile.links ?? {})) symlinkSync(target, clear(path));
  for (const [path, length] of Object.entries(hostile.sparse ?? {})) truncateSync(join(root, path), length);
  return root;
}

// How the program makes its own sources importable: compiled once for each state of them, and as well where nothing can be kept.
import { execFile } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";

vi.setConfig({ testTimeout: 120_000 });

const repository = fileURLToPath(new URL("..", import.meta.url));
const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** A copy of the program with the packages that are installed here, and nothing kept. */
function copyProgram(): string {
  const folder = mkdtempSync(join(tmpdir(), "recuento-program-"));
  made.push(folder);
  for (const name of ["pipeline", "schemas", "package.json", "package-lock.json"])
    cpSync(join(repository, name), join(folder, name), { recursive: true });
  mkdirSync(join(folder, "node_modules"));
  for (const name of readdirSync(join(repository, "node_modules"))) {
    if (!name.startsWith(".")) symlinkSync(join(repository, "node_modules", name), join(folder, "node_modules", name));
  }
  return folder;
}

/** What the program answers to a question that needs its schemas and its rules. */
async function ask(folder: string): Promise<string> {
  const words = ["pipeline/recuento.mjs", "parse", "--json", "count", "at least nine"];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: folder });
  return stdout;
}

const keptIn = (folder: string): string => join(folder, "node_modules/.cache/recuento");
const listKept = (folder: string): string[] => (existsSync(keptIn(folder)) ? readdirSync(keptIn(folder)) : []);
const answer = await ask(repository);

describe("the sources of the program", () => {
  it("are compiled at the first start, and found at the second", async () => {
    const folder = copyProgram();
    expect(await ask(folder)).toBe(answer);
    const [kept = ""] = listKept(folder);
    expect(listKept(folder)).toEqual([kept]);
    // A mark in what is kept shows that it is what runs.
    appendFileSync(join(keptIn(folder), kept, "cli.mjs"), 'process.stdout.write("as kept");\n');
    expect(await ask(folder)).toBe(`${answer}as kept`);
  });

  it("are compiled again when one of them has changed", async () => {
    const folder = copyProgram();
    await ask(folder);
    appendFileSync(join(folder, "pipeline/cli.ts"), 'process.stdout.write("as changed");\n');
    expect(await ask(folder)).toBe(`${answer}as changed`);
    expect(listKept(folder).length).toBe(2);
  });

  it("are kept in eight states at most", async () => {
    const folder = copyProgram();
    for (let state = 0; state < 10; state++) mkdirSync(join(keptIn(folder), `state${state}`), { recursive: true });
    expect(await ask(folder)).toBe(answer);
    expect(listKept(folder).length).toBe(8);
  });

  it("are compiled by several that start at once, and nothing unfinished stays", async () => {
    const folder = copyProgram();
    expect(await Promise.all([ask(folder), ask(folder), ask(folder)])).toEqual([answer, answer, answer]);
    expect(listKept(folder).length).toBe(1);
  });

  it("are read as they are where nothing can be kept", async () => {
    const folder = copyProgram();
    writeFileSync(join(folder, "node_modules/.cache"), "");
    expect(await ask(folder)).toBe(answer);
    expect(readFileSync(join(folder, "node_modules/.cache"), "utf8")).toBe("");
  });

  it("are told as such when one of them does not compile", async () => {
    const folder = copyProgram();
    appendFileSync(join(folder, "pipeline/cli.ts"), "const = 1;\n");
    await expect(ask(folder)).rejects.toMatchObject({ code: 2, stderr: expect.stringMatching(/^This is a fault of the program: /) });
    expect(listKept(folder)).toEqual([]);
  });
});

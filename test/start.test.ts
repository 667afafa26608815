// How the program starts, and ends where something is wrong with the program or its surroundings: in one line, with 2, and no trace of a stack.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it, vi } from "vitest";
import { makeRoot } from "./broken/roots.ts";
import { makeSchemaWorkspace, readSchemaBytes, schemaPaths, trySchema } from "./fuzz/schemas.ts";
import { sumsPath, writeSums } from "./generate-schema-sums.ts";

// Many processes share few cores here; nothing below is about time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const repository = fileURLToPath(new URL("..", import.meta.url));
const root = makeRoot();
const schemas = makeSchemaWorkspace();
afterAll(() => {
  rmSync(root, { recursive: true });
  schemas.remove();
});

interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a script of the shell in which $node, $program and $root are known. */
function shell(script: string, more: Readonly<Record<string, string>> = {}): Said {
  const env = { ...process.env, node: process.execPath, program: "pipeline/recuento.mjs", root, ...more };
  const ended = spawnSync("sh", ["-c", script], { cwd: repository, encoding: "utf8", env });
  return { code: ended.status, out: ended.stdout, err: ended.stderr };
}

describe("too few open files", () => {
  const few = "The system lets too few files be open at once for the program to start: allow 256 (ulimit -n 256).\n";

  it.each([24, 31, 40, 56])("%i end in a line that says what to allow: the loader would break off, or hang", (limit) => {
    expect(shell(`ulimit -n ${limit} && exec "$node" "$program" check --root "$root"`)).toEqual({ code: 2, out: "", err: few });
  });

  it("are not the 128 that are few elsewhere", () => {
    expect(shell('ulimit -n 128 && exec "$node" "$program" check --root "$root"').code).toBe(0);
  });
});

describe("a spoilt schema", () => {
  const path = "raw/extracts.schema.json";
  const schema = readSchemaBytes(path);
  const text = schema.toString("utf8");

  it("is told from a whole one by the sums that npm run generate writes, of every schema", () => {
    expect(readFileSync(sumsPath, "utf8")).toBe(writeSums());
    expect(Object.keys(JSON.parse(writeSums()))).toEqual(schemaPaths);
    expect(schemaPaths.length).toBeGreaterThan(20);
  });

  it.each([
    ["empty", Buffer.alloc(0)],
    ["cut off", schema.subarray(0, 500)],
    ["of another value", Buffer.from(text.replace('"extract_id"', '"id"'))],
    ["of another limit", Buffer.from(text.replace("Extracts", "Extract"))],
    ["in UTF-16", Buffer.from(text, "utf16le")],
    ["in Latin-1", Buffer.from(text, "latin1")],
    ["with a byte-order mark", Buffer.from(`\ufeff${text}`)],
    ["a list", Buffer.from("[]")],
  ])("is named, it alone: %s", (_title, bytes) => {
    expect(bytes.equals(schema)).toBe(false);
    expect(schemas.spoil(path, bytes)).toEqual([`schemas/${path}`]);
  });

  it.each([
    ["other white space", Buffer.from(JSON.stringify(JSON.parse(text)))],
    ["other ends of lines", Buffer.from(text.replaceAll("\n", "\r\n"))],
  ])("is none where it has %s", (_title, bytes) => {
    expect(schemas.spoil(path, bytes)).toEqual([]);
  });

  it("is named whichever it is and whatever was done to it", () => {
    expect(Array.from({ length: 300 }, (_, run) => trySchema(schemas, 20191119, run)).flat()).toEqual([]);
  });
});

describe("the program beside a spoilt schema", () => {
  const copy = mkdtempSync(join(tmpdir(), "recuento-program-"));
  for (const name of ["pipeline", "schemas", "package.json"]) cpSync(join(repository, name), join(copy, name), { recursive: true });
  symlinkSync(join(repository, "node_modules"), join(copy, "node_modules"));
  afterAll(() => rmSync(copy, { recursive: true }));
  const program = join(copy, "pipeline/recuento.mjs");
  const check = (): Said => shell('exec "$node" "$program" check --root "$root"', { program });
  const remedy = "Restore the file from version control; if it was changed on purpose, run `npm run generate`.\n";

  it.each<[string, (path: string) => void, string]>([
    ["is missing", () => {}, "schema/unreadable: The schema cannot be read (ENOENT)."],
    ["is a folder", (path) => mkdirSync(path), "schema/unreadable: The schema cannot be read (EISDIR)."],
    ["is no JSON", (path) => writeFileSync(path, "{"), "schema/syntax: The schema is not JSON."],
    ["is no UTF-8", (path) => writeFileSync(path, Buffer.from([0xff])), "schema/unreadable: The bytes are not UTF-8."],
    ["is another", (path) => writeFileSync(path, "{}"), "schema/changed: This is not the schema that the program was made from."],
  ])("that %s says which, in one line, and ends with 2", (_title, spoil, said) => {
    const path = join(copy, "schemas/published/claims.schema.json");
    rmSync(path);
    spoil(path);
    expect(check()).toEqual({ code: 2, out: "", err: `schemas/published/claims.schema.json ${said} ${remedy}` });
    rmSync(path, { recursive: true, force: true });
    cpSync(join(repository, "schemas/published/claims.schema.json"), path);
    expect(check().code).toBe(0);
  });
});

describe("a fault of the program", () => {
  const faulty = (code: string): Record<string, string> => ({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` });
  const thrown = faulty('performance.now = () => { throw new TypeError("made for a test\\nat once"); };');
  const line =
    "This is a fault of the program: TypeError: made for a test. Report it with the data it was given; RECUENTO_TRACE=1 tells where it arose.\n";

  it("is one line, and no findings", () => {
    expect(shell('exec "$node" "$program" build --root "$root"', thrown)).toEqual({ code: 2, out: "", err: line });
  });

  it("tells where it arose when it is asked to", () => {
    const { code, err } = shell('RECUENTO_TRACE=1 exec "$node" "$program" build --root "$root"', thrown);
    expect([code, err]).toEqual([2, expect.stringMatching(/^TypeError: made for a test\nat once\n {4}at .*cli\.ts/s)]);
  });
});

describe("an output that takes nothing", () => {
  it.each([
    ["standard output", "check > /dev/full", "What the command has to say cannot be written (ENOSPC).\n"],
    ["standard error", "check nothing 2> /dev/full", ""],
    ["both", "check > /dev/full 2>&1", ""],
    [
      "standard output of a build",
      "build > /dev/full",
      "Interrupted (standard output: ENOSPC): nothing was published, and dist/ is as it was.\n",
    ],
  ])("%s: ends with 2", (_title, words, err) => {
    expect(shell(`exec "$node" "$program" ${words} --root "$root"`)).toEqual({ code: 2, out: "", err });
  });
});

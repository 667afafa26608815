// A command that is killed at any moment leaves every old release whole and readable, and the next one clean.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { build } from "../../pipeline/build.ts";
import { retract } from "../../pipeline/retract.ts";
import { makeRoot } from "../broken/roots.ts";
import {
  copyRoot,
  distOf,
  expectCleanBuild,
  expectDist,
  expectReadable,
  keep,
  leftOver,
  listOperations,
  makeReleased,
  positionOf,
  recuento,
  removeRoots,
  setVersion,
} from "./runs.ts";

/** Of operations that are alike (the files of a release, its folders), the first and every so many-th after it are struck; of the others, each. */
const everyAlike = 20;

afterAll(removeRoots);

const released = await makeReleased();
const old = distOf(released);
const finished = copyRoot(released);
const operations = await listOperations(finished, ["build"]);
const whole = distOf(finished);
const isFile = (line: string): boolean => line.startsWith("writeFile .building-0.3.0/");
const alike = (line: string): string => line.replace(/ \.building-0\.3\.0.*/, " in the new release");
const seen = new Map<string, number>();
const struck = operations
  .map((line, index) => {
    const what = alike(line);
    const before = seen.get(what) ?? 0;
    seen.set(what, before + 1);
    return { at: index + 1, what, before };
  })
  .filter(({ before }) => before % everyAlike === 0);

describe("the operations of a build", () => {
  it("are those that fault.mjs strikes: the program writes by no others", () => {
    const struckOnes = ["writeFile", "mkdir", "rename", "symlink", "rm", "open"];
    const reading = [
      "constants",
      "lstat",
      "lstatSync",
      "existsSync",
      "readFile",
      "readFileSync",
      "readdir",
      "readdirSync",
      "openSync",
      "closeSync",
      "readSync",
      "readlink",
      "realpath",
      "stat",
      "fstatSync",
    ];
    const pipeline = fileURLToPath(new URL("../../pipeline", import.meta.url));
    // Batches are struck in batches.test.ts. Neither the compiled sources nor what is remembered, after the release stands, lie in dist/.
    const isElsewhere = (path: string): boolean => /^(?:bulk(?:(?:-build)?\.ts|[/\\])|compile\.mjs$|known[/\\]store\.ts$)/.test(path);
    const sources = readdirSync(pipeline, { recursive: true, encoding: "utf8" }).filter(
      (path) => /\.(?:ts|mjs)$/.test(path) && !isElsewhere(path),
    );
    const imports = sources.flatMap((path) =>
      [...readFileSync(join(pipeline, path), "utf8").matchAll(/^import (.*) from "node:fs(?:\/promises)?";$/gm)].map(
        ([, names]) => names ?? "",
      ),
    );
    expect(imports.every((names) => /^\{ [\w, ]+ \}$/.test(names))).toBe(true);
    const used = new Set(imports.flatMap((names) => names.slice(2, -2).split(", ")));
    expect([...used]).toEqual(expect.arrayContaining(struckOnes));
    expect([...used].filter((name) => ![...struckOnes, ...reading].includes(name))).toEqual([]);
  });

  it("are all seen: the lock, every file, both lists, both pages, five renames", () => {
    expect(operations.filter(isFile).length).toBe(Object.keys(whole).filter((path) => /^0\.3\.0\/.*[^/]$/.test(path)).length);
    expect(operations.filter((line) => line.startsWith("rename "))).toEqual([
      "rename 0.3.0",
      "rename index.json",
      "rename latest.json",
      "rename index.html",
      "rename index.es.html",
    ]);
    expect(operations).toEqual(
      expect.arrayContaining(["symlink .lock", "writeFile .building-index.json", "writeFile .building-latest.json"]),
    );
    expect(struck.length).toBeGreaterThan(15);
  });
});

describe.concurrent("a build that is killed", () => {
  it.each(struck)("within operation $at, $what", async ({ at }) => {
    const root = copyRoot(released);
    expect(await recuento(root, ["build"], { at, kill: "within" })).toMatchObject({ signal: "SIGKILL" });
    expectReadable(root, old);
    await expectCleanBuild(root, whole);
  });

  it.each(["read", "validate", "normalize", "reconcile", "publish", "verify"])("after the stage %s", async (stage) => {
    const root = copyRoot(released);
    const { signal, out } = await recuento(root, ["build"], { stage });
    expect([signal, out.trimEnd().split("\n").at(-1)]).toEqual(["SIGKILL", expect.stringMatching(new RegExp(`^ {2}${stage} `))]);
    expectReadable(root, old);
    await expectCleanBuild(root, whole);
  });
});

describe.concurrent("a build that finds what a killed one left", async () => {
  const left = copyRoot(released);
  await recuento(left, ["build"], { at: positionOf(operations, /^writeFile \.building-latest/), kill: "within" });
  const found = leftOver(left).sort();
  const clearing = await listOperations(copyRoot(left), ["build"]);
  const first = positionOf(clearing, /^mkdir \.building-/);

  it("finds a lock, a folder and two lists", () => {
    expect(found).toEqual([".building-0.3.0", ".building-index.json", ".building-latest.json", ".lock"]);
    expect(clearing.slice(0, first - 1)).toEqual([
      "mkdir ",
      expect.stringMatching(/^rename \.lock-\d+$/),
      expect.stringMatching(/^rm \.lock-\d+$/),
      "symlink .lock",
      ...found.slice(0, 3).map((name) => `rm ${name}`),
    ]);
  });

  it.each(Array.from({ length: first }, (_, index) => index + 1))("may be killed within operation %i of clearing it", async (at) => {
    const root = copyRoot(left);
    expect(await recuento(root, ["build"], { at, kill: "within" })).toMatchObject({ signal: "SIGKILL" });
    expectReadable(root, old);
    await expectCleanBuild(root, whole);
  });

  it("may be of a higher version", async () => {
    const root = copyRoot(left);
    setVersion(root, "0.4.0");
    expect(await build(root, null)).toMatchObject({ version: "0.4.0", findings: [] });
    expect(leftOver(root)).toEqual([]);
    expectReadable(root, old);
  });
});

describe.concurrent("the very first build", async () => {
  const empty = keep(makeRoot());
  const all = await listOperations(copyRoot(empty), ["build"]);

  it.each([/^mkdir $/, /^symlink /, /^rename 0\.1\.0$/, /^rename index/])("may be killed within %s", async (operation) => {
    const root = copyRoot(empty);
    expect(await recuento(root, ["build"], { at: positionOf(all, operation), kill: "within" })).toMatchObject({ signal: "SIGKILL" });
    expect(await build(root, null)).toMatchObject({ version: "0.1.0", findings: [] });
    expect(Object.keys(distOf(root)).filter((path) => !path.startsWith("0.1.0/"))).toEqual([
      "index.es.html",
      "index.html",
      "index.json",
      "latest.json",
    ]);
  });
});

describe.concurrent("a retraction that is killed", async () => {
  const words = ["retract", "0.2.0", "--reason", "A wrong total."];
  const done = copyRoot(released);
  const steps = await listOperations(done, words);
  const after = distOf(done);

  it.each(steps.map((what, index) => ({ at: index + 1, what })))("within operation $at, $what", async ({ at }) => {
    const root = copyRoot(released);
    expect(await recuento(root, words, { at, kill: "within" })).toMatchObject({ signal: "SIGKILL" });
    expectReadable(root, old);
    const read = (name: string): { version: string; versions: { version: string; status: string }[] } =>
      JSON.parse(readFileSync(join(root, "dist", name), "utf8"));
    const pointed = read("index.json").versions.find((each) => each.version === read("latest.json").version);
    expect(pointed?.status, "latest.json never names what must not be used").not.toBe("retracted");
    expect(await retract(root, "0.2.0", "A wrong total.", null)).toMatchObject({ latest: "0.1.0", findings: [] });
    expectDist(root, after);
    expect(leftOver(root)).toEqual([]);
  });
});

describe.concurrent("a build that is killed before its release is listed", () => {
  const at = positionOf(operations, /^rename 0\.3\.0$/);
  async function makeUnlisted(): Promise<string> {
    const root = copyRoot(released);
    await recuento(root, ["build"], { at, kill: "within" });
    expect(existsSync(join(root, "dist/0.3.0"))).toBe(true);
    return root;
  }

  it.each([
    ["a build of a higher version", '"0.3.0"', '"0.4.0"', "raw/dataset.json"],
    ["a build of other data", "at least nine", "at least eight", "raw/extracts/letter.csv"],
  ])("is told to %s, which leaves the folder", async (_title, from, to, file) => {
    const root = await makeUnlisted();
    const before = distOf(root);
    writeFileSync(join(root, file), readFileSync(join(root, file), "utf8").replace(from, to));
    const { findings } = await build(root, null);
    expect(findings.map((item) => [item.code, item.file])).toEqual([["release/unlisted", "dist/0.3.0"]]);
    expectDist(root, before);
  });
});

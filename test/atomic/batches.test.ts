// A build in batches that is killed, or finds the disk full, at whatever it writes: every old release stays whole, and the next build is clean.
import { appendFileSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { buildDataset } from "../../pipeline/run.ts";
import { generate } from "../bench/generate.ts";
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
  recuento,
  removeRoots,
} from "./runs.ts";

afterAll(removeRoots);

const build = ["build", "--workers", "0"];
const released = await makeReleased();
const old = distOf(released);
/** So many empty lines, which hold no record, make the dataset one that goes in batches. */
const emptyLines = "\n".repeat(1_100_000);
/** Makes the dataset below `root` one that goes in batches. */
function enlarge(root: string): string {
  const [extracts = ""] = readdirSync(join(root, "raw/extracts"));
  appendFileSync(join(root, "raw/extracts", extracts), emptyLines);
  return root;
}
/** The dataset before its third release, as one that goes in batches. */
const makeLarge = (): string => enlarge(copyRoot(released));
const finished = makeLarge();
const operations = await listOperations(finished, build, { batches: true });
const whole = distOf(finished);
/** What batches do to which kind of file, each at its first place; and the last of all their writes. */
const alike = (line: string): string => line.replace(/^(\w+) \.building-0\.3\.0.*?(\.\w+)?$/, "$1 $2");
const isOfBatches = (line: string): boolean => /^\w+Sync /.test(line);
const kinds = [...new Set(operations.filter(isOfBatches).map(alike))];
const struck = [
  ...kinds.map((what) => ({ what, at: operations.findIndex((line) => alike(line) === what) + 1 })),
  { what: "the last write", at: operations.findLastIndex((line) => line.startsWith("writeSync ")) + 1 },
];

describe("the operations of a build in batches", () => {
  it("are those that fault.mjs strikes: the batches write by no others", () => {
    const pipeline = fileURLToPath(new URL("../../pipeline", import.meta.url));
    // What is written aside does not lie in dist/.
    const rooms = readdirSync(join(pipeline, "bulk")).filter((name) => name !== "aside.ts");
    const sources = ["bulk.ts", "bulk-build.ts", ...rooms.map((name) => `bulk/${name}`)];
    const imports = sources.flatMap((path) =>
      [...readFileSync(join(pipeline, path), "utf8").matchAll(/^import \{ (.*) \} from "node:fs(?:\/promises)?";$/gm)].map(
        ([, names = ""]) => names,
      ),
    );
    const used = new Set(imports.flatMap((names) => names.split(", ")).map((name) => name.replace("type ", "")));
    const writing = ["fsyncSync", "mkdirSync", "openSync", "unlinkSync", "writeSync"];
    const reading = ["closeSync", "constants", "createReadStream", "open", "openAsBlob", "fstatSync", "readFileSync", "readSync"];
    expect([...used]).toEqual(expect.arrayContaining(writing));
    expect([...used].filter((name) => ![...writing, ...reading].includes(name))).toEqual([]);
  });

  it("are of every kind, for every file of a table", () => {
    for (const ending of ["csv", "json", "arrow", "arrows", "parquet"]) {
      for (const name of ["openSync", "writeSync"])
        expect(operations).toContain(`${name} .building-0.3.0/${folderOf[ending] ?? ending}/claims.${ending}`);
    }
    expect(struck.length).toBeGreaterThan(14);
  });

  it("leave the bytes of a build that holds all", async () => {
    const root = makeLarge();
    expect(await buildDataset(root, null, { workers: 0, large: false })).toMatchObject({ version: "0.3.0" });
    expectDist(root, whole);
  });
});

const folderOf: Readonly<Record<string, string>> = { arrows: "arrow" };

describe("a build in batches", () => {
  it.each(struck)("that is killed within operation $at, $what", async ({ at }) => {
    const root = makeLarge();
    expect(await recuento(root, build, { at, kill: "within", batches: true })).toMatchObject({ signal: "SIGKILL" });
    expectReadable(root, old);
    await expectCleanBuild(root, whole);
  });

  const writes = struck.filter(({ what }) => ["openSync .csv", "writeSync .json", "writeSync .parquet", "the last write"].includes(what));
  it.each(writes)("that finds the disk full from operation $at on, $what", async ({ at }) => {
    const root = makeLarge();
    const full = { at, fail: "ENOSPC", operations: ["openSync", "writeSync", "mkdirSync", "writeFile", "mkdir"], batches: true };
    const { code, out } = await recuento(root, [...build, "--json"], full);
    expect([code, JSON.parse(out)]).toMatchObject([1, { version: null, findings: [{ code: "output/unwritable", file: "dist" }] }]);
    expect(out).toContain("(ENOSPC)");
    expectDist(root, old);
    expect(leftOver(root)).toEqual([]);
    await expectCleanBuild(root, whole);
  });
});

/** A dataset never released that goes in batches, with more sums and conflicts than memory gathers before it writes them. */
function makeHolding(): string {
  const root = keep(mkdtempSync(join(tmpdir(), "recuento-")));
  generate(root, { claims: 400, seed: 7, shuffled: false, findings: 0 });
  return enlarge(root);
}

describe("what a build holds on the disk until all has come", async () => {
  const holding = makeHolding();
  const built = copyRoot(holding);
  const heldOperations = await listOperations(built, build, { batches: true });
  const wholeHolding = distOf(built);
  const ofHeld = ["openSync", "unlinkSync", "writeSync"].map((name) => ({
    name,
    at: heldOperations.indexOf(`${name} .building-0.1.0/.held`) + 1,
  }));
  /** What a build that ended in the middle left, and the next one. */
  const expectNext = async (root: string): Promise<void> => {
    expect(readdirSync(join(root, "dist")).filter((name) => !name.startsWith("."))).toEqual([]);
    expect(await recuento(root, build)).toMatchObject({ code: 0 });
    expect(distOf(root)).toEqual(wholeHolding);
  };

  it("is in a file that has no name once it is open", () => {
    expect(heldOperations.filter((line) => line.endsWith("/.held")).slice(0, 3)).toEqual(
      ofHeld.map(({ name }) => `${name} .building-0.1.0/.held`),
    );
  });

  it.each(ofHeld)("goes with a build that is killed within operation $at, $name", async ({ at }) => {
    const root = copyRoot(holding);
    expect(await recuento(root, build, { at, kill: "within", batches: true })).toMatchObject({ signal: "SIGKILL" });
    await expectNext(root);
  });

  const refused = ofHeld.map(({ name, at }) => ({ name, at, fail: name === "unlinkSync" ? "EPERM" : "ENOSPC" }));
  it.each(refused)("has a finding where the system refuses from operation $at on, $name, with $fail", async ({ name, at, fail }) => {
    const root = copyRoot(holding);
    const { code, out } = await recuento(root, [...build, "--json"], { at, fail, operations: [name], batches: true });
    expect([code, JSON.parse(out)]).toMatchObject([1, { version: null, findings: [{ code: "output/unwritable", file: "dist" }] }]);
    expect(out).toContain(`(${fail})`);
    expect(leftOver(root)).toEqual([]);
    await expectNext(root);
  });
});

// A command that is asked to stop, by Ctrl-C, a request to end or a closed terminal, leaves dist/ as it was and says so in one line.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { build } from "../../pipeline/build.ts";
import { makeRoot } from "../broken/roots.ts";
import {
  copyRoot,
  distOf,
  type Ended,
  expectCleanBuild,
  expectReadable,
  keep,
  leftOver,
  listOperations,
  makeReleased,
  positionOf,
  recuento,
  removeRoots,
} from "./runs.ts";

afterAll(removeRoots);

const released = await makeReleased();
const old = distOf(released);
const finished = copyRoot(released);
const operations = await listOperations(finished, ["build"]);
const whole = distOf(finished);
const program = fileURLToPath(new URL("../../pipeline/recuento.mjs", import.meta.url));

const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Signal = keyof typeof exitCodes;

/** Holds that the build stopped, in one plain line, that dist/ is as it was to the last hidden file, and that the next build runs at once. */
async function expectStopped(root: string, ended: Ended, signal: Signal): Promise<void> {
  expect(ended.err).toBe(`Interrupted (${signal}): nothing was published, and dist/ is as it was.\n`);
  expect([ended.code, ended.signal]).toEqual([exitCodes[signal], null]);
  expect(distOf(root)).toEqual(old);
  await expectCleanBuild(root, whole);
}

describe.concurrent("a build that is asked to stop", () => {
  it.each<[Signal, string]>([
    ["SIGINT", "read"],
    ["SIGTERM", "validate"],
    ["SIGHUP", "normalize"],
    ["SIGINT", "reconcile"],
    ["SIGTERM", "publish"],
    ["SIGINT", "verify"],
  ])("by %s after the stage %s", async (ask, stage) => {
    const root = copyRoot(released);
    const ended = await recuento(root, ["build"], { stage, ask });
    expect(ended.out.trimEnd().split("\n").at(-1)).toMatch(new RegExp(`^ {2}${stage} `));
    await expectStopped(root, ended, ask);
  });

  it.each<[Signal, string, RegExp]>([
    ["SIGTERM", "takes the lock", /^symlink/],
    ["SIGINT", "writes the first file", /^writeFile \.building-0\.3\.0/],
    ["SIGINT", "has the disk take what it wrote", /^open \.building-0\.3\.0/],
  ])("by %s while it %s", async (ask, _title, operation) => {
    const root = copyRoot(released);
    await expectStopped(root, await recuento(root, ["build"], { at: positionOf(operations, operation), ask }), ask);
  });

  it("by SIGINT in the middle of its files, of which it begins no more than a few", async () => {
    const root = copyRoot(released);
    const [at, log] = [positionOf(operations, /^writeFile \.building-0\.3\.0/) + 40, join(root, "operations.log")];
    const ended = await recuento(root, ["build"], { at, ask: "SIGINT", log });
    const after = readFileSync(log, "utf8").split("\n").slice(at);
    expect(after.filter((line) => line.startsWith("writeFile ")).length).toBeLessThan(40);
    await expectStopped(root, ended, "SIGINT");
  });

  it.each([/^writeFile \.building-latest/, /^rename 0\.3\.0/, /^rename index\.json/, /^rename latest/])(
    "finishes once it is at the moment of its release, %s",
    async (operation) => {
      const root = copyRoot(released);
      const ended = await recuento(root, ["build"], { at: positionOf(operations, operation), ask: "SIGINT" });
      expect([ended.code, ended.signal, ended.err]).toEqual([0, null, ""]);
      expect(distOf(root)).toEqual(whole);
    },
  );

  it("says nothing in JSON, and the same line beside it", async () => {
    const root = copyRoot(released);
    const at = positionOf(operations, /^writeFile \.building-0\.3\.0/);
    const ended = await recuento(root, ["build", "--json"], { at, ask: "SIGTERM" });
    expect(ended.out).toBe("");
    await expectStopped(root, ended, "SIGTERM");
  });

  it("leaves no dist/ but an empty one where none stood", async () => {
    const root = keep(makeRoot());
    expect(await recuento(root, ["build"], { stage: "publish", ask: "SIGINT" })).toMatchObject({ code: 130 });
    expect(distOf(root)).toEqual({});
    expect(await build(root, null)).toMatchObject({ version: "0.1.0", findings: [] });
  });

  it("is either finished or as before at whatever moment it is asked, once or again and again", async () => {
    let stopped = 0;
    for (const [index, wait] of [0, 150, 400, 600, 800, 1000, 1200, 1500].entries()) {
      const root = copyRoot(released);
      const child = spawn(process.execPath, [program, "build", "--root", root], { stdio: ["ignore", "ignore", "pipe"] });
      let err = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        err += text;
      });
      const ended = new Promise<[number | null, string | null]>((resolve) => child.on("close", (code, signal) => resolve([code, signal])));
      await sleep(wait);
      for (let times = 0; times < 1 + (index % 3); times++) child.kill("SIGINT");
      const [code, signal] = await ended;
      expectReadable(root, old);
      expect(leftOver(root)).toEqual([]);
      expect(distOf(root)).toEqual(code === 0 ? whole : old);
      // Before the program is loaded, the signal itself ends it.
      expect(code === 0 || code === 130 || signal === "SIGINT", `${code} ${signal}`).toBe(true);
      expect(err).toMatch(/^(?:Interrupted \(SIGINT\): .*\n)?$/);
      if (code !== 0) stopped += 1;
    }
    expect(stopped).toBeGreaterThan(0);
  });
});

describe.concurrent("a build whose reader is gone", () => {
  it("stops like one that is asked to", async () => {
    const root = copyRoot(released);
    const child = spawn("sh", ["-c", '{ "$0" "$1" build --root "$2"; echo "$?" >&2; } | true', process.execPath, program, root]);
    let err = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    await new Promise((resolve) => child.on("close", resolve));
    expect(err).toBe("Interrupted (standard output: EPIPE): nothing was published, and dist/ is as it was.\n2\n");
    expect(distOf(root)).toEqual(old);
    await expectCleanBuild(root, whole);
  });
});

describe.concurrent("a retraction that is asked to stop", async () => {
  const words = ["retract", "0.2.0", "--reason", "A wrong total."];
  const done = copyRoot(released);
  const steps = await listOperations(done, words);
  const after = distOf(done);

  it.each([1, 3, steps.length])("at operation %i is finished: it is a few renames", async (at) => {
    const root = copyRoot(released);
    expect(await recuento(root, words, { at, ask: "SIGINT" })).toMatchObject({ code: 0, err: "" });
    expect(distOf(root)).toEqual(after);
  });
});

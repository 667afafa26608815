// What goes wrong around a large dataset: files that change, rows in no order, work that is stopped, a writer that fails.
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { build } from "../../pipeline/build.ts";
import { createOutput } from "../../pipeline/bulk/files.ts";
import { makePool } from "../../pipeline/bulk/pool.ts";
import { makeWork } from "../../pipeline/bulk/work.ts";
import { checkLarge } from "../../pipeline/bulk.ts";
import { buildLarge } from "../../pipeline/bulk-build.ts";
import { measureFile } from "../../pipeline/publish/measure.ts";
import { makeRoot, snapshot } from "../broken/roots.ts";

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true });
});

function newRoot(): string {
  const root = makeRoot();
  roots.push(root);
  return root;
}

const around = { sources: [], places: [], lookups: [], ids: { sources: [], events: [], counters: [] } };
const file = "raw/extracts/letter.csv";

describe("a file that is not what it was when it was looked through", () => {
  it.each([
    ["grew", (path: string) => appendFileSync(path, "\n")],
    ["is gone", (path: string) => rmSync(path)],
  ])("%s: the finding names it", async (_, change) => {
    const root = newRoot();
    const work = makeWork(root, around);
    const scan = await work({ kind: "scan", file });
    if (scan.kind !== "scan" || scan.scanned.stamp === null) throw new Error("the base is in order");
    const { stamp, records } = scan.scanned;
    change(join(root, file));
    const segments = [{ file, stamp, start: records.starts[0] ?? 0, end: stamp.size, lines: records.lines }];
    const read = await work({ kind: "unit", segments, parts: ["claims"] });
    if (read.kind !== "unit") throw new Error("a unit was asked for");
    expect(read.unit.written).toBeNull();
    expect(read.unit.findings.map(({ code, file: place }) => [code, place])).toEqual([["file/changed", file]]);
  });

  it.each([
    ["fewer", (text: string) => text.replace(/\n(?=.+\n$)/, " ")],
    ["more", (text: string) => text.replace(/,(?=.*\n$)/, "\n")],
  ])("holds %s records, with the size and the time that it had", async (_, change) => {
    const root = newRoot();
    const path = join(root, file);
    const keepTime = (): void => utimesSync(path, 1_500_000_000, 1_500_000_000);
    const work = makeWork(root, around);
    keepTime();
    const scan = await work({ kind: "scan", file });
    if (scan.kind !== "scan" || scan.scanned.stamp === null) throw new Error("the base is in order");
    const { stamp, records } = scan.scanned;
    const before = readFileSync(path, "utf8");
    const after = change(before);
    expect(after.length === before.length && after !== before).toBe(true);
    writeFileSync(path, after);
    keepTime();
    const segments = [{ file, stamp, start: records.starts[0] ?? 0, end: stamp.size, lines: records.lines }];
    const read = await work({ kind: "unit", segments, parts: ["claims"] });
    if (read.kind !== "unit") throw new Error("a unit was asked for");
    expect(read.unit.written).toBeNull();
    expect(read.unit.findings.filter(({ code }) => code === "file/changed")).toEqual([expect.objectContaining({ file })]);
  });
});

describe("a file that changes after all its claims have passed", () => {
  it("has a finding, and nothing is written: what pages show of it is read once more", async () => {
    const root = newRoot();
    const progress = (stage: string): void => {
      if (stage === "normalize") appendFileSync(join(root, file), "\n");
    };
    const { findings, version } = await buildLarge(root, null, { workers: 0, progress });
    expect([version, ...findings.map(({ code, file: place }) => [code, place])]).toEqual([null, ["file/changed", file]]);
    expect(readdirSync(join(root, "dist"))).toEqual([]);
  });
});

describe("rows in no order", () => {
  it("are published in the order of their ids, from any number of files, as by the stages that hold all", async () => {
    const [held, large] = [newRoot(), newRoot()];
    for (const root of [held, large]) {
      const lines = readFileSync(join(root, file), "utf8").trimEnd().split("\n");
      const [header = "", ...rows] = lines;
      const [first, ...rest] = rows.toReversed();
      writeFileSync(join(root, file), `${[header, ...rest].join("\r\n")}\r\n`);
      writeFileSync(join(root, "raw/extracts/a-second.csv"), `\ufeff${header}\n\n${first}`);
    }
    expect((await build(held, null)).findings).toEqual([]);
    expect((await buildLarge(large, null, { workers: 2 })).findings).toEqual([]);
    expect(snapshot(join(large, "dist"))).toEqual(snapshot(join(held, "dist")));
  });
});

describe("a folder in the place of a file", () => {
  it("has the finding that it has elsewhere", async () => {
    const root = newRoot();
    mkdirSync(join(root, "raw/extracts/folder.csv"));
    const { findings } = await build(root, null);
    expect(findings.length).toBeGreaterThan(0);
    expect((await checkLarge(root, { workers: 0 })).findings).toEqual(findings);
  });
});

describe("a build in batches that is asked to stop", () => {
  it("leaves dist/ as it was, whenever it is asked", async () => {
    const root = newRoot();
    await build(root, null);
    const before = snapshot(join(root, "dist"));
    for (const stage of ["read", "normalize", "reconcile", "publish", "verify"]) {
      const stopping = new AbortController();
      const progress = (name: string): void => {
        if (name === stage) stopping.abort(new Error("asked"));
      };
      await expect(buildLarge(root, null, { workers: 0, progress, stop: stopping.signal }), stage).rejects.toThrow("asked");
      expect(snapshot(join(root, "dist")), stage).toEqual(before);
    }
  });
});

describe("a file of which the disk has a part while it grows", () => {
  it("has all bytes in the end, and none misses it where its name is gone meanwhile", async () => {
    const root = newRoot();
    const piece = Buffer.alloc(20 << 20, "0123456789");
    const [whole, gone] = [createOutput(root, "whole"), createOutput(root, "gone")];
    for (let count = 0; count < 4; count++) {
      whole.write(piece);
      gone.write(piece);
      rmSync(join(root, "gone"), { force: true });
      await nextTurn();
    }
    const { sha256 } = whole.close();
    expect(gone.close().sha256).toBe(sha256);
    expect(measureFile(join(root, "whole")).sha256).toBe(sha256);
  });
});

describe("a worker that cannot write", () => {
  it("says so with the code of the file system", async () => {
    const root = newRoot();
    const pool = makePool(root, 1);
    const written = { table: "events", rows: 0, fingerprint: "", files: [], tallies: [], marks: [0] };
    const run = pool.run([{ kind: "parquet", folder: join(root, "nowhere"), written }], () => {});
    await expect(run).rejects.toMatchObject({ code: "ENOENT" });
    await pool.close();
    expect(existsSync(join(root, "nowhere"))).toBe(false);
    expect(readdirSync(root)).not.toContain("dist");
  });
});

// The stages for large datasets against those that hold all rows: the same findings, and the same bytes, for any number of workers.
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { build } from "../../pipeline/build.ts";
import { checkLarge } from "../../pipeline/bulk.ts";
import { buildLarge } from "../../pipeline/bulk-build.ts";
import { listCases, makeRoot, readCase, snapshot } from "../broken/roots.ts";

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true });
});

const cases = listCases().map((name) => ({ name, ...readCase(name) }));
const golden = fileURLToPath(new URL("../golden", import.meta.url));
const datasets = readdirSync(golden).sort();

/** The checksum of every file below a folder. */
function sumsOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(snapshot(folder)).map(([path, bytes]) => [path, createHash("sha256").update(bytes).digest("hex")]),
  );
}

/** The dataset of a folder, copied twice. */
function copyTwice(folder: string): [string, string] {
  return [0, 1].map(() => {
    const root = mkdtempSync(join(tmpdir(), "recuento-bulk-"));
    roots.push(root);
    for (const part of readdirSync(folder))
      if (part === "raw" || part === "dist") cpSync(join(folder, part), join(root, part), { recursive: true });
    return root;
  }) as [string, string];
}

describe("what is wrong is told alike", () => {
  it.each(cases)("$name: $why", async ({ name, findings }) => {
    const root = makeRoot(name);
    roots.push(root);
    const before = snapshot(root);
    const checked = await checkLarge(root, { workers: 0 });
    expect(checked.findings).toEqual(findings);
    expect(snapshot(root)).toEqual(before);
    if (findings.length === 0) return;
    const built = await buildLarge(root, null, { workers: 0 });
    expect(built.findings).toEqual(findings);
    expect(built.version).toBeNull();
    expect(Object.keys(snapshot(root)).filter((path) => path !== "dist/")).toEqual(Object.keys(before));
  });
});

describe("a release is the same bytes", () => {
  it.each(datasets)("of the golden dataset %s", async (name) => {
    const [held, large] = copyTwice(join(golden, name));
    expect((await build(held, null)).findings).toEqual([]);
    expect((await buildLarge(large, null, { workers: 0 })).findings).toEqual([]);
    expect(sumsOf(join(large, "dist"))).toEqual(sumsOf(join(held, "dist")));
  });

  it("of the first dataset, after the releases before it, with two workers", async () => {
    const [held, large] = copyTwice(fileURLToPath(new URL("../..", import.meta.url)));
    expect((await build(held, null)).findings).toEqual([]);
    const built = await buildLarge(large, null, { workers: 2 });
    expect(built.findings).toEqual([]);
    expect(sumsOf(join(large, "dist"))).toEqual(sumsOf(join(held, "dist")));
    // What stands already is held against what would be written.
    expect(await buildLarge(large, null, { workers: 0 })).toMatchObject({ findings: [], unchanged: true });
  }, 120_000);
});

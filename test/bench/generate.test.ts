// The invented datasets of the benchmark: the same seed gives the same bytes, and the rules read all of them, or tell just what was spoilt.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { check } from "../../pipeline/build.ts";
import { generate, type Plan } from "./generate.ts";
import { spoilCodes } from "./spoil.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const usual: Plan = { claims: 500, seed: 1, shuffled: false, findings: 0 };

/** A folder with a dataset in it. */
function generated(plan: Partial<Plan> = {}): string {
  const root = mkdtempSync(join(tmpdir(), "recuento-bench-"));
  folders.push(root);
  generate(root, { ...usual, ...plan });
  return root;
}

function readAll(root: string): string[][] {
  const paths = readdirSync(join(root, "raw"), { recursive: true, encoding: "utf8" }).filter((path) => /\.\w+$/.test(path));
  return paths.sort().map((path) => [path, readFileSync(join(root, "raw", path), "utf8")]);
}

const rowsOf = (root: string): string[] => readFileSync(join(root, "raw/extracts/part-0001.csv"), "utf8").split("\n");

describe("a generated dataset", () => {
  it("has the same bytes for the same seed, and others for another", () => {
    const [once, again, other] = [generated(), generated(), generated({ seed: 2 })].map(readAll);
    expect(once).toHaveLength(7);
    expect(again).toEqual(once);
    expect(other).not.toEqual(once);
  });

  it("is read without a finding, whatever the order of its rows", async () => {
    for (const shuffled of [false, true]) {
      const { findings, normal } = await check(generated({ shuffled }));
      expect(findings).toEqual([]);
      expect(normal.claims).toHaveLength(500);
    }
  });

  it("has the same rows in no order as in order", () => {
    const [ordered, shuffled] = [rowsOf(generated()), rowsOf(generated({ shuffled: true }))];
    expect(shuffled).not.toEqual(ordered);
    expect([...shuffled].sort()).toEqual([...ordered].sort());
  });

  it("has the findings that were asked for, one a row, and no other", async () => {
    const { findings } = await check(generated({ findings: 2 * spoilCodes.length }));
    expect(findings.map(({ code }) => code).sort()).toEqual([...spoilCodes, ...spoilCodes].sort());
  });
});

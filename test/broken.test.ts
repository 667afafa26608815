// What is wrong in raw/ is told exactly: a folder below broken/ is a case, its expected.json every finding.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { build } from "../pipeline/build.ts";
import { formatFinding } from "../pipeline/finding.ts";
import { listCases, makeRoot, readCase, snapshot } from "./broken/roots.ts";

const cases = listCases().map((name) => ({ name, ...readCase(name) }));
const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true });
});

/** A case below an older release that stands already. */
function rootWithRelease(name: string): string {
  const root = makeRoot(name);
  roots.push(root);
  mkdirSync(join(root, "dist/0.0.9/csv"), { recursive: true });
  writeFileSync(join(root, "dist/0.0.9/csv/claims.csv"), "claim_id\ns0-1\n");
  writeFileSync(join(root, "dist/latest.json"), '{ "version": "0.0.9" }\n');
  return root;
}

describe("the cases of broken/", () => {
  it("are at least thirty, of which two are accepted, and each says why", () => {
    expect(cases.length).toBeGreaterThanOrEqual(30);
    expect(cases.filter((each) => each.exit === 0).map((each) => each.name)).toEqual(["accepted-bom", "accepted-crlf"]);
    for (const { name, why, findings, exit } of cases) {
      expect(why, name).toMatch(/\.$/);
      expect(findings.length > 0, name).toBe(exit === 1);
    }
  });
});

describe("a build of what is wrong tells every finding and publishes nothing", () => {
  for (const { name, why, fault, findings } of cases.filter((each) => each.exit === 1)) {
    // A case with a fault states what should be told. It fails once the fault is mended: then take the line out.
    const test = fault === undefined ? it : it.fails;
    test(`${name}: ${why}`, async () => {
      const root = rootWithRelease(name);
      const before = snapshot(root);
      const built = await build(root, null);
      expect(built.findings).toEqual(findings);
      expect(built).toMatchObject({ version: null, files: [], unchanged: false });
      expect(snapshot(root)).toEqual(before);
      for (const item of built.findings) expect(formatFinding(item)).not.toMatch(/[\n\r]/);
    });
  }

  it("leaves no dist/ where none stood", async () => {
    const root = makeRoot("count-malformed");
    roots.push(root);
    await build(root, null);
    expect(Object.keys(snapshot(root)).filter((path) => !path.startsWith("raw/"))).toEqual([]);
  });
});

describe("a build of what is only written in another way is the same release", () => {
  it.each(cases.filter((each) => each.exit === 0))("$name: $why", async ({ name }) => {
    const plain = makeRoot();
    const root = makeRoot(name);
    roots.push(plain, root);
    await build(plain, null);
    const built = await build(root, null);
    expect(built.findings).toEqual([]);
    expect(built.version).toBe("0.1.0");
    expect(snapshot(join(root, "dist/0.1.0"))).toEqual(snapshot(join(plain, "dist/0.1.0")));
  });
});

describe("each finding says where it stands, what was expected and what to do", () => {
  it("names a file below raw/, ends its sentences, and gives a remedy that is not the general one", () => {
    const findings = cases.flatMap((each) => each.findings);
    expect(findings.length).toBeGreaterThanOrEqual(30);
    for (const item of findings) {
      expect(item.file).toMatch(/^raw(\/|$)/);
      expect(item.code).toMatch(/^[a-z]+\/[a-z0-9-]+$/);
      expect(item.message).toMatch(/[.?]$/);
      expect(item.remedy).toMatch(/\.$/);
      expect(item.remedy).not.toBe("Correct the value.");
    }
  });
});

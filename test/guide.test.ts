// The walk through a release: it stops at the first thing that is wrong, says what to do, and writes nothing before that.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guideRelease, type Outcome } from "../pipeline/guide.ts";

const root = mkdtempSync(join(tmpdir(), "recuento-guide-"));
const git = (...words: string[]): string =>
  execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.org", ...words], { cwd: root, encoding: "utf8" });
const commit = (): string => git("commit", "-qam", "Change the data");
const edit = (path: string, from: string, to: string): void => {
  const text = readFileSync(join(root, path), "utf8");
  expect(text).toContain(from);
  writeFileSync(join(root, path), text.replace(from, to));
};

async function walk(): Promise<{ fine: boolean; steps: string[]; last: Outcome }> {
  const told: [string, Outcome][] = [];
  const fine = await guideRelease(root, null, (name, outcome) => told.push([name, outcome]));
  return { fine, steps: told.map(([name]) => name), last: told.at(-1)?.[1] ?? { said: [] } };
}

beforeAll(() => {
  cpSync(fileURLToPath(new URL("golden/terrazul/raw", import.meta.url)), join(root, "raw"), { recursive: true });
  git("init", "-q");
  git("add", "raw");
  git("commit", "-qm", "Begin");
});
afterAll(() => rmSync(root, { recursive: true }));

describe("the walk through a release", () => {
  it("stops at what is not committed, before anything is written", async () => {
    edit("raw/dataset.json", '"keywords"', '"keywords" ');
    const { fine, steps, last } = await walk();
    expect([fine, steps]).toEqual([false, ["findings", "clean tree"]]);
    expect(last.said).toEqual([" M raw/dataset.json"]);
    expect(existsSync(join(root, "dist"))).toBe(false);
    commit();
  });

  it("builds the first release, and says how to commit and tag it", async () => {
    const { fine, steps, last } = await walk();
    expect([fine, steps]).toEqual([true, ["findings", "clean tree", "notes", "difference", "build and verify", "what is left"]]);
    expect(last.said).toContain("git tag v0.1.0");
    expect(existsSync(join(root, "dist/0.1.0/MANIFEST.json"))).toBe(true);
  });

  it("stops where the words changed and the version did not", async () => {
    edit("raw/extracts/diario.csv", "cuatro personas", "cinco personas");
    commit();
    const { fine, last } = await walk();
    expect(fine).toBe(false);
    expect(last.said.join(" ")).toContain("release/changed");
  });

  it("stops where the notes are those of the release before", async () => {
    edit("raw/dataset.json", '"version": "0.1.0"', '"version": "0.1.1"');
    commit();
    const { fine, steps, last } = await walk();
    expect([fine, steps.at(-1)]).toEqual([false, "notes"]);
    expect(last.remedy).toContain("what is new since 0.1.0");
  });

  it("stops where the version is lower than the difference asks for, and names the rows that ask", async () => {
    const dataset = JSON.parse(readFileSync(join(root, "raw/dataset.json"), "utf8")) as { changes: object[] };
    dataset.changes = [{ en: "Five in the harbour.", es: "Cinco en el puerto." }];
    writeFileSync(join(root, "raw/dataset.json"), JSON.stringify(dataset));
    commit();
    const { fine, last } = await walk();
    expect(fine).toBe(false);
    expect(last.said.join(" ")).toMatch(/release\/bump.*0\.2\.0.*s1-1/);
    expect(existsSync(join(root, "dist/0.1.1"))).toBe(false);
  });

  it("goes through once the version is high enough, and leaves the release before as it was", async () => {
    const before = readFileSync(join(root, "dist/0.1.0/SHA256SUMS"), "utf8");
    edit("raw/dataset.json", '"version":"0.1.1"', '"version":"0.2.0"');
    commit();
    const { fine } = await walk();
    expect(fine).toBe(true);
    expect(readFileSync(join(root, "dist/0.1.0/SHA256SUMS"), "utf8")).toBe(before);
    expect(existsSync(join(root, "dist/0.2.0/diff/from-0.1.0/summary.md"))).toBe(true);
  });

  it("stops at a finding of raw/", async () => {
    edit("raw/extracts/diario.csv", "cinco personas", "a handful");
    const { fine, steps } = await walk();
    expect([fine, steps]).toEqual([false, ["findings"]]);
  });
});

// What is remembered of a build: the next one answers from it while every content is the same, and builds where anything is not.
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { buildDataset } from "../../pipeline/run.ts";
import type { BuildSummary } from "../../pipeline/summary.ts";
import { recuento, setVersion } from "../atomic/runs.ts";
import { makeRoot, snapshot } from "../broken/roots.ts";

const program = vi.hoisted(() => ({ sum: "a program" }));
vi.mock("../../pipeline/known/sums.ts", async (original) => ({
  ...(await original<typeof import("../../pipeline/known/sums.ts")>()),
  sumProgram: async () => program.sum,
}));

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true });
});

interface Told extends BuildSummary {
  /** The stages that said something: one alone where nothing was built. */
  readonly stages: readonly string[];
}

async function build(root: string, options: { date?: string; memory?: "use" | "renew"; large?: boolean } = {}): Promise<Told> {
  const stages: string[] = [];
  const { date = null, memory = "use", large = false } = options;
  const built = await buildDataset(root, date, { workers: 0, memory, large, progress: (stage) => stages.push(stage) });
  return { ...built, stages };
}

let released = "";

/** A dataset with the releases 0.1.0, 0.2.0 and 0.3.0, of which the last is remembered. */
function copyReleased(): string {
  const root = mkdtempSync(join(tmpdir(), "recuento-known-"));
  roots.push(root);
  cpSync(released, root, { recursive: true });
  return root;
}

beforeAll(async () => {
  released = makeRoot();
  roots.push(released);
  for (const version of ["0.1.0", "0.2.0", "0.3.0"]) {
    setVersion(released, version);
    expect(await build(released)).toMatchObject({ version, findings: [], unchanged: false });
  }
});

const memory = (root: string): string => join(root, ".recuento/build");
const forged = { inputs: "", dist: "", version: "0.3.0", title: "", extracts: 0, claims: 0, rows: 0, estimates: 0, conflicts: 0 };

describe("an unchanged build", () => {
  it("answers what a whole one answers, and no stage reads anything", async () => {
    const root = copyReleased();
    const before = snapshot(root);
    const { stages, ...told } = await build(root);
    expect(stages).toEqual(["unchanged"]);
    expect(snapshot(root)).toEqual(before);
    const { stages: all, ...whole } = await build(root, { memory: "renew" });
    expect(all).toContain("verify");
    expect(told).toEqual(whole);
    expect(told.unchanged).toBe(true);
  });

  it("answers so too where the dataset goes in batches", async () => {
    const root = copyReleased();
    expect((await build(root, { memory: "renew", large: true })).stages).toContain("verify");
    expect((await build(root, { large: true })).stages).toEqual(["unchanged"]);
  });

  it("is told like any other", async () => {
    const root = copyReleased();
    const [first, second, third] = [
      await recuento(root, ["build"]),
      await recuento(root, ["build"]),
      await recuento(root, ["build", "--anew"]),
    ];
    expect(second).toMatchObject({ code: 0, err: "" });
    const summaryOf = (out: string): string => out.slice(out.indexOf("\n\n")).replace(/seconds .*/, "");
    expect(second.out).toMatch(
      /^Recuento\n {2}unchanged {2}the inputs are those of the last build; \d+ files of dist\/ hold the bytes that it left\n\n/,
    );
    expect(summaryOf(second.out)).toBe(summaryOf(first.out));
    expect(third.out).toMatch(/ {2}verify /);
    expect(summaryOf(third.out)).toBe(summaryOf(first.out));
  });
});

describe("the whole build is done", () => {
  it.each<[string, (root: string) => void, Partial<BuildSummary>]>([
    ["a file of raw/ has another byte", (root) => appendFileSync(join(root, "raw/sources.csv"), "\n"), { version: "0.3.0" }],
    ["raw/ has a file more", (root) => writeFileSync(join(root, "raw/stray.csv"), ""), { version: null }],
    ["raw/ has a folder more", (root) => mkdirSync(join(root, "raw/stray")), { version: null }],
    ["a byte of the release differs", (root) => appendFileSync(join(root, "dist/0.3.0/README.md"), " "), { version: null }],
    ["the release lacks a file", (root) => rmSync(join(root, "dist/0.3.0/README.md")), { version: null }],
    ["the release has a file more", (root) => writeFileSync(join(root, "dist/0.3.0/more"), ""), { version: null }],
    ["a byte of the release before differs", (root) => appendFileSync(join(root, "dist/0.2.0/csv/events.csv"), "x"), { version: null }],
    ["an older release is gone", (root) => rmSync(join(root, "dist/0.1.0"), { recursive: true }), { version: "0.3.0" }],
    ["a page of dist/ differs", (root) => appendFileSync(join(root, "dist/index.html"), " "), { version: "0.3.0" }],
    ["a pointer of dist/ is gone", (root) => rmSync(join(root, "dist/latest.json")), { version: "0.3.0" }],
    ["another build was cut off", (root) => symlinkSync("1@elsewhere", join(root, "dist/.lock")), { version: null }],
    ["the memory has another byte", (root) => appendFileSync(memory(root), " "), { version: "0.3.0" }],
    ["the memory is cut short", (root) => writeFileSync(memory(root), readFileSync(memory(root)).subarray(0, 40)), { version: "0.3.0" }],
    ["the memory is none", (root) => writeFileSync(memory(root), JSON.stringify(forged)), { version: "0.3.0" }],
    ["a folder stands in place of the memory", (root) => replaceByFolder(memory(root)), { version: "0.3.0" }],
    ["the memory's folder is a file", (root) => replaceByFile(join(root, ".recuento")), { version: "0.3.0" }],
    ["the memory is gone", (root) => rmSync(join(root, ".recuento"), { recursive: true }), { version: "0.3.0" }],
  ])("where %s", async (_, change, told) => {
    const root = copyReleased();
    change(root);
    const built = await build(root);
    expect(built.stages).toContain("read");
    expect(built).toMatchObject(told);
    // Without a memory the answer is the same.
    const again = copyReleased();
    change(again);
    const { stages: _stages, ...plain } = await build(again, { memory: "renew" });
    expect(built).toMatchObject(plain);
  });

  it("for another day", async () => {
    const root = copyReleased();
    expect((await build(root, { date: "2021-02-03" })).findings.map(({ code }) => code)).toContain("release/changed");
  });

  it("by another version of the program", async () => {
    const root = copyReleased();
    program.sum = "another program";
    expect((await build(root)).stages).toContain("verify");
    expect((await build(root)).stages).toEqual(["unchanged"]);
    program.sum = "a program";
    expect((await build(root)).stages).toContain("verify");
  });
});

describe("nothing wrong is remembered", () => {
  it("by a build that was killed while it made the release", async () => {
    const root = copyReleased();
    for (const [version, stage] of [
      ["0.4.0", "publish"],
      ["0.5.0", "verify"],
    ] as const) {
      setVersion(root, version);
      const before = readFileSync(memory(root));
      expect((await recuento(root, ["build"], { stage })).signal).toBe("SIGKILL");
      expect(readFileSync(memory(root))).toEqual(before);
      const built = await build(root);
      expect(built).toMatchObject({ version, unchanged: false });
      expect((await build(root)).stages).toEqual(["unchanged"]);
    }
  });

  it("by a build with a finding, or one beside which somebody wrote", async () => {
    const root = copyReleased();
    appendFileSync(join(root, "raw/sources.csv"), "x\n");
    const before = readFileSync(memory(root));
    expect((await build(root)).findings).not.toEqual([]);
    expect(readFileSync(memory(root))).toEqual(before);
    const other = copyReleased();
    const [path, kept] = [join(other, "raw/sources.csv"), readFileSync(memory(other))];
    writeFileSync(path, `${readFileSync(path, "utf8")}\n`);
    await buildDataset(other, null, {
      workers: 0,
      memory: "use",
      progress: (stage) => stage === "verify" && writeFileSync(path, readFileSync(path)),
    });
    expect(readFileSync(memory(other))).toEqual(kept);
  });

  it("where nothing can be written", async () => {
    const root = copyReleased();
    replaceByFile(join(root, ".recuento"));
    expect(await build(root)).toMatchObject({ version: "0.3.0", findings: [] });
    expect(await build(root)).toMatchObject({ version: "0.3.0", findings: [] });
    expect(readFileSync(join(root, ".recuento"), "utf8")).toBe("");
  });

  it("through a link", async () => {
    const root = copyReleased();
    const elsewhere = mkdtempSync(join(tmpdir(), "recuento-elsewhere-"));
    roots.push(elsewhere);
    rmSync(join(root, ".recuento"), { recursive: true });
    symlinkSync(elsewhere, join(root, ".recuento"));
    expect(await build(root)).toMatchObject({ version: "0.3.0" });
    expect(snapshot(elsewhere)).toEqual({});
  });
});

function replaceByFolder(path: string): void {
  rmSync(path);
  mkdirSync(path);
}

function replaceByFile(path: string): void {
  rmSync(path, { recursive: true });
  writeFileSync(path, "");
}

// What is remembered of a check: the findings are those of a check without a memory, whatever was edited since, and little is read again.
import { appendFileSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Finding } from "../../pipeline/finding.ts";
import { splitRecords } from "../../pipeline/read/split.ts";
import { buildDataset, checkDataset } from "../../pipeline/run.ts";
import { generate } from "../bench/generate.ts";
import { listCases, makeRoot, readCase } from "../broken/roots.ts";
import { type Random, randomOf } from "../fuzz/random.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const program = vi.hoisted(() => ({ sum: "a program" }));
vi.mock("../../pipeline/known/sums.ts", async (original) => ({
  ...(await original<typeof import("../../pipeline/known/sums.ts")>()),
  sumProgram: async () => program.sum,
}));

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true });
});

function keep(root: string): string {
  roots.push(root);
  return root;
}

const newFolder = (): string => keep(mkdtempSync(join(tmpdir(), "recuento-known-")));

interface Told {
  readonly findings: readonly Finding[];
  /** How many claims were read, the others being remembered. */
  readonly read: number;
}

/** Checks in batches with a memory. */
async function check(root: string, memory: "use" | "renew" = "use"): Promise<Told> {
  let known: number | null = null;
  const passed = (claims: number): void => {
    known ??= claims;
  };
  const { findings, extracts } = await checkDataset(root, { workers: 0, memory, large: true, passed });
  return { findings, read: extracts - (known ?? 0) };
}

/** The findings that a check without a memory has. */
const findAnew = async (root: string): Promise<readonly Finding[]> => (await checkDataset(root, { workers: 0, large: true })).findings;

const memory = (root: string): string => join(root, ".recuento/check");
const cases = listCases().map((name) => ({ name, ...readCase(name) }));

describe("what is wrong is told alike with a memory", () => {
  let base = "";
  beforeAll(async () => {
    base = keep(makeRoot());
    expect((await check(base)).findings).toEqual([]);
  });

  it.each(cases)("$name: $why", async ({ name, findings }) => {
    const root = keep(makeRoot(name));
    // The memory is that of the dataset before it was spoilt; then that of the spoilt one.
    cpSync(join(base, ".recuento"), join(root, ".recuento"), { recursive: true });
    expect((await check(root)).findings).toEqual(findings);
    expect((await check(root)).findings).toEqual(findings);
  });
});

const claims = 1_500;
let generated = "";

/** A dataset of three files, with findings or without. */
function makeGenerated(findings: number): string {
  const root = newFolder();
  generate(root, { claims, seed: 3, shuffled: false, findings });
  const first = join(root, "raw/extracts/part-0001.csv");
  const [header, ...rows] = readFileSync(first, "utf8").trimEnd().split("\n");
  for (const [index, name] of ["part-0001", "part-0002", "part-0003"].entries())
    writeFileSync(join(root, `raw/extracts/${name}.csv`), `${[header, ...rows.slice(index * 500, index * 500 + 500)].join("\n")}\n`);
  return root;
}

beforeAll(async () => {
  generated = makeGenerated(0);
  expect((await check(generated)).findings).toEqual([]);
});

function copyGenerated(): string {
  const root = newFolder();
  cpSync(generated, root, { recursive: true });
  return root;
}

type Lines = (lines: string[]) => string[];

function edit(root: string, file: string, change: Lines): void {
  const path = join(root, "raw", file);
  writeFileSync(path, change(readFileSync(path, "utf8").split("\n")).join("\n"));
}

/** The lines with another in place of one. */
const replace = (lines: string[], index: number, change: (line: string) => string): string[] =>
  lines.with(index, change(lines[index] ?? ""));

/** The line of a row that can be taken apart; one in which a quote stands open cannot. */
function pickRow(lines: readonly string[], random: Random): number {
  const whole = [...lines.keys()]
    .slice(1, -1)
    .filter((index) => (lines[index] ?? "").length > 1 && (lines[index] ?? "").split('"').length % 2 === 1);
  return random.pick(whole);
}

const setCell =
  (column: number, cell: string) =>
  (line: string): string => {
    const [cells = []] = splitRecords(line.replace(/\r$/, ""));
    return cells
      .with(column, cell)
      .map((each) => (/[",]/.test(each) && each !== '"open' ? `"${each.replaceAll('"', '""')}"` : each))
      .join(",");
  };

/** Edits of which each leaves the files such that another can follow. */
const edits: Readonly<Record<string, (root: string, random: Random, file: string) => void>> = {
  "a cell that fits": (root, random, file) => edit(root, file, (lines) => replace(lines, pickRow(lines, random), setCell(2, "p99"))),
  "a cell that does not": (root, random, file) =>
    edit(root, file, (lines) => replace(lines, pickRow(lines, random), setCell(4, "killled"))),
  "an event that is unknown": (root, random, file) =>
    edit(root, file, (lines) => replace(lines, pickRow(lines, random), setCell(3, "e-none"))),
  "a date that is none": (root, random, file) =>
    edit(root, file, (lines) => replace(lines, pickRow(lines, random), setCell(6, "31/11/2019"))),
  "a cell more": (root, random, file) => edit(root, file, (lines) => replace(lines, pickRow(lines, random), (line) => `${line},x`)),
  "a row twice": (root, random, file) => edit(root, file, (lines) => [...lines.slice(0, -1), lines[pickRow(lines, random)] ?? "", ""]),
  "a row more": (root, random, file) =>
    edit(root, file, (lines) => lines.toSpliced(1, 0, setCell(0, `x${random.below(1e6)}`)(lines[pickRow(lines, random)] ?? ""))),
  "rows less": (root, random, file) => edit(root, file, (lines) => lines.toSpliced(1 + random.below(lines.length - 10), 3)),
  "rows in another order": (root, random, file) =>
    edit(root, file, ([header = "", ...rows]) => {
      const at = random.below(rows.length - 1);
      return [header, ...rows.slice(at, -1), ...rows.slice(0, at), ""];
    }),
  "an empty line": (root, random, file) => edit(root, file, (lines) => lines.toSpliced(1 + random.below(lines.length - 2), 0, "")),
  "other ends of lines": (root, _, file) =>
    edit(root, file, ([header = "", ...lines]) => [
      header,
      ...lines.map((line) => (line.endsWith("\r") || line === "" ? line : `${line}\r`)),
    ]),
  "a quote that does not close": (root, random, file) =>
    edit(root, file, (lines) => replace(lines, pickRow(lines, random), setCell(5, '"open'))),
  "a source in another language": (root, random) =>
    edit(root, "sources.csv", (lines) => replace(lines, 1 + random.below(lines.length - 2), (line) => line.replace(/,(?:es|en),/, ",de,"))),
  "a source less": (root, random) => edit(root, "sources.csv", (lines) => lines.toSpliced(1 + random.below(lines.length - 2), 1)),
  "a source more": (root, random) =>
    edit(root, "sources.csv", (lines) => [...lines.slice(0, -1), setCell(0, `x${random.below(1e6)}`)(lines[1] ?? ""), ""]),
  "a place less": (root, random) => edit(root, "places.csv", (lines) => lines.toSpliced(lines.length - 2 - random.below(20), 1)),
  "an event less": (root, random) => edit(root, "events.csv", (lines) => lines.toSpliced(1 + random.below(lines.length - 2), 1)),
  "an event more": (root) => edit(root, "events.csv", (lines) => [...lines.slice(0, -1), setCell(0, "e-none")(lines[1] ?? ""), ""]),
  "a lookup less": (root) => edit(root, "lookups.csv", (lines) => (lines.length < 3 ? lines : lines.toSpliced(1, 1))),
  "a lookup that nothing uses": (root, random, file) => {
    const rows = readFileSync(join(root, "raw", file), "utf8").split("\n");
    const [id = ""] = (rows[pickRow(rows, random)] ?? "").split(",");
    edit(root, "lookups.csv", ([header = "", ...lines]) => [header, `${id},place_text,Nowhere,bo-070801,A test.`, ...lines]);
  },
  "a lookup of another value": (root) =>
    edit(root, "lookups.csv", (lines) => replace(lines, 1, (line) => line.replace(/bo-\d+/, "bo-none"))),
  "a file by another name": (root, random, file) =>
    renameSync(join(root, "raw", file), join(root, `raw/extracts/other-${random.below(1e6)}.csv`)),
  "a memory with another byte": (root, random) => {
    const bytes = readFileSync(memory(root));
    const at = random.below(bytes.length);
    writeFileSync(memory(root), bytes.with(at, (bytes[at] ?? 0) ^ 1));
  },
  "a memory cut short": (root, random) => writeFileSync(memory(root), readFileSync(memory(root)).subarray(0, random.below(500))),
};

describe("after edits by repeatable chance", () => {
  it.each(Object.keys(edits))("%s, then others: the same findings as without a memory", async (name) => {
    const root = copyGenerated();
    const random = randomOf(7, Object.keys(edits).indexOf(name));
    for (const each of [name, random.pick(Object.keys(edits)), random.pick(Object.keys(edits))]) {
      const file = `extracts/${random.pick(readdirSync(join(root, "raw/extracts")))}`;
      const isApplicable = each.startsWith("a memory") ? existsSync(memory(root)) : readFileSync(join(root, "raw", file)).length > 5_000;
      if (isApplicable) edits[each]?.(root, random, file);
      const anew = await findAnew(root);
      expect((await check(root)).findings, each).toEqual(anew);
      expect((await check(root)).findings, `${each}, again`).toEqual(anew);
    }
  });

  it("of a dataset full of findings", async () => {
    const root = makeGenerated(600);
    const anew = await findAnew(root);
    expect(anew.length).toBeGreaterThanOrEqual(600);
    expect((await check(root)).findings).toEqual(anew);
    edit(root, "extracts/part-0002.csv", (lines) => lines.toSpliced(1, 0, "", ""));
    const moved = await findAnew(root);
    expect(moved).not.toEqual(anew);
    expect((await check(root)).findings).toEqual(moved);
  });
});

describe("little is read again", () => {
  const most = 1_024;

  it("nothing where nothing changed, nor after a build", async () => {
    const root = copyGenerated();
    const before = readFileSync(memory(root));
    expect(await check(root)).toEqual({ findings: [], read: 0 });
    expect(readFileSync(memory(root))).toEqual(before);
    expect(await check(root, "renew")).toEqual({ findings: [], read: claims });
    expect(readFileSync(memory(root))).toEqual(before);
    rmSync(memory(root));
    expect((await buildDataset(root, null, { workers: 0, memory: "use", large: true })).findings).toEqual([]);
    expect(readFileSync(memory(root))).toEqual(before);
  });

  it.each<[string, Lines]>([
    ["a row is edited", (lines) => replace(lines, 250, setCell(2, "p99"))],
    ["a row is taken out", (lines) => lines.toSpliced(250, 1)],
    ["lines stand before", (lines) => lines.toSpliced(1, 0, "", "")],
  ])("one stretch where %s", async (_, change) => {
    const root = copyGenerated();
    edit(root, "extracts/part-0002.csv", change);
    const { findings, read } = await check(root);
    expect(findings).toEqual(await findAnew(root));
    expect(read).toBeLessThanOrEqual(Math.min(most, 500));
    expect(await check(root)).toMatchObject({ read: 0 });
  });

  it("one stretch for a lookup, nothing for another source or event", async () => {
    const root = copyGenerated();
    edit(root, "lookups.csv", (lines) => lines.toSpliced(1, 1));
    const { findings, read } = await check(root);
    expect(findings).toEqual(await findAnew(root));
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThanOrEqual(500);
    const other = copyGenerated();
    edit(other, "sources.csv", (lines) => [...lines.slice(0, -1), setCell(0, "s-more")(lines[1] ?? ""), ""]);
    edit(other, "events.csv", (lines) => [...lines.slice(0, -1), setCell(0, "e-more")(lines[1] ?? ""), ""]);
    expect(await check(other)).toEqual({ findings: await findAnew(other), read: 0 });
  });

  it("what named an event that was unknown, once this is there", async () => {
    const root = copyGenerated();
    edit(root, "extracts/part-0002.csv", (lines) => replace(lines, 250, setCell(3, "e-none")));
    expect((await check(root)).findings.map(({ code }) => code)).toEqual(["key/dangling"]);
    edit(root, "events.csv", (lines) => [...lines.slice(0, -1), setCell(0, "e-none")(lines[1] ?? ""), ""]);
    const { findings, read } = await check(root);
    expect(findings).toEqual([]);
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThanOrEqual(500);
  });

  it("nothing of the other files while one cannot be split, nor of it once that is mended", async () => {
    const root = copyGenerated();
    const path = join(root, "raw/extracts/part-0002.csv");
    const whole = readFileSync(path);
    appendFileSync(path, '"open');
    const { findings } = await check(root);
    expect(findings.map(({ code }) => code)).toContain("csv/quote");
    writeFileSync(path, whole);
    expect(await check(root)).toEqual({ findings: [], read: 0 });
  });

  it("everything by another version of the program", async () => {
    const root = copyGenerated();
    program.sum = "another program";
    expect(await check(root)).toEqual({ findings: [], read: claims });
    program.sum = "a program";
    expect(await check(root)).toEqual({ findings: [], read: claims });
  });
});

describe("nothing wrong is remembered", () => {
  it("of a file that changed while it was read", async () => {
    const root = copyGenerated();
    rmSync(memory(root));
    const path = join(root, "raw/extracts/part-0003.csv");
    let changed = false;
    const passed = (): void => {
      if (!changed) appendFileSync(path, "\n");
      changed = true;
    };
    const { findings } = await checkDataset(root, { workers: 0, memory: "use", large: true, passed });
    expect(findings.map(({ code }) => code)).toContain("file/changed");
    expect((await check(root)).findings).toEqual([]);
  });

  it("of a check that is stopped, nor where nothing can be written", async () => {
    const root = copyGenerated();
    rmSync(memory(root));
    const stopping = new AbortController();
    const run = {
      workers: 0,
      memory: "use",
      large: true,
      stop: stopping.signal,
      passed: () => stopping.abort(new Error("asked")),
    } as const;
    await expect(checkDataset(root, run)).rejects.toThrow("asked");
    expect(existsSync(memory(root))).toBe(false);
    rmSync(join(root, ".recuento"), { recursive: true });
    writeFileSync(join(root, ".recuento"), "");
    expect(await check(root)).toEqual({ findings: [], read: claims });
    expect(readFileSync(join(root, ".recuento"), "utf8")).toBe("");
  });
});

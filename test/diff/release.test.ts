// What a build does with the release before: the folder diff/ of the new one, and what is refused.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readPublishedTables } from "../../pipeline/5-publish.ts";
import { type Built, build } from "../../pipeline/build.ts";
import { compare } from "../../pipeline/compare.ts";
import { applyChanges, type CsvTables } from "../../pipeline/diff/apply.ts";
import { changesHeader, formatChanges, parseChanges } from "../../pipeline/diff/changes-file.ts";
import { compareReleases, type Difference } from "../../pipeline/diff/difference.ts";
import { findLostIds } from "../../pipeline/diff/lost-ids.ts";
import { readSnapshot, type Snapshot } from "../../pipeline/diff/snapshot.ts";
import { snapshot } from "../broken/roots.ts";
import { csvOfRoot, editRaw, goldenRoot, type RawEdit, removeRoots, rowsIn, snapshotOfRoot, withRows } from "./pairs.ts";

afterAll(removeRoots);
const repository = fileURLToPath(new URL("../..", import.meta.url));

const versionTo = (from: string, to: string): RawEdit => ({ file: "dataset.json", from: `"version": "${from}"`, to: `"version": "${to}"` });
const corrected: RawEdit = { file: "extracts/informe.csv", from: ",siete,", to: ",ocho," };
const reworded: RawEdit = { file: "events.csv", from: "The harbour", to: "The old harbour" };
const repeating =
  's2-2,s2,p2,marzo-2022,detained,"The ministry put those detained at 120, the review says.",,,,,,120 people,cumulative,people,ministerio,,,,,,March 15,,,\n';
const taken: RawEdit = { file: "extracts/review.csv", from: repeating, to: "" };
const retired: readonly RawEdit[] = [
  { file: "retired.csv", line: "table,id,kind,retired_in,replaced_by,reason" },
  { file: "retired.csv", line: "claims,s2-2,merged,0.2.0,s1-6,The review repeats the number of the paper." },
];

/** Edits raw/ and builds; what was built. */
async function next(root: string, ...edits: readonly RawEdit[]): Promise<Built> {
  editRaw(root, edits);
  return build(root, null);
}

/** A dataset of which 0.1.0 is built. */
async function released(): Promise<string> {
  const root = goldenRoot();
  expect((await build(root, null)).findings).toEqual([]);
  return root;
}

const told = (built: Built): string[] => built.findings.map((item) => `${item.file} ${item.printed} ${item.code}`);

/** The CSV and keys of a release as a consumer has them: from the release's own files. */
function openRelease(folder: string): CsvTables {
  const names = readdirSync(join(folder, "csv")).map((file) => file.replace(".csv", ""));
  return new Map(
    names.map((name) => {
      const schema = JSON.parse(readFileSync(join(folder, `schema/${name}.schema.json`), "utf8")) as { primaryKey: string[] };
      return [name, { csv: readFileSync(join(folder, `csv/${name}.csv`), "utf8"), primaryKey: schema.primaryKey }];
    }),
  );
}
const csvOf = (tables: CsvTables): Record<string, string> => Object.fromEntries([...tables].map(([name, { csv }]) => [name, csv]).sort());
const readChanges = (folder: string, previous: string) =>
  parseChanges(readFileSync(join(folder, `diff/from-${previous}/changes.csv`), "utf8"));

describe("three releases, one after the other", () => {
  let root = "";
  const folder = (version: string): string => join(root, "dist", version);
  beforeAll(async () => {
    root = await released();
    expect((await next(root, versionTo("0.1.0", "0.2.0"), corrected, taken, ...retired)).findings).toEqual([]);
    expect((await next(root, versionTo("0.2.0", "0.3.0"), reworded, { ...corrected, from: ",ocho,", to: ",nueve," })).findings).toEqual([]);
  });

  it("the first tells of no change; each other of those since the one before, in three files that MANIFEST.json lists", () => {
    expect(existsSync(join(folder("0.1.0"), "diff"))).toBe(false);
    const files = ["changes.csv", "impact.json", "summary.md"];
    for (const [version, previous] of [
      ["0.2.0", "0.1.0"],
      ["0.3.0", "0.2.0"],
    ] as const) {
      expect(readdirSync(join(folder(version), "diff"))).toEqual([`from-${previous}`]);
      expect(readdirSync(join(folder(version), `diff/from-${previous}`)).sort()).toEqual(files);
      const manifest = JSON.parse(readFileSync(join(folder(version), "MANIFEST.json"), "utf8")) as { files: { path: string }[] };
      expect(manifest.files.map((file) => file.path)).toEqual(expect.arrayContaining(files.map((file) => `diff/from-${previous}/${file}`)));
    }
  });

  it("the changes of both, applied to the CSV of the first, give that of the third byte for byte", () => {
    const second = applyChanges(openRelease(folder("0.1.0")), readChanges(folder("0.2.0"), "0.1.0"));
    expect(csvOf(second)).toEqual(csvOf(openRelease(folder("0.2.0"))));
    expect(csvOf(applyChanges(second, readChanges(folder("0.3.0"), "0.2.0")))).toEqual(csvOf(openRelease(folder("0.3.0"))));
  });

  it("a second build of the third leaves every byte of all three", async () => {
    const before = snapshot(join(root, "dist"));
    expect(await build(root, null)).toMatchObject({ version: "0.3.0", unchanged: true, findings: [] });
    expect(snapshot(join(root, "dist"))).toEqual(before);
  });

  it("no difference tells of a difference: only csv/ and schema/ of a release are compared", async () => {
    const paths = [...((await readPublishedTables(folder("0.3.0"))) ?? new Map()).keys()];
    expect(paths.length).toBeGreaterThan(30);
    expect(paths.filter((path) => !/^(?:csv|schema)\//.test(path))).toEqual([]);
  });
});

describe("a version that is too low for what changed", () => {
  it("is refused, and the rows that ask for more are named, five at most", async () => {
    const root = await released();
    const built = await next(root, versionTo("0.1.0", "0.1.1"), corrected);
    expect(told(built)).toEqual(["raw/dataset.json 0.1.1 release/bump"]);
    const message = built.findings[0]?.message ?? "";
    expect(message).toContain("claims s3-1 count_text modified");
    expect(message).toContain("0.2.0 or higher");
    expect(message.split(";")).toHaveLength(6);
    expect(existsSync(join(root, "dist/0.1.1"))).toBe(false);
  });

  it("is accepted where only labels were worded otherwise, or where it is higher than it need be", async () => {
    const root = await released();
    expect(await next(root, versionTo("0.1.0", "0.1.1"), reworded)).toMatchObject({ version: "0.1.1", findings: [] });
    expect(await next(root, versionTo("0.1.1", "2.0.0"))).toMatchObject({ version: "2.0.0", findings: [] });
  });
});

describe("an id that was published", () => {
  it("is missed where no row has it and no line retires it", async () => {
    const root = await released();
    expect(told(await next(root, versionTo("0.1.0", "0.2.0"), taken))).toEqual(["raw/extracts s2-2 release/lost-id"]);
    expect(existsSync(join(root, "dist/0.2.0"))).toBe(false);
    expect(await next(root, ...retired)).toMatchObject({ version: "0.2.0", findings: [] });
  });

  it("is still missed when the line that retired it is taken away in a later version", async () => {
    const root = await released();
    await next(root, versionTo("0.1.0", "0.2.0"), taken, ...retired);
    rmSync(join(root, "raw/retired.csv"));
    expect(told(await next(root, versionTo("0.2.0", "0.3.0")))).toEqual(["raw/extracts s2-2 release/lost-id"]);
  });

  it.each([
    ["sources", "source_id"],
    ["events", "event_id"],
    ["counters", "counter_id"],
    ["places", "place_id"],
    ["claims", "claim_id"],
  ])("is missed in %s", async (table, column) => {
    const now = await snapshotOfRoot(goldenRoot());
    const rows = rowsIn(now.tables.get(table));
    const tables = new Map([...now.tables].map(([name, each]) => [name, name === table ? withRows(each, rows.slice(1)) : each]));
    const without = { ...now, tables };
    expect([...findLostIds(now, without)]).toEqual([{ table, id: rows[0]?.[column] }]);
    expect([...findLostIds(without, now)]).toEqual([]);
  });
});

describe("a release before whose files are not whole", () => {
  it.each([
    ["a table was changed", (folder: string) => writeFileSync(join(folder, "csv/claims.csv"), "claim_id\n")],
    ["a schema is gone", (folder: string) => rmSync(join(folder, "schema/claims.schema.json"))],
    ["the manifest is gone", (folder: string) => rmSync(join(folder, "MANIFEST.json"))],
  ])("stops the build: %s", async (_title, spoil) => {
    const root = await released();
    spoil(join(root, "dist/0.1.0"));
    expect(told(await next(root, versionTo("0.1.0", "0.2.0"), corrected))).toEqual(["dist/0.1.0 null release/unreadable"]);
    expect(existsSync(join(root, "dist/0.2.0"))).toBe(false);
  });
});

describe("the releases of the repository, and what raw/ gives today", () => {
  const { versions }: { versions: { version: string }[] } = JSON.parse(readFileSync(join(repository, "dist/index.json"), "utf8"));
  const names = versions.map((each) => each.version);
  const folder = (version: string): string => join(repository, "dist", version);
  let steps: Snapshot[] = [];
  beforeAll(async () => {
    const tables = await Promise.all(names.map((version) => readPublishedTables(folder(version))));
    const standing = tables.map((each, index) => readSnapshot(names[index] ?? "", each ?? new Map()));
    steps = [...standing, await snapshotOfRoot(repository)];
  });

  it("differ by changes that lead from the CSV of the first to that of each other, through new tables and columns", async () => {
    expect(steps.length).toBeGreaterThan(2);
    let reached = openRelease(folder(names[0] ?? ""));
    for (const [index, now] of steps.slice(1).entries()) {
      const changes = [...compareReleases(steps[index] as Snapshot, now).changes()];
      if (index === 0) expect(changes.map((line) => line.change)).toEqual(expect.arrayContaining(["added", "table_added", "column_added"]));
      reached = applyChanges(reached, parseChanges(changesHeader + formatChanges(changes)));
      const version = names[index + 1];
      const wanted = version === undefined ? await csvOfRoot(repository) : csvOf(openRelease(folder(version)));
      expect(csvOf(reached), now.version).toEqual(Object.fromEntries(Object.entries(wanted).sort()));
    }
  });

  it("have no id that is lost", () => {
    for (const [index, now] of steps.slice(1).entries()) expect([...findLostIds(steps[index] as Snapshot, now)], now.version).toEqual([]);
  });
});

function recuento(words: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["pipeline/recuento.mjs", ...words], { cwd: repository });
    let [out, err] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    child.on("error", reject).on("close", (code) => resolve({ code, out, err }));
  });
}

describe("recuento diff", () => {
  it("compares a release with raw/, prints a summary, and writes the files of a release where asked", async () => {
    const root = await released();
    editRaw(root, [corrected]);
    const out = mkdtempSync(join(tmpdir(), "recuento-"));
    const ended = await recuento(["diff", "0.1.0", "--root", root, "--out", out]);
    expect([ended.code, ended.err]).toEqual([0, ""]);
    expect(ended.out).toContain("`claims s3-1 count_text modified`");
    expect(readdirSync(join(out, "diff/from-0.1.0")).sort()).toEqual(["changes.csv", "impact.json", "summary.md"]);
    rmSync(out, { recursive: true });
    const json = JSON.parse((await recuento(["diff", "0.1.0", "--root", root, "--json"])).out) as {
      needed: { version: string };
      changes: object[];
    };
    expect(json.needed.version).toBe("0.2.0");
    expect(json.changes).toContainEqual({
      table: "claims",
      key: "s3-1",
      column: "count_text",
      change: "modified",
      reason: "correction",
      old: "siete",
      new: "ocho",
    });
    expect(existsSync(join(root, "dist/0.1.0/diff"))).toBe(false);
  });

  it("finds the same where the claims of raw/ go in batches, and leaves nothing behind", async () => {
    const root = await released();
    editRaw(root, [corrected]);
    const folder = mkdtempSync(join(tmpdir(), "recuento-"));
    vi.stubEnv("TMPDIR", folder);
    const list = ({ changes, totals }: Difference) => ({ changes: [...changes()], totals: [...totals()] });
    const held = await compare(root, "latest", null, list, { large: false });
    expect("answer" in held && held.answer.changes.length).toBeGreaterThan(2);
    expect(await compare(root, "latest", null, list, { large: true })).toEqual(held);
    editRaw(root, [{ file: "extracts/informe.csv", from: ",ocho,", to: ",ochoteen," }]);
    const faulty = await compare(root, "latest", null, list, { large: true });
    expect(faulty).toEqual(await compare(root, "latest", null, list, { large: false }));
    expect("findings" in faulty && faulty.findings.length).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it("says which releases there are where one is unknown, and what is wrong with raw/ where nothing can be made of it", async () => {
    const root = await released();
    const unknown = await recuento(["diff", "0.7.0", "--root", root]);
    expect([unknown.code, unknown.err]).toEqual([2, 'dist/ has no release "0.7.0"; it has 0.1.0.\n']);
    editRaw(root, [{ file: "extracts/informe.csv", from: ",siete,", to: ",sieteteen," }]);
    const { code, out } = await recuento(["diff", "0.1.0", "--root", root]);
    expect(code).toBe(1);
    expect(out).toContain("count_text");
  });
});

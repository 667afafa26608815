// A build gives the same bytes wherever and whenever it runs, all of a release or nothing, and never another one in its place.
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { build } from "../pipeline/build.ts";
import { makeRoot, snapshot } from "./broken/roots.ts";

const program = fileURLToPath(new URL("../pipeline/recuento.mjs", import.meta.url));
const roots: string[] = [];

function temporaryRoot(folder?: string): string {
  const root = makeRoot(null, folder);
  roots.push(root);
  return root;
}
afterAll(() => {
  for (const root of roots) {
    if (existsSync(join(root, "dist"))) chmodSync(join(root, "dist"), 0o755);
    rmSync(root, { recursive: true });
  }
});

interface Setting {
  readonly umask?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Builds with the command line, in the dataset's folder; gives what `build --json` says, and its exit code. */
function run(root: string, { umask = "022", env = {} }: Setting = {}): Promise<{ code: number | null; said: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const child = spawn("sh", ["-c", `umask ${umask}; exec "$0" "$@"`, process.execPath, program, "build", "--json"], {
      cwd: root,
      env: { PATH: process.env["PATH"], ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.on("error", reject).on("close", (code) => resolve({ code, said: out === "" ? {} : JSON.parse(out) }));
  });
}

const distOf = (root: string): Record<string, string> => snapshot(join(root, "dist"));
const leftOver = (root: string): string[] => Object.keys(distOf(root)).filter((path) => /(^|\/)\./.test(path));

/** A clock that is 400 days ahead, for the process that imports it. */
const laterClock = `data:text/javascript,${encodeURIComponent(
  "const D = Date, now = () => D.now() + 400 * 864e5; globalThis.Date = class extends D { constructor(...a) { a.length ? super(...a) : super(now()); } static now() { return now(); } };",
)}`;

describe("the same raw/ gives the same bytes", () => {
  let expected: Record<string, string> = {};
  beforeAll(async () => {
    const root = temporaryRoot();
    const { code, said } = await run(root, { env: { TZ: "America/La_Paz", LANG: "C" } });
    expect([code, said["findings"], said["unchanged"]]).toEqual([0, [], false]);
    expected = distOf(root);
    expect(Object.keys(expected).length).toBeGreaterThan(50);
  });

  it.each<[string, string, Setting]>([
    ["in another time zone, a day ahead", "recuento-", { env: { TZ: "Asia/Tokyo" } }],
    ["in another language", "recuento-", { env: { LANG: "tr_TR.UTF-8", LC_ALL: "es_BO.UTF-8", LANGUAGE: "tr" } }],
    ["with narrow permissions", "recuento-", { umask: "077" }],
    ["in a folder of another name", "otra carpeta ñ-", {}],
    ["with another clock", "recuento-", { env: { NODE_OPTIONS: `--import=${laterClock}` } }],
    [
      "as another user in another home",
      "recuento-",
      { env: { USER: "somebody", LOGNAME: "somebody", HOME: "/nowhere", HOSTNAME: "elsewhere" } },
    ],
  ])("%s", async (_title, folder, setting) => {
    const root = temporaryRoot(folder);
    expect((await run(root, setting)).code).toBe(0);
    expect(distOf(root)).toEqual(expected);
  });

  it("but for the day that SOURCE_DATE_EPOCH gives", async () => {
    const root = temporaryRoot();
    await run(root, { env: { SOURCE_DATE_EPOCH: "1625184000" } });
    const manifest = JSON.parse(readFileSync(join(root, "dist/0.1.0/MANIFEST.json"), "utf8")) as { date: string };
    expect(manifest.date).toBe("2021-07-02");
  });

  it("whatever the order in which the folder lists its files", async () => {
    const root = temporaryRoot();
    const [header = "", ...rows] = readFileSync(join(root, "raw/extracts/letter.csv"), "utf8").trimEnd().split("\n");
    rmSync(join(root, "raw/extracts/letter.csv"));
    for (const [index, row] of rows.toReversed().entries()) writeFileSync(join(root, `raw/extracts/${index}.csv`), `${header}\n${row}\n`);
    expect((await build(root, null)).findings).toEqual([]);
    const idsOf = (text: string | undefined): string[] =>
      Buffer.from(text ?? "", "base64")
        .toString()
        .split("\n")
        .map((line) => line.split(",")[0] ?? "");
    expect(idsOf(distOf(root)["0.1.0/csv/claims.csv"])).toEqual(idsOf(expected["0.1.0/csv/claims.csv"]));
    expect(distOf(root)["0.1.0/csv/estimates.csv"]).toEqual(expected["0.1.0/csv/estimates.csv"]);
  });
});

describe("a release that stands already", () => {
  it("is left as it is by a second build of the same raw/", async () => {
    const root = temporaryRoot();
    expect(await build(root, null)).toMatchObject({ version: "0.1.0", unchanged: false, findings: [] });
    const before = distOf(root);
    expect(await build(root, null)).toMatchObject({ version: "0.1.0", unchanged: true, findings: [] });
    expect(distOf(root)).toEqual(before);
    expect(leftOver(root)).toEqual([]);
  });

  it("is not replaced where raw/ changed and the version did not", async () => {
    const root = temporaryRoot();
    await build(root, null);
    const before = distOf(root);
    const path = join(root, "raw/extracts/letter.csv");
    writeFileSync(path, readFileSync(path, "utf8").replace("at least nine", "at least eight"));
    const built = await build(root, null);
    expect(built).toMatchObject({ version: null, files: [] });
    const told = built.findings.map((item) => `${item.code} ${item.file}`);
    expect(told).toContain("release/changed dist/0.1.0/MANIFEST.json");
    expect(told.filter((text) => !text.startsWith("release/changed dist/0.1.0"))).toEqual([]);
    expect(distOf(root)).toEqual(before);
  });

  it("stays, marked superseded, beside the next version", async () => {
    const root = temporaryRoot();
    await build(root, null);
    const before = snapshot(join(root, "dist/0.1.0"));
    const path = join(root, "raw/dataset.json");
    writeFileSync(path, readFileSync(path, "utf8").replace('"0.1.0"', '"0.10.0"'));
    expect(await build(root, null)).toMatchObject({ version: "0.10.0", unchanged: false });
    writeFileSync(path, readFileSync(path, "utf8").replace('"0.10.0"', '"0.9.0"'));
    const lower = await build(root, null);
    expect(lower.version).toBeNull();
    expect(lower.findings.map((item) => item.code)).toEqual(["release/version"]);
    expect(snapshot(join(root, "dist/0.1.0"))).toEqual(before);
    const index = JSON.parse(readFileSync(join(root, "dist/index.json"), "utf8")) as { versions: { version: string; status: string }[] };
    expect(index.versions.map((each) => [each.version, each.status])).toEqual([
      ["0.1.0", "superseded"],
      ["0.10.0", "current"],
    ]);
    expect(JSON.parse(readFileSync(join(root, "dist/latest.json"), "utf8"))).toMatchObject({ version: "0.10.0", path: "0.10.0/" });
  });

  it("is told as changed where a file was added to it by hand", async () => {
    const root = temporaryRoot();
    await build(root, null);
    writeFileSync(join(root, "dist/0.1.0/csv/extra.csv"), "x\n");
    expect((await build(root, null)).findings.map((item) => item.code)).toEqual(["release/changed"]);
  });

  it.each([
    ["changed", (path: string) => writeFileSync(path, "x")],
    ["removed", (path: string) => rmSync(path)],
  ])("is told as changed where one of its files was %s by hand", async (_title, spoil) => {
    const root = temporaryRoot();
    await build(root, null);
    spoil(join(root, "dist/0.1.0/csv/claims.csv"));
    const before = distOf(root);
    const built = await build(root, null);
    expect(built.findings.map((item) => [item.code, item.file])).toEqual([["release/changed", "dist/0.1.0/csv/claims.csv"]]);
    expect(distOf(root)).toEqual(before);
  });
});

describe("one build at a time", () => {
  it("waits for nobody: a lock is told, and everything stays, the lock too", async () => {
    const root = temporaryRoot();
    mkdirSync(join(root, "dist"));
    writeFileSync(join(root, "dist/.lock"), "");
    const { code, said } = await run(root);
    expect(code).toBe(1);
    expect(said).toMatchObject({ version: null, findings: [{ code: "release/locked", file: "dist/.lock" }] });
    expect(readdirSync(join(root, "dist"))).toEqual([".lock"]);
  });

  it("gives one whole release where two begin together", async () => {
    const root = temporaryRoot();
    const ended = await Promise.all([run(root), run(root)]);
    for (const { code, said } of ended) if (code !== 0) expect(said).toMatchObject({ findings: [{ code: "release/locked" }] });
    expect(ended.some(({ code }) => code === 0)).toBe(true);
    expect(leftOver(root)).toEqual([]);
    expect(await build(root, null)).toMatchObject({ unchanged: true, findings: [] });
  });
});

describe("a build that cannot write", () => {
  it("clears away what an earlier build left half done", async () => {
    const root = temporaryRoot();
    mkdirSync(join(root, "dist/.building-0.1.0/csv"), { recursive: true });
    writeFileSync(join(root, "dist/.building-0.1.0/csv/old.csv"), "x");
    expect(await build(root, null)).toMatchObject({ version: "0.1.0", findings: [] });
    expect(leftOver(root)).toEqual([]);
    expect(existsSync(join(root, "dist/0.1.0/csv/old.csv"))).toBe(false);
  });

  it.skipIf(process.getuid?.() === 0)("says so where dist/ may not be written", async () => {
    const root = temporaryRoot();
    mkdirSync(join(root, "dist"), { mode: 0o555 });
    expect((await build(root, null)).findings.map((item) => item.code)).toEqual(["output/unwritable"]);
  });

  // mkdir answers EEXIST for a file too, which is taken for the lock.
  it("says so where dist is a file, and leaves it", async () => {
    const root = temporaryRoot();
    writeFileSync(join(root, "dist"), "mine");
    const { findings } = await build(root, null);
    expect(readFileSync(join(root, "dist"), "utf8")).toBe("mine");
    expect(findings.map((item) => item.code)).toEqual(["output/unwritable"]);
  });

  it("publishes nothing where dist/index.json is not what a build wrote", async () => {
    const root = temporaryRoot();
    mkdirSync(join(root, "dist"));
    writeFileSync(join(root, "dist/index.json"), "not JSON");
    const built = await build(root, null);
    expect(built.version).toBeNull();
    expect(readdirSync(join(root, "dist"))).toEqual(["index.json"]);
  });
});

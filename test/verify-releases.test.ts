// A released folder is what it was: whatever is changed in it is told, by its own lists alone; a retracted version stays, and says so.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyReleased } from "../pipeline/6-verify.ts";
import { build } from "../pipeline/build.ts";
import { sha256 } from "../pipeline/publish/fingerprint.ts";
import { parseListing } from "../pipeline/publish/listing.ts";
import { retract } from "../pipeline/retract.ts";
import { makeRoot, snapshot } from "./broken/roots.ts";

const repository = fileURLToPath(new URL("..", import.meta.url));
const roots: string[] = [];
let released = "";
afterAll(async () => {
  for (const root of roots) await rm(root, { recursive: true });
}, 120_000);

function keep(root: string): string {
  roots.push(root);
  return root;
}

function setVersion(root: string, version: string): void {
  const path = join(root, "raw/dataset.json");
  writeFileSync(path, readFileSync(path, "utf8").replace(/"version": "[^"]*"/, `"version": "${version}"`));
}

beforeAll(async () => {
  released = keep(makeRoot());
  for (const version of ["0.1.0", "0.2.0"]) {
    setVersion(released, version);
    expect(await build(released, null)).toMatchObject({ version, findings: [] });
  }
});

function copyReleased(): string {
  const root = keep(mkdtempSync(join(tmpdir(), "recuento-")));
  cpSync(released, root, { recursive: true });
  return root;
}

const edit = (path: string, change: (text: string) => string): void => writeFileSync(path, change(readFileSync(path, "utf8")));
const readJson = <T>(root: string, name: string): T => JSON.parse(readFileSync(join(root, "dist", name), "utf8")) as T;
const told = (findings: readonly { code: string; file: string }[]): string[] => findings.map(({ code, file }) => `${code} ${file}`);
const claims = "0.1.0/csv/claims.csv";

describe("every release in dist/ of this repository", () => {
  it("has every byte as it was released", async () => {
    const { versions, findings } = await verifyReleased(repository, []);
    expect(findings).toEqual([]);
    const folders = readdirSync(join(repository, "dist")).filter((name) => /^\d/.test(name));
    expect(versions.map((each) => each.version).sort()).toEqual(folders.sort());
    expect(versions.find((each) => each.version === "0.1.0")).toMatchObject({ files: 92 });
  });
});

describe("verify", () => {
  it("finds nothing in what a build wrote, and counts every file and byte", async () => {
    const { versions, unknown, findings } = await verifyReleased(released, []);
    expect([findings, unknown]).toEqual([[], []]);
    const sizes = Object.entries(snapshot(join(released, "dist/0.1.0"))).filter(([path]) => !path.endsWith("/"));
    expect(versions).toMatchObject([
      { version: "0.1.0", status: "superseded", files: sizes.length },
      { version: "0.2.0", status: "current" },
    ]);
    expect(versions[0]?.bytes).toBe(sizes.reduce((sum, [, base64]) => sum + Buffer.from(base64, "base64").length, 0));
  });

  it.each<[why: string, spoil: (dist: string) => void, findings: string[]]>([
    ["a byte was changed", (dist) => edit(join(dist, claims), (text) => text.replace("nine", "nime")), [`released/bytes dist/${claims}`]],
    ["a byte was added", (dist) => edit(join(dist, claims), (text) => `${text}\n`), [`released/bytes dist/${claims}`]],
    ["a file was emptied", (dist) => writeFileSync(join(dist, claims), ""), [`released/bytes dist/${claims}`]],
    ["a file was removed", (dist) => rmSync(join(dist, claims)), [`released/missing dist/${claims}`]],
    [
      "a folder was removed",
      (dist) => rmSync(join(dist, "0.1.0/geojson"), { recursive: true }),
      ["released/missing dist/0.1.0/geojson/events.geojson"],
    ],
    ["a file was added", (dist) => writeFileSync(join(dist, "0.1.0/csv/more.csv"), "x\n"), ["released/extra dist/0.1.0/csv/more.csv"]],
    ["a hidden file was added", (dist) => writeFileSync(join(dist, "0.1.0/.DS_Store"), ""), ["released/extra dist/0.1.0/.DS_Store"]],
    [
      "a file became a link to the same bytes",
      (dist) => {
        rmSync(join(dist, claims));
        symlinkSync(join(dist, "0.2.0/csv/claims.csv"), join(dist, claims));
      },
      [`released/missing dist/${claims}`, `released/extra dist/${claims}`],
    ],
    ["the whole release is gone", (dist) => rmSync(join(dist, "0.1.0"), { recursive: true }), ["released/missing dist/0.1.0"]],
    ["the manifest is gone", (dist) => rmSync(join(dist, "0.1.0/MANIFEST.json")), ["released/missing dist/0.1.0/MANIFEST.json"]],
    ["the checksums are gone", (dist) => rmSync(join(dist, "0.1.0/SHA256SUMS")), ["released/missing dist/0.1.0/SHA256SUMS"]],
    [
      "the manifest was changed",
      (dist) => edit(join(dist, "0.1.0/MANIFEST.json"), (text) => text.replace("text/csv", "text/plain")),
      ["released/manifest dist/0.1.0/MANIFEST.json", "released/bytes dist/0.1.0/MANIFEST.json"],
    ],
    [
      "the checksums leave a file out",
      (dist) => edit(join(dist, "0.1.0/SHA256SUMS"), (text) => text.replace(/^.*csv\/claims\.csv\n/m, "")),
      ["released/checksums dist/0.1.0/SHA256SUMS"],
    ],
    [
      "the checksums are no checksums",
      (dist) => edit(join(dist, "0.1.0/SHA256SUMS"), (text) => text.replace("  ", " ")),
      ["released/checksums dist/0.1.0/SHA256SUMS"],
    ],
    [
      "a file, its manifest and its checksums were changed together: only dist/index.json tells",
      (dist) => {
        const [before, folder] = [readFileSync(join(dist, claims)), join(dist, "0.1.0")];
        edit(join(dist, claims), (text) => text.replace("nine", "nime"));
        const [from, to] = [sha256(before), sha256(readFileSync(join(dist, claims)))];
        edit(join(folder, "MANIFEST.json"), (text) => text.replace(from, to));
        const sum = sha256(readFileSync(join(folder, "MANIFEST.json")));
        edit(join(folder, "SHA256SUMS"), (text) => text.replace(from, to).replace(/^\w{64}(?= {2}MANIFEST)/m, sum));
      },
      ["released/manifest dist/0.1.0/MANIFEST.json"],
    ],
    [
      "the folder is another release with its lists",
      (dist) => {
        rmSync(join(dist, "0.1.0"), { recursive: true });
        cpSync(join(dist, "0.2.0"), join(dist, "0.1.0"), { recursive: true });
      },
      ["released/manifest dist/0.1.0/MANIFEST.json"],
    ],
    [
      "the list gives another day",
      (dist) => edit(join(dist, "index.json"), (text) => text.replace(/"date": "[^"]*"/, '"date": "2031-01-01"')),
      ["released/manifest dist/0.1.0/MANIFEST.json"],
    ],
    [
      "the pointer names an older version",
      (dist) => edit(join(dist, "latest.json"), (text) => text.replaceAll("0.2.0", "0.1.0")),
      ["released/latest dist/latest.json"],
    ],
    ["the pointer is gone", (dist) => rmSync(join(dist, "latest.json")), ["released/latest dist/latest.json"]],
    ["a folder is named like a release", (dist) => mkdirSync(join(dist, "0.9.0")), ["released/unlisted dist/0.9.0"]],
    ["the list is gone", (dist) => rmSync(join(dist, "index.json")), ["released/index dist/index.json"]],
    ["the list is no JSON", (dist) => writeFileSync(join(dist, "index.json"), "{"), ["released/index dist/index.json"]],
  ])("tells where %s, and nothing else", async (_why, spoil, findings) => {
    const root = copyReleased();
    spoil(join(root, "dist"));
    const verified = await verifyReleased(root, []);
    expect(told(verified.findings)).toEqual(findings);
    for (const finding of verified.findings) expect(finding.remedy).not.toBe("Correct the value.");
  });

  it("looks only at the versions that are named", async () => {
    const root = copyReleased();
    writeFileSync(join(root, "dist", claims), "");
    expect(told((await verifyReleased(root, ["0.2.0"])).findings)).toEqual([]);
    expect(told((await verifyReleased(root, ["0.1.0"])).findings)).toEqual([`released/bytes dist/${claims}`]);
    expect(await verifyReleased(root, ["0.2.0", "0.7.0"])).toMatchObject({ unknown: ["0.7.0"] });
  });

  it("does not need today's tables: a release of another shape is whole by its lists", async () => {
    const root = copyReleased();
    const folder = join(root, "dist/0.1.0");
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    writeFileSync(join(folder, "old.txt"), "words\n");
    const files = [{ path: "old.txt", sha256: sha256("words\n") }];
    const { name, versions } = readJson<{ name: string; versions: { date: string; manifest_sha256: string }[] }>(root, "index.json");
    const manifest = JSON.stringify({ name, version: "0.1.0", date: versions[0]?.date, files });
    writeFileSync(join(folder, "MANIFEST.json"), manifest);
    writeFileSync(join(folder, "SHA256SUMS"), `${sha256(manifest)}  MANIFEST.json\n${sha256("words\n")}  old.txt\n`);
    edit(join(root, "dist/index.json"), (text) => text.replace(versions[0]?.manifest_sha256 ?? "", sha256(manifest)));
    expect((await verifyReleased(root, [])).findings).toEqual([]);
  });
});

describe("a build of a version that stands", () => {
  it("names each file that differs, and how", async () => {
    const root = copyReleased();
    const folder = join(root, "dist/0.2.0");
    writeFileSync(join(folder, "csv/claims.csv"), "");
    rmSync(join(folder, "LICENSE"));
    writeFileSync(join(folder, "csv/more.csv"), "");
    const before = snapshot(join(root, "dist"));
    const { version, findings } = await build(root, null);
    expect(version).toBeNull();
    expect(findings.map(({ code, file, message }) => [code, file, /bytes|missing|extra/.exec(message)?.[0]])).toEqual([
      ["release/changed", "dist/0.2.0/LICENSE", "missing"],
      ["release/changed", "dist/0.2.0/csv/claims.csv", "bytes"],
      ["release/changed", "dist/0.2.0/csv/more.csv", "extra"],
    ]);
    expect(snapshot(join(root, "dist"))).toEqual(before);
  });

  it("names ten files, and counts the others", async () => {
    const root = copyReleased();
    const names = readdirSync(join(root, "dist/0.2.0/csv"));
    expect(names.length).toBeGreaterThan(11);
    for (const name of names) rmSync(join(root, "dist/0.2.0/csv", name));
    const { findings } = await build(root, null);
    expect(findings.map((item) => item.file)).toEqual([
      ...names
        .sort()
        .slice(0, 10)
        .map((name) => `dist/0.2.0/csv/${name}`),
      "dist/0.2.0",
    ]);
    expect(findings.at(-1)?.message).toBe(
      `${names.length - 10} more files differ: 0 with other bytes, ${names.length} missing, 0 extra in all.`,
    );
  });

  it("makes its folder again where it is gone, if that gives the bytes that dist/index.json knows, and else refuses", async () => {
    const root = copyReleased();
    const before = snapshot(join(root, "dist"));
    rmSync(join(root, "dist/0.2.0"), { recursive: true });
    const without = snapshot(join(root, "dist"));
    expect(told((await build(root, "2031-01-01")).findings)).toEqual(["release/changed dist/index.json"]);
    expect(snapshot(join(root, "dist"))).toEqual(without);
    expect(await build(root, null)).toMatchObject({ version: "0.2.0", findings: [] });
    expect(snapshot(join(root, "dist"))).toEqual(before);
  });

  it.each([
    ["is lost", (path: string) => rmSync(path)],
    ["lost a version", (path: string) => edit(path, (text) => text.replace(/\{\s*"version": "0\.1\.0"[^}]*\},/, ""))],
  ])("is refused where the list of versions %s, which may have said that one is retracted", async (_title, spoil) => {
    const root = copyReleased();
    spoil(join(root, "dist/index.json"));
    expect(told((await build(root, null)).findings)).toEqual(["release/unlisted dist/0.1.0"]);
  });

  it("is refused where the list is that of another dataset", async () => {
    const root = copyReleased();
    edit(join(root, "dist/index.json"), (text) => text.replace(/"name": "[^"]*"/, '"name": "another"'));
    expect(told((await build(root, null)).findings)).toEqual(["release/index dist/index.json"]);
  });
});

describe("dist/index.json", () => {
  const listed = { version: "0.1.0", date: "2021-07-01", status: "current", manifest_sha256: "a".repeat(64), path: "0.1.0/" };
  const parse = (...versions: object[]): unknown => parseListing(JSON.stringify({ name: "x", versions }));

  it("is read as a build writes it", () => {
    expect(parse(listed)).toEqual({ name: "x", versions: [listed] });
  });

  it.each([
    ["a version that leads out of dist/", { version: "../0.1.0", path: "../0.1.0/" }],
    ["a path that is not the version's", { path: "0.2.0/" }],
    ["a status that is none", { status: "gone" }],
    ["a sum that is none", { manifest_sha256: "a" }],
    ["a day that is none", { date: "today" }],
    ["a retracted version without a reason", { status: "retracted", retraction: { date: "2021-07-02", reason: " " } }],
    ["a retraction of a version that is not retracted", { retraction: { date: "2021-07-02", reason: "Wrong." } }],
  ])("is refused with %s", (_why, change) => {
    expect(parse({ ...listed, ...change })).toBeNull();
  });

  it("is refused with a version twice", () => {
    expect(parse(listed, listed)).toBeNull();
  });
});

describe("a retracted version", () => {
  const statuses = (root: string): string[] =>
    readJson<{ versions: { version: string; status: string }[] }>(root, "index.json").versions.map(
      ({ version, status }) => `${version} ${status}`,
    );
  const latest = (root: string): unknown => readJson<{ version: unknown }>(root, "latest.json").version;

  it("is marked with its reason and day; the pointer moves to the newest that is left; no byte of a release changes", async () => {
    const root = copyReleased();
    const before = [snapshot(join(root, "dist/0.1.0")), snapshot(join(root, "dist/0.2.0"))];
    const said = await retract(root, "0.2.0", " A total was read twice. ", "2022-02-03");
    const retraction = { date: "2022-02-03", reason: "A total was read twice." };
    expect(said).toEqual({ version: "0.2.0", retraction, latest: "0.1.0", findings: [] });
    expect(statuses(root)).toEqual(["0.1.0 current", "0.2.0 retracted"]);
    expect(readJson<{ versions: object[] }>(root, "index.json").versions[1]).toMatchObject({ retraction });
    expect(latest(root)).toBe("0.1.0");
    expect([snapshot(join(root, "dist/0.1.0")), snapshot(join(root, "dist/0.2.0"))]).toEqual(before);
    expect((await verifyReleased(root, [])).findings).toEqual([]);
  });

  it("is not built again, as it is or changed; the next version is, and the retraction stays", async () => {
    const root = copyReleased();
    await retract(root, "0.2.0", "A total was read twice.", "2022-02-03");
    const before = snapshot(join(root, "dist"));
    const { findings } = await build(root, null);
    expect(told(findings)).toEqual(["release/retracted raw/dataset.json"]);
    expect(findings[0]?.message).toBe("Version 0.2.0 was retracted on 2022-02-03: A total was read twice.");
    expect(snapshot(join(root, "dist"))).toEqual(before);
    rmSync(join(root, "dist/0.2.0"), { recursive: true });
    expect(told((await build(root, null)).findings)).toEqual(["release/retracted raw/dataset.json"]);
    cpSync(join(released, "dist/0.2.0"), join(root, "dist/0.2.0"), { recursive: true });
    setVersion(root, "0.2.1");
    expect(await build(root, null)).toMatchObject({ version: "0.2.1", findings: [] });
    expect(statuses(root)).toEqual(["0.1.0 superseded", "0.2.0 retracted", "0.2.1 current"]);
    expect(latest(root)).toBe("0.2.1");
  });

  it("may be an older one: the pointer stays", async () => {
    const root = copyReleased();
    expect(await retract(root, "0.1.0", "A total was read twice.", "2022-02-03")).toMatchObject({ latest: "0.2.0", findings: [] });
    expect(statuses(root)).toEqual(["0.1.0 retracted", "0.2.0 current"]);
  });

  it("may be the last one: the pointer then names none", async () => {
    const root = copyReleased();
    for (const version of ["0.1.0", "0.2.0"]) await retract(root, version, "A total was read twice.", "2022-02-03");
    expect(readJson(root, "latest.json")).toEqual({ version: null, path: null, manifest: null });
    expect((await verifyReleased(root, [])).findings).toEqual([]);
  });

  it("has the day of raw/dataset.json where none is given", async () => {
    const root = copyReleased();
    const { released: day } = JSON.parse(readFileSync(join(root, "raw/dataset.json"), "utf8")) as { released: string };
    expect(await retract(root, "0.2.0", "A total was read twice.", null)).toMatchObject({ retraction: { date: day } });
  });

  it("may be retracted once more in the same words, and not in others", async () => {
    const root = copyReleased();
    await retract(root, "0.2.0", "A total was read twice.", "2022-02-03");
    const before = snapshot(join(root, "dist"));
    expect((await retract(root, "0.2.0", "A total was read twice.", "2022-02-03")).findings).toEqual([]);
    expect(told((await retract(root, "0.2.0", "Another reason.", "2022-02-03")).findings)).toEqual(["release/retracted dist/index.json"]);
    expect(snapshot(join(root, "dist"))).toEqual(before);
  });

  it.each([
    ["a version that is not listed", "0.7.0", "Wrong.", "2022-02-03", "retract/unknown"],
    ["what is no version", "../raw", "Wrong.", "2022-02-03", "retract/unknown"],
    ["no reason", "0.2.0", " ", "2022-02-03", "retract/reason"],
    ["a reason of two lines", "0.2.0", "Wrong.\nVery.", "2022-02-03", "retract/reason"],
    ["a day that is none", "0.2.0", "Wrong.", "2022-02-30", "retract/date"],
    ["a day before the release", "0.2.0", "Wrong.", "2020-02-03", "retract/date"],
  ])("is not made by %s", async (_why, version, reason, date, code) => {
    const root = copyReleased();
    const before = snapshot(join(root, "dist"));
    expect(told((await retract(root, version, reason, date)).findings)).toEqual([`${code} dist/index.json`]);
    expect(snapshot(join(root, "dist"))).toEqual(before);
  });

  it("is not made while a build is writing", async () => {
    const root = copyReleased();
    writeFileSync(join(root, "dist/.lock"), "");
    expect(told((await retract(root, "0.2.0", "Wrong.", "2022-02-03")).findings)).toEqual(["release/locked dist/.lock"]);
  });
});

// A disk that is full or read-only: the command says so, nothing that was released suffers, and with room the next build is clean.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import {
  copyRoot,
  distOf,
  type Ended,
  expectCleanBuild,
  expectDist,
  expectReadable,
  leftOver,
  listOperations,
  makeReleased,
  positionOf,
  recuento,
  removeRoots,
} from "./runs.ts";

afterAll(removeRoots);

const released = await makeReleased();
const old = distOf(released);
const finished = copyRoot(released);
const operations = await listOperations(finished, ["build"]);
const whole = distOf(finished);

const everyWrite = ["writeFile", "mkdir", "symlink", "rename"];
const everyChange = [...everyWrite, "rm"];

function expectRefused({ code, out }: Pick<Ended, "code" | "out">, reason: string): void {
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ version: null, findings: [{ code: "output/unwritable", file: "dist" }] });
  expect(out).toContain(`(${reason})`);
}

describe.concurrent("a disk that is full", () => {
  it.each([
    ["the lock", /^symlink/],
    ["the first file", /^writeFile \.building-0\.3\.0/],
    ["the list of versions", /^writeFile \.building-index/],
    ["the name of the release", /^rename 0\.3\.0/],
    ["the name of the list", /^rename index/],
    ["the name of the pointer", /^rename latest/],
  ])("from %s on", async (_title, operation) => {
    const root = copyRoot(released);
    const at = positionOf(operations, operation);
    expectRefused(await recuento(root, ["build", "--json"], { at, fail: "ENOSPC", operations: everyWrite }), "ENOSPC");
    expectReadable(root, old);
    expect(leftOver(root)).toEqual([]);
    await expectCleanBuild(root, whole);
  });

  it("for one file in the middle", async () => {
    const root = copyRoot(released);
    const at = positionOf(operations, /^writeFile \.building-0\.3\.0/) + 40;
    expectRefused(await recuento(root, ["build", "--json"], { at, fail: "ENOSPC", once: true, operations: everyWrite }), "ENOSPC");
    expectDist(root, old);
    expect(leftOver(root)).toEqual([]);
    await expectCleanBuild(root, whole);
  });

  it("takes a release back that could not be listed", async () => {
    const root = copyRoot(released);
    const at = positionOf(operations, /^rename index/);
    expectRefused(await recuento(root, ["build", "--json"], { at, fail: "ENOSPC", once: true, operations: ["rename"] }), "ENOSPC");
    expectDist(root, old);
    expect(leftOver(root)).toEqual([]);
    await expectCleanBuild(root, whole);
  });
});

describe.concurrent("a folder that may not be written", () => {
  it.each([
    ["EROFS", "from the first operation on", 1],
    ["EROFS", "once it has the lock, so that nothing can be cleared away", 3],
    ["EACCES", "from the lock on", 2],
    ["EACCES", "in the middle", 60],
  ])("%s %s", async (fail, _title, at) => {
    const root = copyRoot(released);
    expectRefused(await recuento(root, ["build", "--json"], { at, fail, operations: everyChange }), fail);
    expectReadable(root, old);
    await expectCleanBuild(root, whole);
  });

  it("is none to a build that has nothing to write, and is one to a build that is to look again", async () => {
    const root = copyRoot(finished);
    const locked = { at: 1, fail: "EROFS", operations: everyChange };
    const { code, out } = await recuento(root, ["build", "--json"], locked);
    expect([code, JSON.parse(out)]).toMatchObject([0, { version: "0.3.0", unchanged: true, findings: [] }]);
    expectRefused(await recuento(root, ["build", "--anew", "--json"], locked), "EROFS");
    expectDist(root, whole);
    rmSync(join(root, ".recuento"), { recursive: true });
    expectRefused(await recuento(root, ["build", "--json"], locked), "EROFS");
    expectDist(root, whole);
    rmSync(root, { recursive: true });
  });

  it("is no empty list where dist/index.json cannot be read", async () => {
    const root = copyRoot(released);
    expectRefused(await recuento(root, ["build", "--json"], { at: 1, fail: "EIO", once: true, operations: ["readFile"] }), "EIO");
    expectDist(root, old);
    expect(leftOver(root)).toEqual([]);
    await expectCleanBuild(root, whole);
  });
});

/** The program of the system that gives a process mounts of its own: no part of the packages of this repository. */
const mounter = "unshare";
/** How a shell gets mounts of its own, which go when it ends; null where this machine gives none to this user. */
const ownMounts = ((): readonly string[] | null => {
  for (const flags of [["--mount"], ["--user", "--map-root-user", "--mount"]]) {
    try {
      execFileSync(mounter, [...flags, "mount", "-t", "tmpfs", "-o", "size=16k", "recuento", "/mnt"], { stdio: "ignore" });
      return flags;
    } catch {}
  }
  return null;
})();
const noMounts = "no file system can be mounted here; the injected faults above stand in for them";

/** Builds with dist/ on a file system that `mount` mounts there; `$root` is the dataset's folder. What was written is in dist/ afterwards. */
function buildOn(root: string, mount: string): Pick<Ended, "code" | "out"> {
  const script = `set -e; cp -R "$root/dist" "$root/kept"; ${mount}; code=0
    "$node" "$program" build --json --root "$root" > "$root/said.json" || code=$?
    rm -rf "$root/kept"; cp -R "$root/dist" "$root/kept"; echo "$code"`;
  const env = { PATH: process.env["PATH"], root, node: process.execPath, program };
  const code = Number(execFileSync(mounter, [...(ownMounts ?? []), "sh", "-c", script], { env, encoding: "utf8" }));
  rmSync(join(root, "dist"), { recursive: true });
  renameSync(join(root, "kept"), join(root, "dist"));
  return { code, out: readFileSync(join(root, "said.json"), "utf8") };
}
const program = join(dirname(fileURLToPath(import.meta.url)), "../../pipeline/recuento.mjs");

describe.skipIf(ownMounts === null)(`on a real file system${ownMounts === null ? ` (${noMounts})` : ""}`, () => {
  const page = 4096;
  /** Kilobytes that the files below a folder take, in whole pages. */
  const sizeOf = (folder: string): number => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const pages = files.map((entry) => Math.ceil(statSync(join(entry.parentPath, entry.name)).size / page));
    return pages.reduce((sum, count) => sum + count, 0) * (page / 1024);
  };
  const taken = sizeOf(join(released, "dist"));
  const needed = sizeOf(join(finished, "dist/0.3.0"));

  it.each([
    [0.1, "ENOSPC"],
    [0.9, "ENOSPC"],
    [2, null],
  ])("with room for %d times the release beside the old ones", async (times, reason) => {
    const root = copyRoot(released);
    const said = buildOn(
      root,
      `mount -t tmpfs -o size=${taken + Math.round(needed * times)}k recuento "$root/dist"; cp -R "$root/kept/." "$root/dist"`,
    );
    if (reason === null) expect(said.code, said.out).toBe(0);
    else expectRefused(said, reason);
    expectReadable(root, old);
    expect(leftOver(root)).toEqual([]);
    expect(existsSync(join(root, "dist/0.3.0"))).toBe(reason === null);
    await expectCleanBuild(root, whole);
  });

  it("that is read-only", async () => {
    const root = copyRoot(released);
    expectRefused(buildOn(root, 'mount --bind "$root/dist" "$root/dist"; mount -o remount,bind,ro "$root/dist"'), "EROFS");
    expectDist(root, old);
    expect(leftOver(root)).toEqual([]);
    await expectCleanBuild(root, whole);
  });
});

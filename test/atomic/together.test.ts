// Two builds at once: one makes the release, the other is told, and what comes of it is whole, wherever they meet.
import { existsSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
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

interface Held {
  readonly ended: Promise<Ended>;
  readonly release: () => void;
}

/** Starts a build that stops before an operation until it is released. Comes back when it stands there. */
async function hold(root: string, at: number, name: string): Promise<Held> {
  const gate = join(root, name);
  const ended = recuento(root, ["build", "--json"], { at, hold: true, gate });
  let over = false;
  ended.finally(() => {
    over = true;
  });
  while (!existsSync(`${gate}.reached`)) {
    if (over) throw new Error(`the build ended before operation ${at}`);
    await sleep(5);
  }
  return { ended, release: () => writeFileSync(`${gate}.open`, "") };
}

const told = { code: 1, said: { version: null, findings: [{ code: "release/locked", file: "dist/.lock" }] } };
const won = { code: 0, said: { version: "0.3.0", unchanged: false, findings: [] } };
const late = { code: 0, said: { version: "0.3.0", unchanged: true, findings: [] } };
const sayingOf = ({ code, out }: Ended): { code: number | null; said: unknown } => ({ code, said: JSON.parse(out) });

describe.concurrent("two builds at once", () => {
  it.each([
    ["writes its first file", /^writeFile \.building-0\.3\.0/],
    ["puts the release in its place", /^rename 0\.3\.0/],
    ["moves the pointer", /^rename latest/],
  ])("the second is told, and changes nothing, while the first %s", async (_title, operation) => {
    const root = copyRoot(released);
    const first = await hold(root, positionOf(operations, operation), "first");
    const before = distOf(root);
    expect(sayingOf(await recuento(root, ["build", "--json"]))).toMatchObject(told);
    expectDist(root, before);
    expectReadable(root, old);
    first.release();
    expect(sayingOf(await first.ended)).toMatchObject(won);
    expectDist(root, whole);
    expect(leftOver(root)).toEqual([]);
  });

  it("the second comes first where the first has no lock yet, and the first then finds its release", async () => {
    const root = copyRoot(released);
    const first = await hold(root, positionOf(operations, /^symlink/), "first");
    expect(sayingOf(await recuento(root, ["build", "--json"]))).toMatchObject(won);
    first.release();
    expect(sayingOf(await first.ended)).toMatchObject(late);
    expectDist(root, whole);
    expect(leftOver(root)).toEqual([]);
  });

  it("four that nobody holds: one makes the release, the others are told or find it", async () => {
    const root = copyRoot(released);
    const all = await Promise.all([1, 2, 3, 4].map(() => recuento(root, ["build", "--json"])));
    const kindOf = ({ code, out }: Ended): string => {
      const { unchanged, findings } = JSON.parse(out) as { unchanged: boolean; findings: { code: string }[] };
      return code === 0 ? `unchanged ${unchanged}` : findings.map((item) => item.code).join();
    };
    const kinds = all.map(kindOf);
    expect(kinds.filter((kind) => kind === "unchanged false")).toHaveLength(1);
    expect(kinds.filter((kind) => !["unchanged false", "unchanged true", "release/locked"].includes(kind))).toEqual([]);
    expectDist(root, whole);
    expect(leftOver(root)).toEqual([]);
  });
});

describe.concurrent("the lock of a process that is gone", () => {
  const dead = `999999999@${hostname()}`;
  function makeLocked(owner = dead): string {
    const root = copyRoot(released);
    symlinkSync(owner, join(root, "dist/.lock"));
    return root;
  }

  it("is removed", async () => {
    const root = makeLocked();
    expect(sayingOf(await recuento(root, ["build", "--json"]))).toMatchObject(won);
    await expectCleanBuild(root, whole);
  });

  it("of another host is not: nobody knows whether it is gone", async () => {
    const root = makeLocked("999999999@elsewhere");
    expect(sayingOf(await recuento(root, ["build", "--json"]))).toMatchObject(told);
    expect(leftOver(root)).toEqual([".lock"]);
  });

  it("is removed once: who comes second gives the first its lock back", async () => {
    const root = makeLocked();
    const aside = 2;
    const second = await hold(root, aside, "second");
    const first = await hold(root, 20, "first");
    const owner = readlinkSync(join(root, "dist/.lock"));
    second.release();
    expect(sayingOf(await second.ended)).toMatchObject(told);
    expect(readlinkSync(join(root, "dist/.lock"))).toBe(owner);
    first.release();
    expect(sayingOf(await first.ended)).toMatchObject(won);
    expectDist(root, whole);
    expect(leftOver(root)).toEqual([]);
  });
});

describe.concurrent("a build whose lock somebody removed", () => {
  it.each([
    ["while it writes", /^writeFile \.building-0\.3\.0/],
    ["before it puts the release in its place", /^open \.building-0\.3\.0\/schema/],
  ])("%s gives way to the build that came after", async (_title, operation) => {
    const root = copyRoot(released);
    const first = await hold(root, positionOf(operations, operation), "first");
    rmSync(join(root, "dist/.lock"));
    expect(sayingOf(await recuento(root, ["build", "--json"]))).toMatchObject(won);
    first.release();
    expect(sayingOf(await first.ended)).toMatchObject(told);
    expectReadable(root, old);
    await expectCleanBuild(root, whole);
  });

  it("is told where the other one still writes", async () => {
    const root = copyRoot(released);
    const first = await hold(root, positionOf(operations, /^open \.building-0\.3\.0\/schema/), "first");
    rmSync(join(root, "dist/.lock"));
    const second = await hold(root, positionOf(operations, /^symlink/) + 1, "second");
    first.release();
    expect(sayingOf(await first.ended)).toMatchObject(told);
    second.release();
    expect(sayingOf(await second.ended)).toMatchObject(won);
    expect(readdirSync(join(root, "dist")).sort()).toEqual([
      "0.1.0",
      "0.2.0",
      "0.3.0",
      "index.es.html",
      "index.html",
      "index.json",
      "latest.json",
    ]);
    await expectCleanBuild(root, whole);
  });
});

// A Parquet file that says something else than the rows is found, whatever it is; one that is right has the same bytes each time.
import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { check } from "../../pipeline/build.ts";
import { renderArrowStreams } from "../../pipeline/publish/arrow.ts";
import { renderBinaries } from "../../pipeline/publish/binary.ts";
import type { Release } from "../../pipeline/publish/model.ts";
import { renderParquet } from "../../pipeline/publish/parquet.ts";
import type { Row } from "../../pipeline/schema.ts";
import { binaryFormats } from "../../pipeline/verify/binary.ts";
import { compareTables } from "../../pipeline/verify/compare.ts";
import { makeRoot } from "../broken/roots.ts";

const root = makeRoot(null);
const path = "parquet/claims.parquet";
let release: Release;
let files: Map<string, Uint8Array>;

beforeAll(async () => {
  const { raw, tables } = await check(root);
  if (raw.dataset === null || tables === null) throw new Error("the base of the tests has findings");
  release = { dataset: raw.dataset, date: raw.dataset.released, tables };
  files = new Map(renderBinaries(release).map((file) => [file.path, file.bytes]));
});
afterAll(() => rmSync(root, { recursive: true }));

/** What is told where the Parquet file of claims was made from other rows, or is other bytes. */
function told(spoiled: Uint8Array): string[] {
  const read = (name: string): Uint8Array => {
    const bytes = name === path ? spoiled : files.get(name);
    if (bytes === undefined) throw new Error(`no ${name}`);
    return bytes;
  };
  return compareTables(release, binaryFormats, read).map(({ message }) => message);
}

/** The Parquet file of claims, of which the first row was changed. */
function withFirst(change: Row): Uint8Array {
  const [first = {}, ...rest] = release.tables.claims;
  const changed = { ...release, tables: { ...release.tables, claims: [{ ...first, ...change }, ...rest] } };
  return renderParquet(renderArrowStreams(changed)).find((file) => file.path === path)?.bytes ?? new Uint8Array();
}

describe("the Parquet file of a table", () => {
  it("agrees with its rows", () => {
    expect(told(withFirst({}))).toEqual([]);
  });

  it.each<[string, Row]>([
    ["another number", { raw_line: 987_654 }],
    ["a text for nothing", { note: "never written in a source" }],
    ["another day", { date_earliest: "1999-12-31" }],
    ["another code", { measure: "missing" }],
  ])("is found where it holds %s", (_title, change) => {
    const column = Object.keys(change)[0] ?? "";
    expect(told(withFirst(change))).toContainEqual(
      expect.stringContaining(`${path} row 1 column ${column}: ${JSON.stringify(change[column])}`),
    );
  });

  it("is found where it is cut off", () => {
    const whole = withFirst({});
    expect(told(whole.subarray(0, whole.length - 9))).toContainEqual(expect.stringContaining(`${path} cannot be read back`));
  });

  it("names no library as its writer, and has the same bytes each time", () => {
    const text = Buffer.from(withFirst({})).toString("latin1");
    expect(text).toMatch(/^PAR1[\s\S]*recuento[\s\S]*PAR1$/);
    expect(text).not.toMatch(/parquet-rs|version \d/);
    expect(Buffer.compare(withFirst({}), withFirst({}))).toBe(0);
  });
});

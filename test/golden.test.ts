// One invented dataset from end to end: a country that does not exist, in Spanish and English, with what must come of it checked by hand.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Built, build } from "../pipeline/build.ts";

const golden = fileURLToPath(new URL("golden", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "recuento-"));
const expected = readdirSync(join(golden, "expected")).sort();
let built: Built;

beforeAll(async () => {
  cpSync(join(golden, "raw"), join(root, "raw"), { recursive: true });
  built = await build(root, null);
});
afterAll(() => rmSync(root, { recursive: true }));

describe("the invented dataset of Terrazul", () => {
  it("is published without a finding", () => {
    expect(built.findings).toEqual([]);
    expect(built.version).toBe("0.1.0");
  });

  it("is held against its claims, estimates and conflicts", () => {
    expect(expected).toEqual(expect.arrayContaining(["claims.csv", "estimates.csv", "conflicts.csv"]));
  });

  it.each(expected)("gives the rows of expected/%s", (name) => {
    const text = readFileSync(join(root, "dist/0.1.0/csv", name), "utf8");
    expect(text.split("\n")).toEqual(readFileSync(join(golden, "expected", name), "utf8").split("\n"));
  });

  it("has an estimate by each part of r9 and a conflict of each kind but parts", () => {
    const column = (name: string, index: number): Set<string> => {
      const [, ...rows] = readFileSync(join(golden, "expected", name), "utf8")
        .trimEnd()
        .split("\n");
      return new Set(rows.map((row) => row.split(",")[index] ?? ""));
    };
    expect(column("estimates.csv", 8)).toEqual(new Set(["r9a", "r9b", "r9c"]));
    expect(column("conflicts.csv", 1)).toEqual(new Set(["attribution", "falling_total", "value"]));
  });
});

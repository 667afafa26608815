// What waits on the disk comes back as it was, in the order of its keys, and leaves nothing behind.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { holdValues } from "../../pipeline/bulk/held-values.ts";
import { compareCodePoints } from "../../pipeline/finding.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "recuento-held-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** More than is gathered before it is written, together with a few others. */
const long = "ñ".repeat(300_000);

const keyed = fc.array(fc.tuple(fc.string({ unit: "grapheme", maxLength: 3 }), fc.constantFrom(1, null, "a\n\u2028\ud800", [], long)), {
  maxLength: 12,
});

describe("holdValues", () => {
  it("gives what was put, by the code points of the keys, equal keys as they came", () => {
    fc.assert(
      fc.property(keyed, (pairs) => {
        const held = holdValues<readonly [number, unknown]>(folder);
        for (const [index, [key, value]] of pairs.entries()) held.put(key, [index, value]);
        const expected = pairs.map(([key, value], index) => ({ key, value: [index, value] }));
        expected.sort((a, b) => compareCodePoints(a.key, b.key));
        expect([...held.inOrder()]).toEqual(expected.map(({ value }) => value));
        held.close();
      }),
      { numRuns: 50, seed: 7 },
    );
  });

  it("gives all of it again, and nothing once it is closed", () => {
    const held = holdValues<string>(folder);
    for (const key of ["c", "a", "b"]) held.put(key, key + long);
    expect([...held.inOrder()]).toEqual(["a", "b", "c"].map((key) => key + long));
    expect([...held.inOrder()].length).toBe(3);
    held.close();
    expect([...held.inOrder()]).toEqual([]);
    held.put("d", "again");
    expect([...held.inOrder()]).toEqual(["again"]);
  });

  it("leaves no name in the folder while it holds, so that nothing stays whatever ends the process", () => {
    const held = holdValues<string>(folder);
    for (let index = 0; index < 9; index++) held.put(`${index}`, long);
    expect(readdirSync(folder)).toEqual([]);
    held.close();
  });

  it("makes no file for few values, and says what the system says where there can be none", () => {
    const held = holdValues<string>(join(folder, "no\0where"));
    held.put("a", "few");
    expect([...held.inOrder()]).toEqual(["few"]);
    expect(() => {
      for (let index = 0; index < 9; index++) held.put(`${index}`, long);
    }).toThrow();
  });
});

// Values as R's unserialize() reads them. The wanted texts were written by R 4.2: serialize(value, NULL, ascii = TRUE, version = 2).
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RValue, serializeForR } from "../../pipeline/publish/r-serial.ts";

interface Case {
  readonly value: RValue;
  /** The lines after the four of the header. */
  readonly lines: readonly (string | number)[];
  readonly why: string;
}

const cases: readonly Case[] = [
  { value: null, lines: [254], why: "NULL has a sign of its own" },
  { value: "a b", lines: [16, 1, 262153, 3, "a\\040b"], why: "a space would end a word, so it is spelled" },
  { value: "año", lines: [16, 1, 32777, 4, "a\\303\\261o"], why: "beyond ASCII the text is marked as UTF-8, and its length counts bytes" },
  { value: "\"?'\\\n", lines: [16, 1, 262153, 5, "\\\"\\?\\'\\\\\\n"], why: "marks that C escapes are escaped as in C" },
  {
    value: { x: "y" },
    lines: [531, 1, 16, 1, 262153, 1, "y", 1026, 1, 262153, 5, "names", 16, 1, 262153, 1, "x", 254],
    why: "a list ends with its names",
  },
  {
    value: { a: { b: null } },
    lines: [531, 1, 531, 1, 254, 1026, 1, 262153, 5, "names", 16, 1, 262153, 1, "b", 254, 1026, 511, 16, 1, 262153, 1, "a", 254],
    why: "the symbol `names` is written once, and then referred to",
  },
];

describe("a value for R", () => {
  it.each(cases)("$why", ({ value, lines }) => {
    expect(serializeForR(value).split("\n")).toEqual(["A", "2", "131840", "131840", ...lines.map(String), ""]);
  });

  it("is ASCII in lines without white space, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(serializeForR({ [text]: text })).toMatch(/^(?:[!-~]*\n)+$/);
      }),
    );
  });
});

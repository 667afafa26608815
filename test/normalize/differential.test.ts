// Plain cardinals read by us and by an independent reader: every disagreement is listed with its reason, and no other exists.
import recognizers from "@microsoft/recognizers-text-number";
import { describe, expect, it } from "vitest";
import { parseCount } from "../../pipeline/normalize/counts.ts";
import { cell, readCases } from "./cases.ts";
import { spellEnglish, spellSpanish } from "./spell.ts";

const cultures: Readonly<Record<string, string>> = { en: "en-us", es: "es-es" };

/** What the other reader makes of the whole text; empty where it reads no number, several, or only a part. */
function theirs(text: string, language: string): string {
  const [found, ...more] = recognizers.recognizeNumber(text, cultures[language] ?? "");
  if (found === undefined || more.length > 0 || found.text.length !== text.length) return "";
  return String(found.resolution?.["value"] ?? "");
}

function ours(text: string, language: string): string {
  const reading = parseCount({ text, language });
  return "stated" in reading ? String(reading.stated ?? "") : "";
}

/** Every number to 1,100, and then in growing steps to 999,999. */
const numbers = [...Array(1101).keys(), ...Array.from({ length: 400 }, (_, index) => 1101 + index * index * 6 + index * 7)].filter(
  (number) => number < 1_000_000,
);
const digits = ["7", "44", "122", "932", "1,513", "2,147", "12,345", "999,999"];

/** Where the two are known to be built differently. */
const traps = [
  ["no one", "en"],
  ["1.513", "en"],
  ["1,513", "es"],
  ["1,51", "en"],
  ["one million", "en"],
  ["a hundred", "en"],
  ["a dozen", "en"],
  ["half", "en"],
  ["-5", "en"],
  ["two thirds", "en"],
  ["un millón", "es"],
  ["una docena", "es"],
  ["ninguno", "es"],
  ["mil", "es"],
] as const;

const texts = [
  ...traps,
  ...numbers.flatMap((number) => [[spellEnglish(number, true), "en"] as const, [spellEnglish(number, false), "en"] as const]),
  ...numbers.flatMap((number) => (["alone", "masculine", "feminine"] as const).map((form) => [spellSpanish(number, form), "es"] as const)),
  ...digits.flatMap((text) => [[text, "en"] as const, [text.replace(",", "."), "es"] as const]),
];

describe("plain cardinals", () => {
  it("are read as an independent reader reads them, but for the disagreements that are listed with their reason", () => {
    const compared = [...new Set(texts.map(([text, language]) => `${language} ${text}`))];
    expect(compared.length).toBeGreaterThan(5000);
    const found = compared.flatMap((each) => {
      const [language, text] = [each.slice(0, 2), each.slice(3)];
      const [mine, other] = [ours(text, language), theirs(text, language)];
      return mine === other ? [] : [`${language} ${text}: ${mine} here, ${other} there`];
    });
    const listed = readCases("disagreements").map(
      (row) => `${cell(row, "language")} ${cell(row, "text")}: ${cell(row, "ours")} here, ${cell(row, "theirs")} there`,
    );
    for (const row of readCases("disagreements")) expect(cell(row, "reason")).not.toBe("");
    expect(found.sort()).toEqual(listed.sort());
  });
});

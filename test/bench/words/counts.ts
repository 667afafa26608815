// How invented documents word a number: the phrasing of test/normalize/cases/counts.csv, in digits and in words.
import type { Random } from "../../fuzz/random.ts";
import { spellEnglish, spellSpanish } from "../../normalize/spell.ts";
import { type Language, small } from "./dates.ts";

type Wording = (value: number, noun: string) => string;

const group = (value: number, mark: string): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, mark);
const english = (value: number): string => group(value, ",");
const spanish = (value: number): string => group(value, ".");

const wordingsEn: readonly Wording[] = [
  (value) => english(value),
  (value, noun) => `${english(value)} ${noun}`,
  (value, noun) => `${english(value)} ${noun}`,
  (value, noun) => `at least ${english(value)} ${noun}`,
  (value) => `at least ${english(value)}`,
  (value, noun) => `more than ${english(value)} ${noun}`,
  (value, noun) => `over ${english(value)} ${noun}`,
  (value, noun) => `no fewer than ${english(value)} ${noun}`,
  (value, noun) => `up to ${english(value)} ${noun}`,
  (value, noun) => `fewer than ${english(value + 2)} ${noun}`,
  (value, noun) => `about ${english(value)} ${noun}`,
  (value, noun) => `some ${english(value)} ${noun}`,
  (value, noun) => `nearly ${english(value + 1)} ${noun}`,
  (value, noun) => `just over ${english(value)} ${noun}`,
  (value, noun) => `between ${english(value)} and ${english(value + 10)} ${noun}`,
  (value, noun) => `${english(value)} to ${english(value + 5)} ${noun}`,
  (value, noun) => `a total of ${english(value)} ${noun}`,
  (value, noun) => `${spellEnglish(value % 100 || 1, false)} ${noun}`,
  (value) => spellEnglish(value % 100 || 1, false),
];

const wordingsEs: readonly Wording[] = [
  (value) => spanish(value),
  (value, noun) => `${spanish(value)} ${noun}`,
  (value, noun) => `${spanish(value)} ${noun}`,
  (value, noun) => `al menos ${spanish(value)} ${noun}`,
  (value) => `al menos ${spanish(value)}`,
  (value, noun) => `más de ${spanish(value)} ${noun}`,
  (value, noun) => `no menos de ${spanish(value)} ${noun}`,
  (value, noun) => `hasta ${spanish(value)} ${noun}`,
  (value, noun) => `menos de ${spanish(value + 2)} ${noun}`,
  (value, noun) => `unos ${spanish(value)} ${noun}`,
  (value, noun) => `${spanish(value)} ${noun} aproximadamente`,
  (value, noun) => `casi ${spanish(value + 1)} ${noun}`,
  (value, noun) => `poco más de ${spanish(value)} ${noun}`,
  (value, noun) => `entre ${spanish(value)} y ${spanish(value + 10)} ${noun}`,
  (value, noun) => `de ${spanish(value)} a ${spanish(value + 5)} ${noun}`,
  (value, noun) => `un total de ${spanish(value)} ${noun}`,
  (value, noun) => `${spellSpanish((value % 100) + 2, "masculine")} ${noun}`,
  (value) => spellSpanish((value % 100) + 2, "alone"),
];

const wordings = { en: wordingsEn, es: wordingsEs };
/** The first is meant half of the time. */
const nouns: Readonly<Record<Language, readonly [string, ...string[]]>> = {
  en: ["people", "persons", "protesters", "demonstrators", "civilians", "residents", "farmers", "victims", "others", "workers", "students"],
  es: ["personas", "manifestantes", "civiles", "ciudadanos", "campesinos", "vecinos", "víctimas", "trabajadores", "estudiantes", "mineros"],
};
/** Words that stand for no number, or for one that is not told. */
const fixed = {
  en: [
    "dozens",
    "dozens of people",
    "hundreds of people",
    "several people",
    "many",
    "a dozen",
    "two dozen people",
    "one person",
    "no deaths",
  ],
  es: ["decenas", "decenas de personas", "cientos de personas", "varias personas", "varios", "una docena", "dos docenas", "una persona"],
};

/** Words for a number, most often a small one. */
export function wordCount(random: Random, language: Language): string {
  if (random.once(8)) return random.pick(fixed[language]);
  const value = random.once(5) ? 100 + 10 * small(random, 300) : 2 + small(random, 120);
  const noun = random.once(2) ? nouns[language][0] : random.pick(nouns[language]);
  return random.pick(wordings[language])(value, noun);
}

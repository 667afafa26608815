// Which languages there are: one line each.
import { en } from "./en.ts";
import { es } from "./es.ts";
import type { Lexicon } from "./lexicon.ts";
import { pt } from "./pt.ts";

const lexicons: Readonly<Record<string, Lexicon>> = { en, es, pt };

/** The lexicon of a BCP 47 tag by its language part (`es-BO` → Spanish); null where there is none. */
export function findLexicon(language: string): Lexicon | null {
  const primary = Object.hasOwn(lexicons, language) ? language : (language.toLowerCase().split("-")[0] ?? "");
  return Object.hasOwn(lexicons, primary) ? (lexicons[primary] ?? null) : null;
}

/** The languages that can be read, in code-point order. */
export const languages: readonly string[] = Object.keys(lexicons).sort();

/** Every lexicon: place names are read with the kind words of all languages. */
export const lexiconList: readonly Lexicon[] = Object.values(lexicons);

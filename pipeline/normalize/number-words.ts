// How number words and digits become a whole number, by an anchored grammar: never Number() on printed text.
import type { Lexicon } from "./lexicon/lexicon.ts";
import { foldText, type Token } from "./words.ts";

/** A number read from tokens, and how many tokens it took. */
export interface ReadNumber {
  readonly value: number;
  readonly length: number;
}

interface FoldedNumbers {
  readonly small: ReadonlyMap<string, number>;
  readonly multipliers: ReadonlyMap<string, number>;
  readonly joiners: ReadonlyMap<string, readonly number[]>;
  readonly articles: ReadonlySet<string>;
}

const folded = new WeakMap<Lexicon, FoldedNumbers>();

function numbersOf(lexicon: Lexicon): FoldedNumbers {
  const known = folded.get(lexicon);
  if (known) return known;
  const { small, multipliers, joiners, articles } = lexicon.numbers;
  const made: FoldedNumbers = {
    small: foldKeys(small),
    multipliers: foldKeys(multipliers),
    joiners: foldKeys(joiners),
    articles: new Set(articles.map(foldText)),
  };
  folded.set(lexicon, made);
  return made;
}

function foldKeys<Value>(record: Readonly<Record<string, Value>>): Map<string, Value> {
  return new Map(Object.entries(record).map(([word, value]) => [foldText(word), value]));
}

/** What may follow a value inside a number: after twenty a number below 10, after five none. */
function roomAfter(value: number): number {
  if (value >= 100) return 100;
  return value >= 20 && value % 10 === 0 ? 10 : 0;
}

/**
 * Reads the longest cardinal in words at `start`, 0 to 999,999; null where none stands there.
 * @example "nine hundred and ninety-nine" // 999
 */
export function readNumberWords(lexicon: Lexicon, tokens: readonly Token[], start: number): ReadNumber | null {
  const words = numbersOf(lexicon);
  let index = start;
  let total = 0;
  let group = 0;
  let room = 1000;
  let sawWord = false;
  let sawThousand = false;
  if (words.articles.has(tokens[index]?.text ?? "") && (words.multipliers.get(tokens[index + 1]?.text ?? "") ?? 0) > 0) {
    group = 1;
    room = 0;
    index += 1;
    sawWord = true;
  }
  while (index < tokens.length) {
    const skip = sawWord ? joinerLength(words, tokens, index, room) : 0;
    const text = tokens[index + skip]?.text ?? "";
    const value = words.small.get(text);
    if (value !== undefined && value < room && (value > 0 || !sawWord) && !continuesInHundreds(words, tokens, index, skip)) {
      group += value;
      room = value === 0 ? 0 : Math.min(roomAfter(value), room);
      index += skip + 1;
      sawWord = true;
      continue;
    }
    const factor = skip > 0 ? undefined : words.multipliers.get(text);
    if (factor === 100 && group > 0 && group < 100 && room !== 100) {
      group *= 100;
      room = 100;
    } else if (factor === 1000 && !sawThousand && (group > 0 || (!sawWord && isWholeWord(lexicon)))) {
      total = Math.max(group, 1) * 1000;
      group = 0;
      room = 1000;
      sawThousand = true;
    } else break;
    index += 1;
    sawWord = true;
  }
  return sawWord ? { value: total + group, length: index - start } : null;
}

/** In Spanish and Portuguese "mil" alone is a number; in English "thousand" is not. */
function isWholeWord(lexicon: Lexicon): boolean {
  return !Object.hasOwn(lexicon.numbers.multipliers, "hundred");
}

/** A joiner or hyphen counts only where it can join: "thirty-one", "treinta y uno", "one hundred and two". */
function joinerLength(words: FoldedNumbers, tokens: readonly Token[], index: number, room: number): number {
  const token = tokens[index];
  if (token === undefined) return 0;
  if (token.text === "-" && !token.spaced && tokens[index + 1]?.spaced === false) return 1;
  return words.joiners.get(token.text)?.includes(room) ? 1 : 0;
}

/** "two hundred and three hundred" is two numbers: what follows the joiner has a hundred of its own. */
function continuesInHundreds(words: FoldedNumbers, tokens: readonly Token[], index: number, skip: number): boolean {
  return skip > 0 && words.multipliers.get(tokens[index + skip + 1]?.text ?? "") === 100;
}

/** Why digits are not a whole number of people. */
export type DigitsProblem = "malformed-number" | "fraction" | "out-of-range";

/** The largest count, 2³¹ − 1: the largest number that an int32 column holds. */
export const largestCount = 2_147_483_647;

const grouped = { ",": /^[1-9]\d{0,2}(?:,\d{3})+$/, ".": /^[1-9]\d{0,2}(?:\.\d{3})+$/, " ": /^[1-9]\d{0,2}(?: \d{3})+$/ };
const decimals = { ",": /^\d+(?:,\d{3})*\.\d{1,2}$/, ".": /^\d+(?:\.\d{3})*,\d{1,2}$/ };

/**
 * Reads printed digits with the language's thousands mark, or a space, between groups of three.
 * @example readDigits("1,513", ",") // 1513; readDigits("1,513", ".") // "malformed-number"
 */
export function readDigits(text: string, thousands: "," | "."): number | DigitsProblem {
  if (decimals[thousands].test(text)) return "fraction";
  if (!/^(?:0|[1-9]\d*)$/.test(text) && !grouped[thousands].test(text) && !grouped[" "].test(text)) return "malformed-number";
  const digits = text.replace(/[., ]/g, "");
  if (digits.length > 10) return "out-of-range";
  let value = 0;
  for (const digit of digits) value = value * 10 + (digit.charCodeAt(0) - 48);
  return value > largestCount ? "out-of-range" : value;
}

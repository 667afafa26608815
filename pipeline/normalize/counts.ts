// How printed words become a count: one anchored reading from left to right, refused unless wholly read.
import { type Refusal, shorten } from "../finding.ts";
import { type CountTokens, type CountWordAt, tagCount } from "./count-words.ts";
import type { CountBound } from "./lexicon/lexicon.ts";
import { findLexicon, languages } from "./lexicon/lexicons.ts";
import { largestCount } from "./number-words.ts";
import { foldShort, longestText } from "./words.ts";

export type CountQualifier = "exact" | CountBound | "range" | "vague" | "unstated";
export type CountStatus = "reported" | "stated_none" | "stated_unknown";

/** A count as read. Bounds are inclusive whole numbers, null where the words give none; null is never zero. */
export interface CountReading {
  readonly stated: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly qualifier: CountQualifier;
  readonly status: CountStatus;
  /** Ids of the rules that read it, as in the table `rules`. */
  readonly rules: readonly string[];
}

interface Problem {
  readonly problem: string;
  readonly detail: string;
}

type Attempt = CountReading | Problem;

/** What stands at a place where a number may: a number, a collective, or a word for one. */
interface Quantity {
  readonly kind: "number" | "vague";
  readonly value: number;
  readonly next: number;
}

/** The published table of bounds: what each qualifier makes of n. */
const bounds: Readonly<Record<CountBound, (n: number) => [number | null, number | null]>> = {
  at_least: (n) => [n, null],
  more_than: (n) => [n + 1, null],
  at_most: (n) => [null, n],
  fewer_than: (n) => [null, n - 1],
  approximate: () => [null, null],
  approximate_below: (n) => [null, n - 1],
  approximate_above: (n) => [n + 1, null],
};

/**
 * Reads a printed count of people or things. Never throws.
 * @returns a reading, or a refusal: count/empty, count/no-lexicon, count/unread, count/malformed-number, count/fraction,
 * count/negative, count/out-of-range, count/two-numbers, count/not-a-count, count/reversed.
 * @example parseCount({ text: "more than 120", language: "en" }) // stated 120, low 121, high null
 */
export function parseCount(question: { readonly text: string; readonly language: string }): CountReading | Refusal {
  const lexicon = findLexicon(question.language);
  if (lexicon === null) return refuse({ problem: "no-lexicon", detail: `There are words only for ${languages.join(", ")}` });
  const folded = foldShort(question.text);
  if (folded === "") return refuse({ problem: "empty", detail: "No words stand here" });
  if (folded === null) return refuse({ problem: "unread", detail: `A count has at most ${longestText} characters` });
  const words = tagCount(lexicon, folded);
  const attempt = findDanger(words) ?? readCount(words);
  return "problem" in attempt ? refuse(withNearest(attempt, words)) : attempt;
}

/** An unread text is told with the rule that reads the most words from its beginning. */
function withNearest(problem: Problem, words: CountTokens): Problem {
  if (problem.problem !== "unread") return problem;
  for (let length = words.length - 1; length > 0; length--) {
    const attempt = readCount(words.slice(0, length));
    if (!("problem" in attempt)) return { ...problem, detail: `${problem.detail}; ${attempt.rules.at(-1)} nearly reads it` };
  }
  return problem;
}

function refuse(problem: Problem): Refusal {
  return { code: `count/${problem.problem}`, message: `${problem.detail}.` };
}

const unread: Problem = { problem: "unread", detail: "No rule for counts reads these words wholly" };

function unreadAt(words: CountTokens, index: number): Problem {
  const word = words[index];
  return word ? { problem: "unread", detail: `No rule for counts reads "${shorten(word.text, 40)}" here` } : unread;
}

/** Words that make a text no count of people, wherever they stand. */
function findDanger(words: CountTokens): Problem | null {
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as CountWordAt;
    if (word.tag === "problem") return { problem: word.problem, detail: word.detail };
    if (word.tag === "fraction") return { problem: "fraction", detail: "People and things are counted in whole numbers" };
    if (word.tag === "changes") return { problem: "unread", detail: `No rule for counts reads "${word.text}"` };
    if (word.tag === "share") return { problem: "not-a-count", detail: "A share is not a count" };
    const sum = word.tag === "money" && (words[index - 1]?.tag === "number" || words[index + 1]?.tag === "number");
    if (sum) return { problem: "not-a-count", detail: "An amount of money is not a count" };
    if (word.tag === "duration" && numberEndsAt(words, index - 1))
      return { problem: "not-a-count", detail: "A length of time is not a count" };
    if (word.tag === "number" && (words[index - 1]?.tag === "identifier" || words[index - 2]?.tag === "identifier"))
      return { problem: "not-a-count", detail: "The number of a decree, law, page or day is not a count" };
  }
  return null;
}

function numberEndsAt(words: CountTokens, index: number): boolean {
  const word = words[index];
  return word?.tag === "number" || (word?.text === "-" && words[index - 1]?.tag === "number");
}

function readCount(words: CountTokens): Attempt {
  const start = skipLead(words);
  const word = words[start];
  if (word === undefined) return readPlural(words) ?? unread;
  if (word.tag === "unknown") return onlyPlainWords(words, start + 1) ?? stateless("stated_unknown", "unstated", null, "count/unknown");
  if (word.tag === "none") return readNone(words, start);
  if (word.tag === "between") return readBetween(words, start);
  if (word.tag === "bound") return readBounded(words, start, word.qualifier);
  if (word.tag === "last") return readLast(words, start) ?? unreadAt(words, start);
  return readAmount(words, start) ?? readPlural(words) ?? unreadAt(words, start);
}

/** Words that a writer prints before the number. A bare plural is such a word only where a number follows. */
function skipLead(words: CountTokens): number {
  const opens = words.findIndex((word) => word.tag === "number" || word.tag === "bound" || word.tag === "vague" || word.tag === "between");
  let index = 0;
  while (isLead(words[index], index < opens)) index += 1;
  return index;
}

function isLead(word: CountWordAt | undefined, beforeNumber: boolean): boolean {
  if (word?.tag === "lead") return true;
  if (!beforeNumber) return false;
  return word?.tag === "plural" || (word?.tag === "mark" && /^[:,("]$/.test(word.text)) || (word?.tag === "to" && word.text === "a");
}

function stateless(status: CountStatus, qualifier: CountQualifier, value: number | null, rule: string): CountReading {
  return { stated: value, low: value, high: value, qualifier, status, rules: [rule] };
}

function readNone(words: CountTokens, start: number): Attempt {
  const hedged = words.slice(start + 1).some((word) => word.tag === "hedge");
  if (hedged) return { problem: "unread", detail: "None reported is not the same as none" };
  return onlyPlainWords(words, start + 1) ?? stateless("stated_none", "exact", 0, "count/none");
}

/** Null where nothing after `start` is a number, a bound or a negation; else the problem. */
function onlyPlainWords(words: CountTokens, start: number): Problem | null {
  const last = words.at(-1);
  const dangling = last?.tag === "to" || last?.tag === "or" || last?.tag === "and" || (last?.tag === "mark" && last.text === "-");
  if (dangling) return unreadAt(words, words.length - 1);
  for (let index = start; index < words.length; index++) {
    const word = words[index];
    if (word?.tag === "number" || word?.tag === "vague" || word?.tag === "group") {
      return { problem: "two-numbers", detail: `A second number, "${shorten(word.text, 40)}", stands here` };
    }
    if (word?.tag === "bound" || word?.tag === "suffix" || word?.tag === "none" || word?.tag === "unknown" || word?.tag === "between")
      return unreadAt(words, index);
    const adds = word?.tag === "and" && (words[index + 1]?.tag === "article" || words[index + 1]?.tag === "another");
    if (adds) return { problem: "two-numbers", detail: "A second number stands here" };
    if (word?.tag === "mark" && !/^[.,;:()"'-]$/.test(word.text)) return unreadAt(words, index);
  }
  return null;
}

/** A number, a number of groups, a collective or a word for one, at `start`. */
function quantityAt(words: CountTokens, start: number): Quantity | null {
  let index = start;
  while (words[index]?.tag === "another" || words[index]?.tag === "others") index += 1;
  const word = words[index];
  if (word?.tag === "number") {
    const after = words[index + 1];
    if (after?.tag === "group") return { kind: "number", value: word.value * after.size, next: index + 2 };
    return { kind: "number", value: word.value, next: index + 1 };
  }
  if (word?.tag === "article" && words[index + 1]?.tag === "group") {
    const group = words[index + 1];
    return group?.tag === "group" ? { kind: "number", value: group.size, next: index + 2 } : null;
  }
  if (word?.tag === "group" && index > start) return { kind: "number", value: word.size, next: index + 1 };
  if (word?.tag === "vague") return { kind: "vague", value: word.low, next: index + 1 };
  return null;
}

function readAmount(words: CountTokens, start: number): Attempt | null {
  const first = quantityAt(words, start);
  if (first === null) return readOne(words, start);
  if (first.kind === "vague") {
    return onlyPlainWords(words, first.next) ?? vague(first.value, "count/vague");
  }
  if (first.value > largestCount) return tooLarge;
  const range = readRange(words, first);
  if (range) return range;
  const suffix = words[first.next];
  if (suffix?.tag === "suffix") return onlyPlainWords(words, first.next + 1) ?? bounded(first.value, suffix.qualifier);
  if (words[first.next]?.tag === "mark" && words[first.next]?.text === "+")
    return onlyPlainWords(words, first.next + 1) ?? bounded(first.value, "at_least");
  return withSuffixLater(words, first) ?? onlyPlainWords(words, first.next) ?? exact(first.value);
}

const tooLarge: Problem = { problem: "out-of-range", detail: `A count is at most ${largestCount}` };

const one: CountReading = stateless("reported", "exact", 1, "count/one");

/** A word that gives no number but the least it needs. */
function vague(low: number, rule: string): CountReading {
  return { stated: null, low, high: null, qualifier: "vague", status: "reported", rules: [rule] };
}

function exact(value: number): CountReading {
  if (value === 0) return stateless("stated_none", "exact", 0, "count/none");
  return stateless("reported", "exact", value, "count/exact");
}

/** "80 personas aproximadamente", "9 people or more": the bounding words stand at the very end. */
function withSuffixLater(words: CountTokens, first: Quantity): Attempt | null {
  const last = words.at(-1);
  if (last?.tag !== "suffix" || onlyPlainWords(words.slice(0, -1), first.next) !== null) return null;
  return bounded(first.value, last.qualifier);
}

function bounded(value: number, qualifier: CountBound): Attempt {
  const [low, high] = bounds[qualifier](value);
  if (high !== null && high < 0) return { problem: "negative", detail: "A count is not below zero" };
  if (low !== null && low > largestCount) return tooLarge;
  return { stated: value, low, high, qualifier, status: "reported", rules: [`count/${qualifier.replace("_", "-")}`] };
}

function readBounded(words: CountTokens, start: number, qualifier: CountBound): Attempt {
  const quantity = quantityAt(words, words[start + 1]?.tag === "to" ? start + 2 : start + 1);
  if (quantity === null || quantity.kind === "vague") return unreadAt(words, start);
  if (readRange(words, quantity) !== null) return unreadAt(words, quantity.next);
  return onlyPlainWords(words, quantity.next) ?? bounded(quantity.value, qualifier);
}

/** "30 to 40", "30-40", "two or three". */
function readRange(words: CountTokens, first: Quantity): Attempt | null {
  const link = words[first.next];
  const dash = link?.tag === "mark" && link.text === "-";
  if (link?.tag !== "to" && link?.tag !== "or" && !dash) return null;
  const second = quantityAt(words, first.next + 1);
  if (second === null || second.kind !== "number") return null;
  return onlyPlainWords(words, second.next) ?? range(first.value, second.value);
}

function range(low: number, high: number): Attempt {
  if (low > high) return { problem: "reversed", detail: `${low} is more than ${high}` };
  if (high > largestCount) return tooLarge;
  return { stated: null, low, high, qualifier: "range", status: "reported", rules: ["count/range"] };
}

/** "between 30 and 40". Number words are read whole, so the joiner that is left is the one between the two. */
function readBetween(words: CountTokens, start: number): Attempt {
  const first = quantityAt(words, start + 1);
  const link = words[first?.next ?? words.length];
  if (first?.kind !== "number" || (link?.tag !== "and" && link?.tag !== "to")) return unreadAt(words, start);
  const second = quantityAt(words, first.next + 1);
  if (second?.kind !== "number") return unreadAt(words, start);
  return onlyPlainWords(words, second.next) ?? range(first.value, second.value);
}

/** A journalist, another demonstrator: one, where a noun follows. */
function readOne(words: CountTokens, start: number): Attempt | null {
  const word = words[start];
  if (word?.tag !== "article" && word?.tag !== "another") return null;
  const noun = words[start + 1];
  if (noun === undefined) return word.tag === "another" ? one : null;
  if (noun.tag !== "word" && noun.tag !== "lead") return null;
  return onlyPlainWords(words, start + 1) ?? one;
}

/** The last victim: one. The last two victims: two. */
function readLast(words: CountTokens, start: number): Attempt | null {
  const quantity = quantityAt(words, start + 1);
  if (quantity?.kind === "number") return onlyPlainWords(words, quantity.next) ?? exact(quantity.value);
  const noun = words[start + 1];
  if (noun?.tag !== "word" && noun?.tag !== "lead") return null;
  return onlyPlainWords(words, start + 1) ?? one;
}

/** Victims, houses: more than one of them, so at least two. */
function readPlural(words: CountTokens): Attempt | null {
  const index = words[0]?.tag === "lead" ? 1 : 0;
  if (words[index]?.tag !== "plural") return null;
  return onlyPlainWords(words, index + 1) ?? vague(2, "count/plural");
}

// How printed words become a date: a whole reading by the published rules, or a refusal that says what stopped it.
import { type Refusal, shorten } from "../finding.ts";
import type { Day } from "./calendar.ts";
import { type DateContext, isProblem, type Problem } from "./date-items.ts";
import { readPhrase } from "./date-phrases.ts";
import type { DateReading } from "./date-reading.ts";
import { type Tagged, tagDate } from "./date-words.ts";
import { isEdtf, writeInterval } from "./edtf.ts";
import { findLexicon, languages } from "./lexicon/lexicons.ts";
import { foldShort, longestText } from "./words.ts";

export type { DatePrecision, DateReading } from "./date-reading.ts";

/**
 * What surrounds the words: publication and anchor in days, and whether the date is one of something planned, so that
 * it may lie after publication; left out where that is not known.
 */
export interface DateQuestion {
  readonly text: string;
  /** BCP 47. */
  readonly language: string;
  readonly published?: { readonly earliest: Day; readonly latest: Day } | null;
  readonly anchor?: { readonly earliest: Day; readonly latest: Day } | null;
  readonly planned?: boolean;
}

/**
 * Reads a printed date. Never throws.
 * @param read what reads the words, for callers that remember those that come again.
 * @returns a reading, or a refusal: date/empty, date/no-lexicon, date/unread, date/no-such-day, date/weekday-mismatch,
 * date/ambiguous, date/needs-publication, date/needs-anchor, date/reversed, date/after-publication.
 * @example parseDate({ text: "November 27 and 28", language: "en", published }) // 2019-11-27/2019-11-28
 */
export function parseDate(
  question: DateQuestion,
  read: (question: DateQuestion) => DateReading | Refusal = readWords,
): DateReading | Refusal {
  const reading = read(question);
  return "code" in reading ? reading : checkPublication(reading, question);
}

/** As `parseDate`, but for the last day that publication sets, which does not enter here. */
export function readWords(question: DateQuestion): DateReading | Refusal {
  const { published = null, anchor = null } = question;
  return readTagged(tagWords(question), { published, anchor, yearLimit: published?.latest ?? null });
}

/** Reads words that are tagged. @param around asked for a day only where the words lean on it. */
export function readTagged(tagged: TaggedWords | Refusal, around: Omit<DateContext, "dayFirst">): DateReading | Refusal {
  if ("code" in tagged) return tagged;
  const { words, dayFirst } = tagged;
  const context = new AskedContext(around, dayFirst);
  const attempt = readPhrase(words, context) ?? { problem: "unread", detail: explainUnread(words, context) };
  if (isProblem(attempt)) return refuse(attempt);
  if (!isEdtf(attempt.edtf)) return refuse({ problem: "unread", detail: "the day lies outside the years 0 to 9999" });
  return attempt;
}

/** Asks on only when it is asked. A class, because an object with getters of its own is slow to make. */
class AskedContext implements DateContext {
  readonly #around: Omit<DateContext, "dayFirst">;
  readonly dayFirst: DateContext["dayFirst"];

  constructor(around: Omit<DateContext, "dayFirst">, dayFirst: DateContext["dayFirst"]) {
    this.#around = around;
    this.dayFirst = dayFirst;
  }
  get published(): DateContext["published"] {
    return this.#around.published;
  }
  get anchor(): DateContext["anchor"] {
    return this.#around.anchor;
  }
  get yearLimit(): DateContext["yearLimit"] {
    return this.#around.yearLimit;
  }
}

/** The words of a date with what each does, which depends on the language alone. */
export interface TaggedWords {
  readonly words: readonly Tagged[];
  readonly dayFirst: DateContext["dayFirst"];
}

/** Tags the words of a date. Refusals: date/empty, date/no-lexicon, date/unread. */
export function tagWords({ text, language }: Pick<DateQuestion, "text" | "language">): TaggedWords | Refusal {
  const lexicon = findLexicon(language);
  if (lexicon === null) return refuse({ problem: "no-lexicon", detail: `there are words only for ${languages.join(", ")}` });
  const folded = foldShort(text);
  if (folded === "") return refuse({ problem: "empty", detail: "no words stand here" });
  if (folded === null) return refuse({ problem: "unread", detail: `a date has at most ${longestText} characters` });
  return { words: stripOuter(tagDate(lexicon, folded)), dayFirst: lexicon.dayFirst };
}

function refuse(problem: Problem): Refusal {
  return { code: `date/${problem.problem}`, message: `${capital(problem.detail)}.` };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A full stop at the end and brackets around the whole change nothing. */
function stripOuter(words: readonly Tagged[]): readonly Tagged[] {
  const last = words.at(-1);
  if (last?.tag === "mark" && ".,;:".includes(last.text)) return stripOuter(words.slice(0, -1));
  const first = words[0];
  if (first?.tag === "mark" && last?.tag === "mark" && first.text === "(" && last.text === ")") return words.slice(1, -1);
  return words;
}

/** What stopped the reading, and the rule that reads the most words from the beginning. */
function explainUnread(words: readonly Tagged[], context: DateContext): string {
  const nearest = findNearest(words, context);
  return `${explainWord(words)}${nearest === null ? "" : `; ${nearest} nearly reads it`}`;
}

function findNearest(words: readonly Tagged[], context: DateContext): string | null {
  for (let length = words.length - 1; length > 0; length--) {
    const attempt = readPhrase(words.slice(0, length), context);
    if (attempt !== null && !isProblem(attempt)) return attempt.rules.findLast((rule) => rule !== "date/year-inherited") ?? null;
  }
  return null;
}

function explainWord(words: readonly Tagged[]): string {
  const unknown = words.find((word) => word.tag === "word");
  if (unknown?.tag === "word") return `no rule for dates reads the word "${shorten(unknown.text, 40)}"`;
  return "no rule for dates reads these words wholly";
}

function checkPublication(reading: DateReading, { published, planned }: DateQuestion): DateReading | Refusal {
  const limit = published?.latest ?? null;
  if (limit === null || planned === true) return reading;
  // "Thursday (26)" may lie ahead; whether it may here is known only with the role of the date.
  if (planned === undefined && reading.basis === "publication_relative") return reading;
  const whole = reading.precision === "month" || reading.precision === "year" || reading.precision.startsWith("part");
  const tested = whole ? reading.earliest : (reading.latest ?? reading.earliest);
  if (tested === null || tested <= limit) return capAt(reading, limit);
  return refuse({ problem: "after-publication", detail: `${tested} is later than the latest day of publication, ${limit}` });
}

/** A whole month, year or part that was not over at publication ends there, whatever its name (rule r12). */
function capAt(reading: DateReading, limit: Day): DateReading {
  if (reading.earliest === null || reading.latest === null || reading.latest <= limit) return reading;
  const mark = { none: "", approximate: "~", uncertain: "?" }[reading.qualifier];
  const edtf = (writeInterval(reading.earliest, limit) ?? "")
    .split("/")
    .map((end) => end + mark)
    .join("/");
  const { earliest, precision, qualifier, basis, rules } = reading;
  return { edtf, earliest, latest: limit, precision, qualifier, basis, rules: [...rules, "date/until-publication"] };
}

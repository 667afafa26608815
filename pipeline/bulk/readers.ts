// The readers of words with a memory: printed words repeat, and each is read once for the same surroundings.

import type { Day } from "../normalize/calendar.ts";
import type { NormalPlace, Readers } from "../normalize/claims.ts";
import { parseCount } from "../normalize/counts.ts";
import { type DateQuestion, parseDate, readTagged, tagWords } from "../normalize/dates.ts";
import { findPlace, type Gazetteer } from "../normalize/places.ts";
import { type Memory, makeMemory } from "./memory.ts";

/** Readers for one gazetteer. They read as the plain ones do. */
export function rememberingReaders(gazetteer: Gazetteer<NormalPlace>): Readers {
  const [places, counts] = [makeMemory<ReturnType<Readers["findPlace"]>>(), makeMemory<ReturnType<Readers["parseCount"]>>()];
  const readDate = makeDateReader();
  return {
    parseDate: (question) => parseDate(question, readDate),
    parseCount: (question) => recallOr(counts, question.language, question.text, () => parseCount(question)),
    findPlace: (_, question) => recallOr(places, question.within ?? "", question.text, () => findPlace(gazetteer, question)),
  };
}

function recallOr<Answer>({ recall, keep }: Memory<Answer>, group: string, text: string, ask: () => Answer): Answer {
  const found = recall(group, text);
  if (found !== undefined) return found;
  const answer = ask();
  keep(group, text, answer);
  return answer;
}

type DateAnswer = ReturnType<typeof readTagged>;

/** What is known of the words of a date in one language. */
interface KnownWords {
  /** Null once they are known to lean on nothing: then they need not be read again. */
  tagged: ReturnType<typeof tagWords> | null;
  /** Their reading where they lean on nothing around them. */
  alone: DateAnswer | null;
  /** Readings whose year was inherited, one a year, the last read first. */
  inherited: readonly Inherited[];
}

/** How words are read whose time is the latest in or before a year, for publications from a day of it on. */
interface Inherited {
  readonly year: string;
  readonly from: Day;
  readonly reading: DateAnswer;
}

/** Years of which a reading is kept, the last that were asked for. */
const mostYears = 32;

/**
 * Reads the words of a date. What does not lean on publication or anchor is the same for all; a year that is inherited is the same for
 * every publication later in that year, for the time meant is the latest not after it. The rest is read again from words that are
 * known, which takes no longer than to look for what was read of them in the same surroundings.
 */
function makeDateReader(): (question: DateQuestion) => DateAnswer {
  const known = makeMemory<KnownWords>();
  return (question) => {
    const { text, language, published } = question;
    const words = recallOr(known, language, text, () => learnWords(question));
    const { alone, tagged } = words;
    if (alone !== null || tagged === null) return alone as DateAnswer;
    const latest = published?.latest ?? "";
    const year = latest.slice(0, 4);
    const inherited = words.inherited.find((each) => each.year === year);
    if (inherited !== undefined && inherited.from <= latest) return inherited.reading;
    const leans = new Watched(question);
    const reading = readTagged(tagged, leans);
    if (!leans.more && !leans.year) {
      words.alone = reading;
      words.tagged = null;
    } else if (!leans.more && isInherited(tagged, reading, year)) {
      words.inherited = [{ year, from: latest, reading }, ...words.inherited.filter((each) => each.year !== year)].slice(0, mostYears);
    }
    return reading;
  };
}

const learnWords = (question: DateQuestion): KnownWords => ({
  tagged: tagWords(question),
  alone: null,
  inherited: [],
});

/** What stands in dates that are days, months or parts of them, joined, or what ends with one; others lean on days that are counted from them. */
const plainTags = new Set<string>([
  ...["number", "ordinal", "month", "weekday", "part", "filler", "mark", "and", "or", "to", "between", "from"],
  ...["around", "possibly", "before", "until"],
]);

/** Whether every day of it lies in the year of publication, because that was the latest such time. */
function isInherited(tagged: ReturnType<typeof tagWords>, reading: DateAnswer, year: string): boolean {
  if ("code" in tagged || "code" in reading || reading.basis !== "year_inherited") return false;
  const days = [reading.earliest, reading.latest].filter((day) => day !== null);
  return days.every((day) => day.slice(0, 4) === year) && tagged.words.every(({ tag }) => plainTags.has(tag));
}

/** The days around some words, and which of them were asked for while these were read. A class, so that all have one shape. */
class Watched {
  /** Whether the anchor or the days of publication were asked for. */
  more = false;
  /** Whether the year of publication was. */
  year = false;
  readonly #question: DateQuestion;

  constructor(question: DateQuestion) {
    this.#question = question;
  }
  get published(): NonNullable<DateQuestion["published"]> | null {
    this.more = true;
    return this.#question.published ?? null;
  }
  get anchor(): NonNullable<DateQuestion["anchor"]> | null {
    this.more = true;
    return this.#question.anchor ?? null;
  }
  get yearLimit(): Day | null {
    this.year = true;
    return this.#question.published?.latest ?? null;
  }
}

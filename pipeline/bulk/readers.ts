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
  /** Readings whose year was inherited, by that year, with the first latest day of publication from which on it is known to be so read. */
  readonly inherited: Map<string, { readonly reading: DateAnswer; readonly from: Day }>;
  /** Whether they leaned on more than the latest day of publication when they were last read. */
  leansOnMore: boolean;
}

/** What words lean on, as it shows while they are read. */
interface Leaning {
  /** Whether the anchor was asked for, or the earliest day of publication. */
  more: boolean;
  /** Whether the latest day of publication was asked for, for more than a year. */
  latest: boolean;
  /** Whether the year of publication was. */
  year: boolean;
}

/**
 * Reads the words of a date. What does not lean on publication or anchor is the same for all; a year that is inherited is the same for
 * every publication later in that year, for the time meant is the latest not after it; the rest is the same for the same days around it.
 */
function makeDateReader(): (question: DateQuestion) => DateAnswer {
  const [known, leaning] = [makeMemory<KnownWords>(), makeMemory<DateAnswer>()];
  return (question) => {
    const { text, language, published } = question;
    const words = recallOr(known, language, text, () => learnWords(question));
    const { alone, tagged } = words;
    if (alone !== null || tagged === null) return alone as DateAnswer;
    const latest = published?.latest ?? "";
    const year = latest.slice(0, 4);
    const inherited = words.inherited.get(year);
    if (inherited !== undefined && inherited.from <= latest) return inherited.reading;
    const recalled = leaning.recall(surroundingsOf(question, words.leansOnMore), text);
    if (recalled !== undefined) return recalled;
    const leans: Leaning = { more: false, latest: false, year: false };
    const reading = readTagged(tagged, watch(question, leans));
    words.leansOnMore = leans.more;
    if (!leans.more && !leans.latest && !leans.year) {
      words.alone = reading;
      words.tagged = null;
    } else if (!leans.more && !leans.latest && isInherited(tagged, reading, year)) words.inherited.set(year, { reading, from: latest });
    else leaning.keep(surroundingsOf(question, leans.more), text, reading);
    return reading;
  };
}

const learnWords = (question: DateQuestion): KnownWords => ({
  tagged: tagWords(question),
  alone: null,
  inherited: new Map(),
  leansOnMore: false,
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

/** The days around the words, which note in `leans` that they were asked for. */
function watch({ published, anchor }: DateQuestion, leans: Leaning): Parameters<typeof readTagged>[1] {
  const days = published && {
    get earliest() {
      leans.more = true;
      return published.earliest;
    },
    get latest() {
      leans.latest = true;
      return published.latest;
    },
  };
  return {
    get published() {
      leans.latest = true;
      return days ?? null;
    },
    get anchor() {
      leans.more = true;
      return anchor ?? null;
    },
    get yearLimit() {
      leans.year = true;
      return published?.latest ?? null;
    },
  };
}

const surroundingsOf = ({ language, published, anchor }: DateQuestion, all: boolean): string =>
  all
    ? `${language} ${published?.earliest} ${published?.latest} ${anchor?.earliest} ${anchor?.latest}`
    : `${language} ${published?.latest}`;

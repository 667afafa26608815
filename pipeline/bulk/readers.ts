// The readers of words with a memory: printed words repeat, and each is read once for the same surroundings.
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

/**
 * Reads the words of a date. Whether a reading leans on publication or anchor shows while it is made: one that does not is the same
 * for all, another for the same days around it.
 */
function makeDateReader(): (question: DateQuestion) => ReturnType<typeof readTagged> {
  const [alone, leaning] = [makeMemory<ReturnType<typeof readTagged>>(), makeMemory<ReturnType<typeof readTagged>>()];
  const words = makeMemory<ReturnType<typeof tagWords>>();
  return (question) => {
    const { text, language } = question;
    const known = alone.recall(language, text);
    if (known !== undefined) return known;
    const around = surroundingsOf(question);
    const recalled = leaning.recall(around, text);
    if (recalled !== undefined) return recalled;
    let leans = false;
    const lean = <Days>(days: Days): Days => {
      leans = true;
      return days;
    };
    const tagged = recallOr(words, language, text, () => tagWords(question));
    const reading = readTagged(tagged, {
      get published() {
        return lean(question.published ?? null);
      },
      get anchor() {
        return lean(question.anchor ?? null);
      },
    });
    if (leans) leaning.keep(around, text, reading);
    else alone.keep(language, text, reading);
    return reading;
  };
}

const surroundingsOf = ({ language, published, anchor }: DateQuestion): string =>
  `${language} ${published?.earliest} ${published?.latest} ${anchor?.earliest} ${anchor?.latest}`;

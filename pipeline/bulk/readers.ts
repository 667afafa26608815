// The readers of words with a memory: printed words repeat, and each is read once for the same surroundings.
import type { NormalPlace, Readers } from "../normalize/claims.ts";
import { parseCount } from "../normalize/counts.ts";
import { type DateQuestion, parseDate, tagWords } from "../normalize/dates.ts";
import { findPlace, type Gazetteer } from "../normalize/places.ts";
import { remember } from "./memory.ts";

/** Readers for one gazetteer. They read as the plain ones do. */
export function rememberingReaders(gazetteer: Gazetteer<NormalPlace>): Readers {
  const place = remember(
    (question: Parameters<Readers["findPlace"]>[1]) => findPlace(gazetteer, question),
    ({ text, within }) => `${text}\n${within ?? ""}`,
  );
  const tag = remember(tagWords, ({ text, language }) => `${language}\n${text}`);
  return {
    parseDate: remember((question: DateQuestion) => parseDate(question, tag), dateKey),
    parseCount: remember(parseCount, ({ text, language }) => `${language}\n${text}`),
    findPlace: (_, question) => place(question),
  };
}

function dateKey({ text, language, published, anchor, planned }: DateQuestion): string {
  const days = `${published?.earliest} ${published?.latest} ${anchor?.earliest} ${anchor?.latest}`;
  return `${language} ${days} ${planned}\n${text}`;
}

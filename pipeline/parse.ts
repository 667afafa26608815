// What `recuento parse` answers for one question: the value that the rules read, or the finding.
import type { Refusal } from "./finding.ts";
import type { NormalPlace } from "./normalize/claims.ts";
import { parseCount } from "./normalize/counts.ts";
import { parseDate } from "./normalize/dates.ts";
import { readClosed } from "./normalize/edtf.ts";
import { ancestorsOf, findPlace, type Gazetteer } from "./normalize/places.ts";

export const parseKinds = ["date", "count", "place"] as const;
export type ParseKind = (typeof parseKinds)[number];

/** One answer: exactly one of `value` and `finding` is null. */
export interface Answer {
  readonly text: string | null;
  readonly value: object | null;
  readonly finding: Refusal | null;
}

/** A question as it came in, from options or from a line of JSON. */
export type Question = Readonly<Record<string, unknown>>;

/** Reads one line of JSON as a question; a refusal where it is none. Finding input/json. */
export function readQuestion(line: string): Question | Refusal {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Question;
  } catch {
    // Told below: what is not JSON and what is no object are the same fault to whoever wrote the line.
  }
  return { code: "input/json", message: "The line is not a JSON object." };
}

/** Answers one question. Never throws. Findings: input/json, and those of the rules. */
export function answer(kind: ParseKind, question: Question | Refusal, gazetteer: Gazetteer<NormalPlace> | null): Answer {
  if (isRefusal(question)) return { text: null, value: null, finding: { code: question.code, message: question.message } };
  const text = question["text"];
  if (typeof text !== "string")
    return { text: null, value: null, finding: { code: "input/json", message: "The key text is missing or not a string." } };
  const result = read(kind, text, question, gazetteer);
  if (isRefusal(result)) return { text, value: null, finding: { code: result.code, message: result.message } };
  return { text, value: result, finding: null };
}

function isRefusal(value: object): value is Refusal {
  return "code" in value && "message" in value;
}

function read(kind: ParseKind, text: string, question: Question, gazetteer: Gazetteer<NormalPlace> | null): object | Refusal {
  const option = (name: string): string | null => (typeof question[name] === "string" && question[name] !== "" ? question[name] : null);
  if (kind === "place")
    return gazetteer
      ? readPlace(gazetteer, text, option("within"))
      : { code: "input/gazetteer", message: "raw/places.csv could not be read." };
  const language = option("language");
  if (language === null) return { code: "input/language", message: "The key language is missing; it is a BCP 47 tag such as en." };
  if (kind === "count") {
    const reading = parseCount({ text, language });
    if (isRefusal(reading)) return reading;
    const { rules, ...value } = reading;
    return value;
  }
  const published = readDays("published", option("published"));
  const anchor = readDays("anchor", option("anchor"));
  if (published !== null && isRefusal(published)) return published;
  if (anchor !== null && isRefusal(anchor)) return anchor;
  const reading = parseDate({ text, language, published, anchor, planned: option("date_role") === "planned" });
  if (isRefusal(reading)) return reading;
  const { rules, ...value } = reading;
  return value;
}

function readDays(name: string, text: string | null): { earliest: string; latest: string } | null | Refusal {
  if (text === null) return null;
  const days = readClosed(text);
  if (days !== null) return days;
  return { code: `input/${name}`, message: `The key ${name} is an EDTF day or closed interval, such as 2019-12-18/2019-12-26.` };
}

function readPlace(gazetteer: Gazetteer<NormalPlace>, text: string, within: string | null): object | Refusal {
  const reading = findPlace(gazetteer, { text, within });
  if (isRefusal(reading)) return reading;
  const { place_id, name, kind, ine_code, iso_3166_2, latitude, longitude, uncertainty_m } = reading.place;
  const parents = ancestorsOf(gazetteer, reading.place).map((place) => place.name);
  return { place_id, name, kind, ine_code, iso_3166_2, latitude, longitude, uncertainty_m, within: parents };
}

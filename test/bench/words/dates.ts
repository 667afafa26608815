// How invented documents word a day: the phrasing of test/normalize/cases/dates.csv, for days that lie before publication.
import type { Random } from "../../fuzz/random.ts";
import { dayAt, type NamedDay } from "./days.ts";

/** The languages of invented documents. */
export type Language = "en" | "es";

/** Printed words and the day on which they lean, which few do. */
export interface DateWords {
  readonly text: string;
  /** ISO day, or null. */
  readonly anchor: string | null;
}

type Single = (day: NamedDay) => string;
/** Two days of which the second is one to six days later. */
type Double = (day: NamedDay, later: NamedDay) => string;

const list = (words: string): readonly string[] => words.split(" ");
const at = (words: readonly string[], index: number): string => words[index] ?? "";
const monthsEn = list("January February March April May June July August September October November December");
const shortEn = list("Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.");
const weekdaysEn = list("Monday Tuesday Wednesday Thursday Friday Saturday Sunday");
const monthsEs = list("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre");
const weekdaysEs = list("lunes martes miércoles jueves viernes sábado domingo");
const romans = list("I II III IV V VI VII VIII IX X XI XII");

const en = (day: NamedDay): string => at(monthsEn, day.month - 1);
const short = (day: NamedDay): string => at(shortEn, day.month - 1);
const weekday = (day: NamedDay): string => at(weekdaysEn, day.weekday);
const es = (day: NamedDay): string => at(monthsEs, day.month - 1);
const dia = (day: NamedDay): string => at(weekdaysEs, day.weekday);
const third = (day: NamedDay): number => Math.min(2, Math.floor((day.date - 1) / 10));

const singlesEn: readonly Single[] = [
  (day) => day.iso,
  (day) => `${day.date} ${en(day)} ${day.year}`,
  (day) => `${en(day)} ${day.date}, ${day.year}`,
  (day) => `${short(day)} ${day.date}, ${day.year}`,
  (day) => `on ${weekday(day)}, ${en(day)} ${day.date}, ${day.year}`,
  (day) => `in the morning of ${en(day)} ${day.date}, ${day.year}`,
  (day) => `${en(day)} ${day.date}`,
  (day) => `${short(day)} ${day.date}`,
  (day) => `${day.date} ${en(day)}`,
  (day) => `on ${en(day)} ${day.date}`,
  (day) => `${weekday(day)}, ${en(day)} ${day.date}`,
  (day) => `the night of ${en(day)} ${day.date}`,
  (day) => `around ${short(day)} ${day.date}`,
  (day) => `possibly ${en(day)} ${day.date}`,
  (day) => `before ${en(day)} ${day.date}`,
  (day) => `by ${short(day)} ${day.date}`,
  (day) => `since ${short(day)} ${day.date}`,
  (day) => `after ${en(day)} ${day.date}`,
  (day) => `${en(day)} ${day.year}`,
  (day) => `${at(["early", "mid", "late"], third(day))} ${en(day)} ${day.year}`,
];

const doublesEn: readonly Double[] = [
  (day, later) => `from ${en(day)} ${day.date} to ${en(later)} ${later.date}`,
  (day, later) => `between ${en(day)} ${day.date} and ${en(later)} ${later.date}`,
  (day, later) => `${en(day)} ${day.date} or ${en(later)} ${later.date}`,
  (day, later) => `${short(day)} ${day.date} and ${short(later)} ${later.date}`,
];

const singlesEs: readonly Single[] = [
  (day) => day.iso,
  (day) => `${day.date} de ${es(day)} de ${day.year}`,
  (day) => `el ${day.date} de ${es(day)} de ${day.year}`,
  (day) => `${day.date}/${day.month}/${day.year}`,
  (day) => `${day.date}-${at(romans, day.month - 1)}-${day.year}`,
  (day) => `${dia(day)} ${day.date} de ${es(day)} de ${day.year}`,
  (day) => `la noche del ${day.date} de ${es(day)} de ${day.year}`,
  (day) => `${day.date} de ${es(day)}`,
  (day) => `el ${day.date} de ${es(day)}`,
  (day) => `el ${dia(day)} ${day.date} de ${es(day)}`,
  (day) => `en la madrugada del ${day.date} de ${es(day)}`,
  (day) => `el pasado ${day.date} de ${es(day)}`,
  (day) => `hacia el ${day.date} de ${es(day)}`,
  (day) => `posiblemente el ${day.date} de ${es(day)}`,
  (day) => `antes del ${day.date} de ${es(day)}`,
  (day) => `hasta el ${day.date} de ${es(day)}`,
  (day) => `desde el ${day.date} de ${es(day)}`,
  (day) => `después del ${day.date} de ${es(day)}`,
  (day) => `${es(day)} de ${day.year}`,
  (day) => `a ${at(["principios", "mediados", "fines"], third(day))} de ${es(day)} de ${day.year}`,
];

const doublesEs: readonly Double[] = [
  (day, later) => `del ${day.date} de ${es(day)} al ${later.date} de ${es(later)}`,
  (day, later) =>
    day.month === later.month ? `entre el ${day.date} y el ${later.date} de ${es(later)}` : `el ${later.date} de ${es(later)}`,
  (day, later) => `${day.date} de ${es(day)} y ${later.date} de ${es(later)}`,
  (day, later) => (day.month === later.month ? `${day.date} o ${later.date} de ${es(day)}` : `el ${later.date} de ${es(later)}`),
];

const singles = { en: singlesEn, es: singlesEs };
const doubles = { en: doublesEn, es: doublesEs };
/** Words that lean on publication. */
const relative = {
  en: ["today", "yesterday", "this Friday", "on Monday", "last Tuesday", "two days ago", "three days ago", "Thursday", "since Sunday"],
  es: ["hoy", "ayer", "anoche", "la víspera", "este viernes", "el lunes", "el pasado martes", "hace dos días", "hace 15 días"],
};
/** Words that lean on an anchor that is two weeks or more before publication. */
const anchored = {
  en: ["the next day", "the same day", "the previous day", "two days later", "five days later", "three days before"],
  es: ["al día siguiente", "ese mismo día", "el día anterior", "dos días después", "cinco días después", "seis días antes"],
};
const soFar = { en: ["So far", "to date", "until yesterday"], es: ["hasta el momento", "hasta la fecha", "hasta ayer", "hasta ahora"] };

/** A number below `limit` that is more often small than large. */
export function small(random: Random, limit: number): number {
  const share = random.below(1_000_000) / 1_000_000;
  return Math.floor(share ** 3 * limit);
}

/** Words for a day in the seven weeks before the day of publication, which `published` numbers. */
export function wordDate(random: Random, language: Language, published: number): DateWords {
  const kind = random.below(20);
  if (kind < 3) return { text: random.pick(relative[language]), anchor: null };
  const day = published - 1 - small(random, 30);
  if (kind === 3) return { text: random.pick(anchored[language]), anchor: dayAt(day - 14).iso };
  if (kind < 8) return { text: random.pick(doubles[language])(dayAt(day - 6), dayAt(day - random.below(6))), anchor: null };
  return { text: random.pick(singles[language])(dayAt(day)), anchor: null };
}

/** Words for the day up to which a total runs. */
export function wordAsOf(random: Random, language: Language, published: number): string {
  if (random.once(2)) return random.pick(soFar[language]);
  const day = dayAt(published - small(random, 30));
  return language === "en" ? `as of ${day.date} ${en(day)} ${day.year}` : `hasta el ${day.date} de ${es(day)}`;
}

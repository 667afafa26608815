// Which words lead to which rule, as published: made from the lexicons, so that it cannot say what the code does not do.
import type { RuleWord } from "../model.ts";
import type { CountBound, CountTag, DateTag, Lexicon } from "./lexicon/lexicon.ts";
import { lexiconList } from "./lexicon/lexicons.ts";

type Entry = readonly [rule_id: string, phrase: string, value: number | null];

/** The rule that a word of dates leads to; words that only join or fill lead to none. */
const dateRules: Readonly<Partial<Record<DateTag, string>>> = {
  around: "date/approximate",
  possibly: "date/uncertain",
  before: "date/before",
  until: "date/until",
  after: "date/after",
  since: "date/since",
  soFar: "date/so-far",
  few: "date/few-days-after",
  week: "date/week-before",
  agoBefore: "date/ago",
  agoAfter: "date/ago",
  later: "date/by-anchor",
  firstMonths: "date/part-of-year",
  and: "date/days",
  or: "date/one-of",
  to: "date/interval",
  between: "date/interval",
};

/** The rule that a word of counts leads to. */
const countRules: Readonly<Partial<Record<CountTag, string>>> = {
  article: "count/one",
  another: "count/one",
  last: "count/one",
  plural: "count/plural",
  none: "count/none",
  unknown: "count/unknown",
  between: "count/range",
};

/** One row a rule, language and phrase, in no order. */
export function ruleWords(): RuleWord[] {
  return lexiconList.flatMap((lexicon) => {
    const rows = [...dateEntries(lexicon), ...countEntries(lexicon)].map(([rule_id, phrase, value]) => ({
      rule_id,
      language: lexicon.language,
      phrase,
      value,
    }));
    return [...new Map(rows.map((row) => [`${row.rule_id} ${row.phrase}`, row])).values()];
  });
}

function* dateEntries(lexicon: Lexicon): Iterable<Entry> {
  for (const [index, names] of lexicon.months.entries()) for (const name of names) yield ["date/month", name, index + 1];
  for (const [index, names] of lexicon.weekdays.entries()) for (const name of names) yield ["date/weekday", name, index + 1];
  for (const phrases of Object.values(lexicon.parts)) for (const phrase of phrases) yield ["date/part-of-month", phrase, null];
  for (const [phrase, days] of Object.entries(lexicon.relativeDays)) yield [days === 0 ? "date/today" : "date/yesterday", phrase, days];
  for (const [phrase, days] of Object.entries(lexicon.anchorDays)) yield ["date/by-anchor", phrase, days];
  for (const [tag, rule] of Object.entries(dateRules)) for (const phrase of lexicon.dates[tag as DateTag] ?? []) yield [rule, phrase, null];
}

function* countEntries(lexicon: Lexicon): Iterable<Entry> {
  for (const [word, value] of Object.entries({ ...lexicon.numbers.small, ...lexicon.numbers.multipliers }))
    yield ["count/exact", word, value];
  for (const [phrase, size] of Object.entries(lexicon.groups)) yield ["count/exact", phrase, size];
  for (const [phrase, low] of Object.entries(lexicon.vague)) yield ["count/vague", phrase, low];
  for (const bounds of [lexicon.bounds, lexicon.suffixes]) {
    for (const [qualifier, phrases] of Object.entries(bounds))
      for (const phrase of phrases) yield [boundRule(qualifier as CountBound), phrase, null];
  }
  for (const [tag, rule] of Object.entries(countRules)) for (const phrase of lexicon.counts[tag as CountTag]) yield [rule, phrase, null];
}

const boundRule = (qualifier: CountBound): string => `count/${qualifier.replace("_", "-")}`;

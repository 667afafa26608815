// What a language contributes: words only. The rules are the same for every language.

/** What a word or phrase does in a date. Months and weekdays carry their number. */
export type DateWord =
  | { tag: "month"; number: number }
  | { tag: "weekday"; number: number }
  | { tag: "ordinal"; number: number }
  | { tag: "part"; part: "early" | "mid" | "late" }
  | { tag: "relativeDay"; offset: number }
  | { tag: "anchorDay"; offset: number }
  | { tag: DateTag };

/** Words of dates that carry nothing but their function. */
export type DateTag =
  | "filler" // articles, prepositions and words such as "last" that change no reading
  | "and"
  | "or"
  | "to"
  | "from"
  | "between"
  | "around"
  | "possibly"
  | "before"
  | "until"
  | "after"
  | "since"
  | "soFar"
  | "days"
  | "few"
  | "week"
  | "agoBefore" // stands before the number: hace 15 días
  | "agoAfter" // stands after it: 15 days ago
  | "later"
  | "firstMonths";

/** What a word or phrase does in a count. */
export type CountWord =
  | { tag: "bound"; qualifier: CountBound }
  | { tag: "suffix"; qualifier: CountBound } // bounds the number before it: or more
  | { tag: "vague"; low: number }
  | { tag: "group"; size: number } // a dozen
  | { tag: CountTag };

/** Words of counts that carry nothing but their function. */
export type CountTag =
  | "article" // one, with the noun that follows: a journalist
  | "another" // one more; says increment, not number
  | "others" // stands beside a number and changes nothing: otros dos, two more
  | "more" // the same, but only after the number: two more, dos más
  | "last" // with the noun of one victim it is one: the last victim
  | "plural" // a bare plural of people or things harmed: at least two
  | "none"
  | "unknown"
  | "between"
  | "and"
  | "or"
  | "to"
  | "lead" // stands before a number and changes nothing: a total of
  | "fraction"
  | "duration"
  | "share"
  | "identifier"
  | "money"
  | "changes" // changes the number before it in a way that no rule reads: million, couple, thirty-odd
  | "hedge"; // turns "no deaths" into something weaker: reported

/** How a bounding word bounds: the qualifier that is published. */
export type CountBound = "at_least" | "more_than" | "at_most" | "fewer_than" | "approximate" | "approximate_below" | "approximate_above";

/** How number words of a language are built. */
export interface NumberWords {
  /** Values below one hundred and the hundreds that are one word. */
  readonly small: Readonly<Record<string, number>>;
  /** Words that multiply what stands before them: hundred, thousand, mil. */
  readonly multipliers: Readonly<Record<string, number>>;
  /** Words that join the parts, with what may still follow where they stand: after 100, a number below 100. */
  readonly joiners: Readonly<Record<string, readonly number[]>>;
  /** Articles that are one before a multiplier or a group: a hundred, a dozen. */
  readonly articles: readonly string[];
}

/** One language: one file of words. */
export interface Lexicon {
  /** BCP 47, lower case. */
  readonly language: string;
  readonly months: readonly (readonly string[])[];
  readonly weekdays: readonly (readonly string[])[];
  /** First to thirty-first, where they are words. */
  readonly ordinals: Readonly<Record<string, number>>;
  /** Letters that make digits ordinal: 15th, 1º. */
  readonly ordinalEndings: readonly string[];
  readonly dates: Readonly<Partial<Record<DateTag, readonly string[]>>>;
  readonly parts: Readonly<Record<"early" | "mid" | "late", readonly string[]>>;
  /** Days counted from publication: yesterday −1. */
  readonly relativeDays: Readonly<Record<string, number>>;
  /** Days counted from the anchor: the same day 0. */
  readonly anchorDays: Readonly<Record<string, number>>;
  /** True where 11/12/2019 is 11 December; null where the language leaves two readings. */
  readonly dayFirst: true | null;
  readonly numbers: NumberWords;
  /** The mark that separates thousands: 1,513 or 1.513. */
  readonly thousands: "," | ".";
  readonly bounds: Readonly<Record<CountBound, readonly string[]>>;
  readonly vague: Readonly<Record<string, number>>;
  readonly groups: Readonly<Record<string, number>>;
  /** Bounding words that stand after the number. */
  readonly suffixes: Readonly<Partial<Record<CountBound, readonly string[]>>>;
  readonly counts: Readonly<Record<CountTag, readonly string[]>>;
  /** Words around a place name: the kind they name, joining words, vicinity. */
  readonly places: {
    readonly kinds: Readonly<Record<string, readonly string[]>>;
    readonly filler: readonly string[];
    readonly vicinity: readonly string[];
    readonly and: readonly string[];
  };
}

// What a date is once it is read, and the shifts by days from publication or from the anchor.
import { addDays, type Day } from "./calendar.ts";
import type { Basis, DateContext, Problem } from "./date-items.ts";
import { writeInterval } from "./edtf.ts";

export type DatePrecision = "day" | "days" | "week" | "part_of_month" | "month" | "part_of_year" | "year" | "open" | "unknown";
export type DateQualifier = "none" | "approximate" | "uncertain";

/** A date as read. Bounds are inclusive ISO days, null where open; `edtf` reads back as the same bounds. */
export interface DateReading {
  readonly edtf: string;
  readonly earliest: Day | null;
  readonly latest: Day | null;
  readonly precision: DatePrecision;
  readonly qualifier: DateQualifier;
  readonly basis: Basis | "curated";
  /** Ids of the rules that read it, as in the table `rules`. */
  readonly rules: readonly string[];
}

export type Attempt = DateReading | Problem | null;

export const publicationEnd = (context: DateContext): Day | null => context.published?.latest ?? null;

export function fromAnchor(context: DateContext, from: number, to: number, rule: string): Attempt {
  if (context.anchor === null) return { problem: "needs-anchor", detail: "these words lean on a day that is not given" };
  return shifted(context.anchor, from, to, "anchor_relative", [rule]);
}

export function fromPublication(context: DateContext, offset: number, rule: string): Attempt {
  if (context.published === null) return { problem: "needs-publication", detail: "these words lean on the day of publication" };
  return shifted(context.published, offset, offset, "publication_relative", [rule]);
}

/** The interval from `from` days after the earliest to `to` days after the latest day of the base. */
export function shifted(
  base: { earliest: Day; latest: Day },
  from: number,
  to: number,
  basis: DateReading["basis"],
  rules: readonly string[],
): DateReading {
  const earliest = addDays(base.earliest, from);
  const latest = addDays(base.latest, to);
  const edtf = writeInterval(earliest, latest) ?? "";
  return { edtf, earliest, latest, precision: earliest === latest ? "day" : "days", qualifier: "none", basis, rules };
}

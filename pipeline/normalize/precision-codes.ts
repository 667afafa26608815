// What our precision is called in the codes of other datasets (UCDP GED codebook 24.1, fields date_prec and where_prec).
import { type Day, daysBetween } from "./calendar.ts";

/**
 * UCDP date_prec from inclusive bounds: 1 one day, 2 two to six days, 3 seven days, 4 up to a month, 5 longer.
 * Null where a bound is open.
 */
export function ucdpDatePrecision(earliest: Day | null, latest: Day | null): number | null {
  if (earliest === null || latest === null) return null;
  const days = daysBetween(earliest, latest) + 1;
  if (days === 1) return 1;
  if (days < 7) return 2;
  if (days === 7) return 3;
  return days <= 31 ? 4 : 5;
}

const ucdpPlaceCodes: Readonly<Record<string, number>> = {
  site: 1, road: 1, neighbourhood: 1, municipality: 3, province: 3, department: 4, country: 6,
};

/** UCDP where_prec from the kind of place; null where no place is known. */
export function ucdpPlacePrecision(kind: string | null): number | null {
  return kind === null ? null : (ucdpPlaceCodes[kind] ?? null);
}

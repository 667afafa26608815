// What our precision is called in the codes of other datasets (UCDP GED: date_prec, where_prec; ACLED: time_precision, geo_precision).
import { type Day, daysBetween } from "./calendar.ts";

/**
 * UCDP date_prec from inclusive bounds: 1 one day, 2 two to six days, 3 seven days, 4 up to a month, 5 longer.
 * Null where a bound is open.
 */
export function ucdpDatePrecision(earliest: Day | null, latest: Day | null): number | null {
  if (earliest === null || latest === null) return null;
  if (earliest === latest) return 1;
  const days = daysBetween(earliest, latest) + 1;
  if (days < 7) return 2;
  if (days === 7) return 3;
  return days <= 31 ? 4 : 5;
}

const ucdpPlaceCodes: Readonly<Record<string, number>> = {
  site: 1,
  road: 1,
  neighbourhood: 1,
  municipality: 3,
  province: 3,
  department: 4,
  country: 6,
};

/** UCDP where_prec from the kind of place; null where no place is known. */
export function ucdpPlacePrecision(kind: string | null): number | null {
  return kind === null ? null : (ucdpPlaceCodes[kind] ?? null);
}

/** ACLED time_precision (codebook 2023): 1 the day, 2 within a week, 3 within a month; null where it is wider or open. */
export function acledTimePrecision(earliest: Day | null, latest: Day | null): number | null {
  if (earliest === null || latest === null) return null;
  const days = daysBetween(earliest, latest) + 1;
  if (days === 1) return 1;
  if (days <= 7) return 2;
  return days <= 31 ? 3 : null;
}

const acledPlaceCodes: Readonly<Record<string, number>> = {
  site: 1,
  road: 1,
  neighbourhood: 1,
  municipality: 1,
  province: 2,
  department: 3,
};

/** ACLED geo_precision: 1 a town or part of it, 2 a small region, 3 a large region; null for a country or no place. */
export function acledGeoPrecision(kind: string | null): number | null {
  return kind === null ? null : (acledPlaceCodes[kind] ?? null);
}

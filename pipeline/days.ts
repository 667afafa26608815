// How a day of the Gregorian calendar becomes the number of days since 1970-01-01, and back, without a clock or a time zone.

const daysInEra = 146_097;
const epochOffset = 719_468;

/**
 * Days since 1970-01-01 of an ISO day from year 0000 to 9999; null where there is no such day.
 * @example daysSinceEpoch("1970-01-02") is 1, daysSinceEpoch("2019-02-31") is null
 */
export function daysSinceEpoch(day: string): number | null {
  if (!isoDay.test(day)) return null;
  const month = numberAt(day, 5);
  const date = numberAt(day, 8);
  const days = countDays(100 * numberAt(day, 0) + numberAt(day, 2), month, date);
  // Every month has these days; of the others the text must come back.
  if (month >= 1 && month <= 12 && date >= 1 && date <= 28) return days;
  return dayFromEpoch(days) === day ? days : null;
}

const isoDay = /^\d{4}-\d{2}-\d{2}$/;
const zero = 48;

/** The number that two digits make. */
const numberAt = (text: string, at: number): number => 10 * (text.charCodeAt(at) - zero) + text.charCodeAt(at + 1) - zero;

/** The count of days, with the year taken to begin in March so that a leap day comes last. */
function countDays(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * daysInEra + dayOfEra - epochOffset;
}

/**
 * The ISO day that many days after 1970-01-01.
 * @example dayFromEpoch(-1) is "1969-12-31"
 */
export function dayFromEpoch(days: number): string {
  const shifted = days + epochOffset;
  const era = Math.floor(shifted / daysInEra);
  const dayOfEra = shifted - era * daysInEra;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, "0");
}

// What a curator decided where the rules cannot read: a line of raw/lookups.csv as a value.
import type { Refusal } from "../finding.ts";
import type { CountReading } from "./counts.ts";
import type { DatePrecision, DateReading } from "./dates.ts";
import { readEdtf } from "./edtf.ts";
import type { Gazetteer, GazetteerPlace, PlaceReading } from "./places.ts";

/** The value that says: nothing can be read here, and that is known. */
export const unknownValue = "unknown";

/** A date as a curator read it: EDTF, or unknown. Finding lookup/value. */
export function readDateLookup(value: string): (DateReading & { precision: DatePrecision }) | "unknown" | Refusal {
  if (value === unknownValue) return "unknown";
  const bounds = readEdtf(value);
  if (bounds === null) return { code: "lookup/value", message: `"${value}" is not EDTF.` };
  return { ...bounds, edtf: value, basis: "curated", rules: ["date/curated"] };
}

const countValue = /^(?:(0|[1-9]\d{0,9})|(0|[1-9]\d{0,9})?\.\.(0|[1-9]\d{0,9})?)$/;

/** A count as a curator read it: a number, low..high with either left out, or unknown. Finding lookup/value. */
export function readCountLookup(value: string): CountReading | Refusal {
  const rules = ["count/curated"];
  if (value === unknownValue) return { stated: null, low: null, high: null, qualifier: "unstated", status: "stated_unknown", rules };
  const match = countValue.exec(value);
  const [, exact, from, to] = match ?? [];
  const number = (text: string | undefined): number | null => (text === undefined ? null : Number.parseInt(text, 10));
  const low = number(exact ?? from);
  const high = number(exact ?? to);
  if (match === null || (low === null && high === null))
    return { code: "lookup/value", message: `"${value}" is neither a number nor low..high.` };
  if (low !== null && high !== null && low > high) return { code: "lookup/value", message: `${low} is more than ${high}.` };
  if (exact !== undefined) return { stated: low, low, high, qualifier: "exact", status: low === 0 ? "stated_none" : "reported", rules };
  const qualifier = low === null ? "at_most" : high === null ? "at_least" : "range";
  return { stated: null, low, high, qualifier, status: "reported", rules };
}

/** A place as a curator read it: a place_id, or unknown. Finding lookup/value. */
export function readPlaceLookup<Place extends GazetteerPlace>(
  gazetteer: Gazetteer<Place>,
  value: string,
): PlaceReading<Place> | "unknown" | Refusal {
  if (value === unknownValue) return "unknown";
  const place = gazetteer.places.get(value);
  if (place === undefined) return { code: "lookup/value", message: `"${value}" is no place_id.` };
  return { place, basis: "curated", rules: ["place/curated"] };
}

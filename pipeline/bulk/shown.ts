// The rows of a few events, whole: what pages show of tables that are too long to hold.
import { extractOf } from "../cells.ts";
import { compareCodePoints, type Finding, finding } from "../finding.ts";
import { makeExtractReader } from "../normalize/extracts.ts";
import { changed } from "../read/bytes.ts";
import { splitRecords } from "../read/split.ts";
import type { Row } from "../schema.ts";
import type { EventClaims } from "./event-claims.ts";
import type { KeyIndex } from "./key-index.ts";
import type { Around } from "./unit.ts";
import { readSegments } from "./work.ts";

/** Rows of the claims of a few events, and of the rules that read them. */
export type ShownRows = Readonly<Record<"claims" | "claim_rules", readonly Row[]>>;

/** Reads the claims at these places once more from their files. Finding file/changed where one of these is not what it was. */
export function readShown(root: string, around: Around, keys: KeyIndex, places: readonly number[]): ShownRows | Finding {
  const ordered = places.toSorted((a, b) => a - b);
  const segments = readSegments(
    root,
    ordered.flatMap((place) => keys.segments(place, place + 1)),
  );
  if (!Array.isArray(segments)) return segments;
  const read = makeExtractReader(around);
  const shown: { readonly claims: Row[]; readonly claim_rules: Row[] } = { claims: [], claim_rules: [] };
  for (const { file, bytes, lines } of segments) {
    const records = splitRecords(bytes.toString("utf8"));
    if (records.length !== lines.length) return finding(changed, { file });
    for (const [index, cells] of records.entries()) {
      const { claim, rules } = read({ file, line: lines[index] ?? 0, row: extractOf(cells) });
      shown.claims.push(claim as unknown as Row);
      for (const rule_id of rules.toSorted(compareCodePoints)) shown.claim_rules.push({ claim_id: claim.claim_id, rule_id });
    }
  }
  return shown;
}

/** The places of the claims of some events. */
export const placesOfEvents = (claims: EventClaims, events: Iterable<string>): number[] =>
  [...events].flatMap((event) => [...claims.placesOf(event)]);

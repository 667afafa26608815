// The rows of a few events, whole: what pages show of tables that are too long to hold.
import { extractOf } from "../cells.ts";
import { compareCodePoints } from "../finding.ts";
import { makeExtractReader } from "../normalize/extracts.ts";
import { splitRecords } from "../read/split.ts";
import type { Row } from "../schema.ts";
import type { EventClaims } from "./event-claims.ts";
import type { KeyIndex } from "./key-index.ts";
import type { Around } from "./unit.ts";
import { readSegments } from "./work.ts";

/** The claims of the events and the rules that read them, read once more from their files. Throws where a file changed since. */
export function readShown(
  root: string,
  around: Around,
  keys: KeyIndex,
  places: readonly number[],
): { readonly claims: readonly Row[]; readonly claim_rules: readonly Row[] } {
  const segments = readSegments(
    root,
    places.toSorted((a, b) => a - b).flatMap((place) => keys.segments(place, place + 1)),
  );
  const read = makeExtractReader(around);
  const normalized = (Array.isArray(segments) ? segments : []).flatMap(({ file, bytes, lines }) =>
    splitRecords(bytes.toString("utf8")).map((cells, index) => read({ file, line: lines[index] ?? 0, row: extractOf(cells) })),
  );
  if (normalized.length !== places.length) throw new Error("a file of extracts changed while a release was made of it");
  return {
    claims: normalized.map(({ claim }) => claim as unknown as Row),
    claim_rules: normalized.flatMap(({ claim, rules }) =>
      rules.toSorted(compareCodePoints).map((rule_id) => ({ claim_id: claim.claim_id, rule_id })),
    ),
  };
}

/** The places of the claims of some events. */
export const placesOfEvents = (claims: EventClaims, events: Iterable<string>): number[] =>
  [...events].flatMap((event) => [...claims.placesOf(event)]);

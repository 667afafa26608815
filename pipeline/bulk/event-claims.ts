// Which claims are about which event, found in the columns that are kept of all claims.
import type { ComparedClaim } from "../reconcile/voices.ts";
import { claimAt, type KeptClaims } from "./claim-columns.ts";

/** The claims of each event, in the order of their ids. */
export interface EventClaims {
  /** Their places in the order of claims. */
  readonly placesOf: (event_id: string) => Uint32Array;
  readonly claimsOf: (event_id: string) => ComparedClaim[];
}

export function groupByEvent(kept: KeptClaims, idAt: (place: number) => string): EventClaims {
  const { columns, lists } = kept;
  const events = columns.places.event_id;
  const ends = new Uint32Array(lists.event_id.texts.length + 1);
  for (const event of events) ends[event + 1] = (ends[event + 1] ?? 0) + 1;
  for (let event = 1; event < ends.length; event++) ends[event] = (ends[event] ?? 0) + (ends[event - 1] ?? 0);
  const next = ends.slice();
  const places = new Uint32Array(columns.length);
  for (let place = 0; place < columns.length; place++) {
    const event = events[place] as number;
    places[next[event] as number] = place;
    next[event] = (next[event] as number) + 1;
  }
  const placesOf = (event_id: string): Uint32Array => {
    const event = lists.event_id.placeOf(event_id);
    return places.subarray(ends[event], ends[event + 1]);
  };
  return {
    placesOf,
    claimsOf: (event_id) => Array.from(placesOf(event_id), (place) => claimAt(kept, place, idAt(place))),
  };
}

// What of the published tables an explanation needs, gathered while the claims pass in batches: of many claims the rows of one event alone.
import { availableParallelism } from "node:os";
import { measureExtracts } from "./1-read.ts";
import { withFolder } from "./bulk/aside.ts";
import { claimAt, type KeptClaims, keepClaims } from "./bulk/claim-columns.ts";
import { type ComparedRows, type ComparedSink, compareClaims } from "./bulk/compare.ts";
import { sumCoverage } from "./bulk/coverage.ts";
import { groupByEvent } from "./bulk/event-claims.ts";
import { placesOfEvents, readShown } from "./bulk/shown.ts";
import { type Found, findingsOf, pass, withFound } from "./bulk.ts";
import { type Finding, sortFindings } from "./finding.ts";
import { layOutAll, publishHeld } from "./reconcile/held-tables.ts";
import type { PublishedTableName, Row } from "./schema.ts";

/** Up to so many claims all rows are gathered: then an id that is misspelt can be held against all others. */
const fewClaims = 4_000;
/** Bytes of extracts from which on workers read them. */
const manyBytes = 10_000_000;

type Tables = Readonly<Record<PublishedTableName, readonly Row[]>>;

/**
 * Every table with the rows that an explanation of `id` asks for; null where there is a finding.
 * @param few the most claims of which all rows are gathered
 */
export async function gatherTables(
  root: string,
  id: string,
  few = fewClaims,
): Promise<{ tables: Tables | null; findings: readonly Finding[] }> {
  const workers = (await measureExtracts(root)) > manyBytes ? availableParallelism() : 0;
  return withFound(root, { workers }, async (dataset) => {
    const kept = keepClaims(dataset.found.keys.length, dataset.around.ids);
    const passed = await pass(dataset, { workers }, { columns: kept.add });
    const findings = sortFindings([...dataset.findings, ...findingsOf(dataset, passed)]);
    if (findings.length > 0) return { tables: null, findings };
    const tables = await withFolder(async (folder) => gather(dataset, kept, id, few, folder));
    return "code" in tables ? { tables: null, findings: [tables] } : { tables, findings };
  });
}

/** Finding file/changed where a file of extracts is not what it was when it was looked through. */
function gather({ root, around, valid, found }: Found, kept: KeptClaims, id: string, few: number, folder: string): Tables | Finding {
  const { keys } = found;
  const held = publishHeld(valid);
  const claims = groupByEvent(kept, keys.idAt);
  const place = keys.placeOf(id);
  const all = keys.length <= few;
  // No event_id holds a point, and the id of an estimate begins with that of its event.
  const event = place === null ? id.split(".", 1)[0] : claimAt(kept, place, id).event_id;
  const { sink, rows } = makeKeeper((event_id, conflict_id) => all || event_id === event || conflict_id === id);
  const { events } = compareClaims(claims, held, sumCoverage(held.around.publishedLatest), sink, folder);
  const own = events.filter(({ event_id }) => all || event_id === event).map(({ event_id }) => event_id);
  const named = all ? [] : [...new Set(rows.conflict_claims.map(({ claim_id }) => String(claim_id)))];
  const places = new Set([...placesOfEvents(claims, own), ...named.flatMap((claim_id) => keys.placeOf(claim_id) ?? [])]);
  const shown = readShown(root, around, keys, [...places]);
  return "code" in shown ? shown : layOutAll({ ...held.tables, ...rows, events, ...shown });
}

type Kept = { readonly [Name in keyof ComparedRows]: Row[] };

/** What keeps the rows of events and conflicts that are wanted. */
function makeKeeper(isWanted: (event_id: string, conflict_id: string | null) => boolean): { sink: ComparedSink; rows: Kept } {
  const rows: Kept = {
    estimates: [],
    estimate_claims: [],
    running_totals: [],
    derived_claims: [],
    derived_claim_terms: [],
    conflicts: [],
    conflict_claims: [],
  };
  const sink: ComparedSink = (name, event, made) => {
    // Every row has the columns of its table.
    for (const row of made as unknown as readonly Row[])
      if (isWanted(event, "conflict_id" in row ? String(row["conflict_id"]) : null)) rows[name].push(row);
  };
  return { sink, rows };
}

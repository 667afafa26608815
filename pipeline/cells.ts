// Generated from schemas/ by npm run generate; do not edit.

// The two tables that pass in great numbers, row by row as cells: objects with every column named in place are ten times as quick as others.
import type { Claim, RawExtract } from "./model.ts";

/**
 * The cells of a row of raw/extracts in the order of its columns, as such a row: every column holds text, and an empty cell is null. Only a row
 * that fits the schema is an extract.
 */
export function extractOf(cells: readonly string[]): RawExtract {
  const row = {
    extract_id: cells[0] || null,
    source_id: cells[1] || null,
    locator: cells[2] || null,
    event_id: cells[3] || null,
    measure: cells[4] || null,
    summary: cells[5] || null,
    date_text: cells[6] || null,
    date_role: cells[7] || null,
    date_anchor: cells[8] || null,
    place_text: cells[9] || null,
    place_within: cells[10] || null,
    count_text: cells[11] || null,
    count_basis: cells[12] || null,
    population: cells[13] || null,
    counter_id: cells[14] || null,
    speaker_text: cells[15] || null,
    actor_text: cells[16] || null,
    actor_kind: cells[17] || null,
    attribution: cells[18] || null,
    victims_text: cells[19] || null,
    as_of_text: cells[20] || null,
    manner_text: cells[21] || null,
    flag: cells[22] || null,
    note: cells[23] || null,
  };
  return row as unknown as RawExtract;
}

/** The cells of a claim in the order of its columns. */
export function cellsOf(claim: Claim): (string | number | null)[] {
  return [
    claim.claim_id,
    claim.source_id,
    claim.locator,
    claim.event_id,
    claim.measure,
    claim.summary,
    claim.date_text,
    claim.date_role,
    claim.date_edtf,
    claim.date_earliest,
    claim.date_latest,
    claim.date_precision,
    claim.date_qualifier,
    claim.date_basis,
    claim.date_anchor,
    claim.place_text,
    claim.place_id,
    claim.place_precision,
    claim.place_basis,
    claim.latitude,
    claim.longitude,
    claim.uncertainty_m,
    claim.count_text,
    claim.count_stated,
    claim.count_low,
    claim.count_high,
    claim.count_qualifier,
    claim.count_basis,
    claim.count_status,
    claim.population,
    claim.as_of_earliest,
    claim.as_of_latest,
    claim.counter_id,
    claim.speaker_text,
    claim.actor_text,
    claim.victims_text,
    claim.manner_text,
    claim.ucdp_date_prec,
    claim.ucdp_where_prec,
    claim.raw_file,
    claim.raw_line,
    claim.rules,
    claim.note,
    claim.actor_kind,
    claim.attribution,
    claim.flag,
  ];
}

// The numbers of an estimate, worked out from its rows of estimate_claims alone: written from the rules, apart from the program.
import type { Estimate, EstimateClaim } from "../../pipeline/model.ts";

type Numbers = Pick<
  Estimate,
  "low" | "best" | "high" | "high_unbounded" | "best_rule" | "claims" | "counters" | "consistent" | "as_of_latest"
>;
type Row = Pick<
  EstimateClaim,
  "claim_id" | "derived" | "counter_id" | "rank" | "count_stated" | "count_low" | "count_high" | "as_of_latest" | "flagged" | "role"
>;

function fits(row: Row, number: number): boolean {
  return number >= (row.count_low ?? 0) && (row.count_high === null || number <= row.count_high);
}

/** The numbers of the rows of one estimate: a claim may have several rows, one a role. */
export function recompute(rows: readonly Row[]): Numbers {
  const made = new Set(rows.filter((row) => !row.derived).map((row) => row.claim_id));
  const standing = new Map<string, Row>();
  for (const row of rows) if (row.role !== "superseded" && row.role !== "repeats") standing.set(row.claim_id, row);
  const voices = [...standing.values()];
  const lows = voices.map((row) => row.count_low).filter((low) => low !== null);
  const highs = voices.map((row) => row.count_high).filter((high) => high !== null);
  // A number that fits all is some bound of theirs, or there are many; zero is the bound of whoever gives none.
  const shared = [...new Set([0, ...lows, ...highs])].filter((number) => voices.every((row) => fits(row, number)));
  const only = shared.filter(
    (number) => !voices.every((row) => fits(row, number + 1)) && !voices.every((row) => number > 0 && fits(row, number - 1)),
  );
  const [one] = only;
  const first = voices.filter((row) => voices.every((other) => other.rank >= row.rank));
  const alone = first.length === 1 && first[0]?.flagged === false ? first[0] : undefined;
  const number = alone?.count_stated ?? null;
  const inRange = (each: number): boolean =>
    lows.every((low) => each >= Math.min(...lows, low)) && (highs.length < voices.length || each <= Math.max(...highs));
  const stated = alone !== undefined && number !== null && fits(alone, number) && inRange(number) ? number : null;
  const chosen =
    one !== undefined && voices.some((row) => !row.flagged)
      ? ([one, "r9a"] as const)
      : stated !== null
        ? ([stated, "r9b"] as const)
        : ([null, "r9c"] as const);
  return {
    low: lows.length > 0 ? lows.reduce((a, b) => Math.min(a, b)) : null,
    best: chosen[0],
    high: highs.length > 0 ? highs.reduce((a, b) => Math.max(a, b)) : null,
    high_unbounded: highs.length < voices.length,
    best_rule: chosen[1],
    claims: made.size,
    counters: new Set(rows.filter((row) => !row.derived).map((row) => row.counter_id)).size,
    consistent: shared.length > 0,
    as_of_latest:
      voices
        .map((row) => row.as_of_latest)
        .sort()
        .at(-1) ?? "",
  };
}

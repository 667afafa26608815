// What reports and examples tell of all estimates, added up while these pass.
import type { Row } from "../schema.ts";
import { shownRows } from "./sample-code.ts";
import type { EstimateSum } from "./summed.ts";

/** A sum that takes estimates in the order in which they are published. */
export function makeEstimateSum(): EstimateSum & { readonly add: (rows: readonly Row[]) => void } {
  const sum = { one_source: 0, one_counter: 0, high_unbounded: 0, inconsistent: 0, shown: [] as Row[] };
  const shown = Object.entries(shownRows);
  const add = (rows: readonly Row[]): void => {
    for (const row of rows) {
      if (row["sources"] === 1) sum.one_source += 1;
      if (row["counters"] === 1) sum.one_counter += 1;
      if (row["high_unbounded"] === true) sum.high_unbounded += 1;
      if (row["consistent"] === false) sum.inconsistent += 1;
      if (shown.every(([name, cell]) => row[name] === cell)) sum.shown.push(row);
    }
  };
  return Object.assign(sum, { add });
}

/** The sum of estimates that are held. */
export function sumEstimates(rows: readonly Row[]): EstimateSum {
  const sum = makeEstimateSum();
  sum.add(rows);
  return sum;
}

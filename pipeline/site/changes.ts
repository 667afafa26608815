// Which ranges moved since an earlier release, as the difference of the release has them.

import { estimateId } from "../estimates.ts";
import { phrases } from "../explain/phrases.ts";
import type { Index } from "../explain/tables.ts";
import { compareCodePoints } from "../finding.ts";
import type { ListedFile, MovedRanges } from "../publish/model.ts";

type Bounds = MovedRanges["first"][number]["before"];

/** What moved since one earlier release; `summary` is its page, below the release folder. */
export interface Difference {
  readonly from: string;
  readonly summary: string;
  readonly moved: readonly { readonly id: string; readonly name: string; readonly before: string; readonly after: string }[];
  /** How many moved beside those. */
  readonly more: number;
  readonly stayed: number;
}

/** The differences that the release publishes, in the order of their paths; none in a first release. */
export function listDifferences(index: Index, files: readonly ListedFile[]): Difference[] {
  const shown = new Set(index.estimates.map(estimateId));
  return files
    .toSorted((a, b) => compareCodePoints(a.path, b.path))
    .flatMap(({ path, ranges }) => {
      if (ranges === undefined) return [];
      const { from, stayed, moved, first } = ranges;
      return {
        from,
        summary: path.replace("impact.json", "summary.md"),
        stayed,
        more: moved - first.length,
        moved: first.map((total) => ({
          id: shown.has(estimateId(total)) ? estimateId(total) : "",
          name: `${index.nameEvent(total.event_id)}: ${index.label("measure", total.measure)}, ${index.label("population", total.population)}`,
          before: sayBounds(index, total.before),
          after: sayBounds(index, total.after),
        })),
      };
    });
}

function sayBounds(index: Index, bounds: Bounds): string {
  const range = phrases[index.language].range({ low: bounds.low, high: bounds.high, open: bounds.high === null });
  return bounds.best === null ? range : `${range} (${bounds.best})`;
}

// Which ranges moved since an earlier release, as the difference of the release has them.

import { estimateId } from "../estimates.ts";
import { phrases } from "../explain/phrases.ts";
import type { Index } from "../explain/tables.ts";
import { compareCodePoints } from "../finding.ts";
import type { Estimate } from "../model.ts";
import type { ListedFile } from "../publish/model.ts";

type Bounds = Readonly<Record<"low" | "best" | "high", number | null>>;

/** One range of diff/from-…/impact.json; before or after is null where the range stands in one release only. */
type Total = Pick<Estimate, "event_id" | "measure" | "population" | "count_basis"> & {
  readonly before: Bounds | null;
  readonly after: Bounds | null;
};

/** What moved since one earlier release; `summary` is its page, below the release folder. */
export interface Difference {
  readonly from: string;
  readonly summary: string;
  readonly moved: readonly { readonly id: string; readonly name: string; readonly before: string; readonly after: string }[];
  /** How many moved beside those. */
  readonly more: number;
  readonly stayed: number;
}

/** How many ranges that moved a page lists. */
const mostMoved = 500;

/** The differences that the release publishes, in the order of their paths; none in a first release. */
export function listDifferences(index: Index, files: readonly ListedFile[]): Difference[] {
  const shown = new Set(index.estimates.map(estimateId));
  return files
    .toSorted((a, b) => compareCodePoints(a.path, b.path))
    .filter((file) => /^diff\/[^/]+\/impact\.json$/.test(file.path))
    .map((file) => {
      // The file was made from this release a moment ago, and its shape is that of the writer.
      const impact = JSON.parse(new TextDecoder().decode(file.content ?? undefined)) as { from: string; totals: readonly Total[] };
      const moved = impact.totals.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
      return {
        from: impact.from,
        summary: file.path.replace("impact.json", "summary.md"),
        stayed: impact.totals.length - moved.length,
        more: Math.max(0, moved.length - mostMoved),
        moved: moved.slice(0, mostMoved).map((total) => ({
          id: shown.has(estimateId(total)) ? estimateId(total) : "",
          name: `${index.nameEvent(total.event_id)}: ${index.label("measure", total.measure)}, ${index.label("population", total.population)}`,
          before: sayBounds(index, total.before),
          after: sayBounds(index, total.after),
        })),
      };
    });
}

function sayBounds(index: Index, bounds: Bounds | null): string {
  if (bounds === null) return "–";
  const range = phrases[index.language].range({ low: bounds.low, high: bounds.high, open: bounds.high === null });
  return bounds.best === null ? range : `${range} (${bounds.best})`;
}

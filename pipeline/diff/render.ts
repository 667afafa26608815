// Which files tell a difference: diff/from-<previous>/ of a release.
import { type MovedRanges, type OutputFile, textFile } from "../publish/model.ts";
import { nameChanges } from "./bump.ts";
import { reasons } from "./change.ts";
import { formatChanges } from "./changes-file.ts";
import { countByReason, type Difference } from "./difference.ts";
import { writeSummary } from "./summary.ts";

/** changes.csv, impact.json and summary.md below diff/from-<previous>/. */
export function renderDifference(difference: Difference): OutputFile[] {
  const folder = `diff/from-${difference.from}`;
  return [
    textFile(`${folder}/changes.csv`, formatChanges(difference.changes), "text/csv; charset=utf-8; header=present"),
    {
      ...textFile(`${folder}/impact.json`, `${JSON.stringify(describeImpact(difference), null, 2)}\n`, "application/json"),
      ranges: sumRanges(difference),
    },
    textFile(`${folder}/summary.md`, writeSummary(difference), "text/markdown; charset=utf-8"),
  ];
}

/** As many ranges that moved as a page lists. */
const mostShown = 500;

function sumRanges({ from, totals }: Difference): MovedRanges {
  const moved = totals.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
  return { from, first: moved.slice(0, mostShown), moved: moved.length, stayed: totals.length - moved.length };
}

/** impact.json: every estimate before and after, with the steps between. */
function describeImpact({ from, to, totals }: Difference): object {
  return { from, to, totals };
}

/** What `recuento diff --json` answers: every line of changes.csv and everything of impact.json too. */
export function describeDifference(difference: Difference): object {
  const { from, to, changes, needed, totals } = difference;
  const counts = countByReason(changes);
  return {
    from,
    to,
    needed: { bump: needed.bump, version: needed.version, forced_by: nameChanges(needed.forced_by, Number.POSITIVE_INFINITY) },
    lines: changes.length,
    reasons: Object.fromEntries(reasons.map((reason) => [reason, counts.get(reason) ?? 0])),
    changes: changes.map(({ bump, ...line }) => line),
    totals,
  };
}

// Which files tell a difference: diff/from-<previous>/ of a release, and what the command line answers in JSON.
import type { MovedRanges, OpenFiles } from "../publish/model.ts";
import { nameForces } from "./bump.ts";
import { type Change, reasons } from "./change.ts";
import { changesHeader, formatChanges } from "./changes-file.ts";
import type { Difference } from "./difference.ts";
import type { Total } from "./impact.ts";
import { writeSummary } from "./summary.ts";
import { type Tally, tallyDifference } from "./tally.ts";

/** Changes that are formatted at a time. */
const linesAtOnce = 1_000;
/** As many ranges that moved as a page lists. */
const mostShown = 500;

/** Writes changes.csv, impact.json and summary.md below diff/from-<previous>/, in one pass over the difference. */
export function writeDifference(difference: Difference, open: OpenFiles): Tally {
  const { from, to } = difference;
  const folder = `diff/from-${from}`;
  const csv = open(`${folder}/changes.csv`, "text/csv; charset=utf-8; header=present");
  csv.write(changesHeader);
  let held: Change[] = [];
  const flush = (): void => {
    csv.write(formatChanges(held));
    held = [];
  };
  const json = open(`${folder}/impact.json`, "application/json");
  json.write(`{\n  "from": ${JSON.stringify(from)},\n  "to": ${JSON.stringify(to)},\n  "totals": [`);
  const ranges = sumRanges(from);
  let written = 0;
  const tally = tallyDifference(
    difference,
    (change) => {
      if (held.push(change) >= linesAtOnce) flush();
    },
    (total) => {
      json.write(`${written++ > 0 ? "," : ""}\n    ${JSON.stringify(total, null, 2).replaceAll("\n", "\n    ")}`);
      ranges.add(total);
    },
  );
  flush();
  csv.close();
  json.write(written > 0 ? "\n  ]\n}\n" : "]\n}\n");
  json.close(ranges.sum());
  const summary = open(`${folder}/summary.md`, "text/markdown; charset=utf-8");
  summary.write(writeSummary(tally));
  summary.close();
  return tally;
}

/** What pages show of the totals of impact.json. */
function sumRanges(from: string): { readonly add: (total: Total) => void; readonly sum: () => MovedRanges } {
  const first: Total[] = [];
  let [moved, stayed] = [0, 0];
  return {
    add: (total) => {
      if (JSON.stringify(total.before) === JSON.stringify(total.after)) stayed += 1;
      else if (moved++ < mostShown) first.push(total);
    },
    sum: () => ({ from, first, moved, stayed }),
  };
}

/** What `recuento diff --json` answers, bit by bit: every line of changes.csv and everything of impact.json too. */
export function* describeDifference({ changes, totals }: Difference, tally: Tally): Generator<string> {
  const { from, to, lines, needed } = tally;
  const counts = Object.fromEntries(reasons.map((reason) => [reason, tally.reasons.get(reason) ?? 0]));
  yield `{"from":${JSON.stringify(from)},"to":${JSON.stringify(to)},"needed":{"bump":"${needed.bump}","version":"${needed.version}","forced_by":[`;
  yield* listJson(nameForces(changes, needed.bump), (name) => name);
  yield `]},"lines":${lines},"reasons":${JSON.stringify(counts)},"changes":[`;
  yield* listJson(changes(), ({ bump, ...line }) => line);
  yield '],"totals":[';
  yield* listJson(totals(), (total) => total);
  yield "]}";
}

function* listJson<Item>(items: Iterable<Item>, tell: (item: Item) => unknown): Generator<string> {
  let isFirst = true;
  for (const item of items) {
    yield `${isFirst ? "" : ","}${JSON.stringify(tell(item))}`;
    isFirst = false;
  }
}

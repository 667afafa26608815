// The difference for people to read: summary.md, in English and Spanish.

import { groupBy } from "../group-by.ts";
import { asCode, markdownTable } from "../publish/markdown.ts";
import { nameChanges } from "./bump.ts";
import { type ChangeKind, changeKinds, reasons } from "./change.ts";
import { countByReason, type Difference } from "./difference.ts";
import type { Range, Step, Total } from "./impact.ts";
import { type SummaryText, summaryTexts } from "./summary-text.ts";

const toldForces = 5;
const toldColumns = 12;
const rowKinds: readonly ChangeKind[] = ["added", "modified", "removed", "merged"];

/** summary.md. */
export function writeSummary(difference: Difference): string {
  return `${writeIn(difference, summaryTexts.en)}\n\n---\n\n${writeIn(difference, summaryTexts.es)}\n`;
}

/** The summary in one language. */
export function writeIn(difference: Difference, text: SummaryText): string {
  const { from, to, changes, needed } = difference;
  const forces = nameChanges(needed.forced_by, toldForces).map((name) => `- ${asCode(name)}`);
  const parts = [
    `# ${text.title(from, to)}`,
    ...(changes.length === 0 ? [text.nothing] : []),
    `${text.needed(needed.version)} ${text.bump[needed.bump]}`,
    ...(forces.length > 0 ? [text.first, forces.join("\n")] : []),
    ...section(text.rows, countRows(difference, text)),
    ...section(text.shape, listShapes(difference, text)),
    ...section(text.reasons, countReasons(difference, text)),
    ...section(text.rules, listRuleChanges(difference, text)),
    ...section(text.totals, listTotals(difference, text)),
    ...section(text.files, [text.filesIntro]),
  ];
  return parts.join("\n\n");
}

function section(heading: string, paragraphs: readonly string[]): string[] {
  return paragraphs.length === 0 ? [] : [`## ${heading}`, ...paragraphs];
}

function countRows({ changes }: Difference, text: SummaryText): string[] {
  const rows = [...groupBy(changes, (line) => line.table)].flatMap(([table, lines]) => {
    const counts = rowKinds.map((kind) => new Set(lines.filter((line) => line.change === kind).map((line) => line.key)).size);
    return counts.some((count) => count > 0) ? [[asCode(table), ...counts.map(String)]] : [];
  });
  return rows.length === 0 ? [] : [markdownTable(text.rowsHeader, rows)];
}

function listShapes({ changes }: Difference, text: SummaryText): string[] {
  // The columns of a table that is new are told with the table.
  const whole = new Set(changes.filter((line) => line.change === "table_added").map((line) => line.table));
  const lines = changes.filter((line) => !rowKinds.includes(line.change) && !(whole.has(line.table) && line.change === "column_added"));
  const groups = groupBy(lines, (line) => `${line.table}\u0000${changeKinds.indexOf(line.change)}`);
  const rows = [...groups.values()].map((group) => {
    const [{ table, change } = { table: "", change: "table_changed" as const }] = group;
    const columns = [...new Set(group.map((line) => line.column).filter((column) => column !== ""))];
    const more = columns.length > toldColumns ? ", …" : "";
    return [asCode(table), text.kinds[change] ?? change, `${columns.slice(0, toldColumns).map(asCode).join(", ")}${more}`];
  });
  return rows.length === 0 ? [] : [markdownTable(text.shapeHeader, rows)];
}

function countReasons({ changes }: Difference, text: SummaryText): string[] {
  const counts = countByReason(changes);
  const rows = reasons.flatMap((reason) => (counts.has(reason) ? [[asCode(reason), String(counts.get(reason)), text.reason[reason]]] : []));
  return rows.length === 0 ? [] : [markdownTable(text.reasonsHeader, rows)];
}

/** Values that moved though no word did; rows of rules themselves are no values. */
function listRuleChanges({ changes }: Difference, text: SummaryText): string[] {
  const moved = changes.filter((line) => line.reason === "rule_change" && line.change === "modified");
  const groups = groupBy(moved, (line) => `${line.table}\u0000${line.column}`);
  const rows = [...groups.values()].map((group) => [asCode(group[0]?.table ?? ""), asCode(group[0]?.column ?? ""), String(group.length)]);
  return rows.length === 0 ? [text.rulesNone] : [text.rulesIntro, markdownTable(text.rulesHeader, rows)];
}

function listTotals({ totals }: Difference, text: SummaryText): string[] {
  const moved = totals.filter((total) => total.moved_by.length > 0 || total.stands !== "in both");
  const rows = moved.map((total) => [
    ...[total.event_id, total.measure, total.population, total.count_basis].map(asCode),
    total.stands === "only after" ? text.absent : writeRange(total.before),
    total.stands === "only before" ? text.absent : writeRange(total.after),
    writeMovers(total, text),
  ]);
  const same = text.totalsSame(totals.length - moved.length);
  return rows.length === 0 ? [same] : [text.totalsIntro, markdownTable(text.totalsHeader, rows), same];
}

/** `7–10 (9)`; an end that no claim gives is `…`. */
function writeRange({ low, best, high }: Range): string {
  const ends = low !== null && low === high ? String(low) : `${low ?? "…"}–${high ?? "…"}`;
  return best === null ? ends : `${ends} (${best})`;
}

function writeMovers({ moved_by }: Total, text: SummaryText): string {
  const count = (step: Step["step"]): number => moved_by.filter((each) => each.step === step).length;
  const parts = [
    ...(count("claim") > 0 ? [text.movers(count("claim"))] : []),
    ...(count("rules") > 0 ? [text.byRules] : []),
    ...(count("surroundings") > 0 ? [text.bySurroundings] : []),
  ];
  return parts.join(", ");
}

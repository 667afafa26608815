// The difference for people to read: summary.md, in English and Spanish.

import { groupBy } from "../group-by.ts";
import { asCode, markdownTable } from "../publish/markdown.ts";
import { changeKinds, reasons } from "./change.ts";
import type { Range } from "./impact.ts";
import { type SummaryText, summaryTexts } from "./summary-text.ts";
import { type MovedTotal, rowKinds, type Tally } from "./tally.ts";

const toldColumns = 12;

/** summary.md. */
export function writeSummary(tally: Tally): string {
  return `${writeIn(tally, summaryTexts.en)}\n\n---\n\n${writeIn(tally, summaryTexts.es)}\n`;
}

/** The summary in one language. */
export function writeIn(tally: Tally, text: SummaryText): string {
  const { from, to, lines, needed } = tally;
  const forces = needed.forced_by.map((name) => `- ${asCode(name)}`);
  const parts = [
    `# ${text.title(from, to)}`,
    ...(lines === 0 ? [text.nothing] : []),
    `${text.needed(needed.version)} ${text.bump[needed.bump]}`,
    ...(forces.length > 0 ? [text.first, forces.join("\n")] : []),
    ...section(text.rows, countRows(tally, text)),
    ...section(text.shape, listShapes(tally, text)),
    ...section(text.reasons, countReasons(tally, text)),
    ...section(text.rules, listRuleChanges(tally, text)),
    ...section(text.totals, listTotals(tally, text)),
    ...section(text.files, [text.filesIntro]),
  ];
  return parts.join("\n\n");
}

function section(heading: string, paragraphs: readonly string[]): string[] {
  return paragraphs.length === 0 ? [] : [`## ${heading}`, ...paragraphs];
}

function countRows({ rows: changed }: Tally, text: SummaryText): string[] {
  const rows = [...changed].map(([table, counts]) => [asCode(table), ...rowKinds.map((kind) => String(counts[kind]))]);
  return rows.length === 0 ? [] : [markdownTable(text.rowsHeader, rows)];
}

function listShapes({ shapes }: Tally, text: SummaryText): string[] {
  // The columns of a table that is new are told with the table.
  const whole = new Set(shapes.filter((line) => line.change === "table_added").map((line) => line.table));
  const lines = shapes.filter((line) => !(whole.has(line.table) && line.change === "column_added"));
  const groups = groupBy(lines, (line) => `${line.table}\u0000${changeKinds.indexOf(line.change)}`);
  const rows = [...groups.values()].map((group) => {
    const [{ table, change } = { table: "", change: "table_changed" as const }] = group;
    const columns = [...new Set(group.map((line) => line.column).filter((column) => column !== ""))];
    const more = columns.length > toldColumns ? ", …" : "";
    return [asCode(table), text.kinds[change] ?? change, `${columns.slice(0, toldColumns).map(asCode).join(", ")}${more}`];
  });
  return rows.length === 0 ? [] : [markdownTable(text.shapeHeader, rows)];
}

function countReasons({ reasons: counts }: Tally, text: SummaryText): string[] {
  const rows = reasons.flatMap((reason) => (counts.has(reason) ? [[asCode(reason), String(counts.get(reason)), text.reason[reason]]] : []));
  return rows.length === 0 ? [] : [markdownTable(text.reasonsHeader, rows)];
}

/** Values that moved though no word did; rows of rules themselves are no values. */
function listRuleChanges({ ruled }: Tally, text: SummaryText): string[] {
  const rows = [...ruled.values()].map(({ table, column, count }) => [asCode(table), asCode(column), String(count)]);
  return rows.length === 0 ? [text.rulesNone] : [text.rulesIntro, markdownTable(text.rulesHeader, rows)];
}

function listTotals({ moved, moves, stays }: Tally, text: SummaryText): string[] {
  const rows = moved.map((total) => [
    ...[total.event_id, total.measure, total.population, total.count_basis].map(asCode),
    total.stands === "only after" ? text.absent : writeRange(total.before),
    total.stands === "only before" ? text.absent : writeRange(total.after),
    writeMovers(total, text),
  ]);
  const more = moves > moved.length ? [text.totalsMore(moves - moved.length)] : [];
  const same = text.totalsSame(stays);
  return rows.length === 0 ? [same] : [text.totalsIntro, markdownTable(text.totalsHeader, rows), ...more, same];
}

/** `7–10 (9)`; an end that no claim gives is `…`. */
function writeRange({ low, best, high }: Range): string {
  const ends = low !== null && low === high ? String(low) : `${low ?? "…"}–${high ?? "…"}`;
  return best === null ? ends : `${ends} (${best})`;
}

function writeMovers({ steps }: MovedTotal, text: SummaryText): string {
  const parts = [
    ...(steps.claim > 0 ? [text.movers(steps.claim)] : []),
    ...(steps.rules > 0 ? [text.byRules] : []),
    ...(steps.surroundings > 0 ? [text.bySurroundings] : []),
  ];
  return parts.join(", ");
}

// How the totals of each counter ran: one small picture a counter, all on the same axes, the others' lines faint behind.

import type { Index, Tables } from "../explain/tables.ts";
import { compareCodePoints } from "../finding.ts";
import { groupBy } from "../group-by.ts";
import type { RunningTotal } from "../model.ts";
import { element, type Markup } from "./markup.ts";
import { axisRow, backdrop, grid, linkedMark, mark, row, shapes } from "./plot.ts";
import type { Plot, PlotRow } from "./ranges.ts";
import { type Axis, dayAxis, numberAxis } from "./scale.ts";
import { words } from "./words.ts";

/** The running totals of one scope, measure and population. */
export interface TotalsPlot extends Plot {
  readonly title: string;
  readonly event_id: string;
  readonly estimate_id: string;
}

const height = 46;
const [top, bottom] = [6, 40];
const fewest = 4;

/** A picture for each scope, measure and population with at least four totals, most totals first. */
export function plotTotals(index: Index, tables: Tables): TotalsPlot[] {
  // Rows of a published table have passed the check of the schema from which the type is generated.
  const rows = tables.running_totals as unknown as readonly RunningTotal[];
  const groups = groupBy(rows, (each) => [each.event_id, each.measure, each.population].join("."));
  return [...groups]
    .filter(([, totals]) => totals.length >= fewest)
    .toSorted(([a, left], [b, right]) => right.length - left.length || compareCodePoints(a, b))
    .map(([id, totals]) => plotGroup(index, id, totals));
}

function plotGroup(index: Index, id: string, totals: readonly RunningTotal[]): TotalsPlot {
  const say = words[index.language];
  const [first] = totals;
  const days = dayAxis(totals.map((each) => each.as_of_latest));
  const numbers = numberAxis(totals.flatMap((each) => numberOf(each) ?? []));
  const counters = [...groupBy(totals, (each) => each.counter_id)]
    .map(([counter_id, own]) => ({ counter_id, own: own.toSorted((a, b) => compareCodePoints(a.as_of_latest, b.as_of_latest)) }))
    .toSorted(
      (a, b) =>
        b.own.length - a.own.length ||
        rankOf(index, a.counter_id) - rankOf(index, b.counter_id) ||
        compareCodePoints(a.counter_id, b.counter_id),
    );
  const lines = counters.map((each) => lineOf(each.own, days, numbers));
  const behind = backdrop(`back-${id}`, grid(days), element("g", { class: "behind" }, lines));
  const scope = index.nameEvent(first?.event_id ?? "");
  return {
    title: `${index.label("measure", first?.measure ?? null)}, ${index.label("population", first?.population ?? null)}: ${scope}`,
    event_id: first?.event_id ?? "",
    estimate_id: `${id}.cumulative`,
    rows: counters.map(({ counter_id, own }, place) => plotCounter(index, counter_id, own, days, numbers, behind(place))),
    axis: axisRow(days, say.month),
    notes: [
      ...(days.breakAt === null ? [] : [say.broken]),
      ...(numbers.fromZero ? [] : [say.totalsNotFromZero(numbers.ticks[0]?.value ?? 0)]),
    ],
  };
}

/** Hollow where the document passes the total on, and bold where it is below the one before. */
function classesOf(index: Index, total: RunningTotal): string {
  const hand = index.source.get(index.claim.get(total.claim_id)?.source_id ?? "")?.hand ?? "own";
  return [hand === "own" ? "" : "relayed", total.falls ? "falls" : ""].filter(Boolean).join(" ");
}

const rankOf = (index: Index, counter_id: string): number => index.counter.get(counter_id)?.rank ?? 5;
const numberOf = (total: RunningTotal): number | null => total.count_stated ?? total.count_low ?? total.count_high;
const heightOf = (value: number, axis: Axis<number>): number =>
  Math.round((bottom - ((axis.at(value) - 2) / 92) * (bottom - top)) * 10) / 10;

/** Steps: a total holds until the counter's next one. */
function lineOf(own: readonly RunningTotal[], days: Axis<string>, numbers: Axis<number>): Markup[] {
  return own.flatMap((each, place) => {
    const next = own[place + 1];
    const [value, after] = [numberOf(each), next === undefined ? null : numberOf(next)];
    if (value === null || next === undefined || after === null) return [];
    const [x, end, y] = [days.at(each.as_of_latest), days.at(next.as_of_latest), heightOf(value, numbers)];
    return [
      element("line", { x1: `${x}%`, x2: `${end}%`, y1: y, y2: y }),
      ...(after === value ? [] : [element("line", { x1: `${end}%`, x2: `${end}%`, y1: y, y2: heightOf(after, numbers) })]),
    ];
  });
}

function plotCounter(
  index: Index,
  counter_id: string,
  own: readonly RunningTotal[],
  days: Axis<string>,
  numbers: Axis<number>,
  behind: Markup,
): PlotRow {
  const say = words[index.language];
  const marks = own.flatMap((each) => {
    const value = numberOf(each);
    if (value === null) return [];
    const claim = index.claim.get(each.claim_id);
    const shape = shapes[claim?.count_qualifier ?? ""] ?? "vague";
    const title = `${each.as_of_latest}: ${each.count_stated ?? say.between(each.count_low, each.count_high)}${each.falls ? ` (${say.falls})` : ""} · ${say.claims(each.claims)} · ${each.claim_id}`;
    return [
      linkedMark(
        `#claim-${each.claim_id}`,
        title,
        mark(shape, days.at(each.as_of_latest), heightOf(value, numbers), classesOf(index, each)),
      ),
    ];
  });
  const [first, last] = [own[0], own.at(-1)];
  const numbersSaid = [...new Set([first, last].flatMap((each) => (each === undefined ? [] : [String(numberOf(each) ?? say.noNumber)])))];
  return {
    name: index.nameCounter(counter_id),
    href: `#counter-${counter_id}`,
    detail: say.totals(own.length),
    picture: row(height, behind, element("g", { class: "line" }, lineOf(own, days, numbers)), marks),
    said: numbersSaid.join(" → "),
  };
}

// When: events as the intervals that their dates are, beside the days that the claims give.

import type { Index } from "../explain/tables.ts";
import { compareCodePoints } from "../finding.ts";
import type { Event } from "../model.ts";
import { element, type Markup } from "./markup.ts";
import { axisRow, backdrop, grid, linkedMark, row } from "./plot.ts";
import type { Plot, PlotRow } from "./ranges.ts";
import { type Axis, dayAxis } from "./scale.ts";
import { sayDays, words } from "./words.ts";

interface Dated {
  readonly event: Event;
  readonly earliest: string;
  readonly latest: string;
}

/** Every event that has a first and a last day, by its first day; scopes come last, since they contain the others. */
export function plotTimeline(index: Index): Plot & { readonly undated: readonly Event[] } {
  const events = [...index.event.values()];
  const dated = events.flatMap((event): Dated[] =>
    event.date_earliest === null || event.date_latest === null ? [] : [{ event, earliest: event.date_earliest, latest: event.date_latest }],
  );
  const ordered = dated.toSorted(
    (a, b) =>
      Number(a.event.kind === "scope") - Number(b.event.kind === "scope") ||
      compareCodePoints(a.earliest, b.earliest) ||
      compareCodePoints(a.latest, b.latest) ||
      compareCodePoints(a.event.event_id, b.event.event_id),
  );
  const axis = dayAxis(dated.flatMap(({ earliest, latest }) => [earliest, latest]));
  const behind = backdrop("back-timeline", grid(axis));
  return {
    rows: ordered.map((each, place) => plotEvent(index, axis, each, behind(place))),
    axis: axisRow(axis, (day) => words[index.language].month(day)),
    notes: axis.breakAt === null ? [] : [words[index.language].broken],
    undated: events.filter((event) => !dated.some((each) => each.event === event)),
  };
}

function plotEvent(index: Index, axis: Axis<string>, { event, earliest, latest }: Dated, behind: Markup): PlotRow {
  const say = words[index.language];
  const name = index.nameEvent(event.event_id);
  const claimed = intervalsOf(index, event);
  const lines = claimed.map(([days, claims], place): Markup => {
    const [from, to] = days.split("/") as [string, string];
    return element(
      "rect",
      { class: "claimed", ...extent(axis, from, to), y: 15 + place * 4 },
      element("title", {}, `${sayDays(from, to)}: ${say.claims(claims)}`),
    );
  });
  const classes = event.date_qualifier === "none" || event.date_qualifier === null ? "interval" : "interval uncertain";
  const bar = element("rect", { class: classes, ...extent(axis, earliest, latest) });
  const days = sayDays(earliest, latest);
  return {
    name,
    href: `#event-${event.event_id}`,
    detail: "",
    picture: row(
      20 + Math.max(0, claimed.length) * 4,
      behind,
      linkedMark(`#event-${event.event_id}`, `${event.date_edtf ?? ""} (${index.label("date_precision", event.date_precision)})`, bar),
      lines,
    ),
    said: days,
  };
}

/** A bar from the first day to the end of the last, at least a half percent wide so that a day can be seen. */
function extent(axis: Axis<string>, from: string, to: string): { x: string; width: string } {
  const start = axis.at(from);
  return { x: `${start}%`, width: `${Math.round(Math.max(axis.at(to) - start, 0.7) * 100) / 100}%` };
}

/** The intervals of days that claims give for the event, each once with how many give it; the commonest first, four at most. */
function intervalsOf(index: Index, event: Event): (readonly [days: string, claims: number])[] {
  const own = index.claims.filter(
    (claim) =>
      claim.event_id === event.event_id &&
      (claim.date_role === "occurred" || claim.date_role === "died") &&
      claim.date_earliest !== null &&
      claim.date_latest !== null,
  );
  const counts = new Map<string, number>();
  for (const claim of own) {
    const days = `${claim.date_earliest}/${claim.date_latest}`;
    counts.set(days, (counts.get(days) ?? 0) + 1);
  }
  return [...counts].toSorted(([a, n], [b, m]) => m - n || compareCodePoints(a, b)).slice(0, 4);
}

// The heart of the page: per event and measure every claim as a mark, and the range of what was claimed as a band.
import { phrases } from "../explain/phrases.ts";
import type { ClaimStory, CounterStory, EstimateStory, EventStory, SumStory } from "../explain/story.ts";
import type { Index } from "../explain/tables.ts";
import type { Markup } from "./markup.ts";
import { axisRow, backdrop, band, grid, level, linkedMark, mark, row, type Shape, shapes, upright } from "./plot.ts";
import { type Axis, numberAxis } from "./scale.ts";
import { type Words, words } from "./words.ts";

/** A row of a picture: its name, what the row shows, and the same in words. */
export interface PlotRow {
  readonly name: string;
  /** Where the name leads; null for nowhere. */
  readonly href: string | null;
  readonly detail: string;
  readonly picture: Markup;
  readonly said: string;
}

/** A picture with its axis below. */
export interface Plot {
  readonly rows: readonly PlotRow[];
  readonly axis: Markup;
  /** What must be known to read it; empty where nothing. */
  readonly notes: readonly string[];
}

/** A figure as it is drawn: bounds, inclusive; null where the words give none. */
interface Figure {
  readonly id: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly stated: number | null;
  readonly shape: Shape;
  readonly classes: string;
  readonly title: string;
}

/** Where a mark stands: at its lower bound, else at the number stated, else at its upper bound; null where it has none. */
const placeOf = (figure: Figure): number | null => (figure.shape === "about" ? figure.stated : figure.low) ?? figure.stated ?? figure.high;

const step = 12;

/** The picture of one estimate: a row for each counter. */
export function plotEstimate(index: Index, story: EstimateStory): Plot {
  const say = words[index.language];
  const counters = story.counters.map((counter) => ({ counter, figures: figuresOf(index, story, counter) }));
  const numbers = counters.flatMap(({ figures }) => figures.flatMap((figure) => [figure.low, figure.high, figure.stated]));
  const axis = numberAxis([...numbers, story.low, story.best, story.high].filter((each) => each !== null));
  const behind = backdrop(`back-${story.estimate_id}`, rangeBand(story, axis), grid(axis), bestLine(story, axis));
  return {
    rows: counters.map(({ counter, figures }, place) => plotCounter(say, axis, counter, figures, behind(place))),
    axis: axisRow(axis, String),
    notes: axis.fromZero ? [] : [say.notFromZero],
  };
}

function plotCounter(say: Words, axis: Axis<number>, counter: CounterStory, figures: readonly Figure[], behind: Markup): PlotRow {
  const levels = new Map<number, number>();
  const marks: Markup[] = [];
  const spans: Markup[] = [];
  for (const figure of figures) {
    const place = placeOf(figure);
    if (place === null) continue;
    const depth = levels.get(place) ?? 0;
    levels.set(place, depth + 1);
    const y = 12 + depth * step;
    if (figure.low !== null && figure.high !== null && figure.high > figure.low)
      spans.push(level("span", axis.at(figure.low), axis.at(figure.high), y));
    marks.push(linkedMark(`#${figure.id}`, figure.title, mark(figure.shape, axis.at(place), y, figure.classes)));
  }
  const height = 24 + step * (Math.max(1, ...levels.values()) - 1);
  const shown = counter.standing[0] ?? counter.superseded[0] ?? counter.repeats[0];
  return {
    name: counter.name,
    href: `#counter-${counter.counter_id}`,
    detail: counter.step,
    picture: row(height, behind, spans, marks),
    said: shown?.number ?? say.noNumber,
  };
}

/** The band from low to high; where the upper end is open, a lighter one to the end of the axis. */
export function rangeBand(
  range: Pick<EstimateStory, "low" | "high" | "high_unbounded">,
  axis: Axis<number>,
  height: number | string = "100%",
  y = 0,
): Markup[] {
  const { low, high } = range;
  if (low === null && high === null) return [];
  const from = axis.at(low ?? 0);
  const to = axis.at(high ?? low ?? 0);
  const closed = from === to && !range.high_unbounded ? band("band", from - 0.3, to + 0.3, height, y) : band("band", from, to, height, y);
  return [...closed, ...(range.high_unbounded ? band("band open", to, 100, height, y) : [])];
}

const bestLine = (range: Pick<EstimateStory, "best">, axis: Axis<number>): Markup[] =>
  range.best === null ? [] : [upright("best", axis.at(range.best))];

function figuresOf(index: Index, story: EstimateStory, counter: CounterStory): Figure[] {
  const figure = (classes: string) => (each: ClaimStory | SumStory) => figureOf(index, story, counter, each, classes);
  return [...counter.standing.map(figure("")), ...counter.repeats.map(figure("repeats")), ...counter.superseded.map(figure("superseded"))];
}

function figureOf(index: Index, story: EstimateStory, counter: CounterStory, each: ClaimStory | SumStory, standing: string): Figure {
  const say = words[index.language];
  if (each.kind === "sum") {
    const sum = index.derived.get(each.claim_id);
    const title = [`${each.number} · ${each.sentence}`, say.countedBy(counter.name)].join("\n");
    const bounds = { low: sum?.count_low ?? null, high: sum?.count_high ?? null, stated: sum?.count_stated ?? null };
    return { ...bounds, id: `estimate-${story.estimate_id}`, shape: "sum", classes: standing, title };
  }
  const claim = index.claim.get(each.claim_id);
  const hand = index.source.get(each.source.source_id)?.hand ?? "own";
  return {
    id: `claim-${each.claim_id}`,
    low: claim?.count_low ?? null,
    high: claim?.count_high ?? null,
    stated: claim?.count_stated ?? null,
    shape: shapes[claim?.count_qualifier ?? ""] ?? "vague",
    classes: [hand === "own" ? "" : "relayed", standing].filter(Boolean).join(" "),
    title: describe(say, each, counter.name, index.label("hand", hand), index.label("flag", claim?.flag ?? null)),
  };
}

/** What a reader is told of a mark: the words, who counted, who published and when, and which claim it is. */
function describe(say: Words, claim: ClaimStory, counter: string, hand: string, flag: string): string {
  const quoted = claim.words === null ? "" : ` · ${say.quote(claim.words)}`;
  const asOf = claim.as_of === null ? "" : ` · ${say.upTo(claim.as_of)}`;
  return [
    `${claim.number ?? say.noNumber}${quoted}${asOf}`,
    say.countedBy(counter),
    `${claim.source.publisher}, ${claim.locator} · ${claim.source.published} (${hand})`,
    flag === "" ? claim.claim_id : `${claim.claim_id} · ${flag}`,
  ].join("\n");
}

/** The ranges of one measure beside each other, events apart from the scopes that contain them. */
export interface Overview {
  readonly title: string;
  readonly groups: readonly { readonly title: string; readonly plot: Plot }[];
}

/** For each measure with three estimates or more of whole events, of people: their ranges on one axis. */
export function plotOverviews(index: Index, events: readonly EventStory[]): Overview[] {
  const say = words[index.language];
  const wanted = index.estimates.filter((each) => each.population === "people" && each.count_basis !== "subtotal");
  const measures = [...new Set(wanted.map((each) => each.measure))].toSorted(
    (a, b) => index.orderOf("measure", a) - index.orderOf("measure", b),
  );
  return measures.flatMap((measure) => {
    const stories = events.flatMap((event) => {
      const estimate = wanted.find((each) => each.event_id === event.event_id && each.measure === measure);
      const story = event.estimates.find(
        (each) => estimate && each.estimate_id.startsWith(`${event.event_id}.${measure}.people.${estimate.count_basis}`),
      );
      return story ? [{ event, story, scope: index.event.get(event.event_id)?.kind === "scope" }] : [];
    });
    if (stories.length < 3) return [];
    const groups = [
      { title: say.incidents, chosen: stories.filter((each) => !each.scope) },
      { title: say.scopes, chosen: stories.filter((each) => each.scope) },
    ].filter(({ chosen }) => chosen.length > 0);
    return [
      {
        title: index.label("measure", measure),
        groups: groups.map(({ title, chosen }) => ({
          title,
          plot: plotRanges(index, `back-${measure}-${chosen[0]?.event.event_id}`, chosen),
        })),
      },
    ];
  });
}

function plotRanges(index: Index, id: string, stories: readonly { event: EventStory; story: EstimateStory }[]): Plot {
  const say = words[index.language];
  const axis = numberAxis(stories.flatMap(({ story }) => [story.low, story.best, story.high]).filter((each) => each !== null));
  const behind = backdrop(id, grid(axis));
  return {
    axis: axisRow(axis, String),
    notes: axis.fromZero ? [] : [say.notFromZero],
    rows: stories.map(({ event, story }, place) => ({
      name: event.title,
      href: `#estimate-${story.estimate_id}`,
      detail: "",
      picture: row(20, behind(place), rangeBand(story, axis, 10, 5), bestLine(story, axis)),
      said: phrases[index.language].range({ low: story.low, high: story.high, open: story.high_unbounded }),
    })),
  };
}

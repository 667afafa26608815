// The heart of the page: per event and measure every claim as a mark, and the range of what was claimed as a band.
import { phrases } from "../explain/phrases.ts";
import type { ClaimStory, CounterStory, EstimateStory, EventStory, SumStory } from "../explain/story.ts";
import type { Index } from "../explain/tables.ts";
import type { Markup } from "./markup.ts";
import { axisRow, backdrop, band, grid, level, mark, row, type Shape, shapes, toldMark, upright } from "./plot.ts";
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
  /** Whether another step of the ladder starts with this row. */
  readonly starts?: boolean;
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
  readonly href: string;
  /** The id of the line that tells of it. */
  readonly teller: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly stated: number | null;
  readonly shape: Shape;
  readonly classes: string;
}

/** Where a mark stands: at its lower bound, else at the number stated, else at its upper bound; null where it has none. */
const placeOf = (figure: Figure): number | null => (figure.shape === "about" ? figure.stated : figure.low) ?? figure.stated ?? figure.high;

const step = 12;

/** The picture of one estimate: a row for each counter. */
export function plotEstimate(index: Index, story: EstimateStory): Plot {
  const say = words[index.language];
  const counters = story.counters.map((counter) => ({ counter, figures: figuresOf(index, story, counter) }));
  const numbers = counters.flatMap(({ figures }) => figures.flatMap((figure) => [figure.low, figure.high, figure.stated]));
  const rankOf = (counter: CounterStory | undefined): number | undefined => index.counter.get(counter?.counter_id ?? "")?.rank;
  const axis = numberAxis([...numbers, story.low, story.best, story.high].filter((each) => each !== null));
  const behind = backdrop(`back-${story.estimate_id}`, rangeBand(story, axis), grid(axis), bestLine(story, axis));
  return {
    rows: counters.map(({ counter, figures }, place) => ({
      ...plotCounter(say, axis, counter, figures, behind(place)),
      starts: place > 0 && rankOf(counter) !== rankOf(counters[place - 1]?.counter),
    })),
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
    marks.push(toldMark(figure.href, figure.teller, mark(figure.shape, axis.at(place), y, figure.classes)));
  }
  const height = 24 + step * (Math.max(1, ...levels.values()) - 1);
  const shown = counter.standing[0] ?? counter.superseded[0] ?? counter.repeats[0];
  return {
    name: counter.name,
    href: `#counter-${counter.counter_id}`,
    // The word and the number of a step stay together.
    detail: counter.step.replace(" ", "\u00a0"),
    picture: row(height, behind, spans, marks),
    said: shown?.number ?? say.noNumber,
  };
}

/** The band from low to high; where the upper end is open, a lighter one to the end of the axis. */
function rangeBand(range: Pick<EstimateStory, "low" | "high" | "high_unbounded">, axis: Axis<number>): Markup[] {
  const { low, high } = range;
  if (low === null && high === null) return [];
  const from = axis.at(low ?? 0);
  const to = axis.at(high ?? low ?? 0);
  const closed = from === to && !range.high_unbounded ? band("band", from - 0.3, to + 0.3) : band("band", from, to);
  return [...closed, ...(range.high_unbounded ? band("band open", to, 100) : [])];
}

const bestLine = (range: Pick<EstimateStory, "best">, axis: Axis<number>): Markup[] =>
  range.best === null ? [] : [upright("best", axis.at(range.best))];

function figuresOf(index: Index, story: EstimateStory, counter: CounterStory): Figure[] {
  const figure = (classes: string) => (each: ClaimStory | SumStory) => figureOf(index, story, each, classes);
  return [...counter.standing.map(figure("")), ...counter.repeats.map(figure("repeats")), ...counter.superseded.map(figure("superseded"))];
}

function figureOf(index: Index, story: EstimateStory, each: ClaimStory | SumStory, standing: string): Figure {
  const teller = tellerOf(each);
  if (each.kind === "sum") {
    const sum = index.derived.get(each.claim_id);
    const bounds = { low: sum?.count_low ?? null, high: sum?.count_high ?? null, stated: sum?.count_stated ?? null };
    return { ...bounds, href: `#estimate-${story.estimate_id}`, teller, shape: "sum", classes: standing };
  }
  const claim = index.claim.get(each.claim_id);
  const hand = index.source.get(each.source.source_id)?.hand ?? "own";
  return {
    href: `#claim-${each.claim_id}`,
    teller,
    low: claim?.count_low ?? null,
    high: claim?.count_high ?? null,
    stated: claim?.count_stated ?? null,
    shape: shapes[claim?.count_qualifier ?? ""] ?? "vague",
    classes: [hand === "own" ? "" : "relayed", standing].filter(Boolean).join(" "),
  };
}

const tellerOf = (each: ClaimStory | SumStory): string => `told-${each.claim_id}`;

/** What a reader is told of a mark, in lines: the words, who published them and when, what they did in the estimate. */
export interface Told {
  readonly teller: string;
  readonly number: string;
  /** The words as printed, and up to when was counted. */
  readonly words: string;
  readonly published: string;
  /** The claim that the number is of; empty for a sum. */
  readonly claim_id: string;
  readonly roles: string;
}

/** Tells of a claim, or of a sum of additions. */
export function tellFigure(index: Index, each: ClaimStory | SumStory): Told {
  const say = words[index.language];
  const common = { teller: tellerOf(each), number: each.number ?? say.noNumber, roles: each.roles.join("; ") };
  if (each.kind === "sum") return { ...common, words: each.sentence, published: "", claim_id: "" };
  const source = index.source.get(each.source.source_id);
  const flag = index.claim.get(each.claim_id)?.flag ?? null;
  const quoted = each.words === null ? [] : [say.quote(each.words)];
  const publication = `${each.source.publisher}, ${each.locator}, ${each.source.published} (${index.label("hand", source?.hand ?? null)})`;
  return {
    ...common,
    words: [...quoted, ...(each.as_of === null ? [] : [say.upTo(each.as_of)])].join(", "),
    published: flag === null ? publication : `${publication} · ${index.label("flag", flag)}`,
    claim_id: each.claim_id,
  };
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
      picture: row(24, behind(place), rangeBand(story, axis), bestLine(story, axis)),
      said: phrases[index.language].range({ low: story.low, high: story.high, open: story.high_unbounded }),
    })),
  };
}

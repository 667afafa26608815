// The parts that all pictures share: axes, bands, and marks whose places are percents, so that a picture is as wide as its page.
import { element, type Markup } from "./markup.ts";
import type { Axis } from "./scale.ts";

/** The shape of a mark, by the qualifier of its count. */
export const shapes: Readonly<Record<string, Shape>> = {
  exact: "exact",
  at_least: "least",
  more_than: "least",
  at_most: "most",
  fewer_than: "most",
  approximate: "about",
  approximate_below: "about",
  approximate_above: "about",
  range: "span",
  vague: "vague",
};
export type Shape = "exact" | "least" | "most" | "about" | "span" | "vague" | "sum";

const paths: Readonly<Record<Shape, string>> = {
  exact: "M-4.5,0a4.5,4.5 0 1,0 9,0a4.5,4.5 0 1,0 -9,0z",
  least: "M-4,-5L5,0L-4,5z",
  most: "M4,-5L-5,0L4,5z",
  about: "M0,-5.5L5.5,0L0,5.5L-5.5,0z",
  span: "M-2,-5.5h4v11h-4z",
  vague: "M-4,-4h8v8h-8z",
  sum: "M-5,-1.7h3.3v-3.3h3.4v3.3h3.3v3.4h-3.3v3.3h-3.4v-3.3h-3.3z",
};
const tails: Readonly<Partial<Record<Shape, string>>> = { least: "M5,0h11m-4,-3l4,3l-4,3", most: "M-5,0h-11m4,-3l-4,3l4,3" };

/** The shapes of all marks, once a page; pictures refer to them. */
export function markDefinitions(): Markup {
  const symbols = Object.entries(paths).map(([shape, d]) => {
    const tail = tails[shape as Shape];
    return element(
      "g",
      { id: `mark-${shape}` },
      element("circle", { class: "hit", r: 10 }),
      ...(tail === undefined ? [] : [element("path", { class: "tail", d: tail })]),
      element("path", { d }),
    );
  });
  return element("svg", { class: "definitions", width: 0, height: 0, "aria-hidden": "true" }, element("defs", {}, symbols));
}

const percent = (x: number): string => `${x}%`;

/** One mark; `classes` say whether it is relayed or superseded. The style sheet knows marks by their height: nothing else that is used has one. */
export function mark(shape: Shape, x: number, y: number, classes: string): Markup {
  return element("use", { href: `#mark-${shape}`, class: classes === "" ? null : classes, x: percent(x), y });
}

/** A mark that is a link; its title is what a reader is told on pointing at it. */
export function linkedMark(href: string, title: string, inside: Markup): Markup {
  return element("a", { href }, element("title", {}, title), inside);
}

/** A mark that is a link and is told by the element of an id, which also says it in words. */
export function toldMark(href: string, teller: string, inside: Markup): Markup {
  return element("a", { href, "aria-labelledby": teller }, inside);
}

/** A box; the style sheet says how high it is. Nothing where it has no width. */
export function band(className: string, from: number, to: number): Markup[] {
  if (to <= from) return [];
  return [element("rect", { class: className, x: percent(from), width: percent(Math.round((to - from) * 100) / 100) })];
}

/** A line across a row; the style sheet says how wide and how high it is. */
export const upright = (className: string, x: number): Markup => element("rect", { class: className, x: percent(x) });

/** A line along a row. */
export const level = (className: string, from: number, to: number, y: number): Markup =>
  element("line", { class: className, x1: percent(from), x2: percent(to), y1: y, y2: y });

/** The lines of the ticks, and of the place where the scale changes. */
export const grid = (axis: Axis<never> | Axis<number> | Axis<string>): Markup[] => [
  ...axis.ticks.map((tick) => upright("grid", tick.x)),
  ...(axis.breakAt === null
    ? []
    : [element("line", { class: "break", x1: percent(axis.breakAt), x2: percent(axis.breakAt), y1: 0, y2: "100%" })]),
];

/** The height of a row in pixels that the style sheet gives where the row does not say its own. */
const usual = 24;

/** A row of a picture; what it holds is told by the name before it and by the titles of its marks. */
export function row(height: number, ...children: readonly (Markup | readonly Markup[])[]): Markup {
  return element("svg", { class: "row", height: height === usual ? null : height }, children);
}

/** What stands behind every row of one picture: drawn in its first row, referred to in the others. */
export function backdrop(id: string, ...children: readonly (Markup | readonly Markup[])[]): (place: number) => Markup {
  return (place) => (place === 0 ? element("g", { id }, children) : element("use", { href: `#${id}` }));
}

/** The numbers or days below a picture; they repeat what the rows say, so they are hidden from a screen reader. */
export function axisRow<Value extends string | number>(axis: Axis<Value>, say: (value: Value) => string): Markup {
  const texts = axis.ticks.flatMap((tick) => {
    const text = say(tick.value);
    // A long name at an edge of the axis would stand over what is beside it.
    const edge = text.length < 4 ? null : tick.x > 93 ? "end" : tick.x < 8 ? "start" : null;
    return [upright("tick", tick.x), element("text", { class: edge, x: percent(tick.x) }, text)];
  });
  return element("svg", { class: "axis", "aria-hidden": "true" }, texts);
}

// How text becomes markup that shows exactly that text: the one place of the pages that escapes.

/** Markup that is finished: a template prints it as it is, and escapes everything else. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Attributes = Readonly<Record<string, string | number | null>>;
export type Child = Markup | string | readonly Child[];

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** The text with every character of markup escaped, safe between tags and within quotes. */
export const escapeText = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

/**
 * An element of SVG. An attribute that is null is left out; strings among the children are escaped.
 * @example `element("text", { x: 3 }, "a < b")` is `<text x="3">a &lt; b</text>`
 */
export function element(name: string, attributes: Attributes, ...children: readonly Child[]): Markup {
  const pairs = Object.entries(attributes).flatMap(([key, value]) => (value === null ? [] : [` ${key}="${escapeText(String(value))}"`]));
  const inside = textOf(children);
  // Elements of SVG may close themselves, which is shorter; this page draws thousands.
  return new Markup(inside === "" ? `<${name}${pairs.join("")}/>` : `<${name}${pairs.join("")}>${inside}</${name}>`);
}

function textOf(child: Child): string {
  if (child instanceof Markup) return child.text;
  return typeof child === "string" ? escapeText(child) : child.map(textOf).join("");
}

/** What a template prints. Throws for what is neither text, number nor markup: a hole in a page is a fault of the program. */
export function print(value: unknown): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === "string" || typeof value === "number") return escapeText(String(value));
  throw new Error(`a template prints ${value === null ? "null" : typeof value}`);
}

/** A JSON value for a block of data or a script: no character in it can end the element that holds it. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

// What the tests of the pages read from them: tags, attributes and text, by a reader that knows no more than HTML that is well written.

/** A tag as it stands: its name, and its attributes with their values decoded. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const decode = (text: string): string => text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);

const tag = /<(\/?[a-zA-Z!][\w-]*)((?:\s+[^\s"'<>/=]+(?:="[^"]*")?)*)\s*\/?>/g;

/** Every tag of a page in order. Throws where a < begins none: markup that is not well written, or text that was not escaped. */
export function readTags(html: string): Tag[] {
  const stray = html.replace(tag, "").match(/.{0,40}[<>].{0,40}/);
  if (stray) throw new Error(`not a tag: ${stray[0]}`);
  return Array.from(html.matchAll(tag), ([, name = "", attributes = ""]) => ({
    name,
    attributes: Object.fromEntries(
      Array.from(attributes.matchAll(/([^\s"=]+)(?:="([^"]*)")?/g), ([, key = "", value = ""]) => [key, decode(value)]),
    ),
  }));
}

/** All text and all values of attributes of a page, decoded. */
export function readText(html: string): string {
  const values = readTags(html).flatMap((each) => Object.values(each.attributes));
  return [decode(html.replace(tag, "\n")), ...values].join("\n");
}

/** The tags of a page with the names of their attributes: what a page is made of, whatever it says. */
export const readSkeleton = (html: string): string[] =>
  readTags(html).map((each) => [each.name, ...Object.keys(each.attributes)].join(" "));

// Which events of a large release the pages show, and that they say so.
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { check } from "../../pipeline/build.ts";
import { renderBinaries } from "../../pipeline/publish/binary.ts";
import { completeRelease, renderPages, renderTextTables } from "../../pipeline/publish/release.ts";
import { chooseEvents } from "../../pipeline/site/selection.ts";
import { renderSite } from "../../pipeline/site/site.ts";
import { readTags, readText } from "./pages.ts";

const sized = (claims: Readonly<Record<string, number>>): { event_id: string; claims: number }[] =>
  Object.entries(claims).map(([event_id, count]) => ({ event_id, claims: count }));

describe("the events that a page shows", () => {
  it.each<[Record<string, number>, number, string[], string]>([
    [{ a: 1, b: 2 }, 3, ["a", "b"], "all where all fit, in the order of the table"],
    [{ a: 1, b: 3 }, 3, ["b"], "the one with the most claims"],
    [{ a: 2, b: 1, c: 2, d: 1 }, 3, ["a"], "no smaller one in place of the next, which does not fit: those shown are those with the most"],
    [{ a: 9, b: 2, c: 1 }, 3, ["b", "c"], "one that no page could hold is passed over, or nothing would be shown"],
    [{ b: 1, a: 1 }, 1, ["a"], "of equal ones the one whose id comes first"],
    [{ a: 0, b: 0 }, 1, ["a"], "an event without claims takes a place as well, or a million of them would"],
    [{ a: 9 }, 3, [], "none, where none fits"],
    [{}, 3, [], "none of none"],
  ])("of %j with room for %i are %j (%s)", (claims, limit, expected, _why) => {
    expect(chooseEvents(sized(claims), limit)).toEqual(expected);
  });

  it("never have more claims than there is room for, and no event left out that could be shown has more than one shown", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 40 }), fc.integer({ min: 1, max: 60 }), (counts, limit) => {
        const events = counts.map((claims, place) => ({ event_id: `e${place}`, claims }));
        const chosen = new Set(chooseEvents(events, limit));
        const [shown, left] = [events.filter((each) => chosen.has(each.event_id)), events.filter((each) => !chosen.has(each.event_id))];
        expect(shown.reduce((sum, each) => sum + each.claims, 0)).toBeLessThanOrEqual(limit);
        const fewest = Math.min(...shown.map((each) => each.claims));
        expect(left.filter((each) => each.claims <= limit && each.claims > fewest)).toEqual([]);
      }),
    );
  });
});

const built = await check(fileURLToPath(new URL("../golden/terrazul", import.meta.url)));
const { dataset, outline } = built.raw;
if (dataset === null || built.tables === null) throw new Error("the invented dataset is not read");
const release = { dataset, date: dataset.released, outline, tables: built.tables };
const limit = 12;
const picture = Promise.resolve(new Uint8Array());
const others = [...renderTextTables(release), ...renderBinaries(release), ...renderPages(release)];
const files = await completeRelease(release, others, (whole, listed) => renderSite(whole, listed, picture, limit));
const textOf = (path: string): string => new TextDecoder().decode(files.find((file) => file.path === path)?.bytes);
const events = release.tables.events as unknown as { event_id: string; claims: number }[];
const chosen = chooseEvents(events, limit);
const claims = release.tables.claims.filter((row) => chosen.includes(String(row["event_id"])));

describe("the page of a release that is too large for one", () => {
  it("is of some events and not of all, in this test", () => {
    expect(chosen.length).toBeGreaterThan(0);
    expect(chosen.length).toBeLessThan(events.length);
    expect(claims.length).toBeGreaterThan(5);
  });

  it.each(["index.html", "index.es.html"])("has the events and claims chosen and no other in %s, and says of how many", (page) => {
    const html = textOf(`explorer/${page}`).replace(/(<script type="application\/ld\+json">)[^<]*/, "$1");
    const ids = readTags(html).flatMap(({ attributes }) => (attributes["id"] === undefined ? [] : [attributes["id"]]));
    const own = (kind: string): string[] => ids.filter((id) => id.startsWith(`${kind}-`)).map((id) => id.slice(kind.length + 1));
    expect(own("event").sort()).toEqual([...chosen].sort());
    expect(own("claim").sort()).toEqual(claims.map((row) => String(row["claim_id"])).sort());
    const text = readText(html);
    expect(text).toMatch(
      new RegExp(`\\b${chosen.length} (?:of|de) ${events.length}\\b.*\\b${claims.length} (?:of|de) ${release.tables.claims.length}\\b`),
    );
    expect(text).not.toMatch(/undefined|\bNaN\b|\[object/);
  });

  it("leads nowhere that is not on it", () => {
    const tags = readTags(textOf("explorer/index.html").replace(/(<script type="application\/ld\+json">)[^<]*/, "$1"));
    const ids = new Set(tags.map(({ attributes }) => attributes["id"]));
    const links = tags.flatMap(({ attributes }) => (attributes["href"]?.startsWith("#") ? [attributes["href"].slice(1)] : []));
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter((link) => !ids.has(link))).toEqual([]);
  });

  it("gives the script the cells of these claims alone, and the downloads the rows of all", () => {
    expect(textOf("explorer/tables.js").match(/"raw\/extracts\//g)?.length).toBe(claims.length);
    expect(textOf("explorer/index.html")).toMatch(
      new RegExp(`csv/claims\\.csv</a></th><td class="number">${release.tables.claims.length}<`),
    );
  });
});

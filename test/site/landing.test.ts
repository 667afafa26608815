// What the page above all releases says of them.
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { check } from "../../pipeline/build.ts";
import { type ListedVersion, newestPictures, olderPictures } from "../../pipeline/publish/listing.ts";
import { renderLanding } from "../../pipeline/site/landing.ts";
import { readTags, readText } from "./pages.ts";

const { dataset } = (await check(fileURLToPath(new URL("../golden/terrazul", import.meta.url)))).raw;
if (dataset === null) throw new Error("the invented dataset is not read");

const version = (name: string, status: ListedVersion["status"]): ListedVersion => ({
  version: name,
  date: "2020-01-01",
  status,
  manifest_sha256: "0".repeat(64),
  path: `${name}/`,
  ...(status === "retracted" ? { retraction: { date: "2020-02-03", reason: "A total was of <another> event." } } : {}),
});
const pagesOf = (versions: readonly ListedVersion[], explorers: readonly string[]): string[] =>
  renderLanding(
    dataset,
    { name: dataset.name, versions },
    new Map(explorers.map((each) => [each, each === "0.1.0" ? olderPictures : newestPictures])),
  ).map((file) => new TextDecoder().decode(file.bytes).replace(/<style>[^<]*<\/style>/, ""));
const linksOf = (page: string): (string | undefined)[] =>
  readTags(page)
    .filter((tag) => tag.name === "a")
    .map((tag) => tag.attributes["href"]);

describe("the landing page", () => {
  it("leads to the explorer of the newest version first, and to the read-me of every version, the newest above", () => {
    const [english = "", spanish = ""] = pagesOf([version("0.1.0", "superseded"), version("0.2.0", "current")], ["0.2.0"]);
    expect(linksOf(english)).toEqual([
      "index.es.html",
      "0.2.0/explorer/index.html",
      "0.2.0/explorer/index.html",
      "0.2.0/README.md",
      "0.1.0/README.md",
    ]);
    expect(linksOf(spanish)).toEqual([
      "index.html",
      "0.2.0/explorer/index.es.html",
      "0.2.0/explorer/index.es.html",
      "0.2.0/README.es.md",
      "0.1.0/README.es.md",
    ]);
  });

  it("shows the version that holds where the newest is retracted, and says since when and why", () => {
    const [english = ""] = pagesOf([version("0.1.0", "current"), version("0.2.0", "retracted")], ["0.1.0", "0.2.0"]);
    expect(linksOf(english)[1]).toBe("0.1.0/explorer/index.html");
    expect(readText(english)).toContain("2020-02-03: A total was of <another> event.");
    const picture = readTags(english).find((tag) => tag.attributes["property"] === "og:image");
    expect(picture?.attributes["content"], "an older explorer has another picture").toBe("0.1.0/explorer/preview.svg");
  });

  it.each([
    [undefined, "0.2.0/explorer/preview.png", "nobody knows where dist/ is published: as seen from the page"],
    ["https://example.org/toll", "https://example.org/toll/0.2.0/explorer/preview.png", "sites that show previews want whole addresses"],
    ["https://example.org/toll/", "https://example.org/toll/0.2.0/explorer/preview.png", "one slash"],
  ])("with the home page %j tells of the picture at %s (%s)", (homepage, expected, _why) => {
    const described = homepage === undefined ? dataset : { ...dataset, homepage };
    const listing = { name: dataset.name, versions: [version("0.2.0", "current")] };
    const [page] = renderLanding(described, listing, new Map([["0.2.0", newestPictures]]));
    const picture = readTags(new TextDecoder().decode(page?.bytes).replace(/<style>[^<]*<\/style>/, "")).find(
      (tag) => tag.attributes["property"] === "og:image",
    );
    expect(picture?.attributes["content"]).toBe(expected);
  });

  it("shows none first where every version is retracted", () => {
    const [english = ""] = pagesOf([version("0.1.0", "retracted")], ["0.1.0"]);
    expect(linksOf(english)).toEqual(["index.es.html", "0.1.0/explorer/index.html", "0.1.0/README.md"]);
  });

  it("says what the dataset is and how to be careful with it, in each language", () => {
    const [english = "", spanish = ""] = pagesOf([version("0.1.0", "current")], []);
    for (const [page, language] of [
      [english, "en"],
      [spanish, "es"],
    ] as const) {
      const text = readText(page);
      for (const each of [dataset.title, dataset.description, ...dataset.usage_warnings]) expect(text).toContain(each[language]);
    }
  });
});

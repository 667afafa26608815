// That no cell can become markup, and that none is lost: a release whose every free cell is hostile.
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { check } from "../../pipeline/build.ts";
import { explanationLanguages } from "../../pipeline/explain/phrases.ts";
import { renderBinaries } from "../../pipeline/publish/binary.ts";
import { type Listing, listRelease, newestPictures } from "../../pipeline/publish/listing.ts";
import { completeRelease, type OutputFile, type Release, renderPages, renderTextTables } from "../../pipeline/publish/release.ts";
import { type Cell, type Column, type Dataset, type PublishedTableName, publishedTables, type Row } from "../../pipeline/schema.ts";
import { renderLanding } from "../../pipeline/site/landing.ts";
import { drawPreview } from "../../pipeline/site/preview.ts";
import { rasterise } from "../../pipeline/site/raster.ts";
import { drawPicture, renderSite } from "../../pipeline/site/site.ts";
import { readSkeleton, readText } from "./pages.ts";

/** Each would break out of another kind of place: an element, a value in either quotes, a script, a comment, a template, a formula, a direction. */
const payload = ` <img src=x onerror=alert(1)></title></script><script>alert(2)</script>" onload="x' onfocus='y <!-- \u202e\u2028]]> \${3} <%= 4 %> &amp; =HYPERLINK("z")`;

const built = await check(fileURLToPath(new URL("../golden/terrazul", import.meta.url)));
const { dataset } = built.raw;
if (dataset === null || built.tables === null) throw new Error("the invented dataset is not read");
const { tables } = built;

/** Cells that a person may fill with any text: no key, code, day or formula of ours. */
const isFree = (column: Column): boolean =>
  column.type === "string" &&
  column.enumeration === null &&
  column.pattern === null &&
  (column.format === null || column.format === "plain-text" || column.format === "fragment") &&
  column.name !== "formula";

const freeColumns = Object.values(publishedTables).flatMap((table) =>
  table.columns.filter(isFree).map((column) => `${table.name}.${column.name}`),
);

/** The release with every free cell filled, also where none was. Cells are numbered, so that two that differed differ still and stand in the same order. */
function fill(text: string): Release {
  const spoil = (name: PublishedTableName): Row[] => {
    const columns = publishedTables[name].columns.filter(isFree);
    return tables[name].map((row, place): Row => {
      const spoilt = columns.map((column): [string, Cell] => [
        column.name,
        `${name}-${column.name}-${String(place).padStart(4, "0")}${text}`,
      ]);
      const url = "url" in row ? { url: `https://example.org/'${text === "" ? "" : "onclick='x&quot;&y"}` } : {};
      return { ...row, ...Object.fromEntries(spoilt), ...url };
    });
  };
  const filled = Object.fromEntries(Object.keys(publishedTables).map((name) => [name, spoil(name as PublishedTableName)]));
  const both = (name: string): { en: string; es: string } => ({ en: `${name}-en${text}`, es: `${name}-es${text}` });
  const described: Dataset = {
    ...(dataset as Dataset),
    title: both("title"),
    description: both("description"),
    keywords: [`keyword${text}`],
    creators: [{ name: `creator${text}`, kind: "organisation" }],
    contact: `contact${text}`,
    credits: [both("credit")],
    usage_warnings: [both("warning")],
    changes: [both("change")],
  };
  return { dataset: described, date: "2020-01-01", tables: filled as unknown as Release["tables"] };
}

const hostile = fill(payload);
const harmless = fill("");
const filesOf = async (release: Release): Promise<OutputFile[]> => {
  const picture = Promise.resolve(rasterise(drawPicture(release)));
  const others = [...renderTextTables(release), ...renderBinaries(release), ...renderPages(release)];
  const files = await completeRelease(release, others, (whole, listed) => renderSite(whole, listed, picture));
  const listing: Listing = { name: release.dataset.name, versions: [listRelease(release, files)] };
  return [
    ...files.filter((file) => file.path.startsWith("explorer/")),
    ...renderLanding(release.dataset, listing, new Map([["0.1.0", newestPictures]])),
  ];
};
const textOf = (files: readonly OutputFile[], path: string): string => {
  const file = files.find((each) => each.path === path);
  if (file === undefined) throw new Error(`no file ${path}`);
  return new TextDecoder().decode(file.bytes);
};
const [spoilt, plain] = [await filesOf(hostile), await filesOf(harmless)];
const marked = spoilt
  .map((file) => file.path)
  .filter((path) => /\.(?:html|svg)$/.test(path))
  .sort();

/** A page without its style sheet, which is ours, and its block of data, which is no markup. */
const withoutData = (html: string): string =>
  html.replace(/<style>[^<]*<\/style>/, "").replace(/(<script type="application\/ld\+json">)[^<]*/, "$1");

describe("a release whose every free cell is hostile", () => {
  it("has hostile cells in the columns that people fill", () => {
    expect(freeColumns.length).toBeGreaterThan(25);
    for (const column of ["claims.summary", "claims.count_text", "claims.note", "sources.title", "counters.name_en", "events.label_es"])
      expect(freeColumns).toContain(column);
    expect(marked).toEqual(["explorer/icon.svg", "explorer/index.es.html", "explorer/index.html", "index.es.html", "index.html"]);
  });

  it.each(marked)("gives %s the tags and attributes that a harmless one gives it", (path) => {
    const skeleton = readSkeleton(withoutData(textOf(spoilt, path)));
    expect(skeleton.length).toBeGreaterThan(5);
    expect(skeleton).toEqual(readSkeleton(withoutData(textOf(plain, path))));
  });

  it("gives the picture for previews the parts that a harmless one gives it", () => {
    expect(readSkeleton(drawPreview(hostile))).toEqual(readSkeleton(drawPreview(harmless)));
    expect(textOf(spoilt, "explorer/preview.png").slice(1, 4)).toBe("PNG");
  });

  it.each(explanationLanguages)("loses no word of it on the page in %s", (language) => {
    const text = readText(withoutData(textOf(spoilt, language === "en" ? "explorer/index.html" : "explorer/index.es.html")));
    const shown: readonly [PublishedTableName, string][] = [
      ["claims", "summary"],
      ["claims", "count_text"],
      ["claims", "date_text"],
      ["claims", "place_text"],
      ["claims", "speaker_text"],
      ["claims", "actor_text"],
      ["claims", "note"],
      ["events", `label_${language}`],
      ["events", "note"],
      ["sources", "title"],
      ["sources", "publisher"],
      ["sources", "standpoint"],
    ];
    for (const [table, column] of shown) {
      const cells = hostile.tables[table].flatMap((row) => (typeof row[column] === "string" ? [row[column]] : []));
      expect(cells.length, `${table}.${column}`).toBeGreaterThan(0);
      for (const cell of cells) expect(text.includes(cell), `${table}.${column}: ${cell.slice(0, 40)}`).toBe(true);
    }
    for (const name of ["title", "description", "credit", "warning", "change"])
      expect(text, name).toContain(`${name}-${language}${payload}`);
  });

  it("gives the script every cell of its tables as it is", () => {
    const context: { recuentoTables?: Record<string, { columns: string[]; rows: Cell[][] }> } = {};
    runInNewContext(textOf(spoilt, "explorer/tables.js"), context);
    for (const name of ["claims", "estimates"] as const) {
      const { columns, rows } = context.recuentoTables?.[name] ?? { columns: [], rows: [] };
      expect(columns.length).toBeGreaterThan(5);
      expect(rows.map((cells) => Object.fromEntries(columns.map((column, place) => [column, cells[place]])))).toEqual(hostile.tables[name]);
    }
  });

  it("ends no element by its block of data, which says what was written", () => {
    for (const language of explanationLanguages) {
      const html = textOf(spoilt, language === "en" ? "explorer/index.html" : "explorer/index.es.html");
      const block = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(html)?.[1] ?? "";
      expect(JSON.parse(block)).toMatchObject({
        "@type": "Dataset",
        name: [{ "@value": `title-en${payload}` }, { "@value": `title-es${payload}` }],
      });
    }
  });
});

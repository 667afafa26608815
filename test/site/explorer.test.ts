// What the explorer of every dataset must be: whole, linked within itself, free of requests, the same twice, and small.
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Built, build } from "../../pipeline/build.ts";
import { estimateId } from "../../pipeline/estimates.ts";
import type { Estimate } from "../../pipeline/model.ts";
import { listFile } from "../../pipeline/publish/fingerprint.ts";
import { rasterise } from "../../pipeline/site/raster.ts";
import { drawPicture, renderSite } from "../../pipeline/site/site.ts";
import { readTags, readText, type Tag } from "./pages.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const base = mkdtempSync(join(tmpdir(), "recuento-"));
afterAll(() => rmSync(base, { recursive: true }));

const datasets = [
  ["terrazul", "test/golden/terrazul/raw"],
  ["lusaria", "test/golden/lusaria/raw"],
  ["the repository's own", "raw"],
] as const;
const pages = ["index.html", "index.es.html"] as const;
const sections = [
  "read",
  "ranges",
  "timeline",
  "map",
  "counters",
  "conflicts",
  "estimates",
  "claims",
  "downloads",
  "dictionary",
  "cite",
  "changes",
];

describe.each(datasets)("the explorer of %s", (name, raw) => {
  let built: Built;
  const root = join(base, name.replaceAll(/\W/g, "-"));

  beforeAll(async () => {
    cpSync(join(repository, raw), join(root, "raw"), { recursive: true });
    built = await build(root, null);
    expect(built.findings).toEqual([]);
  });

  const bytesOf = (path: string): Buffer => readFileSync(join(root, "dist", built.version ?? "", "explorer", path));
  const pageOf = (path: string): string => bytesOf(path).toString();
  const tagsOf = (path: string): Tag[] => readTags(pageOf(path).replace(/(<script type="application\/ld\+json">)[^<]*/, "$1"));

  it.each(pages)("has every section in its order and each id once in %s", (page) => {
    const ids = tagsOf(page).flatMap(({ attributes }) => (attributes["id"] === undefined ? [] : [attributes["id"]]));
    expect(ids.filter((id) => sections.includes(id))).toEqual(sections);
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
  });

  it.each(pages)("gives every event, estimate, conflict and claim an address of its own in %s", (page) => {
    const ids = new Set(tagsOf(page).map(({ attributes }) => attributes["id"]));
    const { events = [], estimates = [], conflicts = [], claims = [] } = built.tables ?? {};
    const wanted = [
      ...events.map((row) => `event-${row["event_id"]}`),
      ...(estimates as unknown as Estimate[]).map((row) => `estimate-${estimateId(row)}`),
      ...conflicts.map((row) => `conflict-${row["conflict_id"]}`),
      ...claims.map((row) => `claim-${row["claim_id"]}`),
    ];
    expect(wanted.length).toBeGreaterThan(10);
    expect(wanted.filter((id) => !ids.has(id))).toEqual([]);
  });

  it.each(pages)("leads nowhere that is not: fragments of %s have their part, and files stand in the release", (page) => {
    const tags = tagsOf(page);
    const ids = new Set(tags.map(({ attributes }) => attributes["id"]));
    const links = tags.flatMap(({ attributes }) => [attributes["href"], attributes["src"]].filter((link) => link !== undefined));
    expect(links.length).toBeGreaterThan(100);
    expect(links.filter((link) => link.startsWith("#") && !ids.has(link.slice(1)))).toEqual([]);
    const files = new Set([...built.files.map((file) => file.path), "../index.html", "../index.es.html"]);
    const local = links.filter((link) => !link.startsWith("#") && !/^https?:/.test(link));
    expect(local.length).toBeGreaterThan(20);
    expect(local.filter((link) => !files.has(posix.normalize(`explorer/${link}`)))).toEqual([]);
  });

  it.each(pages)("asks for nothing from elsewhere in %s: addresses of others stand in links alone", (page) => {
    const tags = tagsOf(page);
    const loading = tags.filter(
      ({ name: tag, attributes }) => tag !== "a" && /^[a-z]+:|^\/\//.test(attributes["href"] ?? attributes["src"] ?? ""),
    );
    expect(loading).toEqual([]);
    const inline = tags.filter(({ attributes }) => Object.keys(attributes).some((key) => key === "style" || key.startsWith("on")));
    expect(inline).toEqual([]);
    const policy = tags.find(({ attributes }) => attributes["http-equiv"] === "Content-Security-Policy")?.attributes["content"];
    expect(policy).toMatch(/^default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:;/);
    expect(pageOf("explorer.css")).not.toMatch(/url\(|@import/);
    expect(pageOf("explorer.js")).not.toMatch(/\bfetch\b|XMLHttpRequest|\bimport\b|\beval\b|innerHTML|https?:/);
  });

  it("tells of itself to those who find it", () => {
    for (const [page, language] of [
      ["index.html", "en"],
      ["index.es.html", "es"],
    ] as const) {
      const tags = tagsOf(page);
      const named = (key: string, value: string): string | undefined =>
        tags.find(({ attributes }) => attributes[key] === value)?.attributes["content"];
      expect(tags.find((tag) => tag.name === "html")?.attributes["lang"]).toBe(language);
      expect(named("name", "description")).toMatch(/\d/);
      expect(named("property", "og:title")).toBe(built.raw.dataset?.title[language]);
      expect(named("property", "og:image")).toBe("preview.png");
      const block = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(pageOf(page))?.[1] ?? "";
      expect(JSON.parse(block)).toMatchObject({ "@type": "Dataset", version: built.version });
    }
  });

  it("says every claim's words in both languages, and no hole", () => {
    for (const page of pages) {
      const text = readText(pageOf(page).replace(/(<script type="application\/ld\+json">)[^<]*/, "$1"));
      expect(text).not.toMatch(/undefined|\bNaN\b|\[object/);
      const words = (built.tables?.claims ?? []).flatMap((row) => (typeof row["count_text"] === "string" ? [row["count_text"]] : []));
      expect(words.length).toBeGreaterThan(5);
      expect(words.filter((each) => !text.includes(each))).toEqual([]);
    }
  });

  it("says of every estimate what it rests on, scopes included, and names every mark by a line of the page", () => {
    const tags = tagsOf("index.html");
    const captions = readText(pageOf("index.html").replace(/(<script type="application\/ld\+json">)[^<]*/, "$1")).match(
      /From \d+ claims? by \d+/g,
    );
    expect(captions?.length).toBe(built.tables?.estimates.length);
    const ids = new Set(tags.map(({ attributes }) => attributes["id"]));
    const tellers = tags.flatMap(({ attributes }) => attributes["aria-labelledby"] ?? []);
    expect(tellers.length).toBeGreaterThan(10);
    expect(tellers.filter((teller) => !ids.has(teller))).toEqual([]);
  });

  it("is the same bytes when it is rendered again", async () => {
    const { dataset, outline } = built.raw;
    if (dataset === null || built.tables === null) throw new Error("nothing was read");
    const others = built.files.filter(
      (file) => !file.path.startsWith("explorer/") && file.path !== "MANIFEST.json" && file.path !== "SHA256SUMS",
    );
    const release = { dataset, date: dataset.released, outline, tables: built.tables };
    const again = await renderSite(release, others.map(listFile), Promise.resolve(rasterise(drawPicture(release))));
    for (const file of again) expect(bytesOf(file.path.replace("explorer/", "")).equals(Buffer.from(file.bytes)), file.path).toBe(true);
  });

  it("is small: each page below 1.5 MB, the script below 60 kB compressed", () => {
    for (const page of pages) expect(bytesOf(page).byteLength, page).toBeLessThan(1_500_000);
    expect(gzipSync(bytesOf("explorer.js")).byteLength).toBeLessThan(60_000);
  });
});

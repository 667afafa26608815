// Every page as it stands in its file: valid HTML, links that lead somewhere, nothing fetched from elsewhere, no heavier than promised.
import { existsSync } from "node:fs";
import { posix } from "node:path";
import { gzipSync } from "node:zlib";
import { HtmlValidate } from "html-validate";
import { describe, expect, it } from "vitest";
import { openSite } from "./site.ts";

const site = openSite();

const entities: Readonly<Record<string, string>> = { "&amp;": "&", "&quot;": '"', "&#39;": "'", "&lt;": "<", "&gt;": ">" };
const readEntities = (text: string): string => text.replace(/&(?:amp|quot|#39|lt|gt);/g, (entity) => entities[entity] ?? entity);
const attributes = (html: string, pattern: RegExp): string[] =>
  Array.from(html.matchAll(pattern), ([, value]) => readEntities(value ?? ""));

describe("every page", () => {
  it("is there: the start, and the explorer in each language", () => {
    expect(site.pages).toEqual(expect.arrayContaining(["index.html", ...Object.values(site.explorer)]));
  });

  it("is valid HTML", { timeout: 120_000 }, () => {
    const validator = new HtmlValidate({
      extends: ["html-validate:recommended", "html-validate:document"],
      rules: {
        "valid-id": ["error", { relaxed: true }],
        "require-sri": ["error", { target: "crossorigin" }],
        // A part that scrolls is a region with a name and a stop of the tab key, and no section of the text.
        "prefer-native-element": ["error", { exclude: ["region"] }],
        // The filter works as one types; there is nothing to send.
        "wcag/h32": "off",
        "long-title": "off",
      },
    });
    for (const path of site.pages) {
      const report = validator.validateStringSync(site.readText(path));
      const said = report.results.flatMap(({ messages }) =>
        messages.map(({ line, column, ruleId, message }) => `${path}:${line}:${column} ${ruleId}: ${message}`),
      );
      expect(said.slice(0, 20)).toEqual([]);
    }
  });

  it("leads only to what is there: files of dist/ and places in pages", () => {
    const places = new Map(site.pages.map((path) => [path, new Set(attributes(site.readText(path), /\sid="([^"]*)"/g))]));
    let followed = 0;
    for (const path of site.pages) {
      const html = site.readText(path);
      const lost = new Set<string>();
      for (const link of attributes(html, /\s(?:href|src)="([^"]*)"/g)) {
        if (/^(?:https?|mailto|data):/.test(link)) continue;
        const [file = "", place] = link.split("#");
        const target = file === "" ? path : posix.join(posix.dirname(path), decodeURIComponent(file.replace(/\?.*$/, "")));
        const there = existsSync(posix.join(site.dist, target)) && !target.startsWith("..");
        const known = !place || places.get(target)?.has(decodeURIComponent(place)) === true;
        if (!there || !known) lost.add(link);
        followed += 1;
      }
      expect([...lost].slice(0, 20), path).toEqual([]);
    }
    expect(followed).toBeGreaterThan(500);
  });

  it("names a file, never a folder, so that links work without a server", () => {
    for (const path of site.pages)
      expect(
        attributes(site.readText(path), /<a\b[^>]*\shref="([^"]*)"/g).filter((link) => /^[^:#?]*\/(?:[?#]|$)/.test(link)),
        path,
      ).toEqual([]);
  });

  it("fetches nothing from elsewhere: a link is the only thing with a foreign address", () => {
    for (const path of site.pages) {
      const html = site.readText(path);
      const fetched = attributes(
        html,
        /<(?:script|img|iframe|source|image|use|object|embed|video|audio)\b[^>]*\s(?:src|href|data|xlink:href)="([^"]*)"/g,
      );
      const sheets = attributes(
        html,
        /<link\b(?=[^>]*\brel="(?:stylesheet|icon|preload|preconnect|dns-prefetch|manifest)")[^>]*\shref="([^"]*)"/g,
      );
      const styles = attributes(html, /url\(([^)]*)\)/g).map((url) => url.replace(/^["']|["']$/g, ""));
      expect(
        [...fetched, ...sheets, ...styles].filter((link) => /^(?:[a-z]+:)?\/\//i.test(link)),
        path,
      ).toEqual([]);
      expect(html, path).not.toMatch(/@import/);
    }
  });

  it("weighs less than 1.5 MB, with at most 60 kB of script, compressed", () => {
    for (const path of site.pages) {
      const html = site.readText(path);
      const data = /type="(?:application\/(?:ld\+)?json|text\/plain)"/;
      const inline = Array.from(html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)).filter(([, about = ""]) => !data.test(about));
      const sources = inline.map(([, about = "", text = ""]) => {
        const file = /\ssrc="([^"]*)"/.exec(about)?.[1];
        return file === undefined ? text : site.readText(posix.join(posix.dirname(path), file));
      });
      expect(gzipSync(sources.join("\n")).length, path).toBeLessThanOrEqual(60_000);
      expect(Buffer.byteLength(html), path).toBeLessThan(1_500_000);
    }
  });
});

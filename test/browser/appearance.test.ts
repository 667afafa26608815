// How it looks to whom: no page is wider than its screen, and no fault that axe knows, in both languages and both themes.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeInBrowser, visit } from "./browser.ts";
import { openSite, type Site } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const widths = [320, 768, 1280, 1920] as const;
const themes = ["light", "dark"] as const;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

const at = (path: string): { base: string; address: string } => ({ base: site.base.file, address: site.base.file + path });

describeInBrowser("every page", (browser) => {
  it.each(widths)("is no wider than a screen of %d pixels, and neither is a text that is cut off", async (width) => {
    expect(site.pages.length).toBeGreaterThan(2);
    for (const path of site.pages)
      await visit(browser(), { ...at(path), viewport: { width, height: 800 } }, async ({ page }) => {
        expect(await page.evaluate("document.scrollingElement.scrollWidth"), path).toBeLessThanOrEqual(width);
        const cut =
          await page.evaluate(`[...document.querySelectorAll("h1, h2, h3, p, li, dt, dd, label, button, select, input, summary")].filter((element) => {
          if (!element.checkVisibility() || element.closest("svg")) return false;
          for (let each = element.parentElement; each !== null; each = each.parentElement) if (/auto|scroll/.test(getComputedStyle(each).overflowX)) return false;
          const box = element.getBoundingClientRect();
          return box.width > 1 && (box.right > ${width} + 1 || (box.left < -1 && box.right > 0));
        }).map((element) => element.outerHTML.slice(0, 120))`);
        expect(cut, path).toEqual([]);
      });
  });

  for (const theme of themes)
    it(`has no fault that axe knows, in the ${theme} theme`, async () => {
      for (const path of site.pages)
        await visit(browser(), { ...at(path), colorScheme: theme }, async ({ page }) => {
          await page.evaluate(axe);
          const violations = (await page.evaluate(
            "axe.run(document, { preload: false, resultTypes: ['violations'] }).then((result) => result.violations)",
          )) as Violation[];
          const said = violations.flatMap(({ id, nodes }) =>
            nodes.slice(0, 3).map((node) => `${path} ${id} ${node.target.join(" ")}: ${node.failureSummary}`),
          );
          expect(said).toEqual([]);
        });
    });

  it("has another background in the dark theme", async () => {
    for (const path of site.pages) {
      const colours: unknown[] = [];
      for (const theme of themes)
        await visit(browser(), { ...at(path), colorScheme: theme }, async ({ page }) => {
          colours.push(
            await page.evaluate(
              "getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor",
            ),
          );
        });
      expect(new Set(colours).size, path).toBe(2);
    }
  });
});

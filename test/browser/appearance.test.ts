// How it looks to whom: no page is wider than its screen, and no fault that axe knows, in both languages and both themes.
import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeInBrowser, visit } from "./browser.ts";
import { openSite } from "./site.ts";

const site = openSite();

const widths = [320, 768, 1280, 1920] as const;
/** In milliseconds: axe takes 20 seconds for a whole explorer page on an idle machine, and a third of that without what repeats. */
const patience = { timeout: 300_000 };

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

const at = (path: string): { base: string; address: string } => ({ base: site.base.file, address: site.base.file + path });

/** Finds texts and controls that stand beyond the sides of the screen, but for those within a part that scrolls. */
const cutOff = `[...document.querySelectorAll("h1, h2, h3, p, li, dt, dd, label, button, select, input, summary")].filter((element) => {
  if (!element.checkVisibility() || element.closest("svg")) return false;
  for (let each = element.parentElement; each !== null; each = each.parentElement) if (/auto|scroll/.test(getComputedStyle(each).overflowX)) return false;
  const { width, left, right } = element.getBoundingClientRect();
  return width > 1 && right > 0 && (right > innerWidth + 1 || left < -1);
}).map((element) => element.outerHTML.slice(0, 120))`;

/** Opens what can be opened. */
const open = `for (const each of document.querySelectorAll("details")) each.open = true`;

/** Leaves twelve of the rows, items and parts that stand beside each other and are of one kind; no table has more columns. */
const thin = `for (const parent of document.querySelectorAll("main, main *")) {
  const seen = {};
  for (const child of [...parent.children]) {
    const kind = child.tagName + " " + child.getAttribute("class");
    seen[kind] = (seen[kind] ?? 0) + 1;
    if (seen[kind] > 12) child.remove();
  }
}`;

async function findViolations(page: Page, options: string): Promise<string[]> {
  const found = (await page.evaluate(
    `axe.run(document, { preload: false, resultTypes: ["violations"], ${options} }).then((result) => result.violations)`,
  )) as Violation[];
  return found.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id} ${node.target.join(" ")}: ${node.failureSummary}`));
}

describeInBrowser("every page", (browser) => {
  it(`is no wider than its screen of ${widths.join(", ")} pixels, and no text is cut off`, async () => {
    expect(site.pages.length).toBeGreaterThan(3);
    for (const path of site.pages)
      await visit(browser(), at(path), async ({ page }) => {
        for (const width of widths) {
          await page.setViewportSize({ width, height: 800 });
          expect(await page.evaluate("document.scrollingElement.scrollWidth"), `${path} at ${width}`).toBeLessThanOrEqual(width);
          expect(await page.evaluate(cutOff), `${path} at ${width}`).toEqual([]);
        }
      });
  });

  it("has no fault that axe knows with all open that can be opened, and in the dark theme none of colour", patience, async () => {
    const background = "getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor";
    for (const path of site.pages)
      await visit(browser(), { ...at(path), colorScheme: "light" }, async ({ page }) => {
        const light = await page.evaluate(background);
        await page.evaluate(axe.source);
        await page.evaluate(open);
        // One page whole: in the other language, and in the other theme, rows repeat the same parts.
        if (path === site.explorer.es) await page.evaluate(thin);
        expect(await findViolations(page, ""), path).toEqual([]);
        await page.evaluate(thin);
        await page.emulateMedia({ colorScheme: "dark" });
        expect(await page.evaluate(background), `${path}: the dark theme is another`).not.toBe(light);
        expect(await findViolations(page, 'runOnly: ["cat.color"]'), `${path}, dark`).toEqual([]);
      });
  });
});

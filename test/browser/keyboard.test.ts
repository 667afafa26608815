// Without a mouse: the tab key reaches all that can be used, what has the focus is seen, and Escape lets go.
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeInBrowser, visit } from "./browser.ts";
import { openSite } from "./site.ts";

const site = openSite();

const explorer = (): { base: string; address: string } => ({ base: site.base.file, address: site.base.file + site.explorer.en });

interface Stop {
  readonly tag: string;
  readonly name: string;
  /** Where it stands: the id of the closest section, form or table that has one. */
  readonly within: string;
  readonly inSvg: boolean;
  /** Whether it looks otherwise than without the focus. */
  readonly seen: boolean;
  readonly key: number;
}

/** In the page: notes how every element looks, so that the look with the focus can be told from it. */
const instruments = `(() => {
  const look = (element) => { const style = getComputedStyle(element); return ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "stroke", "strokeWidth", "fill", "backgroundColor", "borderColor", "textDecorationLine"].map((name) => style[name]).join("|"); };
  const seenAs = (element) => [element, ...element.querySelectorAll("*")].map(look).join("/");
  let last = null;
  const keys = new Map();
  globalThis.focusStop = () => {
    const element = document.activeElement;
    if (element === null || element === document.body) return null;
    if (!keys.has(element)) keys.set(element, keys.size);
    const outline = getComputedStyle(element);
    const outlined = outline.outlineStyle !== "none" && parseFloat(outline.outlineWidth) > 0;
    // What has an outline is seen; only where there is none is it looked at with all that it holds, which may be a whole table.
    const looksOtherwise = () => {
      const withFocus = seenAs(element);
      element.blur();
      const without = seenAs(element);
      element.focus({ focusVisible: true, preventScroll: true });
      return withFocus !== without;
    };
    return { tag: element.localName, name: element.getAttribute("name") ?? element.id ?? "", within: element.closest("form[id], table[id], section[id], nav, header, footer")?.id ?? "", inSvg: element.closest("svg") !== null, seen: outlined || looksOtherwise(), key: keys.get(element) };
  };
})()`;

/** Presses a key as often as told, or until the focus leaves the page; every stop on the way, none twice. */
async function walk(page: Page, presses: number, key: "Tab" | "Shift+Tab" = "Tab"): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let press = 0; press < presses; press += 1) {
    await page.keyboard.press(key);
    const stop = (await page.evaluate("focusStop()")) as Stop | null;
    if (stop === null) break;
    expect(
      stops.map((other) => other.key),
      "the focus goes on",
    ).not.toContain(stop.key);
    stops.push(stop);
  }
  return stops;
}

/** Goes to a section as a reader without a mouse does: by its link in the menu. */
async function jump(page: Page, section: string): Promise<void> {
  await page.locator(`nav a[href="#${section}"]`).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(`**#${section}`);
}

describeInBrowser("the explorer, by keyboard", (browser) => {
  it("leads first past the menu to the content, and in the order of the page", async () => {
    await visit(browser(), explorer(), async ({ page }) => {
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.getAttribute('href')")).toBe("#main");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.closest('main') !== null")).toBe(true);
      expect(await page.evaluate("[...document.querySelectorAll('[tabindex]')].filter((element) => element.tabIndex > 0).length")).toBe(0);
    });
  });

  const reached: readonly [string, number, string, (stop: Stop) => boolean][] = [
    ["ranges", 70, "a mark of a plot", (stop) => stop.inSvg],
    ["timeline", 20, "a mark of the timeline", (stop) => stop.inSvg],
    ["map", 20, "a mark of the map", (stop) => stop.inSvg],
    ["counters", 10, "the documents of a counter", (stop) => stop.tag === "summary"],
    ["conflicts", 10, "the claims of a conflict", (stop) => stop.tag === "summary"],
    ["estimates", 20, "the sorting of the estimates", (stop) => stop.within === "estimates-table" && stop.tag === "button"],
    ["estimates", 20, "an estimate", (stop) => stop.within === "estimates-table" && stop.tag === "a"],
    ["claims", 25, "the sorting of the claims", (stop) => stop.within === "claims-table" && stop.tag === "button"],
    ["claims", 25, "a claim", (stop) => stop.within === "claims-table" && stop.tag === "a"],
    ["claims", 25, "the story of a claim", (stop) => stop.within === "claims-table" && stop.tag === "summary"],
    ["downloads", 10, "a file", (stop) => stop.tag === "a"],
    ["dictionary", 10, "the search of the dictionary", (stop) => stop.tag === "input"],
    ["cite", 5, "the citation", (stop) => stop.tag === "button"],
  ];

  it("reaches whatever can be used, and shows where the focus is", async () => {
    await visit(browser(), explorer(), async ({ page }) => {
      await page.evaluate(instruments);
      for (const section of new Set(reached.map(([each]) => each))) {
        const wanted = reached.filter(([each]) => each === section);
        await jump(page, section);
        const stops = await walk(page, Math.max(...wanted.map(([, presses]) => presses)));
        for (const [, , what, holds] of wanted) expect(stops.filter(holds).length, what).toBeGreaterThan(0);
        expect(
          stops.filter((stop) => !stop.seen),
          `not seen in ${section}`,
        ).toEqual([]);
      }
    });
  });

  it("filters and sorts without a mouse, and goes backwards as well", async () => {
    await visit(browser(), explorer(), async ({ page }) => {
      await page.evaluate(instruments);
      await jump(page, "estimates");
      const stops = (await walk(page, 8, "Shift+Tab")).filter((stop) => stop.within === "filter");
      for (const name of ["event", "measure", "counter", "language", "text"])
        expect(stops.filter((stop) => stop.name === name && stop.seen).length, name).toBe(1);

      const seen = (): Promise<number> => page.locator("table#claims-table tbody tr:visible").count();
      const all = await seen();
      await page.locator('form#filter [name="text"]').focus();
      await page.keyboard.type("opinion");
      await expect.poll(seen).toBeLessThan(all);
      await page.keyboard.press("Enter");
      expect(await seen(), "Enter sends nothing and keeps the filter").toBeLessThan(all);
      await page.keyboard.press("Control+A");
      await page.keyboard.press("Delete");
      await expect.poll(seen).toBe(all);
      await page.locator('form#filter [name="measure"]').focus();
      await page.keyboard.press("ArrowDown");
      await expect.poll(seen).toBeLessThan(all);

      const head = page.locator("table#claims-table thead th").first();
      for (const [key, direction] of [
        ["Enter", "ascending"],
        ["Space", "descending"],
      ] as const) {
        await head.locator("button").focus();
        await page.keyboard.press(key);
        expect(await head.getAttribute("aria-sort")).toBe(direction);
        expect(await page.evaluate("document.activeElement.localName"), "the focus stays").toBe("button");
      }
    });
  });

  it("opens and closes the story of a claim", async () => {
    await visit(browser(), explorer(), async ({ page }) => {
      const story = page.locator("table#claims-table details").first();
      await story.locator("summary").focus();
      await page.keyboard.press("Enter");
      expect(await story.getAttribute("open")).toBe("");
      await page.keyboard.press("Space");
      expect(await story.getAttribute("open")).toBe(null);
    });
  });

  it("tells of a mark that has the focus what it stands for, lets go on Escape, and leads to the claim on Enter", async () => {
    await visit(browser(), explorer(), async ({ page }) => {
      const mark = page.locator('#ranges svg a[href^="#claim-"]').first();
      await mark.focus();
      const tip = page.locator("#tip");
      await expect.poll(() => tip.isVisible()).toBe(true);
      const told = (await tip.innerText()).trim();
      expect(told.split("\n").length, "more than a number").toBeGreaterThan(1);
      const name = (await mark.getAttribute("aria-label")) ?? "";
      const link = (await tip.locator("a").innerText()).trim();
      expect(await tip.locator("a").getAttribute("href"), "the way to the source").toMatch(/^https?:/);
      expect(`${name}\n${link}`.replace(/\W+/g, " "), "a screen reader hears the same").toBe(told.replace(/\W+/g, " "));
      await page.keyboard.press("Escape");
      expect(await tip.isVisible()).toBe(false);
      const target = (await mark.getAttribute("href")) ?? "";
      expect(await page.evaluate("document.activeElement.getAttribute('href')"), "the focus stays").toBe(target);
      await page.keyboard.press("Enter");
      await expect.poll(() => page.locator(target).locator("details").first().getAttribute("open")).toBe("");
    });
  });
});

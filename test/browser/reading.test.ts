// Reading: all that the release says stands in the page, however it is opened, with and without script, on screen and on paper.
import { expect, it } from "vitest";
import { describeInBrowser, visit } from "./browser.ts";
import { type CsvRow, languages, openSite, type PageLanguage, type Way, ways } from "./site.ts";

const site = openSite();

const sections = ["estimates", "ranges", "timeline", "map", "counters", "conflicts", "claims", "downloads", "dictionary", "cite"];
const at = (path: string, way: Way = "file"): { base: string; address: string } => ({
  base: site.base[way],
  address: site.base[way] + path,
});
const explorer = (language: PageLanguage, way: Way = "file"): { base: string; address: string } => at(site.explorer[language], way);
const idOfEstimate = (row: CsvRow): string => [row["event_id"], row["measure"], row["population"], row["count_basis"]].join(".");

/** The numbers in a text, with any separator between thousands taken out. */
const numbersIn = (text: string): string[] => text.replace(/(?<=\d)[.,\u00a0\u202f ](?=\d{3}(?!\d))/g, "").match(/\d+/g) ?? [];

describeInBrowser("the explorer, read", (browser) => {
  for (const way of ways)
    for (const language of languages) {
      it(`opens from ${way}, in ${language}, with all its parts`, async () => {
        await visit(browser(), explorer(language, way), async ({ page, requests }) => {
          expect(await page.locator("html").getAttribute("lang")).toBe(language);
          expect(await page.title()).not.toBe("");
          expect(await page.locator("h1").count()).toBe(1);
          expect(await page.locator("main").count()).toBe(1);
          expect(await page.locator("nav[aria-label]").count()).toBeGreaterThan(0);
          for (const section of sections) {
            expect(await page.locator(`main #${section}`).count(), section).toBe(1);
            expect(await page.locator(`nav a[href="#${section}"]`).count(), `a way to ${section}`).toBeGreaterThan(0);
          }
          expect(requests[0]).toBe(site.base[way] + site.explorer[language]);
        });
      });

      it(`starts from ${way} at a page that leads to the newest explorer in ${language}`, async () => {
        await visit(browser(), at("index.html", way), async ({ page }) => {
          if (language !== "en") await page.locator(`a[hreflang="${language}"]`).first().click();
          await page.locator(`a[href$="${site.explorer[language]}"]`).first().click();
          await page.waitForURL(`**/${site.explorer[language]}`);
          expect(await page.locator("html").getAttribute("lang")).toBe(language);
        });
      });
    }

  for (const script of [true, false])
    it(`holds every estimate of the CSV with its numbers, ${script ? "with" : "without"} script`, async () => {
      const estimates = site.readCsv("estimates");
      expect(estimates.length).toBeGreaterThan(50);
      for (const language of languages)
        await visit(browser(), { ...explorer(language), javaScriptEnabled: script }, async ({ page }) => {
          const texts = (await page.evaluate(
            "[...document.querySelectorAll('table#estimates-table tbody tr')].map((row) => [row.querySelector('a[href^=\"#estimate-\"]').hash.slice(10), row.innerText])",
          )) as [string, string][];
          expect(texts.length).toBe(estimates.length);
          for (const estimate of estimates) {
            const id = idOfEstimate(estimate);
            const shown = numbersIn(texts.find(([each]) => each === id)?.[1] ?? "");
            const numbers = [estimate["low"], estimate["best"], estimate["high"], estimate["claims"], estimate["counters"]];
            for (const number of numbers.filter((each) => each)) expect(shown, `${language} ${id}`).toContain(number);
          }
        });
    });

  it("holds every claim, conflict, event and estimate at an address of its own", async () => {
    const wanted = [
      ...site.readCsv("claims").map((row) => `claim-${row["claim_id"]}`),
      ...site.readCsv("conflicts").map((row) => `conflict-${row["conflict_id"]}`),
      ...site.readCsv("events").map((row) => `event-${row["event_id"]}`),
      ...site.readCsv("estimates").map((row) => `estimate-${idOfEstimate(row)}`),
    ];
    expect(wanted.length).toBeGreaterThan(500);
    for (const language of languages)
      await visit(browser(), explorer(language), async ({ page }) => {
        const ids = new Set((await page.evaluate("[...document.querySelectorAll('[id]')].map((element) => element.id)")) as string[]);
        expect(wanted.filter((id) => !ids.has(id))).toEqual([]);
      });
  });

  it("shows the words as printed of every claim with a count, and where they stand", async () => {
    const claims = site.readCsv("claims").filter((row) => row["count_text"] !== "");
    expect(claims.length).toBeGreaterThan(250);
    await visit(browser(), { ...explorer("en"), javaScriptEnabled: false }, async ({ page }) => {
      const text = ((await page.evaluate("document.querySelector('#claims').textContent")) as string).replace(/\s+/g, " ");
      for (const claim of claims) expect(text, String(claim["claim_id"])).toContain(claim["count_text"]?.replace(/\s+/g, " "));
    });
  });

  it("is useful without script: every claim is seen, and no control stands there that does nothing", async () => {
    const claims = site.readCsv("claims").length;
    await visit(browser(), { ...explorer("en"), javaScriptEnabled: false }, async ({ page }) => {
      expect(await page.locator("table#claims-table tbody tr:visible").count()).toBeGreaterThanOrEqual(claims);
      for (const control of ["form#filter", "[data-download]", "[data-copy]"])
        expect(await page.locator(`${control}:visible`).count(), control).toBe(0);
      expect(await page.locator("main svg:visible").count()).toBeGreaterThan(3);
    });
  });

  it("prints every claim, and no control", async () => {
    const claims = site.readCsv("claims").length;
    await visit(browser(), explorer("en"), async ({ page }) => {
      await page.emulateMedia({ media: "print" });
      expect(await page.locator("table#claims-table tbody tr:visible").count()).toBeGreaterThanOrEqual(claims);
      // The heads of columns stay: their words are the button that sorts.
      expect(await page.locator("form#filter:visible, button:visible:not(th button)").count()).toBe(0);
      for (const section of sections) expect(await page.locator(`#${section}`).isVisible(), section).toBe(true);
    });
  });

  it("shows the claim that its address names, with its words and the way to its source", async () => {
    const claim = site.readCsv("claims").find((row) => row["claim_id"] === "s001-101");
    expect(claim?.["count_text"]).toBe("seven people");
    await visit(browser(), { base: site.base.file, address: `${site.base.file}${site.explorer.en}#claim-s001-101` }, async ({ page }) => {
      const shown = page.locator("#claim-s001-101");
      await shown.waitFor({ state: "visible" });
      const inSight =
        "(() => { const { top, bottom } = document.getElementById('claim-s001-101').getBoundingClientRect(); return bottom > 0 && top < innerHeight; })()";
      await expect.poll(() => page.evaluate(inSight)).toBe(true);
      expect(await shown.innerText()).toContain("seven people");
    });
  });

  it("keeps its place, and the filter, when the language is switched", async () => {
    await visit(
      browser(),
      { base: site.base.file, address: `${site.base.file}${site.explorer.en}?event=senkata#claims` },
      async ({ page }) => {
        await page.locator('a[hreflang="es"]').first().click();
        await page.waitForURL(`**/${site.explorer.es}**`);
        const { searchParams, hash } = new URL(page.url());
        expect([searchParams.get("event"), hash]).toEqual(["senkata", "#claims"]);
        expect(await page.locator("html").getAttribute("lang")).toBe("es");
        await page.locator('a[hreflang="en"]').first().click();
        await page.waitForURL(`**/${site.explorer.en}**`);
        expect(new URL(page.url()).searchParams.get("event")).toBe("senkata");
      },
    );
  });
});

// Working with the tables: filtering, sorting, an address that remembers, downloads with the release's own cells, a citation to paste.
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Download, Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeInBrowser, visit } from "./browser.ts";
import { type CsvRow, openSite, ways } from "./site.ts";

const site = openSite();
const claims: readonly CsvRow[] = site.readCsv("claims");
const languageOf: ReadonlyMap<string | undefined, string | undefined> = new Map(
  site.readCsv("sources").map((row) => [row["source_id"], row["language"]]),
);

const explorer = (query = ""): { base: string; address: string } => ({
  base: site.base.file,
  address: site.base.file + site.explorer.en + query,
});
const field = (name: string): string => `form#filter [name="${name}"]`;
const idsWhere = (holds: (row: CsvRow) => boolean): string[] => claims.filter(holds).map((row) => String(row["claim_id"]));

/** The ids of the claims whose rows are seen, in the order of the page. */
const shownIds = (page: Page): Promise<string[]> =>
  page.evaluate(
    "[...document.querySelectorAll('table#claims-table tbody tr[id^=\"claim-\"]')].filter((row) => row.checkVisibility()).map((row) => row.id.slice(6))",
  ) as Promise<string[]>;

/** Waits until as many claims are seen as expected, then holds their ids against those. */
async function expectShown(page: Page, expected: readonly string[], why: string): Promise<void> {
  await expect.poll(async () => (await shownIds(page)).length, { message: why, timeout: 5_000 }).toBe(expected.length);
  expect((await shownIds(page)).sort(), why).toEqual([...expected].sort());
}

/** Letters without case and accents, as a reader types them. */
const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

async function download(page: Page, kind: "csv" | "json"): Promise<{ name: string; text: string }> {
  const started: Promise<Download> = page.waitForEvent("download");
  await page.locator(`#claims [data-download="${kind}"]`).first().click();
  const file = await started;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
}

interface SortStep {
  readonly column: number;
  readonly wanted: string;
  readonly direction: string;
  /** How many columns say that they are sorted. */
  readonly sorted: number;
  readonly cells: readonly string[];
}

/** In the page: presses the name of every column twice, and tells after each press what the table is like. */
const sortEverything = `(id) => {
  const table = document.getElementById(id);
  return [...table.tHead.rows[0].cells].flatMap((head, column) =>
    ["ascending", "descending"].map((wanted) => {
      head.querySelector("button").click();
      const cells = [...table.tBodies[0].rows].map((row) => row.cells[column]).map((cell) => cell?.dataset.sort ?? cell?.textContent?.trim() ?? "");
      const sorted = table.querySelectorAll('th[aria-sort]:not([aria-sort="none"])').length;
      return { column, wanted, direction: head.getAttribute("aria-sort"), sorted, cells };
    }),
  );
}`;

describeInBrowser("the tables of the explorer", (browser) => {
  it("show every claim before anything is asked", async () => {
    await visit(browser(), explorer(), ({ page }) =>
      expectShown(
        page,
        idsWhere(() => true),
        "no filter",
      ),
    );
  });

  it("filter by event, measure, counter and language, alone and together, and say how many are left", async () => {
    const asked: readonly [Record<string, string>, (row: CsvRow) => boolean][] = [
      [{ event: "senkata" }, (row) => row["event_id"] === "senkata"],
      [{ measure: "detained" }, (row) => row["measure"] === "detained"],
      [{ counter: "defensoria" }, (row) => row["counter_id"] === "defensoria"],
      [{ language: "es" }, (row) => languageOf.get(row["source_id"]) === "es"],
      [{ event: "sacaba", measure: "killed" }, (row) => row["event_id"] === "sacaba" && row["measure"] === "killed"],
      [
        { event: "sacaba", measure: "killed", counter: "defensoria", language: "es" },
        (row) =>
          row["event_id"] === "sacaba" &&
          row["measure"] === "killed" &&
          row["counter_id"] === "defensoria" &&
          languageOf.get(row["source_id"]) === "es",
      ],
    ];
    await visit(browser(), explorer(), async ({ page }) => {
      for (const [values, holds] of asked) {
        for (const name of ["event", "measure", "counter", "language"]) await page.locator(field(name)).selectOption(values[name] ?? "");
        const expected = idsWhere(holds);
        expect(expected.length, JSON.stringify(values)).toBeGreaterThan(0);
        expect(expected.length, JSON.stringify(values)).toBeLessThan(claims.length);
        await expectShown(page, expected, JSON.stringify(values));
        const said = page.locator('#claims output[data-shown="claims"]');
        await expect.poll(() => said.innerText()).toMatch(new RegExp(`\\b${expected.length}\\b`));
      }
    });
  });

  it("find words blind to accents and capitals", async () => {
    const asked: readonly (readonly [text: string, why: string])[] = [
      ["betanzos", "no capital, as one types"],
      ["BETANZOS", "capitals"],
      ["opinion", "without the accent of Opinión"],
      ["Opinión", "with it"],
      ["Opinio\u0301n", "with an accent that is a character of its own, as some keyboards send it"],
      ["  seven people ", "words as printed, with white space around"],
    ];
    const titles = new Map(site.readCsv("sources").map((row) => [row["source_id"], `${row["title"]} ${row["publisher"]}`]));
    await visit(browser(), explorer(), async ({ page }) => {
      for (const [text, why] of asked) {
        await page.locator(field("text")).fill("no such words anywhere");
        await expectShown(page, [], "nothing has these words");
        await page.locator(field("text")).fill(text);
        const wanted = fold(text.trim());
        await expect.poll(async () => (await shownIds(page)).length, { message: why }).toBeGreaterThan(0);
        const shown = await shownIds(page);
        expect(shown.length, why).toBeLessThan(claims.length);
        const printed = idsWhere((row) =>
          fold(`${row["count_text"]} ${row["place_text"]} ${titles.get(row["source_id"] ?? "")}`).includes(wanted),
        );
        expect(printed.length, why).toBeGreaterThan(0);
        expect(shown, `every claim with these words in its printed words or its document (${why})`).toEqual(
          expect.arrayContaining(printed),
        );
      }
    });
  });

  it("find the same whether accents are typed or not", async () => {
    await visit(browser(), explorer(), async ({ page }) => {
      const found: string[][] = [];
      for (const text of ["opinion", "Opinión", "OPINIÓN"]) {
        await page.locator(field("text")).fill("no such words anywhere");
        await expectShown(page, [], "nothing has these words");
        await page.locator(field("text")).fill(text);
        await expect.poll(async () => (await shownIds(page)).length).toBeGreaterThan(0);
        found.push(await shownIds(page));
      }
      expect(found[1]).toEqual(found[0]);
      expect(found[2]).toEqual(found[0]);
    });
  });

  it("take text for text: no character of a search is a pattern or markup", async () => {
    await visit(browser(), explorer(), async ({ page }) => {
      for (const text of [".*", "[a-z]", "\\", '<img src=x onerror="alert(1)">', "%00", "😀"]) {
        await page.locator(field("text")).fill(text);
        await expect.poll(async () => (await shownIds(page)).length, { message: text }).toBeLessThan(claims.length);
      }
      expect(await page.locator("img[src=x]").count()).toBe(0);
    });
  });

  for (const way of ways)
    it(`keep the filter in the address, through a reload and back, from ${way}`, async () => {
      const address = site.base[way] + site.explorer.en;
      const sources = site.readCsv("sources").filter((row) => String(row["publisher"]).includes("Opinión"));
      const event = claims.find((row) => sources.some((source) => source["source_id"] === row["source_id"]))?.["event_id"] ?? "";
      await visit(browser(), { base: site.base[way], address }, async ({ page }) => {
        await page.locator(field("event")).selectOption(event);
        await page.locator(field("text")).fill("Opinión");
        await expect
          .poll(() => [...new URL(page.url()).searchParams])
          .toEqual([
            ["event", event],
            ["text", "Opinión"],
          ]);
        const before = await shownIds(page);
        expect(before.length).toBeGreaterThan(0);
        await page.reload();
        expect([await page.locator(field("event")).inputValue(), await page.locator(field("text")).inputValue()]).toEqual([
          event,
          "Opinión",
        ]);
        await expectShown(page, before, "after a reload");
      });
    });

  it("take a filter from an address that someone sent, and nothing from one that makes no sense", async () => {
    await visit(browser(), explorer("?measure=killed&event=sacaba"), ({ page }) =>
      expectShown(
        page,
        idsWhere((row) => row["event_id"] === "sacaba" && row["measure"] === "killed"),
        "sent",
      ),
    );
    await visit(browser(), explorer("?event=%3Cscript%3Ealert(1)%3C/script%3E&colour=red&measure=%E0%A4%A"), ({ page }) =>
      expectShown(
        page,
        idsWhere(() => true),
        "no such event, no such column, no such encoding",
      ),
    );
  });

  it("are empty with a sentence where nothing fits, and full again after a reset", async () => {
    await visit(browser(), explorer(), async ({ page }) => {
      await page.locator(field("text")).fill("no such words anywhere");
      await expectShown(page, [], "nothing fits");
      expect(await page.locator('#claims output[data-shown="claims"]').innerText()).toMatch(/\w/);
      await page.locator('form#filter [type="reset"]').click();
      await expectShown(
        page,
        idsWhere(() => true),
        "reset",
      );
      await expect.poll(() => new URL(page.url()).search).toBe("");
    });
  });

  for (const table of ["claims-table", "estimates-table"])
    it(`sort ${table} by every column that offers it, up and down, and lose no row`, async () => {
      await visit(browser(), explorer(), async ({ page }) => {
        const total = await page.locator(`table#${table} tbody tr`).count();
        const columns = await page.locator(`table#${table} thead th`).count();
        const steps = (await page.evaluate(`(${sortEverything})(${JSON.stringify(table)})`)) as SortStep[];
        expect(steps.length).toBe(columns * 2);
        for (const { column, wanted, direction, sorted, cells } of steps) {
          expect(direction, `column ${column}`).toBe(wanted);
          expect(sorted, "one at a time").toBe(1);
          expect(cells.length).toBe(total);
          const numbers = cells.filter((cell) => cell !== "").every((cell) => /^-?\d+(?:\.\d+)?$/.test(cell));
          if (!numbers) continue;
          const values = cells.filter((cell) => cell !== "").map(Number);
          const expected = [...values].sort((a, b) => (wanted === "ascending" ? a - b : b - a));
          expect(values, `column ${column} ${wanted}`).toEqual(expected);
          expect(cells.slice(values.length), "what is not stated comes last, both ways").toEqual(cells.slice(values.length).map(() => ""));
        }
      });
    });
});

describeInBrowser("a download of the explorer", (browser) => {
  const filters: readonly [string, (row: Readonly<Record<string, unknown>>) => boolean][] = [
    ["", () => true],
    ["?event=senkata&measure=killed", (row) => row["event_id"] === "senkata" && row["measure"] === "killed"],
    ["?counter=defensoria", (row) => row["counter_id"] === "defensoria"],
  ];

  it.each(filters)("has exactly the release's cells of the rows that are seen, as CSV and as JSON (%s)", async (query, holds) => {
    await visit(browser(), { ...explorer(query), acceptDownloads: true }, async ({ page }) => {
      const csv = await download(page, "csv");
      const [header, ...rows] = parse(csv.text) as string[][];
      const [expectedHeader = [], ...all] = parse(site.readText(`${site.version}/csv/claims.csv`)) as string[][];
      expect(header).toEqual(expectedHeader);
      const expected = all.filter((cells) => holds(Object.fromEntries(expectedHeader.map((column, index) => [column, cells[index]]))));
      expect(expected.length).toBeGreaterThan(0);
      expect(rows).toEqual(expected);
      expect(csv.name).toMatch(/^[\w.-]+\.csv$/);
      expect(csv.name).toContain(site.version);
      expect(csv.text.startsWith("\ufeff"), "as the release: no byte-order mark").toBe(false);

      const json = await download(page, "json");
      const objects = JSON.parse(site.readText(`${site.version}/json/claims.json`)) as Record<string, unknown>[];
      expect(JSON.parse(json.text)).toEqual(objects.filter(holds));
      expect(json.name).toMatch(/^[\w.-]+\.json$/);
    });
  });
});

describeInBrowser("the citation", (browser) => {
  for (const way of ways)
    it(`is copied as it is shown, from ${way}`, async () => {
      const address = site.base[way] + site.explorer.en;
      await visit(browser(), { base: site.base[way], address, permissions: ["clipboard-read", "clipboard-write"] }, async ({ page }) => {
        const button = page.locator('[data-copy="citation"]').first();
        await button.click();
        const copied = (await page.evaluate("navigator.clipboard.readText()")) as string;
        expect(copied).toContain(site.version);
        const shown = (await page.locator("#cite").innerText()).replace(/\s+/g, " ");
        expect(shown).toContain(copied.trim().replace(/\s+/g, " "));
      });
    });
});

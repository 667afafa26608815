// The browser of the tests, and a visit to a page that lets nothing pass unseen.
import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { planBrowser } from "./plan.ts";

const plan = planBrowser(process.env, existsSync);

/** `define` gets a function that gives the browser, launched once for all its tests; without a browser one test says so. */
export function describeInBrowser(title: string, define: (browser: () => Browser) => void): void {
  describe(title, () => {
    if (!plan.run) {
      if (plan.fails) it("needs a browser (RECUENTO_BROWSER=required)", () => expect.fail(plan.why));
      else {
        console.warn(`Not tried in a browser, ${title}: ${plan.why}.`);
        it.skip(`is not tried: ${plan.why}`, () => {});
      }
      return;
    }
    const { path } = plan;
    let browser: Browser;
    beforeAll(async () => {
      // As root there is no sandbox; no name but this machine's is looked up, so that nothing can leave.
      const args = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"];
      browser = await chromium.launch({ executablePath: path, args });
    });
    afterAll(() => browser.close());
    define(() => browser);
  });
}

/** A page that is open, and every address that it asked for so far. */
export interface Visit {
  readonly page: Page;
  readonly requests: readonly string[];
}

/**
 * Opens an address, does something there, and fails where the page wrote to the console, threw, asked for anything outside
 * `base`, asked in vain, or opened a dialog or a window.
 * @param base what every address begins with that the page may ask for; what it made itself (data:, blob:) is no request
 */
export async function visit(
  browser: Browser,
  { base, address, ...options }: BrowserContextOptions & { readonly base: string; readonly address: string },
  use: (visit: Visit) => Promise<unknown>,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(10_000);
  const requests: string[] = [];
  const faults: string[] = [];
  const watch = (page: Page): void => {
    page.on("console", (message) => faults.push(`console ${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
    page.on("dialog", (dialog) => {
      faults.push(`dialog: ${dialog.message()}`);
      dialog.dismiss().catch(() => {});
    });
    page.on("popup", (opened) => faults.push(`window: ${opened.url()}`));
  };
  context.on("request", (request) => {
    const url = request.url();
    if (/^(?:data|blob):/.test(url)) return;
    requests.push(url);
    if (!url.startsWith(base)) faults.push(`request that leaves: ${url}`);
  });
  context.on("requestfailed", (request) => {
    // A download is a navigation that ends before it begins.
    if (!/^(?:data|blob):/.test(request.url()) && request.failure()?.errorText !== "net::ERR_ABORTED")
      faults.push(`failed: ${request.url()}`);
  });
  context.on("response", (response) => void (response.status() >= 400 && faults.push(`${response.status()}: ${response.url()}`)));
  try {
    const page = await context.newPage();
    watch(page);
    await page.goto(address, { waitUntil: "load" });
    await use({ page, requests });
    if (faults.length > 0) throw new Error(`${address}\n${faults.join("\n")}`);
  } finally {
    await context.close();
  }
}

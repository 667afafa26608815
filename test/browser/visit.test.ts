// A visit sees what it is there to see: small pages, each with one thing that no page of ours may do.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, it } from "vitest";
import { describeInBrowser, visit } from "./browser.ts";

const parent = mkdtempSync(join(tmpdir(), "recuento-"));
const folder = join(parent, "dist");
mkdirSync(folder);
writeFileSync(join(parent, "outside.css"), "p { color: red }");
afterAll(() => rmSync(parent, { recursive: true }));

describeInBrowser("a visit", (browser) => {
  const open = (body: string): Promise<void> => {
    writeFileSync(join(folder, "page.html"), `<!doctype html><html lang="en"><title>A page</title>${body}`);
    const base = `${pathToFileURL(folder).href}/`;
    return visit(browser(), { base, address: `${base}page.html` }, ({ page }) => page.waitForTimeout(200));
  };

  it("passes where a page does nothing but show itself", async () => {
    await open(
      '<img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="><script>document.title += "!"</script>',
    );
  });

  it.each([
    ["writes to the console", "<script>console.log(1)</script>", "console log: 1"],
    ["throws", "<script>throw new Error('no')</script>", "error: no"],
    ["throws later", "<script>Promise.reject(new Error('no'))</script>", "error: no"],
    ["asks another host for a picture", '<img alt="" src="http://example.org/x.png">', "request that leaves: http://example.org/x.png"],
    [
      "asks another host for a style",
      '<style>@import url("https://example.org/a.css")</style>',
      "request that leaves: https://example.org/a.css",
    ],
    ["asks another host ahead of time", '<link rel="prefetch" href="https://example.org/x">', "request that leaves: https://example.org/x"],
    ["tells another host", '<script>navigator.sendBeacon("https://example.org/x")</script>', "request that leaves: https://example.org/x"],
    [
      "asks another program of this machine",
      '<script>fetch("http://127.0.0.1:9/").catch(() => {})</script>',
      "request that leaves: http://127.0.0.1:9/",
    ],
    ["reads a file above its folder", '<link rel="stylesheet" href="../outside.css">', "request that leaves: file:"],
    ["asks for a file that is not there", '<img alt="" src="nothing.png">', "failed: file:"],
    ["opens a dialog", "<script>alert('hello')</script>", "dialog: hello"],
    ["opens a window", "<script>open('page.html?again').close()</script>", "window: "],
  ])("fails where a page %s", async (_title, body, said) => {
    await expect(open(body)).rejects.toThrow(said);
  });
});

// When the tests in a browser run, are skipped, and fail.
import { describe, expect, it } from "vitest";
import { planBrowser } from "./plan.ts";

describe("tests in a browser", () => {
  it.each<[Record<string, string>, readonly string[], object, string]>([
    [{}, ["/usr/bin/chromium"], { run: true, path: "/usr/bin/chromium" }, "there where Debian puts it"],
    [{ CHROMIUM_PATH: "/opt/c" }, ["/opt/c"], { run: true, path: "/opt/c" }, "elsewhere, and named"],
    [{ CHROMIUM_PATH: "" }, ["/usr/bin/chromium"], { run: true, path: "/usr/bin/chromium" }, "an empty name is none"],
    [{ CHROMIUM_PATH: "/opt/c" }, ["/usr/bin/chromium"], { run: false, fails: false }, "the one that was named is meant, and no other"],
    [{}, [], { run: false, fails: false }, "a contributor without a browser still gets an answer from the other tests"],
    [{ RECUENTO_BROWSER: "required" }, [], { run: false, fails: true }, "where a browser was promised, silence would be a false pass"],
    [{ RECUENTO_BROWSER: "required" }, ["/usr/bin/chromium"], { run: true }, "required, and there"],
  ])("%j with %j", (environment, present, expected, why) => {
    expect(
      planBrowser(environment, (path) => present.includes(path)),
      why,
    ).toMatchObject(expected);
  });

  it("say what is missing and what to do", () => {
    expect(planBrowser({ CHROMIUM_PATH: "/opt/c" }, () => false)).toMatchObject({
      why: expect.stringMatching(/no Chromium at \/opt\/c: .*CHROMIUM_PATH/),
    });
  });
});

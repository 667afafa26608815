// Whether there is a browser for the tests, and what to do where there is none.
/** What to do with tests that need a browser: run them, say that they were skipped, or fail because one was promised. */
export type Plan = { readonly run: true; readonly path: string } | { readonly run: false; readonly fails: boolean; readonly why: string };

/** Where Debian puts Chromium. */
const usual = "/usr/bin/chromium";

/**
 * Plans from the environment: CHROMIUM_PATH names another Chromium, RECUENTO_BROWSER=required makes a missing one a failure.
 * @param exists whether a file stands at a path
 */
export function planBrowser(environment: Readonly<Record<string, string | undefined>>, exists: (path: string) => boolean): Plan {
  const path = environment["CHROMIUM_PATH"] || usual;
  if (exists(path)) return { run: true, path };
  const why = `no Chromium at ${path}: install the package chromium, or name its program in CHROMIUM_PATH`;
  return { run: false, fails: environment["RECUENTO_BROWSER"] === "required", why };
}

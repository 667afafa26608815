// How the tests are found and run: those of pages share one release that is built once.
import { defineConfig } from "vitest/config";

const pages = "test/browser/**/*.test.ts";
/** What `compileLess` of engine.ts has the engine do for a command: a test, too, is work of seconds. */
const execArgv = ["--max-inlined-bytecode-size-cumulative=300", "--no-wasm-dynamic-tiering", "--no-wasm-tier-up"];
const common = { environment: "node", testTimeout: 60_000, hookTimeout: 60_000, execArgv };
const turn = (groupOrder: number, maxWorkers: number | string) => ({ sequence: { groupOrder }, maxWorkers });

export default defineConfig({
  test: {
    projects: [
      // Without a number vitest would leave one core idle. A browser that is waited for has the machine to itself, after all the rest.
      { test: { ...common, ...turn(0, "100%"), name: "rest", include: ["test/**/*.test.ts"], exclude: [pages] } },
      { test: { ...common, ...turn(1, 1), name: "pages", include: [pages], globalSetup: "test/browser/setup.ts" } },
    ],
  },
});

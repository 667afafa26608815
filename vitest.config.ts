// How the tests are found and run: those of pages share one release that is built once.
import { defineConfig } from "vitest/config";
import { lessCompiled } from "./pipeline/engine.ts";

const pages = "test/browser/**/*.test.ts";
// A test is work of seconds, as a command is.
const common = { environment: "node", testTimeout: 60_000, hookTimeout: 60_000, execArgv: lessCompiled };
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

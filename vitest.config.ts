// How the tests are found and run: those of pages share one release that is built once.
import { defineConfig } from "vitest/config";

const pages = "test/browser/**/*.test.ts";
const common = { environment: "node", testTimeout: 30_000, hookTimeout: 60_000 } as const;

export default defineConfig({
  test: {
    projects: [
      { test: { ...common, name: "rest", include: ["test/**/*.test.ts"], exclude: [pages] } },
      { test: { ...common, name: "pages", include: [pages], globalSetup: "test/browser/setup.ts" } },
    ],
  },
});

// What the tests of pages share: a release that is built and served once.
import type { TestProject } from "vitest/node";
import { type BuiltSite, buildSite } from "./site.ts";

declare module "vitest" {
  export interface ProvidedContext {
    site: BuiltSite;
  }
}

export default async function start(project: TestProject): Promise<() => Promise<void>> {
  const { site, close } = await buildSite();
  project.provide("site", site);
  return close;
}

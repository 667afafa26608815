// How a template becomes a page: the only room of eta.
import { fileURLToPath } from "node:url";
import { Eta } from "eta";
import { print } from "./markup.ts";

const eta = new Eta({
  views: fileURLToPath(new URL("./templates/", import.meta.url)),
  cache: true,
  autoEscape: true,
  escapeFunction: print,
  autoTrim: [false, "nl"],
});

/** The page of a template in templates/. Everything that it prints is escaped, but for Markup. */
export function renderTemplate(name: string, data: object): string {
  return eta.render(name, data);
}

// The files that the pages use as they are: the style sheet and the script.
import { readFileSync } from "node:fs";

/** The text of a file in assets/. */
export const readAsset = (name: string): string => readFileSync(new URL(`./assets/${name}`, import.meta.url), "utf8");

// Where a file of dist/ is found from elsewhere.
import type { Dataset } from "../schema.ts";

/**
 * The whole address of a path below dist/ where the dataset says where dist/ is published; else the path as it is seen from a page.
 * @example `addressOf({ homepage: "https://example.org/toll" }, "1.0.0/a.png")` is `https://example.org/toll/1.0.0/a.png`
 */
export function addressOf({ homepage }: Pick<Dataset, "homepage">, path: string, seen: string = path): string {
  return homepage === undefined ? seen : `${homepage.replace(/\/$/, "")}/${path}`;
}

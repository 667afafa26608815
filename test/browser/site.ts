// The pages that are tried: the repository's own data, built into a temporary folder and served there.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parse } from "csv-parse/sync";
import { inject } from "vitest";

export const languages = ["en", "es"] as const;
export type PageLanguage = (typeof languages)[number];
/** How a page can be opened: from the server, or as a file by a double click. */
export const ways = ["http", "file"] as const;
export type Way = (typeof ways)[number];

/** Cells by column, as CSV writes them. */
export type CsvRow = Readonly<Record<string, string>>;

/** The release that is tried, as it can be handed from one process to another. */
export interface BuiltSite {
  /** The folder dist/. */
  readonly dist: string;
  readonly version: string;
  /** Every page, as a path below dist/, in code-unit order. */
  readonly pages: readonly string[];
  /** What the addresses of all files below dist/ begin with, by the way they are opened. */
  readonly base: Readonly<Record<Way, string>>;
  /** The path below dist/ of the explorer in a language. */
  readonly explorer: Readonly<Record<PageLanguage, string>>;
}

export interface Site extends BuiltSite {
  readonly readText: (path: string) => string;
  readonly readCsv: (table: string) => readonly CsvRow[];
}

/** Builds the release from the raw/ of the repository into a temporary folder and serves it. Throws where raw/ has findings. */
export async function buildSite(): Promise<{ site: BuiltSite; close: () => Promise<void> }> {
  // Only this process builds; the tests, which read, need not load what it takes.
  const { build } = await import("../../pipeline/build.ts");
  const { serve } = await import("../../pipeline/serve/server.ts");
  const root = mkdtempSync(join(tmpdir(), "recuento-"));
  cpSync(fileURLToPath(new URL("../../raw", import.meta.url)), join(root, "raw"), { recursive: true });
  const { version, findings } = await build(root, null);
  if (version === null) throw new Error(JSON.stringify(findings));
  const dist = join(root, "dist");
  const serving = await serve(dist, 0);
  if ("code" in serving) throw new Error(serving.message);
  const paths = readdirSync(dist, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
  return {
    site: {
      dist,
      version,
      pages: paths.filter((path) => path.endsWith(".html")).sort(),
      base: { http: serving.address, file: `${pathToFileURL(dist).href}/` },
      explorer: { en: `${version}/explorer/index.html`, es: `${version}/explorer/index.es.html` },
    },
    close: async () => {
      await serving.close();
      rmSync(root, { recursive: true });
    },
  };
}

/** The release that test/browser/setup.ts has built, with what its files say. */
export function openSite(): Site {
  const site = inject("site");
  const readText = (path: string): string => readFileSync(join(site.dist, path), "utf8");
  return {
    ...site,
    readText,
    readCsv: (table) => parse(readText(`${site.version}/csv/${table}.csv`), { columns: true }) as CsvRow[],
  };
}

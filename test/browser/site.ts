// The pages that are tried: the repository's own data, built into a temporary folder and served there.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parse } from "csv-parse/sync";
import { build } from "../../pipeline/build.ts";
import { serve } from "../../pipeline/serve/server.ts";

export const languages = ["en", "es"] as const;
export type PageLanguage = (typeof languages)[number];
/** How a page can be opened: from the server, or as a file by a double click. */
export const ways = ["http", "file"] as const;
export type Way = (typeof ways)[number];

/** Cells by column, as CSV writes them. */
export type CsvRow = Readonly<Record<string, string>>;

export interface Site {
  /** The folder dist/. */
  readonly dist: string;
  readonly version: string;
  /** Every page, as a path below dist/, in code-unit order. */
  readonly pages: readonly string[];
  /** What the addresses of all files below dist/ begin with, by the way they are opened. */
  readonly base: Readonly<Record<Way, string>>;
  /** The path below dist/ of the explorer in a language. */
  readonly explorer: Readonly<Record<PageLanguage, string>>;
  readonly readText: (path: string) => string;
  readonly readCsv: (table: string) => readonly CsvRow[];
  readonly close: () => Promise<void>;
}

/** Builds the release from the raw/ of a folder, the repository's where none is given. Throws where that has findings. */
export async function openSite(from: string = fileURLToPath(new URL("../..", import.meta.url))): Promise<Site> {
  const root = mkdtempSync(join(tmpdir(), "recuento-"));
  cpSync(join(from, "raw"), join(root, "raw"), { recursive: true });
  const { version, findings } = await build(root, null);
  if (version === null) throw new Error(JSON.stringify(findings));
  const dist = join(root, "dist");
  const serving = await serve(dist, 0);
  if ("code" in serving) throw new Error(serving.message);
  const readText = (path: string): string => readFileSync(join(dist, path), "utf8");
  const paths = readdirSync(dist, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
  return {
    dist,
    version,
    pages: paths.filter((path) => path.endsWith(".html")).sort(),
    base: { http: serving.address, file: `${pathToFileURL(dist).href}/` },
    explorer: { en: `${version}/explorer/index.html`, es: `${version}/explorer/index.es.html` },
    readText,
    readCsv: (table) => parse(readText(`${version}/csv/${table}.csv`), { columns: true }) as CsvRow[],
    close: async () => {
      await serving.close();
      rmSync(root, { recursive: true });
    },
  };
}

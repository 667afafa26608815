// What a file is called on the wire: a table of endings. A new format is one line here.
const table: Readonly<Record<string, string>> = {
  ".arrow": "application/vnd.apache.arrow.file",
  ".arrows": "application/vnd.apache.arrow.stream",
  ".cff": "application/yaml",
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8; header=present",
  ".geojson": "application/geo+json",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jl": "text/plain; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".jsonld": "application/ld+json",
  ".md": "text/markdown; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".parquet": "application/vnd.apache.parquet",
  ".png": "image/png",
  ".py": "text/plain; charset=utf-8",
  ".r": "text/plain; charset=utf-8",
  ".schema.json": "application/schema+json",
  ".sql": "application/sql",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
  ".yaml": "application/yaml",
};
/** Files whose name says more than their ending. */
const byName: Readonly<Record<string, string>> = {
  "croissant.json": "application/ld+json",
  "csv-metadata.json": "application/csvm+json",
  "datacite.json": "application/vnd.datacite.datacite+json",
};
/** Files without an ending (LICENSE, SHA256SUMS) are text for people. */
const withoutEnding = "text/plain; charset=utf-8";
/** An ending that nobody listed: a browser saves it and guesses nothing. */
const unknown = "application/octet-stream";

/**
 * The media type of a file by its name or path: by the whole name, else by the longest ending; capital letters count as small ones.
 * @example `mediaTypeOf("claims.schema.json")` is `application/schema+json`, `mediaTypeOf("LICENSE")` is text
 */
export function mediaTypeOf(name: string): string {
  const named = name.slice(name.lastIndexOf("/") + 1).toLowerCase();
  if (Object.hasOwn(byName, named)) return byName[named] ?? unknown;
  const endings = Array.from(named.matchAll(/\.(?=(.*)$)/g), ([, rest]) => `.${rest}`);
  if (endings.length === 0) return withoutEnding;
  const known = endings.find((ending) => Object.hasOwn(table, ending));
  return known === undefined ? unknown : (table[known] ?? unknown);
}

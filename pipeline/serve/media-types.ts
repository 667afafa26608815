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
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".jsonld": "application/ld+json",
  ".md": "text/markdown; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".parquet": "application/vnd.apache.parquet",
  ".png": "image/png",
  ".schema.json": "application/schema+json",
  ".sql": "application/sql",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
  ".yaml": "application/yaml",
};
/** Files without an ending (LICENSE, SHA256SUMS) are text for people. */
const withoutEnding = "text/plain; charset=utf-8";
/** An ending that nobody listed: a browser saves it and guesses nothing. */
const unknown = "application/octet-stream";

/**
 * The media type of a file by its name, the longest ending first; capital letters count as small ones.
 * @example `mediaTypeOf("claims.schema.json")` is `application/schema+json`, `mediaTypeOf("LICENSE")` is text
 */
export function mediaTypeOf(name: string): string {
  const endings = Array.from(name.toLowerCase().matchAll(/\.(?=(.*)$)/g), ([, rest]) => `.${rest}`);
  if (endings.length === 0) return withoutEnding;
  const known = endings.find((ending) => Object.hasOwn(table, ending));
  return known === undefined ? unknown : (table[known] ?? unknown);
}

// What a page may load: its own files and nothing else, so that no reading of it is seen by anybody.

/** The content security policy; `styles` are hashes of style elements that stand in the page itself. */
export function policy(styles: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styles.length === 0 ? "'self'" : styles.map((hash) => `'sha256-${hash}'`).join(" ")}`,
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

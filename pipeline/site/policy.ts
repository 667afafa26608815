// What a page may load: its own files and nothing else, so that no reading of it is seen by anybody.

/** The site of the page; where the page is opened as a file, browsers differ on whether that is 'self', so it is named too. */
const own = "'self' file:";

/** The content security policy; `styles` are hashes of style elements that stand in the page itself. */
export function policy(styles: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src ${own}`,
    `style-src ${styles.length === 0 ? own : styles.map((hash) => `'sha256-${hash}'`).join(" ")}`,
    `img-src ${own}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

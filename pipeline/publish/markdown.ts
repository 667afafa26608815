// How text becomes Markdown that shows exactly that text.

const markup = /[\\`*_[\]<>|~#]/g;

/** The text with every character of Markdown and HTML markup escaped, on one line. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replace(markup, "\\$&")
    .replace(/\s+/g, (space) => (space.includes("\n") ? " " : space));
}

/** A name as code; names of tables, columns and codes hold no backtick. */
export function asCode(name: string): string {
  return `\`${name}\``;
}

/** A table; the cells are Markdown already. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return lines.join("\n");
}

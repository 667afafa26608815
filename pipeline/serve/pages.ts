// The pages that no release holds: the list of a folder, and what is said where nothing can be answered.

export interface Entry {
  readonly name: string;
  /** Null for a folder. */
  readonly bytes: number | null;
}

/** A page that lists a folder. `path` is the folder's address, with a slash at both ends; entries stand in the order given. */
export function writeListing(path: string, entries: readonly Entry[]): string {
  const up = path === "/" ? [] : ['<li><a href="../">../</a></li>'];
  const items = entries.map(({ name, bytes }) => {
    const folder = bytes === null ? "/" : "";
    return `<li><a href="./${escapeHtml(encodeURIComponent(name))}${folder}">${escapeHtml(name)}${folder}</a>${bytes === null ? "" : ` ${bytes} bytes`}</li>`;
  });
  return page(path, `<ul>\n${[...up, ...items].join("\n")}\n</ul>`);
}

/** A page that says in one sentence what is wrong, with the way back to the start. */
export function writeRefusal(title: string, sentence: string): string {
  return page(title, `<p>${escapeHtml(sentence)}</p>\n<p><a href="/">To the start</a></p>`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

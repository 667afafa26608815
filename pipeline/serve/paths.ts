// From the address in a request to the parts of a path below the folder that is served, or to none.

/** What no part may hold: separators of any system, a drive or stream of Windows, control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const foreign = /[/\\:\u0000-\u001f\u007f]/;

/**
 * The parts of the path that a request names, decoded once; a last empty part stands for a folder. `"malformed"` where the address
 * is none, null where it names nothing that is ever served: a part that leads upwards, is empty, is hidden or holds a separator.
 * What is encoded twice stays encoded once, and so is the name of a file that is not there.
 * @param target the request's target as it came, such as `/0.2.0/csv/?x=1`
 * @example `/0.2.0/` gives `["0.2.0", ""]`, `/..%2fraw` gives null, `/%` is malformed
 */
export function readTarget(target: string): readonly string[] | "malformed" | null {
  const path = target.replace(/[?#].*$/s, "");
  if (!path.startsWith("/")) return "malformed";
  let parts: string[];
  try {
    parts = path.slice(1).split("/").map(decodeURIComponent);
  } catch {
    return "malformed";
  }
  const named = parts.at(-1) === "" ? parts.slice(0, -1) : parts;
  return named.every(isServed) ? parts : null;
}

/** Hidden files are never served: they are the lock and the unfinished folder of a build, or another program's. */
const isServed = (part: string): boolean => part !== "" && !part.startsWith(".") && !foreign.test(part);

/** Whether a request was addressed to this machine by its own name: a page of elsewhere whose name was pointed here is not answered. */
export function isLocalHost(host: string | undefined): boolean {
  return host === undefined || /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(host);
}

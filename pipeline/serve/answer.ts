// From a request to an answer: which file, which bytes of it, and in which words where there is none.
import { createHash } from "node:crypto";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { compareCodePoints } from "../finding.ts";
import { mediaTypeOf } from "./media-types.ts";
import { type Entry, writeListing, writeRefusal } from "./pages.ts";
import { isLocalHost, readTarget } from "./paths.ts";
import { readRange } from "./ranges.ts";

/** What matters of a request; header names in small letters. */
export interface Asked {
  readonly method: string;
  /** The target as it came, not decoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty where there is nothing to send; of an answer to HEAD only the length is used. */
  readonly body: Uint8Array;
}

/** A build may put other bytes in the place of these at any time: whoever kept a copy asks first. */
const revalidate = { "cache-control": "no-cache" };

const refusals = {
  400: ["Not an address", "The address in this request cannot be read."],
  404: ["Not found", "There is no such file in this folder. It may have another name in another release."],
  405: ["Not allowed", "Files can only be read here: the methods are GET and HEAD."],
  416: ["Not that part", "The file ends before the bytes that were asked for."],
  421: ["Another host", "This server answers only to the name of this machine: localhost or 127.0.0.1."],
  500: ["Not readable", "The file is there, and could not be read."],
} as const;

/**
 * Answers with a file below `root`, with the index.html of a folder or its list, or with a page that says why not.
 * Nothing outside `root` is answered, not through a link either; nothing is written. The same files give the same answers: the ETag
 * is the checksum of the bytes.
 * @param root the folder that is served, which must be there
 */
export async function answer(root: string, asked: Asked): Promise<Answer> {
  if (!isLocalHost(asked.headers["host"])) return refuse(421);
  if (asked.method !== "GET" && asked.method !== "HEAD") return refuse(405, { allow: "GET, HEAD" });
  const parts = readTarget(asked.target);
  if (parts === "malformed") return refuse(400);
  if (parts === null) return refuse(404);
  try {
    return await answerPath(await realpath(root), parts, asked);
  } catch (error) {
    return refuse(isMissing(error) ? 404 : 500);
  }
}

async function answerPath(root: string, parts: readonly string[], asked: Asked): Promise<Answer> {
  const path = await realpath(join(root, ...parts));
  if (path !== root && !path.startsWith(root.endsWith(sep) ? root : root + sep)) return refuse(404);
  const asFolder = parts.at(-1) === "";
  const found = await stat(path);
  if (!found.isDirectory()) return asFolder || !found.isFile() ? refuse(404) : sendFile(path, asked);
  const address = parts.map((part) => `/${encodeURIComponent(part)}`).join("");
  // Without the slash at its end every link of the page would lead one folder too high.
  if (!asFolder) return send(308, `${address}/`, "text/plain; charset=utf-8", { location: `${address}/` });
  const names = await readdir(path, { withFileTypes: true });
  if (names.some((entry) => entry.name === "index.html" && entry.isFile())) return sendFile(join(path, "index.html"), asked);
  return sendBytes(Buffer.from(writeListing(address, await list(path))), "text/html; charset=utf-8", asked);
}

/** Files and folders by name; no hidden one, and no link, for it may lead where nothing is answered. */
async function list(folder: string): Promise<Entry[]> {
  const found = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory() || entry.isFile());
  const shown = found.filter((entry) => !entry.name.startsWith(".")).sort((a, b) => compareCodePoints(a.name, b.name));
  return Promise.all(
    shown.map(async (entry) => ({ name: entry.name, bytes: entry.isFile() ? (await stat(join(folder, entry.name))).size : null })),
  );
}

const sendFile = async (path: string, asked: Asked): Promise<Answer> => sendBytes(await readFile(path), mediaTypeOf(path), asked);

/** Bytes, or a span of them, or that they are those the reader has already. */
function sendBytes(bytes: Uint8Array, mediaType: string, { headers }: Asked): Answer {
  const etag = `"${createHash("sha256").update(bytes).digest("hex")}"`;
  const about = { etag, "accept-ranges": "bytes", ...revalidate };
  const known = (headers["if-none-match"] ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (known.includes(etag) || known.includes("*")) return { status: 304, headers: about, body: new Uint8Array() };
  const wanted = headers["if-range"] === undefined || headers["if-range"] === etag;
  const span = wanted ? readRange(headers["range"], bytes.length) : null;
  if (span === "outside") return refuse(416, { "content-range": `bytes */${bytes.length}` });
  if (span === null) return send(200, bytes, mediaType, about);
  const range = { ...about, "content-range": `bytes ${span.first}-${span.last}/${bytes.length}` };
  return send(206, bytes.subarray(span.first, span.last + 1), mediaType, range);
}

function refuse(status: keyof typeof refusals, headers: Readonly<Record<string, string>> = {}): Answer {
  const [title, sentence] = refusals[status];
  return send(status, writeRefusal(title, sentence), "text/html; charset=utf-8", headers);
}

function send(status: number, body: string | Uint8Array, mediaType: string, headers: Readonly<Record<string, string>>): Answer {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const about = { "content-type": mediaType, "content-length": String(bytes.length), "x-content-type-options": "nosniff", ...revalidate };
  return { status, headers: { ...about, ...headers }, body: bytes };
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : "";
  return code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG" || code === "ELOOP";
}

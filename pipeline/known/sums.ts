// What tells that nothing has changed: one sum for the program, one for everything below a folder. Contents alone count, no time of a file.
import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { compareCodePoints } from "../finding.ts";
import { measureFile } from "../publish/measure.ts";

/** What stands below a folder. */
export interface Standing {
  /** SHA-256 over all paths and the bytes of the files. */
  readonly sum: string;
  /** How many files were read. */
  readonly files: number;
  /** What the system says of each file that is read: it differs where anybody wrote one meanwhile, even if the bytes are the same again. */
  readonly marks: string;
}

/** SHA-256 over a list of texts. */
export function sumOfTexts(texts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex");
}

/**
 * Sums up a folder. Null where anything in it, or it itself, is neither a file nor a folder, or cannot be read.
 * @param isRead whether the bytes of a file count, by its path below the folder with / between folders; else its name alone does.
 * @param pause called before each file
 */
export async function sumFolder(
  folder: string,
  isRead: (path: string) => boolean = () => true,
  pause: () => Promise<void> = async () => {},
): Promise<Standing | null> {
  try {
    if (!lstatSync(folder).isDirectory()) return null;
    const lines: string[] = [];
    const marks: string[] = [];
    for (const { path, isFile } of listBelow(folder)) {
      if (isFile === null) return null;
      if (!isFile || !isRead(path)) {
        lines.push(path, isFile ? "file" : "folder");
        continue;
      }
      await pause();
      lines.push(path, measureFile(join(folder, path)).sha256);
      const { size, ino, mtimeNs, ctimeNs } = lstatSync(join(folder, path), { bigint: true });
      marks.push(`${size} ${ino} ${mtimeNs} ${ctimeNs}`);
    }
    return { sum: sumOfTexts(lines), files: marks.length, marks: sumOfTexts(marks) };
  } catch (error) {
    // What the system refuses has a code in words; a request to stop has none.
    if (error instanceof Error && "code" in error && typeof error.code === "string") return null;
    throw error;
  }
}

/** Everything below a folder by path, in order; `isFile` is null for what is neither a file nor a folder. */
function listBelow(folder: string): { path: string; isFile: boolean | null }[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => ({
    path: relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"),
    isFile: entry.isFile() ? true : entry.isDirectory() ? false : null,
  }));
  return entries.sort((a, b) => compareCodePoints(a.path, b.path));
}

let known: Promise<string | null> | null = null;

/** The sum of the program: its code, its schemas, the versions of what it leans on and of what runs it. Null where that cannot be read. */
export function sumProgram(): Promise<string | null> {
  known ??= readProgram();
  return known;
}

async function readProgram(): Promise<string | null> {
  const folder = fileURLToPath(new URL("../../", import.meta.url));
  try {
    const [code, schemas] = [await sumFolder(join(folder, "pipeline")), await sumFolder(join(folder, "schemas"))];
    const packages = readFileSync(join(folder, "package-lock.json"), "utf8");
    return code === null || schemas === null ? null : sumOfTexts([process.version, code.sum, schemas.sum, packages]);
  } catch {
    return null;
  }
}

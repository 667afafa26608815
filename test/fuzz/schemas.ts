// A spoilt schema, by repeatable chance: it is named, it alone, wherever its value is another; white space and ends of lines are none.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { findSpoiltSchemas, schemasFolder } from "../../pipeline/schema-check.ts";
import { byteSpoils } from "./bytes.ts";
import { spoilJson } from "./json.ts";
import { type Random, randomOf } from "./random.ts";

/** A copy of schemas/ of which one file at a time is spoilt. */
export interface SchemaWorkspace {
  readonly spoil: (path: string, bytes: Buffer) => readonly string[];
  readonly remove: () => void;
}

const source = fileURLToPath(schemasFolder);

/** Every schema by its path below schemas/. */
export const schemaPaths: readonly string[] = readdirSync(source, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll(sep, "/"))
  .filter((path) => path.endsWith(".json"))
  .sort();

export const readSchemaBytes = (path: string): Buffer => readFileSync(join(source, path));

export function makeSchemaWorkspace(): SchemaWorkspace {
  const folder = mkdtempSync(join(tmpdir(), "recuento-schemas-"));
  cpSync(source, folder, { recursive: true });
  /** The files that are named when one is spoilt; it is mended again. */
  const spoil = (path: string, bytes: Buffer): string[] => {
    writeFileSync(join(folder, path), bytes);
    try {
      return findSpoiltSchemas(pathToFileURL(`${folder}/`)).map((item) => item.file);
    } finally {
      writeFileSync(join(folder, path), readSchemaBytes(path));
    }
  };
  return { spoil, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The value of a JSON file as text; null where it is none. */
function textOf(bytes: Buffer): string | null {
  try {
    return JSON.stringify(JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)));
  } catch {
    return null;
  }
}

/** The schema that a run spoils, and how. */
export function spoiltSchemaOf(seed: number, run: number): { path: string; bytes: Buffer } {
  const random: Random = randomOf(seed, run);
  const path = random.pick(schemaPaths);
  const spoil = random.once(3) ? random.pick(byteSpoils) : spoilJson;
  return { path, bytes: spoil(readSchemaBytes(path), random) };
}

/** What is wrong with the answer to one spoilt schema; none where it is named as it should be. */
export function trySchema(workspace: SchemaWorkspace, seed: number, run: number): string[] {
  const { path, bytes } = spoiltSchemaOf(seed, run);
  const wanted = textOf(bytes) === textOf(readSchemaBytes(path)) ? "" : `schemas/${path}`;
  const named = workspace.spoil(path, bytes).join();
  return named === wanted ? [] : [`schema: ${wanted || "nothing"} is spoilt, ${named || "nothing"} is named`];
}

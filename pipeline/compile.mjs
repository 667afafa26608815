// Makes TypeScript importable on Node 20: compiles all of it, with the packages it needs, once for each state of the sources and keeps that in
// node_modules; where nothing can be kept, each file is compiled as it is imported, which takes four times as long.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const pipeline = fileURLToPath(new URL(".", import.meta.url));
const kept = fileURLToPath(new URL("../node_modules/.cache/recuento/", import.meta.url));
/** What says which packages there are, in which versions. */
const manifests = ["package.json", "package-lock.json"].map((name) => fileURLToPath(new URL(`../${name}`, import.meta.url)));
/** States of the sources that are kept; what is older goes. */
const mostKept = 8;

/** Packages that open files beside their own, or are only ever needed to compile. */
const unbundled = ["esbuild", "parquet-wasm", "tsx"];

/** What is imported by itself; every other file is reached from one of these. */
const entries = ["cli.ts", "finding.ts", "schema-check.ts", "bulk/worker.ts", "beside/thread.ts"].map((name) => join(pipeline, name));

/** Imports a file of TypeScript given by its URL: an entry of pipeline/, or one elsewhere that imports from it. */
export async function importSource(url) {
  const path = fileURLToPath(url);
  const folder = await (entries.includes(path) ? compileOwn() : compile([path]));
  if (folder !== null) return import(pathToFileURL(join(folder, `${nameOf(path)}.mjs`)).href);
  const { register } = await import("tsx/esm/api");
  register();
  return import(url);
}

const nameOf = (path) => basename(path, ".ts");

const own = {};

/** As `compile` answers for the entries of pipeline/, asked once. */
function compileOwn() {
  own.compiled ??= compile(entries);
  return own.compiled;
}

/** The folder that holds the compiled files; null where it can neither be found nor made. */
async function compile(files) {
  try {
    const folder = join(kept, keyOf(files));
    if (!existsSync(folder)) await fill(folder, files);
    return folder;
  } catch {
    return null;
  }
}

/** Compiles into a folder beside, which takes its place when all is written: others may start at the same time, or this process end. */
async function fill(folder, files) {
  const unfinished = `${folder}.${process.pid}`;
  try {
    const { build, stop } = await import("esbuild");
    await build({
      entryPoints: files.map((path) => ({ in: path, out: nameOf(path) })),
      outdir: unfinished,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      splitting: true,
      external: unbundled,
      // Packages written for require() ask it for what is part of Node.
      banner: {
        js: `import { createRequire as requireAt } from "node:module"; const require = requireAt(${JSON.stringify(import.meta.url)});`,
      },
      format: "esm",
      platform: "node",
      target: "node20",
      charset: "utf8",
      sourcemap: "linked",
      logLevel: "silent",
      plugins: [{ name: "places", setup: keepPlaces }],
    });
    await stop();
    forgetOld();
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** A file that opens others by their place beside it finds them where it was written, not where it was compiled to. */
function keepPlaces({ onLoad }) {
  onLoad({ filter: /\.ts$/ }, ({ path }) => ({
    contents: readFileSync(path, "utf8").replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href)),
    loader: "ts",
  }));
}

/** Names the state of the sources, of what compiles them, and the place where they are. */
function keyOf(files) {
  const hash = createHash("sha256");
  for (const path of [...listSources(pipeline), ...files, ...manifests]) hash.update(`${path}\0`).update(readFileSync(path)).update("\0");
  return hash.digest("hex").slice(0, 32);
}

function listSources(folder) {
  const found = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return listSources(join(folder, entry.name));
    return /\.(?:ts|mjs)$/.test(entry.name) ? [join(folder, entry.name)] : [];
  });
  return found.sort();
}

function forgetOld() {
  const folders = readdirSync(kept).map((name) => ({ path: join(kept, name), made: statSync(join(kept, name)).mtimeMs }));
  for (const { path } of folders.sort((a, b) => b.made - a.made).slice(mostKept)) rmSync(path, { recursive: true, force: true });
}

// Who may import whom, which room a dependency lives in, and what no rule may touch.
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, it } from "vitest";

interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** The text without its comments. */
  readonly code: string;
}

const stripComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");

const files: readonly SourceFile[] = readdirSync(new URL("../pipeline/", import.meta.url), { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /\.(?:ts|mjs)$/.test(path))
  .sort()
  .map((path) => {
    const text = readFileSync(new URL(`../pipeline/${path}`, import.meta.url), "utf8");
    return { path, text, code: stripComments(text) };
  });

/** What the pages are made of beside code. */
const parts = readdirSync(new URL("../pipeline/site/", import.meta.url), { recursive: true, encoding: "utf8" })
  .filter((path) => /\.(?:eta|css|js)$/.test(path))
  .sort()
  .map((path) => ({ path, text: readFileSync(new URL(`../pipeline/site/${path}`, import.meta.url), "utf8") }));

/** Every specifier a source imports or exports from, type-only ones included. */
function importsOf(code: string): string[] {
  const pattern = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s*|\brequire(?:\.resolve)?\s*\(\s*|\bregister\s*\(\s*)["']([^"']+)["']/g;
  return Array.from(code.matchAll(pattern), ([, specifier]) => specifier ?? "");
}

/** The package of a specifier: "csv-parse/sync" is csv-parse; null for a file of ours. */
function packageOf(specifier: string): string | null {
  if (specifier.startsWith(".")) return null;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Our files that a file imports, as paths below pipeline/. */
function importedFiles(file: SourceFile): string[] {
  const own = importsOf(file.code).filter((specifier) => specifier.startsWith("."));
  return own.map((specifier) => posix.normalize(posix.join(posix.dirname(file.path), specifier)));
}

const roomOf = (path: string): string | null => (path.includes("/") ? (path.split("/")[0] ?? null) : null);
const stageOf = (path: string): number | null => {
  const number = /^(\d)-\w+\.ts$/.exec(path)?.[1];
  return number === undefined ? null : Number(number);
};

/** The rooms, by the rooms that each may lean on beside itself. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  normalize: [],
  read: [],
  validate: ["read", "normalize"],
  reconcile: ["normalize"],
  publish: [],
  verify: ["read", "publish"],
  diff: ["read", "publish", "reconcile"],
  explain: [],
  "source-check": ["normalize"],
  site: ["explain", "publish"],
  serve: [],
  known: ["publish"],
  beside: ["publish", "verify", "site"],
  bulk: ["known", "read", "validate", "normalize", "reconcile", "publish", "verify"],
};
const shared = [
  "compile.mjs",
  "cells.ts",
  "days.ts",
  "finding.ts",
  "model.ts",
  "schema.ts",
  "estimates.ts",
  "group-by.ts",
  "growing.ts",
  "engine.ts",
];
/** The rooms in the order of the stages; a stage opens its own and those before it. */
const journey = ["read", "validate", "normalize", "reconcile", "publish", "verify"];

function isAllowed(from: string, to: string): boolean {
  const [fromRoom, toRoom, stage] = [roomOf(from), roomOf(to), stageOf(from)];
  if (shared.includes(to)) return true;
  if (fromRoom !== null) return toRoom === fromRoom || (toRoom !== null && (rooms[fromRoom] ?? []).includes(toRoom));
  if (from === "schema.ts") return to === "normalize/edtf.ts";
  if (shared.includes(from)) return false;
  if (stage !== null) return toRoom === null ? (stageOf(to) ?? 9) < stage : journey.indexOf(toRoom) < stage && toRoom !== "site";
  return to !== "cli.ts" || from === "recuento.mjs";
}

describe("the sources", () => {
  it("are found, with rooms, stages and imports", () => {
    expect(files.length).toBeGreaterThan(30);
    expect(files.filter((file) => stageOf(file.path) !== null).length).toBe(6);
    expect(files.flatMap(importedFiles).length).toBeGreaterThan(60);
    expect(
      importsOf('import a from "a";\nimport "b";\nexport * from "./c.ts";\nawait import("d");\nimport {\n  e,\n} from "e/f";'),
    ).toEqual(["a", "b", "./c.ts", "d", "e/f"]);
  });

  it("stand in a room that is known", () => {
    expect([...new Set(files.map((file) => roomOf(file.path)))].filter((room) => room !== null && !(room in rooms))).toEqual([]);
  });

  it("open with one sentence of what they know", () => {
    expect(files.filter((file) => !/^(?:#!.*\n)?\/\/ \S/.test(file.text)).map((file) => file.path)).toEqual([]);
  });
});

describe("imports", () => {
  it("go one way: rooms know no stage, stages no later room, and only the command line and the build know the stages", () => {
    const wrong = files.flatMap((file) =>
      importedFiles(file)
        .filter((to) => !isAllowed(file.path, to))
        .map((to) => `${file.path} → ${to}`),
    );
    expect(wrong).toEqual([]);
  });

  it("would be refused the other way", () => {
    expect(isAllowed("normalize/dates.ts", "1-read.ts")).toBe(false);
    expect(isAllowed("normalize/dates.ts", "read/csv.ts")).toBe(false);
    expect(isAllowed("1-read.ts", "publish/csv.ts")).toBe(false);
    expect(isAllowed("finding.ts", "normalize/dates.ts")).toBe(false);
    expect(isAllowed("build.ts", "cli.ts")).toBe(false);
    expect(isAllowed("4-reconcile.ts", "reconcile/voices.ts")).toBe(true);
  });

  it("form no circle", () => {
    const edges = new Map(files.map((file) => [file.path, importedFiles(file)]));
    const done = new Set<string>();
    function findCircle(path: string, trail: readonly string[]): string | null {
      if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path].join(" → ");
      if (done.has(path)) return null;
      for (const next of edges.get(path) ?? []) {
        const circle = findCircle(next, [...trail, path]);
        if (circle !== null) return circle;
      }
      done.add(path);
      return null;
    }
    expect(files.map((file) => findCircle(file.path, [])).filter((circle) => circle !== null)).toEqual([]);
  });
});

describe("a dependency lives in one room", () => {
  const dependencies: readonly [string, RegExp][] = [
    ["csv-parse", /^read\//],
    ["csv-stringify", /^publish\/csv\.ts$/],
    ["apache-arrow", /^(?:publish|verify)\/arrow[\w-]*\.ts$/],
    ["ajv", /^schema\.ts$/],
    ["ajv-formats", /^schema\.ts$/],
    ["parquet-wasm", /^(?:publish|verify)\/parquet\.ts$/],
    ["p-limit", /^(?:read\/|publish\/|\d-)/],
    ["minisearch", /^normalize\/suggestions\.ts$/],
    ["commander", /^cli\.ts$/],
    ["tsx", /^compile\.mjs$/],
    ["esbuild", /^compile\.mjs$/],
    ["eta", /^site\/template\.ts$/],
    ["d3-scale", /^site\/scale\.ts$/],
    ["d3-geo", /^site\/map\.ts$/],
    ["topojson-client", /^site\/outline\.ts$/],
    ["@resvg/resvg-wasm", /^site\/raster\.ts$/],
    ["@fontsource/source-sans-3", /^site\/raster\.ts$/],
    ["topojson-specification", /^site\/outline\.ts$/],
    [
      "node:fs",
      // verify/arrow-rows.ts names the type of a file that its caller opened.
      /^(?:verify\/arrow-rows\.ts|site\/(?:assets|raster)\.ts|\d-[\w-]+\.ts|(?:read|publish|serve|bulk|known)\/.+|beside\/work\.ts|schema(?:-check)?\.ts|bulk\.ts|cli\.ts|(?:recuento|compile)\.mjs)$/,
    ],
  ];

  it.each(dependencies)("%s", (name, room) => {
    const users = files.filter((file) => importsOf(file.code).some((specifier) => packageOf(specifier) === name)).map((file) => file.path);
    expect(users, "who imports it").not.toEqual([]);
    expect(
      users.filter((path) => !room.test(path)),
      "outside its room",
    ).toEqual([]);
  });

  it("and every dependency of package.json has its room here", () => {
    const manifest: { dependencies: Record<string, string> } = JSON.parse(
      readFileSync(new URL("../package.json", import.meta.url), "utf8"),
    );
    expect(Object.keys(manifest.dependencies).filter((name) => !dependencies.some(([known]) => known === name))).toEqual([]);
  });

  it("and the rules that read and compare open nothing of the machine", () => {
    const rules = files.filter((file) => /^(?:normalize|reconcile|validate|source-check)\//.test(file.path));
    expect(rules.length).toBeGreaterThan(15);
    expect(
      rules.filter((file) => importsOf(file.code).some((specifier) => specifier.startsWith("node:"))).map((file) => file.path),
    ).toEqual([]);
  });
});

describe("the templates", () => {
  // <%~ prints without a look: only other templates, which escape what they print.
  it("print everything through the one place that escapes", () => {
    const templates = parts.filter((part) => part.path.endsWith(".eta"));
    expect(templates.length).toBeGreaterThan(8);
    const unescaped = templates.flatMap((part) =>
      Array.from(part.text.matchAll(/<%~(?! include\("\.\/[\w-]+", ).*/g), ([text]) => `${part.path}: ${text}`),
    );
    expect(unescaped).toEqual([]);
  });
});

describe("clock, locale, chance and environment", () => {
  const forbidden =
    /\bnew Date\b|\bDate\s*\.|\bDate\s*\(|\bMath\.random\b|\blocaleCompare\b|\.toLocale\w*|\bIntl\.|\bprocess\.(?:env|argv|exit|stdout|stderr|cwd)\b|\bconsole\./g;
  const findForbidden = (code: string): string[] => Array.from(code.matchAll(forbidden), ([text]) => text);

  it("would be found", () => {
    expect(
      findForbidden("new Date(); Date.now(); Math.random(); a.localeCompare(b); n.toLocaleString(); process.env.TZ; console.log(1)"),
    ).toHaveLength(7);
    expect(findForbidden("Temporal.PlainDate.from(day)")).toHaveLength(0);
  });

  it("are touched only by the command line and the build", () => {
    const allowed = ["cli.ts", "build.ts", "recuento.mjs"];
    const touched = files
      .filter((file) => !allowed.includes(file.path))
      .flatMap((file) => findForbidden(file.code).map((text) => `${file.path}: ${text}`));
    expect(touched).toEqual([]);
  });
});

describe("the country of the first dataset", () => {
  const names =
    /(?<!\p{L})(?:bolivia|bolivian|boliviana?|sacaba|senkata|huayllani|cochabamba|el alto|la paz|oruro|potos[ií]|chuquisaca|tarija|santa cruz|pando|chapare|morales|[áa][ñn]ez|camacho|masista)(?!\p{L})/giu;
  const findNames = (text: string): string[] => Array.from(text.matchAll(names), ([name]) => name);

  /** Every text of a JSON value but its examples. */
  function textsOf(value: unknown): string[] {
    if (typeof value === "string") return [value];
    if (Array.isArray(value)) return value.flatMap(textsOf);
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, each]) => (key === "examples" ? [] : [key, ...textsOf(each)]));
  }

  it("would be found", () => {
    expect(findNames("Sacaba, ÁÑEZ and La Paz in Bolivia")).toHaveLength(4);
    expect(findNames("paid in bolivianos")).toHaveLength(0);
    expect(textsOf({ title: "x", examples: ["Senkata"] })).toEqual(["title", "x"]);
  });

  it("is in no code: another dataset needs none of ours changed", () => {
    expect(files.flatMap((file) => findNames(file.code).map((name) => `${file.path}: ${name}`))).toEqual([]);
  });

  it("is in no template, style sheet or script of the pages", () => {
    expect(parts.length).toBeGreaterThan(10);
    expect(parts.flatMap((part) => findNames(part.text).map((name) => `${part.path}: ${name}`))).toEqual([]);
  });

  it("is in no schema but as an example", () => {
    const root = new URL("../schemas/", import.meta.url);
    const schemas = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".json"));
    expect(schemas.length).toBeGreaterThan(20);
    const found = schemas.flatMap((path) =>
      textsOf(JSON.parse(readFileSync(new URL(path, root), "utf8"))).flatMap((text) => findNames(text).map((name) => `${path}: ${name}`)),
    );
    expect(found).toEqual([]);
  });
});

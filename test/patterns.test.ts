// No pattern runs away: every regular expression of pipeline/ and schemas/ is found by the compiler and run on long near-misses of itself.
import { readdirSync, readFileSync } from "node:fs";
import { createContext, Script } from "node:vm";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { growsLinearly } from "./patterns/growth.ts";
import { nearMisses } from "./patterns/near-misses.ts";

interface Found {
  readonly where: string;
  readonly source: string;
  readonly flags: string;
}

const repository = new URL("../", import.meta.url);
const listFiles = (folder: string, ending: RegExp): string[] =>
  readdirSync(new URL(folder, repository), { recursive: true, encoding: "utf8" })
    .map((path) => `${folder}${path.replaceAll("\\", "/")}`)
    .filter((path) => ending.test(path))
    .sort();

/** Every literal of a source, and the places where a pattern is made from text. */
function findInSource(path: string): { literals: Found[]; made: string[] } {
  const text = readFileSync(new URL(path, repository), "utf8");
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const literals: Found[] = [];
  const made: string[] = [];
  const visit = (node: ts.Node): void => {
    const where = `${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      literals.push({ where, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === "RegExp") made.push(path);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { literals, made };
}

/** The patterns that a schema asks of text, as ajv compiles them. */
function findInSchema(path: string): Found[] {
  const found: Found[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, each] of Object.entries(value)) {
      if (key === "pattern" && typeof each === "string") found.push({ where: path, source: each, flags: "u" });
      else visit(each);
    }
  };
  visit(JSON.parse(readFileSync(new URL(path, repository), "utf8")));
  return found;
}

const sources = listFiles("pipeline/", /\.(?:ts|mjs)$/).map(findInSource);
const fromSources = sources.flatMap(({ literals }) => literals);
const fromSchemas = listFiles("schemas/", /\.json$/).flatMap(findInSchema);
const patterns = [...new Map([...fromSources, ...fromSchemas].map((each) => [`/${each.source}/${each.flags}`, each]))];

/** Characters of the smaller text; the larger has four times as many, on which a search that grows with the square takes some tenths of a second. */
const size = 4000;
/** Milliseconds after which a search is cut off: nothing but one that runs away, on whatever machine, takes that long. */
const limit = 5000;
const sandbox = createContext({});

/** True where the search of each near-miss of the pattern takes work that grows like its length. */
function isLinear(source: string, flags: string): boolean {
  sandbox["pattern"] = new RegExp(source, flags.replace(/[gy]/g, ""));
  const [short, long] = [nearMisses(source, flags, size), nearMisses(source, flags, size * 4)];
  expect(short.length).toBe(long.length);
  return long.every((text, index) => searchIsLinear(short[index] ?? "", text));
}

const search = new Script("pattern.test(text)");

function searchIsLinear(short: string, long: string): boolean {
  try {
    return growsLinearly(size, (length) => {
      sandbox["text"] = length === size ? short : long;
      search.runInContext(sandbox, { timeout: limit });
    });
  } catch (error) {
    if (typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return false;
    throw error;
  }
}

describe("the patterns", () => {
  it("are found, in sources and in schemas", () => {
    expect(fromSources.length).toBeGreaterThan(40);
    expect(fromSchemas.length).toBeGreaterThan(20);
  });

  it("are literals, but for one that is put together of literal parts and given ten characters at a time", () => {
    expect([...new Set(sources.flatMap(({ made }) => made))]).toEqual(["pipeline/source-check/pages.ts"]);
  });
});

describe("a runaway pattern", () => {
  it.each([
    ["^(a+)+$", "nested quantifiers"],
    ["^(?:a|aa)+$", "alternatives that overlap"],
    ["\\s+$", "a run that is sought anew at each of its characters"],
    ["\\s*\\n\\s*", "the same, where the run ends otherwise"],
    ["^[\\w.]+[\\w.]+[\\w.]+@$", "neighbours that overlap"],
    ["x.*y", "a beginning that recurs"],
  ])(
    "would be found: %s, %s",
    (source) => {
      expect(isLinear(source, "")).toBe(false);
    },
    60_000,
  );

  it.each(["^[a-z0-9][a-z0-9-]*$", "^\\d{4}(?:-\\d{2})?$", "[\\s\\u00a0]+"])("is told from one that is not: %s", (source) => {
    expect(isLinear(source, "")).toBe(true);
  });
});

describe("every pattern takes work that grows like its text, on near-misses", () => {
  it.each(patterns)(
    "%s",
    (name, { source, flags, where }) => {
      expect(nearMisses(source, flags, size).length, name).toBeGreaterThan(1);
      expect(isLinear(source, flags) || isLinear(source, flags), where).toBe(true);
    },
    60_000,
  );
});

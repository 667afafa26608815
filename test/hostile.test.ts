// What someone may put into raw/ to lead the program astray: each case is refused in words held to the letter, or published as it is.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { RawData } from "../pipeline/1-read.ts";
import { validate } from "../pipeline/2-validate.ts";
import { build } from "../pipeline/build.ts";
import { formatFinding } from "../pipeline/finding.ts";
import { rawTables } from "../pipeline/schema.ts";
import { type HostileCase, makeHostileRoot, readCases } from "./hostile/roots.ts";
import { readTags } from "./site/pages.ts";

interface Refused extends HostileCase {
  /** Every finding as a person reads it. */
  readonly said: readonly string[];
}
interface Accepted extends HostileCase {
  /** Cells that are published as they stand: table, column, value. */
  readonly keeps: readonly (readonly [string, string, string])[];
}

const repository = fileURLToPath(new URL("..", import.meta.url));
const refused = readCases<Refused>("refused.json");
const accepted = readCases<Accepted>("accepted.json");
const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true });
});

function rootOf(hostile: Omit<HostileCase, "name" | "why">): string {
  const root = makeHostileRoot(hostile);
  roots.push(root);
  return root;
}

/** Every file below dist/ with its text. */
const filesOf = (root: string): (readonly [string, string])[] =>
  readdirSync(join(root, "dist"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), "utf8")]);

it("each hostile case bears a name of its own and says why", () => {
  expect(new Set([...refused, ...accepted].map(({ name }) => name)).size).toBe(refused.length + accepted.length);
  for (const { name, why } of [...refused, ...accepted]) expect(why, name).toMatch(/^[A-Z].*\.$/);
});

describe("is refused, aloud, and nothing is written", () => {
  it.each(refused)("$name", async (hostile) => {
    const root = rootOf(hostile);
    const { findings, version } = await build(root, null);
    expect(findings.map(formatFinding), hostile.why).toEqual(hostile.said);
    expect(hostile.said.length).toBeGreaterThan(0);
    expect(version).toBeNull();
    expect(readdirSync(root)).not.toContain("dist");
    expect(findings.map(formatFinding).join(), "what lies outside of the dataset").not.toContain("secret");
  });
});

describe("is published as it stands, and shown as text", () => {
  it.each(accepted)("$name", async (hostile) => {
    const root = rootOf(hostile);
    const { findings } = await build(root, null);
    expect(findings.map(formatFinding), hostile.why).toEqual([]);
    for (const [table, column, value] of hostile.keeps) {
      const rows = JSON.parse(readFileSync(join(root, "dist/0.1.0/json", `${table}.json`), "utf8")) as Record<string, unknown>[];
      expect(rows.map((row) => row[column])).toContain(value);
    }
    const pages = filesOf(root).filter(([name]) => name.endsWith(".md"));
    expect(pages.length).toBeGreaterThan(3);
    for (const [name, text] of pages) expect(text, name).not.toMatch(/(?<!\\)<(?:script|img|svg|b\s)|(?<!\\)\]\(javascript:/i);
    const sites = filesOf(root).filter(([name]) => name.endsWith(".html"));
    expect(sites.length).toBe(4);
    for (const [name, text] of sites) {
      // A style sheet and a block of data are no markup; what else is not well written makes the reader throw.
      const tags = readTags(text.replace(/(<style>|<script type="application\/ld\+json">)[^<]*/g, "$1"));
      for (const tag of tags) {
        expect(["img", "b", "iframe"], name).not.toContain(tag.name);
        expect(Object.keys(tag.attributes).join(), name).not.toMatch(/\bon/);
        expect(tag.attributes["href"] ?? "", name).not.toMatch(/^\s*(?:javascript|data):/i);
        if (tag.name === "script") expect(["tables.js", "explorer.js", undefined], name).toContain(tag.attributes["src"]);
      }
    }
    for (const [name, text] of filesOf(root).filter(([file]) => file.endsWith(".cff")))
      for (const line of text.split("\n")) expect(line, name).toMatch(/^(?:\s*(?:- )?[a-z-]+:(?: ["\w][^\n]*)?|\s*- ".*"|)$/);
  });
});

describe("a cell of text", () => {
  it("has a longest length and a form in every column that people fill", () => {
    const free = Object.values(rawTables).flatMap((table) =>
      table.columns
        .filter((column) => column.type === "string" && column.enumeration === null)
        .filter((column) => column.maxLength === null || (column.pattern === null && column.format === null))
        .map((column) => `${table.name}.${column.name}`),
    );
    expect(Object.values(rawTables).flatMap((table) => table.columns).length).toBeGreaterThan(60);
    expect(free).toEqual([]);
  });
});

describe("very many findings", () => {
  it("are all told: more than a call takes arguments", () => {
    const row = { column: "date_text", as_printed: "x", value: "unknown", reason: "Invented." };
    const lookups = Array.from({ length: 150_000 }, (_, index) => ({
      file: "raw/lookups.csv",
      line: index + 2,
      row: { extract_id: `s9-${index}`, ...row },
    }));
    const empty = Object.fromEntries(Object.keys(rawTables).map((name) => [name, []])) as unknown as RawData["tables"];
    const { findings } = validate({
      dataset: null,
      tables: { ...empty, lookups },
      incomplete: new Set(),
      findings: [],
    } as unknown as RawData);
    expect(findings.length).toBe(150_000);
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(["key/dangling"]));
  });
});

describe("a file that changes while it is read", () => {
  const recuento = (root: string, wait: string): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, ["pipeline/recuento.mjs", "check", "--root", root], {
      cwd: repository,
      encoding: "utf8",
      env: { ...process.env, NODE_OPTIONS: `--import=${new URL("hostile/meddle.mjs", import.meta.url).href}`, MEDDLE: wait },
    });

  it.each([
    ["grows", "append"],
    ["is cut", "truncate"],
    ["is written over by as many bytes", "overwrite"],
  ])("is told and not read: one that %s", (_title, how) => {
    const root = rootOf({});
    const { status, stdout, stderr } = recuento(root, how);
    const [line] = stdout.split("\n");
    expect(line).toBe(
      "raw/extracts/letter.csv file/changed: The file changed while it was read. Close the program that writes it, then check again.",
    );
    expect([status, stderr]).toEqual([1, ""]);
  });

  it("is no finding where nothing meddles", () => {
    expect(recuento(rootOf({}), "").status).toBe(0);
  });
});

describe("ten thousand files of extracts", () => {
  it("are read where a process may open no more than 128 files at once", () => {
    const root = rootOf({});
    const [header = "", row = ""] = readFileSync(join(root, "raw/extracts/letter.csv"), "utf8").split("\n");
    mkdirSync(join(root, "raw/extracts"), { recursive: true });
    for (let file = 0; file < 10_000; file++)
      writeFileSync(join(root, `raw/extracts/f${file}.csv`), `${header}\n${row.replace("s1-1,", `f${file},`)}\n`);
    const command = `ulimit -n 128 && exec "$0" pipeline/recuento.mjs check --json --root "$1"`;
    const ended = spawnSync("sh", ["-c", command, process.execPath, root], { cwd: repository, encoding: "utf8" });
    expect(ended.stderr).toBe("");
    expect(JSON.parse(ended.stdout)).toEqual({ extracts: 10_005, findings: [] });
  }, 60_000);
});

// What the documents for people promise: every command they name exists, every command that exists is named, every path leads somewhere.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { writeReadme } from "./generate-readme.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const run = (command: string, ...words: string[]): string => execFileSync(command, words, { cwd: root, encoding: "utf8" });

/** The distinct first groups of all matches, in code-unit order; fails where there are none, so that no test passes on nothing. */
function every(pattern: RegExp, text: string): string[] {
  const found = [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ""))].sort();
  expect(found, `nothing matches ${pattern}`).not.toEqual([]);
  return found;
}

const readme = read("README.md");
const documents = ["README.md", "CONTRIBUTING.md", "docs/coding.md"];
const targets = (): string[] => every(/^([a-z][a-z-]*):/gm, read("Makefile"));
const subcommands = (): string[] => {
  const help = run(process.execPath, "pipeline/recuento.mjs", "--help");
  return every(/^ {2}([a-z][a-z-]*)/gm, help.slice(help.indexOf("Commands:"))).filter((name) => name !== "help");
};
/** The commands in blocks marked sh, one a line. */
const shellLines = (text: string): string[] => every(/^```sh\n([\s\S]*?)^```/gm, text).flatMap((block) => block.trim().split("\n"));
/** Commands in text and in blocks alike: after a backtick or at the start of a line. */
const named = (command: string, text: string): string[] => every(new RegExp(`(?:\`|^)${command} ([a-z][a-z-]*)`, "gm"), text);

describe("make", () => {
  test.each(["README.md", "CONTRIBUTING.md"])("%s names only targets that the Makefile has", (path) => {
    expect(targets()).toEqual(expect.arrayContaining(named("make", read(path))));
  });

  test("the README names every target", () => {
    expect(named("make", readme)).toEqual(targets());
  });

  test("make help lists every target with a sentence", () => {
    expect(every(/^make ([a-z-]+) +[A-Z].*\.$/gm, run("make", "--no-print-directory", "help"))).toEqual(targets());
  });
});

describe("recuento", () => {
  test("the README names every subcommand, and no other", () => {
    expect(named("npx recuento", readme)).toEqual(subcommands());
  });

  test("the examples that write nothing run as they stand in the README", () => {
    const lines = shellLines(readme).filter((line) => /^npx recuento (parse|explain) /.test(line));
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(run("sh", "-c", line.replace("npx recuento", "node pipeline/recuento.mjs")), line).not.toBe("");
  });

  test("every line of a shell block is a command of this project", () => {
    const lines = documents.slice(0, 2).flatMap((path) => shellLines(read(path)));
    expect(lines.filter((line) => !/^(make|npx recuento)( |$)/.test(line))).toEqual([]);
  });
});

test("the figures of the README are those of the dataset", async () => {
  expect(readme).toBe(await writeReadme(readme));
});

describe("paths and versions", () => {
  test("every path in backticks in the README exists", () => {
    const paths = every(/`([\w.-]+\/[\w./-]*)`/g, readme).filter((path) => !/^(date|count|place)\/[\w.-]+$/.test(path));
    expect(paths.length).toBeGreaterThan(5);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test.each(documents)("every link of %s to a file leads to one", (path) => {
    const links = every(/\]\(([^)#:]+)(?:#[^)]*)?\)/g, read(path));
    expect(links.filter((link) => !existsSync(join(root, dirname(path), link)))).toEqual([]);
  });

  test("the README, the citation and the package name the version that raw/dataset.json declares", () => {
    const { version, released } = JSON.parse(read("raw/dataset.json")) as { version: string; released: string };
    expect(every(/dist\/(\d+\.\d+\.\d+)/g, readme)).toEqual([version]);
    expect(every(/^ *version: "(.+)"$/gm, read("CITATION.cff"))).toEqual([version]);
    expect(every(/^ *date-released: "(.+)"$/gm, read("CITATION.cff"))).toEqual([released]);
    expect(JSON.parse(read("package.json"))).toMatchObject({ version });
  });

  test("the row shown in the README is the row in raw/", () => {
    const row =
      read("raw/extracts/left-on-the-move.csv")
        .split("\n")
        .find((line) => line.startsWith("s001-101,s001,p43,senkata,killed,")) ?? "";
    for (const words of ["seven people", "Nov. 19", "Senkata, El Alto"]) {
      expect(row).toContain(words);
      expect(readme).toContain(`\`${words}\``);
    }
  });
});

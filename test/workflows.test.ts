// The workflows for a public copy: they parse, name actions by commit, ask for few rights, and run only commands that exist.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = `${root}.github/workflows/`;

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { "timeout-minutes"?: number; permissions?: Record<string, string>; steps: readonly Step[] }>>;
}

const names = readdirSync(folder).sort();
const read = (name: string): Workflow => parse(readFileSync(folder + name, "utf8")) as Workflow;
const stepsOf = (workflow: Workflow): Step[] => Object.values(workflow.jobs).flatMap((job) => job.steps);
const scripts = (workflow: Workflow): string[] => stepsOf(workflow).flatMap((step) => (step.run === undefined ? [] : [step.run]));

const targets = new Set([...readFileSync(`${root}Makefile`, "utf8").matchAll(/^([a-z][a-z-]*):/gm)].map(([, name]) => name));
const help = execFileSync(process.execPath, ["pipeline/recuento.mjs", "--help"], { cwd: root, encoding: "utf8" });
const subcommands = new Set([...help.slice(help.indexOf("Commands:")).matchAll(/^ {2}([a-z][a-z-]*)/gm)].map(([, name]) => name));

describe("the workflows", () => {
  it("are a check of each proposed change and a release of each tag", () => {
    expect(names).toEqual(["check.yml", "release.yml"]);
    expect(Object.keys(read("check.yml").on)).toContain("pull_request");
    expect(read("release.yml").on).toEqual({ push: { tags: ["v*.*.*"] } });
  });

  it.each(names)("%s names every action by the hash of a commit, with its version beside it", (name) => {
    const text = readFileSync(folder + name, "utf8");
    const uses = stepsOf(read(name)).flatMap((step) => step.uses ?? []);
    expect(uses.length).toBeGreaterThan(1);
    for (const action of uses) {
      expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      expect(text).toMatch(new RegExp(`${action} # v\\d+\\.\\d+\\.\\d+`));
    }
  });

  it.each(names)("%s starts from the right to read alone, and ends in time", (name) => {
    const workflow = read(name);
    expect(workflow.permissions).toEqual({ contents: "read" });
    for (const job of Object.values(workflow.jobs)) expect(job["timeout-minutes"]).toBeLessThanOrEqual(60);
    for (const step of stepsOf(workflow).filter((each) => each.uses?.startsWith("actions/checkout")))
      expect(step.with).toMatchObject({ "persist-credentials": false });
  });

  it.each(names)("%s puts nothing that others write into a script", (name) => {
    for (const script of scripts(read(name))) expect(script).not.toContain("${{");
  });

  it.each(names)("%s runs only targets and commands that exist, with options that exist", (name) => {
    const text = scripts(read(name)).join("\n");
    const made = [...text.matchAll(/\bmake ([a-z-]+)/g)].map(([, target]) => target);
    const ran = [...text.matchAll(/npx recuento ([a-z-]+)([^\n]*)/g)];
    expect(made.length).toBeGreaterThan(1);
    for (const target of made) expect(targets, target).toContain(target);
    for (const [, command = "", words = ""] of ran) {
      expect(subcommands, command).toContain(command);
      const page = execFileSync(process.execPath, ["pipeline/recuento.mjs", command, "--help"], { cwd: root, encoding: "utf8" });
      for (const [option] of words.matchAll(/--[a-z-]+/g)) expect(page, `${command} ${option}`).toContain(option);
    }
  });

  it("name the Node of this repository in a file that is there", () => {
    expect(existsSync(`${root}.node-version`)).toBe(true);
    const { engines } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as { engines: { node: string } };
    const [least = "", pinned = ""] = [engines.node.replace(">=", ""), readFileSync(`${root}.node-version`, "utf8").trim()];
    expect(pinned.localeCompare(least, "en", { numeric: true })).toBeGreaterThanOrEqual(0);
  });
});

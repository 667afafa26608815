// The command line as a person or a script meets it: what it answers, where, and how it ends.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it, vi } from "vitest";
import { makeRoot, readCase } from "./broken/roots.ts";

// Many processes share few cores here; nothing below is about time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const repository = fileURLToPath(new URL("..", import.meta.url));

/** Runs the command line in the repository; `input` is all of its standard input. */
function recuento(words: readonly string[], input = ""): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["pipeline/recuento.mjs", ...words], { cwd: repository });
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    child.on("error", reject).on("close", (code) => resolve({ code, out, err }));
    child.stdin.on("error", () => {}).end(input);
  });
}

const roots: string[] = [];
function temporaryRoot(name: string | null = null): string {
  const root = makeRoot(name);
  roots.push(root);
  return root;
}
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true });
});

const commands = ["build", "check", "parse", "explain", "verify-source", "release", "diff", "verify", "retract", "serve"];

describe.concurrent("help", () => {
  it("lists every command and ends with 0", async () => {
    const { code, out, err } = await recuento(["--help"]);
    expect([code, err]).toEqual([0, ""]);
    const listed = [...out.slice(out.indexOf("Commands:")).matchAll(/^ {2}([a-z][a-z-]*)/gm)].map((match) => match[1]);
    expect(listed).toEqual([...commands, "help"]);
  });

  it.each(commands)("of %s names its options, each with words, and ends with 0", async (command) => {
    const { code, out, err } = await recuento([command, "--help"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(new RegExp(`^Usage: recuento ${command} `));
    for (const option of ["--json", "--root <dir>"]) expect(out).toMatch(new RegExp(`${option} +\\w`));
  });
});

describe.concurrent("what is not a command ends with 2 and says on standard error how to go on", () => {
  it.each([
    ["an unknown command", ["frobnicate"], "unknown command 'frobnicate'"],
    ["no command", [], "Usage: recuento"],
    ["parse without a kind", ["parse"], "missing required argument 'kind'"],
    ["parse without words", ["parse", "date"], "missing required argument 'text'"],
    ["a kind that is none", ["parse", "colour", "red"], "Allowed choices are date, count, place"],
    ["explain without an id", ["explain"], "missing required argument 'id'"],
    ["verify-source without a file", ["verify-source", "s001"], "missing required argument 'file'"],
    ["retract without a reason", ["retract", "0.1.0"], "required option '--reason <text>' not specified"],
    ["a port that is none", ["serve", "--port", "65536"], "It is a whole number from 0 to 65535."],
    ["an option that is none", ["build", "--fast"], "unknown option '--fast'"],
    ["too many words", ["explain", "senkata", "sacaba"], "too many arguments"],
  ])("%s", async (_title, words, said) => {
    const { code, out, err } = await recuento(words);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(said);
    expect(err).toContain("--help");
  });
});

describe.concurrent("check", () => {
  it("finds nothing in the repository's own data", async () => {
    const { code, out, err } = await recuento(["check"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^No findings\. (\d+) of \1 extracts are read\.\n$/);
  });

  it("answers in JSON the findings that a broken dataset has, and ends with 1", async () => {
    const { code, out, err } = await recuento(["check", "--json", "--root", temporaryRoot("place-ambiguous")]);
    expect([code, err]).toEqual([1, ""]);
    expect(JSON.parse(out)).toEqual({ extracts: 6, findings: readCase("place-ambiguous").findings });
  });

  it("annotates the lines of a proposed change", async () => {
    const { code, out } = await recuento(["check", "--annotate", "--root", temporaryRoot("key-dangling")]);
    expect(code).toBe(1);
    expect(out.split("\n")[0]).toMatch(
      /^::error file=raw\/extracts\/case\.csv,line=2,title=key\/dangling::event_id "market-sqare": .+ Correct the id/,
    );
  });

  it("says one line a finding, with place, words, code and remedy, and that nothing was published", async () => {
    const { code, out } = await recuento(["check", "--root", temporaryRoot("key-dangling")]);
    const lines = out.split("\n");
    expect(code).toBe(1);
    expect(lines[0]).toMatch(
      /^raw\/extracts\/case\.csv:2 event_id "market-sqare" key\/dangling: .+\. Correct the id, or add the row it names\.$/,
    );
    expect(lines[3]).toBe("2 findings. Nothing was published; what stood in dist/ is untouched.");
  });

  it("tells with a file only the findings in that file", async () => {
    const root = temporaryRoot("key-dangling");
    expect(await recuento(["check", "--root", root, "raw/extracts/case.csv"])).toMatchObject({ code: 1 });
    expect(await recuento(["check", "--root", root, "raw/events.csv"])).toMatchObject({ code: 0 });
  });

  // The finding about a stray file bears the folder as its file, so the file that it is about does not match.
  it("tells of a stray file when it is asked about that file", async () => {
    expect(await recuento(["check", "--root", temporaryRoot("stray-file"), "raw/event.csv"])).toMatchObject({ code: 1 });
  });

  it("does not take a file that is not there for one without findings", async () => {
    expect(await recuento(["check", "raw/extracts/nofile.csv"])).toMatchObject({ code: 2, out: "" });
  });

  it("tells a folder without raw/ as missing files", async () => {
    const { code, out } = await recuento(["check", "--json", "--root", `${temporaryRoot()}/dist`]);
    expect(code).toBe(1);
    const codes = (JSON.parse(out) as { findings: { code: string }[] }).findings.map((item) => item.code);
    expect(new Set(codes)).toEqual(new Set(["file/missing"]));
  });
});

const valueKeys: Readonly<Record<string, readonly string[]>> = {
  date: ["edtf", "earliest", "latest", "precision", "qualifier", "basis"],
  count: ["stated", "low", "high", "qualifier", "status"],
  place: ["place_id", "name", "kind", "ine_code", "iso_3166_2", "latitude", "longitude", "uncertainty_m", "within"],
};

interface Line {
  readonly text: string | null;
  readonly value: Record<string, unknown> | null;
  readonly finding: { code: string; message: string } | null;
}

/** Lines of every kind of fault, between two that can be read. */
const lines: Readonly<Record<string, readonly string[]>> = {
  date: [
    '{"text":"5 June 2021","language":"en"}',
    '{"text":"when","language":"en"}',
    '{"text":"5 de junio","language":"es","published":"2021-06-20"}',
  ],
  count: ['{"text":"at least nine","language":"en"}', '{"text":"1,51","language":"en"}', '{"text":"veintidós","language":"es"}'],
  place: ['{"text":"Corin"}', '{"text":"Alder"}', '{"text":"Alder","within":"North Shore"}'],
};
const malformed = [
  "",
  "   ",
  "{",
  "null",
  "[]",
  '"text"',
  "{}",
  '{"text":7}',
  '{"text":"","language":"en"}',
  '{"text":"a\u2028b\u0000","language":"en"}',
];

describe.concurrent("parse - answers every line of standard input with one line, in order", () => {
  for (const kind of Object.keys(valueKeys)) {
    it(`for a ${kind}, whatever the lines, with the same keys in the same order`, async () => {
      const [first = "", wrong = "", last = ""] = lines[kind] ?? [];
      const asked = [first, ...malformed, wrong, last];
      const { code, out, err } = await recuento(["parse", kind, "-", "--root", temporaryRoot()], `${asked.join("\n")}\n`);
      const said = out.split("\n");
      expect(said.pop()).toBe("");
      expect([code, err, said.length]).toEqual([1, "", asked.length]);
      const answers = said.map((line) => JSON.parse(line) as Line);
      for (const answer of answers) {
        expect(Object.keys(answer)).toEqual(["text", "value", "finding"]);
        expect((answer.value === null) !== (answer.finding === null)).toBe(true);
        if (answer.finding) expect(Object.keys(answer.finding)).toEqual(["code", "message"]);
        if (answer.value) expect(Object.keys(answer.value)).toEqual(valueKeys[kind]);
      }
      expect(answers.map((answer) => answer.value !== null)).toEqual([true, ...malformed.map(() => false), false, true]);
      expect(answers.slice(1, 9).map((answer) => answer.finding?.code)).toEqual(Array.from({ length: 8 }, () => "input/json"));
      expect([answers[0]?.text, answers.at(-1)?.text]).toEqual([first, last].map((line) => (JSON.parse(line) as Line).text));
    });
  }

  it("needs no line end after the last line, takes CRLF, and answers nothing to nothing", async () => {
    const [line = ""] = lines["count"] ?? [];
    expect((await recuento(["parse", "count", "-"], line)).out.split("\n")).toHaveLength(2);
    expect((await recuento(["parse", "count", "-"], `${line}\r\n${line}\r\n`)).out.split("\n")).toHaveLength(3);
    expect(await recuento(["parse", "count", "-"])).toEqual({ code: 0, out: "", err: "" });
  });

  it("ends with 0 where every line is read", async () => {
    const asked = (lines["date"] ?? []).filter((line) => !line.includes("when"));
    expect((await recuento(["parse", "date", "-"], asked.join("\n"))).code).toBe(0);
  });

  it("answers ten thousand lines", async () => {
    const [line = ""] = lines["count"] ?? [];
    const { code, out } = await recuento(["parse", "count", "-"], `${line}\n`.repeat(10_000));
    expect([code, out.split("\n").length]).toEqual([0, 10_001]);
  });
});

describe.concurrent("parse of one phrase", () => {
  it("is read with the options, and answers in JSON where asked", async () => {
    const words = ["parse", "date", "Thursday (26)", "--published", "2019-12-18/2019-12-26", "--json"];
    const { code, out } = await recuento(words);
    expect(code).toBe(0);
    expect((JSON.parse(out) as Line).value).toMatchObject({ earliest: "2019-12-26", latest: "2019-12-26" });
  });

  it("says the finding and ends with 1 where it is not read", async () => {
    const { code, out } = await recuento(["parse", "count", "a handful or so"]);
    expect(code).toBe(1);
    expect(out).toMatch(/^count\/[a-z-]+: .+\n$/);
  });
});

describe.concurrent("explain", () => {
  it.each([
    ["an event", "senkata", "killed: people"],
    ["a claim", "s001-101", "seven people"],
    ["a conflict", "value.bolivia-2019.detained.people", "1513"],
    ["an estimate", "senkata.killed", "10"],
  ])("tells of %s", async (_title, id, said) => {
    const { code, out, err } = await recuento(["explain", id]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain(said);
    const json = await recuento(["explain", id, "--json"]);
    expect(json.code).toBe(0);
    expect(JSON.parse(json.out)).toHaveProperty("kind");
  });

  it.each([
    ["senkatta", "Did you mean senkata, "],
    ["__proto__", 'Nothing bears the id "__proto__".'],
  ])("does not know %s, ends with 2 and answers on standard error", async (id, said) => {
    const { code, out, err } = await recuento(["explain", id]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(said);
  });

  it("tells the findings instead, and ends with 1, where the dataset has some", async () => {
    const { code, out } = await recuento(["explain", "market-square", "--root", temporaryRoot("count-malformed")]);
    expect(code).toBe(1);
    expect(out).toContain("count/malformed-number");
  });
});

describe.concurrent("verify-source", () => {
  const document = readFileSync(new URL("source-check/document.txt", import.meta.url), "utf8");

  /** A dataset, and beside it a copy of its document; the row of the source with words replaced where asked. */
  function rootWith(copy: string | Uint8Array, name = "copy.txt", replaced: readonly [string, string] = ["", ""]): [string, string] {
    const root = temporaryRoot();
    const sources = join(root, "raw/sources.csv");
    writeFileSync(sources, readFileSync(sources, "utf8").replace(...replaced));
    writeFileSync(join(root, name), copy);
    return [root, join(root, name)];
  }
  const verify = (id: string, root: string, file: string, ...more: string[]): Promise<Ended> =>
    recuento(["verify-source", id, file, "--root", root, ...more]);

  it("finds every word of the invented document at its place, and ends with 0", async () => {
    const { code, out, err } = await verify("s1", ...rootWith(document));
    expect([code, err]).toEqual([0, ""]);
    const [counts, checksum, , last] = out.split("\n");
    expect(counts).toMatch(/^s1: (\d\d) fragments, \1 at their place, 0 elsewhere, 0 alike, 0 missing\.$/);
    expect(checksum).toMatch(/^SHA-256: none is recorded\. This copy has [0-9a-f]{64}\.$/);
    expect(last).toBe("Nothing to do: every fragment stands as printed.");
  });

  it("says where the copy is the recorded one, byte for byte", async () => {
    const sum = createHash("sha256").update(document).digest("hex");
    const place = rootWith(document, "copy.txt", [",,Invented", `,${sum},Invented`]);
    const { code, out } = await verify("s1", ...place);
    expect(code).toBe(0);
    expect(out).toContain("\nSHA-256: as recorded. This copy is the text that was read, byte for byte.\n");
  });

  it("finds the words even where the copy is not the recorded one, a byte-order mark and CRLF included", async () => {
    const place = rootWith(`\ufeff${document.replaceAll("\n", "\r\n")}`, "copy.txt", [",,Invented", `,${"0".repeat(64)},Invented`]);
    const { code, out } = await verify("s1", ...place);
    expect(code).toBe(0);
    expect(out).toMatch(/0 missing\.\nSHA-256: not as recorded\. This copy has [0-9a-f]{64}, the text that was read 0{64}\.\n/);
  });

  it("lists what does not stand, and ends with 1", async () => {
    const { code, out, err } = await verify(
      "s1",
      ...rootWith(document.replace("two people", "2 people").replace("June 15", "June\u00a015")),
    );
    expect([code, err]).toEqual([1, ""]);
    expect(out).toContain('\nMissing\n  s1-1 count_text "two people" p1: stands nowhere in this copy\n');
    expect(out).toContain('\nAlike, not letter by letter\n  s1-5 as_of_text "June 15" p5: alike at p5\n');
    expect(out).toContain("\nWhat to do\n");
  });

  it.each([
    ["whole_text", "Elsewhere", "misplaced"],
    ["excerpt", "Moved", "moved"],
  ])("tells words of a %s in another line under %s, and ends with 1", async (consulted, heading, status) => {
    const place = rootWith(`Menu\n${document}`, "copy.txt", ["whole_text", consulted]);
    const { code, out } = await verify("s1", ...place);
    expect(code).toBe(1);
    expect(out).toContain(`\n${heading}\n  s1-1 date_text "June 5" p1: stands at p2, p3\n`);
    const json = await verify("s1", ...place, "--json");
    expect(json.code).toBe(1);
    const { faults, counts } = JSON.parse(json.out) as { faults: { status: string }[]; counts: Record<string, number> };
    expect(counts[status]).toBe(faults.filter((fault) => fault.status === status).length);
    expect(faults[0]).toEqual({
      extract_id: "s1-1",
      column: "date_text",
      words: "June 5",
      locator: "p1",
      status,
      stands_at: ["p2", "p3"],
    });
  });

  it("answers in JSON with the checksums, the counts and the faults", async () => {
    const { code, out, err } = await verify("s1", ...rootWith(document), "--json");
    expect([code, err]).toEqual([0, ""]);
    const answer = JSON.parse(out) as Record<string, unknown>;
    expect(Object.keys(answer)).toEqual(["source_id", "consulted", "checksum", "sha256", "sha256_recorded", "lines", "counts", "faults"]);
    expect(answer).toMatchObject({ source_id: "s1", checksum: "not_recorded", sha256_recorded: null, lines: 13, faults: [] });
  });

  it.each([
    ["a source that is not there", "s2", "copy.txt", document, "source/unknown", 'No source bears the id "s2". Did you mean s1?'],
    ["a web page by its name", "s1", "copy.HTML", document, "document/html", "Save it from the browser as plain text"],
    ["a web page by its first tag", "s1", "copy.txt", "\n<!DOCTYPE html>\n<p>two people", "document/html", "This is a web page."],
    ["what is not UTF-8", "s1", "copy.txt", new Uint8Array([65, 10, 0xe9, 10]), "document/not-utf8", "(line 2 is not)"],
  ] as const)("does not compare %s, ends with 2 and answers on standard error", async (_title, id, name, copy, finding, said) => {
    const place = rootWith(copy, name);
    const { code, out, err } = await verify(id, ...place);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(said);
    const json = await verify(id, ...place, "--json");
    expect(json.code).toBe(2);
    expect(JSON.parse(json.out)).toMatchObject({ finding: { code: finding } });
  });

  it.each([
    ["no-file.txt", "There is no such file."],
    ["raw", "This is no file."],
  ])("does not read %s, and ends with 2", async (name, said) => {
    const root = temporaryRoot();
    const { code, out, err } = await verify("s1", root, join(root, name));
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(said);
  });

  it("tells the findings instead, and ends with 1, where the extracts have some", async () => {
    const root = temporaryRoot("key-dangling");
    const { code, out } = await verify("s1", root, join(root, "raw/sources.csv"));
    expect(code).toBe(1);
    expect(out).toContain("key/dangling");
  });
});

describe.concurrent("verify", () => {
  it("tells of each release that every byte is as released", async () => {
    const { code, out, err } = await recuento(["verify"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^0\.1\.0 +\w+ +92 files, 1\.9 MB: every byte as released\n/);
    const json = await recuento(["verify", "0.1.0", "--json"]);
    expect(JSON.parse(json.out)).toMatchObject({ versions: [{ version: "0.1.0", files: 92, findings: [] }], findings: [] });
  });

  it("ends with 1 where a byte was changed, and with 2 where no such version is listed", async () => {
    const root = temporaryRoot();
    expect((await recuento(["build", "--root", root])).code).toBe(0);
    writeFileSync(join(root, "dist/0.1.0/csv/claims.csv"), "");
    const { code, out } = await recuento(["verify", "--root", root]);
    expect(code).toBe(1);
    expect(out).toMatch(/^0\.1\.0 .*: 1 finding\ndist\/0\.1\.0\/csv\/claims\.csv released\/bytes: /);
    const unknown = await recuento(["verify", "0.7.0", "--root", root]);
    expect([unknown.code, unknown.out, unknown.err]).toEqual([2, "", 'dist/index.json does not list "0.7.0".\n']);
  });

  it("ends with 1 where nothing was released: a check of nothing is no check", async () => {
    const { code, out } = await recuento(["verify", "--root", temporaryRoot()]);
    expect(code).toBe(1);
    expect(out).toContain("released/index");
  });
});

describe.concurrent("retract", () => {
  it("says since when, why, what to take instead and what to commit; then the version is not built again", async () => {
    const root = temporaryRoot();
    expect((await recuento(["build", "--root", root])).code).toBe(0);
    const words = ["retract", "0.1.0", "--reason", "A wrong total.", "--date", "2022-02-03", "--root", root];
    const { code, out, err } = await recuento(words);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toBe("Version 0.1.0 is retracted since 2022-02-03: A wrong total.\nNo version is left to take.\n");
    const json = await recuento([...words, "--json"]);
    const retraction = { date: "2022-02-03", reason: "A wrong total." };
    expect(JSON.parse(json.out)).toEqual({ version: "0.1.0", retraction, latest: null, findings: [] });
    const built = await recuento(["build", "--root", root]);
    expect([built.code, built.out.includes("release/retracted")]).toEqual([1, true]);
  }, 120_000);

  it("of a version that is not listed ends with 2", async () => {
    const { code, out, err } = await recuento(["retract", "0.7.0", "--reason", "Wrong.", "--root", temporaryRoot()]);
    expect([code, out, err]).toEqual([2, "", "Version 0.7.0 is not listed.\n"]);
  });
});

describe.concurrent("a reader that stops reading", () => {
  // `recuento … | head -1` ends with the stack of an unhandled EPIPE.
  it("is not told the insides of the program", async () => {
    const said = await new Promise<string>((resolve) => {
      const child = spawn("sh", ["-c", `"${process.execPath}" pipeline/recuento.mjs parse count - | head -1 >/dev/null`], {
        cwd: repository,
      });
      let err = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        err += text;
      });
      child.on("close", () => resolve(err));
      child.stdin.on("error", () => {}).end(`${lines["count"]?.[0]}\n`.repeat(20_000));
    });
    expect(said).not.toContain("at ");
  });
});

// The server as a browser, a data tool or an ill-meaning page meets it: what it answers, and that nothing else can be had from it.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { connect, createServer } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mediaTypeOf } from "../pipeline/serve/media-types.ts";
import { isLocalHost, readTarget } from "../pipeline/serve/paths.ts";
import { readRange } from "../pipeline/serve/ranges.ts";
import { type Serving, serve } from "../pipeline/serve/server.ts";

const repository = fileURLToPath(new URL("..", import.meta.url));
const secret = "not to be served";
const csv = "claim_id,count\na,1\nb,\n";
const parent = mkdtempSync(join(tmpdir(), "recuento-"));
const root = join(parent, "dist");
let serving: Serving;

beforeAll(async () => {
  for (const folder of ["dist/0.1.0/csv", "dist/0.1.0/explorer", "dist/.building-0.2.0", "dist-other", "dist/a&b"])
    mkdirSync(join(parent, folder), { recursive: true });
  for (const path of ["secret.txt", "dist/.lock", "dist/.building-0.2.0/claims.csv", "dist-other/secret.txt"])
    writeFileSync(join(parent, path), secret);
  writeFileSync(join(root, "0.1.0/csv/claims.csv"), csv);
  writeFileSync(join(root, "0.1.0/explorer/index.html"), "<!doctype html><title>Explorer</title>");
  writeFileSync(join(root, "a&b/<i>ñ %2e.txt"), "odd");
  writeFileSync(join(root, "empty.csv"), "");
  symlinkSync(join(parent, "secret.txt"), join(root, "link.txt"));
  symlinkSync(join(parent, "dist-other"), join(root, "linked"));
  const started = await serve(root, 0);
  if ("code" in started) throw new Error(started.message);
  serving = started;
});
afterAll(async () => {
  await serving.close();
  rmSync(parent, { recursive: true });
});

interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Asks with the target as it stands: a client that tidies paths would hide what is tested here. */
function ask(path: string, headers: Record<string, string> = {}, method = "GET", address = serving.address): Promise<Got> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }));
    });
    sent.on("error", reject).end();
  });
}
const textOf = async (path: string): Promise<string> => (await ask(path)).body.toString();

describe("a file", () => {
  it("comes as its bytes, with its type, length and checksum", async () => {
    const { status, headers, body } = await ask("/0.1.0/csv/claims.csv");
    expect([status, body.toString()]).toEqual([200, csv]);
    expect(headers).toMatchObject({
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-length": String(csv.length),
      etag: `"${createHash("sha256").update(csv).digest("hex")}"`,
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
    });
    expect(headers["last-modified"], "the time of a checkout is no property of a release").toBeUndefined();
  });

  it.each([
    ["/0.1.0/csv/claims.csv?download=1", csv, "a query asks for no other file"],
    ["/0.1.0/csv/claims.csv#row", csv, "a fragment is for the reader; some clients send it"],
    ["/%30.1.0/csv/claims%2Ecsv", csv, "any character may be encoded"],
    ["/a&b/%3Ci%3E%C3%B1%20%252e.txt", "odd", "a name is decoded once: %25 is a per cent sign in it"],
    ["/empty.csv", "", "an empty file is a file"],
  ])("%s is there", async (path, expected, why) => {
    const { status, body } = await ask(path);
    expect([status, body.toString()], why).toEqual([200, expected]);
  });

  it("comes without its bytes where only HEAD is asked, and with the same headers", async () => {
    const { status, headers, body } = await ask("/0.1.0/csv/claims.csv", {}, "HEAD");
    const { date: _, ...expected } = (await ask("/0.1.0/csv/claims.csv")).headers;
    expect([status, body.length]).toEqual([200, 0]);
    expect(headers).toMatchObject(expected);
  });

  it("is not sent again to who has it", async () => {
    const etag = (await ask("/0.1.0/csv/claims.csv")).headers.etag ?? "";
    for (const tag of [etag, `"other", W/${etag}`, "*"]) {
      const { status, body, headers } = await ask("/0.1.0/csv/claims.csv", { "if-none-match": tag });
      expect([status, body.length, headers.etag], tag).toEqual([304, 0, etag]);
    }
    expect((await ask("/0.1.0/csv/claims.csv", { "if-none-match": '"other"' })).status).toBe(200);
  });
});

describe("media types", () => {
  it.each([
    ["claims.arrow", "application/vnd.apache.arrow.file"],
    ["claims.arrows", "application/vnd.apache.arrow.stream"],
    ["claims.parquet", "application/vnd.apache.parquet"],
    ["claims.csv", "text/csv; charset=utf-8; header=present"],
    ["claims.json", "application/json"],
    ["claims.schema.json", "application/schema+json"],
    ["dataset.jsonld", "application/ld+json"],
    ["events.geojson", "application/geo+json"],
    ["preview.svg", "image/svg+xml"],
    ["preview.png", "image/png"],
    ["README.es.md", "text/markdown; charset=utf-8"],
    ["CITATION.cff", "application/yaml"],
    ["index.html", "text/html; charset=utf-8"],
    ["explorer.js", "text/javascript; charset=utf-8"],
    ["LICENSE", "text/plain; charset=utf-8"],
    ["SHA256SUMS", "text/plain; charset=utf-8"],
    ["CLAIMS.CSV", "text/csv; charset=utf-8; header=present"],
    ["claims.csv.xyz", "application/octet-stream"],
    ["a.constructor", "application/octet-stream"],
    ["a.", "application/octet-stream"],
  ])("%s is %s", (name, expected) => {
    expect(mediaTypeOf(name)).toBe(expected);
  });

  it("are those that each release in dist/ gives for its files", () => {
    const dist = join(repository, "dist");
    const manifests = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((path) => /(?:^|[\\/])MANIFEST\.json$/.test(path));
    const files = manifests.flatMap(
      (path) => (JSON.parse(readFileSync(join(dist, path), "utf8")) as { files: { path: string; media_type: string }[] }).files,
    );
    expect(files.length).toBeGreaterThan(50);
    for (const file of files) expect(mediaTypeOf(file.path), file.path).toBe(file.media_type);
  });
});

describe("a folder", () => {
  it("shows its index.html", async () => {
    expect(await textOf("/0.1.0/explorer/")).toContain("<title>Explorer</title>");
  });

  it("is led to by its name without the slash, whatever stands in it", async () => {
    for (const [path, expected] of [
      ["/0.1.0/explorer", "/0.1.0/explorer/"],
      ["/a&b", "/a%26b/"],
    ] as const) {
      const { status, headers } = await ask(path);
      expect([status, headers.location]).toEqual([308, expected]);
    }
  });

  it("without an index.html lists its files by name, none hidden, and every link leads to one", async () => {
    const page = await textOf("/");
    const links = [...page.matchAll(/href="([^"]+)"/g)].map(([, link]) => link);
    expect(links).toEqual(["./0.1.0/", "./a%26b/", "./empty.csv"]);
    for (const link of links) expect((await ask(`/${link?.slice(2)}`)).status, link).toBe(200);
    expect(await textOf("/a&b/")).toContain('<a href="./%3Ci%3E%C3%B1%20%252e.txt">&lt;i&gt;ñ %2e.txt</a> 3 bytes');
    expect(await textOf("/a&b/"), "the way up").toContain('<a href="../">');
  });
});

describe("what is not answered with a file", () => {
  it.each([
    ["/../secret.txt", 404, "the plain way upwards"],
    ["/0.1.0/../../secret.txt", 404, "upwards from below"],
    ["/0.1.0/../0.1.0/csv/claims.csv", 404, "upwards and back: browsers never ask so, and one rule is easier to trust"],
    ["/%2e%2e/secret.txt", 404, "dots encoded"],
    ["/.%2E/secret.txt", 404, "one dot encoded, in capitals"],
    ["/..%2fsecret.txt", 404, "a slash encoded stays within its part"],
    ["/%2e%2e%2fsecret.txt", 404, "all encoded"],
    ["/..%5csecret.txt", 404, "the separator of Windows, encoded"],
    ["/..\\secret.txt", 404, "the separator of Windows"],
    ["/%252e%252e/secret.txt", 404, "encoded twice: a name with per cent signs, and no such file"],
    ["/%252e%252e%252fsecret.txt", 404, "encoded twice, with its slash"],
    ["/%c0%ae%c0%ae/secret.txt", 400, "dots in overlong UTF-8"],
    ["/0.1.0/csv/claims.csv%00.html", 404, "a zero byte ends the name for some systems"],
    ["//etc/passwd", 404, "an empty part: elsewhere the root of the system, or another host"],
    ["//example.org/%2e%2e", 404, "no way to lead a browser to another host"],
    ["/C:/secret.txt", 404, "a drive of Windows"],
    ["/0.1.0/csv/claims.csv::$DATA", 404, "a stream of Windows"],
    ["/../dist-other/secret.txt", 404, "a folder whose name starts like ours"],
    ["/link.txt", 404, "a link that leads out"],
    ["/linked/secret.txt", 404, "a folder that is a link out"],
    ["/linked/", 404, "the list of a folder elsewhere"],
    ["/.lock", 404, "the lock of a build"],
    ["/.building-0.2.0/claims.csv", 404, "a release that is not finished"],
    ["/%2elock", 404, "hidden, encoded"],
    ["/0.1.0/csv/claims.csv/", 404, "a file is no folder"],
    ["/0.1.0/csv/claims.csv/x", 404, "nothing is below a file"],
    ["/0.1.0/csv/Claims.csv.bak", 404, "no such file"],
    [`/${"a".repeat(5_000)}`, 404, "a name longer than file systems allow"],
    ["/%", 400, "a per cent sign that encodes nothing"],
    ["/%zz", 400, "no hexadecimal digits"],
    ["http://example.org/", 400, "a proxy was asked for; here is none"],
    ["*", 400, "a target for OPTIONS"],
  ])("%s", async (path, expected, why) => {
    const { status, headers, body } = await ask(path);
    expect(status, why).toBe(expected);
    expect(body.toString(), why).not.toContain(secret);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(body.toString(), "in plain words, with a way back").toMatch(/<p>[A-Z][^<]+\.<\/p>\n<p><a href="\/">/);
    expect(body.toString(), "no path of the machine").not.toContain(parent);
  });

  it.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])("%s: files are only read", async (method) => {
    const { status, headers } = await ask("/0.1.0/csv/claims.csv", {}, method);
    expect([status, headers.allow]).toEqual([405, "GET, HEAD"]);
  });

  it("is never a file above the folder, whatever parts a path is made of", async () => {
    const pieces = [
      "..",
      ".",
      "%2e",
      "%2E%2e",
      "/",
      "%2f",
      "\\",
      "%5c",
      "%25",
      "%00",
      "dist",
      "0.1.0",
      "link",
      "secret.txt",
      "?",
      "#",
      "~",
    ];
    const path = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => `/${parts.join("")}`);
    await fc.assert(
      fc.asyncProperty(path, async (target) => {
        const { status, body } = await ask(target);
        return status !== 500 && !body.includes(secret);
      }),
      { numRuns: 300 },
    );
  });

  it("and no part of a readable target leads upwards, is empty or holds a separator", () => {
    const target = fc
      .webPath()
      .chain((path) => fc.constantFrom(path, `/${path}`, path.replaceAll(".", "%2e"), path.replaceAll("/", "%2f")));
    let served = 0;
    fc.assert(
      fc.property(target, (each) => {
        const parts = readTarget(each);
        if (parts === null || parts === "malformed") return;
        served += 1;
        for (const part of parts.slice(0, -1)) expect(part).toMatch(/^[^./\\:][^/\\:]*$/);
      }),
    );
    expect(served).toBeGreaterThan(0);
  });
});

describe("only this machine", () => {
  /** Whether somebody answers at an address within a second. */
  function reaches(host: string, port: number): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect({ host, port, timeout: 1_000 });
      const end = (reached: boolean) => (): void => {
        socket.destroy();
        resolve(reached);
      };
      socket.on("connect", end(true)).on("error", end(false)).on("timeout", end(false));
    });
  }

  it("reaches the server: at 127.0.0.1, and at no other address of the machine", async () => {
    const { hostname, port } = new URL(serving.address);
    expect([hostname, await reaches("127.0.0.1", Number(port))]).toEqual(["127.0.0.1", true]);
    const others = Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => address));
    for (const other of ["127.0.0.2", ...others].filter((address) => address !== "127.0.0.1"))
      expect(await reaches(other, Number(port)), other).toBe(false);
  });

  it.each([
    ["127.0.0.1", true, "its address, without a port where that is 80"],
    ["127.0.0.1:8000", true, "its address"],
    ["localhost:8000", true, "its name"],
    ["LOCALHOST", true, "names have no case"],
    ["[::1]:8000", true, "its address in the newer form"],
    [undefined, true, "old clients name no host; a browser always does"],
    ["example.org", false, "a page of elsewhere whose name was pointed at this machine would read what is served"],
    ["localhost.example.org", false, "a name that only starts like ours"],
    ["127.0.0.1.example.org", false, "the same with an address"],
    ["", false, "no name"],
  ])("host %s: %s", async (host, expected, why) => {
    expect(isLocalHost(host), why).toBe(expected);
    if (host) expect((await ask("/0.1.0/csv/claims.csv", { host })).status, why).toBe(expected ? 200 : 421);
  });
});

describe("a part of a file", () => {
  it.each([
    ["bytes=0-7", 206, csv.slice(0, 8), `bytes 0-7/${csv.length}`, "both ends are inside"],
    ["bytes=15-", 206, csv.slice(15), `bytes 15-${csv.length - 1}/${csv.length}`, "from there to the end"],
    [
      "bytes=-3",
      206,
      csv.slice(-3),
      `bytes ${csv.length - 3}-${csv.length - 1}/${csv.length}`,
      "the last three, as a reader of Parquet asks",
    ],
    ["bytes=0-999", 206, csv, `bytes 0-${csv.length - 1}/${csv.length}`, "an end beyond the end is the end"],
    ["bytes=999-", 416, null, `bytes */${csv.length}`, "no byte is there"],
    ["bytes=-0", 416, null, `bytes */${csv.length}`, "the last none"],
    ["bytes=5-2", 200, csv, undefined, "the wrong way round is no range"],
    ["bytes=0-1,4-5", 200, csv, undefined, "several parts: the whole is allowed, and simpler"],
    ["rows=0-1", 200, csv, undefined, "another unit"],
  ])("%s", async (range, status, expected, said, why) => {
    const got = await ask("/0.1.0/csv/claims.csv", { range });
    expect([got.status, got.headers["content-range"]], why).toEqual([status, said]);
    if (expected !== null) expect(got.body.toString(), why).toBe(expected);
  });

  it("is not mixed with parts of an older file", async () => {
    const etag = (await ask("/0.1.0/csv/claims.csv")).headers.etag ?? "";
    expect((await ask("/0.1.0/csv/claims.csv", { range: "bytes=0-1", "if-range": etag })).status).toBe(206);
    expect((await ask("/0.1.0/csv/claims.csv", { range: "bytes=0-1", "if-range": '"older"' })).status).toBe(200);
  });

  it("lies inside the file, whatever is asked", () => {
    const end = fc.option(fc.nat(30), { nil: "" });
    let inside = 0;
    fc.assert(
      fc.property(end, end, fc.nat(20), (from, to, size) => {
        const span = readRange(`bytes=${from}-${to}`, size);
        if (span === null || span === "outside") return;
        inside += 1;
        expect([span.first >= 0, span.first <= span.last, span.last < size]).toEqual([true, true, true]);
      }),
    );
    expect(inside).toBeGreaterThan(0);
  });
});

describe("recuento serve", () => {
  interface Ended {
    readonly code: number | null;
    readonly out: string;
    readonly err: string;
  }
  /** Runs the command; `onFirstLine` is called with what it prints first and the process. */
  function run(words: readonly string[], onFirstLine: (line: string, stop: (signal: NodeJS.Signals) => void) => unknown): Promise<Ended> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ["pipeline/recuento.mjs", "serve", ...words], { cwd: repository });
      let [out, err] = ["", ""];
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        err += text;
      });
      child.stdout.setEncoding("utf8").on("data", async (text: string) => {
        const first = !out.includes("\n") && text.includes("\n");
        out += text;
        if (!first) return;
        try {
          await onFirstLine(out.slice(0, out.indexOf("\n")), (signal) => child.kill(signal));
        } catch (error) {
          child.kill();
          reject(error);
        }
      });
      child.on("error", reject).on("close", (code) => resolve({ code, out, err }));
    });
  }

  it.each<NodeJS.Signals>(["SIGINT", "SIGTERM"])(
    "prints its address, serves dist/ below the root, and ends cleanly on %s",
    async (signal) => {
      let got = "";
      const { code, out, err } = await run(["--root", parent, "--port", "0"], async (line, stop) => {
        const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(line)?.[0] ?? "";
        got = (await ask("/0.1.0/csv/claims.csv", { connection: "keep-alive" }, "GET", address)).body.toString();
        stop(signal);
      });
      expect([code, err, got]).toEqual([0, "", csv]);
      expect(out).toMatch(/^dist\/ is at http:\/\/127\.0\.0\.1:\d+\/ for this machine alone\. Ctrl-C ends it\.\n$/);
    },
  );

  it("answers in JSON with its address where asked", async () => {
    const { out } = await run(["--root", parent, "--port", "0", "--json"], (_line, stop) => stop("SIGTERM"));
    expect(JSON.parse(out)).toEqual({ address: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/) });
  });

  it("says what to do where the port is taken, and ends with 2", async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, "127.0.0.1", () => resolve((other.address() as { port: number }).port));
    });
    const { code, out, err } = await run(["--root", parent, "--port", String(port)], () => {});
    other.close();
    expect([code, out]).toEqual([2, ""]);
    expect(err).toBe(`Port ${port} is taken by another program: name another with --port, or --port 0 for any that is free.\n`);
  });

  it("says what to do where nothing was built, and ends with 2", async () => {
    const { code, out, err } = await run(["--root", join(parent, "dist-other"), "--port", "0"], () => {});
    expect([code, out, err]).toEqual([2, "", "There is no dist/ here yet: build first.\n"]);
  });
});

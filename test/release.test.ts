// The release of the repository's own data, read back by other libraries and held against what it promises.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Column as FlechetteColumn, Type, tableFromIPC } from "@uwdata/flechette";
import { parse } from "csv-parse/sync";
import pl from "nodejs-polars";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Built, build } from "../pipeline/build.ts";
import { dayFromEpoch } from "../pipeline/days.ts";
import { type Cell, type Column, type PublishedTableName, publishedTables, type Row, type Table } from "../pipeline/schema.ts";

const repository = fileURLToPath(new URL("..", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "recuento-"));
const tables = Object.values(publishedTables);
let built: Built;
let folder = "";

beforeAll(async () => {
  cpSync(join(repository, "raw"), join(root, "raw"), { recursive: true });
  built = await build(root, null);
  folder = join(root, "dist", built.version ?? "nothing was published");
});
afterAll(() => rmSync(root, { recursive: true }));

const bytesOf = (path: string): Buffer => readFileSync(join(folder, path));
const readJson = (name: PublishedTableName | string): Row[] => JSON.parse(bytesOf(`json/${name}.json`).toString()) as Row[];
const readCsv = (name: PublishedTableName): string[][] => parse(bytesOf(`csv/${name}.csv`));

/** The program of the system that reads SHA256SUMS: no part of the packages of this repository. */
const checker = "sha256sum";
const millisecondsADay = 86_400_000;

/** What a reader of Arrow gives for a cell, as JSON says it. */
function asJson(column: Column, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (column.arrowType === "date32") return dayFromEpoch(Number(value) / millisecondsADay);
  return value;
}

/** A cell of JSON as CSV writes it. */
function asCsv(value: Cell | undefined): string {
  return value === null ? "" : String(value);
}

const rowsOf = (table: Table, records: readonly Record<string, unknown>[]): unknown[][] =>
  records.map((record) => table.columns.map((column) => asJson(column, record[column.name])));
const cellsOf = (table: Table): unknown[][] => readJson(table.name).map((row) => table.columns.map((column) => row[column.name]));

describe("the release of the repository's data", () => {
  it("is published without a finding", () => {
    expect(built.findings).toEqual([]);
    expect(built.version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("has one claim for each extract, with its id", () => {
    const extracts = readdirSync(join(repository, "raw/extracts")).flatMap((name) => {
      const [, ...rows] = parse(readFileSync(join(repository, "raw/extracts", name))) as string[][];
      return rows.map((row) => row[0] ?? "");
    });
    expect(extracts.length).toBeGreaterThan(100);
    expect(
      readJson("claims")
        .map((row) => row["claim_id"])
        .sort(),
    ).toEqual(extracts.sort());
  });

  it("passes sha256sum -c, and SHA256SUMS and MANIFEST.json leave no file out", () => {
    execFileSync(checker, ["--check", "--strict", "--quiet", "SHA256SUMS"], { cwd: folder });
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
    const summed = bytesOf("SHA256SUMS")
      .toString()
      .trimEnd()
      .split("\n")
      .map((line) => line.slice(66));
    const manifest = JSON.parse(bytesOf("MANIFEST.json").toString()) as { files: { path: string }[] };
    expect([...summed, "SHA256SUMS"].sort()).toEqual(paths);
    expect([...manifest.files.map((file) => file.path), "MANIFEST.json", "SHA256SUMS"].sort()).toEqual(paths);
  });
});

describe.each(tables.map((table) => [table.name, table] as const))("the table %s is the same cell by cell", (name, table) => {
  it("in CSV as in JSON, with the columns of the schema", () => {
    const [header, ...rows] = readCsv(name as PublishedTableName);
    expect(header).toEqual(table.columns.map((column) => column.name));
    expect(rows).toEqual(readJson(name).map((row) => table.columns.map((column) => asCsv(row[column.name]))));
    for (const row of readJson(name)) expect(Object.keys(row)).toEqual(header);
  });

  it.each(["arrow", "arrows"])("in .%s, read by flechette", (ending) => {
    const read = tableFromIPC(bytesOf(`arrow/${name}.${ending}`), {});
    expect(read.names).toEqual(table.columns.map((column) => column.name));
    expect(rowsOf(table, read.toArray() as Record<string, unknown>[])).toEqual(cellsOf(table));
  });

  it.each([
    [".arrows", () => pl.readIPCStream(bytesOf(`arrow/${name}.arrows`))],
    [".parquet", () => pl.readParquet(bytesOf(`parquet/${name}.parquet`))],
  ])("in %s, read by polars", (_ending, open) => {
    const read = open();
    expect(read.columns).toEqual(table.columns.map((column) => column.name));
    expect(rowsOf(table, read.toRecords())).toEqual(cellsOf(table));
  });
});

/** What flechette calls each type. */
const flechetteTypes = {
  utf8: Type.Utf8,
  int32: Type.Int,
  float64: Type.Float,
  bool: Type.Bool,
  date32: Type.Date,
  dictionary: Type.Dictionary,
} as const;

/** Every level of the dictionary of a column, in order; null where the column has none. */
function levelsOf(column: FlechetteColumn<unknown> | null): unknown[] | null {
  const [batch] = column?.data ?? [];
  return batch !== undefined && "dictionary" in batch ? [...(batch.dictionary as FlechetteColumn<unknown>)] : null;
}

describe.each(tables.map((table) => [table.name, table] as const))("the columns of %s in Arrow", (name, table) => {
  it.each(["arrow", "arrows"])("have their types, nullability and labels in .%s", (ending) => {
    const { fields } = tableFromIPC(bytesOf(`arrow/${name}.${ending}`), {}).schema;
    const typeOf = ({ arrowType }: Column): number =>
      flechetteTypes[ending === "arrows" && arrowType === "dictionary" ? "utf8" : arrowType];
    expect(fields.map((field) => [field.name, field.type.typeId, field.nullable, field.metadata?.get("label")])).toEqual(
      table.columns.map((column) => [column.name, typeOf(column), column.nullable, column.title]),
    );
  });

  it("have all levels of their codes in order, ranked where the codes are", () => {
    const read = tableFromIPC(bytesOf(`arrow/${name}.arrow`), {});
    const found = table.columns.map(({ name }, index) => {
      const type = read.schema.fields[index]?.type;
      return [name, levelsOf(read.getChild(name)), type?.typeId === Type.Dictionary && type.ordered];
    });
    expect(found).toEqual(
      table.columns.map(({ name, enumeration }) => [
        name,
        enumeration?.codes.map(({ code }) => code) ?? null,
        enumeration?.ordered ?? false,
      ]),
    );
  });
});

describe("the quick starts", () => {
  const programs = (): string[] => readdirSync(join(folder, "examples")).filter((name) => name !== "expected.txt");
  const firstLine = (name: string): string => bytesOf(`examples/${name}`).toString().split("\n")[0] ?? "";

  it("say in their first line whether we run them", () => {
    expect(programs().length).toBeGreaterThan(5);
    for (const name of programs()) expect(firstLine(name), name).toMatch(/^(?:#|--|\/\/) (?:Run|Not run) by us: /);
  });

  it("in JavaScript print what expected.txt holds: the counts, and each event's killed", () => {
    const run = programs().filter((name) => name.endsWith(".mjs"));
    expect(run).toHaveLength(1);
    for (const name of run) {
      const printed = execFileSync(process.execPath, [`examples/${name}`], { cwd: folder, encoding: "utf8" });
      expect(printed).toBe(bytesOf("examples/expected.txt").toString());
    }
    const [names, counts, header, ...rows] = bytesOf("examples/expected.txt").toString().trimEnd().split("\n");
    expect([names, counts]).toEqual(["claims,estimates", `${readJson("claims").length},${readJson("estimates").length}`]);
    expect(header).toBe("event_id,count_basis,low,best,high,high_unbounded");
    const killed = readJson("estimates").filter((row) => row["measure"] === "killed" && row["population"] === "people");
    expect(killed.length).toBeGreaterThan(5);
    expect(rows).toEqual(
      killed.map((row) =>
        (header ?? "")
          .split(",")
          .map((column) => asCsv(row[column]))
          .join(),
      ),
    );
  });
});

describe("the readers of the README", () => {
  it("are the rows of readers.json, in both languages", () => {
    const readers = JSON.parse(readFileSync(join(repository, "pipeline/publish/readers.json"), "utf8")) as Record<string, string>[];
    expect(readers.length).toBeGreaterThan(10);
    for (const path of ["README.md", "README.es.md"]) {
      const page = bytesOf(path).toString();
      for (const { reader, version, format } of readers) expect(page, path).toContain(`| ${reader} ${version} | \`${format}\` |`);
    }
  });
});

describe("codes of INE", () => {
  const count = (codes: readonly unknown[]): Record<string, number> => {
    const sizes: Record<string, number> = {};
    for (const code of codes) {
      if (code === null || code === undefined || code === "") continue;
      if (typeof code !== "string") throw new Error(`${String(code)} is no text`);
      sizes[code.length] = (sizes[code.length] ?? 0) + 1;
    }
    return sizes;
  };
  const expected = { 2: 9, 4: 112, 6: 340 };

  it("keep their leading zeros in CSV, JSON and Arrow: 9 departments, 112 provinces, 340 municipalities", () => {
    const column = publishedTables.places.columns.findIndex((each) => each.name === "ine_code");
    expect(
      count(
        readCsv("places")
          .slice(1)
          .map((row) => row[column]),
      ),
    ).toEqual(expected);
    expect(count(readJson("places").map((row) => row["ine_code"]))).toEqual(expected);
    for (const ending of ["arrow", "arrows"]) {
      const codes = [...(tableFromIPC(bytesOf(`arrow/places.${ending}`), {}).getChild("ine_code") ?? [])];
      expect(count(codes)).toEqual(expected);
      expect(codes.filter((code) => String(code).startsWith("0")).length).toBeGreaterThan(300);
    }
    expect(count(pl.readIPCStream(bytesOf("arrow/places.arrows")).getColumn("ine_code").toArray())).toEqual(expected);
  });
});

describe("keys of the published tables", () => {
  const keyOf = (row: Row, columns: readonly string[]): string => JSON.stringify(columns.map((column) => row[column]));

  it("primary ones are unique, whole, and in code-point order", () => {
    for (const table of tables) {
      const keys = readJson(table.name).map((row) => table.primaryKey.map((column) => row[column]));
      expect(new Set(keys.map((key) => JSON.stringify(key))).size, table.name).toBe(keys.length);
      expect(
        keys.flat().every((cell) => cell !== null && cell !== ""),
        table.name,
      ).toBe(true);
      const joined = keys.map((key) => key.join("\u0000"));
      expect(joined, table.name).toEqual([...joined].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    }
  });

  it("foreign ones lead to a row", () => {
    let followed = 0;
    for (const table of tables) {
      for (const key of table.foreignKeys) {
        const known = new Set(readJson(key.table).map((row) => keyOf(row, key.references)));
        const rows = readJson(table.name).filter((row) => key.columns.every((column) => row[column] !== null));
        const lost = rows.filter((row) => !known.has(keyOf(row, key.columns))).map((row) => keyOf(row, key.columns));
        expect(lost, `${table.name} → ${key.table}`).toEqual([]);
        followed += rows.length;
      }
    }
    expect(followed).toBeGreaterThan(1000);
  });

  it("derived claims and their terms, conflicts and estimates, agree", () => {
    const terms = readJson("derived_claim_terms");
    for (const sum of readJson("derived_claims")) {
      const own = terms.filter((term) => term["derived_claim_id"] === sum["derived_claim_id"]).map((term) => String(term["claim_id"]));
      expect(own.sort()).toEqual(String(sum["formula"]).split(" + ").sort());
    }
    const between = readJson("conflict_claims");
    for (const { conflict_id } of readJson("conflicts"))
      expect(between.filter((row) => row["conflict_id"] === conflict_id).length).toBeGreaterThan(1);
  });
});

describe("what the release says", () => {
  const estimate = (event: string, measure: string): Row | undefined =>
    readJson("estimates").find((row) => row["event_id"] === event && row["measure"] === measure && row["population"] === "people");

  it.each([
    ["Sacaba: from the first five of the news agency to the twelve of an organisation of victims", "sacaba", 5, 10, 12],
    ["Senkata: from the three of the ministers to the eleven of the list of persons", "senkata", 3, 11, 11],
  ])("of those killed at %s", (_title, event, low, best, high) => {
    expect(estimate(event, "killed")).toMatchObject({ low, best, high, high_unbounded: true, best_rule: "r9b", consistent: false });
  });

  it("of the injured at Sacaba and Senkata: a range, no best, and a conflict of values", () => {
    for (const event of ["sacaba", "senkata"]) {
      expect(estimate(event, "injured")).toMatchObject({ best: null, best_rule: "r9c", consistent: false });
      const conflicts = readJson("conflicts").map((row) => row["conflict_id"]);
      expect(conflicts).toContain(`value.${event}.injured.people`);
    }
  });

  it("of victims on every side: at Montero, Quillacollo, Vila Vila and Playa Verde, of the police and a journalist", () => {
    const harmed = ["montero", "quillacollo", "vila-vila", "playa-verde", "el-alto-police", "la-paz-journalist", "sacaba", "senkata"];
    const told = new Set(readJson("estimates").map((row) => row["event_id"]));
    for (const event of harmed) expect(told, event).toContain(event);
  });

  it("of conflicts: every kind that the rules find stands in it", () => {
    const kinds = new Set(readJson("conflicts").map((row) => row["kind"]));
    expect(kinds).toEqual(new Set(["attribution", "date", "falling_total", "part_total", "value"]));
  });

  it("never has zero for unknown: a 0 stands only where the document says none", () => {
    const claims = readJson("claims");
    const zeros = claims.filter((row) => ["count_stated", "count_low", "count_high"].some((column) => row[column] === 0));
    for (const row of zeros) expect(row["count_status"], String(row["claim_id"])).toBe("stated_none");
    const unstated = claims.filter((row) => ["not_stated", "stated_unknown", "not_applicable"].includes(String(row["count_status"])));
    expect(unstated.length).toBeGreaterThan(10);
    for (const row of unstated) expect([row["count_stated"], row["count_low"], row["count_high"]]).toEqual([null, null, null]);
    const none = new Set(zeros.map((row) => row["claim_id"]));
    for (const row of readJson("estimate_claims").filter((each) => each["count_low"] === 0 || each["count_high"] === 0))
      expect(none).toContain(row["claim_id"]);
  });

  it("cites at most eight words of a document in a cell", () => {
    const columns = publishedTables.claims.columns.map((column) => column.name).filter((name) => name.endsWith("_text"));
    expect(columns).toEqual(
      expect.arrayContaining(["date_text", "place_text", "count_text", "speaker_text", "actor_text", "victims_text"]),
    );
    const cells = readJson("claims").flatMap((row) => columns.map((column) => row[column]).filter((cell) => cell !== null));
    expect(cells.length).toBeGreaterThan(100);
    for (const cell of cells) expect(String(cell).split(/\s+/u).length, String(cell)).toBeLessThanOrEqual(8);
  });
});

describe("what the release does not say", () => {
  it("no path, host, user, tool version or clock of whoever built it, in any file", () => {
    const { released } = JSON.parse(readFileSync(join(repository, "raw/dataset.json"), "utf8")) as { released: string };
    const now = new Date();
    const days = [now.toISOString().slice(0, 10), now.toDateString()].filter((day) => day !== released);
    const home = process.env["HOME"] ?? "";
    const told = [root, repository.slice(0, -1), tmpdir(), process.version, ...(home.length > 1 ? [`${home}/`] : []), ...days];
    const words = [hostname(), process.env["USER"] ?? ""].filter((word) => word.length > 2);
    expect(built.files.length).toBeGreaterThan(50);
    for (const { path } of built.files) {
      const text = bytesOf(path).toString("latin1");
      for (const each of told) expect(text.includes(each), `${path} says ${each}`).toBe(false);
      for (const word of words) expect(new RegExp(`\\b${word}\\b`).test(text), `${path} says ${word}`).toBe(false);
      expect(text, path).not.toMatch(/\b20\d\d-\d\d-\d\d[T ]\d\d:\d\d/);
      expect(text, path).not.toMatch(/(?:file:\/\/|\/home\/|\/Users\/|[A-Z]:\\Users)/);
    }
  });
});

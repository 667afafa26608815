// That schemas/ says everything about every column, says it once, and that pipeline/model.ts says the same.
import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { type Column, checkDataset, enumerations, publishedTables, type Row, rawTables, type Table } from "../pipeline/schema.ts";
import { cellsPath, modelPath, writeCells, writeModel } from "./generate-model.ts";

const folders = { raw: rawTables, published: publishedTables } as const;
const tables: [string, Table, Readonly<Record<string, Table>>][] = Object.entries(folders).flatMap(([folder, named]) =>
  Object.values(named).map((table): [string, Table, Readonly<Record<string, Table>>] => [`${folder}/${table.name}`, table, named]),
);
const columns: [string, Column, Table][] = tables.flatMap(([title, table]) =>
  table.columns.map((column): [string, Column, Table] => [`${title}.${column.name}`, column, table]),
);

const exampleRow = (table: Table): Row => Object.fromEntries(table.columns.map((column) => [column.name, column.example]));
const words = expect.stringMatching(/\S/);

describe("the tables", () => {
  it("are the 7 that people write and the 18 that are published, one schema file each", () => {
    expect([Object.keys(rawTables).length, Object.keys(publishedTables).length]).toEqual([7, 18]);
    for (const [folder, named] of Object.entries(folders)) {
      const files = readdirSync(new URL(`../schemas/${folder}/`, import.meta.url)).filter(
        (file) => file !== "dataset.schema.json" && file !== "outline.schema.json",
      );
      expect(files.sort()).toEqual(
        Object.keys(named)
          .map((name) => `${name}.schema.json`)
          .sort(),
      );
    }
  });

  it.each(tables)("%s has titles and descriptions in English and Spanish, and a primary key that is never null", (_title, table) => {
    expect(table).toMatchObject({ title: words, title_es: words, description: words, description_es: words });
    expect(table.primaryKey.length).toBeGreaterThan(0);
    for (const name of table.primaryKey) {
      expect(
        table.columns.find((column) => column.name === name),
        name,
      ).toMatchObject({ nullable: false });
    }
  });

  it.each(tables)("%s compiles strictly and accepts the row of its examples", (_title, table) => {
    expect(table.check(exampleRow(table))).toBeNull();
  });

  it.each(tables)("%s requires every column, in the order of the schema, and allows no other", (_title, table) => {
    expect(table.schema["required"]).toEqual(table.columns.map((column) => column.name));
    expect(table.check({ ...exampleRow(table), another: "x" })).not.toBeNull();
    for (const { name } of table.columns) {
      const { [name]: _left, ...rest } = exampleRow(table);
      expect(table.check(rest), `without ${name}`).not.toBeNull();
    }
  });

  it.each(tables)("%s points by its foreign keys to columns of the same type that identify a row", (_title, table, siblings) => {
    for (const key of table.foreignKeys) {
      const target = siblings[key.table];
      expect(target?.primaryKey, key.table).toEqual(key.references);
      expect(key.columns.length).toBe(key.references.length);
      for (const [index, name] of key.columns.entries()) {
        const from = table.columns.find((column) => column.name === name);
        const to = target?.columns.find((column) => column.name === key.references[index]);
        expect(from && [from.type, from.format, from.arrowType], name).toEqual(to && [to.type, to.format, to.arrowType]);
        expect(from, name).toBeDefined();
      }
    }
  });

  it("have foreign keys at all", () => {
    for (const named of Object.values(folders))
      expect(Object.values(named).flatMap((table) => table.foreignKeys).length).toBeGreaterThan(4);
  });
});

describe("the columns", () => {
  it("are at least 100", () => {
    expect(columns.length).toBeGreaterThan(100);
  });

  it.each(columns)("%s says what it is, in English and Spanish", (_title, column) => {
    expect(column).toMatchObject({ title: words, title_es: words, description: words, description_es: words });
    expect(["utf8", "int32", "float64", "bool", "date32", "dictionary"]).toContain(column.arrowType);
  });

  it.each(columns)("%s says what null means where it may be null, and only there", (_title, column, table) => {
    expect([column.missing !== null, column.missing_es !== null]).toEqual([column.nullable, column.nullable]);
    expect(table.check({ ...exampleRow(table), [column.name]: null }) === null).toBe(column.nullable);
  });

  it.each(columns)("%s has an example that fits it and a type that its Arrow type holds", (_title, column, table) => {
    expect(column.example).not.toBeNull();
    const faults = table.check({ ...exampleRow(table), [column.name]: column.example }) ?? [];
    expect(faults.filter((fault) => fault.instancePath === `/${column.name}`)).toEqual([]);
    const held = { utf8: "string", dictionary: "string", date32: "string", int32: "integer", float64: "number", bool: "boolean" };
    expect(held[column.arrowType]).toBe(column.type);
    expect(column.arrowType === "dictionary").toBe(column.enumeration !== null);
    expect(column.arrowType === "date32").toBe(column.format === "date");
  });

  it("of one name have one type in every table of a folder", () => {
    for (const folder of Object.keys(folders)) {
      const types = new Map<string, string>();
      for (const [title, { name, type, arrowType, format }] of columns.filter(([each]) => each.startsWith(folder))) {
        if (name === "kind" || name === "code") continue;
        const known = types.get(name) ?? `${type} ${arrowType} ${format}`;
        expect(`${type} ${arrowType} ${format}`, title).toBe(known);
        types.set(name, known);
      }
    }
  });
});

describe("the enumerations", () => {
  it.each([...enumerations.values()].map((each) => [each.name, each] as const))(
    "%s has labels and definitions for every code",
    (_name, each) => {
      expect(each).toMatchObject({ title: words, title_es: words });
      expect(each.codes.length).toBeGreaterThan(1);
      for (const code of each.codes) {
        expect(code).toMatchObject({ label_en: words, label_es: words, definition: words, definition_es: words });
        expect(code.code).toMatch(/^[a-z][a-z0-9_]*$|^\d+$/);
      }
      expect(new Set(each.codes.map((code) => code.code)).size).toBe(each.codes.length);
    },
  );

  it("are all used by a column", () => {
    const used = new Set(columns.map(([, column]) => column.enumeration?.name));
    expect([...enumerations.keys()].filter((name) => !used.has(name))).toEqual([]);
  });
});

describe("the schema files", () => {
  it("are valid JSON Schema 2020-12", () => {
    const ajv = new Ajv2020({ strict: false });
    const files = [
      "codes.schema.json",
      "columns.schema.json",
      ...Object.keys(folders).flatMap((folder) =>
        readdirSync(new URL(`../schemas/${folder}/`, import.meta.url)).map((file) => `${folder}/${file}`),
      ),
    ];
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const schema: object = JSON.parse(readFileSync(new URL(`../schemas/${file}`, import.meta.url), "utf8"));
      expect(ajv.validateSchema(schema), file).toBe(true);
    }
  });

  it("accept the dataset of the repository and nothing empty", () => {
    expect(checkDataset(JSON.parse(readFileSync(new URL("../raw/dataset.json", import.meta.url), "utf8")))).toBeNull();
    expect(checkDataset({})).not.toBeNull();
    expect(checkDataset(null)).not.toBeNull();
  });
});

describe("pipeline/model.ts and pipeline/cells.ts", () => {
  it("are what npm run generate writes", async () => {
    expect(readFileSync(modelPath, "utf8")).toBe(await writeModel());
    expect(readFileSync(cellsPath, "utf8")).toBe(writeCells());
  });
});

/** Runs of five columns of one table, in its order, among quoted names side by side or names in one string. */
function findColumnLists(source: string): string[] {
  const quoted = source.matchAll(/["'`]\w+["'`](?:\s*,\s*["'`]\w+["'`]){4,}/g);
  const inside = source.matchAll(/["'`]\s*\w+(?:\s*[,;|\t]\s*\w+){4,}\s*["'`]/g);
  return [...quoted, ...inside]
    .map(([text]) => text)
    .filter((text) => {
      const names = text.match(/\w+/g) ?? [];
      return tables.some(([, table]) => {
        const places = names.map((name) => table.columns.findIndex((column) => column.name === name));
        return places.some((_place, start) => {
          const five = places.slice(start, start + 5);
          return five.length === 5 && five.every((place, index) => place >= 0 && (index === 0 || place > (five[index - 1] ?? 0)));
        });
      });
    });
}

describe("a second copy of a column list", () => {
  const sources = readdirSync(new URL("../pipeline/", import.meta.url), { recursive: true, encoding: "utf8" })
    // The quick starts name columns as any reader of a release does; they are run, and what they print is compared.
    .filter((file) => file.endsWith(".ts") && file !== "model.ts" && file !== "publish/sample-code.ts")
    .map((file) => [file, readFileSync(new URL(`../pipeline/${file}`, import.meta.url), "utf8")] as const);

  it("is found where there is one", () => {
    expect(findColumnLists('const header = ["event_id", "measure",\n  "population", "count_basis", "low"];')).toHaveLength(1);
    expect(findColumnLists('const header = "claim_id,source_id,locator,event_id,measure";')).toHaveLength(1);
    expect(findColumnLists('const header = ["event_id", "measure", "population", "low"];')).toHaveLength(0); // a rule may name a few
    expect(findColumnLists('const measures = ["killed", "injured", "detained", "held"];')).toHaveLength(0);
  });

  it("stands nowhere in pipeline/", () => {
    expect(sources.length).toBeGreaterThan(10);
    expect(sources.flatMap(([file, source]) => findColumnLists(source).map((list) => `${file}: ${list}`))).toEqual([]);
  });
});

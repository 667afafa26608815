// The descriptions of a release, of the repository's data and of every invented dataset: each against its format, and all against each other.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { build } from "../pipeline/build.ts";
import { listFile } from "../pipeline/publish/fingerprint.ts";
import { coverageOf } from "../pipeline/publish/metadata/coverage.ts";
import { withoutEmpty } from "../pipeline/publish/metadata/model.ts";
import { renderMetadata } from "../pipeline/publish/metadata/write.ts";
import { type Dataset, type OutputFile, type Release, textFile } from "../pipeline/publish/model.ts";
import { enumerations, publishedTables, type Row } from "../pipeline/schema.ts";

// biome-ignore lint/suspicious/noExplicitAny: documents of foreign formats, read as a stranger reads them
type Json = any;
/** Path, size and checksum of a file. */
type File = readonly [path: string, bytes: number, sha256: string];

const repository = fileURLToPath(new URL("..", import.meta.url));
const base = mkdtempSync(join(tmpdir(), "recuento-"));
afterAll(() => rmSync(base, { recursive: true }));

const roots: Readonly<Record<string, string>> = {
  "of the repository": repository,
  ...Object.fromEntries(readdirSync(join(repository, "test/golden")).map((name) => [name, join(repository, "test/golden", name)])),
};
const tables = Object.values(publishedTables);

/** The words of a text in one language, as JSON-LD tags them. */
const inLanguage = (values: readonly Json[], language: string): string[] =>
  values.filter((value) => value["@language"] === language).map((value) => value["@value"]);
const sizeOf = (text: string): number => Number(/^(\d+) B$/.exec(text)?.[1]);
/** The value of a key of a CFF file, whose texts are JSON. */
const cffValue = (text: string, key: string): unknown => {
  const value = new RegExp(`^${key}: (.+)$`, "m").exec(text)?.[1] ?? "null";
  return value.startsWith('"') ? JSON.parse(value) : value;
};

/** What each format says of the same things, in its own words. Absent where the format has no place for it. */
interface Said {
  readonly title: string;
  readonly title_es?: string;
  readonly description: string;
  readonly description_es?: string;
  readonly version: string;
  readonly date: string;
  readonly licence: string;
  readonly creators: readonly string[];
  readonly keywords: readonly string[];
  readonly keywords_es?: readonly string[];
}

const readings: Readonly<Record<string, (text: string) => Said>> = {
  "CITATION.cff": (text) => ({
    title: String(cffValue(text, "title")),
    description: String(cffValue(text, "abstract")),
    version: String(cffValue(text, "version")),
    date: String(cffValue(text, "date-released")),
    licence: String(cffValue(text, "license-url")),
    creators: Array.from(text.matchAll(/^ {2}- name: (.+)$/gm), ([, name]) => JSON.parse(name ?? "")),
    keywords: Array.from((text.split("\nkeywords:\n")[1] ?? "").matchAll(/^ {2}- (.+)$/gm), ([, word]) => JSON.parse(word ?? "")),
  }),
  "croissant.json": (text) => {
    const { name, description, version, datePublished, license, creator, keywords }: Json = JSON.parse(text);
    return {
      title: name.en,
      title_es: name.es,
      description: description.en,
      description_es: description.es,
      version,
      date: datePublished,
      licence: license,
      creators: creator.map((each: Json) => each.name),
      keywords,
    };
  },
  "csv-metadata.json": (text) => {
    const document: Json = JSON.parse(text);
    return {
      title: inLanguage(document["dc:title"], "en").join(),
      title_es: inLanguage(document["dc:title"], "es").join(),
      description: inLanguage(document["dc:description"], "en").join(),
      description_es: inLanguage(document["dc:description"], "es").join(),
      version: document["schema:version"],
      date: document["dc:issued"]["@value"],
      licence: document["dc:license"]["@id"],
      creators: document["dc:creator"],
      keywords: inLanguage(document["dcat:keyword"], "en"),
      keywords_es: inLanguage(document["dcat:keyword"], "es"),
    };
  },
  "datacite.json": (text) => {
    const { titles, descriptions, version, dates, rightsList, creators, subjects }: Json = JSON.parse(text);
    const abstract = (lang: string): string => descriptions.find((each: Json) => each.lang === lang).description;
    const words = (lang: string): string[] => subjects.filter((each: Json) => each.lang === lang).map((each: Json) => each.subject);
    return {
      title: titles[0].title,
      title_es: titles.find((each: Json) => each.lang === "es" && each.titleType === "TranslatedTitle").title,
      description: abstract("en"),
      description_es: abstract("es"),
      version,
      date: dates.find((each: Json) => each.dateType === "Issued").date,
      licence: rightsList[0].rightsUri,
      creators: creators.map((each: Json) => each.name),
      keywords: words("en"),
      keywords_es: words("es"),
    };
  },
  "datapackage.json": (text) => {
    const document: Json = JSON.parse(text);
    return {
      title: document.title,
      title_es: document.title_es,
      description: document.description,
      description_es: document.description_es,
      version: document.version,
      date: document.released,
      licence: document.licenses[0].path,
      creators: document.contributors.map((each: Json) => each.title),
      keywords: document.keywords,
      keywords_es: document.keywords_es ?? [],
    };
  },
  "dataset.jsonld": (text) => {
    const { name, description, version, datePublished, license, creator, keywords }: Json = JSON.parse(text);
    return {
      title: inLanguage(name, "en").join(),
      title_es: inLanguage(name, "es").join(),
      description: inLanguage(description, "en").join(),
      description_es: inLanguage(description, "es").join(),
      version,
      date: datePublished,
      licence: license,
      creators: creator.map((each: Json) => each.name),
      keywords: inLanguage(keywords, "en"),
      keywords_es: inLanguage(keywords, "es"),
    };
  },
};

/** What raw/dataset.json says, in the words of `Said`. */
const wanted = (dataset: Dataset, date: string): Required<Said> => ({
  title: dataset.title.en,
  title_es: dataset.title.es,
  description: dataset.description.en,
  description_es: dataset.description.es,
  version: dataset.version,
  date,
  licence: dataset.licence.url,
  creators: dataset.creators.map(({ name }) => name),
  keywords: dataset.keywords,
  keywords_es: dataset.keywords_es ?? [],
});

/** The files that each format describes, with their sizes and checksums. */
const listings: Readonly<Record<string, (document: Json) => File[]>> = {
  "croissant.json": ({ distribution }) => distribution.map((each: Json) => [each.contentUrl, sizeOf(each.contentSize), each.sha256]),
  "csv-metadata.json": (document) => document.tables.map((each: Json) => [each.url, each["dcat:byteSize"], each["schema:sha256"]]),
  "datapackage.json": ({ resources }) => resources.map((each: Json) => [each.path, each.bytes, each.hash.replace(/^sha256:/, "")]),
  "dataset.jsonld": ({ distribution }) => distribution.map((each: Json) => [each.contentUrl, sizeOf(each.contentSize), each.sha256]),
};

/** What the specifications require, as far as a JSON Schema of a few lines can say it; their own validators run in make interop. */
const text = { type: "string", minLength: 1 };
const list = (items: object): object => ({ type: "array", minItems: 1, items });
const hash = { type: "string", pattern: "^[0-9a-f]{64}$" };
const download = (type: string): object => ({
  required: ["@type", "name", "contentUrl", "encodingFormat", "contentSize", "sha256"],
  properties: {
    "@type": { const: type },
    encodingFormat: { pattern: "^[\\w.+-]+/[\\w.+-]+$" },
    contentSize: { pattern: "^\\d+ B$" },
    sha256: hash,
  },
});
const requirements: Readonly<Record<string, object>> = {
  "croissant.json": {
    required: ["@context", "@type", "conformsTo", "name", "description", "license", "url", "creator", "datePublished", "distribution"],
    properties: {
      conformsTo: { contains: { const: "http://mlcommons.org/croissant/1.1" } },
      distribution: list(download("cr:FileObject")),
      recordSet: list({
        required: ["@id", "key", "field"],
        properties: {
          field: list({ required: ["@id", "dataType"], properties: { dataType: { pattern: "^sc:(?:Text|Integer|Float|Boolean|Date)$" } } }),
        },
      }),
    },
  },
  "csv-metadata.json": {
    required: ["@context", "tables"],
    properties: {
      "@context": { const: "http://www.w3.org/ns/csvw" },
      tables: list({ required: ["url", "tableSchema"], properties: { tableSchema: { required: ["columns", "primaryKey"] } } }),
    },
  },
  "datacite.json": {
    required: ["schemaVersion", "creators", "titles", "publisher", "publicationYear", "types"],
    properties: {
      schemaVersion: { const: "http://datacite.org/schema/kernel-4" },
      creators: list({ required: ["name", "nameType"], properties: { nameType: { enum: ["Personal", "Organizational"] } } }),
      titles: list({ required: ["title"], properties: { title: text } }),
      publisher: { required: ["name"] },
      publicationYear: { type: "string", pattern: "^\\d{4}$" },
      types: { required: ["resourceTypeGeneral"] },
      dates: list({ properties: { dateType: { enum: ["Issued", "Coverage"] } } }),
    },
  },
  "datapackage.json": {
    required: ["$schema", "name", "licenses", "resources"],
    properties: {
      $schema: { const: "https://datapackage.org/profiles/2.0/datapackage.json" },
      name: { pattern: "^[a-z0-9._-]+$" },
      resources: list({
        required: ["name", "path", "bytes", "hash", "mediatype"],
        properties: {
          name: { pattern: "^[a-z0-9._-]+$" },
          hash: { pattern: "^sha256:[0-9a-f]{64}$" },
          schema: {
            required: ["fields", "primaryKey"],
            properties: {
              fields: list({
                required: ["name", "type", "title", "description"],
                properties: { type: { enum: ["string", "integer", "number", "boolean", "date"] } },
              }),
            },
          },
        },
      }),
    },
  },
  "dataset.jsonld": {
    required: ["@context", "@type", "name", "description", "license", "creator", "distribution", "variableMeasured", "temporalCoverage"],
    properties: {
      "@type": { const: "Dataset" },
      temporalCoverage: { pattern: "^\\d{4}-\\d\\d-\\d\\d/\\d{4}-\\d\\d-\\d\\d$" },
      distribution: list(download("DataDownload")),
      variableMeasured: list({ required: ["propertyID", "name", "description"] }),
    },
  },
};
const ajv = new Ajv2020({ strict: false });

describe.each(Object.entries(roots))("the release %s", (name, root) => {
  const files = new Map<string, string>();
  let dataset: Dataset;
  let date = "";
  let manifest: { files: { path: string; bytes: number; sha256: string; rows: number | null }[] };

  beforeAll(async () => {
    const own = join(base, name);
    cpSync(join(root, "raw"), join(own, "raw"), { recursive: true });
    const built = await build(own, null);
    expect(built.findings).toEqual([]);
    for (const file of built.files) files.set(file.path, Buffer.from(file.bytes).toString("utf8"));
    if (built.raw.dataset === null) throw new Error("no dataset");
    dataset = built.raw.dataset;
    date = dataset.released;
    manifest = read("MANIFEST.json");
  });
  const read = (path: string): Json => JSON.parse(files.get(path) ?? "");
  const data = (): File[] => manifest.files.filter(({ rows }) => rows !== null).map(({ path, bytes, sha256 }) => [path, bytes, sha256]);

  it.each(Object.keys(readings))("says in %s what raw/dataset.json says, and nothing else", (path) => {
    const said = readings[path]?.(files.get(path) ?? "") ?? {};
    const all = wanted(dataset, date);
    expect(Object.keys(said).length).toBeGreaterThan(6);
    expect(said).toEqual(Object.fromEntries(Object.keys(said).map((key) => [key, all[key as keyof Said]])));
  });

  it.each(Object.keys(requirements))("has in %s what its specification requires", (path) => {
    const validate = ajv.compile(requirements[path] ?? false);
    expect(validate(read(path)), JSON.stringify(validate.errors)).toBe(true);
    const [first = ""] = Object.keys(read(path)).filter((key) => (requirements[path] as Json).required.includes(key));
    const { [first]: gone, ...rest } = read(path);
    expect(validate(rest), `without ${first}, which was ${JSON.stringify(gone).slice(0, 40)}`).toBe(false);
  });

  it.each(Object.keys(listings))("gives in %s the sizes and checksums of the manifest", (path) => {
    const known = new Map(data().map((file) => [file[0], file]));
    const listed = listings[path]?.(read(path)) ?? [];
    expect(listed.length).toBeGreaterThanOrEqual(tables.length);
    expect(listed).toEqual(listed.map(([each]) => known.get(each)));
    expect(new Set(listed.map(([each]) => each)).size).toBe(listed.length);
  });

  it("leaves out no file with rows where the format can hold it, and adds up to the size that DataCite is told", () => {
    const paths = (path: string): string[] => (listings[path]?.(read(path)) ?? []).map(([each]) => each).sort();
    const all = data()
      .map(([path]) => path)
      .sort();
    expect(paths("croissant.json")).toEqual(all);
    expect(paths("dataset.jsonld")).toEqual(all);
    const csv = all.filter((path) => path.startsWith("csv/"));
    expect(csv).toHaveLength(tables.length);
    expect(paths("csv-metadata.json")).toEqual(csv);
    expect(paths("datapackage.json")).toEqual([...csv, "geojson/events.geojson"].sort());
    expect(read("datacite.json").sizes).toEqual([`${data().reduce((sum, [, bytes]) => sum + bytes, 0)} B`, `${all.length} files`]);
  });

  it.each(tables.map((table) => [table.name, table] as const))("describes the columns of %s alike, in their order", (each, table) => {
    const header = (files.get(`csv/${each}.csv`) ?? "").split("\n")[0]?.split(",");
    const names = (columns: readonly Json[], key: string): string[] => columns.map((column) => column[key].replace(`${each}/`, ""));
    const { schema } = read("datapackage.json").resources.find((resource: Json) => resource.name === each);
    const csvw = read("csv-metadata.json").tables.find(({ url }: Json) => url === `csv/${each}.csv`).tableSchema;
    const records = read("croissant.json").recordSet.find((set: Json) => set["@id"] === each);
    expect(names(schema.fields, "name")).toEqual(header);
    expect(names(csvw.columns, "name")).toEqual(header);
    expect(names(records.field, "@id")).toEqual(header);
    expect(schema.primaryKey).toEqual(table.primaryKey);
    expect(csvw.primaryKey).toEqual(table.primaryKey);
    expect(names(records.key, "@id")).toEqual(table.primaryKey);
    expect(schema.foreignKeys ?? []).toHaveLength(table.foreignKeys.length);
    const required = table.columns.filter(({ nullable }) => !nullable).map((column) => column.name);
    expect(
      names(
        schema.fields.filter(({ constraints }: Json) => constraints?.required),
        "name",
      ),
    ).toEqual(required);
    expect(
      names(
        csvw.columns.filter(({ required: asked }: Json) => asked),
        "name",
      ),
    ).toEqual(required);
  });

  it("gives every code of an enumeration with a label that no other code has", () => {
    const fields = read("datapackage.json").resources.flatMap((resource: Json) => resource.schema?.fields ?? []);
    const categorical = fields.filter((field: Json) => field.categories !== undefined);
    expect(categorical.length).toBeGreaterThan(20);
    for (const { categories, constraints } of categorical) {
      for (const key of ["value", "label", "label_es"])
        expect(new Set(categories.map((each: Json) => each[key])).size, key).toBe(categories.length);
      expect(constraints.enum).toEqual(categories.map((each: Json) => each.value));
    }
    const sets = read("croissant.json").recordSet.filter((set: Json) => set.dataType === "sc:Enumeration");
    expect(sets.length).toBeGreaterThan(20);
    for (const set of sets) {
      const codes = enumerations.get(set["@id"].replace("codes-", ""))?.codes ?? [];
      expect(set.data.map((row: Json) => row[`${set["@id"]}/code`])).toEqual(codes.map(({ code }) => code));
    }
  });

  it("says in datapackage.json what an empty cell means wherever a cell may be empty", () => {
    for (const table of tables) {
      const { schema } = read("datapackage.json").resources.find((resource: Json) => resource.name === table.name);
      const meanings = schema.fields.map((field: Json) => field.missingValues?.[0].label ?? null);
      expect(meanings, table.name).toEqual(table.columns.map((column) => column.missing));
    }
  });
});

describe("the coverage of a release", () => {
  const places: Row[] = [
    { place_id: "x", name: "Land", parent_place_id: null, iso_3166_2: "XX" },
    { place_id: "x-1", name: "Town", parent_place_id: "x", iso_3166_2: null },
    { place_id: "y", name: "Elsewhere", parent_place_id: null, iso_3166_2: null },
  ];
  const event = (cells: Row): Row => ({
    date_earliest: null,
    date_latest: null,
    place_id: null,
    latitude: null,
    longitude: null,
    ...cells,
  });
  const cover = (events: readonly Row[]) => coverageOf({ tables: { events, places } } as unknown as Release);

  const cases: readonly { why: string; events: readonly Row[]; covers: object }[] = [
    { why: "no event says anything", events: [event({})], covers: { days: null, places: [], box: null } },
    {
      why: "the days are the outermost of any event, whichever it is",
      events: [
        event({ date_earliest: "2019-11-01", date_latest: "2019-11-30" }),
        event({ date_earliest: "2019-10-20", date_latest: "2019-11-02" }),
      ],
      covers: { days: { first: "2019-10-20", last: "2019-11-30" } },
    },
    { why: "an event with one open side alone gives no span", events: [event({ date_latest: "2019-11-10" })], covers: { days: null } },
    {
      why: "a town stands for its country; a place without events is not covered",
      events: [event({ place_id: "x-1" }), event({ place_id: "x" })],
      covers: { places: [{ name: "Land", code: "XX" }] },
    },
    {
      why: "an event without coordinates widens no box, and 0 is a coordinate",
      events: [event({ latitude: -16.5, longitude: -68 }), event({}), event({ latitude: 0, longitude: -63.25 })],
      covers: { box: { south: -16.5, west: -68, north: 0, east: -63.25 } },
    },
  ];
  it.each(cases)("$why", ({ events, covers }) => {
    expect(cover(events)).toMatchObject(covers);
  });
});

describe("a dataset with an address, a person and no events", () => {
  const dataset: Dataset = {
    name: "invented",
    version: "1.2.3",
    released: "2020-02-29",
    title: { en: 'A "title": # with marks', es: "Un título" },
    description: { en: "Line\u2019s end.", es: "Fin." },
    licence: { name: "CC0-1.0", title: "CC0", url: "https://example.org/cc0" },
    creators: [{ name: "A Person", kind: "person" }],
    contact: "Nobody.",
    homepage: "https://example.org/invented",
    keywords: ["one: two"],
    usage_warnings: [{ en: "Mind.", es: "Cuidado." }],
    changes: [],
  };
  const content = Object.fromEntries(tables.map((table) => [table.name, []]));
  const release = { dataset, date: dataset.released, tables: content } as unknown as Release;
  const csv = tables.map((table) => textFile(`csv/${table.name}.csv`, "\n", "text/csv; charset=utf-8", { table, length: 0 })).map(listFile);
  const texts = new Map(renderMetadata(release, csv).map((file: OutputFile) => [file.path, Buffer.from(file.bytes).toString("utf8")]));
  const read = (path: string): Json => JSON.parse(texts.get(path) ?? "");

  it.each(Object.entries(readings))("is told in %s with every mark of its texts", (path, reading) => {
    const said = reading(texts.get(path) ?? "");
    const all = wanted(dataset, "2020-02-29");
    expect(said).toEqual(Object.fromEntries(Object.keys(said).map((key) => [key, all[key as keyof Said]])));
  });

  it("has its address where a format asks for one, and its person as a person", () => {
    expect(read("croissant.json").url).toBe(dataset.homepage);
    expect(read("dataset.jsonld").url).toBe(dataset.homepage);
    expect(read("datacite.json").url).toBe(dataset.homepage);
    expect(read("datapackage.json").homepage).toBe(dataset.homepage);
    expect(cffValue(texts.get("CITATION.cff") ?? "", "url")).toBe(dataset.homepage);
    expect(read("croissant.json").creator).toEqual([{ "@type": "sc:Person", name: "A Person" }]);
    expect(read("dataset.jsonld").creator).toEqual([{ "@type": "Person", name: "A Person" }]);
    expect(read("datacite.json").creators).toEqual([{ name: "A Person", nameType: "Personal" }]);
  });

  it("makes up no coverage", () => {
    expect(read("dataset.jsonld")).not.toHaveProperty("temporalCoverage");
    expect(read("dataset.jsonld")).not.toHaveProperty("spatialCoverage");
    expect(read("datacite.json")).not.toHaveProperty("geoLocations");
    expect(read("datacite.json").dates).toEqual([{ date: "2020-02-29", dateType: "Issued" }]);
  });

  it("cannot be described without its CSV files", () => {
    expect(() => renderMetadata(release, csv.slice(1))).toThrow(/csv\/claims\.csv/);
  });
});

describe("the repository's own CITATION.cff", () => {
  it("names the dataset as raw/dataset.json does: title, licence, creators, keywords", () => {
    const dataset: Dataset = JSON.parse(readFileSync(join(repository, "raw/dataset.json"), "utf8"));
    const preferred = readFileSync(join(repository, "CITATION.cff"), "utf8").split("\npreferred-citation:\n")[1] ?? "";
    const items = Array.from(preferred.matchAll(/^ {4}- (?!name:)"?([^"\n]+)"?$/gm), ([, word]) => word);
    expect(preferred).toContain(`  title: ${JSON.stringify(dataset.title.en)}\n`);
    expect(preferred).toContain(`  license: ${dataset.licence.name}\n`);
    expect(Array.from(preferred.matchAll(/^ {4}- name: "(.+)"$/gm), ([, name]) => name)).toEqual(dataset.creators.map(({ name }) => name));
    expect(items).toEqual(dataset.keywords);
  });
});

it("leaves out what is null or empty, and nothing that is merely false, zero or an empty text", () => {
  expect(withoutEmpty({ a: null, b: undefined, c: [], d: {}, e: false, f: 0, g: "", h: [null] })).toEqual({
    e: false,
    f: 0,
    g: "",
    h: [null],
  });
});

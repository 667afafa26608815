// DuckDB at the work of the peers: `node duckdb.mjs FOLDER OUTPUT`.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const [, , folder, output] = process.argv;
const contract = JSON.parse(readFileSync(join(folder, "readings/contract.json"), "utf8"));
const database = await (await DuckDBInstance.create(":memory:")).connect();
const seconds = {};
let before = performance.now();
const took = (stage) => {
  const now = performance.now();
  seconds[stage] = (now - before) / 1000;
  before = now;
};

const text = (value) => `'${value.replaceAll("'", "''")}'`;
const run = (sql) => database.run(sql);
const count = async (sql) => Number((await database.runAndReadAll(sql)).getRows()[0][0]);

/** A CSV file of which every column is text and nothing is NULL but an empty cell. */
const csv = (path, more = "") =>
  `read_csv(${text(join(folder, path))}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', nullstr = ''${more})`;

/** Reads the rows of all files of extracts, each with its file and line: rows of a file stand in its order, one a line. */
async function read() {
  await run(`CREATE TABLE read AS SELECT *, row_number() OVER () AS number FROM ${csv("raw/extracts/*.csv", ", filename = true")}`);
  await run(`CREATE TABLE extracts AS
    SELECT read.* EXCLUDE (filename, number), 'raw/extracts/' || parse_filename(filename) AS raw_file, (number - first + 2)::INTEGER AS raw_line
    FROM read JOIN (SELECT filename, min(number) AS first FROM read GROUP BY filename) USING (filename)`);
  for (const name of ["sources", "events", "counters", "lookups"]) await run(`CREATE TABLE ${name} AS FROM ${csv(`raw/${name}.csv`)}`);
}

/** Where a cell is not what its column may hold. */
function faultsOfCell({ name, nullable, enumeration, pattern, maxLength }) {
  const wrong = [];
  if (!nullable) wrong.push(`${name} IS NULL`);
  if (enumeration !== null) wrong.push(`${name} NOT IN (${enumeration.map(text).join(", ")})`);
  if (maxLength !== null) wrong.push(`length(${name}) > ${maxLength}`);
  if (pattern !== null) wrong.push(`NOT regexp_matches(${name}, ${text(pattern)})`);
  return wrong.map((condition) => `coalesce(${condition}, false)`).join(" OR ");
}

const faultsOfCells = ({ when, needs }) => `(${when} IS NOT NULL AND (${needs.map((name) => `${name} IS NULL`).join(" OR ")}))`;
const dangling = (key, table) => `(${key} IS NOT NULL AND ${key} NOT IN (SELECT ${key} FROM ${table}))`;

/** How many rows break their schema, lead nowhere or bear an id that another bears. */
async function countFaults() {
  const keys = [dangling("source_id", "sources"), dangling("event_id", "events"), dangling("counter_id", "counters")];
  const wrong = [...contract.extracts.map(faultsOfCell), ...contract.requirements.map(faultsOfCells), ...keys].join(" OR ");
  const repeated = await count("SELECT count(extract_id) - count(DISTINCT extract_id) FROM extracts");
  return repeated + (await count(`SELECT count(*) FROM extracts WHERE ${wrong}`));
}

const sqlTypes = { int32: "INTEGER", float64: "DOUBLE", date32: "DATE" };
const typed = ({ name, type }) => (type in sqlTypes ? `${name}::${sqlTypes[type]} AS ${name}` : name);
const onKeys = (name, keys) =>
  `LEFT JOIN ${name} ON ${keys.map((key) => `${columnOf(key)} IS NOT DISTINCT FROM ${name}.${key}`).join(" AND ")}`;

/** The table from which a key of the readings comes. */
function columnOf(key) {
  if (key === "language" || key === "published") return `sources.${key}`;
  if (key === "lookup") return "lookups.value";
  return key.endsWith("_rules") ? `${key.slice(0, -6)}.${key}` : `extracts.${key}`;
}

async function normalise() {
  const readings = {
    date: ["language", "published", "date_anchor", "date_role", "date_text"],
    as_of: ["language", "published", "date_anchor", "as_of_text"],
    place: ["place_text", "place_within", "lookup"],
    count: ["language", "count_text"],
    rules: ["date_rules", "as_of_rules", "place_rules", "count_rules"],
  };
  for (const name of Object.keys(readings)) await run(`CREATE TABLE ${name} AS FROM ${csv(`readings/${name}.csv`)}`);
  const own = new Set([...contract.extracts.map(({ name }) => name), "raw_file", "raw_line"]);
  const status = `CASE WHEN extracts.count_text IS NOT NULL THEN count_status WHEN measure = 'occurrence' THEN 'not_applicable' ELSE 'not_stated' END`;
  const cells = contract.claims.map((column) => {
    if (column.name === "claim_id") return "extracts.extract_id AS claim_id";
    if (column.name === "count_status") return `${status} AS count_status`;
    return own.has(column.name) ? `extracts.${column.name}` : typed(column);
  });
  const unread = ["date", "as_of", "place", "count"].map((name) => `(extracts.${name}_text IS NOT NULL AND ${name}.${name}_rules IS NULL)`);
  await run(`CREATE TABLE claims AS SELECT ${cells.join(", ")}, ${unread.join(" OR ")} AS unread
    FROM extracts JOIN sources USING (source_id)
    LEFT JOIN lookups ON lookups.extract_id = extracts.extract_id AND lookups."column" = 'place_text'
    ${Object.entries(readings)
      .map(([name, keys]) => onKeys(name, keys))
      .join("\n")}
    ORDER BY claim_id`);
  return count("SELECT count(*) FROM claims WHERE unread");
}

async function write() {
  mkdirSync(output, { recursive: true });
  const copy = (name, options) => run(`COPY (SELECT * EXCLUDE unread FROM claims) TO ${text(join(output, name))} (${options})`);
  await copy("claims.csv", "FORMAT csv, HEADER");
  await copy("claims.json", "FORMAT json, ARRAY true");
  await copy("claims.parquet", "FORMAT parquet, COMPRESSION snappy");
}

await read();
took("read");
let faults = await countFaults();
took("validate");
if (faults === 0) {
  faults = await normalise();
  took("normalise");
  if (faults === 0) await write();
  took("write");
}
console.log(JSON.stringify({ rows: await count("SELECT count(*) FROM extracts"), faults, seconds }));

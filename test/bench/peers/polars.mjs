// polars at the work of the peers: `node polars.mjs FOLDER OUTPUT`.
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pl from "nodejs-polars";

const [, , folder, output] = process.argv;
const contract = JSON.parse(readFileSync(join(folder, "readings/contract.json"), "utf8"));
const seconds = {};
let before = performance.now();
const took = (stage) => {
  const now = performance.now();
  seconds[stage] = (now - before) / 1000;
  before = now;
};

/** A CSV file of which every column is text. */
const readText = (path) => pl.readCSV(join(folder, path), { inferSchemaLength: 0 });

/** Reads the rows of all files of extracts, each with its file and line. */
function readExtracts() {
  const names = readdirSync(join(folder, "raw/extracts")).sort();
  return pl.concat(
    names.map((name) => {
      const path = `raw/extracts/${name}`;
      return readText(path).withRowCount("raw_line").withColumns(pl.col("raw_line").add(2).cast(pl.Int32), pl.lit(path).alias("raw_file"));
    }),
  );
}

const any = (conditions) => conditions.reduce((a, b) => a.or(b));

/** Where a cell is not what its column may hold. */
function faultsOfCell({ name, nullable, enumeration, pattern, maxLength }) {
  const cell = pl.col(name);
  const wrong = [];
  if (!nullable) wrong.push(cell.isNull());
  if (enumeration !== null) wrong.push(cell.isIn(enumeration).not().fillNull(false));
  if (maxLength !== null) wrong.push(cell.str.lengths().gt(maxLength).fillNull(false));
  if (pattern !== null) wrong.push(cell.str.contains(pattern).not().fillNull(false));
  return any(wrong);
}

const faultsOfCells = ({ when, needs }) =>
  pl
    .col(when)
    .isNotNull()
    .and(any(needs.map((name) => pl.col(name).isNull())));

/** How many rows break their schema, lead nowhere or bear an id that another bears. */
function countFaults(extracts, tables) {
  const dangling = Object.entries(tables).map(([key, table]) => pl.col(key).isIn(table.getColumn(key).toArray()).not().fillNull(false));
  const wrong = any([...contract.extracts.map(faultsOfCell), ...contract.requirements.map(faultsOfCells), ...dangling]);
  const repeated = pl.col("extract_id").isDuplicated().and(pl.col("extract_id").isFirstDistinct().not());
  return extracts.filter(wrong.or(repeated)).height;
}

const dateColumns = new Set(contract.claims.filter(({ type }) => type === "date32").map(({ name }) => name));
const numberTypes = { int32: pl.Int32, float64: pl.Float64 };

/** A table of readings: keys with "" where a cell is empty, other columns in their types. */
function readReadings(name) {
  const table = readText(`readings/${name}.csv`);
  const typed = contract.claims
    .filter(({ name: column, type }) => table.columns.includes(column) && type in numberTypes)
    .map(({ name: column, type }) => pl.col(column).cast(numberTypes[type]));
  return typed.length > 0 ? table.withColumns(...typed) : table;
}

/** The rows beside what their words are read as; keys are compared with "" for an empty cell. */
function joinReadings(rows, name, keys) {
  const readings = readReadings(name);
  const filled = (key) => pl.col(key).fillNull("").alias(`key_${key}`);
  const right = readings.withColumns(...keys.map(filled)).drop(keys);
  const joined = rows.withColumns(...keys.map(filled)).join(right, { on: keys.map((key) => `key_${key}`), how: "left" });
  return joined.drop(keys.map((key) => `key_${key}`));
}

function normalise(extracts, sources) {
  const lookups = readText("raw/lookups.csv")
    .filter(pl.col("column").eq(pl.lit("place_text")))
    .select("extract_id", pl.col("value").alias("lookup"));
  let rows = extracts.join(sources.select("source_id", "language", "published"), { on: "source_id", how: "left" });
  rows = rows.join(lookups, { on: "extract_id", how: "left" });
  rows = joinReadings(rows, "date", ["language", "published", "date_anchor", "date_role", "date_text"]);
  rows = joinReadings(rows, "as_of", ["language", "published", "date_anchor", "as_of_text"]);
  rows = joinReadings(rows, "place", ["place_text", "place_within", "lookup"]);
  rows = joinReadings(rows, "count", ["language", "count_text"]);
  rows = joinReadings(rows, "rules", ["date_rules", "as_of_rules", "place_rules", "count_rules"]);
  const unread = any(
    ["date", "as_of", "place", "count"].map((name) =>
      pl
        .col(`${name}_text`)
        .isNotNull()
        .and(pl.col(`${name}_rules`).isNull()),
    ),
  );
  const without = pl
    .when(pl.col("measure").eq(pl.lit("occurrence")))
    .then(pl.lit("not_applicable"))
    .otherwise(pl.lit("not_stated"));
  const claims = rows
    .withColumns(pl.when(pl.col("count_text").isNull()).then(without).otherwise(pl.col("count_status")).alias("count_status"))
    .rename({ extract_id: "claim_id" })
    .sort("claim_id")
    .select(...contract.claims.map(({ name }) => name));
  return { claims, faults: rows.filter(unread).height };
}

function write(claims) {
  mkdirSync(output, { recursive: true });
  claims.writeCSV(join(output, "claims.csv"));
  claims.writeJSON(join(output, "claims.json"), { format: "json" });
  const typed = [...dateColumns].map((name) => pl.col(name).str.strptime(pl.Date, "%Y-%m-%d"));
  claims.withColumns(...typed).writeParquet(join(output, "claims.parquet"), { compression: "snappy" });
}

const extracts = readExtracts();
const [sources, events, counters] = ["sources", "events", "counters"].map((name) => readText(`raw/${name}.csv`));
took("read");
let faults = countFaults(extracts, { source_id: sources, event_id: events, counter_id: counters });
took("validate");
if (faults === 0) {
  const normal = normalise(extracts, sources);
  took("normalise");
  faults = normal.faults;
  if (faults === 0) write(normal.claims);
  took("write");
}
console.log(JSON.stringify({ rows: extracts.height, faults, seconds }));

// The quick starts: code that loads claims and estimates and prints one small table, in each language that a release speaks to.

/** A quick start, which runs in the release folder. */
export interface Sample {
  readonly title: string;
  /** The name by which Markdown colours it. */
  readonly fence: string;
  /** Its file below examples/. */
  readonly file: string;
  /** How to start it. */
  readonly command: string;
  /** What begins a comment. */
  readonly comment: string;
  /** True where our own checks run it and compare what it prints. */
  readonly tried: boolean;
  /** Loads `claims` and `estimates`; also shown in the README. Days, whole numbers that may be missing and leading zeros stay as they are. */
  readonly load: readonly string[];
  /** Prints how many there are, and the killed of each event. */
  readonly show: readonly string[];
}

/** The columns that each quick start prints, of the rows of `estimates` that have these cells. Rows stand in the order of their keys. */
export const shownColumns = ["event_id", "count_basis", "low", "best", "high", "high_unbounded"] as const;
export const shownRows = { measure: "killed", population: "people" } as const;

const quoted = shownColumns.map((name) => `"${name}"`).join(", ");
const bare = shownColumns.join(", ");

const showInR = [
  'killed <- estimates[estimates$measure == "killed" & estimates$population == "people", ]',
  `killed <- killed[c(${quoted})]`,
  "killed$high_unbounded <- tolower(killed$high_unbounded)",
  'print_csv <- function(rows) write.csv(as.data.frame(rows), quote = FALSE, na = "", row.names = FALSE)',
  "print_csv(data.frame(claims = nrow(claims), estimates = nrow(estimates)))",
  "print_csv(killed)",
];

export const samples: readonly Sample[] = [
  {
    title: "R (arrow)",
    fence: "r",
    file: "r-arrow.R",
    command: "Rscript examples/r-arrow.R",
    comment: "#",
    tried: false,
    load: ["library(arrow)", 'claims <- read_ipc_file("arrow/claims.arrow")', 'estimates <- read_ipc_file("arrow/estimates.arrow")'],
    show: showInR,
  },
  {
    title: "R (no package)",
    fence: "r",
    file: "r-base.R",
    command: "Rscript examples/r-base.R",
    comment: "#",
    tried: true,
    load: [
      'types <- c(int32 = "integer", float64 = "numeric", bool = "logical", date32 = "Date", utf8 = "character", dictionary = "character")',
      'dictionary <- read.csv("dictionary/dictionary.csv", colClasses = "character", encoding = "UTF-8")',
      "read_table <- function(name) {",
      "  arrived <- types[dictionary$arrow_type[dictionary$table == name]]",
      '  read.csv(sprintf("csv/%s.csv", name), colClasses = unname(arrived), na.strings = "", encoding = "UTF-8")',
      "}",
      'claims <- read_table("claims")',
      'estimates <- read_table("estimates")',
    ],
    show: showInR,
  },
  {
    title: "Python (pandas, pyarrow)",
    fence: "python",
    file: "python-pandas.py",
    command: "python3 examples/python-pandas.py",
    comment: "#",
    tried: true,
    load: ["import pandas as pd", 'claims = pd.read_feather("arrow/claims.arrow")', 'estimates = pd.read_feather("arrow/estimates.arrow")'],
    show: [
      'killed = estimates[(estimates["measure"] == "killed") & (estimates["population"] == "people")]',
      `killed = killed[[${quoted}]]`,
      'killed = killed.assign(high_unbounded=killed["high_unbounded"].map({True: "true", False: "false"}))',
      'print(f"claims,estimates\\n{len(claims)},{len(estimates)}")',
      'print(killed.to_csv(index=False, lineterminator="\\n"), end="")',
    ],
  },
  {
    title: "Python (polars)",
    fence: "python",
    file: "python-polars.py",
    command: "python3 examples/python-polars.py",
    comment: "#",
    tried: true,
    load: ["import polars as pl", 'claims = pl.read_ipc("arrow/claims.arrow")', 'estimates = pl.read_ipc("arrow/estimates.arrow")'],
    show: [
      'killed = estimates.filter(pl.col("measure") == "killed", pl.col("population") == "people")',
      `killed = killed.select(${quoted})`,
      'print(f"claims,estimates\\n{len(claims)},{len(estimates)}")',
      'print(killed.write_csv(), end="")',
    ],
  },
  {
    title: "Julia",
    fence: "julia",
    file: "julia.jl",
    command: "julia examples/julia.jl",
    comment: "#",
    tried: false,
    load: [
      "using Arrow, CSV, DataFrames",
      'claims = DataFrame(Arrow.Table("arrow/claims.arrow"))',
      'estimates = DataFrame(Arrow.Table("arrow/estimates.arrow"))',
    ],
    show: [
      'killed = estimates[(estimates.measure .== "killed") .& (estimates.population .== "people"), :]',
      `killed = killed[:, [${shownColumns.map((name) => `:${name}`).join(", ")}]]`,
      'println("claims,estimates\\n", nrow(claims), ",", nrow(estimates))',
      "CSV.write(stdout, killed)",
    ],
  },
  {
    title: "DuckDB",
    fence: "sql",
    file: "duckdb.sql",
    command: "duckdb -csv < examples/duckdb.sql",
    comment: "--",
    tried: true,
    load: ["CREATE VIEW claims AS FROM 'parquet/claims.parquet';", "CREATE VIEW estimates AS FROM 'parquet/estimates.parquet';"],
    show: [
      "SELECT (SELECT count(*) FROM claims) AS claims, (SELECT count(*) FROM estimates) AS estimates;",
      `SELECT ${bare}`,
      "FROM estimates WHERE measure = 'killed' AND population = 'people'",
      "ORDER BY event_id, count_basis;",
    ],
  },
  {
    title: "JavaScript",
    fence: "js",
    file: "javascript.mjs",
    command: "node examples/javascript.mjs",
    comment: "//",
    tried: true,
    load: [
      'import { readFile } from "node:fs/promises";',
      'import { stdout } from "node:process";',
      'const claims = JSON.parse(await readFile("json/claims.json", "utf8"));',
      'const estimates = JSON.parse(await readFile("json/estimates.json", "utf8"));',
    ],
    show: [
      `const columns = [${quoted}];`,
      'const killed = estimates.filter((row) => row.measure === "killed" && row.population === "people");',
      "const lines = [columns, ...killed.map((row) => columns.map((name) => row[name]))].map((cells) => cells.join());",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the template of the code that is shown
      'stdout.write(`claims,estimates\\n${claims.length},${estimates.length}\\n${lines.join("\\n")}\\n`);',
    ],
  },
];

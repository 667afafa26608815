// The first lines of code that load claims and estimates, in each language that the README shows.

/** A language and code that runs in the release folder. */
export interface Sample {
  readonly title: string;
  /** The name by which Markdown colours it. */
  readonly fence: string;
  readonly lines: readonly string[];
}

/** Each keeps days, nullable integers and codes with leading zeros as they are. */
export const samples: readonly Sample[] = [
  {
    title: "R",
    fence: "r",
    lines: ["library(arrow)", 'claims <- read_ipc_file("arrow/claims.arrow")', 'estimates <- read_ipc_file("arrow/estimates.arrow")'],
  },
  {
    title: "Python (pandas, pyarrow)",
    fence: "python",
    lines: [
      "import pandas as pd",
      'claims = pd.read_feather("arrow/claims.arrow")',
      'estimates = pd.read_feather("arrow/estimates.arrow")',
    ],
  },
  {
    title: "Julia",
    fence: "julia",
    lines: [
      "using Arrow, DataFrames",
      'claims = DataFrame(Arrow.Table("arrow/claims.arrow"))',
      'estimates = DataFrame(Arrow.Table("arrow/estimates.arrow"))',
    ],
  },
  {
    title: "DuckDB",
    fence: "sql",
    lines: [
      "CREATE TABLE claims AS FROM read_json('json/claims.json');",
      "CREATE TABLE estimates AS FROM read_json('json/estimates.json');",
      "SELECT event_id, measure, low, best, high FROM estimates;",
    ],
  },
  {
    title: "JavaScript",
    fence: "js",
    lines: [
      'import { readFile } from "node:fs/promises";',
      'const claims = JSON.parse(await readFile("json/claims.json", "utf8"));',
      'const estimates = JSON.parse(await readFile("json/estimates.json", "utf8"));',
    ],
  },
];

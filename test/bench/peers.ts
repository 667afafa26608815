// Who is timed, how each is started, and where its version stands.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A program that does the work of the peers. */
export interface Peer {
  readonly name: string;
  /** As the results call it. */
  readonly label: string;
  /** What it writes beside CSV and JSON. */
  readonly columnar: string;
  /** Whether it handles one row after the other. */
  readonly rowWise: boolean;
  readonly command: (folder: string, output: string) => readonly string[];
  /** Name and version of everything that it is made of; null where something is not installed. */
  readonly versions: () => readonly string[] | null;
}

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const python = path(".venv/bin/python");
const node = `node ${process.versions.node}`;

/** The version of an installed npm package. */
export function packageVersion(name: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(path(`../../node_modules/${name}/package.json`), "utf8"));
  return `${name} ${version}`;
}

function pythonVersions(names: readonly string[]): readonly string[] | null {
  if (!existsSync(python)) return null;
  const script = "import platform, sys; from importlib.metadata import version; print('CPython', platform.python_version()); ";
  const told = execFileSync(python, ["-c", `${script}[print(name, version(name)) for name in sys.argv[1:]]`, ...names], {
    encoding: "utf8",
  });
  return told.trim().split("\n");
}

function rVersions(): readonly string[] | null {
  try {
    const script = "cat(paste('R', getRversion()), paste('data.table', packageVersion('data.table')), sep = '\\n')";
    return execFileSync("Rscript", ["-e", script], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })
      .trim()
      .split("\n");
  } catch {
    return null;
  }
}

const inNode = (name: string, packages: readonly string[]): Pick<Peer, "command" | "versions"> => ({
  command: (folder, output) => [process.execPath, path(`peers/${name}.mjs`), folder, output],
  versions: () => [node, ...packages.map(packageVersion)],
});
const inPython = (name: string, packages: readonly string[]): Pick<Peer, "command" | "versions"> => ({
  command: (folder, output) => [python, path(`peers/${name}.py`), folder, output],
  versions: () => pythonVersions(packages),
});

/** Recuento first; the others hold themselves against it. */
export const peers: readonly Peer[] = [
  { name: "recuento", label: "Recuento", columnar: "Arrow", rowWise: false, ...inNode("recuento", ["apache-arrow", "ajv"]) },
  { name: "polars", label: "polars (nodejs-polars)", columnar: "Parquet", rowWise: false, ...inNode("polars", ["nodejs-polars"]) },
  { name: "duckdb", label: "DuckDB", columnar: "Parquet", rowWise: false, ...inNode("duckdb", ["@duckdb/node-api"]) },
  {
    name: "pandas",
    label: "pandas, fastjsonschema",
    columnar: "Feather",
    rowWise: false,
    ...inPython("pandas_fastjsonschema", ["pandas", "fastjsonschema", "pyarrow"]),
  },
  {
    name: "data_table",
    label: "R data.table",
    columnar: "RDS",
    rowWise: false,
    command: (folder, output) => ["Rscript", path("peers/data_table.R"), folder, output],
    versions: rVersions,
  },
  {
    name: "cpython",
    label: "CPython csv, jsonschema",
    columnar: "Parquet",
    rowWise: true,
    ...inPython("cpython_jsonschema", ["jsonschema", "pyarrow"]),
  },
  {
    name: "frictionless",
    label: "frictionless",
    columnar: "Parquet",
    rowWise: true,
    ...inPython("rowwise_frictionless", ["frictionless", "pyarrow"]),
  },
];

// What the Arrow readers of JavaScript make of one release, as JSON on standard output; test/release.test.ts compares the cells.
// Argument: the folder of the release.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Type, tableFromIPC } from "@uwdata/flechette";
import pl from "nodejs-polars";

const folder = process.argv[2] ?? "";
const tables = readdirSync(join(folder, "arrow"))
  .filter((name) => name.endsWith(".arrow"))
  .map((name) => basename(name, ".arrow"));

const versionOf = (name) => JSON.parse(readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url), "utf8")).version;
const nameOf = (type) => Object.keys(Type).find((name) => Type[name] === type.typeId) + (type.bitWidth ?? "");

/** How flechette gives a column: its type, the class of its values, levels and label. */
function byFlechette(path) {
  const read = tableFromIPC(readFileSync(path), {});
  return read.schema.fields.map((field, index) => {
    const column = read.getChildAt(index);
    const dictionary = column.type.typeId === Type.Dictionary;
    return {
      name: field.name,
      type: nameOf(column.type),
      levels: dictionary ? [...column.data[0].dictionary.cache()] : null,
      ordered: dictionary ? column.type.ordered : null,
      label: field.metadata?.get("label") ?? null,
    };
  });
}

const byPolars = (read) => (path) =>
  Object.entries(read(readFileSync(path)).schema).map(([name, type]) => ({
    name,
    type: String(type).replace(/^DataType\((\w+)\)$/, "$1"),
    levels: null,
    ordered: null,
    label: null,
  }));

const readers = [
  { reader: "flechette (JavaScript)", version: versionOf("@uwdata/flechette"), format: ".arrow", read: byFlechette },
  { reader: "flechette (JavaScript)", version: versionOf("@uwdata/flechette"), format: ".arrows", read: byFlechette },
  { reader: "polars (Node.js)", version: versionOf("nodejs-polars"), format: ".arrow", read: byPolars((bytes) => pl.readIPC(bytes)) },
  {
    reader: "polars (Node.js)",
    version: versionOf("nodejs-polars"),
    format: ".arrows",
    read: byPolars((bytes) => pl.readIPCStream(bytes)),
  },
  { reader: "polars (Node.js)", version: versionOf("nodejs-polars"), format: ".parquet", read: byPolars((bytes) => pl.readParquet(bytes)) },
];

/** Null where the reader gives up. */
function attempt(read, path) {
  try {
    return read(path);
  } catch {
    return null;
  }
}

const pathOf = (table, format) => join(folder, format === ".parquet" ? "parquet" : "arrow", `${table}${format}`);
const told = readers.map(({ read, ...reader }) => ({
  ...reader,
  tables: Object.fromEntries(tables.map((table) => [table, attempt(read, pathOf(table, reader.format))])),
}));
console.log(JSON.stringify(told));

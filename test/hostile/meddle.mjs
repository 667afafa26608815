// Loaded before the command line: changes raw/extracts/letter.csv after it was opened and looked at, and before it is read.
import { appendFileSync, promises, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const ways = {
  append: (path) => appendFileSync(path, "s1-6"),
  truncate: (path) => truncateSync(path, 400),
  overwrite: (path) => {
    writeFileSync(path, "x".repeat(statSync(path).size));
    utimesSync(path, 1, 1);
  },
};
const meddle = ways[process.env.MEDDLE];
const { open } = promises;

promises.open = async (path, ...rest) => {
  const handle = await open(path, ...rest);
  if (!meddle || !String(path).endsWith("letter.csv")) return handle;
  const readFile = handle.readFile.bind(handle);
  handle.readFile = async (...options) => {
    meddle(path);
    return readFile(...options);
  };
  return handle;
};
syncBuiltinESMExports();

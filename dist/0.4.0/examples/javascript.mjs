// Run by us: it prints what examples/expected.txt holds.
// In the folder of the release: node examples/javascript.mjs

import { readFile } from "node:fs/promises";
import { stdout } from "node:process";
const claims = JSON.parse(await readFile("json/claims.json", "utf8"));
const estimates = JSON.parse(await readFile("json/estimates.json", "utf8"));

const columns = ["event_id", "count_basis", "low", "best", "high", "high_unbounded"];
const killed = estimates.filter((row) => row.measure === "killed" && row.population === "people");
const lines = [columns, ...killed.map((row) => columns.map((name) => row[name]))].map((cells) => cells.join());
stdout.write(`claims,estimates\n${claims.length},${estimates.length}\n${lines.join("\n")}\n`);

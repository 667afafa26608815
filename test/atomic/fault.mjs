// Loaded before the command line by tests: counts what it writes below dist/, and at one of these operations kills it, asks it to stop,
// fails it, or holds it. The program itself knows nothing of this. RECUENTO_FAULT holds a Fault as JSON (runs.ts), with the paths made absolute.
import { appendFileSync, existsSync, promises, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { relative, resolve } from "node:path";

const fault = JSON.parse(process.env.RECUENTO_FAULT);
/** What each operation does when it is torn: half of it, where it has halves. */
const torn = {
  writeFile: (write, [path, data, options]) => write(path, data.slice(0, Math.floor(data.length / 2)), options),
};
/** Which argument of an operation is the path that is counted: for a rename, where it leads. */
const operations = { writeFile: 0, mkdir: 0, rename: 1, symlink: 1, rm: 0, open: 0 };
/** Reading is counted only where it is what fails. */

const counted = fault.operations?.includes("readFile") ? { readFile: 0 } : operations;
let count = 0;

const die = () => process.kill(process.pid, "SIGKILL");
const ask = () => process.kill(process.pid, fault.ask);

/** Waits until the test opens the gate. */
async function wait() {
  writeFileSync(`${fault.gate}.reached`, "");
  while (!existsSync(`${fault.gate}.open`)) await new Promise((go) => setTimeout(go, 5));
}

for (const [name, position] of Object.entries(counted)) {
  const original = promises[name];
  promises[name] = async (...args) => {
    const path = relative(fault.dist, resolve(String(args[position])));
    if (path.startsWith("..")) return original(...args);
    count += 1;
    if (fault.log) appendFileSync(fault.log, `${name} ${path}\n`);
    const fails = fault.fail && (fault.once ? count === fault.at : count >= fault.at) && fault.operations.includes(name);
    if (fails && name in torn && fault.fail === "ENOSPC") await torn[name](original, args);
    if (fails) throw Object.assign(new Error(`${fault.fail}: ${name} '${path}'`), { code: fault.fail });
    if (count !== fault.at) return original(...args);
    if (fault.ask) ask();
    if (fault.hold) await wait();
    if (fault.kill === "before") return die();
    const done = await (fault.kill === "within" && name in torn ? torn[name](original, args) : original(...args));
    if (fault.kill) die();
    return done;
  };
}

/** Kills, or asks to stop, when a stage has said what it did. */
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (text, ...rest) => {
  const done = write(text, ...rest);
  if (fault.stage && String(text).startsWith(`  ${fault.stage} `)) fault.ask ? ask() : die();
  return done;
};
syncBuiltinESMExports();

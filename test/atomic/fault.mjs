// Loaded before the command line by tests: counts what it writes below dist/, and at one of these operations kills it, asks it to stop,
// fails it, or holds it. The program itself knows nothing of this. RECUENTO_FAULT holds a Fault as JSON (runs.ts), with the paths made absolute.
import fs, { appendFileSync, existsSync, promises, writeFileSync } from "node:fs";
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

/** What batches write, where they are to be struck: files that are opened to be written, and grow; a write has halves. */
function strikeBatches() {
  const paths = new Map();
  const opens = { openSync: fs.openSync, mkdirSync: fs.mkdirSync, unlinkSync: fs.unlinkSync };
  const grows = { writeSync: fs.writeSync, fsyncSync: fs.fsyncSync };
  const half = { writeSync: (file, bytes) => grows.writeSync(file, bytes.subarray(0, bytes.length >> 1)) };
  const strike = (name, path, act, tear) => {
    count += 1;
    if (fault.log) appendFileSync(fault.log, `${name} ${path}\n`);
    const fails = fault.fail && (fault.once ? count === fault.at : count >= fault.at) && fault.operations.includes(name);
    if (fails && tear && fault.fail === "ENOSPC") tear();
    if (fails) throw Object.assign(new Error(`${fault.fail}: ${name} '${path}'`), { code: fault.fail });
    if (count !== fault.at || !fault.kill) return act();
    if (fault.kill === "within") (tear ?? act)();
    return die();
  };
  for (const [name, original] of Object.entries(opens)) {
    fs[name] = (...args) => {
      const path = relative(fault.dist, resolve(String(args[0])));
      const writes = name !== "openSync" || /^(?:wx\+?|r\+)$/.test(String(args[1]));
      if (path.startsWith("..") || !writes) return original(...args);
      return strike(name, path, () => {
        const made = original(...args);
        if (name === "openSync") paths.set(made, path);
        return made;
      });
    };
  }
  // The number of a file that is closed goes to the next one.
  const close = fs.closeSync;
  fs.closeSync = (file) => {
    paths.delete(file);
    return close(file);
  };
  for (const [name, original] of Object.entries(grows)) {
    fs[name] = (...args) => {
      const path = paths.get(args[0]);
      if (path === undefined) return original(...args);
      return strike(name, path, () => original(...args), half[name] && (() => half[name](...args)));
    };
  }
}
if (fault.batches) strikeBatches();

/** Kills, or asks to stop, when a stage has said what it did. */
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (text, ...rest) => {
  const done = write(text, ...rest);
  if (fault.stage && String(text).startsWith(`  ${fault.stage} `)) fault.ask ? ask() : die();
  return done;
};
syncBuiltinESMExports();

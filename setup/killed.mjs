/**
 * Kills set-up or a notebook without warning at random moments, and looks whether the end is the same all the same:
 * node setup/killed.mjs setup|notebook [--times 20] [--seed 1]
 *
 * Set-up runs in a clone of the last commit. Before each kill one of its parts is taken away, so that it has something to
 * do; in the end every installed and built file has to be as from an undisturbed run. A notebook is 01 in its quick version;
 * its outputs, figures, result and runs have to be as from an undisturbed run. Nothing temporary may be left, no process
 * either. Exit status 1 where something differs. Linux only; set-up takes 10 minutes, a notebook 20.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "./errors.mjs";
import { files } from "./pack/tree.mjs";
import { root } from "./paths.mjs";
import { pause } from "./process.mjs";
import { main } from "./shell.mjs";

/** The steps of set-up that take a while, and what to take away so that they are done again. */
const parts = {
  "Node packages": "node_modules",
  "Python packages": ".venv",
  TensorFlow: ".venv/lib/python3*/site-packages/tensorflow",
  "native addon": "node_modules/@tensorflow/tfjs-node-gpu/lib/napi-v8",
};

await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { times: { type: "string", default: "20" }, seed: { type: "string", default: "1" } },
  });
  const trial = { setup: killSetup, notebook: killNotebook }[positionals[0]];
  if (trial === undefined) throw new UserError("say what to kill: setup or notebook.");
  const folder = mkdtempSync(path.join(tmpdir(), "momenta-killed-"));
  try {
    const { wanted, found } = await trial(folder, Number(values.times), randomNumbers(values.seed));
    const names = [...new Set([...wanted.keys(), ...found.keys()])].filter(
      (name) => wanted.get(name) !== found.get(name),
    );
    const wrong = [...names, ...processesIn(folder)];
    process.stdout.write(`${[`${wanted.size} files compared, ${wrong.length} faults`, ...wrong].join("\n  ")}\n`);
    return wrong.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

async function killSetup(folder, times, random) {
  const clone = path.join(folder, "clone");
  spawnSync("git", ["clone", "--quiet", root, clone], { stdio: "inherit" });
  const run = (killAfter) => runScript(path.join(clone, "setup", "setup.mjs"), [], { TMPDIR: folder }, killAfter);
  const { stderr } = await run();
  const wanted = contents(clone);
  for (let kill = 1; kill <= times; kill++) {
    const [step, part] = Object.entries(parts)[Math.floor(random() * Object.keys(parts).length)];
    spawnSync("sh", ["-c", `rm -rf ${part}`], { cwd: clone });
    const [, seconds] = new RegExp(`^momenta: ${step} … ([\\d.]+) s$`, "m").exec(stderr);
    const { seconds: after, status } = await run(random() * seconds);
    say(`${kill}: without ${part} ${status === null ? "killed" : "ended"} after ${after.toFixed(1)} s`);
  }
  await run();
  return { wanted, found: contents(clone) };
}

async function killNotebook(folder, times, random) {
  const run = (name, killAfter) => {
    const [executed, runs, temporary] = ["executed", "runs", "tmp"].map((one) => path.join(folder, name, one));
    mkdirSync(temporary, { recursive: true });
    const environment = { MOMENTA_EXECUTED: executed, MOMENTA_RUNS: runs, TMPDIR: temporary };
    return runScript(path.join(root, "setup", "notebook.mjs"), ["01", "-p", "quick", "true"], environment, killAfter);
  };
  const { seconds } = await run("undisturbed");
  for (let kill = 1; kill <= times; kill++) {
    const { seconds: after, status } = await run("killed", random() * seconds);
    say(`${kill}: ${status === null ? "killed" : "ended"} after ${after.toFixed(1)} s`);
    // From the start, so that there is something to compute; most of the time it goes on where it was.
    if (random() < 0.3) rmSync(path.join(folder, "killed", "runs"), { recursive: true, force: true, maxRetries: 5 });
  }
  await run("killed");
  return { wanted: contents(path.join(folder, "undisturbed")), found: contents(path.join(folder, "killed")) };
}

/** Runs a script to its end, or kills it after some seconds, if it has not ended by then. */
function runScript(script, args, environment, killAfter) {
  const start = performance.now();
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ["ignore", "ignore", "pipe"] });
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfter * 1000);
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on("exit", (status) => {
      clearTimeout(timer);
      // What it started may have hold of its output still.
      child.stderr.unref();
      const ended = { status, stderr, seconds: (performance.now() - start) / 1000 };
      if (status === 0 || status === null) resolve(ended);
      else reject(new UserError(`not killed, it failed: ${stderr}`));
    });
  });
}

/** Every file below a folder and what is in it, apart from what is never twice the same: times, logs, Python's caches. */
function contents(folder) {
  // npm links the command of studies/ only where that is built already.
  const others = /\/(__pycache__|\.git)\/|\/\.build\/(setup\.log|child)$|\/\.bin\/momenta$/;
  const own = files(folder).filter((file) => !others.test(file));
  return new Map(own.map((file) => [path.relative(folder, file), summaryOf(file)]));
}

function summaryOf(file) {
  if (lstatSync(file).isSymbolicLink()) return readlinkSync(file);
  let bytes = readFileSync(file);
  // When and where a record was made differs, and with it the checksum, which the store looks at itself.
  if (/\/runs\/.*\.json$/.test(file)) bytes = JSON.stringify({ ...JSON.parse(bytes), made: null, checksum: null });
  if (file.endsWith(".ipynb"))
    bytes = JSON.stringify(
      JSON.parse(bytes).cells.map(({ source, outputs = [] }) => [source, outputs.filter(isResult)]),
    );
  // The list of an installed package's files names the caches, too.
  if (/\/RECORD$/.test(file)) bytes = String(bytes).replaceAll(/^.*__pycache__.*\n/gm, "");
  return createHash("sha256").update(bytes).digest("hex");
}

/** Progress says how long it took, and how many runs were there already. */
function isResult({ output_type: type }) {
  return type !== "stream";
}

/** The processes that work in a folder once all had time to end. */
function processesIn(folder) {
  const there = () =>
    readdirSync("/proc").filter((pid) => {
      const link = `/proc/${pid}/cwd`;
      return /^\d+$/.test(pid) && existsSync(link) && readlinkSync(link).startsWith(folder);
    });
  for (let look = 0; look < 100 && there().length > 0; look++) pause(100);
  return there().map((pid) => `process ${pid} is still there`);
}

/** Numbers between 0 and 1, the same for the same seed. */
function randomNumbers(seed) {
  let count = 0;
  return () => createHash("sha256").update(`${seed} ${count++}`).digest().readUInt32BE() / 2 ** 32;
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

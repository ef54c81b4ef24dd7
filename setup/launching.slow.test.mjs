/** What becomes of a notebook whose launcher or kernel is killed. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { root } from "./paths.mjs";
import { isRunning, nameOf, pause } from "./process.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "momenta-launching-"));
const executed = path.join(folder, "executed");
const temporary = path.join(folder, "tmp");
mkdirSync(temporary);
after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/** Starts notebook 01, big enough to last, and resolves as soon as its study trains: launcher, papermill, kernel. */
async function training() {
  const env = {
    ...process.env,
    MOMENTA_EXECUTED: executed,
    MOMENTA_RUNS: path.join(folder, "runs"),
    TMPDIR: temporary,
  };
  const args = [path.join(root, "setup", "notebook.mjs"), "01", "-p", "seeds", "2000", "-p", "fresh", "true"];
  const launcher = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const said = { stdout: "", stderr: "" };
  const trains = new Promise((resolve) => {
    for (const name of ["stdout", "stderr"])
      launcher[name].setEncoding("utf8").on("data", (text) => {
        said[name] += text;
        if (/\d+ of \d{4,} runs/.test(said.stdout)) resolve();
      });
  });
  const ended = new Promise((resolve) => {
    launcher.on("close", (status, signal) => resolve({ status, signal, stderr: said.stderr }));
  });
  await Promise.race([trains, ended]);
  const [papermill] = childrenOf(launcher.pid);
  const [kernel] = childrenOf(papermill);
  assert.ok(kernel, said.stderr);
  return { launcher, kernel, ended, others: [papermill, kernel].map(nameOf) };
}

function childrenOf(parent) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
    .map(Number);
}

function parentOf(pid) {
  try {
    return Number(/\) \w (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))[1]);
  } catch {
    return undefined;
  }
}

const leftovers = () => readdirSync(temporary).filter((name) => name.startsWith("momenta-"));

const onLinux = { skip: process.platform !== "linux" && "reads /proc" };

test("killed, it takes papermill and the kernel along, and the next run sweeps what it left", onLinux, async () => {
  const { launcher, ended, others } = await training();
  assert.deepEqual(others.map(isRunning), [true, true]);
  launcher.kill("SIGKILL");
  assert.equal((await ended).signal, "SIGKILL");
  for (const deadline = Date.now() + 60_000; others.some(isRunning) && Date.now() < deadline; ) pause(50);
  assert.deepEqual(others.map(isRunning), [false, false]);
  assert.equal(leftovers().length, 1);
});

test("a killed kernel is called that, with what was finished", onLinux, async () => {
  const { kernel, ended } = await training();
  assert.equal(leftovers().length, 1, "the one before is swept");
  process.kill(kernel, "SIGKILL");
  const { status, stderr } = await ended;
  assert.equal(status, 1);
  assert.match(
    stderr,
    /^momenta: 01-savings: the kernel died \(out of memory\?\), [1-9]\d* of \d+ cells were finished; run it again, .*\n$/,
  );
  assert.deepEqual(leftovers(), []);
  assert.deepEqual(readdirSync(executed).sort(), ["01-savings.error.ipynb", "figures"]);
});

for (const [signal, number] of Object.entries({ SIGTERM: 143, SIGINT: 130 }))
  test(`${signal} ends all three, in one line and without leftovers`, onLinux, async () => {
    const { launcher, ended, others } = await training();
    launcher.kill(signal);
    const { status, stderr } = await ended;
    assert.deepEqual([status, stderr], [number, `momenta: stopped by ${signal}; what was finished is kept.\n`]);
    assert.deepEqual(others.map(isRunning), [false, false]);
    assert.deepEqual(leftovers(), []);
  });

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";

/** Runs in a process, or in a worker of one, and ends while calls are under way. */
function ending(how: string): { status: number | null; stderr: string } {
  const library = JSON.stringify(path.join(__dirname, "index.js"));
  const calls = `
    const { jitAsync, scan, tf } = require(${library});
    const step = (carry) => [tf.tanh(tf.matMul(carry, carry)), []];
    const work = jitAsync((x, times) => scan(step, x, times)[0]);
    const x = tf.fill([160, 160], 0.001);
    const call = () => work(x, tf.scalar(2000, "int32"));
  `;
  const { status, stderr } = spawnSync(process.execPath, ["-e", `${calls}\n${how}`], { encoding: "utf8" });
  return { status, stderr };
}

const endings: Record<string, string> = {
  "a call and then exit": "call().then(() => { call(); call(); process.exit(3); });",
  "exit while the first compiles": "call(); setTimeout(() => process.exit(3), 20);",
  "an error that nobody catches":
    "process.on('exit', () => { process.exitCode = 3; }); process.on('uncaughtException', () => process.exit(3)); call().then(() => { call(); throw new Error('on purpose'); });",
  "a call that nobody waits for": "process.exitCode = 3; call();",
};
for (const [name, how] of Object.entries(endings)) {
  test(`a process ends in order while calls are under way: ${name}`, () => {
    assert.deepEqual(ending(how), { status: 3, stderr: "" });
  });
}

test("a worker that is ended while calls are under way leaves the others alone", () => {
  const inWorker = `
    const { Worker, isMainThread } = require("node:worker_threads");
    const source = ${JSON.stringify(`
      const { jitAsync, scan, tf } = require(${JSON.stringify(path.join(__dirname, "index.js"))});
      const step = (carry) => [tf.tanh(tf.matMul(carry, carry)), []];
      const work = jitAsync((x, times) => scan(step, x, times)[0]);
      work(tf.fill([160, 160], 0.001), tf.scalar(20000, "int32"));
      require("node:worker_threads").parentPort.postMessage("begun");
    `)};
    const worker = new Worker(source, { eval: true });
    worker.once("message", () => setTimeout(async () => {
      await worker.terminate();
      const result = await call();
      process.exitCode = result.shape.join() === "160,160" ? 3 : 1;
    }, 50));
  `;
  assert.deepEqual(ending(inWorker), { status: 3, stderr: "" });
});

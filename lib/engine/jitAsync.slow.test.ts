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

/** Runs `before`, then a worker, and once its `work` is begun `beside`: status 3 where that, given the worker, resolves to true. */
function besideWorker(work: string, beside: string, before = ""): { status: number | null; stderr: string } {
  const source = `
    const { jit, jitAsync, scan, tf } = require(${JSON.stringify(path.join(__dirname, "index.js"))});
    ${work}
    require("node:worker_threads").parentPort.postMessage("begun");
  `;
  return ending(`
    ${before}
    const { Worker } = require("node:worker_threads");
    const worker = new Worker(${JSON.stringify(source)}, { eval: true });
    const beside = ${beside};
    worker.once("message", async () => process.exit((await beside(worker)) ? 3 : 1));
  `);
}

test("a worker that is ended while calls are under way leaves the others alone", () => {
  const work = `
    const step = (carry) => [tf.tanh(tf.matMul(carry, carry)), []];
    const work = jitAsync((x, times) => scan(step, x, times)[0]);
    work(tf.fill([160, 160], 0.001), tf.scalar(20000, "int32"));
  `;
  const beside = `async (worker) => {
    await worker.terminate();
    return (await call()).shape.join() === "160,160";
  }`;
  assert.deepEqual(besideWorker(work, beside), { status: 3, stderr: "" });
});

test("a worker ends while others go on calling", () => {
  const beside = `async (worker) => {
    let ended = false;
    let calls = 0;
    const others = [1, 2, 3, 4].map(async () => {
      while (!ended && calls < 100) {
        (await call()).dispose();
        calls += 1;
      }
    });
    await Promise.race(others.map(() => call()));
    await worker.terminate();
    ended = true;
    await Promise.all(others);
    return calls < 100;
  }`;
  assert.deepEqual(besideWorker("setInterval(() => undefined, 1000);", beside), { status: 3, stderr: "" });
});

test("a function that a worker has too, and removes, stays the others'", () => {
  const work = `
    const once = jit((x) => scan((carry) => [tf.add(carry, 1), []], x, 3)[0]);
    once(tf.scalar(1));
    once.dispose();
  `;
  const before = `
    const { jit } = require(${JSON.stringify(path.join(__dirname, "index.js"))});
    const sum = (x) => scan((carry) => [tf.add(carry, 1), []], x, 3)[0];
    jit(sum)(tf.scalar(1));
  `;
  const beside = "async () => jit((x) => tf.mul(sum(x), 2))(tf.scalar(1)).dataSync()[0] === 8";
  assert.deepEqual(besideWorker(work, beside, before), { status: 3, stderr: "" });
});

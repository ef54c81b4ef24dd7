/**
 * Calls beside JavaScript, and what may happen to them: node drive.mjs <seed> <seconds> <ending>
 *
 * Arguments and functions are disposed while calls are under way, calls fail, training is cancelled, and workers that do the
 * same are terminated. Then the process ends while calls are under way: by `exit`, by an error that nobody catches (`throw`),
 * or when they are over (`leave`). Its status is 3 where all results were right.
 */
import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { jit, jitAsync, random, scan, tf } from "momenta/engine";
import { mlp } from "momenta/models";
import { adam } from "momenta/optimizers";
import { fixedUpdates, releaseTraining, train } from "momenta/training";

const MOST_UNDER_WAY = 8;
const MOST_WORKERS = 2;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

const [seed, seconds, ending] = isMainThread
  ? [Number(process.argv[2]), Number(process.argv[3]), process.argv[4]]
  : [workerData, Number.POSITIVE_INFINITY, "leave"];
const { below } = random(seed, 0);
const oneIn = (n) => below(n) === 0;
const counts = { calls: 0, failures: 0, trainings: 0, cancelled: 0, workers: 0 };
const underWay = new Set();
const workers = new Set();

/** Functions of which some share a loop, and each holds a tensor; new ones take the places of those that were disposed. */
const functions = Array.from({ length: 6 }, (_, place) => make(place));

function make(place) {
  const added = place % 3;
  const captured = tf.scalar(added);
  const step = (carry) => [tf.add(carry, 1), []];
  const counted = (x, times) => tf.add(scan(step, x, times)[0], captured);
  const call = jitAsync(counted, { compiler: place % 2 === 0 ? "xla" : "graph" });
  const dispose = () => {
    call.dispose();
    captured.dispose();
  };
  return { call, added, dispose };
}

const failing = jitAsync((x, size) => tf.reshape(tf.gather(x, tf.cast(size, "int32")), [1]), { compiler: "graph" });
const beside = jit((x) => tf.sum(tf.mul(x, x)));

async function callOne() {
  const place = below(functions.length);
  const { call, added, dispose } = functions[place];
  const size = 8 << (2 * below(6));
  const [value, times] = [below(100), below(300)];
  const x = oneIn(2) ? tf.fill([size], value) : tf.tensor1d(new Float32Array(size).fill(value));
  const length = tf.scalar(times, "int32");
  const result = call(x, length);
  if (oneIn(2)) tf.dispose([x, length]);
  if (oneIn(6)) {
    dispose();
    functions[place] = make(place);
  }
  const sum = await result;
  const values = sum.dataSync();
  const expected = value + times + added;
  assert.deepEqual([values[0], values[size - 1]], [expected, expected]);
  tf.dispose([x, length, sum]);
  counts.calls += 1;
}

async function failOne() {
  const [x, size] = [tf.zeros([4]), tf.scalar(1000)];
  const result = failing(x, size);
  tf.dispose([x, size]);
  await assert.rejects(result);
  counts.failures += 1;
}

function callBeside() {
  const x = tf.tensor1d(new Float32Array(64).fill(2));
  const result = beside(x);
  assert.equal(result.dataSync()[0], 256);
  tf.dispose([x, result]);
}

const inputs = Float32Array.from({ length: 128 }, (_, at) => Math.sin(at));
const labels = Uint8Array.from({ length: 64 }, (_, at) => at % 2);
const examples = { count: 64, shape: [2], features: 2, inputs, labels };
const dataset = { name: "alternating", classes: 2, train: examples, test: examples };

async function trainSome() {
  const cell = new AbortController();
  globalThis[Symbol.for("Jupyter.signal")] = cell.signal;
  if (oneIn(2)) setTimeout(() => cell.abort(), below(500));
  try {
    await train({
      model: mlp([2, 4, 2]),
      optimizer: adam({ learningRate: 0.01 }),
      stream: dataset,
      criterion: fixedUpdates(50 + below(500)),
      seeds: 6,
      batchSize: 8,
      maxUpdates: 1000,
      onProgress: () => undefined,
    });
    counts.trainings += 1;
  } catch (error) {
    if (!cell.signal.aborted) throw error;
    counts.cancelled += 1;
  } finally {
    delete globalThis[Symbol.for("Jupyter.signal")];
    if (oneIn(3)) releaseTraining();
  }
}

/** A worker that does the same, ended at any moment from its first call on. */
async function startWorker() {
  const worker = new Worker(new URL(import.meta.url), { workerData: seed + 1000 * (1 + counts.workers) });
  counts.workers += 1;
  const failed = new Promise((_, reject) => worker.once("error", reject));
  await Promise.race([failed, new Promise((resolve) => worker.once("message", resolve))]);
  await Promise.race([failed, new Promise((resolve) => setTimeout(resolve, below(2000)))]);
  await worker.terminate();
}

function begin(work, among, most) {
  if (among.size >= most) return;
  const going = work()
    .catch(fail)
    .finally(() => among.delete(going));
  among.add(going);
}

function fail(error) {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}

const training = new Set();
const end = performance.now() + 1000 * seconds;
parentPort?.postMessage("begun");
while (performance.now() < end) {
  begin(callOne, underWay, MOST_UNDER_WAY);
  if (oneIn(20)) begin(failOne, underWay, MOST_UNDER_WAY);
  if (oneIn(50)) begin(trainSome, training, 1);
  if (isMainThread && oneIn(50)) begin(startWorker, workers, MOST_WORKERS);
  if (oneIn(10)) callBeside();
  if (oneIn(200)) collectGarbage();
  await (oneIn(3) ? new Promise((resolve) => setImmediate(resolve)) : Promise.race(underWay));
}

process.stdout.write(`${JSON.stringify(counts)}\n`);
process.exitCode = 3;
for (let more = 0; more < MOST_UNDER_WAY; more++) begin(callOne, underWay, MOST_UNDER_WAY);
if (ending === "exit") process.exit();
if (ending === "throw") {
  process.on("uncaughtException", () => process.exit());
  setImmediate(() => {
    throw new Error("on purpose");
  });
}

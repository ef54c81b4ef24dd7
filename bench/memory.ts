/** Whether memory stays level while networks are trained and functions called: `node bench/dist/memory.js --minutes 10`. */
import { parseArgs } from "node:util";
import {
  adam,
  type Dataset,
  fixedUpdates,
  jitAsync,
  leaves,
  mlp,
  onAllCores,
  random,
  sgd,
  Table,
  tf,
  train,
} from "momenta";
import { releaseTraining } from "momenta/training";

const { values: options } = parseArgs({ options: { minutes: { type: "string", default: "10" } } });
const minutes = Number(options.minutes);

const { uniform, below } = random(1, 0);
const examples = (count: number) => ({
  count,
  shape: [20],
  features: 20,
  inputs: Float32Array.from({ length: 20 * count }, uniform),
  labels: Uint8Array.from({ length: count }, () => below(4)),
});
const dataset: Dataset = { name: "noise", classes: 4, train: examples(1000), test: examples(1000) };

/** A few seconds of training, of two sizes in turn, so that programs and data are taken from the last call, and freed. */
async function trainSome(round: number): Promise<void> {
  await train({
    model: mlp([20, round % 2 === 0 ? 32 : 48, 4]),
    optimizer: [adam({ learningRate: 1e-3 }), sgd({ learningRate: 0.1 })],
    stream: dataset,
    criterion: fixedUpdates(100),
    seeds: 4,
    batchSize: 32,
    maxUpdates: 200,
    checkpoints: { every: 50, sets: { test: "test" }, examples: 100 },
    onProgress: () => undefined,
  });
  if (round % 5 === 4) releaseTraining();
}

const step = jitAsync((state: tf.Tensor2D, input: tf.Tensor2D) => tf.tanh(tf.add(tf.matMul(state, input), state)), {
  donate: [0],
});

/** Calls side by side, each given what the last one of its row returned. */
async function callMany(): Promise<void> {
  const input = tf.randomUniform<tf.Rank.R2>([64, 64], -0.1, 0.1);
  await onAllCores(Array(8).keys(), async () => {
    let state = tf.zeros<tf.Rank.R2>([64, 64]);
    for (let call = 0; call < 100; call++) state = (await step(state, input)) as tf.Tensor2D;
    tf.dispose(leaves<tf.Tensor>(state));
  });
  input.dispose();
}

interface Sample {
  /** The one in which it was taken, from 1. */
  readonly minute: number;
  readonly resident: number;
  readonly tensors: number;
}

/** One sample after each round, when nothing is under way. */
async function sampleFor(duration: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  const start = performance.now();
  for (let round = 0; ; round++) {
    await trainSome(round);
    await callMany();
    const elapsed = (performance.now() - start) / 60_000;
    // After every fifth round data and programs were freed: the same is held each time.
    if (round % 5 === 4) {
      samples.push({
        minute: Math.ceil(elapsed),
        resident: process.memoryUsage.rss() / 1e6,
        tensors: tf.memory().numTensors,
      });
    }
    if (elapsed > duration && samples.length > 1) return samples;
  }
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] as number;
}

async function main(): Promise<void> {
  const samples = await sampleFor(minutes);
  const minutesSeen = [...new Set(samples.map(({ minute }) => minute))];
  const rows = minutesSeen.map((minute) => {
    const within = samples.filter((sample) => sample.minute === minute);
    const resident = median(within.map((sample) => sample.resident));
    return [minute, within.length, resident, Math.max(...within.map(({ tensors }) => tensors))] as const;
  });
  const headings = [
    { heading: "minute" },
    { heading: "samples" },
    { heading: "resident MB", decimals: 1 },
    { heading: "tensors" },
  ];
  process.stdout.write(`${new Table("Memory", headings, rows)}\n`);
  const [, , firstResident, firstTensors] = rows[0] as (typeof rows)[number];
  const [, , lastResident, lastTensors] = rows.at(-1) as (typeof rows)[number];
  const grown = lastResident / firstResident - 1;
  process.stdout.write(`from the first minute to the last: ${(100 * grown).toFixed(1)} % more resident memory\n`);
  if (lastTensors !== firstTensors) throw new Error(`there were ${firstTensors} tensors and are ${lastTensors}`);
}

main().catch((error: Error) => {
  process.stderr.write(`memory: ${error.message}\n`);
  process.exitCode = 1;
});

/**
 * How long does one update of a small network take, alone and among 25 replicas?
 *
 * An MLP 784-100-100-10 with ReLU, Adam, batches of 64 gathered on the device from 6,000 rows by a table of indices.
 * 25 replicas are one program in Momenta and JAX, and 25 runs one after the other in tfjs-node and PyTorch.
 */
import { tf } from "momenta";
import type { Measurement } from "./contender.js";
import { hasPackage, pythonPeer } from "./python.js";
import { measure } from "./rounds.js";
import { momentaContender, momentaParameters } from "./trainingStepMomenta.js";
import { tfjsContender, tfjsParameters } from "./trainingStepTfjs.js";
import { type Examples, indexTable, randomExamples } from "./trainingStepWork.js";

const NAME = "training step";
/** Few: where a ReLU's input is 0 to rounding, the two take different sides of its corner and part from then on. */
const CHECKED_UPDATES = 3;
const TOLERANCE = 1e-4;

/** The updates of one call, for each number of replicas: about half a second of each engine's work at most. */
const UPDATES = [
  { replicas: 1, compiled: 400, opByOp: 100 },
  { replicas: 25, compiled: 60, opByOp: 8 },
];

const PEERS = [
  { engine: "jax", module: "jax", script: "training_step_jax.py", compiles: true },
  { engine: "pytorch", module: "torch", script: "training_step_torch.py", compiles: false },
];

/** Measures all engines that are there. */
export async function trainingStep(): Promise<Measurement[]> {
  const examples = randomExamples();
  const peers = PEERS.filter(({ module }) => hasPackage(module));
  reportMissing(PEERS.filter((peer) => !peers.includes(peer)).map(({ engine }) => engine));
  const measurements: Measurement[] = [];
  for (const { replicas, compiled, opByOp } of UPDATES) {
    checkNumbers(examples, replicas);
    const contenders = [
      momentaContender(examples, replicas, compiled),
      tfjsContender(examples, replicas, opByOp),
      ...peers.map(({ engine, script, compiles }) =>
        pythonPeer(script, { engine, compiles, replicas, updates: compiled }),
      ),
    ];
    try {
      measurements.push(...(await measure(NAME, contenders)));
    } finally {
      for (const contender of contenders) contender.close();
    }
  }
  return measurements;
}

/**
 * Compares the parameters of compiled replicas with those of the same runs op by op.
 *
 * @returns the largest difference
 * @throws Error where it is too large: times of wrong numbers are worth nothing
 */
export function checkNumbers(examples: Examples, replicas: number): number {
  const table = indexTable(CHECKED_UPDATES, replicas);
  const difference = largestDifference(momentaParameters(examples, table), tfjsParameters(examples, table));
  tf.dispose(table);
  if (difference <= TOLERANCE) return difference;
  const after = `after ${CHECKED_UPDATES} updates of ${replicas} replicas`;
  throw new Error(`${NAME}: ${after}, momenta and tfjs-node differ by ${difference} in a parameter`);
}

function largestDifference(first: readonly Float32Array[], second: readonly Float32Array[]): number {
  let largest = 0;
  first.forEach((values, parameter) => {
    values.forEach((value, index) => {
      largest = Math.max(largest, Math.abs(value - (second[parameter]?.[index] ?? Number.NaN)));
    });
  });
  return largest;
}

function reportMissing(engines: readonly string[]): void {
  if (engines.length === 0) return;
  process.stderr.write(`bench: without ${engines.join(" and ")}; pip install -r bench/requirements.txt brings them.\n`);
}

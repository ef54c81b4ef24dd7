import { leaves, tf } from "momenta";
import { indexTable, randomExamples } from "./examples.js";
import { momentaParameters } from "./momenta.js";
import type { Network } from "./network.js";
import { tfjsParameters } from "./tfjs.js";

/** Few: where a ReLU's input is 0 to rounding, the two take different sides of its corner and part from then on. */
const UPDATES = 3;
const TOLERANCE = 1e-4;

/**
 * Compares the parameters of compiled replicas with those of the same runs op by op.
 *
 * @returns the largest difference
 * @throws Error where it is too large: times of wrong numbers are worth nothing
 */
export async function checkNumbers(network: Network, replicas: number): Promise<number> {
  const examples = randomExamples();
  const table = indexTable(network, UPDATES, replicas);
  const ours = await momentaParameters(network, examples, table);
  const difference = largestDifference(ours, tfjsParameters(network, examples, table));
  tf.dispose([table, ...leaves<tf.Tensor>(examples)]);
  if (difference <= TOLERANCE) return difference;
  const after = `after ${UPDATES} updates of ${replicas} replicas`;
  throw new Error(`${network.name}: ${after}, momenta and tfjs-node differ by ${difference} in a parameter`);
}

function largestDifference(first: readonly Float32Array[], second: readonly Float32Array[]): number {
  let largest = 0;
  first.forEach((values, parameter) => {
    values.forEach((value, index) => {
      const difference = Math.abs(value - (second[parameter]?.[index] ?? Number.NaN));
      largest = difference <= largest ? largest : difference;
    });
  });
  return largest;
}

import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { gradients, leaves, tf, tidy } from "momenta/engine";
import { type Dense, mlp, softmaxCrossEntropy } from "momenta/models";
import { type Interval, meanInterval } from "momenta/statistics";
import { type Context, roundInterval } from "../../core/index.js";
import type { TrainingProcedureOptions } from "../options.js";
import { digitTable, PIXELS } from "./digits.js";
import { standardized } from "./standardized.js";
import { type ActivationName, activationNames, type StartName, startNames, starts, WIDTH } from "./starts.js";

/** How large what flows through the layers is before training. */
export interface Signal {
  readonly activation: ActivationName;
  readonly start: StartName;
  /** ln of the mean square of each hidden layer's sums z, before the activation, over the seeds. */
  readonly forward: readonly Interval[];
  /** ln of the mean square of ∂loss / ∂z of each hidden layer, as a multiple of the last one's. */
  readonly backward: readonly Interval[];
}

export const LAYERS = 20;
const SAMPLES = 200;

/** Twenty layers of fifty units on digits, for every start and both activations. */
export async function signals({ seeds }: TrainingProcedureOptions, { map }: Context): Promise<readonly Signal[]> {
  const table = digitTable();
  const all = Array.from({ length: seeds }, (_, at) => at + 1);
  const kinds = activationNames.flatMap((activation) => startNames.map((start) => ({ activation, start })));
  const found = await map(kinds, "starts", ({ activation, start }): Signal => {
    const runs = all.map((seed) => {
      const { inputs, targets } = standardized(seed, SAMPLES, table);
      const sizes = signalSizes(activation, start, seed, inputs, targets);
      tf.dispose([inputs, targets]);
      return sizes;
    });
    const over = (of: (run: (typeof runs)[number]) => number[]) =>
      Array.from({ length: LAYERS }, (_, layer) =>
        roundInterval(meanInterval(runs.map((run) => of(run)[layer] as number))),
      );
    return { activation, start, forward: over(({ forward }) => forward), backward: over(({ backward }) => backward) };
  });
  table.images.dispose();
  return found;
}

const LEAST = 1e-37;

/** ln of the mean squares of one network. Of what float32 cannot hold, ln of its least number. */
export function signalSizes(
  activation: ActivationName,
  start: StartName,
  seed: number,
  inputs: Tensor,
  targets: Tensor,
): { forward: number[]; backward: number[] } {
  const widths = [PIXELS, ...Array<number>(LAYERS).fill(WIDTH), 10];
  const params = mlp(widths, { activation, initializer: starts[start] }).init([seed]);
  const act = (z: Tensor) => (activation === "relu" ? tf.relu(z) : tf.tanh(z));
  const [count] = inputs.shape as [number];
  const sizes = tidy(() => {
    const zs: Tensor[] = [];
    const lossOf = (shifts: Tensor[]) => {
      zs.length = 0;
      const top = shifts.reduce((h, shift, layer) => {
        const { kernel, bias } = params[`layer${layer + 1}`] as Dense;
        const z = tf.add(tf.add(tf.matMul(h, tf.squeeze(kernel, [0])), tf.squeeze(bias, [0])), shift);
        zs.push(tf.keep(z));
        return act(z);
      }, inputs);
      const { kernel, bias } = params.output as Dense;
      const logits = tf.add(tf.matMul(top, tf.squeeze(kernel, [0])), tf.squeeze(bias, [0]));
      return tf.squeeze(softmaxCrossEntropy(tf.expandDims(logits, 0), tf.expandDims(targets, 0)) as Tensor1D, [0]);
    };
    const shifts = Array.from({ length: LAYERS }, () => tf.zeros([count, WIDTH]));
    const slopes = gradients(lossOf, shifts);
    const meanSquare = (of: Tensor) => {
      const values = of.dataSync() as Float32Array;
      const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), LEAST);
      const sum = values.reduce((total, value) => total + (value / largest) ** 2, 0);
      return Math.log(Math.max(sum / values.length, LEAST)) + 2 * Math.log(largest);
    };
    const forward = zs.map((z) => meanSquare(z));
    const back = slopes.map((slope) => meanSquare(slope));
    tf.dispose(zs);
    return { forward, backward: back.map((size) => size - (back.at(-1) as number)) };
  });
  tf.dispose(leaves<Tensor>(params));
  return sizes;
}

import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import { twoMoons } from "momenta/datasets";
import { tf, tidy } from "momenta/engine";
import { type Landscape, landscape } from "momenta/landscapes";
import { mlp, sigmoidCrossEntropy } from "momenta/models";

/** λ of the penalty ½ · λ · ‖θ‖², without which the loss has no minimum. */
const DECAY = 1e-3;

/** A network 2-units-1 with tanh on two moons as a function of its parameters, and where networks of several seeds start. */
export function moonsNetwork(
  examples: number,
  units: number,
  seeds: readonly number[],
): { readonly network: Landscape; readonly starts: number[][]; dispose(): void } {
  const { train } = twoMoons({ examples });
  const x = tf.tensor2d(Float32Array.from(train.inputs), [examples, 2]);
  const y = tf.tensor2d([...train.labels], [examples, 1], "float32");
  const { init, apply } = mlp([2, units, 1], { activation: "tanh" });
  const sizes = [2 * units, units, units, 1];
  const dimension = 4 * units + 1;
  const fromRow = (points: Tensor) => {
    const [kernel, bias, outputKernel, outputBias] = tf.split(points, sizes, 1) as [Tensor, Tensor, Tensor, Tensor];
    return {
      layer1: { kernel: tf.reshape(kernel, [-1, 2, units]), bias: tf.reshape(bias, [-1, 1, units]) },
      output: { kernel: tf.reshape(outputKernel, [-1, units, 1]), bias: tf.reshape(outputBias, [-1, 1, 1]) },
    };
  };
  const starts = tidy(() => {
    const { layer1, output } = init(seeds) as Record<"layer1" | "output", { kernel: Tensor; bias: Tensor }>;
    const parts = [layer1.kernel, layer1.bias, output.kernel, output.bias];
    const rows = tf.concat(
      parts.map((part) => tf.reshape(part, [seeds.length, -1])),
      1,
    );
    return (rows as Tensor2D).arraySync();
  });
  const everywhere = (value: number) => Array<number>(dimension).fill(value);
  const network = landscape({
    name: "Network",
    dimension,
    value: (points) =>
      tf.add(sigmoidCrossEntropy(apply(fromRow(points), x), y), tf.mul(DECAY / 2, tf.sum(tf.square(points), 1))),
    minima: [],
    saddles: [],
    box: { lower: everywhere(-1), upper: everywhere(1) },
    start: starts[0] as number[],
  });
  return { network, starts, dispose: () => tf.dispose([x, y]) };
}

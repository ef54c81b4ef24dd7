import type { Tensor } from "@tensorflow/tfjs";
import { kind, list, requireArgument } from "../arguments/index.js";
import { random, streams, tf } from "../engine/index.js";
import type { Dense } from "./dense.js";
import type { Fill, Initializer } from "./initializers.js";

const someSeeds = list(kind("", Number.isInteger), "a list of whole numbers, one for each replica");

/**
 * Makes the layers of a model one after the other, with one replica for each seed, drawn from that seed's generator alone.
 *
 * ```ts
 * const layer = initialLayers([1, 2, 3], fanInUniform);
 * const params = { layer1: layer([784, 100]), output: layer([100, 10]) };
 * ```
 */
export function initialLayers(
  seeds: readonly number[],
  { kernel, bias }: Initializer,
): (kernelShape: readonly number[]) => Dense {
  requireArgument("init", "seeds", seeds, someSeeds);
  const generators = seeds.map((seed) => random(seed, streams.parameters));
  return (kernelShape) => {
    const draw = (fill: Fill, shape: readonly number[]): Tensor => {
      const size = shape.reduce((total, length) => total * length, 1);
      const values = new Float32Array(seeds.length * size);
      generators.forEach((generator, replica) => {
        fill(values.subarray(replica * size, (replica + 1) * size), kernelShape, generator);
      });
      return tf.tensor(values, [seeds.length, ...shape]);
    };
    return { kernel: draw(kernel, kernelShape), bias: draw(bias, [1, kernelShape.at(-1) as number]) };
  };
}

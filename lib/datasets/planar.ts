import { number, optional, requireOptions, whole } from "../arguments/index.js";
import type { Random } from "../engine/index.js";
import type { Dataset, Examples } from "./dataset.js";
import { exampleRandom } from "./generated.js";

/** How many points of the plane are drawn, and how far they scatter. */
export interface PlanarOptions {
  /** Determines every point; 1 where left out. */
  readonly seed?: number;
  /** Points for training, and as many others for testing; 1,000 where left out. */
  readonly examples?: number;
  /** Standard deviation of the normal noise added to each coordinate. */
  readonly noise?: number;
}

export const planarSchema = {
  seed: optional(
    number("a whole number from 0 to 2³² − 1", (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32),
  ),
  examples: optional(whole()),
  noise: optional(number("a finite number of at least 0", (value) => value >= 0)),
};

/**
 * Points of the plane, shape [2], as float32: the classes in turn, 0, 1, …, each point drawn by `point` and then displaced
 * by noise.
 *
 * @param noise the noise where the options leave it out
 * @throws RangeError where an option is unknown or out of its range, naming it
 */
export function planar(
  name: string,
  classes: number,
  point: (label: number, random: Random) => readonly [number, number],
  options: PlanarOptions & { readonly noise: number },
): Dataset {
  requireOptions(name, options, planarSchema);
  const { seed = 1, examples = 1000, noise } = options;
  const random = exampleRandom(seed);

  function draw(): Examples {
    const inputs = new Float32Array(2 * examples);
    const labels = Uint8Array.from({ length: examples }, (_, index) => index % classes);
    labels.forEach((label, index) => {
      const [x, y] = point(label, random);
      inputs[2 * index] = x + noise * random.normal();
      inputs[2 * index + 1] = y + noise * random.normal();
    });
    return { count: examples, shape: [2], features: 2, inputs, labels };
  }

  return { name, classes, train: draw(), test: draw() };
}

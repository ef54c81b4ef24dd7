import { requireKnown } from "../arguments/index.js";
import type { Random } from "../engine/index.js";
import { requireCount, requireFinite } from "./check.js";
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

/**
 * Points of the plane, shape [2], as float32: the classes in turn, 0, 1, …, each point drawn by `point` and then displaced
 * by noise.
 *
 * @param standardNoise the noise where the options leave it out
 * @throws RangeError where `examples` is not a whole number of at least 1, or `noise` negative or not finite
 * @throws Error where `seed` is no integer in [0, 2³²)
 */
export function planar(
  name: string,
  classes: number,
  point: (label: number, random: Random) => readonly [number, number],
  standardNoise: number,
  options: PlanarOptions,
): Dataset {
  requireKnown(name, options, ["seed", "examples", "noise"]);
  const { seed = 1, examples = 1000, noise = standardNoise } = options;
  requireCount(`${name}: examples`, examples);
  requireFinite(`${name}: noise`, noise, 0);
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

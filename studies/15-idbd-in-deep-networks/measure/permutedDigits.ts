import { mnist } from "momenta/datasets";
import { random } from "momenta/engine";

/** Pixels along an edge: MNIST's 28 × 28 in blocks of 2 × 2. */
const EDGE = 14;
export const pixels = EDGE ** 2;
export const classes = 10;

/** The digits of one task of one seed, in the order in which they are learned. */
export interface TaskDigits {
  /** Example after example, brightness 0 to 1. */
  readonly inputs: Float32Array;
  readonly labels: Int32Array;
}

const FIRST_DRAW = 6_000_000;
let small: Float32Array | undefined;

/** Digits drawn from MNIST's training set; each task sees the pixels in a random order of its own. */
export function permutedDigits(seed: number, task: number, count: number): TaskDigits {
  const { train } = mnist();
  small ??= inBlocks(train.inputs);
  const order = random(seed, FIRST_DRAW + 2 * task).shuffle(Int32Array.from({ length: pixels }, (_, pixel) => pixel));
  const { below } = random(seed, FIRST_DRAW + 2 * task + 1);
  const inputs = new Float32Array(count * pixels);
  const labels = new Int32Array(count);
  for (let example = 0; example < count; example++) {
    const digit = below(train.count);
    labels[example] = train.labels[digit] as number;
    for (let pixel = 0; pixel < pixels; pixel++) {
      inputs[example * pixels + pixel] = small[digit * pixels + (order[pixel] as number)] as number;
    }
  }
  return { inputs, labels };
}

/** The mean of every 2 × 2 pixels of images of bytes, from 0 to 1. */
export function inBlocks(images: ArrayLike<number>): Float32Array {
  const wide = 2 * EDGE;
  const result = new Float32Array(images.length / 4);
  for (let at = 0; at < result.length; at++) {
    const first = 2 * wide * Math.floor(at / EDGE) + 2 * (at % EDGE);
    const sum = [0, 1, wide, wide + 1].reduce((total, step) => total + (images[first + step] as number), 0);
    result[at] = sum / (4 * 255);
  }
  return result;
}

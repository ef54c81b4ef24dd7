import { type Random, random } from "../engine/index.js";

/** The stream of the draws that make examples, far from those that training uses with the same seed. */
const EXAMPLES = 2 ** 31;

/** The generator of a generated data set's examples. */
export function exampleRandom(seed: number): Random {
  return random(seed, EXAMPLES);
}

import type { Random } from "../engine/random.js";

/**
 * Fills `values` with draws from U(−1/√fanIn, 1/√fanIn), PyTorch's default for the weights and biases of nn.Linear
 * (there written as He's uniform initialization with a = √5: He et al. 2015, arXiv 1502.01852).
 */
export function fanInUniform(values: Float32Array, fanIn: number, generator: Random): void {
  const bound = 1 / Math.sqrt(fanIn);
  for (let index = 0; index < values.length; index++) values[index] = (2 * generator.uniform() - 1) * bound;
}

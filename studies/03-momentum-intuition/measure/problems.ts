import { random } from "momenta/engine";

/** Two numbers: weights, or the input of an example. */
export type Weights = readonly [number, number];

/**
 * Two linear regressions of one example each, (x₁, y₁) and (x₂, y₂), that one pair of weights w* solves: y = x · w*.
 *
 * Weights are given as their difference from w*, so that the loss of task k is (x_k · w)², its solutions are the line through
 * 0 across x_k, and the joint solution is 0.
 */
export interface Problem {
  /** x₁ and x₂. */
  readonly inputs: readonly [Weights, Weights];
  /** The weights before training. */
  readonly start: Weights;
}

/** (x · w)². */
export function lossAt([x1, x2]: Weights, [w1, w2]: Weights): number {
  return (x1 * w1 + x2 * w2) ** 2;
}

/** Problems at random: inputs in all directions and of lengths from .75 to 1.5, each weight of the start standard normal. */
export function drawProblems(count: number, seed = 1): Problem[] {
  const { uniform, normal } = random(seed, 0);
  const input = (): Weights => {
    const [angle, length] = [2 * Math.PI * uniform(), 0.75 * (1 + uniform())];
    return [length * Math.cos(angle), length * Math.sin(angle)];
  };
  return Array.from({ length: count }, () => ({ inputs: [input(), input()], start: [normal(), normal()] }));
}

const lines: readonly [Weights, Weights] = [
  [1, 0.35],
  [0.5, 0.9],
];

/** Chosen by hand so that the hope can be seen: the velocity leads to the joint solution from one side, and away from the other. */
export const pictured: readonly Problem[] = [
  { inputs: lines, start: [-1.7, 1] },
  { inputs: lines, start: [0.7, 1.84] },
];

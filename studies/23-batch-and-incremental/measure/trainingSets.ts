import { random } from "momenta/engine";

/** The instances of a linear model without an intercept. */
export interface TrainingSet {
  /** T inputs one after the other, each of so many numbers as there are weights. */
  readonly inputs: Float64Array;
  readonly outputs: Float64Array;
  readonly dimension: number;
}

/** The standard deviation of an output's own part where the spread is 1. */
const OUTPUT_NOISE = 0.1;

/**
 * Inputs √(1 − ρ) μ + √ρ z with |μ|² = E |z|² = 1, so that the spread ρ is the share of their mean square in which they differ.
 * Outputs are those of the weights μ + a random vector of length 1, with noise √ρ · .1.
 */
export function trainingSet(size: number, dimension: number, spread: number, seed: number): TrainingSet {
  const { normal } = random(seed, 5);
  const unit = () => {
    const drawn = Float64Array.from({ length: dimension }, normal);
    const length = Math.hypot(...drawn);
    return drawn.map((value) => value / length);
  };
  const centre = unit();
  const own = unit();
  const weights = centre.map((value, axis) => value + (own[axis] as number));
  const [near, far] = [Math.sqrt(1 - spread), Math.sqrt(spread / dimension)];
  const inputs = Float64Array.from(
    { length: size * dimension },
    (_, at) => near * (centre[at % dimension] as number) + far * normal(),
  );
  const outputs = Float64Array.from(
    { length: size },
    (_, at) => product(inputs, weights, at * dimension) + Math.sqrt(spread) * OUTPUT_NOISE * normal(),
  );
  return { inputs, outputs, dimension };
}

/** The sum of a[from + i] b[i]. */
export function product(a: Float64Array, b: Float64Array, from = 0): number {
  let sum = 0;
  for (let axis = 0; axis < b.length; axis++) sum += (a[from + axis] as number) * (b[axis] as number);
  return sum;
}

/** The mean over the training set of factor(t) · x_t. */
export function weightedMean(
  { inputs, outputs, dimension }: TrainingSet,
  factor: (at: number) => number,
): Float64Array {
  const mean = new Float64Array(dimension);
  for (let at = 0; at < outputs.length; at++) {
    const weight = factor(at) / outputs.length;
    for (let axis = 0; axis < dimension; axis++) {
      mean[axis] = (mean[axis] as number) + weight * (inputs[at * dimension + axis] as number);
    }
  }
  return mean;
}

/** H v, H the mean of x xᵀ: the curvature of the loss ½ · mean (w · x − d)². */
export function curvatureAlong(set: TrainingSet, vector: Float64Array): Float64Array {
  return weightedMean(set, (at) => product(set.inputs, vector, at * set.dimension));
}

/** The largest eigenvalue of H and the sum of all. */
export function curvatures(set: TrainingSet): { readonly largest: number; readonly sum: number } {
  let vector = weightedMean(set, () => 1);
  let largest = Math.hypot(...vector);
  for (let round = 0; round < 300; round++) {
    vector = curvatureAlong(
      set,
      vector.map((value) => value / largest),
    );
    largest = Math.hypot(...vector);
  }
  return { largest, sum: product(set.inputs, set.inputs) / set.outputs.length };
}

/** The weights of least loss that conjugate gradients reach from 0. */
export function solution(set: TrainingSet): Float64Array {
  let residual = weightedMean(set, (at) => set.outputs[at] as number);
  let direction = residual;
  let w = new Float64Array(set.dimension);
  const first = product(residual, residual);
  for (let round = 0; round < 4 * set.dimension && product(residual, residual) > 1e-24 * first; round++) {
    const along = curvatureAlong(set, direction);
    const [before, step] = [product(residual, residual), product(residual, residual) / product(direction, along)];
    w = plus(w, direction, step);
    residual = plus(residual, along, -step);
    direction = plus(residual, direction, product(residual, residual) / before);
  }
  return w;
}

/** a + factor · b. */
export function plus(a: Float64Array, b: Float64Array, factor: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(a, (value, axis) => value + factor * (b[axis] as number));
}

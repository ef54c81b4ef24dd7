import { random } from "momenta/engine";

/** Instances of the training set, and inputs of each. */
export const T = 1000;
export const DIMENSION = 10;
/** The standard deviation of an output's noise. */
export const NOISE = 0.5;
/** Instances held out. */
export const HELD_OUT = 200;
const [TRAINING, TEST] = [11, 12];
const PROBLEM = 1;

/** A linear regression: inputs of variance 1 and less, one after the other, and outputs. */
export interface Regression {
  readonly inputs: Float64Array;
  readonly outputs: Float64Array;
}

/** The standard deviations of the inputs, from 1 to .3. */
const scales = Array.from({ length: DIMENSION }, (_, axis) => 0.3 ** (axis / (DIMENSION - 1)));

/** Outputs are the sums of the inputs, and noise. */
function draw(count: number, stream: number): Regression {
  const { normal } = random(PROBLEM, stream);
  const inputs = Float64Array.from(
    { length: count * DIMENSION },
    (_, at) => (scales[at % DIMENSION] as number) * normal(),
  );
  const outputs = Float64Array.from({ length: count }, (_, at) => {
    const row = inputs.subarray(at * DIMENSION, (at + 1) * DIMENSION);
    return row.reduce((sum, value) => sum + value, 0) + NOISE * normal();
  });
  return { inputs, outputs };
}

export const trainingData = () => draw(T, TRAINING);
export const heldOutData = () => draw(HELD_OUT, TEST);

/** The mean of ½ (w · x − d)² over some instances, all where none are named. */
export function lossOf({ inputs, outputs }: Regression, w: Float64Array, places?: readonly number[]): number {
  const count = places?.length ?? outputs.length;
  let sum = 0;
  for (let index = 0; index < count; index++) {
    const at = places?.[index] ?? index;
    sum += residual(inputs, outputs, w, at) ** 2;
  }
  return sum / (2 * count);
}

/** The mean gradient of these losses. */
export function gradientOf({ inputs, outputs }: Regression, w: Float64Array, places?: readonly number[]): Float64Array {
  const count = places?.length ?? outputs.length;
  const gradient = new Float64Array(DIMENSION);
  for (let index = 0; index < count; index++) {
    const at = places?.[index] ?? index;
    const error = residual(inputs, outputs, w, at) / count;
    for (let axis = 0; axis < DIMENSION; axis++) {
      gradient[axis] = (gradient[axis] as number) + error * (inputs[at * DIMENSION + axis] as number);
    }
  }
  return gradient;
}

function residual(inputs: Float64Array, outputs: Float64Array, w: Float64Array, at: number): number {
  let sum = -(outputs[at] as number);
  for (let axis = 0; axis < DIMENSION; axis++) sum += (w[axis] as number) * (inputs[at * DIMENSION + axis] as number);
  return sum;
}

/** The least loss, found by descent. */
export function leastLoss(data: Regression): number {
  let w = new Float64Array(DIMENSION);
  for (let round = 0; round < 400; round++) {
    const gradient = gradientOf(data, w);
    w = Float64Array.from(w, (value, axis) => value - (gradient[axis] as number));
  }
  return lossOf(data, w);
}

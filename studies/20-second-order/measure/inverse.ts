import type { Tensor } from "@tensorflow/tfjs";
import { jit, leaves, tf } from "momenta/engine";
import { type Landscape, quadric, randomRotation } from "momenta/landscapes";
import { type BfgsState, bfgs, type ObjectiveOptimizer } from "momenta/optimizers";
import { spectrum } from "../../common/index.js";
import { round } from "../../core/index.js";
import type { SecondOrderOptions } from "../options.js";

/** How BFGS learns the inverse Hessian of a quadric of n dimensions. */
export interface LearnedInverse {
  readonly dimension: number;
  /** ‖B − H⁻¹‖_F / ‖H⁻¹‖_F before every update and after the last, for the usual line search and for a tight one. */
  readonly usual: readonly number[];
  readonly tight: readonly number[];
}

/** Of the quadric. */
const dimension = 10;

/** Runs BFGS with two line searches on a quadric in random rotation, eigenvalues from 1 to κ. */
export function inverse({ conditionNumber }: SecondOrderOptions): LearnedInverse {
  const eigenvalues = spectrum(conditionNumber, dimension);
  const rotation = randomRotation(dimension, 1);
  const problem = quadric({ eigenvalues, rotation });
  const entry = (row: number, column: number) =>
    eigenvalues.reduce(
      (sum, value, k) => sum + ((rotation[row]?.[k] as number) * (rotation[column]?.[k] as number)) / value,
      0,
    );
  const exact = rotation.flatMap((line, row) => line.map((_, column) => entry(row, column)));
  const errors = (curvature: number) => inverseErrors(problem, exact, bfgs({ curvature }), 2 * dimension);
  return { dimension, usual: errors(0.9), tight: errors(0.001) };
}

function inverseErrors(
  { value, start }: Landscape,
  exact: readonly number[],
  optimizer: ObjectiveOptimizer<BfgsState>,
  updates: number,
): number[] {
  const update = jit(
    (points: Tensor, state: BfgsState) => {
      const [change, next] = optimizer.update(value, state, points);
      return { points: tf.add(points, change), state: next };
    },
    { compiler: "graph" },
  );
  const size = Math.hypot(...exact);
  const relativeError = ({ inverseHessian }: BfgsState) =>
    round(Math.hypot(...[...inverseHessian.dataSync()].map((entry, at) => entry - (exact[at] as number))) / size);
  try {
    const points = tf.tensor2d([start as number[]], [1, dimension]) as Tensor;
    let place: { points: Tensor; state: BfgsState } = { points, state: optimizer.init(points) };
    const errors = [relativeError(place.state)];
    for (let count = 0; count < updates; count++) {
      const next = update(place.points, place.state);
      tf.dispose(leaves<Tensor>({ ...place }));
      place = next as typeof place;
      errors.push(relativeError(place.state));
    }
    tf.dispose(leaves<Tensor>({ ...place }));
    return errors;
  } finally {
    update.dispose();
  }
}

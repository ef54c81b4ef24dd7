import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import { jit, type ScanStep, scan, type TensorTree, tf, tidy, valueAndGradient } from "momenta/engine";
import type { Landscape } from "momenta/landscapes";
import { applyUpdates, type ObjectiveOptimizer, type Optimizer } from "momenta/optimizers";

/** A descent, with what it has cost so far. */
export interface Descent {
  /** f before every update and after the last. */
  readonly values: readonly number[];
  /** Evaluations of f and its gradient before every update and after the last. */
  readonly evaluations: readonly number[];
}

interface Place extends Record<string, TensorTree> {
  readonly points: Tensor;
  readonly state: Record<string, TensorTree>;
}

/**
 * Descents from several starts in one compiled loop. A line search counts all points that it tries, every other method one
 * evaluation for each update.
 *
 * @param optimizer a hyper-parameter of shape [R] gives each start its own
 */
export function descents(
  { dimension, value }: Landscape,
  optimizer: Optimizer | ObjectiveOptimizer,
  starts: readonly (readonly number[])[],
  updates: number,
): Descent[] {
  const step: ScanStep<Place, Tensor, Record<string, Tensor>> = ({ points, state }, index) => {
    const evaluated = valueAndGradient(value, points);
    const [change, next] =
      "takes" in optimizer
        ? optimizer.update(value, state, points)
        : optimizer.update(evaluated.gradient, state, points);
    const counted = state.evaluations as Tensor | undefined;
    const evaluations = counted ?? tf.mul(tf.onesLike(evaluated.value), tf.cast(index, "float32"));
    return [
      { points: applyUpdates(points, change as Tensor), state: next },
      { values: evaluated.value, evaluations },
    ];
  };
  const walk = jit((start: Tensor) => scan(step, { points: start, state: optimizer.init(start) }, updates + 1)[1], {
    compiler: "graph",
  });
  try {
    return tidy(() => {
      const { values, evaluations } = walk(tf.tensor2d(starts.flat(), [starts.length, dimension]));
      const [heights, counts] = [(values as Tensor2D).arraySync(), (evaluations as Tensor2D).arraySync()];
      return starts.map((_, replica) => ({
        values: heights.map((row) => row[replica] as number),
        evaluations: counts.map((row) => row[replica] as number),
      }));
    });
  } finally {
    walk.dispose();
  }
}

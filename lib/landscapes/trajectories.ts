import type { Tensor, Tensor2D, Tensor3D } from "@tensorflow/tfjs";
import { having, kind, requireOptions, type Schema, whole } from "../arguments/index.js";
import { jit, type ScanStep, scan, type TensorTree, tf, tidy, valueAndGradient } from "../engine/index.js";
import { applyUpdates, type ObjectiveOptimizer, type Optimizer } from "../optimizers/index.js";
import { type Landscape, landscapeKind } from "./landscape.js";

/** Which optimizer goes where, and from where. */
export interface TrajectoriesOptions {
  readonly landscape: Landscape;
  readonly optimizer: Optimizer | ObjectiveOptimizer;
  /** One start for each replica, [R][n]; a hyper-parameter of shape [R] gives the replica of each start its own. */
  readonly starts: readonly (readonly number[])[];
  readonly updates: number;
}

const schema: Schema<TrajectoriesOptions> = {
  landscape: landscapeKind,
  optimizer: having("an optimizer, as sgd({ learningRate: 0.1 })", "init", "update"),
  starts: kind("a list of points", (value) => Array.isArray(value) && value.every(Array.isArray)),
  updates: whole(0),
};

/** Where the replicas were, and how high: the starts, then the points after every update. */
export interface Trajectories {
  /** [updates + 1, R, n]. */
  readonly positions: Tensor3D;
  /** [updates + 1, R]. */
  readonly values: Tensor2D;
}

interface Walk extends Record<string, TensorTree> {
  readonly points: Tensor;
  readonly state: Record<string, TensorTree>;
}

/**
 * The paths of an optimizer from many starts, all in one compiled loop.
 *
 * ```ts
 * const { positions, values } = trajectories({
 *   landscape: beale,
 *   optimizer: adam({ learningRate: tf.tensor1d([0.01, 0.1]) }),
 *   starts: [beale.start, beale.start],
 *   updates: 500,
 * });
 * ```
 *
 * Where a replica diverges its positions and values go on as infinities and NaN; the others do not notice.
 *
 * @throws RangeError where an option is missing, unknown or not what it may be; Error where there is no start, one has another dimension than the landscape or a coordinate that is not finite,
 *   or `updates` is no whole number of at least 0
 */
export function trajectories(options: TrajectoriesOptions): Trajectories {
  requireOptions("trajectories", options, schema);
  const { landscape, optimizer, starts, updates } = options;
  const { dimension, value } = landscape;
  requireStarts(landscape, starts);

  const stepFrom = (points: Tensor, state: Walk["state"]) => {
    if ("takes" in optimizer) return { height: value(points), next: optimizer.update(value, state, points) };
    const { value: height, gradient } = valueAndGradient(value, points);
    return { height, next: optimizer.update(gradient, state, points) };
  };
  const step: ScanStep<Walk, Tensor, TensorTree> = ({ points, state }) => {
    const { height, next } = stepFrom(points, state);
    const [change, nextState] = next;
    return [
      { points: applyUpdates(points, change), state: nextState },
      { positions: points, values: height },
    ];
  };
  // The operations are few and small: XLA would need longer to compile them than they take.
  const walk = jit(
    function walk(start: Tensor) {
      const [{ points }, before] = scan(step, { points: start, state: optimizer.init(start) }, updates);
      const { positions, values } = before as Readonly<Record<"positions" | "values", Tensor>>;
      return {
        positions: tf.concat([positions, tf.expandDims(points)]),
        values: tf.concat([values, tf.expandDims(value(points))]),
      };
    },
    { compiler: "graph" },
  );
  try {
    return tidy(() => walk(tf.tensor2d(starts.flat(), [starts.length, dimension])) as Trajectories);
  } finally {
    walk.dispose();
  }
}

function requireStarts({ name, dimension }: Landscape, starts: readonly (readonly number[])[]): void {
  if (starts.length === 0) throw new Error("trajectories: there are no starts; give one for each replica.");
  starts.forEach((start, replica) => {
    if (start.length === dimension && start.every(Number.isFinite)) return;
    throw new Error(
      `trajectories: start ${replica} is [${start.join(", ")}]; ${name} wants ${dimension} finite numbers.`,
    );
  });
}

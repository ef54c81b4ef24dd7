import type { Tensor } from "@tensorflow/tfjs";
import { jit, scan, type TensorTree, tf, tidy } from "momenta/engine";
import { applyUpdates, type Optimizer } from "momenta/optimizers";

/** Where the replicas are, [R, n], and the optimizer's state. */
interface Walk extends Record<string, TensorTree> {
  readonly points: Tensor;
  readonly state: Record<string, TensorTree>;
}

/**
 * Paths of an optimizer whose gradients have noise that was drawn before.
 *
 * @param gradient of the points [R, n] with the noise of the update, [R, m]
 * @param noise `[update][replica][m]`
 * @returns the starts, then the points after every update, `[k][replica][n]`
 */
export function noisyDescent(
  optimizer: Optimizer,
  gradient: (points: Tensor, noise: Tensor) => Tensor,
  starts: readonly (readonly number[])[],
  noise: readonly (readonly (readonly number[])[])[],
): number[][][] {
  const step = ({ points, state }: Walk, errors: Tensor): [Walk, Tensor] => {
    const [change, next] = optimizer.update(gradient(points, errors), state, points);
    const moved = applyUpdates(points, change);
    return [{ points: moved, state: next }, moved];
  };
  // The operations are few and small: XLA would need longer to compile them than they take.
  const walk = jit(
    function walk(start: Tensor, errors: Tensor) {
      return scan(step, { points: start, state: optimizer.init(start) }, errors)[1];
    },
    { compiler: "graph" },
  );
  try {
    const after = tidy(() =>
      (walk(tf.tensor2d(starts as number[][]), tf.tensor3d(noise as number[][][])) as Tensor).arraySync(),
    );
    return [starts.map((start) => [...start]), ...(after as number[][][])];
  } finally {
    walk.dispose();
  }
}

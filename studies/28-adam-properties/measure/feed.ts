import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { jit, scan, type TensorTree, tf, tidy } from "momenta/engine";
import type { Optimizer } from "momenta/optimizers";

/** The steps and the state of an optimizer after some updates, an entry for each replica. */
export interface Outcome {
  /** What the last update added to the parameter. */
  readonly step: Float32Array;
  /** The longest step so far, and how many were longer than 1. */
  readonly longest: Float32Array;
  readonly beyond: Float32Array;
  /** The leaves of the state by name. */
  readonly state: Readonly<Record<string, Float32Array>>;
}

interface Place extends Record<string, TensorTree> {
  readonly state: Record<string, TensorTree>;
  readonly step: Tensor;
  readonly longest: Tensor;
  readonly beyond: Tensor;
}

/** A step that exceeds the bound by rounding alone is not beyond it. */
const BOUND = 1 + 1e-4;

/**
 * Feeds gradients to an optimizer of one parameter; they do not depend on where its steps lead.
 *
 * @param gradients update after update, T · R
 * @param at the updates of the outcomes, ascending from 1
 */
export function feed(
  optimizer: Optimizer,
  gradients: Float32Array,
  replicas: number,
  at: readonly number[],
): readonly Outcome[] {
  const advance = jit(
    function advance(place: Place, all: Tensor, from: Tensor, count: Scalar) {
      const update = ({ state, longest, beyond }: Place, index: Tensor): [Place, Record<never, Tensor>] => {
        const gradient = tf.gather(all, tf.add(from, index));
        const [change, next] = optimizer.update(gradient, state, gradient);
        const step = change as Tensor;
        const length = tf.abs(step);
        const after = {
          state: next,
          step,
          longest: tf.maximum(longest, length),
          beyond: tf.add(beyond, tf.cast(tf.greater(length, BOUND), "float32")),
        };
        return [after, {}];
      };
      return scan(update, place, count)[0];
    },
    // The operations are few: XLA would need longer to compile them than they take.
    { compiler: "graph" },
  );
  return tidy(() => {
    const all = tf.tensor2d(gradients.slice(), [gradients.length / replicas, replicas]);
    const nothing = () => tf.zeros([replicas]);
    let place: Place = {
      state: optimizer.init(nothing()),
      step: nothing(),
      longest: nothing(),
      beyond: nothing(),
    };
    const outcomes = at.map((t, index) => {
      const from = at[index - 1] ?? 0;
      place = advance(place, all, tf.scalar(from, "int32"), tf.scalar(t - from, "int32"));
      const values = (leaf: Tensor) => leaf.dataSync() as Float32Array;
      return {
        step: values(place.step),
        longest: values(place.longest),
        beyond: values(place.beyond),
        state: Object.fromEntries(Object.entries(place.state).map(([name, leaf]) => [name, values(leaf as Tensor)])),
      };
    });
    advance.dispose();
    return outcomes;
  });
}

import type { Tensor } from "@tensorflow/tfjs";
import { inputTable, type Task } from "momenta/datasets";
import { jit, leaves, mapTree, type TensorTree, tf, tidy } from "momenta/engine";
import type { Model } from "momenta/models";
import { modelParameters, type ParameterValues } from "momenta/training";

/** The loss, in nats, and the accuracy on each of two tasks, point by point. */
export interface Heights {
  readonly loss: readonly [task1: number[], task2: number[]];
  readonly accuracy: readonly [task1: number[], task2: number[]];
}

/** How much of each of three sets of parameters makes a point. */
export type Share = readonly [number, number, number];
/** Three sets of parameters. */
export type Corners = readonly [ParameterValues, ParameterValues, ParameterValues];

/** Loss and accuracy at points c₁ · θ₁ + c₂ · θ₂ + c₃ · θ₃ of a model's parameters. */
export interface Surface {
  /** As many points as fit in a chunk at a time; all are made of the same corners. */
  heights(corners: Corners, shares: readonly Share[]): Heights;
  /** Frees the compiled program and the examples. */
  dispose(): void;
}

/** Points that are computed in one call. */
const CHUNK = 41;

/** The surface of a model over the first `examples` held-out examples of each of two tasks. */
export function surface<Params extends TensorTree>(
  model: Model<Params>,
  tasks: readonly [Task, Task],
  examples: number,
): Surface {
  const evaluate = jit(function evaluate(corners: Params, shares: Tensor, inputs: Tensor, units: Tensor) {
    const mixed = mapTree((leaf) => {
      const [count, ...shape] = leaf.shape as [number, ...number[]];
      return tf.reshape(tf.matMul(shares, tf.reshape(leaf, [count, -1])), [CHUNK, ...shape]);
    }, corners);
    const logits = model.apply(mixed, inputs);
    const labels = tf.cast(tf.oneHot(units, logits.shape[2] as number), "float32");
    const losses = tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits), labels), -1));
    const correct = tf.cast(tf.equal(tf.argMax(logits, -1), units), "float32");
    const meanPerTask = (values: Tensor) => tf.mean(tf.reshape(values, [CHUNK, 2, examples]), 2);
    return { loss: meanPerTask(losses), accuracy: meanPerTask(correct) };
  });
  const { inputs, units } = tidy(() => ({
    inputs: tf.concat(tasks.map(({ dataset, test }) => inputTable(dataset.test, test.subarray(0, examples)))),
    units: tf.tensor1d(
      tasks.flatMap(({ dataset, test, unitOfClass }) =>
        [...test.subarray(0, examples)].map((index) => unitOfClass[dataset.test.labels[index] as number] as number),
      ),
      "int32",
    ),
  }));
  return {
    heights(corners, shares) {
      const stacked = modelParameters(model, corners);
      try {
        const rows = chunks(shares).flatMap((chunk) => {
          const { loss, accuracy } = tidy(() => {
            const values = evaluate(stacked, tf.tensor2d(chunk.map((share) => [...share])), inputs, units);
            return { loss: values.loss.arraySync() as number[][], accuracy: values.accuracy.arraySync() as number[][] };
          });
          return loss.map((row, at) => ({ loss: row, accuracy: accuracy[at] as number[] }));
        });
        const column = (kind: "loss" | "accuracy", task: 0 | 1) =>
          rows.slice(0, shares.length).map((row) => row[kind][task] as number);
        return {
          loss: [column("loss", 0), column("loss", 1)],
          accuracy: [column("accuracy", 0), column("accuracy", 1)],
        };
      } finally {
        tf.dispose(leaves<Tensor>(stacked));
      }
    },
    dispose() {
      evaluate.dispose();
      tf.dispose([inputs, units]);
    },
  };
}

/** Whole chunks; the last share is repeated where there are too few. */
function chunks(shares: readonly Share[]): Share[][] {
  const count = Math.ceil(shares.length / CHUNK);
  return Array.from({ length: count }, (_, chunk) =>
    Array.from({ length: CHUNK }, (_, at) => shares[Math.min(chunk * CHUNK + at, shares.length - 1)] as Share),
  );
}

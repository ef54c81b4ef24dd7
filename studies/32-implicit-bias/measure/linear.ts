import type { Tensor, Tensor3D } from "@tensorflow/tfjs";
import { type Compiler, jit, scan, type TensorTree, tf, tidy } from "momenta/engine";
import { applyUpdates, type Optimizer } from "momenta/optimizers";
import type { Rows } from "./leastNorm.js";

/** Examples of one replica. */
export interface Examples {
  /** x_i, n rows of p numbers. */
  readonly inputs: Rows;
  /** y_i; labels are ±1. */
  readonly targets: ArrayLike<number>;
}

/** What a linear model, started from zero, is trained on. */
export interface Descent {
  /** One for each replica, all of the same sizes. */
  readonly examples: readonly Examples[];
  /** ½ (w · x − y)², or log(1 + exp(−y w · x)); the mean over the examples of an update. */
  readonly loss: "squared" | "logistic";
  /** What the loss is multiplied by, for gradients whose squares float32 cannot hold; 1 if left out. */
  readonly scale?: number;
  readonly updates: number;
  /** The examples of every update; all of them where left out. */
  readonly batches?: readonly (readonly number[])[];
  /** What is recorded after every update, each [R], of weights [R, p] and outputs w · x_i [R, n]. */
  readonly record: (weights: Tensor, outputs: Tensor) => Record<string, Tensor>;
  readonly compiler?: Compiler;
}

/** The last weights of each replica, and what was recorded: `[name][update][replica]`. */
export interface Descended {
  readonly weights: number[][];
  readonly records: Readonly<Record<string, number[][]>>;
}

interface Place extends Record<string, TensorTree> {
  readonly weights: Tensor;
  readonly outputs: Tensor;
  readonly state: Record<string, TensorTree>;
}

/** Trains w from 0, all replicas in one compiled loop. */
export function descend(
  optimizer: Optimizer,
  { examples, loss, scale = 1, updates, batches, record, compiler }: Descent,
): Descended {
  const [count, size] = [examples[0]?.inputs.length as number, examples[0]?.inputs[0]?.length as number];
  const walk = jit(
    function walk(inputs: Tensor, targets: Tensor, masks: Tensor) {
      const outputsOf = (weights: Tensor) => tf.squeeze(tf.matMul(inputs, tf.expandDims(weights, 2)), [2]);
      const slopes = (outputs: Tensor) =>
        loss === "squared"
          ? tf.sub(outputs, targets)
          : tf.neg(tf.mul(targets, tf.sigmoid(tf.neg(tf.mul(targets, outputs)))));
      const step = ({ weights, outputs, state }: Place, mask: Tensor): [Place, Record<string, Tensor>] => {
        const weighed = tf.mul(slopes(outputs), tf.div(tf.mul(scale, mask), tf.sum(mask)));
        const gradient = tf.squeeze(tf.matMul(tf.expandDims(weighed, 1), inputs), [1]);
        const [change, next] = optimizer.update(gradient, state, weights);
        const moved = applyUpdates(weights, change);
        const after = outputsOf(moved);
        return [{ weights: moved, outputs: after, state: next }, record(moved, after)];
      };
      const weights = tf.zeros([examples.length, size]);
      const start = { weights, outputs: tf.zerosLike(targets), state: optimizer.init(weights) };
      const [{ weights: end }, records] = scan(step, start, masks);
      return { end, records };
    },
    compiler === undefined ? {} : { compiler },
  );
  try {
    return tidy(() => {
      const inputs = tf.tensor3d(
        Float32Array.from(examples.flatMap(({ inputs }) => inputs.flatMap((row) => [...row]))),
        [examples.length, count, size],
      );
      const targets = tf.tensor2d(Float32Array.from(examples.flatMap(({ targets }) => Array.from(targets))), [
        examples.length,
        count,
      ]);
      const { end, records } = walk(inputs as Tensor3D, targets, masksOf(batches, updates, count));
      return {
        weights: end.arraySync() as number[][],
        records: Object.fromEntries(
          Object.entries(records).map(([name, values]) => [name, (values as Tensor).arraySync() as number[][]]),
        ),
      };
    });
  } finally {
    walk.dispose();
  }
}

/** 1 for the examples of an update, [K, n]. */
function masksOf(batches: Descent["batches"], updates: number, count: number): Tensor {
  if (batches === undefined) return tf.ones([updates, count]);
  const masks = new Float32Array(updates * count);
  for (let update = 0; update < updates; update++) {
    for (const example of batches[update % batches.length] as readonly number[]) masks[update * count + example] = 1;
  }
  return tf.tensor2d(masks, [updates, count]);
}

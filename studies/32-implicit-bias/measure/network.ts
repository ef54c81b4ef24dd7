import type { Tensor } from "@tensorflow/tfjs";
import { type Compiler, jit, scan, type TensorTree, tf, tidy } from "momenta/engine";
import { applyUpdates, type Optimizer } from "momenta/optimizers";
import { round } from "../../core/index.js";

/** Points of the plane with labels ±1. */
export interface Points {
  readonly inputs: readonly (readonly [x: number, y: number])[];
  readonly labels: readonly number[];
}

/** Weights of the hidden units, a row each. */
export type Hidden = readonly (readonly [x: number, y: number])[];

/** A network of one hidden layer: f(x) = Σ_j a_j max(0, w_j · x) / units, where a_j is 1 for even j and −1 for odd ones. */
export function output(hidden: Hidden, [x, y]: readonly [number, number]): number {
  const sum = hidden.reduce((total, [u, v], unit) => total + signOf(unit) * Math.max(0, u * x + v * y), 0);
  return sum / hidden.length;
}

function signOf(unit: number): number {
  return unit % 2 === 0 ? 1 : -1;
}

interface Place extends Record<string, TensorTree> {
  readonly weights: Tensor;
  readonly state: Record<string, TensorTree>;
}

/** Trains the hidden weights of all replicas on the logistic loss of all their points, in one compiled loop. */
export function trainHidden(
  optimizer: Optimizer,
  {
    starts,
    points,
    updates,
    compiler,
  }: {
    readonly starts: readonly Hidden[];
    readonly points: readonly Points[];
    readonly updates: number;
    readonly compiler?: Compiler;
  },
): Hidden[] {
  const units = starts[0]?.length as number;
  const train = jit(
    function train(weights: Tensor, inputs: Tensor, labels: Tensor) {
      const signs = tf.tensor1d(Array.from({ length: units }, (_, unit) => signOf(unit) / units));
      const update = ({ weights, state }: Place): [Place, Record<never, Tensor>] => {
        const sums = tf.matMul(inputs, weights, false, true);
        const outputs = tf.sum(tf.mul(tf.relu(sums), signs), 2);
        const slopes = tf.div(
          tf.mul(labels, tf.sigmoid(tf.neg(tf.mul(labels, outputs)))),
          -(labels.shape[1] as number),
        );
        const active = tf.mul(tf.cast(tf.greater(sums, 0), "float32"), signs);
        const gradient = tf.matMul(tf.mul(active, tf.expandDims(slopes, 2)), inputs, true);
        const [change, next] = optimizer.update(gradient, state, weights);
        return [{ weights: applyUpdates(weights, change), state: next }, {}];
      };
      return scan(update, { weights, state: optimizer.init(weights) }, updates)[0].weights;
    },
    compiler === undefined ? {} : { compiler },
  );
  try {
    return tidy(() => {
      const trained = train(
        tf.tensor3d(starts as unknown as number[][][]),
        tf.tensor3d(points.map(({ inputs }) => inputs) as unknown as number[][][]),
        tf.tensor2d(points.map(({ labels }) => [...labels])),
      );
      return trained.arraySync() as unknown as Hidden[];
    });
  } finally {
    train.dispose();
  }
}

export function turned([x, y]: readonly [number, number], degrees: number): [number, number] {
  const [cosine, sine] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return [cosine * x - sine * y, sine * x + cosine * y];
}

/**
 * The directions in which the output of a network without biases changes its sign: it is positively homogeneous, so that its
 * boundary consists of rays from 0. One above and one below the axis from the class 1, in degrees.
 */
export function raysOf(hidden: Hidden): number[] {
  return [1, -1].map((side) => {
    const scoreAt = (degrees: number) => output(hidden, turned([1, 0], side * degrees));
    let [inside, outside] = [0, 180];
    for (let degrees = 0; degrees <= 180; degrees += 1) {
      if (scoreAt(degrees) < 0) {
        outside = degrees;
        break;
      }
      inside = degrees;
    }
    for (let halving = 0; halving < 30; halving++) {
      const middle = (inside + outside) / 2;
      if (scoreAt(middle) < 0) outside = middle;
      else inside = middle;
    }
    return round(side * inside, 6);
  });
}

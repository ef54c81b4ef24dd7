import type { Scalar, Tensor, Tensor1D } from "@tensorflow/tfjs";
import { having, kind, optional, requireOptions, type Schema, whole } from "../arguments/index.js";
import { flatten, jit, leaves, mapTree, scan, type TensorTree, tf, tidy } from "../engine/index.js";
import { applyUpdates, type Optimizer } from "../optimizers/index.js";
import { landscapeKind } from "./landscape.js";
import type { Quadric } from "./quadric.js";

export interface ConvergenceRatesOptions {
  readonly landscape: Quadric;
  /** A linear method: plain gradient descent, the heavy ball, Nesterov's in its usual form. */
  readonly optimizer: Optimizer;
  /** R, the length of its hyper-parameters of shape [R]. */
  readonly replicas: number;
  /** At least 2; the growth is measured over the last half of them. */
  readonly updates?: number;
}

const schema: Schema<ConvergenceRatesOptions> = {
  landscape: kind("a quadric", (value) => landscapeKind.allows(value) && Object.hasOwn(value as object, "centre")),
  optimizer: having("a linear optimizer, as sgd({ learningRate: 0.1 })", "init", "update"),
  replicas: whole(),
  updates: optional(whole(2)),
};

/** Distance from the centre and the optimizer's state, which one update maps linearly to the next. */
interface Walk extends Record<string, TensorTree> {
  readonly offsets: Tensor;
  readonly state: Record<string, TensorTree>;
}

interface Measured extends Record<string, TensorTree> {
  readonly walk: Walk;
  /** log of the growth since the measurement began, [R]. */
  readonly growth: Tensor;
}

/**
 * By which factor an optimizer's distance from the minimum of a quadric changes in an update, in the long run, [R]:
 *
 *     rate = (‖z_K‖ / ‖z_{K/2}‖)^(2/K),   z = (θ − c, state)
 *
 * It is the largest modulus among the eigenvalues of the iteration matrix: below 1 the replica converges, above it
 * diverges. z is divided by its norm after every update and the logarithms of the norms are summed, so that neither tiny
 * nor huge distances are lost. The start has the same share of every eigenvector of the quadric.
 * 0 where the minimum is met exactly; not finite where a single update overflows.
 * Source: Goh, "Why momentum really works", Distill 2017, for the matrices of momentum.
 *
 * @throws RangeError where an option is missing, unknown or not what it may be; Error where the optimizer is not linear: its state has another
 *   shape than the parameters, or double the distance does not give double the update
 */
export function convergenceRates(options: ConvergenceRatesOptions): Tensor1D {
  requireOptions("convergenceRates", options, schema);
  const { landscape, optimizer, replicas, updates = 1000 } = options;
  const { centre, dimension, start } = landscape;
  const middle = Math.floor(updates / 2);

  const advance = ({ offsets, state }: Walk): Walk => {
    const points = tf.add(offsets, [centre as number[]]);
    const [change, next] = optimizer.update(landscape.gradient(points), state, points);
    return { offsets: applyUpdates(offsets, change), state: next };
  };
  const step = ({ walk, growth }: Measured, index: Scalar): [Measured, TensorTree] => {
    const next = advance(walk);
    const norm = lengths(next);
    const moving = tf.greater(norm, 0);
    const unit = scaled(next, tf.reciprocal(tf.where(moving, norm, tf.onesLike(norm))));
    const measured = tf.where(tf.greaterEqual(index, middle), tf.log(norm), tf.zerosLike(norm));
    return [{ walk: unit, growth: tf.add(growth, measured) }, {}];
  };
  const measure = jit((offsets: Tensor) => {
    const walk = { offsets, state: optimizer.init(offsets) };
    const [{ growth }] = scan(step, { walk, growth: tf.zeros([replicas]) }, updates);
    return tf.exp(tf.div(growth, updates - middle));
  });
  try {
    return tidy(() => {
      const offset = start.map((value, axis) => value - (centre[axis] as number));
      const offsets = tf.tile(tf.tensor2d(offset, [1, dimension]), [replicas, 1]);
      requireLinear(optimizer.name, { offsets, state: optimizer.init(offsets) }, advance);
      return measure(offsets) as Tensor1D;
    });
  } finally {
    measure.dispose();
  }
}

/** The norms of offsets and state together, [R]. */
function lengths(walk: Walk): Tensor {
  const squares = leaves<Tensor>(walk).map((leaf) => tf.sum(tf.square(leaf), 1));
  return tf.sqrt(tf.addN(squares));
}

function scaled(walk: Walk, factors: Tensor): Walk {
  return mapTree((leaf) => tf.mul(leaf, tf.reshape(factors, [-1, 1])), walk);
}

function requireLinear(name: string, first: Walk, advance: (walk: Walk) => Walk): void {
  const { leaves: tensors, paths } = flatten<Tensor>(first);
  const other = tensors.findIndex((tensor) => tensor.shape.join() !== first.offsets.shape.join());
  if (other >= 0) {
    throw new Error(
      `convergenceRates: ${name} keeps ${paths[other]} of shape [${tensors[other]?.shape}], so it is not linear: ` +
        `rates are measured for methods whose state has the shape of the parameters, [${first.offsets.shape}].`,
    );
  }
  const walk = advance(first);
  const two = tf.fill([first.offsets.shape[0] as number], 2);
  const [doubled, expected] = [advance(scaled(walk, two)), scaled(advance(walk), two)];
  const difference = lengths(mapTree((a, b) => tf.sub(a, b), doubled, expected));
  if (tf.any(tf.greater(difference, tf.mul(1e-3, lengths(scaled(walk, two))))).dataSync()[0]) {
    throw new Error(
      `convergenceRates: ${name} is not linear: twice the distance from the minimum does not give twice the update. ` +
        `Rates are measured for gradient descent, momentum and Nesterov's method.`,
    );
  }
}

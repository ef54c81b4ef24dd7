import type { Tensor } from "@tensorflow/tfjs";
import { jit, random, scan, streams, type TensorTree, tf, tidy } from "momenta/engine";
import { randomRotation } from "momenta/landscapes";
import { applyUpdates, type Optimizer } from "momenta/optimizers";
import { dot } from "../../common/index.js";
import type { MomentumAndAdaptiveRatesOptions } from "../options.js";

/** Linear regression on N examples of d inputs; the loss is ½ · mean((x · w − y)²). */
export interface LeastSquares {
  /** x, [N][d]. */
  readonly inputs: readonly (readonly number[])[];
  /** y, [N]. */
  readonly targets: readonly number[];
  /** The weights with the lowest loss, [d]. */
  readonly solution: readonly number[];
}

/** What a problem is made of. */
export interface LeastSquaresOptions {
  readonly examples: number;
  /** The root mean square of each input, [d]. */
  readonly scales: readonly number[];
  /** The root mean square of what the solution leaves unexplained. */
  readonly noise: number;
  /** A rotation of the inputs, so that none has its own scale any more; none where left out. */
  readonly rotation?: readonly (readonly number[])[];
  readonly seed: number;
}

/**
 * A problem whose curvature and solution are known: normal inputs and noise, made orthogonal to each other over the examples.
 * The Hessian is Q · diag(scales²) · Qᵀ with the rotation Q, the solution Q · (1, …, 1).
 */
export function leastSquares({ examples, scales, noise, rotation, seed }: LeastSquaresOptions): LeastSquares {
  const { normal } = random(seed, 0);
  const drawn = [...scales, noise].map(() => Array.from({ length: examples }, normal));
  const columns = orthonormal(drawn).map((column) => column.map((value) => value * Math.sqrt(examples)));
  const rotate = (vector: readonly number[]) => rotation?.map((row) => dot(row, vector)) ?? [...vector];
  const straight = Array.from({ length: examples }, (_, example) =>
    scales.map((scale, axis) => scale * at(columns, axis, example)),
  );
  return {
    inputs: straight.map(rotate),
    targets: straight.map((x, example) => sum(x) + noise * at(columns, scales.length, example)),
    solution: rotate(scales.map(() => 1)),
  };
}

/** Decides the examples; the minibatches have seeds of their own. */
const PROBLEM = 1;

/** The problem on which momentum is looked at. */
export function wellScaled({ examples, scales, noise }: MomentumAndAdaptiveRatesOptions): LeastSquares {
  return leastSquares({ examples, scales, noise, seed: PROBLEM });
}

/** The problem on which rates are looked at, with inputs along the axes and with rotated ones. */
export function illScaled({
  examples,
  illScaled: scales,
  noise,
}: MomentumAndAdaptiveRatesOptions): Readonly<Record<"straight" | "turned", LeastSquares>> {
  const rotation = randomRotation(scales.length, PROBLEM);
  return {
    straight: leastSquares({ examples, scales, noise, seed: PROBLEM }),
    turned: leastSquares({ examples, scales, noise, rotation, seed: PROBLEM }),
  };
}

/** Seeds 1, 2, … */
export function seedsTo(seeds: number): number[] {
  return Array.from({ length: seeds }, (_, index) => index + 1);
}

/** ½ · mean((x · w − y)²) minus the same at the solution. */
export function excessLoss({ inputs, targets, solution }: LeastSquares, weights: readonly number[]): number {
  const squares = inputs.map((x, example) => {
    const target = targets[example] as number;
    return (dot(x, weights) - target) ** 2 - (dot(x, solution) - target) ** 2;
  });
  return sum(squares) / (2 * inputs.length);
}

/** The gradient of the loss over all examples, and the mean square of a minibatch's gradient, of each weight. */
export interface GradientMoments {
  readonly mean: readonly number[];
  /** E[g²] = mean² + (mean square of one example's gradient − mean²) / batch size. */
  readonly meanSquare: readonly number[];
}

/** Both moments of the gradient of a minibatch, drawn with replacement, at some weights. */
export function gradientMoments(
  { inputs, targets }: LeastSquares,
  weights: readonly number[],
  batchSize: number,
): GradientMoments {
  const residuals = inputs.map((x, example) => dot(x, weights) - (targets[example] as number));
  const moments = weights.map((_, axis) => {
    const gradients = inputs.map((x, example) => (x[axis] as number) * (residuals[example] as number));
    const [mean, square] = [sum(gradients) / gradients.length, dot(gradients, gradients) / gradients.length];
    return { mean, meanSquare: mean ** 2 + (square - mean ** 2) / batchSize };
  });
  return { mean: moments.map(({ mean }) => mean), meanSquare: moments.map(({ meanSquare }) => meanSquare) };
}

/** How a problem is gone through. */
export interface FollowOptions {
  /** Decides the minibatches, one for each replica. */
  readonly seeds: readonly number[];
  readonly updates: number;
  readonly batchSize: number;
  /** Whether the weights stay where they start, at 0, whatever the optimizer says. */
  readonly frozen: boolean;
}

/** Before every update, `[update][replica][weight]`: the weights, the gradient of the minibatch, and the update. */
export type Followed = Readonly<
  Record<"weights" | "gradients" | "updates", readonly (readonly (readonly number[])[])[]>
>;

/** An optimizer on minibatches drawn with replacement, from weights 0, all replicas in one compiled loop. */
export function follow(problem: LeastSquares, optimizer: Optimizer, options: FollowOptions): Followed {
  const { seeds, frozen } = options;
  interface Place extends Record<string, TensorTree> {
    readonly weights: Tensor;
    readonly state: Record<string, TensorTree>;
  }
  interface Batch extends Record<string, TensorTree> {
    readonly x: Tensor;
    readonly y: Tensor;
  }
  const step = ({ weights, state }: Place, { x, y }: Batch): [Place, Record<keyof Followed, Tensor>] => {
    const residuals = tf.sub(tf.sum(tf.mul(x, tf.expandDims(weights, 1)), 2), y);
    const gradients = tf.mean(tf.mul(x, tf.expandDims(residuals, 2)), 1);
    const [updates, next] = optimizer.update(gradients, state, weights);
    const after = frozen ? weights : applyUpdates(weights, updates);
    return [
      { weights: after, state: next },
      { weights, gradients, updates: updates as Tensor },
    ];
  };
  const walk = jit(
    function walk(weights: Tensor, batches: Batch) {
      return scan(step, { weights, state: optimizer.init(weights) }, batches)[1];
    },
    { compiler: "graph" },
  );
  try {
    return tidy(() => {
      const start = tf.zeros([seeds.length, problem.solution.length]);
      const outputs = walk(start, drawBatches(problem, options));
      const array = (tensor: Tensor) => tensor.arraySync() as number[][][];
      return {
        weights: array(outputs.weights),
        gradients: array(outputs.gradients),
        updates: array(outputs.updates),
      };
    });
  } finally {
    walk.dispose();
  }
}

/** The examples of every update, x [K, R, B, d] and y [K, R, B]. */
function drawBatches({ inputs, targets }: LeastSquares, { seeds, updates, batchSize }: FollowOptions) {
  const d = (inputs[0] as readonly number[]).length;
  const shape = [updates, seeds.length, batchSize];
  const x = new Float32Array(updates * seeds.length * batchSize * d);
  const y = new Float32Array(updates * seeds.length * batchSize);
  seeds.forEach((seed, replica) => {
    const { below } = random(seed, streams.order);
    for (let update = 0; update < updates; update++) {
      for (let place = 0; place < batchSize; place++) {
        const example = below(inputs.length);
        const row = (update * seeds.length + replica) * batchSize + place;
        x.set(inputs[example] as readonly number[], row * d);
        y[row] = targets[example] as number;
      }
    }
  });
  return { x: tf.tensor(x, [...shape, d]), y: tf.tensor(y, shape) };
}

/** Vectors of length 1, each orthogonal to those before it; twice over for the rounding. */
function orthonormal(vectors: readonly (readonly number[])[]): number[][] {
  const made: number[][] = [];
  for (const vector of vectors) {
    let rest = [...vector];
    for (const other of [...made, ...made]) {
      const overlap = dot(rest, other);
      rest = rest.map((value, place) => value - overlap * (other[place] as number));
    }
    const length = Math.sqrt(dot(rest, rest));
    made.push(rest.map((value) => value / length));
  }
  return made;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function at(rows: readonly (readonly number[])[], row: number, column: number): number {
  return (rows[row] as readonly number[])[column] as number;
}

import type { Tensor } from "@tensorflow/tfjs";
import { jit, random, scan, type TensorTree, tf, tidy } from "momenta/engine";
import { type Interval, meanInterval } from "momenta/statistics";
import { type Context, round, roundInterval } from "../../core/index.js";
import type { EstimatingOptions } from "../options.js";

/** Learning from n examples that come back, or from ones never seen before. */
export interface Criteria {
  /** null: fresh examples in every update. */
  readonly examples: number | null;
  readonly updates: readonly number[];
  /** The criterion on the examples that it learns from; with fresh ones the same as `expected`. */
  readonly training: readonly Interval[];
  /** The true criterion, on `HELD_OUT` other examples, minus that of the true weights. */
  readonly excess: readonly Interval[];
  /** `training` minus the criterion on other examples. */
  readonly gap: readonly Interval[];
  /** ‖mean minibatch gradient − true gradient‖ / ‖true gradient‖ at the start and at the end. */
  readonly bias: readonly [start: Interval, end: Interval] | null;
}

const DIMENSIONS = 50;
const BATCH = 20;
const RATE = 0.1;
const RECORDS = 60;
const HELD_OUT = 10_000;
/** Examples never seen before: for every update of the longest run. */
const SIZES = [100, 1000, null] as const;
/** ‖w*‖: labels are random, P(1 | x) = 1 / (1 + exp(−w* · x)). */
const STRENGTH = 3;
const STREAM = { weights: 0, pool: 1, held: 2, order: 3 } as const;

interface Learner extends Record<string, TensorTree> {
  readonly weights: Tensor;
}

/** Logistic regression by SGD on data of a known distribution. */
export async function criteria(
  { seeds, criterionUpdates: K }: EstimatingOptions,
  context: Context,
): Promise<Criteria[]> {
  const truth = normals(0, STREAM.weights, DIMENSIONS);
  const scale = STRENGTH / Math.hypot(...truth);
  const weights = truth.map((value) => value * scale);
  const pool = labelled(STREAM.pool, K * BATCH, weights);
  const held = labelled(STREAM.held, HELD_OUT, weights);
  const allSeeds = Array.from({ length: seeds }, (_, index) => index + 1);
  const per = K / RECORDS;
  return context.map([...SIZES], "sizes", (examples): Criteria => {
    const orders = allSeeds.map((seed) => orderOf(seed, K * BATCH));
    const indexAt = (replica: number, draw: number) => {
      const order = orders[replica] as Int32Array;
      return order[examples === null ? draw : draw % examples] as number;
    };
    const train = jit(function train(
      inputs: Tensor,
      labels: Tensor,
      heldInputs: Tensor,
      heldLabels: Tensor,
      batches: Tensor,
      own: Tensor,
    ) {
      const slopes = (x: Tensor, y: Tensor, w: Tensor) => {
        const outputs = tf.squeeze(tf.matMul(x, tf.expandDims(w, 2)), [2]);
        return { outputs, gradient: gradientOf(x, tf.sub(tf.sigmoid(outputs), y)) };
      };
      const step = ({ weights }: Learner, batch: Tensor): [Learner, Record<never, Tensor>] => {
        const flat = tf.reshape(batch, [-1]) as Tensor;
        const x = tf.reshape(tf.gather(inputs, flat as never), [seeds, BATCH, DIMENSIONS]);
        const y = tf.reshape(tf.gather(labels, flat as never), [seeds, BATCH]);
        return [{ weights: tf.sub(weights, tf.mul(RATE, slopes(x, y, weights).gradient)) }, {}];
      };
      const measure = (w: Tensor) => {
        const outputs = tf.matMul(w as never, heldInputs as never, false, true);
        const unseen = crossEntropy(outputs, heldLabels);
        const trueGradient = tf.div(
          tf.matMul(tf.sub(tf.sigmoid(outputs), heldLabels) as never, heldInputs as never),
          HELD_OUT,
        );
        if (examples === null) return { training: unseen, unseen, bias: tf.zerosLike(unseen) };
        const flat = tf.reshape(own, [-1]);
        const x = tf.reshape(tf.gather(inputs, flat as never), [seeds, examples, DIMENSIONS]);
        const y = tf.reshape(tf.gather(labels, flat as never), [seeds, examples]);
        const seen = slopes(x, y, w);
        const off = tf.norm(tf.sub(seen.gradient, trueGradient), "euclidean", 1);
        return {
          training: crossEntropy(seen.outputs, y),
          unseen,
          bias: tf.div(off, tf.norm(trueGradient, "euclidean", 1)),
        };
      };
      const record = (learner: Learner, block: Tensor): [Learner, Record<string, Tensor>] => {
        const before = measure(learner.weights);
        return [scan(step, learner, block)[0], before];
      };
      const start = { weights: tf.zeros([seeds, DIMENSIONS]) };
      const [end, records] = scan(record, start, batches);
      return { records, last: measure(end.weights) };
    }, context.compiler);
    try {
      return tidy(() => {
        const batches = new Int32Array(K * seeds * BATCH);
        for (let update = 0; update < K; update++) {
          for (let replica = 0; replica < seeds; replica++) {
            for (let place = 0; place < BATCH; place++) {
              batches[(update * seeds + replica) * BATCH + place] = indexAt(replica, update * BATCH + place);
            }
          }
        }
        const count = examples ?? 1;
        const own = Int32Array.from({ length: seeds * count }, (_, at) => indexAt(Math.floor(at / count), at % count));
        const { records, last } = train(
          tf.tensor2d(pool.inputs, [K * BATCH, DIMENSIONS]),
          tf.tensor1d(pool.labels),
          tf.tensor2d(held.inputs, [HELD_OUT, DIMENSIONS]),
          tf.tensor1d(held.labels),
          tf.tensor4d(batches, [RECORDS, per, seeds, BATCH], "int32"),
          tf.tensor1d(own, "int32"),
        );
        const rows = (name: "training" | "unseen" | "bias") => [
          ...((records[name] as Tensor).arraySync() as number[][]),
          last[name].arraySync() as number[],
        ];
        const [training, unseen, bias] = [rows("training"), rows("unseen"), rows("bias")];
        const least = entropyOf(held, weights);
        const interval = (values: readonly number[]) => roundInterval(meanInterval(values));
        return {
          examples,
          updates: Array.from({ length: RECORDS + 1 }, (_, at) => at * per),
          training: training.map(interval),
          excess: unseen.map((row) => interval(row.map((value) => value - least))),
          gap: training.map((row, at) => interval(row.map((value, seed) => value - (unseen[at]?.[seed] as number)))),
          bias: examples === null ? null : [interval(bias[0] as number[]), interval(bias.at(-1) as number[])],
        };
      });
    } finally {
      train.dispose();
    }
  });
}

/** Xᵀ s / n for each replica. */
function gradientOf(x: Tensor, slopes: Tensor): Tensor {
  return tf.div(tf.squeeze(tf.matMul(tf.expandDims(slopes, 1), x), [1]), x.shape[1] as number);
}

/** The mean of log(1 + exp(o)) − y o. */
function crossEntropy(outputs: Tensor, labels: Tensor): Tensor {
  return tf.mean(tf.sub(tf.softplus(outputs), tf.mul(labels, outputs)), 1);
}

interface Labelled {
  readonly inputs: Float32Array;
  readonly labels: Float32Array;
}

function labelled(stream: number, count: number, weights: readonly number[]): Labelled {
  const { normal, uniform } = random(1, stream);
  const inputs = Float32Array.from({ length: count * DIMENSIONS }, normal);
  const labels = Float32Array.from({ length: count }, (_, at) =>
    Number(uniform() < 1 / (1 + Math.exp(-outputAt(inputs, at, weights)))),
  );
  return { inputs, labels };
}

function outputAt(inputs: Float32Array, row: number, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * (inputs[row * DIMENSIONS + at] as number), 0);
}

/** The criterion of the true weights. */
function entropyOf({ inputs, labels }: Labelled, weights: readonly number[]): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++) {
    const output = outputAt(inputs, row, weights);
    sum += Math.log(1 + Math.exp(output)) - (labels[row] as number) * output;
  }
  return round(sum / labels.length, 8);
}

function normals(seed: number, stream: number, count: number): number[] {
  const { normal } = random(seed, stream);
  return Array.from({ length: count }, normal);
}

function orderOf(seed: number, count: number): Int32Array {
  return random(seed, STREAM.order).shuffle(Int32Array.from({ length: count }, (_, at) => at));
}

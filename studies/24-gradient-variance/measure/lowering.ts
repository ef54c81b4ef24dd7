import type { Tensor } from "@tensorflow/tfjs";
import { jit, random, scan, type TensorTree, tf, tidy } from "momenta/engine";
import { applyUpdates, type Optimizer, plateau, scheduled, schedules, sgd, smoothedLoss } from "momenta/optimizers";
import { type Interval, meanInterval } from "momenta/statistics";
import { type Context, roundInterval } from "../../core/index.js";
import type { GradientVarianceOptions } from "../options.js";
import { DIMENSION, leastLoss, T, trainingData } from "./regression.js";

const BATCH = 10;
const UPDATES = 3000;
const EVERY = 30;
const RATE = 0.2;
/** How much of the running mean of the loss is kept in an update. */
const DECAY = 0.98;

const constant = (learningRate: number) => sgd({ learningRate });
/** To a tenth after so many updates without progress of the smoothed loss. */
const lowered = (patience: number) =>
  smoothedLoss(
    plateau({ rate: RATE, patience, factor: 0.1 }, (learningRate) => sgd({ learningRate })),
    DECAY,
  );
/** The ways in which the learning rate goes. */
export const loweringArms = {
  "η = .2": () => constant(RATE),
  "η = .002": () => constant(RATE / 100),
  "lowered, patience 100": () => lowered(100),
  "lowered, patience 400": () => lowered(400),
  "η = .2/√k": () => scheduled(schedules.inverseRoot(RATE), (learningRate) => sgd({ learningRate })),
} as const satisfies Record<string, () => Optimizer>;
export type LoweringArm = keyof typeof loweringArms;
export const loweringNames = Object.keys(loweringArms) as LoweringArm[];

export interface Lowering {
  readonly at: readonly number[];
  /** The training loss above the least. */
  readonly records: readonly {
    readonly arm: LoweringArm;
    readonly excess: readonly Interval[];
    /** The updates at which each run's rate was lowered. */
    readonly lowered: readonly (readonly number[])[];
  }[];
}

interface Place extends Record<string, TensorTree> {
  readonly weights: Tensor;
  readonly state: Record<string, TensorTree>;
}
interface Batch extends Record<string, TensorTree> {
  readonly x: Tensor;
  readonly d: Tensor;
}

/** SGD on minibatches with a rate that stays, falls, or is lowered where the loss no longer does. */
export async function lowering({ regressionRuns }: GradientVarianceOptions, context: Context): Promise<Lowering> {
  const data = trainingData();
  const least = leastLoss(data);
  const records = await context.map(loweringNames, "rates", (arm) => {
    const { losses, rates } = run(loweringArms[arm](), regressionRuns, context);
    const every = losses.filter((_, at) => (at + 1) % EVERY === 0);
    return {
      arm,
      excess: every.map((ofRuns) => roundInterval(meanInterval(ofRuns.map((loss) => loss - least)))),
      lowered: Array.from({ length: regressionRuns }, (_, seed) =>
        rates.flatMap((ofRuns, at) =>
          at > 0 && (ofRuns[seed] as number) < (rates[at - 1]?.[seed] as number) ? [at + 1] : [],
        ),
      ),
    };
  });
  return { at: Array.from({ length: UPDATES / EVERY }, (_, index) => (index + 1) * EVERY), records };
}

/** The training loss after each update of every run, and the rate of a plateau's optimizer. */
function run(optimizer: Optimizer, runs: number, { compiler }: Context) {
  const data = trainingData();
  const hasRate = "rate" in optimizer.init(tf.zeros([runs, DIMENSION]));
  const [all, outputs] = [
    tf.tensor2d(Float32Array.from(data.inputs), [T, DIMENSION]),
    tf.tensor1d(Float32Array.from(data.outputs)),
  ];
  const step = ({ weights, state }: Place, { x, d }: Batch): [Place, Record<"losses" | "rates", Tensor>] => {
    const residuals = tf.sub(tf.sum(tf.mul(x, tf.expandDims(weights, 1)), 2), d);
    const gradients = tf.mean(tf.mul(x, tf.expandDims(residuals, 2)), 1);
    const loss = tf.mul(tf.mean(tf.square(residuals), 1), 0.5);
    const [updates, next] = optimizer.update(gradients, state, weights, loss);
    const after = applyUpdates(weights, updates);
    const errors = tf.sub(tf.matMul(after as tf.Tensor2D, all, false, true), outputs);
    const losses = tf.mul(tf.mean(tf.square(errors), 1), 0.5);
    return [
      { weights: after, state: next },
      { losses, rates: hasRate ? (next.rate as Tensor) : tf.zerosLike(losses) },
    ];
  };
  const walk = jit(function walk(weights: Tensor, batches: Batch) {
    return scan(step, { weights, state: optimizer.init(weights) }, batches)[1];
  }, compiler);
  try {
    return tidy(() => {
      const { losses, rates } = walk(tf.zeros([runs, DIMENSION]), drawBatches(runs));
      return { losses: losses.arraySync() as number[][], rates: rates.arraySync() as number[][] };
    });
  } finally {
    walk.dispose();
  }
}

/** The minibatches of every update, x [K, R, b, n] and d [K, R, b]. */
function drawBatches(runs: number): Batch {
  const { inputs, outputs } = trainingData();
  const x = new Float32Array(UPDATES * runs * BATCH * DIMENSION);
  const d = new Float32Array(UPDATES * runs * BATCH);
  for (let seed = 0; seed < runs; seed++) {
    const { below } = random(seed + 1, 14);
    for (let update = 0; update < UPDATES; update++) {
      for (let within = 0; within < BATCH; within++) {
        const row = (update * runs + seed) * BATCH + within;
        const at = below(T);
        x.set(inputs.subarray(at * DIMENSION, (at + 1) * DIMENSION), row * DIMENSION);
        d[row] = outputs[at] as number;
      }
    }
  }
  return { x: tf.tensor(x, [UPDATES, runs, BATCH, DIMENSION]), d: tf.tensor(d, [UPDATES, runs, BATCH]) };
}

import { tf, tidy } from "momenta/engine";
import { type Interval, meanInterval } from "momenta/statistics";
import { type Context, last, roundInterval } from "../../core/index.js";
import type { ImplicitBiasOptions } from "../options.js";
import { pseudoInverseSolution } from "./leastNorm.js";
import { descend } from "./linear.js";
import { adaptive, type ImplicitBiasMethod, make, rateFor } from "./methods.js";
import { gaussianRows, regression, shuffledBatches, trueWeights } from "./problems.js";

/** Where an adaptive method ends with one choice of its learning rate and ε. */
export interface Choice {
  /** What the first learning rate is multiplied by. */
  readonly factor: number;
  readonly epsilon: number;
  /** ‖w − X⁺y‖ / ‖X⁺y‖ after the last update. */
  readonly distance: Interval;
}

export interface Choices {
  readonly method: ImplicitBiasMethod;
  /** ε = 10⁻⁸. */
  readonly rates: readonly Choice[];
  /** The factor 1. With ε grows the learning rate, so that a large ε leaves gradient descent at SGD's. */
  readonly epsilons: readonly Choice[];
}

const SMALL = 1e-8;
const settings = [
  ...[0.3, 1, 3, 10, 30].map((factor) => ({ factor, epsilon: SMALL })),
  ...[1e-4, 1e-3, 1e-2, 1e-1, 1, 10, 100].map((epsilon) => ({ factor: 1, epsilon })),
];

/** The adaptive methods on problems with Gaussian true weights, half of the seeds, all choices in one compiled loop. */
export async function choices(options: ImplicitBiasOptions, context: Context): Promise<Choices[]> {
  const { examples: n, weights: p, relevant, updates, batchSize, rate, firstStep } = options;
  const seeds = Array.from({ length: Math.max(2, Math.floor(options.seeds / 2)) }, (_, index) => index + 1);
  const problems = seeds.map((seed) => {
    const inputs = gaussianRows(seed, n, p);
    return regression(inputs, trueWeights(seed, "Gaussian", p, relevant));
  });
  const replicas = settings.flatMap((setting) => problems.map((examples) => ({ ...setting, examples })));
  const batches = shuffledBatches(0, n, batchSize, updates);
  return context.map(adaptive, "methods", (method) => {
    const first = rateFor(method, firstStep);
    const distances = tidy(() => {
      const solutions = tf.tensor2d(
        replicas.map(({ examples }) => [...pseudoInverseSolution(examples.inputs, examples.targets)]),
      );
      const scale = tf.norm(solutions, "euclidean", 1);
      const { records } = descend(
        make(method, updates, {
          learningRate: tf.tensor1d(replicas.map(({ factor, epsilon }) => factor * first + rate * epsilon)),
          epsilon: tf.tensor1d(replicas.map(({ epsilon }) => epsilon)),
        }),
        {
          examples: replicas.map(({ examples }) => examples),
          loss: "squared",
          updates,
          batches,
          record: (w) => ({ distance: tf.div(tf.norm(tf.sub(w, solutions), "euclidean", 1), scale) }),
          ...context.compiler,
        },
      );
      return last(records.distance as number[][]);
    });
    const found = settings.map((setting, at) => ({
      ...setting,
      distance: roundInterval(meanInterval(distances.slice(at * problems.length, (at + 1) * problems.length))),
    }));
    return {
      method,
      rates: found.filter(({ epsilon }) => epsilon === SMALL),
      epsilons: found.filter(({ factor }) => factor === 1),
    };
  });
}

import type { Tensor1D } from "@tensorflow/tfjs";
import { tf } from "momenta/engine";
import { adagrad, adam, type Optimizer, rmsprop, scheduled, schedules, sgd } from "momenta/optimizers";
import { type Interval, meanInterval } from "momenta/statistics";
import { type Context, round, roundInterval } from "../../core/index.js";
import type { ImplicitBiasOptions } from "../options.js";
import { pseudoInverseSolution, type Rows } from "./leastNorm.js";
import { type Descent, descend } from "./linear.js";
import { marginOf, maxMargin } from "./maxMargin.js";
import { separable } from "./problems.js";
import { recordedUpdates } from "./recorded.js";

/** How a linear classifier is trained on the logistic loss. */
export const arms = [
  "gradient descent",
  "momentum",
  "AdaGrad",
  "RMSProp",
  "Adam",
  "Adam, ε = 0.01",
  "Adam, one example an update",
] as const;
export type MarginArm = (typeof arms)[number];

/** Margins as shares of the largest possible, at the updates of `Margins.at`. */
export interface MarginCourse {
  readonly arm: MarginArm;
  readonly l2: readonly Interval[];
  readonly linf: readonly Interval[];
}

/** One classifier that no optimizer of the logistic loss found. */
export interface MarginReference {
  readonly l2: Interval;
  readonly linf: Interval;
}

export interface Margins {
  readonly at: readonly number[];
  readonly courses: readonly MarginCourse[];
  /** The classifier of the largest L2 margin, that of the largest L∞ margin, and X⁺y, which solves least squares. */
  readonly largestL2: MarginReference;
  readonly largestLinf: MarginReference;
  readonly pseudoInverse: MarginReference;
  /** The largest of all seeds of bound / margin − 1 of the largest margins. */
  readonly gap: number;
}

/** Separable problems of all seeds, full batches but for the last arm. */
export async function margins(options: ImplicitBiasOptions, context: Context): Promise<Margins> {
  const { seeds, points, dimensions, marginUpdates: updates } = options;
  const problems = Array.from({ length: seeds }, (_, index) => separable(index + 1, points, dimensions));
  const signed: Rows[] = problems.map(({ inputs, targets }) =>
    inputs.map((row, at) => row.map((value) => value * (targets[at] as number))),
  );
  const largest = await context.map(signed, "problems", (rows) => ({
    l2: maxMargin(rows, "l2"),
    linf: maxMargin(rows, "linf"),
  }));
  const at = recordedUpdates(updates);
  const courses = await context.map(arms, "methods", (arm): MarginCourse => {
    const { records } = descend(optimizerOf(arm), {
      examples: problems,
      loss: "logistic",
      // Nothing but the squares of its gradients knows of it where ε = 0.
      ...(hasNoEpsilon(arm) && { scale: 1e15 }),
      updates,
      ...(arm === "Adam, one example an update" && { batches: Array.from({ length: points }, (_, place) => [place]) }),
      record: (weights, outputs) => marginsOf(weights, outputs, problems),
      ...context.compiler,
    });
    const course = (norm: "l2" | "linf") =>
      at.map((update) =>
        shares(largest.map((found, seed) => (records[norm]?.[update - 1]?.[seed] as number) / found[norm].margin)),
      );
    return { arm, l2: course("l2"), linf: course("linf") };
  });
  const reference = (weightsOf: (seed: number) => Float64Array): MarginReference => {
    const of = (norm: "l2" | "linf") =>
      shares(
        signed.map((rows, seed) => marginOf(rows, weightsOf(seed), norm) / (largest[seed]?.[norm].margin as number)),
      );
    return { l2: of("l2"), linf: of("linf") };
  };
  return {
    at,
    courses,
    largestL2: reference((seed) => largest[seed]?.l2.weights as Float64Array),
    largestLinf: reference((seed) => largest[seed]?.linf.weights as Float64Array),
    pseudoInverse: reference((seed) =>
      pseudoInverseSolution(problems[seed]?.inputs as Rows, problems[seed]?.targets as Float64Array),
    ),
    gap: round(
      Math.max(...largest.flatMap((found) => [found.l2, found.linf].map(({ margin, bound }) => bound / margin - 1))),
    ),
  };
}

function marginsOf(...[weights, outputs, problems]: [...Parameters<Descent["record"]>, Descent["examples"]]) {
  const targets = tf.tensor2d(problems.map(({ targets }) => Array.from(targets)));
  const least = tf.min(tf.mul(outputs, targets), 1);
  return {
    l2: tf.div(least, tf.norm(weights, "euclidean", 1)),
    linf: tf.div(least, tf.max(tf.abs(weights), 1)),
  };
}

function hasNoEpsilon(arm: MarginArm): boolean {
  return !["gradient descent", "momentum", "Adam, ε = 0.01"].includes(arm);
}

/** Gradient descent with a constant rate; the adaptive ones as theory has them, with rates that fall as 1/√t and ε = 0. */
function optimizerOf(arm: MarginArm): Optimizer {
  const falling = (of: (learningRate: number | Tensor1D) => Optimizer) => scheduled(schedules.inverseRoot(0.03), of);
  switch (arm) {
    case "gradient descent":
      return sgd({ learningRate: 1 });
    case "momentum":
      return sgd({ learningRate: 0.1, momentum: 0.9 });
    case "AdaGrad":
      return adagrad({ learningRate: 0.1, epsilon: 0 });
    case "RMSProp":
      return falling((learningRate) => rmsprop({ learningRate, epsilon: 0 }));
    case "Adam, ε = 0.01":
      return falling((learningRate) => adam({ learningRate, epsilon: 0.01 }));
    default:
      return falling((learningRate) => adam({ learningRate, epsilon: 0 }));
  }
}

function shares(values: readonly number[]): Interval {
  return roundInterval(meanInterval(values));
}

import { random, tf } from "momenta/engine";
import { type Context, round } from "../../core/index.js";
import type { ImplicitBiasOptions } from "../options.js";
import { products } from "./leastNorm.js";
import { descend, type Examples } from "./linear.js";
import { type ImplicitBiasMethod, make, methods, rateFor } from "./methods.js";

/** What became of the problem of Wilson et al. */
export interface EqualWeights {
  readonly method: ImplicitBiasMethod;
  /** The largest of all seeds of (max |w| − min |w|) / mean |w| over the features that occur. */
  readonly spread: number;
  /** The largest of all seeds of ‖Xw − y‖ / ‖y‖. */
  readonly trainingError: number;
  /** The share of new examples of either class that is misclassified. */
  readonly positiveError: number;
  readonly negativeError: number;
}

const EXAMPLES = 20;
const POSITIVE = 0.65;
const STREAM = 5;

/**
 * The problem of Wilson et al. 2017, section 3.3: feature 1 is the label, features 2 and 3 are 1, and each example has
 * features of its own that are 1, one of them where the label is 1 and five where it is −1.
 */
export function wilsonProblem(labels: readonly number[]): Examples {
  const inputs = labels.map((label, at) => {
    const row = new Float64Array(3 + 5 * labels.length);
    row.set([label, 1, 1]);
    row.fill(1, 3 + 5 * at, 3 + 5 * at + (label > 0 ? 1 : 5));
    return row;
  });
  return { inputs, targets: Float64Array.from(labels) };
}

/** w · x of a new example: its own features have not been learned. */
export function newScore(weights: ArrayLike<number>, label: number): number {
  const [first = 0, second = 0, third = 0] = [weights[0], weights[1], weights[2]];
  return label * first + second + third;
}

/** All optimizers on it, full batches from 0, with labels of which most are 1. */
export async function equalWeights(options: ImplicitBiasOptions, context: Context): Promise<EqualWeights[]> {
  const { seeds, updates, rate, firstStep } = options;
  const problems = Array.from({ length: seeds }, (_, index) => wilsonProblem(mostlyPositive(index + 1)));
  const rates: Record<ImplicitBiasMethod, number> = {
    SGD: 10 * rate,
    "SGD + momentum": rate,
    AdaGrad: rateFor("AdaGrad", firstStep),
    RMSProp: rateFor("RMSProp", firstStep),
    Adam: rateFor("Adam", firstStep),
  };
  return context.map(methods, "methods", (method) => {
    const { weights } = descend(make(method, updates, { learningRate: rates[method], epsilon: 1e-8 }), {
      examples: problems,
      loss: "squared",
      updates,
      record: () => ({ nothing: tf.zeros([seeds]) }),
      ...context.compiler,
    });
    const over = (value: (w: readonly number[], examples: Examples) => number) =>
      problems.map((examples, at) => value(weights[at] as number[], examples));
    const error = (label: number) => {
      const wrong = over((w) => Number(newScore(w, label) * label <= 0));
      return wrong.reduce((sum, one) => sum + one, 0) / seeds;
    };
    return {
      method,
      spread: round(
        Math.max(...over((w, { inputs }) => spread(w.filter((_, at) => inputs.some((row) => row[at] !== 0))))),
      ),
      trainingError: round(Math.max(...over(relativeError))),
      positiveError: error(1),
      negativeError: error(-1),
    };
  });
}

/** Labels of which the lesser part, but one at least, is −1. */
function mostlyPositive(seed: number): number[] {
  for (let stream = STREAM; ; stream++) {
    const { uniform } = random(seed, stream);
    const labels = Array.from({ length: EXAMPLES }, () => (uniform() < POSITIVE ? 1 : -1));
    const sum = labels.reduce((total, label) => total + label, 0);
    if (sum > 0 && sum < EXAMPLES) return labels;
  }
}

function spread(weights: readonly number[]): number {
  const sizes = weights.map(Math.abs);
  return (Math.max(...sizes) - Math.min(...sizes)) / (sizes.reduce((sum, size) => sum + size, 0) / sizes.length);
}

function relativeError(w: ArrayLike<number>, { inputs, targets }: Examples): number {
  const errors = products(inputs, w).map((output, at) => output - (targets[at] as number));
  return Math.hypot(...errors) / Math.hypot(...Array.from(targets));
}

import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import { jitAsync, scan, type TensorTree, tf, tidy, valueAndGradients } from "momenta/engine";
import { type Dense, type MlpParams, mlp, softmaxCrossEntropy } from "momenta/models";
import { applyUpdates } from "momenta/optimizers";
import type { Hyperparameters, Setting } from "../../common/index.js";
import { type Context, round } from "../../core/index.js";
import type { DeepIdbdOptions } from "../options.js";
import type { Method } from "./methods.js";
import { classes, permutedDigits, pixels } from "./permutedDigits.js";

/** One network: a setting and a seed, which gives its weights, permutations and digits. */
export interface Learner {
  readonly setting: Setting;
  readonly seed: number;
}

/** What became of a network. */
export interface Course extends Learner {
  /** The share of digits that were classified before they were learned, `[task][bin]`. */
  readonly accuracy: readonly (readonly number[])[];
  /** Whether its loss stayed finite. */
  readonly finite: boolean;
  /** The quantiles of the step sizes of each layer after each task, `[task][layer][quantile]`; none where nobody asked for them. */
  readonly stepSizes: readonly (readonly (readonly number[])[])[];
}

/** Bins of a task in which accuracy is kept. */
export const BINS = 10;
export const layers = ["layer1", "output"] as const;
export const quantiles = [0.05, 0.25, 0.5, 0.75, 0.95] as const;
/** Networks of one call, which share a core's cache. */
const AT_A_TIME = 8;

const network = (hidden: number) => mlp([pixels, hidden, classes]);

/**
 * Networks of one method, each of which learns a stream of permuted digits one by one, classifying each before it learns it. All
 * settings and seeds are calls of one compiled program.
 */
export async function learnStream(
  method: Method,
  learners: readonly Learner[],
  { tasks, digits, hidden }: Pick<DeepIdbdOptions, "tasks" | "digits" | "hidden">,
  { map, compiler }: Pick<Context, "map" | "compiler">,
  unit: string,
  withStepSizes = false,
): Promise<Course[]> {
  const learnTask = jitAsync(taskOf(method, hidden), compiler);
  try {
    const groups = Array.from({ length: Math.ceil(learners.length / AT_A_TIME) }, (_, at) =>
      learners.slice(at * AT_A_TIME, (at + 1) * AT_A_TIME),
    );
    const courses = await map(groups, unit, async (group) => {
      const filled = Array.from({ length: AT_A_TIME }, (_, at) => group[at] ?? (group[0] as Learner));
      const found = await learnTogether(filled, learnTask);
      return found.slice(0, group.length);
    });
    return courses.flat();
  } finally {
    learnTask.dispose();
  }

  async function learnTogether(group: readonly Learner[], program: typeof learnTask): Promise<Course[]> {
    const [hyperparameters, first] = startOf(method, group, hidden);
    let networks = first;
    const seen = group.map((learner) => ({
      ...learner,
      accuracy: [] as number[][],
      finite: true,
      stepSizes: [] as number[][][],
    }));
    for (let task = 0; task < tasks; task++) {
      const examples = examplesOf(group, task, digits);
      const [next, { correct, loss }] = await program(networks, hyperparameters, examples);
      const [right, losses] = [correct.arraySync() as number[][], loss.arraySync() as number[]];
      seen.forEach((course, replica) => {
        course.accuracy.push(inBins(right.map((row) => row[replica] as number)));
        course.finite &&= Number.isFinite(losses[replica]);
      });
      tf.dispose([networks, examples, correct, loss] as never);
      networks = next;
      if (withStepSizes && method.stepSizes !== undefined) {
        const { stepSizes: of } = method;
        const rates = weightsOf(() => of(networks.state, hyperparameters));
        seen.forEach(({ stepSizes }, replica) => {
          stepSizes.push(rates.map((layer) => quantilesOf((layer[replica] as number[][]).flat())));
        });
      }
    }
    tf.dispose([networks, hyperparameters] as never);
    return seen;
  }
}

/** The numbers of a tree for the weights of each layer, `[layer][replica][input][unit]`. */
function weightsOf(tree: () => TensorTree): number[][][][] {
  return tidy(() => {
    const numbers = tree() as MlpParams;
    return layers.map((layer) => (numbers[layer] as Dense).kernel.arraySync() as number[][][]);
  });
}

type Networks = { readonly params: MlpParams; readonly state: Record<string, TensorTree> };
type Examples = { readonly inputs: Tensor; readonly labels: Tensor };

/** Networks before their first digit. */
export function startOf(method: Method, group: readonly Learner[], hidden: number): [Hyperparameters, Networks] {
  return tidy(() => {
    const hyperparameters = hyperparametersOf(group.map(({ setting }) => setting));
    const params = network(hidden).init(group.map(({ seed }) => seed));
    return [hyperparameters, { params, state: method.make(hyperparameters).init(params) }];
  });
}

/** The learning of all digits of a task, one by one. */
export function taskOf(method: Method, hidden: number) {
  const { apply } = network(hidden);
  return function task(
    networks: Networks,
    hyperparameters: Hyperparameters,
    examples: Examples,
  ): [Networks, { correct: Tensor; loss: Tensor }] {
    const optimizer = method.make(hyperparameters);
    const learn = (
      { params, state }: Networks,
      { inputs, labels }: Examples,
    ): [Networks, { correct: Tensor; loss: Tensor }] => {
      const logits = (some: MlpParams) => apply(some, tf.expandDims(inputs, 1));
      const wanted = tf.cast(tf.oneHot(tf.expandDims(labels, 1) as Tensor2D, classes), "float32");
      const { value, gradients } = valueAndGradients(
        (some: MlpParams) => softmaxCrossEntropy(logits(some), wanted),
        params,
      );
      // The logits are those of the loss; a compiler computes them once.
      const correct = tf.cast(tf.equal(tf.argMax(tf.squeeze(logits(params), [1]), -1), labels), "float32");
      const [updates, next] = optimizer.update(gradients, state, params, value);
      return [
        { params: applyUpdates(params, updates), state: next },
        { correct, loss: value },
      ];
    };
    const [after, { correct, loss }] = scan(learn, networks, examples);
    return [after, { correct: correct as Tensor, loss: tf.sum(loss as Tensor, 0) }];
  };
}

/** The digits of a task of every network, [digits, R, pixels]. */
export function examplesOf(group: readonly Learner[], task: number, digits: number): Examples {
  const replicas = group.length;
  const inputs = new Float32Array(digits * replicas * pixels);
  const labels = new Int32Array(digits * replicas);
  group.forEach(({ seed }, replica) => {
    const own = permutedDigits(seed, task, digits);
    for (let digit = 0; digit < digits; digit++) {
      inputs.set(own.inputs.subarray(digit * pixels, (digit + 1) * pixels), (digit * replicas + replica) * pixels);
      labels[digit * replicas + replica] = own.labels[digit] as number;
    }
  });
  return {
    inputs: tf.tensor3d(inputs, [digits, replicas, pixels]),
    labels: tf.tensor2d(labels, [digits, replicas], "int32"),
  };
}

function hyperparametersOf(settings: readonly Setting[]): Hyperparameters {
  const names = Object.keys(settings[0] as Setting);
  return Object.fromEntries(
    names.map((name) => [name, tf.tensor1d(settings.map((setting) => setting[name] as number))]),
  );
}

function inBins(correct: readonly number[]): number[] {
  const size = correct.length / BINS;
  return Array.from({ length: BINS }, (_, bin) => {
    const some = correct.slice(bin * size, (bin + 1) * size);
    return round(some.reduce((sum, one) => sum + one, 0) / size);
  });
}

function quantilesOf(values: readonly number[]): number[] {
  const sorted = Float32Array.from(values).sort();
  return quantiles.map((share) => round(sorted[Math.floor(share * (sorted.length - 1))] as number));
}

import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import type { OnlineStream } from "momenta/datasets";
import { jitAsync, scan, type TensorTree, tf, tidy } from "momenta/engine";
import { applyUpdates, type CurvatureOptimizer } from "momenta/optimizers";
import type { Context } from "../../core/index.js";
import type { Setting } from "./grid.js";
import type { Hyperparameters, OnlineMethod } from "./methods.js";

/** A method with the settings that it is run with. */
export interface OnlineLearner {
  readonly method: OnlineMethod;
  readonly settings: readonly Setting[];
}

/** A stream, and how long and by whom it is followed. */
export interface OnlineRun {
  readonly streamOf: (seeds: readonly number[]) => OnlineStream;
  readonly features: number;
  readonly seeds: readonly number[];
  readonly updates: number;
  /** Records of a run; they divide the updates. */
  readonly records: number;
  /** How many seeds one call of the program follows. */
  readonly seedsAtATime: number;
}

/** What the units of one setting did, one unit for each seed. */
export interface OnlineCourse {
  readonly setting: Setting;
  /** The mean squared error of each record, before the updates, `[seed][record]`; not finite where it diverged. */
  readonly errors: readonly (readonly number[])[];
  /** The step size of each weight at the end of each record, `[seed][record][weight]`. */
  readonly stepSizes: readonly (readonly (readonly number[])[])[];
}

type Unit = { readonly weights: Tensor; readonly state: Record<string, TensorTree> };
type Units = Record<string, Unit>;
type Examples = { readonly inputs: Tensor; readonly targets: Tensor };
type Recorded = { readonly errors: Tensor; readonly stepSizes: Tensor };

/**
 * Linear units, from weights of 0, that learn each example of a stream once: all methods with all their settings in one
 * compiled program.
 *
 *     δ = y − w·x,   g = −δ x,   κ = x²
 */
export async function followStream<Name extends string>(
  learners: Readonly<Record<Name, OnlineLearner>>,
  run: OnlineRun,
  { map, compiler }: Pick<Context, "map" | "compiler">,
): Promise<Record<Name, OnlineCourse[]>> {
  const names = Object.keys(learners) as Name[];
  const record = jitAsync(recordOf(learners), compiler);
  try {
    const groups = inGroups(run.seeds, run.seedsAtATime);
    const courses = await map(groups, "groups of seeds", (seeds) => follow(learners, { ...run, seeds }, record));
    const together = (name: Name, at: number): OnlineCourse => {
      const parts = courses.map((course) => course[name][at] as OnlineCourse);
      return {
        setting: learners[name].settings[at] as Setting,
        errors: parts.flatMap(({ errors }) => errors),
        stepSizes: parts.flatMap(({ stepSizes }) => stepSizes),
      };
    };
    return Object.fromEntries(
      names.map((name) => [name, learners[name].settings.map((_, at) => together(name, at))]),
    ) as Record<Name, OnlineCourse[]>;
  } finally {
    record.dispose();
  }
}

type Program = (
  units: Units,
  hyperparameters: Record<string, Hyperparameters>,
  examples: Examples,
) => Promise<[Units, Record<string, Recorded>]>;

/** The learning of all examples of one record. Replicas are setting by setting, in each seed by seed. */
function recordOf(learners: Readonly<Record<string, OnlineLearner>>) {
  return function record(
    units: Units,
    hyperparameters: Record<string, Hyperparameters>,
    examples: Examples,
  ): [Units, Record<string, Recorded>] {
    const optimizers = Object.entries(learners).map(([name, { method, settings }]) => ({
      name,
      copies: settings.length,
      optimizer: method.make(hyperparameters[name] as Hyperparameters) as CurvatureOptimizer,
    }));
    type Carry = { units: Units; sums: Record<string, Tensor> };
    const learn = (carry: Carry, example: Examples): [Carry, Record<never, Tensor>] => {
      const next: Carry = { units: {}, sums: {} };
      for (const { name, copies, optimizer } of optimizers) {
        const { weights, state } = carry.units[name] as Unit;
        const inputs = tf.tile(example.inputs, [copies, 1]);
        const error = tf.sub(tf.tile(example.targets, [copies]), tf.sum(tf.mul(weights, inputs), 1));
        const gradients = tf.mul(inputs, tf.neg(tf.expandDims(error, 1)));
        const [change, after] = optimizer.update(gradients, state, weights, tf.square(inputs));
        next.units[name] = { weights: applyUpdates(weights, change), state: after };
        next.sums[name] = tf.add(carry.sums[name] as Tensor, tf.square(error));
      }
      return [next, {}];
    };
    const zeros = Object.fromEntries(
      optimizers.map(({ name }) => [name, tf.sum(tf.zerosLike((units[name] as Unit).weights), 1)]),
    );
    const [{ units: after, sums }] = scan(learn, { units, sums: zeros }, examples);
    const records = Object.entries(learners).map(([name, { method }]) => {
      const { weights, state } = after[name] as Unit;
      const errors = tf.div(sums[name] as Tensor, examples.targets.shape[0] as number);
      return [name, { errors, stepSizes: method.stepSizes(state, hyperparameters[name] as Hyperparameters, weights) }];
    });
    return [after, Object.fromEntries(records)];
  };
}

async function follow<Name extends string>(
  learners: Readonly<Record<Name, OnlineLearner>>,
  { streamOf, features, seeds, updates, records }: OnlineRun,
  record: Program,
): Promise<Record<Name, OnlineCourse[]>> {
  const stream = streamOf(seeds);
  const entries = Object.entries<OnlineLearner>(learners);
  const [hyperparameters, first] = tidy(() => {
    const tensors = entries.map(([name, { settings }]) => [name, hyperparametersOf(settings, seeds.length)] as const);
    const units = entries.map(([name, { method, settings }], at) => {
      const weights = tf.zeros([settings.length * seeds.length, features]);
      const state = (method.make((tensors[at] as (typeof tensors)[number])[1]) as CurvatureOptimizer).init(weights);
      return [name, { weights, state }];
    });
    return [Object.fromEntries(tensors), Object.fromEntries(units)] as [Record<string, Hyperparameters>, Units];
  });
  let units = first;
  const seen = entries.map(([, { settings }]) =>
    settings.map((setting) => ({
      setting,
      errors: seeds.map((): number[] => []),
      stepSizes: seeds.map((): number[][] => []),
    })),
  );
  for (let at = 0; at < records; at++) {
    const examples = stream.next(updates / records);
    const [next, recorded] = await record(units, hyperparameters, examples);
    entries.forEach(([name], learner) => {
      const { errors, stepSizes } = recorded[name] as Recorded;
      const [errorRows, stepRows] = [errors.arraySync() as number[], stepSizes.arraySync() as number[][]];
      seen[learner]?.forEach((course, setting) => {
        seeds.forEach((_, seed) => {
          const replica = setting * seeds.length + seed;
          course.errors[seed]?.push(errorRows[replica] as number);
          course.stepSizes[seed]?.push(stepRows[replica] as number[]);
        });
      });
    });
    tf.dispose([units, examples, recorded] as never);
    units = next;
  }
  tf.dispose([units, hyperparameters] as never);
  return Object.fromEntries(entries.map(([name], at) => [name, seen[at]])) as unknown as Record<Name, OnlineCourse[]>;
}

/** A tensor [settings × seeds] of each hyper-parameter. */
function hyperparametersOf(settings: readonly Setting[], seeds: number): Hyperparameters {
  const names = Object.keys(settings[0] as Setting);
  return Object.fromEntries(
    names.map((name) => {
      const values = settings.flatMap((setting) => Array<number>(seeds).fill(setting[name] as number));
      return [name, tf.tensor1d(values)];
    }),
  ) as Record<string, Tensor1D>;
}

function inGroups<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}

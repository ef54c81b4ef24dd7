import type { Tensor } from "@tensorflow/tfjs";
import { jitAsync, leaves, type TensorTree, tf } from "momenta/engine";
import { type Interval, ratioInterval } from "momenta/statistics";
import { type Context, roundInterval } from "../../core/index.js";
import type { DeepIdbdOptions } from "../options.js";
import { examplesOf, startOf, taskOf } from "./learnStream.js";
import { type MethodName, methodNames, methods } from "./methods.js";

/** What an update of a method takes. */
export interface Cost {
  readonly name: MethodName;
  /** Numbers that it remembers, for each parameter. */
  readonly stateNumbers: number;
  /** The time of a whole update of one digit, the gradient included, over that of another method, measured in turn. */
  readonly overRmsprop: Interval;
  readonly overAdam: Interval;
}

const ROUNDS = 12;
const learner = { seed: 1, setting: { learningRate: 1e-3, initialRate: 1e-3, metaRate: 0.01, decay: 0.99 } };

/** Times a task of one network with each method, the methods in turn, round after round. */
export async function cost({ digits, hidden }: DeepIdbdOptions, context: Context): Promise<readonly Cost[]> {
  const programs = methodNames.map((name) => {
    const [hyperparameters, networks] = startOf(methods[name], [learner], hidden);
    const learnTask = jitAsync(taskOf(methods[name], hidden), context.compiler);
    return { learnTask, hyperparameters, networks, numbers: stateNumbersOf(networks.state, networks.params) };
  });
  const examples = examplesOf([learner], 0, digits);
  const rounds: number[][] = [];
  // The first round compiles.
  await context.map([Array.from({ length: ROUNDS + 1 })], "measurement", async (all) => {
    for (const _ of all) {
      const times: number[] = [];
      for (const { learnTask, networks, hyperparameters } of programs) {
        const start = performance.now();
        const after = await learnTask(networks, hyperparameters, examples);
        times.push(performance.now() - start);
        tf.dispose(after as never);
      }
      rounds.push(times);
    }
  });
  for (const { learnTask } of programs) learnTask.dispose();
  tf.dispose([examples, programs.map(({ networks, hyperparameters }) => [networks, hyperparameters])] as never);
  const times = (name: MethodName) => rounds.slice(1).map((row) => row[methodNames.indexOf(name)] as number);
  return methodNames.map((name, at) => ({
    name,
    stateNumbers: (programs[at] as (typeof programs)[number]).numbers,
    overRmsprop: roundInterval(ratioInterval(times(name), times("RMSProp"))),
    overAdam: roundInterval(ratioInterval(times(name), times("Adam"))),
  }));
}

/** Numbers of the state for each parameter; a count of the updates, one for a network, is left out. */
export function stateNumbersOf(state: TensorTree, params: TensorTree): number {
  const sizes = (tree: TensorTree) => leaves<Tensor>(tree).map(({ size }) => size);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  return sum(sizes(state).filter((size) => size > 1)) / sum(sizes(params));
}

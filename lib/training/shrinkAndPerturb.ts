import type { Tensor } from "@tensorflow/tfjs";
import { flatten, mapTree, random, streams, type TensorTree, tf, tidy } from "../engine/index.js";
import type { ShrinkAndPerturb } from "./continualLearning.js";
import type { Plan } from "./plan.js";

/** shrink · θ + noise · θ′. */
export function shrunkAndPerturbed(
  { shrink, noise }: ShrinkAndPerturb,
  params: TensorTree,
  fresh: TensorTree,
): TensorTree {
  return mapTree((now, drawn) => tf.add<Tensor>(tf.mul(shrink, now), tf.mul(noise, drawn)), params, fresh);
}

/** The seed of the θ′ with which a run of a seed begins the task of number `phase`. */
export function perturbationSeed(seed: number, phase: number): number {
  return random(seed, streams.perturbation + phase).bits();
}

/** @throws RangeError where an optimizer's state has a copy of the parameters, and is not reset when they are perturbed */
export function requireNoCopies(
  { continualLearning, queue }: Plan,
  init: (params: TensorTree) => TensorTree,
  params: TensorTree,
): void {
  const run = queue.find(({ stateAtSwitch }) => stateAtSwitch !== "reset");
  if (continualLearning.shrinkAndPerturb === undefined || run === undefined) return;
  const others = tidy(() => mapTree((leaf) => tf.add<Tensor>(leaf, 1), params));
  const [state, otherState] = [params, others].map((at) => flatten<Tensor>(init(at)));
  const copy = state?.paths.find((_, at) => {
    const [a, b] = [state, otherState].map((one) => one?.leaves[at]?.dataSync());
    return a?.some((value, place) => !Object.is(value, b?.[place]));
  });
  if (copy === undefined) return;
  throw new RangeError(
    `train: shrinkAndPerturb changes parameters, and the state of ${run.optimizer} begins with values made of them, ${copy}; ` +
      'give stateAtSwitch: "reset".',
  );
}

import { callable, requireArgument } from "../arguments/index.js";
import { configurationOf, type Json, writeJson } from "../configuration/index.js";
import { flatten, type TensorTree } from "../engine/index.js";
import { requireOptimizer } from "./check.js";
import type { Hyperparameter, Optimizer } from "./optimizer.js";

/** Gives the optimizer for one learning rate; its name and its state do not depend on the rate. */
type Maker<State extends Record<string, TensorTree>> = (learningRate: Hyperparameter) => Optimizer<State>;

const example = "(learningRate) => sgd({ learningRate })";

/** What it makes. @throws RangeError where it is no function, or makes no optimizer */
export function requireMaker<State extends Record<string, TensorTree>>(
  wrapper: string,
  make: Maker<State>,
): Optimizer<State> {
  requireArgument(wrapper, "make", make, callable(`the optimizer for a learning rate, as ${example}`));
  const made = make(1);
  requireOptimizer(wrapper, "what make returns", made);
  return made;
}

/**
 * The state of what it makes.
 *
 * @throws RangeError where the learning rate, or what the optimizer has in its place, is in there: what the wrapper gives later
 *   would have no effect
 */
export function initFor<State extends Record<string, TensorTree>>(
  wrapper: string,
  make: Maker<State>,
  params: TensorTree,
): State {
  const { name, init } = make(1);
  const state = init(params);
  const { kept, advice } = keptRate(state, wrapper === "Plateau");
  if (kept === undefined) return state;
  throw new RangeError(
    `${wrapper}: ${name} keeps ${kept} in its state, where no other learning rate reaches it; ${advice}.`,
  );
}

/** What a state has in place of a learning rate that is given. */
function keptRate(state: Record<string, TensorTree>, inPlateau: boolean): { kept?: string; advice?: string } {
  // A group of parameters has a state of its own in there.
  const names = flatten(state).paths.flatMap((path) => path.split("."));
  if (names.includes("stepSizes"))
    return { kept: "step sizes that it learns", advice: "leave out what changes its rate" };
  if (!names.includes("bestLoss") || !names.includes("rate")) return {};
  const turned = "plateau(options, (rate) => scheduled(schedules.inverse(rate), make))";
  return { kept: "the rate that a plateau lowers", advice: inPlateau ? "give one of the two" : `give ${turned}` };
}

/**
 * What it makes of two learning rates, undefined where that is not known.
 *
 * @throws RangeError where that is known to be the same
 */
export function configurationOfMaker(wrapper: string, make: (learningRate: number) => Optimizer): Json | undefined {
  const [one, two] = [1, 2].map((rate) => configurationOf(make(rate)));
  if (one === undefined || two === undefined) return undefined;
  if (writeJson(one) === writeJson(two)) {
    throw new RangeError(
      `${wrapper}: make gives the same optimizer for every learning rate; give one that takes it, as ${example}.`,
    );
  }
  return [one, two];
}

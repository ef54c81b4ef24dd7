import type { Tensor } from "@tensorflow/tfjs";
import { flatten, mapTree, type TensorTree, unflatten } from "../engine/index.js";
import { type Optimizer, trainedParams } from "./optimizer.js";

/** The group of a parameter, by its path in the tree, as `layer1.bias`, or by its shape [R, …]. */
export type GroupOf<Group extends string> = (path: string, parameter: Tensor) => Group;

/** The states of the groups that have parameters; in them a tree of parameters is a record by path. */
export type PartitionedState = Record<string, Record<string, TensorTree>>;

type Part = Record<string, Tensor>;

/** An optimizer for each group of parameters, one step of each in a step. */
export function partitioned<Group extends string>(
  name: string,
  optimizers: Readonly<Record<Group, Optimizer>>,
  groupOf: GroupOf<Group>,
): Optimizer<PartitionedState> {
  return {
    name,
    init(params) {
      const parts = divided(params, groupOf, params);
      return Object.fromEntries([...parts].map(([group, part]) => [group, optimizers[group].init(part)]));
    },
    update(gradients, state, params, loss) {
      const ofParams = divided(params, groupOf, params);
      const steps = [...divided(params, groupOf, gradients)].map(([group, part]) => {
        const [updates, next] = optimizers[group].update(part, state[group] ?? {}, ofParams.get(group) as Part, loss);
        return { updates: updates as Part, next: [group, next] as const };
      });
      const byPath: Part = Object.assign({}, ...steps.map(({ updates }) => updates));
      const updates = flatten(params).paths.map((path) => byPath[path] as Tensor);
      return [unflatten(params, updates), Object.fromEntries(steps.map(({ next }) => next))];
    },
    trainedParams(params, state) {
      const parts = [...divided(params, groupOf, params)].map(
        ([group, part]) => trainedParams(optimizers[group], part, state[group] ?? {}) as Part,
      );
      const byPath: Part = Object.assign({}, ...parts);
      return unflatten(
        params,
        flatten(params).paths.map((path) => byPath[path] as Tensor),
      );
    },
  };
}

/** The leaves of a tree like `params` by path, for each group. */
function divided<Group extends string>(
  params: TensorTree,
  groupOf: GroupOf<Group>,
  tree: TensorTree,
): ReadonlyMap<Group, Part> {
  const parameters = flatten<Tensor>(params).leaves;
  const { leaves, paths } = flatten<Tensor>(mapTree((_, leaf) => leaf, params, tree));
  const parts = new Map<Group, Part>();
  leaves.forEach((leaf, at) => {
    const path = paths[at] as string;
    const group = groupOf(path, parameters[at] as Tensor);
    parts.set(group, { ...parts.get(group), [path]: leaf });
  });
  return parts;
}

import { callable, isObject, kind, requireArgument } from "../arguments/index.js";
import { configurationOf, configured, type Json } from "../configuration/index.js";
import { flatten } from "../engine/index.js";
import { requireOptimizer } from "./check.js";
import type { Optimizer } from "./optimizer.js";
import { type GroupOf, type PartitionedState, partitioned } from "./partitioned.js";

/**
 * Groups of parameters, each with an optimizer of its own; `frozen()` is the one for parameters that are to stay as they are.
 *
 * The state is a record of the groups' states. To keep runs in a store, say what `groupOf` does, by `configured`.
 *
 * ```ts
 * const optimizer = grouped(
 *   { kernels: adamw({ learningRate: 1e-3, weightDecay: 0.1 }), biases: adam({ learningRate: 1e-3 }) },
 *   (path) => (path.endsWith("bias") ? "biases" : "kernels"),
 * );
 * const lastLayer = grouped({ trained: adam({ learningRate: 1e-3 }), rest: frozen() }, (path) =>
 *   path.startsWith("layer3") ? "trained" : "rest",
 * );
 * ```
 *
 * @param optimizers by the names of the groups
 * @param groupOf the group of a parameter, by its path in the tree, as `layer1.bias`, or by its shape [R, …]
 * @throws RangeError where `optimizers` are no record of optimizers, or, from `init`, where a parameter is given to a group
 *   that there is not, or a group has no parameter
 */
export function grouped<Group extends string>(
  optimizers: Readonly<Record<Group, Optimizer>>,
  groupOf: GroupOf<NoInfer<Group>>,
): Optimizer<PartitionedState> {
  const caller = "grouped";
  requireArgument(caller, "optimizers", optimizers, groups);
  const names = Object.keys(optimizers) as Group[];
  for (const name of names) requireOptimizer(caller, `optimizers.${name}`, optimizers[name]);
  requireArgument(caller, "groupOf", groupOf, callable('a function of a path, as (path) => "biases"'));
  const known: GroupOf<Group> = (path, parameter) => {
    const group = groupOf(path, parameter);
    if (names.includes(group)) return group;
    throw new RangeError(`${caller}: the group of ${path} is ${JSON.stringify(group)}; give ${names.join(" or ")}.`);
  };
  const called = [...new Set(names.map((name) => optimizers[name].name))].join(" and ");
  const { init, ...rest } = partitioned(called, optimizers, known);
  const dividing: Optimizer<PartitionedState> = {
    ...rest,
    init(params) {
      const state = init(params);
      const empty = names.find((name) => !Object.hasOwn(state, name));
      if (empty === undefined) return state;
      throw new RangeError(
        `${caller}: no parameter is in ${empty}; the parameters are ${flatten(params).paths.join(", ")}.`,
      );
    },
  };
  return configured(dividing, configuration(optimizers, groupOf));
}

const groups = kind(
  "a record of optimizers, as { kernels: adamw(…), biases: adam(…) }",
  (value) => isObject(value) && Object.keys(value).length > 0,
);

function configuration(optimizers: Readonly<Record<string, Optimizer>>, groupOf: object): Json | undefined {
  const division = configurationOf(groupOf);
  const known = Object.entries(optimizers).map(([group, optimizer]) => [group, configurationOf(optimizer)]);
  if (division === undefined || known.some(([, one]) => one === undefined)) return undefined;
  return { method: "grouped", groupOf: division, optimizers: Object.fromEntries(known) };
}

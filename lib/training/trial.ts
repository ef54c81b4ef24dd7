import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { flatten, leaves, type TensorTree, tf, tidy } from "../engine/index.js";
import { applyUpdates } from "../optimizers/index.js";
import { attempt } from "./attempt.js";
import { isRegression } from "./checks.js";
import type { LaneState } from "./laneState.js";
import { modelLoss } from "./modelLoss.js";
import { initialPenalty } from "./penalty.js";
import type { Plan } from "./plan.js";
import type { Update } from "./probes/index.js";
import { requireNoCopies } from "./shrinkAndPerturb.js";
import { requireCounts } from "./stateAtSwitch.js";
import { makeUpdate } from "./step.js";

const firstUpdateFails = "the optimizer's first update cannot be computed";

/**
 * Makes an update on one example, op by op, so that what does not fit together is found, and named, before anything is
 * compiled.
 *
 * @throws RangeError where the model does not take the tasks' inputs or has another number of outputs than they, an update
 *   cannot be made or looked at by probes and criterion, or two probes record the same
 */
export function tryOut(plan: Plan): void {
  const { model, seeds, queue, probes, criterion } = plan;
  const replicas = Math.min(queue.length, 2);
  tidy(() => {
    const params = model.init(Array<number>(replicas).fill(seeds[0] as number));
    requireReplicas(`model ${model.name} starts with`, params, replicas);
    requireOutputs(plan, params, replicas);
    const lanes = settingOf(plan, replicas);
    const optimizerState = attempt("the optimizer cannot start", () => plan.optimizer(lanes).init(params));
    requireReplicas("the optimizer starts with", optimizerState, replicas);
    requireCounts(plan, optimizerState);
    requireNoCopies(plan, plan.optimizer(lanes).init, params);
    const penalty = initialPenalty(plan.continualLearning, params);
    const update = attempt(firstUpdateFails, () => firstUpdate(plan, { params, optimizerState, penalty }, lanes));
    requireSameState(optimizerState, update.optimizerState);
    attempt(firstUpdateFails, () => applyUpdates(params, update.updates));
    attempt("what the criterion observes cannot be computed", () =>
      criterion.observe(criterion.init(replicas), update),
    );
    const recorded = probes.flatMap((probe) =>
      Object.entries(attempt("what a probe measures cannot be computed", () => probe.measure(update))),
    );
    requireReplicas("a probe records", Object.fromEntries(recorded), replicas);
    const twice = recorded.find(([name], at) => recorded.findIndex(([other]) => other === name) < at);
    if (twice === undefined) return;
    throw new RangeError(`train: two probes record ${twice[0]}; give each once.`);
  });
}

function requireOutputs({ model, tasks, outputs, loss }: Plan, params: TensorTree, replicas: number): void {
  const features = tasks[0]?.dataset.train.features as number;
  const what = `model ${model.name}, given an example of the stream, ${features} numbers, cannot be computed`;
  const given = attempt(what, () => model.apply(params, tf.zeros([replicas, 1, features])));
  const { shape } = given;
  if (shape.join() === [replicas, 1, outputs].join()) {
    // Before gradients are taken: of what fails among them, tfjs keeps tensors.
    attempt("the loss cannot be computed", () => modelLoss(loss, given, tf.zeros(shape)));
    return;
  }
  const [rows, examples, found] = shape;
  throw new RangeError(
    shape.length === 3 && rows === replicas && examples === 1
      ? `train: model ${model.name} has ${found} outputs, the stream ${outputs}; give a model with ${outputs}.`
      : `train: model ${model.name} gives outputs of shape [${shape}] for inputs of [${replicas},1,${features}]; give a model that gives [${replicas},1,${outputs}].`,
  );
}

/** The first setting, for every replica. */
function settingOf({ settings }: Plan, replicas: number): Record<string, Tensor1D> {
  return Object.fromEntries(
    Object.entries(settings[0] ?? {}).map(([name, value]) => [name, tf.fill([replicas], value) as Tensor1D]),
  );
}

function firstUpdate(
  plan: Plan,
  lanes: Pick<LaneState, "params" | "optimizerState" | "penalty">,
  settings: Record<string, Tensor1D>,
): Update {
  const { tasks, outputs } = plan;
  const [first] = tasks as [Plan["tasks"][0]];
  const replicas = leaves<Tensor>(lanes.params)[0]?.shape[0] as number;
  const batch = {
    inputs: tf.zeros([replicas, 1, first.dataset.train.features]),
    wanted: isRegression(first) ? tf.zeros([replicas, 1, outputs]) : tf.zeros([replicas, 1], "int32"),
    task: tf.zeros([replicas], "int32"),
  };
  return makeUpdate(plan, lanes, { settings }, batch, { competing: undefined });
}

/** @throws RangeError where the state after an update has other tensors than the one before it */
function requireSameState(before: TensorTree, after: TensorTree): void {
  const [first, next] = [before, after].map((state) => {
    const { leaves, paths } = flatten<Tensor>(state);
    return leaves.map((leaf, at) => `${paths[at]} ${leaf.dtype} [${leaf.shape}]`);
  }) as [string[], string[]];
  const at = [...first, ...next].findIndex((_, at) => first[at] !== next[at]);
  if (at < 0) return;
  throw new RangeError(
    `train: the optimizer starts with the state ${first[at] ?? "of fewer tensors"} and has ${next[at] ?? "fewer"} after an ` +
      "update; give tensors of the same names, types and shapes.",
  );
}

/** @throws RangeError where a leaf has no replica axis */
function requireReplicas(what: string, tree: TensorTree, replicas: number): void {
  const { leaves, paths } = flatten<Tensor>(tree);
  leaves.forEach((leaf, at) => {
    if (leaf instanceof tf.Tensor && leaf.shape[0] === replicas) return;
    const found = leaf instanceof tf.Tensor ? `of shape [${leaf.shape}]` : "that is no tensor";
    throw new RangeError(
      `train: ${what} ${paths[at]} ${found}; its first axis has to be that of the ${replicas} replicas.`,
    );
  });
}

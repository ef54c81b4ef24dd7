import { splitMnist } from "momenta/datasets";
import { onAllCores } from "momenta/engine";
import { mlp } from "momenta/models";
import { differenceInterval, type Interval, meanInterval } from "momenta/statistics";
import { fixedUpdates, heldOutAccuracy, lastTask, type Run, stateNorms } from "momenta/training";
import { methods, setting } from "../../common/index.js";
import type { Context } from "../../core/index.js";
import type { MomentumIntuitionOptions } from "../options.js";

/** What becomes of the velocity in the network, for one way to end the first task. */
export interface NetworkVelocity {
  /** When the first task ends, in words. */
  readonly ends: string;
  readonly updates: Interval;
  /** ‖v‖ of the whole network at the task switch, as a share of its maximum during the first task. */
  readonly velocity: Interval;
  /** Updates until the second task is learned, the velocity carried over and reset. */
  readonly carried: Interval;
  readonly reset: Interval;
  /** Carried over minus reset, paired by seed. */
  readonly slowedBy: Interval;
}

/**
 * The velocity of SGD with momentum at the switch between the first two tasks of MNIST, where the first one ends at the
 * criterion, and where it is trained on for a fixed number of updates.
 */
export async function network(
  { seeds, criterion, longUpdates }: MomentumIntuitionOptions,
  { expect, train }: Context,
): Promise<NetworkVelocity[]> {
  const learned = heldOutAccuracy(criterion);
  const stream = splitMnist([setting.tasks[0], setting.tasks[1]]);
  const endings = [
    { ends: `at ${Math.round(100 * criterion)} % of held-out digits`, criterion: learned },
    { ends: `after ${longUpdates} updates`, criterion: lastTask(learned, fixedUpdates(longUpdates)) },
  ];
  expect(2 * endings.length * seeds, "runs");
  return onAllCores(endings, async ({ ends, criterion }) => {
    const runs = await train({
      model: mlp([784, ...setting.hidden, stream.outputs]),
      stream,
      seeds,
      batchSize: setting.batchSize,
      maxUpdates: Math.max(setting.maxUpdates, longUpdates),
      criterion,
      optimizer: methods.momentum.optimizer,
      stateAtSwitch: ["carryOver", "reset"],
      probes: [stateNorms("velocity")],
    });
    const updates = (state: Run["stateAtSwitch"], task: number) =>
      runs
        .filter(({ stateAtSwitch }) => stateAtSwitch === state)
        .map(({ updatesToCriterion }) => updatesToCriterion[task] as number);
    const [carried, reset] = [updates("carryOver", 1), updates("reset", 1)];
    return {
      ends,
      updates: meanInterval(updates("carryOver", 0)),
      velocity: meanInterval(runs.filter(({ stateAtSwitch }) => stateAtSwitch === "carryOver").map(velocityLeft)),
      carried: meanInterval(carried),
      reset: meanInterval(reset),
      slowedBy: differenceInterval(carried, reset),
    };
  });
}

/** ‖v‖ after the last update of the first task, as a share of its maximum. */
function velocityLeft({ probes }: Run): number {
  const layers = Object.values(probes).map((phases) => phases[0] as readonly number[]);
  const norms = (layers[0] ?? []).map((_, update) => Math.hypot(...layers.map((layer) => layer[update] as number)));
  return (norms.at(-1) as number) / Math.max(...norms);
}

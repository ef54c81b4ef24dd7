import { splitMnist } from "momenta/datasets";
import { mlp } from "momenta/models";
import { type Interval, meanInterval, pairedTTest } from "momenta/statistics";
import { fixedUpdates, heldOutAccuracy, lastTask, type Run, stateNorms, train } from "momenta/training";
import { type Execution, trainingIn } from "../common/execution.js";
import { methods, setting } from "../common/setting.js";

/** What the network is trained with. */
export interface NetworkOptions {
  readonly seeds: number;
  /** The held-out accuracy at which a task counts as learned. */
  readonly criterion: number;
  /** Updates of the first task where it is trained on beyond the criterion. */
  readonly longUpdates: number;
}

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

/** To be raised where the same options give another result than before. */
const VERSION = 1;

/**
 * The velocity of SGD with momentum at the switch between the first two tasks of MNIST, where the first one ends at the
 * criterion, and where it is trained on for a fixed number of updates.
 */
export async function networkVelocity(
  { seeds, criterion, longUpdates }: NetworkOptions,
  execution: Execution,
  onRuns: (runs: number) => void,
): Promise<NetworkVelocity[]> {
  const learned = heldOutAccuracy(criterion);
  const stream = splitMnist([setting.tasks[0], setting.tasks[1]]);
  const shared = {
    model: mlp([784, ...setting.hidden, stream.outputs]),
    stream,
    seeds,
    batchSize: setting.batchSize,
    maxUpdates: Math.max(setting.maxUpdates, longUpdates),
    ...trainingIn(execution, "momentum-intuition", VERSION),
  };
  const endings = [
    { ends: `at ${Math.round(100 * criterion)} % of held-out digits`, criterion: learned },
    { ends: `after ${longUpdates} updates`, criterion: lastTask(learned, fixedUpdates(longUpdates)) },
  ];
  const results: NetworkVelocity[] = [];
  for (const { ends, criterion: ofStream } of endings) {
    const before = results.length * 2 * seeds;
    const rolling = await train({
      ...shared,
      criterion: ofStream,
      optimizer: methods.momentum.optimizer,
      stateAtSwitch: ["carry over", "reset"],
      probes: [stateNorms("velocity")],
      onProgress: (runs) => onRuns(before + runs),
    });
    const carried = rolling.filter(({ stateAtSwitch }) => stateAtSwitch === "carry over");
    const reset = rolling.filter(({ stateAtSwitch }) => stateAtSwitch === "reset");
    results.push({
      ends,
      updates: meanInterval(carried.map(({ updatesToCriterion }) => updatesToCriterion[0] as number)),
      velocity: meanInterval(carried.map(velocityLeft)),
      carried: meanInterval(carried.map(ofSecondTask)),
      reset: meanInterval(reset.map(ofSecondTask)),
      slowedBy: pairedDifference(carried.map(ofSecondTask), reset.map(ofSecondTask)),
    });
  }
  return results;
}

/** The mean of aᵢ − bᵢ with its interval, unbounded where there is one pair. */
export function pairedDifference(a: readonly number[], b: readonly number[]): Interval {
  return a.length > 1 ? pairedTTest(a, b).difference : meanInterval([(a[0] as number) - (b[0] as number)]);
}

function ofSecondTask({ updatesToCriterion }: Run): number {
  return updatesToCriterion[1] as number;
}

/** ‖v‖ after the last update of the first task, as a share of its maximum. */
function velocityLeft({ probes }: Run): number {
  const layers = Object.values(probes).map((phases) => phases[0] as readonly number[]);
  const norms = (layers[0] ?? []).map((_, update) => Math.hypot(...layers.map((layer) => layer[update] as number)));
  return (norms.at(-1) as number) / Math.max(...norms);
}

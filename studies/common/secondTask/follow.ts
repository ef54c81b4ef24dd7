import { splitMnist } from "momenta/datasets";
import { onAllCores } from "momenta/engine";
import { mlp } from "momenta/models";
import {
  batchLoss,
  fixedUpdates,
  gradientNorms,
  heldOutAccuracy,
  lastTask,
  type Run,
  type StateAtSwitch,
  stateMeans,
  stateNorms,
  updateNorms,
} from "momenta/training";
import type { Part } from "../../core/index.js";
import { countGivenUp } from "../givenUp.js";
import type { Method } from "../setting.js";
import type { SecondTaskOptions } from "./options.js";
import type { Followed } from "./result.js";
import { meanCourse, measureShape } from "./shape.js";

/** A method that is followed through the second task. */
export interface FollowedMethod extends Pick<Method, "optimizer" | "learningRate"> {
  /** Tells apart two ways of the same optimizer: “Adam, bias-corrected”. */
  readonly label: string;
  readonly stateAtSwitch: StateAtSwitch;
  /** The entries of its state that are followed. */
  readonly moments: readonly string[];
}

/**
 * Follows methods through the second task: the first task is learned to the criterion, then the second is trained on for a
 * fixed number of updates, in each of which the norms of updates, gradients and moments are recorded, layer by layer. A second
 * time the same runs end when the second task is learned.
 *
 * The runs of a seed start from the same weights and see the same data with every method.
 */
export function follow(followed: readonly FollowedMethod[]): Part<SecondTaskOptions, readonly Followed[]> {
  return async (options, { expect, train }) => {
    const { seeds, updates, beginning, maxUpdates, batchSize, hidden, firstTask, secondTasks } = options;
    const learned = heldOutAccuracy(options.criterion);
    const stream = secondTasks.map((digits) => splitMnist([firstTask, digits]));
    const shared = { model: mlp([784, ...hidden, 10]), stream, seeds, batchSize, maxUpdates };
    expect(2 * followed.length * secondTasks.length * seeds, "runs");
    return onAllCores(followed, async ({ label, optimizer, learningRate, stateAtSwitch, moments }) => {
      const method = { ...shared, optimizer, stateAtSwitch };
      const recordedRuns = await train({
        ...method,
        criterion: lastTask(fixedUpdates(updates), learned),
        probes: [
          batchLoss(),
          updateNorms(),
          gradientNorms(),
          ...moments.flatMap((entry) => [stateNorms(entry), stateMeans(entry)]),
        ],
      });
      const learnedRuns = await train({ ...method, criterion: learned });
      const tasks = secondTasks.map((digits, at) => {
        const runs = learnedRuns.filter((run) => run.stream === at);
        return {
          digits,
          firstTask: runs.map(({ updatesToCriterion }) => updatesToCriterion[0] as number),
          secondTask: runs.map(({ updatesToCriterion }) => updatesToCriterion[1] as number),
          givenUp: countGivenUp(runs),
          ...summarize(
            recordedRuns.filter((run) => run.stream === at),
            beginning,
            at === 0,
          ),
        };
      });
      return { label, optimizer: optimizer.name, learningRate, tasks };
    });
  };
}

/** The shapes of all quantities, and with `withCourses` the courses of all but the gradients. */
function summarize(runs: readonly Run[], beginning: number, withCourses: boolean) {
  const quantities = Object.keys(runs[0]?.probes ?? {}).map(
    (name) => [name, runs.map(({ probes }) => probes[name]?.[1] as readonly number[])] as const,
  );
  const drawn = quantities.filter(([name]) => withCourses && !name.startsWith("gradientNorm"));
  return {
    shapes: Object.fromEntries(quantities.map(([name, values]) => [name, measureShape(values, beginning)])),
    courses: Object.fromEntries(drawn.map(([name, values]) => [name, meanCourse(values)])),
  };
}

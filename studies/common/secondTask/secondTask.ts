import { splitMnist } from "momenta/datasets";
import { mlp } from "momenta/models";
import { progress } from "momenta/progress";
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
  train,
  updateNorms,
} from "momenta/training";
import { chosenOptions, type Execution, trainingIn } from "../execution.js";
import { countGivenUp } from "../givenUp.js";
import type { Method } from "../setting.js";
import { requireSecondTask, type SecondTaskOptions, secondTaskDefaults, secondTaskQuick } from "./options.js";
import { type Course, courseOf, type Shape, shapeOf } from "./shape.js";

/** A method that is followed through the second task. */
export interface FollowedMethod extends Method {
  /** Tells apart two ways of the same optimizer: “Adam, bias-corrected”. */
  readonly label: string;
  readonly stateAtSwitch: StateAtSwitch;
  /** The entries of its state that are followed. */
  readonly moments: readonly string[];
}

/**
 * What was found of a method on one second task. Quantities go by name and layer: `updateNorm.layer1`, `gradientNorm.layer2`,
 * `firstMoment.output` (norms), `secondMomentMean.output` (mean sizes), and `loss`.
 */
export interface FollowedTask {
  readonly digits: readonly number[];
  /** Updates to criterion on the first and on the second task, an entry a seed. */
  readonly firstTask: readonly number[];
  readonly secondTask: readonly number[];
  /** Runs in which a task was given up, or that did not stay finite. */
  readonly givenUp: number;
  readonly shapes: Readonly<Record<string, Shape>>;
  /** Of the first of the second tasks alone, and of all but the gradients. */
  readonly courses: Readonly<Record<string, Course>>;
}

/** What was found of a method. */
export interface Followed {
  readonly label: string;
  readonly optimizer: string;
  readonly learningRate: number;
  /** One entry for each of `secondTasks`. */
  readonly tasks: readonly FollowedTask[];
}

/** What a study of the second task found. */
export interface SecondTask {
  readonly options: SecondTaskOptions;
  readonly methods: readonly Followed[];
}

/** To be raised where the same options give another result than before. */
const VERSION = 1;

/**
 * Follows methods through the second task: the first task is learned to the criterion, then the second is trained on for a
 * fixed number of updates, in each of which the norms of updates, gradients and moments are recorded, layer by layer. A second
 * time the same runs end when the second task is learned.
 *
 * The runs of a seed start from the same weights and see the same data with every method. All studies keep their runs under
 * one name, so that what two of them need is made once.
 *
 * @param study what progress is called
 * @throws RangeError where an option is out of its range, naming it
 */
export async function secondTask(
  study: string,
  followed: readonly FollowedMethod[],
  options: Partial<SecondTaskOptions>,
  execution: Execution,
): Promise<SecondTask> {
  const chosen = chosenOptions(secondTaskDefaults, options, secondTaskQuick, execution);
  requireSecondTask(chosen);
  const { seeds, updates, maxUpdates, batchSize, hidden, firstTask, secondTasks } = chosen;
  const learned = heldOutAccuracy(chosen.criterion);
  const recorded = lastTask(fixedUpdates(updates), learned);
  const stream = secondTasks.map((digits) => splitMnist([firstTask, digits]));
  const model = mlp([784, ...hidden, 10]);
  const training = trainingIn(execution, "second-task", VERSION);
  const perCall = seeds * secondTasks.length;
  const shown = progress(study, "runs", 2 * perCall * followed.length);
  let made = 0;
  let stored = 0;
  const methods: Followed[] = [];
  for (const { label, optimizer, learningRate, stateAtSwitch, moments } of followed) {
    const runs = async (ending: "recorded" | "learned") => {
      const before = made;
      let ofCall = 0;
      const ofMethod = await train({
        model,
        optimizer,
        stream,
        stateAtSwitch,
        seeds,
        batchSize,
        maxUpdates,
        criterion: ending === "recorded" ? recorded : learned,
        probes: ending === "recorded" ? probesOf(moments) : [],
        ...training,
        onProgress(done, fromStore) {
          ofCall = fromStore;
          made = before + done;
          shown.update(made);
        },
      });
      stored += ofCall;
      return secondTasks.map((_, at) => ofMethod.filter((run) => run.stream === at));
    };
    const [followedRuns, learnedRuns] = [await runs("recorded"), await runs("learned")];
    const tasks = secondTasks.map((digits, at) => ({
      digits,
      ...updatesToCriterion(learnedRuns[at] as Run[]),
      ...quantities(followedRuns[at] as Run[], chosen.beginning, at === 0),
    }));
    methods.push({ label, optimizer: optimizer.name, learningRate, tasks });
  }
  shown.end(stored);
  return { options: chosen, methods };
}

function probesOf(moments: readonly string[]) {
  return [
    batchLoss(),
    updateNorms(),
    gradientNorms(),
    ...moments.flatMap((entry) => [stateNorms(entry), stateMeans(entry)]),
  ];
}

function updatesToCriterion(runs: readonly Run[]) {
  return {
    firstTask: runs.map((run) => run.updatesToCriterion[0] as number),
    secondTask: runs.map((run) => run.updatesToCriterion[1] as number),
    givenUp: countGivenUp(runs),
  };
}

function quantities(runs: readonly Run[], beginning: number, withCourses: boolean) {
  const names = Object.keys(runs[0]?.probes ?? {});
  const values = names.map((name) => runs.map(({ probes }) => probes[name]?.[1] as readonly number[]));
  const byName = <Value>(of: (ofRuns: readonly (readonly number[])[]) => Value, wanted = (_: string) => true) =>
    Object.fromEntries(
      names.flatMap((name, at) => (wanted(name) ? [[name, of(values[at] as readonly (readonly number[])[])]] : [])),
    );
  return {
    shapes: byName((ofRuns) => shapeOf(ofRuns, beginning)),
    courses: withCourses ? byName(courseOf, (name) => !name.startsWith("gradientNorm")) : {},
  };
}

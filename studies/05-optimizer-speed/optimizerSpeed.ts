import { splitMnist } from "momenta/datasets";
import { mlp } from "momenta/models";
import { adadelta, adam, type Hyperparameter, notes, type Optimizer, sgd } from "momenta/optimizers";
import { mean } from "momenta/statistics";
import { heldOutAccuracy, type Run, train } from "momenta/training";
import { chosenOptions, type Execution, trainingIn } from "../common/execution.js";
import { countGivenUp } from "../common/givenUp.js";
import { inTurn } from "../common/inTurn.js";
import { type Method, methods, type SettingOptions, setting, settingDefaults } from "../common/setting.js";

/** What the study leaves to choose; the defaults are `optimizerSpeedDefaults`. */
export interface OptimizerSpeedOptions extends SettingOptions {
  /** Runs of each estimate; the seeds are 1, 2, …, and for rates that were picked the ones after these. */
  readonly seeds: number;
  /** The same for the search for learning rates, whose worst ones learn nothing. */
  readonly maxUpdatesOfSearch: number;
  /** The digits of the first task. */
  readonly firstTask: readonly number[];
  /** The digits of the second task, one way or several; rates are searched on the first of them. */
  readonly secondTasks: readonly (readonly number[])[];
  /** What the published learning rates are multiplied with in the search. */
  readonly rateFactors: readonly number[];
}

/** The setting of all studies; the second task is [3, 4], as the lists of the notes have it, and [2, 3], as a caption has. */
export const optimizerSpeedDefaults: OptimizerSpeedOptions = {
  ...settingDefaults,
  maxUpdatesOfSearch: 500,
  firstTask: setting.tasks[0],
  secondTasks: [setting.tasks[1], [2, 3]],
  rateFactors: [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16],
};

/** Two seeds, two rates, a small network. */
export const optimizerSpeedQuick: Partial<OptimizerSpeedOptions> = {
  seeds: 2,
  hidden: [40, 40],
  criterion: 0.95,
  maxUpdates: 200,
  maxUpdatesOfSearch: 100,
  rateFactors: [1, 2],
};

/** A method with one learning rate. */
export interface RateSpeed {
  readonly learningRate: number;
  /** Updates on the second task, an entry for each seed. */
  readonly updates: readonly number[];
  /** Runs in which a task was given up, or that did not stay finite. */
  readonly givenUp: number;
}

/** A method of the notes. */
export interface MethodSpeed {
  readonly optimizer: string;
  /** With the published learning rate, an entry for each of `secondTasks`. */
  readonly published: readonly RateSpeed[];
  /** With each learning rate of the search. */
  readonly search: readonly RateSpeed[];
  /** With the best rate of the search, on fresh seeds. */
  readonly best: RateSpeed;
}

/** What `optimizerSpeed` finds. */
export interface OptimizerSpeed {
  readonly options: OptimizerSpeedOptions;
  /** In the published order, the slowest first. */
  readonly methods: readonly MethodSpeed[];
  /** Adam with bias correction, which the notes' form does not have, an entry for each of `secondTasks`. */
  readonly biasCorrectedAdam: readonly RateSpeed[];
}

/** To be raised where the same options give another result than before. */
const VERSION = 1;

type Maker = (setting: { learningRate: Hyperparameter }) => Optimizer;

/** The methods in the published order, the slowest first, and how each is made of a learning rate. */
const ordered: readonly { method: Method; make: Maker }[] = [
  { method: methods.momentum, make: ({ learningRate }) => sgd({ learningRate, momentum: 0.9 }) as Optimizer },
  { method: methods.sgd, make: ({ learningRate }) => sgd({ learningRate }) as Optimizer },
  { method: methods.adam, make: ({ learningRate }) => notes.adam({ learningRate }) },
  { method: methods.rmsprop, make: ({ learningRate }) => notes.rmsprop({ learningRate }) },
  { method: methods.adadelta, make: ({ learningRate }) => adadelta({ learningRate }) },
];

/**
 * Updates to converge on the second task, the optimizer's state reset in between: with the published learning rates, with
 * a range of learning rates, and with the best rate of each method on seeds that did not choose it.
 *
 * The best rate is the one with the fewest updates on average, among those with which every run learned both tasks, or
 * among all where there is none. Runs that are in the store are not made again.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export async function optimizerSpeed(
  options: Partial<OptimizerSpeedOptions> = {},
  execution: Execution = {},
): Promise<OptimizerSpeed> {
  const chosen = chosenOptions(optimizerSpeedDefaults, options, optimizerSpeedQuick, execution);
  const { seeds, maxUpdates, maxUpdatesOfSearch, batchSize, hidden, firstTask, secondTasks, rateFactors } = chosen;
  if (seeds < 2) throw new RangeError(`seeds is ${seeds}; give at least 2, since methods are compared run for run.`);
  if (secondTasks.length === 0) throw new RangeError("secondTasks is empty; give at least one list of digits.");
  if (rateFactors.length === 0) throw new RangeError("rateFactors is empty; give at least one factor.");
  const streams = secondTasks.map((second) => splitMnist([firstTask, second]));
  const [stream] = streams as [(typeof streams)[0]];
  const common = {
    model: mlp([784, ...hidden, stream.outputs]),
    criterion: heldOutAccuracy(chosen.criterion),
    batchSize,
    stateAtSwitch: "reset" as const,
    ...trainingIn(execution, "optimizer-speed", VERSION),
  };

  const atPublished = await inTurn(
    "published rates",
    [...ordered.map(({ method: { optimizer } }) => optimizer), biasCorrected()].map((optimizer) => ({
      runs: seeds * streams.length,
      train: (onProgress) => train({ ...common, optimizer, stream: streams, seeds, maxUpdates, onProgress }),
    })),
  );
  const published = atPublished.map((runs, at) =>
    streams.map((_, stream) =>
      speedOf(
        rateOf(at),
        runs.filter((run) => run.stream === stream),
      ),
    ),
  );

  const rates = ordered.map(({ method: { learningRate } }) => rateFactors.map((factor) => factor * learningRate));
  const searched = await inTurn(
    "search for rates",
    ordered.map(({ make }, at) => ({
      runs: seeds * rateFactors.length,
      train: (onProgress) =>
        train({
          ...common,
          optimizer: make,
          settings: (rates[at] as number[]).map((learningRate) => ({ learningRate })),
          stream,
          seeds,
          maxUpdates: maxUpdatesOfSearch,
          onProgress,
        }),
    })),
  );
  const search = searched.map((runs, at) =>
    (rates[at] as number[]).map((rate) =>
      speedOf(
        rate,
        runs.filter(({ setting }) => setting.learningRate === rate),
      ),
    ),
  );

  const picked = search.map(best);
  const confirmed = await inTurn(
    "best rates on fresh seeds",
    ordered.map(({ make }, at) => ({
      runs: seeds,
      train: (onProgress) =>
        train({
          ...common,
          optimizer: make,
          settings: [{ learningRate: picked[at] as number }],
          stream,
          seeds: Array.from({ length: seeds }, (_, index) => seeds + index + 1),
          maxUpdates: maxUpdatesOfSearch,
          onProgress,
        }),
    })),
  );
  return {
    options: chosen,
    methods: ordered.map(({ method: { optimizer } }, at) => ({
      optimizer: optimizer.name,
      published: published[at] as RateSpeed[],
      search: search[at] as RateSpeed[],
      best: speedOf(picked[at] as number, confirmed[at] as Run[]),
    })),
    biasCorrectedAdam: published[ordered.length] as RateSpeed[],
  };
}

function biasCorrected(): Optimizer {
  return adam({ learningRate: methods.adam.learningRate });
}

function rateOf(at: number): number {
  return ordered[at]?.method.learningRate ?? methods.adam.learningRate;
}

function speedOf(learningRate: number, runs: readonly Run[]): RateSpeed {
  return {
    learningRate,
    updates: runs.map(({ updatesToCriterion }) => updatesToCriterion[1] as number),
    givenUp: countGivenUp(runs),
  };
}

function best(search: readonly RateSpeed[]): number {
  const sound = search.filter(({ givenUp }) => givenUp === 0);
  const candidates = sound.length > 0 ? sound : search;
  return candidates.reduce((a, b) => (mean(b.updates) < mean(a.updates) ? b : a)).learningRate;
}

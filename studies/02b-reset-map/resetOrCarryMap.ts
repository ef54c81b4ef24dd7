import { mean } from "momenta/statistics";
import { heldOutAccuracy, lastTask, type Run, type StateAtSwitch } from "momenta/training";
import { RESET_OR_CARRY_VERSION, thenJointly } from "../02-reset-vs-no-reset/resetOrCarry.js";
import { chosenOptions, type Execution, trainingIn } from "../common/execution.js";
import type { OpenChoices, OpenSetting } from "../common/map/openChoices.js";
import { overChoices } from "../common/map/overChoices.js";
import { usualForms } from "../common/map/usualForms.js";
import { methods, setting } from "../common/setting.js";
import { round } from "../core/index.js";

/** What the map leaves to choose; the defaults are `resetOrCarryMapDefaults`. */
export interface ResetOrCarryMapOptions {
  /** Runs of each optimizer in each way and setting. */
  readonly seeds: number;
  readonly maxUpdates: number;
  /** The held-out accuracy at which a task before the joint one counts as learned. */
  readonly criterion: number;
  /** Of the joint task are the criteria here. */
  readonly choices: OpenChoices;
}

/**
 * Lists of tasks: the notes', the usual split of the digits, even digits before odd ones, and the first two backwards. All
 * criteria are lower than in the comparison at the setting of all studies, and a task is given up earlier, so that the map
 * takes minutes.
 */
export const resetOrCarryMapDefaults: ResetOrCarryMapOptions = {
  seeds: 2,
  maxUpdates: 1000,
  criterion: 0.9,
  choices: {
    criteria: [0.8, 0.85],
    batchSizes: [16, 64],
    widths: [25, 100],
    activations: ["relu", "tanh"],
    initializers: ["fanInUniform", "glorotUniform", "normal"],
    tasks: [
      setting.tasks,
      [...setting.tasks].reverse(),
      pairs([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
      pairs([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]).reverse(),
      pairs([0, 2, 4, 6, 8, 1, 3, 5, 7, 9]),
    ],
  },
};

/** Three settings, small networks, two tasks before the joint one: to see that everything works. */
export const resetOrCarryMapQuick: Partial<ResetOrCarryMapOptions> = {
  seeds: 2,
  maxUpdates: 300,
  criterion: 0.9,
  choices: {
    ...resetOrCarryMapDefaults.choices,
    criteria: [0.8],
    batchSizes: [16],
    widths: [25],
    activations: ["relu"],
    tasks: [setting.tasks.slice(0, 2)],
  },
};

/** What came of an optimizer in a setting, to four digits. */
export interface MappedReset {
  /** The means of the updates on the joint task. */
  readonly reset: number;
  readonly carriedOver: number;
  /** Runs in which a task was given up. */
  readonly givenUp: number;
}

/** A setting and what came of each optimizer in it. */
export interface MappedResets {
  readonly setting: OpenSetting;
  readonly optimizers: readonly MappedReset[];
}

/** Reset against carried over in every combination of what the notes leave open. */
export interface ResetOrCarryMap {
  readonly options: ResetOrCarryMapOptions;
  readonly optimizers: readonly { readonly optimizer: string; readonly form: "printed" | "usual" }[];
  readonly settings: readonly MappedResets[];
}

const ways: readonly StateAtSwitch[] = ["reset", "carry over"];

const compared = [
  ...[methods.momentum, methods.adam, methods.rmsprop, methods.adadelta].map((method) => ({
    method,
    form: "printed" as const,
  })),
  { method: usualForms.adam, form: "usual" as const },
];

/**
 * Updates on the joint task, state reset against carried over, in every combination of what the notes leave open: Adam in
 * its usual form too. Runs that are in the store are not made again.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export async function resetOrCarryMap(
  options: Partial<ResetOrCarryMapOptions> = {},
  execution: Execution = {},
): Promise<ResetOrCarryMap> {
  const chosen = chosenOptions(resetOrCarryMapDefaults, options, resetOrCarryMapQuick, execution);
  const { choices, seeds, maxUpdates, criterion } = chosen;
  const found = await overChoices({
    title: "map of reset or carry over",
    choices,
    seeds,
    maxUpdates,
    methods: compared.map(({ method }) => ({ method, ways })),
    streamOf: thenJointly,
    criterionOf: (threshold) => lastTask(heldOutAccuracy(threshold), heldOutAccuracy(criterion)),
    training: trainingIn(execution, "reset-or-carry", RESET_OR_CARRY_VERSION),
  });
  return {
    options: chosen,
    optimizers: compared.map(({ method, form }) => ({ optimizer: method.optimizer.name, form })),
    settings: found.map(({ setting: at, runs }) => ({ setting: at, optimizers: runs.map(mapped) })),
  };
}

function mapped(runs: readonly Run[]): MappedReset {
  const [reset, carriedOver] = ways.map((way) =>
    mean(
      runs
        .filter(({ stateAtSwitch }) => stateAtSwitch === way)
        .map(({ updatesToCriterion }) => updatesToCriterion.at(-1) as number),
    ),
  ) as [number, number];
  return {
    reset: round(reset),
    carriedOver: round(carriedOver),
    givenUp: runs.filter(({ reached }) => reached.includes(false)).length,
  };
}

function pairs(digits: readonly number[]): number[][] {
  return digits.flatMap((digit, place) => (place % 2 === 0 ? [[digit, digits[place + 1] as number]] : []));
}

import { mean } from "momenta/statistics";
import { heldOutAccuracy, lastTask, type Run } from "momenta/training";
import {
  countGivenUp,
  type Form,
  methods,
  type OpenSetting,
  thenJointly,
  trainOverChoices,
  usualForms,
  ways,
} from "../../common/index.js";
import { type Context, round } from "../../core/index.js";
import type { ResetOrCarryMapOptions } from "../options.js";

/** What came of an optimizer in a setting, to four digits. */
export interface MappedReset {
  /** The means of the updates on the joint task. */
  readonly reset: number;
  readonly carriedOver: number;
  /** Runs in which a task was given up. */
  readonly givenUp: number;
}

/** A setting and what came of each optimizer in it. */
export interface SettingResets {
  readonly setting: OpenSetting;
  readonly optimizers: readonly MappedReset[];
}

/** An optimizer of the map. */
export interface MapOptimizer {
  readonly optimizer: string;
  readonly form: Form;
}

const { momentum, adam, rmsprop, adadelta } = methods;
const compared = [
  ...[momentum, adam, rmsprop, adadelta].map((method) => ({ method, form: "printed" as const })),
  { method: usualForms.adam, form: "usual" as const },
];

export const optimizers: readonly MapOptimizer[] = compared.map(({ method, form }) => ({
  optimizer: method.optimizer.name,
  form,
}));

/**
 * Updates on the joint task, state reset against carried over, in every combination of what the notes leave open: Adam in
 * its usual form too.
 */
export async function settings(options: ResetOrCarryMapOptions, context: Context): Promise<SettingResets[]> {
  const { seeds, maxUpdates, criterion, choices } = options;
  const trained = await trainOverChoices(
    {
      choices,
      methods: compared.map(({ method }) => ({ method, ways })),
      seeds,
      maxUpdates,
      streamOf: thenJointly,
      criterionOf: (accuracy) => lastTask(heldOutAccuracy(accuracy), heldOutAccuracy(criterion)),
    },
    context,
  );
  return trained.map(({ setting, runs }) => ({ setting, optimizers: runs.map(summarize) }));
}

function summarize(runs: readonly Run[]): MappedReset {
  const [reset, carriedOver] = ways.map((way) =>
    mean(
      runs
        .filter(({ stateAtSwitch }) => stateAtSwitch === way)
        .map(({ updatesToCriterion }) => updatesToCriterion.at(-1) as number),
    ),
  ) as [number, number];
  return { reset: round(reset), carriedOver: round(carriedOver), givenUp: countGivenUp(runs) };
}

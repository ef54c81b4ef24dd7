import { type SettingOptions, setting, settingDefaults } from "../common/setting.js";

/** The data sets that methods can be compared on. */
export type DataSetName = "Split MNIST" | "permuted MNIST" | "rotated MNIST" | "MNIST-1D" | "Fashion-MNIST";

/** What the study leaves to choose; the defaults are `adadeltaBehaviourDefaults`. */
export interface AdadeltaBehaviourOptions extends SettingOptions {
  /** Runs of each entry of the map over ρ and ε. */
  readonly seedsOfMap: number;
  /** The same for the map. */
  readonly maxUpdatesOfMap: number;
  /** The held-out accuracy at which a task of ten classes counts as learned. */
  readonly jointCriterion: number;
  /** The digits of the first and of the second task. */
  readonly tasks: readonly [readonly number[], readonly number[]];
  /** Updates on the second task over which effective steps are recorded. */
  readonly recorded: number;
  /** ρ of the map. */
  readonly decays: readonly number[];
  /** ε of the map. */
  readonly epsilons: readonly number[];
  /** Fashion-MNIST is left out where it is not here and cannot be downloaded. */
  readonly dataSets: readonly DataSetName[];
}

/** The setting of all studies, and a map around Zeiler's ρ and ε. */
export const adadeltaBehaviourDefaults: AdadeltaBehaviourOptions = {
  ...settingDefaults,
  seedsOfMap: 8,
  maxUpdatesOfMap: 1000,
  jointCriterion: setting.jointCriterion,
  tasks: [setting.tasks[0], setting.tasks[1]],
  recorded: 100,
  decays: [0.5, 0.8, 0.9, 0.95, 0.99],
  epsilons: [1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3],
  dataSets: ["Split MNIST", "permuted MNIST", "rotated MNIST", "MNIST-1D", "Fashion-MNIST"],
};

/** Two seeds, a map of two entries, one small data set. */
export const adadeltaBehaviourQuick: Partial<AdadeltaBehaviourOptions> = {
  seeds: 2,
  maxUpdates: 150,
  hidden: [25, 25],
  criterion: 0.9,
  seedsOfMap: 2,
  maxUpdatesOfMap: 80,
  jointCriterion: 0.7,
  recorded: 20,
  decays: [0.9],
  epsilons: [1e-6, 1e-4],
  dataSets: ["MNIST-1D"],
};

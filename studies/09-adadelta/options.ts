import { accuracyOption, setting, settingOptions } from "../common/index.js";
import { choiceKind, digitsKind, list, numberKind, type OptionsOf, pair, whole } from "../core/index.js";

/** The data sets that methods can be compared on; on the first one the notes compare them. */
export const dataSetNames = ["Split MNIST", "permuted MNIST", "rotated MNIST", "MNIST-1D", "Fashion-MNIST"] as const;
export type DataSetName = (typeof dataSetNames)[number];

/** The map lies around Zeiler's ρ and ε. Runs are compared in pairs. */
export const options = {
  ...settingOptions,
  seeds: whole(setting.seeds, "runs of each estimate", { from: 2 }),
  criterion: accuracyOption(setting.criterion, "held-out accuracy at which a task of two digits is learned"),
  jointCriterion: accuracyOption(setting.jointCriterion, "the same for ten classes"),
  tasks: pair<readonly number[]>(
    [setting.tasks[0], setting.tasks[1]],
    "digits of the first and of the second task",
    digitsKind,
    "number[]",
  ),
  seedsOfMap: whole(8, "runs of each entry of the map over ρ and ε"),
  maxUpdatesOfMap: whole(1000, "maxUpdates for the map"),
  recorded: whole(100, "updates on the second task over which effective steps are recorded"),
  decays: list([0.5, 0.8, 0.9, 0.95, 0.99], "ρ of the map", numberKind({ from: 0, below: 1 })),
  epsilons: list([1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3], "ε of the map", numberKind({ above: 0 })),
  dataSets: list<DataSetName>(
    dataSetNames,
    "left out where they are not here and cannot be downloaded",
    choiceKind(dataSetNames),
  ),
};
export type AdadeltaBehaviourOptions = OptionsOf<typeof options>;

export const quick = {
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
  dataSets: ["MNIST-1D"] as const,
};

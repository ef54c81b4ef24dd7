import { joint, splitMnist } from "momenta/datasets";
import { mlp } from "momenta/models";
import { adadelta } from "momenta/optimizers";
import { heldOutAccuracy, lastTask, type Setting, train } from "momenta/training";
import { type Execution, trainingIn } from "../common/execution.js";
import { countGivenUp } from "../common/givenUp.js";
import { inTurn } from "../common/inTurn.js";
import type { AdadeltaBehaviourOptions } from "./options.js";

/** Adadelta with one learning rate, ρ and ε. */
export interface AdadeltaForm {
  readonly learningRate: number;
  readonly decay: number;
  readonly epsilon: number;
  /** Updates on the second task, an entry for each seed. */
  readonly secondTask: readonly number[];
  /** Updates on the joint task after both. */
  readonly jointTask: readonly number[];
  /** Runs in which a task was given up, or that did not stay finite. */
  readonly givenUp: number;
}

/** Whose choice a form is. */
export interface NamedForm extends AdadeltaForm {
  readonly name: string;
}

/** What `hyperparameterMap` finds. */
export interface HyperparameterMap {
  /** `map[decay][epsilon]`, learning rate 1. */
  readonly map: readonly (readonly AdadeltaForm[])[];
  /** What papers and libraries choose. */
  readonly forms: readonly NamedForm[];
}

const named: readonly { name: string; learningRate: number; decay: number; epsilon: number }[] = [
  { name: "PyTorch, and here", learningRate: 1, decay: 0.9, epsilon: 1e-6 },
  { name: "Zeiler's paper, MNIST", learningRate: 1, decay: 0.95, epsilon: 1e-6 },
  { name: "Keras with learning rate 1", learningRate: 1, decay: 0.95, epsilon: 1e-7 },
  { name: "Keras and tfjs, as they come", learningRate: 0.001, decay: 0.95, epsilon: 1e-7 },
];

/** To be raised where the same options give another result than before. */
const VERSION = 1;

/** Updates on the second task and on the joint task over ρ and ε, and for the choices of papers and libraries; state reset. */
export async function hyperparameterMap(
  options: AdadeltaBehaviourOptions,
  execution: Execution,
): Promise<HyperparameterMap> {
  const { seedsOfMap, maxUpdatesOfMap, batchSize, hidden, criterion, jointCriterion, tasks, decays, epsilons } =
    options;
  const sequence = splitMnist(tasks);
  const all = joint(splitMnist([[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]));
  const grid = decays.map((decay) => epsilons.map((epsilon) => ({ learningRate: 1, decay, epsilon })));
  const forms = named.map(({ name, ...setting }) => setting);
  const settings = [...new Map([...grid.flat(), ...forms].map((setting) => [keyOf(setting), setting])).values()];
  const [runs = []] = await inTurn("map over ρ and ε", [
    {
      runs: seedsOfMap * settings.length,
      train: (onProgress) =>
        train({
          model: mlp([784, ...hidden, sequence.outputs]),
          optimizer: adadelta,
          settings,
          stream: { ...sequence, tasks: [...sequence.tasks, all] },
          criterion: lastTask(heldOutAccuracy(jointCriterion), heldOutAccuracy(criterion)),
          seeds: seedsOfMap,
          batchSize,
          maxUpdates: maxUpdatesOfMap,
          stateAtSwitch: "reset",
          ...trainingIn(execution, "adadelta-map", VERSION),
          onProgress,
        }),
    },
  ]);
  const formOf = (setting: (typeof forms)[0]): AdadeltaForm => {
    const mine = runs.filter((run) => keyOf(run.setting) === keyOf(setting));
    return {
      ...setting,
      secondTask: mine.map(({ updatesToCriterion }) => updatesToCriterion[1] as number),
      jointTask: mine.map(({ updatesToCriterion }) => updatesToCriterion[2] as number),
      givenUp: countGivenUp(mine),
    };
  };
  return {
    map: grid.map((row) => row.map(formOf)),
    forms: named.map(({ name, ...setting }) => ({ name, ...formOf(setting) })),
  };
}

function keyOf({ learningRate, decay, epsilon }: Setting): string {
  return `${learningRate} ${decay} ${epsilon}`;
}

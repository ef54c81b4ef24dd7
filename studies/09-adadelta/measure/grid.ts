import { joint, splitMnist } from "momenta/datasets";
import { mlp } from "momenta/models";
import { adadelta } from "momenta/optimizers";
import { heldOutAccuracy, lastTask, type Setting } from "momenta/training";
import { countGivenUp } from "../../common/index.js";
import type { Context } from "../../core/index.js";
import type { AdadeltaBehaviourOptions } from "../options.js";

interface Hyperparameters {
  readonly learningRate: number;
  readonly decay: number;
  readonly epsilon: number;
}

/** Adadelta with one learning rate, ρ and ε. */
export interface AdadeltaForm extends Hyperparameters {
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

/** Updates over ρ and ε. */
export interface Grid {
  /** `map[decay][epsilon]`, learning rate 1. */
  readonly map: readonly (readonly AdadeltaForm[])[];
  /** What papers and libraries choose. */
  readonly forms: readonly NamedForm[];
}

/** Two names of forms that are set against each other. */
export const [OURS, KERAS] = ["PyTorch, and here", "Keras and tfjs, as they come"];

const choices: readonly (Hyperparameters & { readonly name: string })[] = [
  { name: OURS, learningRate: 1, decay: 0.9, epsilon: 1e-6 },
  { name: "Zeiler's paper, MNIST", learningRate: 1, decay: 0.95, epsilon: 1e-6 },
  { name: "Keras with learning rate 1", learningRate: 1, decay: 0.95, epsilon: 1e-7 },
  { name: KERAS, learningRate: 0.001, decay: 0.95, epsilon: 1e-7 },
];

/** Updates on the second task and on the joint task over ρ and ε, and for the choices of papers and libraries; state reset. */
export async function grid(options: AdadeltaBehaviourOptions, { expect, train }: Context): Promise<Grid> {
  const { seedsOfMap, maxUpdatesOfMap, batchSize, hidden, criterion, jointCriterion, tasks } = options;
  const sequence = splitMnist(tasks);
  const all = joint(splitMnist([[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]));
  const rows = options.decays.map((decay) =>
    options.epsilons.map((epsilon): Hyperparameters => ({ learningRate: 1, decay, epsilon })),
  );
  const forms = choices.map(({ name, ...setting }) => setting);
  const settings = [...new Map([...rows.flat(), ...forms].map((setting) => [keyOf(setting), setting])).values()];
  expect(seedsOfMap * settings.length, "runs");
  const runs = await train({
    model: mlp([784, ...hidden, sequence.outputs]),
    optimizer: adadelta,
    settings: settings.map((setting) => ({ ...setting })),
    stream: { ...sequence, tasks: [...sequence.tasks, all] },
    criterion: lastTask(heldOutAccuracy(jointCriterion), heldOutAccuracy(criterion)),
    seeds: seedsOfMap,
    batchSize,
    maxUpdates: maxUpdatesOfMap,
    stateAtSwitch: "reset",
  });
  const formOf = (setting: Hyperparameters): AdadeltaForm => {
    const own = runs.filter((run) => keyOf(run.setting) === keyOf(setting));
    return {
      ...setting,
      secondTask: own.map(({ updatesToCriterion }) => updatesToCriterion[1] as number),
      jointTask: own.map(({ updatesToCriterion }) => updatesToCriterion[2] as number),
      givenUp: countGivenUp(own),
    };
  };
  return {
    map: rows.map((row) => row.map(formOf)),
    forms: choices.map(({ name, ...setting }) => ({ name, ...formOf(setting) })),
  };
}

function keyOf({ learningRate, decay, epsilon }: Setting | Hyperparameters): string {
  return `${learningRate} ${decay} ${epsilon}`;
}

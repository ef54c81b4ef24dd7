/**
 * How long do five tasks of two digits each and then the joint task of all ten take, with 4 optimizers, their state reset
 * at each switch or carried over, 25 seeds each?
 *
 * Momenta runs all of it. PyTorch, run after run, takes minutes: every eighth seed is run, 4 of 25 in each of the eight
 * columns, and the time counts for all in proportion to the updates.
 */
import { adadelta, heldOutAccuracy, mlp, notes, type Optimizer, sgd, splitMnist, train } from "momenta";
import type { Work } from "../work.js";
import { batchSize, type Column, heldOut, Study, widths } from "./sequences.js";

const TASKS = [
  [1, 2],
  [3, 4],
  [5, 6],
  [7, 8],
  [9, 0],
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
];
const SEEDS = 25;
const EVERY = 8;
const CRITERION = 0.9;
const WAYS = ["carryOver", "reset"] as const;

const methods: readonly { optimizer: Optimizer; learningRate: number }[] = [
  { optimizer: sgd({ learningRate: 0.01, momentum: 0.9 }), learningRate: 0.01 },
  { optimizer: notes.adam({ learningRate: 0.001 }), learningRate: 0.001 },
  { optimizer: notes.rmsprop({ learningRate: 0.001 }), learningRate: 0.001 },
  { optimizer: adadelta({ learningRate: 1 }), learningRate: 1 },
];

export const fiveTasks: Work = {
  name: "five tasks",
  unit: "study",
  contenders() {
    const study = new Study(TASKS, () => columns(SEEDS));
    const torch = { name: "pytorch", needs: "torch", script: "taskSequences/sequences_torch.py", compiles: false };
    return [study, study.peer(torch, EVERY)];
  },
  targets: [{ contender: "momenta", against: "pytorch", atLeast: 2.5 }],
};

/** The study itself, a column for each optimizer and way of dealing with its state. */
export async function columns(seeds: number): Promise<Column[]> {
  const stream = splitMnist(TASKS);
  const criterion = heldOutAccuracy(CRITERION, heldOut);
  const found: Column[] = [];
  for (const { optimizer, learningRate } of methods) {
    const stateAtSwitch = WAYS;
    const runs = await train({ model: mlp(widths), optimizer, stream, criterion, stateAtSwitch, seeds, batchSize });
    for (const way of WAYS) {
      const ofWay = runs.filter((run) => run.stateAtSwitch === way);
      found.push({ optimizer: optimizer.name, learningRate, stateAtSwitch: way, runs: ofWay });
    }
  }
  return found;
}

import { type Dataset, joint, type Stream, type Task, task, twoMoons } from "momenta/datasets";
import { tidy } from "momenta/engine";
import { mlp } from "momenta/models";
import { heldOutAccuracy, type Run } from "momenta/training";
import { methods, setting } from "../../common/index.js";
import { type Context, evenly, round } from "../../core/index.js";
import type { LossLandscapeOptions } from "../options.js";
import { type Boundaries, classes, DRAWN, gridPoints, MEASURED, RESOLUTION } from "./boundaries.js";
import { rows } from "./rows.js";

/**
 * Two moons in two tasks: first the points left of the middle, then those right of it, then all, learned by SGD; a network of
 * two hidden layers of 32 units, to 98 % of held-out points.
 */
export async function moons(_options: LossLandscapeOptions, { expect, train }: Context): Promise<Boundaries> {
  const dataset = twoMoons({ examples: 2000 });
  const halves = [half(dataset, "left", (x) => x < 0.5), half(dataset, "right", (x) => x >= 0.5)] as const;
  const stream: Stream = { tasks: [...halves, joint({ tasks: halves, outputs: 2 })], outputs: 2 };
  const model = mlp([2, 32, 32, 2]);
  expect(1, "runs");
  const [{ parameters, accuracyMatrix }] = (await train({
    model,
    optimizer: methods.sgd.optimizer,
    stream,
    criterion: heldOutAccuracy(setting.criterion, MEASURED),
    stateAtSwitch: "reset",
    seeds: 1,
    batchSize: setting.batchSize,
    maxUpdates: 10 * setting.maxUpdates,
    accuracyMatrix: true,
    parameters: true,
  })) as [Run];
  const [x, y] = [evenly(-1.4, 2.4, RESOLUTION), evenly(-1, 1.5, RESOLUTION)];
  const { inputs, labels } = dataset.test;
  return {
    x,
    y,
    stages: tidy(() => {
      const grid = gridPoints(x, y);
      return (parameters ?? []).map((stage) => rows(classes(model, stage, grid), RESOLUTION));
    }),
    points: Array.from({ length: 2 * DRAWN }, (_, at) => ({
      x: round(inputs[2 * at] as number, 3),
      y: round(inputs[2 * at + 1] as number, 3),
      label: labels[at] as number,
    })),
    accuracy: (accuracyMatrix?.afterTask ?? []).map((row) => row.slice(0, 2)),
  };
}

/** The points of a planar data set on one side of a line x = c, both classes. */
function half(dataset: Dataset, name: string, isInside: (x: number) => boolean): Task {
  const whole = task([0, 1], dataset);
  const inside = (part: "train" | "test") =>
    whole[part].filter((index) => isInside(dataset[part].inputs[2 * index] as number));
  return { ...whole, name, train: inside("train"), test: inside("test") };
}

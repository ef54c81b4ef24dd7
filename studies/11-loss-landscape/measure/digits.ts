import type { Tensor2D } from "@tensorflow/tfjs";
import { inputTable, type Task } from "momenta/datasets";
import { type TensorTree, tf, tidy } from "momenta/engine";
import type { Model } from "momenta/models";
import type { ParameterValues } from "momenta/training";
import { evenly, round } from "../../core/index.js";
import { type Boundaries, classes, DRAWN, gridPoints, MEASURED, RESOLUTION } from "./boundaries.js";
import { principalPlane } from "./principalPlane.js";
import { rows } from "./rows.js";

/** What the plane of two principal components shows of a network. */
export interface DigitBoundaries extends Boundaries {
  /** The share of the variance of the digits' images that lies in the plane. */
  readonly variance: number;
  /** The share of digits that the network, after each stage, gives the same class when they are projected onto the plane. */
  readonly agreement: readonly number[];
}

/**
 * The classes that a network for images, at three stages, gives to the points of the plane of the first two principal
 * components of the held-out digits of both tasks, through their mean: images that are a mean digit and two eigenvectors.
 */
export function digitBoundaries<Params extends TensorTree>(
  model: Model<Params>,
  stages: readonly ParameterValues[],
  tasks: readonly [Task, Task],
): DigitBoundaries {
  const indices = tasks.map(({ test }) => [...test.subarray(0, MEASURED)]);
  const { test } = tasks[0].dataset;
  const labels = indices.flat().map((index) => test.labels[index] as number);
  const tasksOfDigits = indices.flatMap((own, at) => own.map(() => at));
  return tidy(() => {
    const images = inputTable(test, Int32Array.from(indices.flat())) as Tensor2D;
    const { mean, axes, variance } = principalPlane(images);
    const places = tf.matMul(tf.sub(images, mean), axes, false, true) as Tensor2D;
    const onPlane = (at: Tensor2D) => tf.add(mean, tf.matMul(at, axes)) as Tensor2D;
    const coordinates = places.arraySync() as [number, number][];
    const [x, y] = ([0, 1] as const).map((axis) => {
      const values = coordinates.map((place) => place[axis]);
      const [low, high] = [Math.min(...values), Math.max(...values)];
      const air = 0.08 * (high - low);
      return evenly(low - air, high + air, RESOLUTION).map((value) => round(value, 3));
    }) as [number[], number[]];
    const grid = onPlane(gridPoints(x, y));
    const projected = onPlane(places);
    const found = stages.map((parameters) => ({
      grid: classes(model, parameters, grid),
      images: classes(model, parameters, images),
      projected: classes(model, parameters, projected),
    }));
    const step = Math.floor(labels.length / DRAWN);
    return {
      x,
      y,
      stages: found.map((stage) => rows(stage.grid, RESOLUTION)),
      points: coordinates
        .map(([px, py], at) => ({ x: round(px, 3), y: round(py, 3), label: labels[at] as number }))
        .filter((_, at) => at % step === 0),
      accuracy: found.map((stage) => {
        const isRight = stage.images.map((value, at) => value === labels[at]);
        return tasks.map((_, part) => share(isRight.filter((_, at) => tasksOfDigits[at] === part)));
      }),
      variance,
      agreement: found.map((stage) => share(stage.images.map((value, at) => value === stage.projected[at]))),
    };
  });
}

function share(values: readonly boolean[]): number {
  return values.filter(Boolean).length / values.length;
}

import type { Tensor2D } from "@tensorflow/tfjs";
import { type Dataset, inputTable, joint, type Stream, type Task, task, twoMoons } from "momenta/datasets";
import { type TensorTree, tf, tidy } from "momenta/engine";
import { type Model, mlp } from "momenta/models";
import { heldOutAccuracy, type ParameterValues, train } from "momenta/training";
import { compilerIn, type Execution } from "../common/execution.js";
import { methods, setting } from "../common/setting.js";
import { evenly } from "./planes.js";
import { principalPlane } from "./principalPlane.js";
import { tensorsOf } from "./tensorsOf.js";

/** A point of a figure with its true class. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly label: number;
}

/** The classes that a model gives to the points of a plane, after each of three phases of training. */
export interface Boundaries {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** After task 1, after task 2, after the joint task: `stages[stage][row][column]`, the class at `y[row]`, `x[column]`. */
  readonly stages: readonly (readonly (readonly number[])[])[];
  /** Some held-out examples of both tasks. */
  readonly points: readonly Point[];
  /** `accuracy[stage][task]` on held-out examples. */
  readonly accuracy: readonly (readonly number[])[];
}

/** How many held-out examples are drawn as points, and how many accuracies are measured on. */
const DRAWN = 80;
const MEASURED = 400;
/** Places to a side of a plane. */
const RESOLUTION = 61;

/**
 * Two moons in two tasks: first the points left of the middle, then those right of it, then all, learned by SGD; a network of
 * two hidden layers of 32 units, to 98 % of held-out points.
 */
export async function moonBoundaries(execution: Execution): Promise<Boundaries> {
  const dataset = twoMoons({ examples: 2000 });
  const halves = [half(dataset, "left", (x) => x < 0.5), half(dataset, "right", (x) => x >= 0.5)] as const;
  const stream: Stream = { tasks: [...halves, joint({ tasks: halves, outputs: 2 })], outputs: 2 };
  const model = mlp([2, 32, 32, 2]);
  const [run] = await train({
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
    ...compilerIn(execution),
  });
  const [x, y] = [evenly(-1.4, 2.4, RESOLUTION), evenly(-1, 1.5, RESOLUTION)];
  const grid = tf.tensor2d(y.flatMap((row) => x.map((column) => [column, row])));
  const { inputs, labels } = dataset.test;
  const points = Array.from({ length: 2 * DRAWN }, (_, at) => ({
    x: rounded(inputs[2 * at] as number),
    y: rounded(inputs[2 * at + 1] as number),
    label: labels[at] as number,
  }));
  try {
    return {
      x,
      y,
      stages: (run?.parameters ?? []).map((parameters) => folded(classes(model, parameters, grid), RESOLUTION)),
      points,
      accuracy: (run?.accuracyMatrix?.afterTask ?? []).map((row) => row.slice(0, 2)),
    };
  } finally {
    grid.dispose();
  }
}

/** The points of a planar data set on one side of a line x = c, both classes. */
function half(dataset: Dataset, name: string, within: (x: number) => boolean): Task {
  const plain = task([0, 1], dataset);
  const inside = (part: "train" | "test") =>
    plain[part].filter((index) => within(dataset[part].inputs[2 * index] as number));
  return { ...plain, name, train: inside("train"), test: inside("test") };
}

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
  const held = tasks.map(({ test }) => test.subarray(0, MEASURED));
  const [{ dataset }] = tasks;
  const indices = Int32Array.from(held.flatMap((part) => [...part]));
  const labels = [...indices].map((index) => dataset.test.labels[index] as number);
  return tidy(() => {
    const images = inputTable(dataset.test, indices);
    const { mean, axes, variance } = principalPlane(images);
    const places = tf.matMul(tf.sub(images, mean), axes, false, true) as Tensor2D;
    const onPlane = (at: Tensor2D) => tf.add(mean, tf.matMul(at, axes)) as Tensor2D;
    const coordinates = places.arraySync() as [number, number][];
    const [x, y] = ([0, 1] as const).map((axis) => {
      const values = coordinates.map((place) => place[axis]);
      const [low, high] = [Math.min(...values), Math.max(...values)];
      const air = 0.08 * (high - low);
      return evenly(low - air, high + air, RESOLUTION).map(rounded);
    }) as [number[], number[]];
    const grid = onPlane(tf.tensor2d(y.flatMap((row) => x.map((column) => [column, row]))));
    const projected = onPlane(places);
    const found = stages.map((parameters) => ({
      grid: classes(model, parameters, grid),
      images: classes(model, parameters, images as Tensor2D),
      projected: classes(model, parameters, projected),
    }));
    const share = (values: readonly boolean[]) => values.filter(Boolean).length / values.length;
    const step = Math.floor(labels.length / DRAWN);
    return {
      x,
      y,
      stages: found.map(({ grid: values }) => folded(values, RESOLUTION)),
      points: coordinates.flatMap(([px, py], at) =>
        at % step === 0 ? [{ x: rounded(px), y: rounded(py), label: labels[at] as number }] : [],
      ),
      accuracy: found.map(({ images: values }) =>
        [0, 1].map((part) => {
          const own = [...values.keys()].filter((at) => Number(at >= (held[0]?.length ?? 0)) === part);
          return share(own.map((at) => values[at] === labels[at]));
        }),
      ),
      variance,
      agreement: found.map(({ images: real, projected: flat }) => share(real.map((value, at) => value === flat[at]))),
    };
  });
}

/** The class that a model with given parameters gives to each row of inputs. */
function classes<Params extends TensorTree>(
  model: Model<Params>,
  parameters: ParameterValues,
  inputs: Tensor2D,
): number[] {
  return tidy(() => {
    return [...tf.argMax(model.apply(tensorsOf(model, [parameters]), inputs), -1).dataSync()];
  });
}

function folded(values: readonly number[], width: number): number[][] {
  return Array.from({ length: values.length / width }, (_, row) => values.slice(row * width, (row + 1) * width));
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

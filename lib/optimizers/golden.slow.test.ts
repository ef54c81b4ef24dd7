import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { tf } from "../engine/tensorflow.js";
import {
  adadelta,
  adafactor,
  adagrad,
  adam,
  adamax,
  adamw,
  amsgrad,
  applyUpdates,
  centeredRmsprop,
  clippedByNorm,
  clippedByValue,
  emaMomentum,
  l2,
  lion,
  muon,
  nadam,
  nesterov,
  notes,
  type PlateauOptions,
  plateau,
  rmsprop,
  scheduleFreeAdamw,
  scheduleFreeSgd,
  sgd,
} from "./index.js";
import type { Optimizer } from "./optimizer.js";

type Point = number[] | number[][];

/** What golden/generate.py writes. */
interface Trajectory {
  readonly optimizer: keyof typeof make;
  readonly options: Readonly<Record<"learningRate" | "momentum" | "weightDecay" | "limit", number>> & PlateauOptions;
  readonly problem: keyof typeof gradients;
  /** A point, or a matrix with one in each column. */
  readonly start: Point;
  readonly every: number;
  readonly points: readonly Point[];
}

const make = {
  sgd: ({ learningRate }: Trajectory["options"]): Optimizer => sgd({ learningRate }),
  heavyBall: (options: Trajectory["options"]): Optimizer => sgd(options),
  emaMomentum,
  nesterov,
  adagrad,
  adadelta,
  rmsprop,
  centeredRmsprop,
  "centeredRmsprop.inside": (options: Trajectory["options"]) =>
    centeredRmsprop({ ...options, epsilonInsideRoot: true }),
  adam: (options: Trajectory["options"]): Optimizer => adam(options),
  adamax,
  nadam,
  amsgrad,
  adamw,
  "adam.l2": ({ weightDecay, ...options }: Trajectory["options"]) => l2(adam(options), weightDecay),
  "notes.rmsprop": notes.rmsprop,
  "notes.adam": notes.adam,
  "sgd.plateau": (options: Trajectory["options"]): Optimizer =>
    plateau(options, (learningRate) => sgd({ learningRate })),
  lion,
  scheduleFreeSgd,
  scheduleFreeAdamw,
  adafactor: adafactor,
  "adafactor.matrix": adafactor,
  "muon.matrix": (options: Trajectory["options"]): Optimizer => muon(options),
  "sgd.clippedByNorm": ({ learningRate, limit }: Trajectory["options"]): Optimizer =>
    clippedByNorm(sgd({ learningRate }), limit),
  "sgd.clippedByValue": ({ learningRate, limit }: Trajectory["options"]): Optimizer =>
    clippedByValue(sgd({ learningRate }), limit),
};

const losses = {
  quadric: ([x = 0, y = 0, z = 0]: number[]) => 0.5 * (x ** 2 + 20 * y ** 2 + 0.05 * z ** 2) + 0.7 * x * y,
  rosenbrock: ([x = 0, y = 0]: number[]) => (1 - x) ** 2 + 5 * (y - x * x) ** 2,
  monkeySaddle: ([x = 0, y = 0]: number[]) => x ** 3 - 3 * x * y ** 2 + 0.25 * (x ** 2 + y ** 2) ** 2,
  softCorner: ([x = 0, y = 0]: number[]) =>
    Math.sqrt(1 + Math.exp(2 * x + y) + Math.exp(x - 3 * y)) + 0.5 * (x + 2) ** 2,
};

const gradients = {
  quadric: ([x = 0, y = 0, z = 0]: number[]) => [x + 0.7 * y, 20 * y + 0.7 * x, 0.05 * z],
  rosenbrock: ([x = 0, y = 0]: number[]) => [-2 * (1 - x) - 20 * x * (y - x * x), 10 * (y - x * x)],
  monkeySaddle: ([x = 0, y = 0]: number[]) => {
    const square = x * x + y * y;
    return [3 * (x * x - y * y) + square * x, -6 * x * y + square * y];
  },
  softCorner: ([x = 0, y = 0]: number[]) => {
    const [a, b] = [Math.exp(2 * x + y), Math.exp(x - 3 * y)];
    const root = Math.sqrt(1 + a + b);
    return [(2 * a + b) / (2 * root) + x + 2, (a - 3 * b) / (2 * root)];
  },
};

const transposed = (rows: number[][]) => (rows[0] as number[]).map((_, at) => rows.map((row) => row[at] as number));

const columnsOf = (point: Point): number[][] =>
  Array.isArray(point[0]) ? transposed(point as number[][]) : [point as number[]];

const file = join(__dirname, "../../optimizers/golden/trajectories.json");
const trajectories: Trajectory[] = JSON.parse(readFileSync(file, "utf8"));

for (const { optimizer, options, problem, start, every, points } of trajectories) {
  test(`${optimizer} ${JSON.stringify(options)} on ${problem} goes where PyTorch or optax goes`, () => {
    const { init, update } = make[optimizer](options);
    let params = { theta: tf.tensor([start]) };
    let state = init(params);
    points.forEach((expected, index) => {
      for (let step = 0; step < every; step++) {
        const [theta = []] = params.theta.arraySync() as Point[];
        const columns = columnsOf(theta);
        const loss = tf.tensor1d([columns.map(losses[problem]).reduce((sum, value) => sum + value)]);
        const gradient = columns.map(gradients[problem]);
        const shaped = tf.tensor([columns.length > 1 ? transposed(gradient) : gradient.flat()]);
        const [updates, next] = update({ theta: shaped }, state, params, loss);
        params = applyUpdates(params, updates);
        state = next;
      }
      const [found = []] = params.theta.arraySync() as Point[];
      const wanted = expected.flat();
      const distance = Math.hypot(...found.flat().map((value, axis) => value - (wanted[axis] as number)));
      const relative = distance / Math.hypot(...wanted);
      assert.ok(relative < 1e-5, `after ${(index + 1) * every} updates at ${found}, expected ${expected}: ${relative}`);
    });
  });
}

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { tf } from "../engine/tensorflow.js";
import { adam, applyUpdates, notes, rmsprop, sgd } from "./index.js";
import type { Optimizer } from "./optimizer.js";

/** What golden/generate.py writes. */
interface Trajectory {
  readonly optimizer: keyof typeof make;
  readonly options: Record<string, number> & { learningRate: number };
  readonly problem: keyof typeof gradients;
  readonly start: number[];
  readonly every: number;
  readonly points: number[][];
}

const make = {
  sgd: (options: Trajectory["options"]): Optimizer => sgd(options),
  rmsprop,
  adam: (options: Trajectory["options"]): Optimizer => adam(options),
  "notes.rmsprop": notes.rmsprop,
  "notes.adam": notes.adam,
};

const gradients = {
  quadric: ([x = 0, y = 0, z = 0]: number[]) => [x + 0.7 * y, 20 * y + 0.7 * x, 0.05 * z],
  rosenbrock: ([x = 0, y = 0]: number[]) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
};

const file = join(__dirname, "../../optimizers/golden/trajectories.json");
const trajectories: Trajectory[] = JSON.parse(readFileSync(file, "utf8"));

for (const { optimizer, options, problem, start, every, points } of trajectories) {
  test(`${optimizer} ${JSON.stringify(options)} on ${problem} goes where PyTorch or optax goes`, () => {
    const { init, update } = make[optimizer](options);
    let params = { theta: tf.tensor([start]) };
    let state = init(params);
    points.forEach((expected, index) => {
      for (let step = 0; step < every; step++) {
        const [theta = []] = params.theta.arraySync() as number[][];
        const [updates, next] = update({ theta: tf.tensor([gradients[problem](theta)]) }, state, params);
        params = applyUpdates(params, updates);
        state = next;
      }
      const [found = []] = params.theta.arraySync() as number[][];
      const distance = Math.hypot(...found.map((value, axis) => value - (expected[axis] as number)));
      const relative = distance / Math.hypot(...expected);
      assert.ok(relative < 1e-5, `after ${(index + 1) * every} updates at ${found}, expected ${expected}: ${relative}`);
    });
  });
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { weightFlipping } from "momenta/datasets";
import { tf } from "momenta/engine";
import { followStream, type OnlineCourse } from "./followStream.js";
import { gridOf, oneTwoFive } from "./grid.js";
import { onlineMethods } from "./methods.js";

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

/** Op by op in a TensorFlow graph. */
const context = {
  compiler: { compiler: "graph" },
  map: async <Item, Value>(items: readonly Item[], _: string, compute: (item: Item, at: number) => Value) =>
    Promise.all(items.map(compute)),
} as const;
const streamOf = (seeds: readonly number[]) => weightFlipping(seeds);
const small = { features: 20, seeds: [1, 2], updates: 400, records: 2, seedsAtATime: 1 };

test("a stream followed by several settings and seeds: each is what it is alone", async () => {
  const settings = gridOf({ initialRate: [0.02, 0.05], metaRate: [0.01] });
  const learners = {
    IDBD: { method: onlineMethods.IDBD, settings },
    SGD: { method: onlineMethods.SGD, settings: gridOf({ learningRate: [0.03] }) },
  };
  const both = await followStream(learners, { ...small, streamOf }, context);
  const alone = await followStream(
    { IDBD: { method: onlineMethods.IDBD, settings: settings.slice(1) } },
    { ...small, streamOf, seeds: [2] },
    context,
  );
  const [together, apart] = [both.IDBD[1] as OnlineCourse, alone.IDBD[0] as OnlineCourse];
  together.errors[1]?.forEach((error, record) => {
    near(error / (apart.errors[0]?.[record] as number), 1, 1e-5);
  });
  together.stepSizes[1]?.[1]?.forEach((rate, weight) => {
    near(rate / (apart.stepSizes[0]?.[1]?.[weight] as number), 1, 1e-5);
  });
  assert.notDeepEqual(together.errors[0], together.errors[1]);
  near(both.SGD[0]?.stepSizes[0]?.[0]?.[7] as number, 0.03, 1e-8);
  assert.deepEqual(oneTwoFive(-1, 0), [0.1, 0.2, 0.5, 1, 2, 5]);
});

test("the step sizes of RMSProp and Adam are what they multiply a gradient with", async () => {
  const stream = () => ({
    next: (steps: number) => {
      const ofEach = Array.from({ length: steps }, () => [[2, 0]]);
      return { inputs: tf.tensor3d(ofEach), targets: tf.tensor2d(ofEach.map(() => [3])) };
    },
  });
  const learners = {
    RMSProp: { method: onlineMethods.RMSProp, settings: gridOf({ learningRate: [0.1], decay: [0.75] }) },
    Adam: { method: onlineMethods.Adam, settings: gridOf({ learningRate: [0.1], beta1: [0], beta2: [0.75] }) },
  };
  const run = { streamOf: stream, features: 2, seeds: [1], updates: 1, records: 1, seedsAtATime: 1 };
  const courses = await followStream(learners, run, context);
  // g = −3 · 2; s = 0.25 · 36, which bias correction makes 36.
  near(courses.RMSProp[0]?.stepSizes[0]?.[0]?.[0] as number, 0.1 / 3, 1e-6);
  near(courses.Adam[0]?.stepSizes[0]?.[0]?.[0] as number, 0.1 / 6, 1e-6);
  assert.deepEqual(courses.Adam[0]?.errors, [[9]]);
});

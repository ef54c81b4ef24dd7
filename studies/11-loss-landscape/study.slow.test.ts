import assert from "node:assert/strict";
import { test } from "node:test";
import { firstExamples, type Task, task, twoMoons } from "momenta/datasets";
import { leaves, random, tf } from "momenta/engine";
import { mlp } from "momenta/models";
import { parameterValues } from "momenta/training";
import { barrierOf } from "./measure/lines.js";
import { columnNorms, distanceBetween, filterNormalized, planeThrough } from "./measure/planes.js";
import { principalPlane } from "./measure/principalPlane.js";
import { type Corners, surface } from "./measure/surface.js";
import { lossLandscape } from "./study.js";

const near = (actual: number, expected: number, tolerance = 1e-4) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

const model = mlp([2, 8, 2]);

/** The initial parameters of a seed. */
const parametersOf = (seed: number) => parameterValues(model.init([seed]));

const corners = [1, 2, 3].map(parametersOf) as unknown as Corners;

test("a barrier is the most that a curve rises above the straight line between its ends", () => {
  assert.equal(barrierOf([0, 1, 0]), 1);
  assert.equal(barrierOf([2, 1.5, 1]), 0);
  near(barrierOf([1, 2, 2, 0]), 5 / 3);
  assert.equal(barrierOf([1, 0, 1]), 0, "a valley is none");
});

test("the plane through three points has them where it says, in their own distances", () => {
  const { places, share } = planeThrough(corners);
  places.forEach(([a, b], corner) => {
    share(a, b).forEach((value, at) => {
      near(value, Number(at === corner));
    });
  });
  for (const [one, other] of [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const) {
    const [[a1, b1], [a2, b2]] = [places[one], places[other]];
    near(Math.hypot(a1 - a2, b1 - b2), distanceBetween(corners[one], corners[other]));
  }
});

test("a filter-normalized direction is as long as the weights into every unit, and has no biases", () => {
  const direction = filterNormalized(corners[0], 5) as unknown as Record<
    string,
    { kernel: Float32Array; bias: Float32Array }
  >;
  const weights = corners[0] as unknown as typeof direction;
  for (const [name, { kernel, bias }] of Object.entries(direction)) {
    assert.ok(bias.every((value) => value === 0));
    const [mine, theirs] = [kernel, weights[name]?.kernel as Float32Array].map((values) =>
      columnNorms(values, bias.length),
    );
    mine?.forEach((norm, unit) => {
      near(norm, theirs?.[unit] as number);
    });
    assert.notDeepEqual(kernel, weights[name]?.kernel);
  }
});

test("the surface is the model's own loss and accuracy, at corners and between them, and leaves nothing behind", () => {
  const dataset = firstExamples(twoMoons({ examples: 60 }), 60);
  const plain = task([0, 1], dataset);
  const tasks: [Task, Task] = [plain, { ...plain, test: plain.test.subarray(20) }];
  const before = tf.memory().numTensors;
  const found = surface(model, tasks, 20);
  const { loss, accuracy } = found.heights(corners, [
    ...Array.from({ length: 50 }, () => [1, 0, 0] as const),
    [0.5, 0.5, 0],
  ]);
  found.dispose();
  assert.equal(tf.memory().numTensors, before);
  assert.deepEqual(
    [...loss, ...accuracy].map(({ length }) => length),
    [51, 51, 51, 51],
  );
  const middle = leaves<Float32Array>(corners[0]).map((leaf, at) =>
    leaf.map((value, place) => (value + (leaves<Float32Array>(corners[1])[at]?.[place] as number)) / 2),
  );
  [leaves<Float32Array>(corners[0]), middle].forEach((values, which) => {
    const at = which === 0 ? 49 : 50;
    ([0, 20] as const).forEach((from, of) => {
      const expected = byHand(values as [Float32Array, Float32Array, Float32Array, Float32Array], from);
      near(loss[of]?.[at] as number, expected.loss);
      near(accuracy[of]?.[at] as number, expected.accuracy);
    });
  });

  /** The mean loss and the accuracy on twenty points. */
  function byHand([k1, b1, k2, b2]: [Float32Array, Float32Array, Float32Array, Float32Array], from: number) {
    const { inputs, labels } = dataset.test;
    const outcomes = Array.from({ length: 20 }, (_, index) => {
      const x = [0, 1].map((axis) => inputs[2 * (from + index) + axis] as number);
      const units = Array.from(b1, (bias, unit) =>
        Math.max(
          0,
          bias + (x[0] as number) * (k1[unit] as number) + (x[1] as number) * (k1[b1.length + unit] as number),
        ),
      );
      const [zero, one] = Array.from(b2, (bias, output) =>
        units.reduce((sum, value, unit) => sum + value * (k2[2 * unit + output] as number), bias),
      ) as [number, number];
      const margin = (labels[from + index] === 1 ? 1 : -1) * (one - zero);
      return { loss: Math.log(1 + Math.exp(-margin)), right: Number(margin > 0) };
    });
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    return { loss: mean(outcomes.map(({ loss: value }) => value)), accuracy: mean(outcomes.map(({ right }) => right)) };
  }
});

test("the principal plane of points that vary in two known directions, and in the others hardly", () => {
  const { normal } = random(3, 0);
  const spread = [0.1, 5, 0.2, 2];
  const rows = tf.tensor2d(Array.from({ length: 500 }, () => spread.map((scale) => 1 + scale * normal())));
  const { mean, axes, variance } = principalPlane(rows);
  const [first, second] = axes.arraySync() as [number[], number[]];
  near(Math.abs(first[1] as number), 1, 0.01);
  near(Math.abs(second[3] as number), 1, 0.01);
  near(
    first.reduce((sum, value, at) => sum + value * (second[at] as number), 0),
    0,
  );
  assert.ok(variance > 0.99 && variance < 1);
  tf.dispose([rows, mean, axes]);
});

test("lines share their ends, tasks are forgotten, and barriers are finite; all of it learned for the moons, too", async () => {
  const small = { optimizers: ["sgd", "adam"], seeds: 2, criterion: 0.9, resolution: 5, examples: 50 } as const;
  const result = await lossLandscape.run(small, { store: null, compiler: "graph" });
  const [{ lines }] = result.lines as [(typeof result.lines)[number]];
  const end = (values: readonly number[]) => values.at(-1) as number;
  near(end(lines["task 1 to joint"].loss[0].mean), end(lines["task 2 to joint"].loss[0].mean));
  near(lines["task 1 to task 2"].loss[0].mean[0] as number, lines["task 1 to joint"].loss[0].mean[0] as number);
  assert.ok((lines["task 1 to task 2"].accuracy[0].mean[0] as number) > 0.85);
  assert.ok(end(lines["task 1 to task 2"].accuracy[0].mean) < 0.5, "task 1 is forgotten");
  for (const { barrier } of result.lines.flatMap((own) => Object.values(own.lines))) {
    assert.ok(barrier.every(({ estimate }) => estimate >= 0 && Number.isFinite(estimate)));
  }
  const [plane] = result.planes;
  assert.equal(plane?.loss[0]?.length, 5);
  assert.deepEqual(plane?.places[0], [0, 0]);

  const { stages, accuracy, x, y, points } = result.moons;
  assert.equal(stages.length, 3);
  for (const stage of stages) {
    assert.deepEqual([stage.length, stage[0]?.length], [y.length, x.length]);
    assert.deepEqual([...new Set(stage.flat())].sort(), [0, 1]);
  }
  const [first, second, both] = accuracy as [[number, number], [number, number], [number, number]];
  assert.ok(first[0] >= 0.98 && second[1] >= 0.98);
  assert.ok(second[0] < first[0], "the left half is partly forgotten");
  assert.ok(Math.min(...both) > 0.95);
  assert.ok(points.length > 100);
});

test("the optimizers whose planes are drawn cannot be left out", async () => {
  await assert.rejects(
    lossLandscape.run({ optimizers: ["adam"] }, { store: null }),
    /^RangeError: optimizers are \[adam\]; include sgd and adam/,
  );
});

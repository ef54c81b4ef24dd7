import assert from "node:assert/strict";
import { test } from "node:test";
import { circles } from "./circles.js";
import type { Dataset } from "./dataset.js";
import { gaussianBlobs } from "./gaussianBlobs.js";
import type { PlanarOptions } from "./planar.js";
import { spirals } from "./spirals.js";
import { twoMoons } from "./twoMoons.js";
import { xor } from "./xor.js";

interface Case {
  readonly make: (options?: PlanarOptions) => Dataset;
  readonly classes: number;
  /** How far a point lies from where its class lies without noise, from the equation of the curve. */
  readonly distance: (x: number, y: number, label: number) => number;
}

const TURN = 2 * Math.PI;
const cases: Readonly<Record<string, Case>> = {
  twoMoons: {
    make: twoMoons,
    classes: 2,
    distance: (x, y, label) => {
      const upper = label === 0 ? y >= -1e-7 : y <= 0.5 + 1e-7;
      const radius = label === 0 ? Math.hypot(x, y) : Math.hypot(x - 1, y - 0.5);
      return upper ? Math.abs(radius - 1) : 1;
    },
  },
  circles: {
    make: circles,
    classes: 2,
    distance: (x, y, label) => Math.abs(Math.hypot(x, y) - (label === 0 ? 1 : 0.5)),
  },
  spirals: {
    make: spirals,
    classes: 2,
    distance: (x, y, label) => {
      const radius = Math.hypot(x, y);
      const turns = (Math.atan2(y, x) - 1.5 * TURN * radius - (label * TURN) / 2) / TURN;
      return radius * Math.abs(turns - Math.round(turns)) + Math.max(0, radius - 1);
    },
  },
  gaussianBlobs: {
    make: gaussianBlobs,
    classes: 3,
    distance: (x, y, label) => Math.hypot(x - Math.cos((label * TURN) / 3), y - Math.sin((label * TURN) / 3)),
  },
  xor: {
    make: xor,
    classes: 2,
    distance: (x, y, label) => Math.hypot(Math.abs(x) - 1, Math.abs(y) - 1) + Number(x * y > 0 !== (label === 0)),
  },
};

for (const [name, { make, classes, distance }] of Object.entries(cases)) {
  test(`${name}: without noise every point lies where its class does`, () => {
    const dataset = make({ noise: 0, examples: 300 });
    assert.equal(dataset.classes, classes);
    for (const { count, shape, features, inputs, labels } of [dataset.train, dataset.test]) {
      assert.deepEqual([count, shape, features, inputs.length], [300, [2], 2, 600]);
      assert.deepEqual(
        [...labels.subarray(0, 4)],
        [0, 1, 2, 3].map((index) => index % classes),
      );
      labels.forEach((label, index) => {
        const [x, y] = inputs.subarray(2 * index, 2 * index + 2) as unknown as [number, number];
        assert.ok(distance(x, y, label) < 1e-6, `class ${label} at (${x}, ${y})`);
      });
    }
  });

  test(`${name}: noise displaces by its standard deviation, and by nothing else`, () => {
    const seeded = { seed: 3, examples: 2 };
    const [still, moved] = [make({ ...seeded, noise: 0 }), make({ ...seeded, noise: 0.5 })];
    const twice = make({ ...seeded, noise: 1 });
    still.train.inputs.forEach((value, index) => {
      const displacement = (moved.train.inputs[index] as number) - value;
      assert.ok(Math.abs((twice.train.inputs[index] as number) - value - 2 * displacement) < 1e-6);
    });
    const [far, origin] = [make({ noise: 2, examples: 5000 }), make({ noise: 0, examples: 5000 })];
    const squares = Array.from(
      far.train.inputs,
      (value, index) => (value - (origin.train.inputs[index] as number)) ** 2,
    );
    const variance = squares.reduce((sum, square) => sum + square, 0) / squares.length;
    // 10,000 squares of variance 2σ⁴: four standard errors.
    assert.ok(Math.abs(variance / 4 - 1) < 4 * Math.sqrt(2 / 10_000), `variance ${variance}`);
  });

  test(`${name}: a seed determines every point, another gives others; test points leave those for training`, () => {
    assert.deepEqual(make({ seed: 5 }), make({ seed: 5 }));
    assert.notDeepEqual(make({ seed: 5, noise: 0.1 }).train.inputs, make({ seed: 6, noise: 0.1 }).train.inputs);
    assert.notDeepEqual(make().train.inputs, make().test.inputs);
  });

  test(`${name}: what is out of range is named`, () => {
    assert.throws(() => make({ examples: 0 }), /: examples is 0; give a whole number, at least 1\.$/);
    assert.throws(() => make({ examples: 1.5 }), /: examples is 1\.5;/);
    assert.throws(() => make({ noise: -1 }), /: noise is -1; give a finite number of at least 0\.$/);
    assert.throws(() => make({ noise: Number.NaN }), /: noise is NaN;/);
    assert.throws(() => make({ seed: 0.5 }), /seed is 0\.5;/);
  });
}

test("both halves of a moon, all of a circle, all corners are drawn from", () => {
  const quadrants = ({ train }: Dataset) => {
    const found = new Set<string>();
    train.labels.forEach((label, index) => {
      const [x, y] = train.inputs.subarray(2 * index, 2 * index + 2) as unknown as [number, number];
      found.add(`${label} ${x > 0 ? "+" : "-"}${y > 0 ? "+" : "-"}`);
    });
    return found.size;
  };
  assert.equal(quadrants(circles({ noise: 0 })), 8);
  assert.equal(quadrants(xor({ noise: 0 })), 4);
  const { train } = twoMoons({ noise: 0 });
  const [first, second] = [0, 1].map((label) =>
    [...train.labels.keys()].filter((index) => train.labels[index] === label).map((index) => train.inputs[2 * index]),
  ) as [number[], number[]];
  assert.ok(Math.min(...first) < -0.99 && Math.max(...first) > 0.99);
  assert.ok(Math.min(...second) < 0.01 && Math.max(...second) > 1.99);
});

test("blobs of other numbers of classes", () => {
  const { classes, train } = gaussianBlobs({ classes: 4, noise: 0, examples: 4 });
  assert.equal(classes, 4);
  const corners = [1, 0, 0, 1, -1, 0, 0, -1];
  train.inputs.forEach((value, index) => {
    assert.ok(Math.abs(value - (corners[index] as number)) < 1e-7);
  });
  for (const bad of [1, 257, 2.5]) {
    assert.throws(() => gaussianBlobs({ classes: bad }), new RegExp(`classes is ${bad}; give a whole number from 2`));
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { jit } from "../engine/jit.js";
import { random } from "../engine/random.js";
import { tf } from "../engine/tensorflow.js";
import {
  basin,
  beale,
  cliff,
  type Landscape,
  longValley,
  monkeySaddle,
  quadric,
  randomRotation,
  ravine,
  rosenbrock,
  sigmoidFitting,
  simpleSaddle,
} from "./index.js";

type Plain = (point: readonly number[]) => number;

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

const rosenbrockInNumbers: Plain = (x) =>
  x.slice(1).reduce((sum, next, i) => sum + (1 - (x[i] as number)) ** 2 + 100 * (next - (x[i] as number) ** 2) ** 2, 0);

const rotation = randomRotation(4, 7);
const tilted = { eigenvalues: [-1, 0.5, 2, 30], rotation, centre: [0.5, -1, 2, 0] };

/** The same functions once more, in numbers of double precision. */
const inNumbers: [Landscape, Plain][] = [
  [basin, ([x = 0, y = 0]) => x * x + y * y],
  [ravine, ([x = 0, y = 0]) => x * x + 5 * y * y],
  [
    quadric(tilted),
    (point) => {
      const offset = point.map((value, axis) => value - (tilted.centre[axis] as number));
      return tilted.eigenvalues.reduce((sum, lambda, k) => {
        const along = offset.reduce((total, value, row) => total + value * (rotation[row]?.[k] as number), 0);
        return sum + (lambda * along ** 2) / 2;
      }, 0);
    },
  ],
  [beale, ([x = 0, y = 0]) => (1.5 - x + x * y) ** 2 + (2.25 - x + x * y ** 2) ** 2 + (2.625 - x + x * y ** 3) ** 2],
  [rosenbrock(), rosenbrockInNumbers],
  [rosenbrock(5), rosenbrockInNumbers],
  [longValley, ([x = 0, y = 0]) => 5 * x ** 2 + (y ** 2 - 4) ** 2 / 80],
  [simpleSaddle, ([x = 0, y = 0]) => x ** 2 - y ** 2],
  [monkeySaddle, ([x = 0, y = 0]) => x ** 3 - 3 * x * y ** 2],
  [
    cliff,
    ([w = 0, b = 0]) => {
      let h = 0.5;
      for (let step = 0; step < 50; step++) h = w * sigmoid(h) + b;
      return (sigmoid(h) - 0.7) ** 2;
    },
  ],
  [sigmoidFitting(), ([w = 0, b = 0]) => ((sigmoid(0.5 * w + b) - 0.2) ** 2 + (sigmoid(2.5 * w + b) - 0.9) ** 2) / 2],
];

function moved(point: readonly number[], axis: number, distance: number): number[] {
  return point.map((value, other) => (other === axis ? value + distance : value));
}

/** Central differences, wrong by h² / 6 of the third derivative: less than 1e-7 here. */
function gradientOf(f: Plain, point: readonly number[], h = 1e-5): number[] {
  return point.map((_, axis) => (f(moved(point, axis, h)) - f(moved(point, axis, -h))) / (2 * h));
}

function hessianOf(f: Plain, point: readonly number[], h = 1e-4): number[][] {
  return point.map((_, axis) => {
    const [above, below] = [gradientOf(f, moved(point, axis, h)), gradientOf(f, moved(point, axis, -h))];
    return above.map((value, other) => (value - (below[other] as number)) / (2 * h));
  });
}

/** |found − expected| within float32's rounding of numbers as large as the largest here. */
function assertNear(found: readonly number[], expected: readonly number[], what: string): void {
  const scale = Math.max(1, ...expected.map(Math.abs));
  found.forEach((value, index) => {
    const distance = Math.abs(value - (expected[index] as number));
    assert.ok(distance <= 2e-5 * scale, `${what}: ${found} against ${expected}`);
  });
}

/** Value, gradient and Hessian at several points, compiled. */
function evaluated({ value, gradient, hessian }: Landscape, points: number[][]) {
  const all = jit((at: tf.Tensor) => ({ value: value(at), gradient: gradient(at), hessian: hessian(at) }), {
    compiler: "graph",
  });
  const found = all(tf.tensor2d(points));
  const { value: values, ...derivatives } = found;
  const [gradients, hessians] = [derivatives.gradient, derivatives.hessian].map((leaf) => leaf.arraySync());
  return {
    values: values.arraySync() as number[],
    gradients: gradients as number[][],
    hessians: hessians as number[][][],
  };
}

for (const [landscape, plain] of inNumbers) {
  const { name, dimension, minima, saddles, box, start } = landscape;
  const title = `${name} of ${dimension} coordinates`;

  test(`${title}: value, gradient and Hessian are those of the function in double precision`, () => {
    const { uniform } = random(3, 0);
    const inBox = () => box.lower.map((lower, axis) => lower + uniform() * ((box.upper[axis] as number) - lower));
    const points = [start, ...Array.from({ length: 6 }, inBox)].map((point) => point.map(Math.fround));
    const { values, gradients, hessians } = evaluated(landscape, points);
    points.forEach((point, at) => {
      // Rounding in the cliff's fifty steps grows with its slope.
      if (landscape === cliff && Math.hypot(...gradientOf(plain, point)) > 1) return;
      assertNear([values[at] as number], [plain(point)], `value at ${point}`);
      assertNear(gradients[at] as number[], gradientOf(plain, point), `gradient at ${point}`);
      assertNear((hessians[at] as number[][]).flat(), hessianOf(plain, point).flat(), `Hessian at ${point}`);
    });
  });

  test(`${title}: minima are minima, saddles are saddles, the start is in the box`, () => {
    const { normal } = random(5, 0);
    const nearby = (point: readonly number[]) =>
      Array.from({ length: 100 }, () => plain(point.map((value) => value + 1e-3 * normal())) - plain(point));
    for (const { point, value } of [...minima, ...saddles]) {
      assert.ok(Math.abs(plain(point) - value) < 1e-12, `${plain(point)} at ${point}`);
      assert.ok(Math.hypot(...gradientOf(plain, point)) < 1e-6, `gradient ${gradientOf(plain, point)} at ${point}`);
    }
    for (const { point } of minima) assert.ok(Math.min(...nearby(point)) > -1e-12, `${nearby(point)}`);
    for (const { point } of saddles) {
      const heights = nearby(point);
      assert.ok(Math.min(...heights) < -1e-11 && Math.max(...heights) > 1e-11, `${heights}`);
    }
    start.forEach((value, axis) => {
      assert.ok(value >= (box.lower[axis] as number) && value <= (box.upper[axis] as number), `${start}`);
    });
  });
}

test("the Hessians of Beale and Rosenbrock at their minima in closed form, positive definite", () => {
  const { hessians } = evaluated(rosenbrock(), [[1, 1]]);
  assertNear(hessians.flat(2), [802, -400, -400, 200], "Rosenbrock");
  const found = evaluated(beale, [[3, 0.5]]).hessians[0] as [[number, number], [number, number]];
  const weights = [1, 2, 3].map((i) => [0.5 ** i - 1, 3 * i * 0.5 ** (i - 1)] as const);
  const entry = (a: 0 | 1, b: 0 | 1) => weights.reduce((sum, jacobian) => sum + 2 * jacobian[a] * jacobian[b], 0);
  assertNear(found.flat(), [entry(0, 0), entry(0, 1), entry(1, 0), entry(1, 1)], "Beale");
  assert.ok(entry(0, 0) * entry(1, 1) > entry(0, 1) ** 2);
});

test("a quadric's Hessian has its eigenvalues, along the columns of its rotation", () => {
  const matrix = evaluated(quadric(tilted), [[9, 8, 7, 6]]).hessians[0] as number[][];
  tilted.eigenvalues.forEach((lambda, k) => {
    const column = rotation.map((row) => row[k] as number);
    const product = matrix.map((row) => row.reduce((sum, value, at) => sum + value * (column[at] as number), 0));
    assertNear(
      product,
      column.map((value) => lambda * value),
      `eigenvector ${k}`,
    );
  });
  assert.deepEqual(quadric(tilted).minima, []);
  assert.equal(quadric(tilted).saddles.length, 1);
  assert.equal(quadric({ eigenvalues: [0, 3] }).minima.length, 1);
  assert.deepEqual(quadric({ eigenvalues: [-1, -3] }).saddles, []);
});

test("random rotations are orthogonal to rounding, another for every seed", () => {
  const found = randomRotation(20, 1);
  for (let i = 0; i < 20; i++) {
    for (let j = 0; j < 20; j++) {
      const product = found.reduce((sum, row) => sum + (row[i] as number) * (row[j] as number), 0);
      assert.ok(Math.abs(product - Number(i === j)) < 1e-14, `columns ${i} and ${j}: ${product}`);
    }
  }
  assert.deepEqual(randomRotation(3, 2), randomRotation(3, 2));
  assert.notDeepEqual(randomRotation(3, 2), randomRotation(3, 3));
});

test("the cliff: at its edge the gradient is a thousand times that of the plateau, and the value jumps", () => {
  // The edge is where h stays at its start: ½ = w · σ(½) + b.
  const [w, edge] = [6, 0.5 - 6 * sigmoid(0.5)];
  const near = Array.from({ length: 41 }, (_, i) => [w, edge + (i - 20) * 2 ** -22]);
  const norms = (points: number[][]) =>
    (cliff.gradient(tf.tensor2d(points)).arraySync() as number[][]).map((gradient) => Math.hypot(...gradient));
  const sides = [
    [w, edge - 0.02],
    [w, edge + 0.02],
  ];
  const [steepest, beside] = [Math.max(...norms(near)), Math.max(...norms(sides))];
  assert.ok(steepest > 1000 * beside, `${steepest} against ${beside}`);
  const [low, high] = cliff.value(tf.tensor2d(sides)).arraySync() as number[];
  assert.ok(Math.abs((low as number) - (high as number)) > 0.2, `${low}, ${high}`);
});

test("the sigmoid's loss is flat where it saturates", () => {
  const [flat, steep] = evaluated(sigmoidFitting(), [
    [-6, -6],
    [1, -1.5],
  ]).gradients.map((gradient) => Math.hypot(...gradient)) as [number, number];
  assert.ok(steep > 100 * flat, `${steep} against ${flat}`);
  assert.deepEqual(
    sigmoidFitting([
      [0, 0.1],
      [1, 0.5],
      [2, 0.8],
    ]).minima,
    [],
  );
});

test("what is no landscape is named", () => {
  assert.throws(() => rosenbrock(1), /rosenbrock: dimension is 1; give a whole number, at least 2/);
  assert.throws(() => quadric({ eigenvalues: [] }), /quadric: the eigenvalues are \[\]; give at least one/);
  assert.throws(() => quadric({ eigenvalues: [1, Number.NaN] }), /eigenvalues are \[1, NaN\]/);
  assert.throws(() => quadric({ eigenvalues: [1, 2], centre: [0] }), /the centre is \[0\]; give 2 finite numbers/);
  assert.throws(() => quadric({ eigenvalues: [1, 2], rotation: [[1, 0]] }), /the rotation is no 2 × 2 matrix/);
  const skewed = [
    [1, 0.5],
    [0, 1],
  ];
  assert.throws(() => quadric({ eigenvalues: [1, 2], rotation: skewed }), /not orthogonal: columns 0 and 1 .* 0.5/);
  assert.throws(() => sigmoidFitting([]), /sigmoidFitting: the points are \[\]/);
  assert.throws(() => sigmoidFitting([[0, 1]]), /the points are \[\[0,1\]\]; give pairs \[x, y\] with 0 < y < 1/);
  const twice = [
    [1, 0.2],
    [1, 0.4],
  ] as const;
  assert.throws(() => sigmoidFitting(twice), /both points have x = 1/);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import { random } from "../engine/random.js";
import { tf } from "../engine/tensorflow.js";
import type { TensorTree } from "../engine/tree.js";
import {
  adam,
  applyUpdates,
  autostep,
  type CurvatureOptimizer,
  idbd,
  idbdDeep,
  normalizedIdbd,
  type Optimizer,
  sgd,
} from "./index.js";

const valuesOf = (tree: TensorTree | undefined) => [...(tree as { readonly w: Tensor }).w.dataSync()];

/** The loops here reckon in float64, weight by weight, and ours in float32. */
function assertRelative(found: number[][], expected: number[][], tolerance = 1e-5): void {
  assert.equal(found.length, expected.length);
  found.forEach((row, k) => {
    const wanted = expected[k] as number[];
    const size = Math.max(...wanted.map(Math.abs));
    const apart = Math.max(...row.map((value, at) => Math.abs(value - (wanted[at] as number))));
    assert.ok(apart <= tolerance * size, `after ${k + 1} updates ${row}, expected ${wanted}`);
  });
}

/** The examples of a linear unit, as float32 holds them. */
interface Example {
  readonly inputs: readonly number[];
  readonly target: number;
}

/** Inputs of several sizes, the third mostly 0; targets of weights ±1 and 0, whose signs change half-way. */
function examples(count: number, seed: number): Example[] {
  const { normal, uniform } = random(seed, 0);
  return Array.from({ length: count }, (_, k) => {
    const inputs = [0.3, 0.6, 0.9, 1.2].map((size, at) =>
      at === 2 && uniform() < 0.8 ? 0 : Math.fround(size * normal()),
    );
    const [a = 0, , c = 0] = inputs;
    return { inputs, target: Math.fround((k < count / 2 ? a + c : -a - c) + 0.2 * normal()) };
  });
}

/** Weights, step sizes and traces of one linear unit after each example, the loss ½ δ². */
function learn<State extends Record<string, TensorTree>>(optimizer: CurvatureOptimizer<State>, stream: Example[]) {
  let params = { w: tf.zeros([1, 4]) as Tensor };
  let state = optimizer.init(params);
  const rows = stream.map(({ inputs, target }) => {
    const x = tf.tensor([[...inputs]]);
    const gradients = { w: tf.mul(tf.sub(tf.sum(tf.mul(params.w, x)), target), x) };
    const [updates, next] = optimizer.update(gradients, state, params, { w: tf.square(x) });
    [params, state] = [applyUpdates(params, updates), next];
    return [params, next.stepSizes, next.trace].map(valuesOf);
  });
  return [0, 1, 2].map((part) => rows.map((row) => row[part] as number[]));
}

/** The same by an algorithm in float64: `change` makes one step of all weights, given δ. */
function byHand<Weight extends { w: number; alpha: number; h: number }>(
  stream: Example[],
  start: Weight,
  change: (weights: Weight[], inputs: readonly number[], delta: number) => void,
) {
  const weights = Array.from({ length: 4 }, () => ({ ...start }));
  const rows = stream.map(({ inputs, target }) => {
    const delta = weights.reduce((rest, { w }, at) => rest - w * (inputs[at] as number), target);
    change(weights, inputs, delta);
    return weights.map((weight) => ({ ...weight }));
  });
  return (["w", "alpha", "h"] as const).map((part) => rows.map((row) => row.map((weight) => weight[part])));
}

test("IDBD is Sutton's figure 2, over 200 examples", () => {
  const [metaRate, initialRate] = [0.2, 0.07];
  const stream = examples(200, 1);
  const found = learn(idbd({ metaRate, initialRate }), stream);
  const start = { w: 0, h: 0, alpha: initialRate, beta: Math.log(initialRate) };
  const expected = byHand(stream, start, (weights, inputs, delta) => {
    weights.forEach((weight, at) => {
      const x = inputs[at] as number;
      weight.beta += metaRate * delta * x * weight.h;
      weight.alpha = Math.exp(weight.beta);
      weight.w += weight.alpha * delta * x;
      weight.h = weight.h * Math.max(0, 1 - weight.alpha * x ** 2) + weight.alpha * delta * x;
    });
  });
  found.forEach((rows, part) => {
    assertRelative(rows, expected[part] as number[][]);
  });
  const [a = 0, b = 0, c = 0, d = 0] = (found[1] as number[][]).at(-1) as number[];
  assert.ok(Math.min(a, c) > initialRate && Math.max(b, d) < initialRate, `${[a, b, c, d]}`);
});

test("IDBD's first steps in closed form: step sizes move from the second on, a trace is cut off at 0", () => {
  const params = { w: tf.tensor([[0, 0]]) };
  const { init, update } = idbd({ metaRate: 0.5, initialRate: 0.5 });
  const curvature = { w: tf.tensor([[1, 4]]) };
  const [first, once] = update({ w: tf.tensor([[2, 2]]) }, init(params), params, curvature);
  assert.deepEqual(
    [valuesOf(first), valuesOf(once.stepSizes), valuesOf(once.trace)],
    [
      [-1, -1],
      [0.5, 0.5],
      [-1, -1],
    ],
  );
  const [second, twice] = update({ w: tf.tensor([[1, 1]]) }, once, params, curvature);
  // m = −1, so α = .5 · √e; 1 − α · 1 = .176 of the trace is kept, and nothing of the other, whose 1 − α · 4 is below 0.
  const alpha = 0.5 * Math.exp(0.5);
  assertRelative(
    [valuesOf(second), valuesOf(twice.stepSizes), valuesOf(twice.trace)],
    [
      [-alpha, -alpha],
      [alpha, alpha],
      [-(1 - alpha) - alpha, -alpha],
    ],
    1e-6,
  );
});

test("Autostep is table 1 of Mahmood et al., over 200 examples, some of which would overshoot", () => {
  const [mu, tau, initialRate] = [0.05, 30, 0.3];
  const stream = examples(200, 2);
  const found = learn(autostep({ metaRate: mu, timeConstant: tau, initialRate }), stream);
  let bounded = 0;
  const start = { w: 0, h: 0, alpha: initialRate, v: 0 };
  const expected = byHand(stream, start, (weights, inputs, delta) => {
    let effective = 0;
    weights.forEach((weight, at) => {
      const x = inputs[at] as number;
      const m = delta * x * weight.h;
      weight.v = Math.max(Math.abs(m), weight.v + (weight.alpha * x ** 2 * (Math.abs(m) - weight.v)) / tau);
      if (weight.v > 0) weight.alpha *= Math.exp((mu * m) / weight.v);
      effective += weight.alpha * x ** 2;
    });
    if (effective > 1) bounded += 1;
    weights.forEach((weight, at) => {
      const x = inputs[at] as number;
      weight.alpha /= Math.max(effective, 1);
      weight.w += weight.alpha * delta * x;
      weight.h = weight.h * (1 - weight.alpha * x ** 2) + weight.alpha * delta * x;
    });
  });
  found.forEach((rows, part) => {
    assertRelative(rows, expected[part] as number[][]);
  });
  assert.ok(bounded > 3, `${bounded} steps were bounded`);
});

test("Autostep's bound is on the sum over all parameters of the unit", () => {
  const params = { kernel: tf.zeros([2, 2]), bias: tf.zeros([2, 1]) };
  const gradients = { kernel: tf.ones([2, 2]), bias: tf.ones([2, 1]) };
  const curvature = {
    kernel: tf.tensor([
      [1, 4],
      [0.25, 0],
    ]),
    bias: tf.tensor([[5], [0.25]]),
  };
  const { init, update } = autostep({ initialRate: 0.5 });
  const [updates] = update(gradients, init(params), params, curvature);
  // Σ α κ is 5 in the first replica, which takes a fifth of its step, and .25 in the second.
  const { kernel, bias } = updates as typeof params;
  assertRelative([[...kernel.dataSync(), ...bias.dataSync()]], [[-0.1, -0.1, -0.5, -0.5, -0.1, -0.5]], 1e-6);
});

/** One replica's parameters and step sizes at each update, in float32. */
function descend(
  optimizer: Optimizer,
  start: number[],
  updates: number,
  gradient: (at: number[], k: number) => number[],
) {
  let params = { w: tf.tensor([start]) };
  let state = optimizer.init(params);
  return Array.from({ length: updates }, (_, k) => {
    const [changes, next] = optimizer.update({ w: tf.tensor([gradient(valuesOf(params), k)]) }, state, params);
    [params, state] = [applyUpdates(params, changes), next];
    return [...valuesOf(params), ...(next.stepSizes === undefined ? [] : valuesOf(next.stepSizes))];
  });
}

/** Of a quadric with a valley, pushed to and fro. */
const gradient = ([x = 0, y = 0]: number[], k: number) => [
  x + 0.7 * y + Math.cos(k),
  5 * y + 0.7 * x - Math.sin(3 * k),
];

test("IDBD for networks: its recurrence over 150 updates", () => {
  const [metaRate, initialRate] = [0.01, 0.05];
  const found = descend(idbdDeep({ metaRate, initialRate }), [1, -2], 150, gradient);
  const weights = [1, -2].map((w) => ({ w, h: 0, beta: Math.log(initialRate) }));
  const expected = found.map((_, k) => {
    const g = gradient(
      weights.map(({ w }) => w),
      k,
    );
    weights.forEach((weight, at) => {
      const slope = g[at] as number;
      weight.beta -= metaRate * slope * weight.h;
      const alpha = Math.exp(weight.beta);
      weight.w -= alpha * slope;
      weight.h = weight.h * Math.max(0, 1 - alpha * slope ** 2) - alpha * slope;
    });
    return [...weights.map(({ w }) => w), ...weights.map(({ beta }) => Math.exp(beta))];
  });
  assertRelative(found, expected);
});

test("normalized IDBD: its recurrence over 150 updates", () => {
  const [metaRate, initialRate, tau, beta, epsilon] = [0.03, 0.05, 50, 0.9, 0.01];
  const options = { metaRate, initialRate, timeConstant: tau, decay: beta, epsilon };
  const found = descend(normalizedIdbd(options), [1, -2], 150, gradient);
  const weights = [1, -2].map((w) => ({ w, h: 0, v: 0, s: 0, alpha: initialRate }));
  const expected = found.map((_, k) => {
    const g = gradient(
      weights.map(({ w }) => w),
      k,
    );
    weights.forEach((weight, at) => {
      weight.s = beta * weight.s + (1 - beta) * (g[at] as number) ** 2;
      const u = (g[at] as number) / (Math.sqrt(weight.s / (1 - beta ** (k + 1))) + epsilon);
      const m = u * weight.h;
      weight.v = Math.max(Math.abs(m), weight.v + (weight.alpha * u ** 2 * (Math.abs(m) - weight.v)) / tau);
      if (weight.v > 0) weight.alpha *= Math.exp((-metaRate * m) / weight.v);
      weight.w -= weight.alpha * u;
      weight.h = weight.h * Math.max(0, 1 - weight.alpha * u ** 2) - weight.alpha * u;
    });
    return [...weights.map(({ w }) => w), ...weights.map(({ alpha }) => alpha)];
  });
  assertRelative(found, expected);
});

test("where step sizes are not learned, IDBD is SGD, and normalized IDBD Adam without first moment", () => {
  const points = (rows: number[][]) => rows.map(([x = 0, y = 0]) => [x, y]);
  const fixed = { metaRate: 0, initialRate: 0.03 };
  const plain = descend(sgd({ learningRate: 0.03 }), [1, -2], 50, gradient);
  assertRelative(points(descend(idbdDeep(fixed), [1, -2], 50, gradient)), plain);
  const adams = descend(adam({ learningRate: 0.03, beta1: 0 }), [1, -2], 50, gradient);
  assertRelative(points(descend(normalizedIdbd(fixed), [1, -2], 50, gradient)), adams);
});

test("normalized IDBD takes the same steps where the loss is a thousand times as large", () => {
  const larger = (at: number[], k: number) => gradient(at, k).map((slope) => 1024 * slope);
  const options = { initialRate: 0.05, epsilon: 0 };
  const found = descend(normalizedIdbd(options), [1, -2], 100, larger);
  assertRelative(found, descend(normalizedIdbd(options), [1, -2], 100, gradient), 1e-6);
});

test("the compiler keeps methods that need the curvature from where an optimizer is wanted", () => {
  const wanted = (optimizer: Optimizer) => optimizer.name;
  // @ts-expect-error: IDBD's fourth argument is the curvature, not the loss.
  assert.equal(wanted(idbd({ metaRate: 0.01, initialRate: 0.1 })), "IDBD");
  // @ts-expect-error: so is Autostep's.
  assert.equal(wanted(autostep({ initialRate: 0.1 })), "Autostep");
  assert.equal(wanted(idbdDeep({ metaRate: 0.01, initialRate: 0.1 })), "IDBD (deep)");
});

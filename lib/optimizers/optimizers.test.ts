import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import { jit } from "../engine/jit.js";
import { tf } from "../engine/tensorflow.js";
import { flatten, leaves, mapTree, type TensorTree } from "../engine/tree.js";
import {
  adadelta,
  adafactor,
  adagrad,
  adam,
  adamax,
  adamw,
  amsgrad,
  applyUpdates,
  autostep,
  centeredRmsprop,
  emaMomentum,
  idbd,
  idbdDeep,
  l2,
  lion,
  muon,
  nadam,
  nesterov,
  normalizedIdbd,
  notes,
  type Optimizer,
  type PlateauOptions,
  plateau,
  rmsprop,
  scheduleFreeAdamw,
  scheduleFreeSgd,
  schedules,
  sgd,
  smoothedLoss,
} from "./index.js";
import { everyOptimizer } from "./testSupport.js";

const gradientsOf = (params: TensorTree) => mapTree((leaf) => tf.sub(tf.mul(leaf, leaf), 0.3), params);

/** Σ θ², whatever the gradients: something for the methods that look at the loss. */
const lossOf = (params: TensorTree) =>
  tf.addN(leaves<Tensor>(params).map((leaf) => tf.sum(tf.reshape(tf.square(leaf), [leaf.shape[0] as number, -1]), 1)));

interface Point {
  readonly params: TensorTree;
  readonly state: Record<string, TensorTree>;
}

function proceed(optimizer: Optimizer, { params, state }: Point, updates: number): Point {
  for (let step = 0; step < updates; step++) {
    const [change, next] = optimizer.update(gradientsOf(params), state, params, lossOf(params));
    params = applyUpdates(params, change);
    state = next;
  }
  return { params, state };
}

function run(optimizer: Optimizer, params: TensorTree, updates: number): Point {
  return proceed(optimizer, { params, state: optimizer.init(params) }, updates);
}

const values = (tree: TensorTree) => leaves<Tensor>(tree).flatMap((leaf) => [...leaf.dataSync()]);

function assertClose(found: number[], expected: number[], tolerance: number): void {
  assert.equal(found.length, expected.length);
  found.forEach((value, index) => {
    const wanted = expected[index] as number;
    assert.ok(Math.abs(value - wanted) <= tolerance * Math.max(1e-3, Math.abs(wanted)), `${found} against ${expected}`);
  });
}

/** The trees of a and b without a, wherever they are. */
function only(tree: TensorTree): TensorTree {
  if (tree instanceof tf.Tensor || Array.isArray(tree)) return tree;
  const entries = Object.entries(tree as Record<string, TensorTree>).filter(([key]) => key !== "a");
  return Object.fromEntries(entries.map(([key, branch]) => [key, only(branch)]));
}

/** The first update from gradients (.3, −2), replica by replica. */
function firstUpdate(optimizer: Optimizer): number[] {
  const params = { w: tf.tensor([[1, 2]]) };
  const [updates] = optimizer.update({ w: tf.tensor([[0.3, -2]]) }, optimizer.init(params), params);
  return values(updates);
}

for (const [name, make] of Object.entries(everyOptimizer)) {
  test(`${name}: compiled, it takes the same steps to rounding`, () => {
    const optimizer = make((pair) => tf.tensor1d(pair));
    const step = (point: Point) => proceed(optimizer, point, 1);
    const compiled = jit(({ params, state }: Point & Record<string, TensorTree>) => ({ ...step({ params, state }) }));
    const middle = run(
      optimizer,
      {
        w: tf.tensor([
          [0.9, -0.2],
          [0.1, 0.7],
        ]),
      },
      2,
    );
    assertClose(values({ ...compiled({ ...middle }) }), values({ ...step(middle) }), 1e-5);
  });

  test(`${name}: state belongs to a parameter by name, and a changed list is refused`, () => {
    const optimizer = make(([first]) => first as number);
    const { params, state } = run(optimizer, { a: tf.tensor([[0.9]]), b: tf.tensor([[-0.2]]) }, 3);
    const gradients = gradientsOf(params) as Record<string, Tensor>;
    const others = { b: gradients.b as Tensor, c: tf.tensor([[0.5]]) };
    const ofParams = flatten(state).paths.filter((path) => /\b[ab]$/.test(path));
    const loss = lossOf(params);
    const changed = () => optimizer.update(others, state, { b: tf.tensor([[0]]), c: tf.tensor([[0]]) }, loss);
    if (ofParams.length > 0) assert.throws(changed, /the trees differ: one has .*\b(a, b|b, c)\b/);
    const stateOfB = only(state) as typeof state;
    const [both] = optimizer.update(gradients, state, params, loss);
    const [alone] = optimizer.update(only(gradients) as TensorTree, stateOfB, only(params) as TensorTree, loss);
    assert.deepEqual(values(alone), values(only(both) as TensorTree));
  });

  test(`${name}: without gradients it goes nowhere that weight decay does not take it`, () => {
    const params = { w: tf.tensor([[0, 0]]) };
    const optimizer = make(([first]) => first as number);
    const zero = { w: tf.zeros([1, 2]) };
    const loss = lossOf(params);
    const [, state] = optimizer.update(zero, optimizer.init(params), params, loss);
    const [updates] = optimizer.update(zero, state, params, loss);
    assert.deepEqual(values(updates).map(Math.abs), [0, 0]);
  });
}

test("the first update in closed form", () => {
  assertClose(firstUpdate(sgd({ learningRate: 0.1 })), [-0.03, 0.2], 1e-6);
  assertClose(firstUpdate(sgd({ learningRate: 0.1, momentum: 0.9 })), [-0.03, 0.2], 1e-6);
  // s = (1 − β) g², so the step is lr / √(1 − β), ten times the learning rate here.
  assertClose(firstUpdate(rmsprop({ learningRate: 0.1, decay: 0.99, epsilon: 0 })), [-1, 1], 1e-5);
  assertClose(firstUpdate(adam({ learningRate: 0.1 })), [-0.1, 0.1], 1e-5);
  // Without bias correction (1 − β₁) / √(1 − β₂) = .1 / √.001 learning rates.
  assertClose(firstUpdate(notes.adam({ learningRate: 0.1, epsilon: 0 })), [-0.316228, 0.316228], 1e-5);
});

test("ε stands inside the root or outside of it", () => {
  const at = (epsilonInsideRoot: boolean) =>
    firstUpdate(rmsprop({ learningRate: 1, decay: 0, epsilon: 0.16, epsilonInsideRoot }))[0] as number;
  assertClose([at(true), at(false)], [-0.3 / 0.5, -0.3 / 0.46], 1e-6);
  assert.deepEqual(
    firstUpdate(notes.rmsprop({ learningRate: 1, decay: 0, epsilon: 0.16 })),
    firstUpdate(rmsprop({ learningRate: 1, decay: 0, epsilon: 0.16, epsilonInsideRoot: true })),
  );
});

test("adam counts the updates of each replica: one that is reset takes a first step, its neighbour a later one", () => {
  const optimizer = adam({ learningRate: 0.1 });
  const params = { w: tf.tensor([[1], [1]]) };
  const gradients = { w: tf.tensor([[0.3], [0.3]]) };
  const [, used] = optimizer.update(gradients, optimizer.init(params), params);
  const fresh = optimizer.init(params);
  const mixed = mapTree((old, zero) => tf.concat([tf.slice(old, 0, 1), tf.slice(zero, 1, 1)]), used, fresh);
  const [updates, next] = optimizer.update({ w: tf.tensor([[0], [0.3]]) }, mixed, params);
  assert.deepEqual(values(next.updates), [2, 1]);
  const later = ((0.9 * 0.1) / 0.19 / Math.sqrt((0.999 * 0.001) / (1 - 0.999 ** 2))) * -0.1;
  assertClose(values(updates), [later, -0.1], 1e-5);
});

test("states are named, and only what is needed is kept", () => {
  const kept = Object.entries(everyOptimizer).map(([name, make]) => {
    const state = make(([first]) => first as number).init({ w: tf.zeros([3, 2]) });
    return [name, Object.keys(state).join(" ")];
  });
  assert.deepEqual(Object.fromEntries(kept), {
    sgd: "",
    "heavy ball": "velocity",
    emaMomentum: "velocity",
    nesterov: "velocity",
    adagrad: "sumOfSquares",
    adadelta: "secondMoment squaredSteps",
    rmsprop: "secondMoment",
    centeredRmsprop: "firstMoment variance",
    adam: "firstMoment secondMoment updates",
    adamax: "firstMoment largestGradient updates",
    nadam: "firstMoment secondMoment updates",
    amsgrad: "firstMoment secondMoment largestSecondMoment updates",
    "amsgrad without bias correction": "firstMoment secondMoment largestSecondMoment updates",
    adamw: "firstMoment secondMoment updates",
    "adam with l2": "firstMoment secondMoment updates",
    "notes.rmsprop": "secondMoment",
    "notes.adam": "firstMoment secondMoment",
    "adam by 1/√k": "firstMoment secondMoment updates scheduledUpdates",
    "sgd by steps": "scheduledUpdates",
    plateau: "bestLoss badUpdates rate",
    "plateau of adam, on the mean loss":
      "firstMoment secondMoment updates bestLoss badUpdates rate meanLoss smoothedUpdates",
    autostep: "stepSizes trace normalizer",
    idbdDeep: "stepSizes trace",
    normalizedIdbd: "stepSizes trace normalizer secondMoment updates",
    lion: "firstMoment",
    muon: "others",
    scheduleFreeSgd: "iterates averages largestRate weightSum",
    scheduleFreeAdamw: "iterates averages largestRate weightSum secondMoment updates",
    adafactor: "others",
    "sgd, clipped by value": "velocity",
    "sgd, clipped by norm": "velocity",
    "adam, warmed up to a cosine": "firstMoment secondMoment updates scheduledUpdates",
    "adam, in a group": "all",
  });
  const params = { w: tf.zeros([3, 2]) };
  assert.deepEqual(Object.keys(sgd({ learningRate: 1, momentum: 0 }).init(params)), ["velocity"]);
  assert.deepEqual(adam({ learningRate: 1 }).init(params).updates.shape, [3]);
});

test("a hyper-parameter that cannot be used is named with its optimizer and value", () => {
  assert.throws(() => sgd({ learningRate: -0.1 }), /^RangeError: SGD: learningRate is -0.1; give a finite number/);
  assert.throws(() => sgd({ learningRate: Number.NaN }), /SGD: learningRate is NaN/);
  assert.throws(() => sgd({ learningRate: 0.1, momentum: 1 }), /SGD \+ momentum: momentum is 1; give .* below 1/);
  assert.throws(() => rmsprop({ learningRate: Number.POSITIVE_INFINITY }), /RMSProp: learningRate is Infinity/);
  assert.throws(() => rmsprop({ learningRate: 0.1, decay: -0.5 }), /RMSProp: decay is -0.5/);
  assert.throws(() => rmsprop({ learningRate: 0.1, epsilon: -1 }), /RMSProp: epsilon is -1/);
  assert.throws(() => adam({ learningRate: 0.1, beta1: 1.5 }), /Adam: beta1 is 1.5/);
  assert.throws(() => adam({ learningRate: 0.1, beta2: Number.NaN }), /Adam: beta2 is NaN/);
  assert.throws(() => emaMomentum({ learningRate: 0.1, momentum: -0.1 }), /SGD \+ EMA momentum: momentum is -0.1/);
  assert.throws(() => nesterov({ learningRate: 0.1, momentum: 1 }), /Nesterov: momentum is 1/);
  assert.throws(() => adagrad({ learningRate: 0.1, initialSum: -1 }), /AdaGrad: initialSum is -1/);
  assert.throws(() => adadelta({ decay: 1 }), /Adadelta: decay is 1/);
  assert.throws(() => centeredRmsprop({ learningRate: 0.1, decay: 1 }), /Centered RMSProp: decay is 1/);
  assert.throws(() => adamax({ learningRate: 0.1, beta2: 1 }), /AdaMax: beta2 is 1/);
  assert.throws(() => nadam({ learningRate: 0.1, beta1: 1 }), /Nadam: beta1 is 1/);
  assert.throws(() => amsgrad({ learningRate: -1 }), /AMSGrad: learningRate is -1/);
  assert.throws(() => adamw({ learningRate: -1, weightDecay: 0.1 }), /AdamW: learningRate is -1/);
  assert.throws(() => adamw({ learningRate: 0.1, weightDecay: -1 }), /AdamW: weightDecay is -1/);
  assert.throws(() => l2(sgd({ learningRate: 0.1 }), Number.NaN), /SGD \+ L2: weightDecay is NaN/);
  assert.throws(() => schedules.inverse(-1), /Schedule inverse: rate is -1/);
  assert.throws(() => schedules.step(1, Number.NaN, 10), /Schedule step: factor is NaN/);
  assert.throws(() => schedules.step(1, 0.5, 0), /Schedule step: every is 0; give a whole number of at least 1/);
  assert.throws(() => idbd({ metaRate: -1, initialRate: 0.1 }), /IDBD: metaRate is -1; give a finite number of at/);
  assert.throws(
    () => idbdDeep({ metaRate: 1, initialRate: 0 }),
    /IDBD: initialRate is 0; give a finite number above 0/,
  );
  assert.throws(() => autostep({ initialRate: Number.NaN }), /Autostep: initialRate is NaN/);
  assert.throws(() => autostep({ initialRate: 0.1, timeConstant: 0 }), /Autostep: timeConstant is 0/);
  assert.throws(() => normalizedIdbd({ initialRate: 0.1, decay: 1 }), /Normalized IDBD: decay is 1/);
  assert.throws(() => normalizedIdbd({ initialRate: 0.1, metaRate: -1 }), /Normalized IDBD: metaRate is -1/);
  const lowered = (options: PlateauOptions) => plateau(options, (learningRate) => sgd({ learningRate }));
  assert.throws(() => lowered({ rate: -1 }), /Plateau: rate is -1/);
  assert.throws(() => lowered({ rate: 1, factor: 1 }), /Plateau: factor is 1; give .* below 1/);
  assert.throws(() => lowered({ rate: 1, patience: -1 }), /Plateau: patience is -1/);
  assert.throws(() => lowered({ rate: 1, threshold: 1 }), /Plateau: threshold is 1/);
  assert.throws(() => smoothedLoss(sgd({ learningRate: 1 }), 1), /Smoothed loss: decay is 1/);
  assert.throws(() => lion({ learningRate: 0.1, beta1: 1 }), /Lion: beta1 is 1/);
  assert.throws(() => lion({ learningRate: 0.1, weightDecay: -1 }), /Lion: weightDecay is -1/);
  assert.throws(() => muon({ learningRate: 0.1, momentum: 1 }), /Muon: momentum is 1/);
  assert.throws(() => scheduleFreeSgd({ learningRate: -1 }), /Schedule-free SGD: learningRate is -1/);
  assert.throws(() => scheduleFreeAdamw({ learningRate: 1, beta2: 1 }), /Schedule-free AdamW: beta2 is 1/);
  assert.throws(() => adafactor({ learningRate: 1, decayExponent: -1 }), /Adafactor: decayExponent is -1/);
  assert.throws(() => adafactor({ learningRate: 1, minimumScale: 0 }), /Adafactor: minimumScale is 0; give .* above 0/);
  assert.throws(() => adafactor({ learningRate: 1, clippingThreshold: 0 }), /Adafactor: clippingThreshold is 0/);
  assert.throws(() => notes.adam({ learningRate: 0.1, epsilon: -1e-8 }), /Adam: epsilon is -1e-8/);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import { jit, type TensorTree, tf } from "../engine/index.js";
import {
  adadelta,
  adagrad,
  adam,
  adamax,
  adamw,
  amsgrad,
  centeredRmsprop,
  diagonalNewton,
  nadam,
  normalizedIdbd,
  notes,
  type Optimizer,
  rmsprop,
  scheduleFreeAdamw,
} from "./index.js";

const learningRate = 0.1;
const beta2 = 0.75;

/** Every method that divides by something with an ε, but Adadelta, and −(its first update from a gradient of 2) / lr. */
const methods: Record<string, [make: (epsilon: number) => Optimizer, first: number]> = {
  adagrad: [(epsilon) => adagrad({ learningRate, epsilon }), 1],
  adam: [(epsilon) => adam({ learningRate, epsilon }), 1],
  adamax: [(epsilon) => adamax({ learningRate, epsilon }), 1],
  adamw: [(epsilon) => adamw({ learningRate, weightDecay: 0, epsilon }), 1],
  amsgrad: [(epsilon) => amsgrad({ learningRate, epsilon }), 1],
  centeredRmsprop: [(epsilon) => centeredRmsprop({ learningRate, decay: 0.5, epsilon }), 2],
  nadam: [(epsilon) => nadam({ learningRate, beta1: 0, epsilon }), 1],
  normalizedIdbd: [(epsilon) => normalizedIdbd({ initialRate: learningRate, epsilon }), 1],
  "notes.adam": [(epsilon) => notes.adam({ learningRate, beta1: 0, beta2, epsilon }), 2],
  "notes.rmsprop": [(epsilon) => notes.rmsprop({ learningRate, decay: 0.75, epsilon }), 2],
  scheduleFreeAdamw: [(epsilon) => scheduleFreeAdamw({ learningRate, epsilon }), 1],
  rmsprop: [(epsilon) => rmsprop({ learningRate, decay: 0.75, epsilon }), 2],
};

const vanishing = [1e-46, 1e-40, 9e-31];
const refused = /: epsilon is \de-\d\d; give a finite number of at least 1e-30, since what is /;

for (const [name, [make, first]] of Object.entries(methods)) {
  test(`${name}: an epsilon that is 0 in float32 is refused; without one, a gradient of 0 moves nothing`, () => {
    for (const epsilon of vanishing) assert.throws(() => make(epsilon), refused);
    for (const epsilon of [0, 1e-30]) {
      const optimizer = make(epsilon);
      const params = tf.zeros([1, 2]);
      const update = (gradients: Tensor) => optimizer.update(gradients, optimizer.init(params), params)[0];
      const compiled = jit(update as (gradients: Tensor) => TensorTree);
      for (const run of [update, compiled]) {
        const [none, some] = (run(tf.tensor2d([[0, 2]])) as Tensor).dataSync();
        assert.ok(none === 0, `a gradient of 0 moves by ${none}`);
        assert.ok(Math.abs((some as number) / learningRate + first) < 1e-5, `${some}`);
      }
    }
  });
}

test("Adadelta needs an epsilon: without one it never starts", () => {
  for (const epsilon of [0, ...vanishing]) {
    assert.throws(
      () => adadelta({ epsilon }),
      /^RangeError: Adadelta: epsilon is [\d.e-]+; give a finite number of at /,
    );
  }
});

test("diagonal Newton leaves a parameter that the objective does not depend on where it is", () => {
  const optimizer = diagonalNewton({ epsilon: 0 });
  const objective = (x: Tensor) => tf.sum(tf.square(tf.slice(x, [0, 0], [-1, 1])), 1);
  const [step] = optimizer.update(objective, {}, tf.tensor2d([[1, 1]]));
  assert.deepEqual(
    [...step.dataSync()].map((value) => value + 0),
    [-1, 0],
  );
  assert.throws(() => diagonalNewton({ epsilon: 1e-40 }), refused);
});

test("an epsilon for each replica, some of them 0, divides by none of the zeros", () => {
  const optimizer = adam({ learningRate, epsilon: tf.tensor1d([0, 1e-8]) });
  const params = tf.zeros([2, 1]);
  const [step] = optimizer.update(params, optimizer.init(params), params);
  assert.deepEqual([...(step as Tensor).dataSync()].map(Math.abs), [0, 0]);
});

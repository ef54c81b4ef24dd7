import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import { tf, tidy } from "../engine/index.js";
import { holdings, pattern, values } from "../engine/testSupport.js";
import { hidden, type Model, mlp } from "../models/index.js";
import { deadUnits, effectiveRank, stableRank } from "./plasticity.js";

/** [1, n, n] with these singular values, by rotations of the axes on both sides. */
function withSingularValues(...diagonal: number[]): Tensor {
  const n = diagonal.length;
  const rotation = (angle: number) => {
    const turn = tf.eye(n).arraySync() as number[][];
    const [first, second] = turn as [number[], number[]];
    first[0] = second[1] = Math.cos(angle);
    first[1] = Math.sin(angle);
    second[0] = -Math.sin(angle);
    return tf.tensor2d(turn);
  };
  const middle = tf.diag(tf.tensor1d(diagonal)) as never;
  return tf.reshape(tf.matMul(tf.matMul(rotation(0.7), middle), rotation(-1.3)), [1, n, n]);
}

const close = (found: Tensor, expected: number[]) => {
  values(found).forEach((value, at) => {
    assert.ok(Math.abs(value - (expected[at] as number)) < 1e-5, `${value}, not ${expected[at]}`);
  });
};

test("effective rank: n equal singular values have n, unequal ones the exponential of their entropy", () => {
  tidy(() => {
    close(effectiveRank(withSingularValues(3, 3, 3, 3)), [4]);
    close(effectiveRank(withSingularValues(2, 2, 0, 0)), [2]);
    const shares = [0.5, 0.3, 0.2];
    const entropy = -shares.reduce((sum, share) => sum + share * Math.log(share), 0);
    close(effectiveRank(withSingularValues(5, 3, 2)), [Math.exp(entropy)]);
    const outer = tf.mul(tf.range(1, 7).reshape([1, 6, 1]), tf.range(1, 4).reshape([1, 1, 3]));
    close(effectiveRank(outer), [1]);
  });
});

test("stable rank: as many singular values as exceed 99 % of the sum", () => {
  tidy(() => {
    close(stableRank(withSingularValues(1, 1, 1)), [3]);
    close(stableRank(withSingularValues(500, 499, 0.5, 0.5)), [2]);
    close(stableRank(withSingularValues(50, 48, 1.5, 0.5)), [3]);
    close(stableRank(withSingularValues(50, 30, 15, 5)), [4]);
  });
});

test("replicas are measured one by one; where all is 0 the ranks are 0 and all units dead", () => {
  tidy(() => {
    const layer = tf.concat([tf.zeros([1, 3, 3]), withSingularValues(3, 3, 3)]);
    close(effectiveRank(layer), [0, 3]);
    close(stableRank(layer), [0, 3]);
    close(deadUnits(layer), [1, 0]);
  });
});

test("a unit is dead where it is 0 on all examples, not where it is on some", () => {
  tidy(() => {
    const first = [
      [0, 1, 0, 0],
      [0, 0, 0, 2],
    ];
    const second = [
      [1, 1, 1, 1],
      [0, 0, 0, -1],
    ];
    close(deadUnits(tf.tensor3d([first, second])), [0.5, 0]);
  });
});

test("the hidden layers of an MLP: the last one, multiplied by the output layer, gives the logits", () => {
  const before = holdings();
  tidy(() => {
    const inputs = pattern([7, 3]);
    for (const [activation, activate] of [
      ["relu", undefined],
      ["tanh", (x: Tensor) => tf.tanh(x)],
    ] as const) {
      const model = mlp([3, 6, 5, 4], { activation });
      const params = model.init([1, 2]);
      const layers = hidden(params, inputs, activate);
      assert.deepEqual(
        layers.map(({ shape }) => shape),
        [
          [2, 7, 6],
          [2, 7, 5],
        ],
      );
      const { kernel, bias } = params.output as { kernel: Tensor; bias: Tensor };
      const logits = tf.add(tf.matMul(layers[1] as Tensor, kernel), bias);
      close(logits, values((model as unknown as Model).apply(params, inputs)));
    }
    const params = mlp([3, 6, 4]).init([1]);
    const silenced = { ...params, layer1: { kernel: params.layer1?.kernel as Tensor, bias: tf.fill([1, 1, 6], -9) } };
    close(deadUnits(hidden(silenced, inputs)[0] as Tensor), [1]);
  });
  assert.deepEqual(holdings(), before);
});

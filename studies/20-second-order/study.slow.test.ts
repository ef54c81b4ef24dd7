import assert from "node:assert/strict";
import { test } from "node:test";
import { tf, tidy } from "momenta/engine";
import { basin, quadric } from "momenta/landscapes";
import { adam, bfgs, rmsprop, sgd } from "momenta/optimizers";
import { condition } from "./measure/condition.js";
import { descents } from "./measure/descents.js";
import { printed } from "./measure/diagonal.js";
import { moonsNetwork } from "./measure/moonsNetwork.js";
import { secant } from "./measure/secant.js";
import { secondOrder } from "./study.js";

const near = (actual: number, expected: number, tolerance = 1e-6) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

test("descents count an evaluation for each update, and for each trial of a line search", () => {
  const landscape = quadric({ eigenvalues: [1, 4] });
  const [plain] = descents(landscape, sgd({ learningRate: 0.1 }), [[1, 1]], 5);
  assert.deepEqual(plain?.evaluations, [0, 1, 2, 3, 4, 5]);
  for (const [k, value] of plain?.values.entries() ?? []) near(value, 0.5 * (0.81 ** k + 4 * 0.36 ** k), 1e-5);
  const [searched] = descents(basin, bfgs(), [[1, 1]], 3);
  assert.equal(searched?.evaluations[0], 0);
  assert.ok((searched?.evaluations[1] as number) >= 2);
});

test("the printed approximation is g / √(g² + ε); RMSProp and Adam without memory are its steps", () => {
  tidy(() => {
    const g = tf.tensor2d([[3, -0.5, 1e-3]]);
    const step = (optimizer: ReturnType<typeof printed>) =>
      (optimizer.update(g, optimizer.init(g), g)[0] as typeof g).arraySync()[0] as number[];
    const expected = [3, -0.5, 1e-3].map((value) => (-0.1 * value) / Math.sqrt(value ** 2 + 1e-4));
    for (const [at, value] of step(printed(0.1, 1e-4)).entries()) near(value, expected[at] as number);
    for (const smoothed of [
      rmsprop({ learningRate: 0.1, decay: 0, epsilon: 1e-12 }),
      adam({ learningRate: 0.1, beta1: 0, beta2: 0, epsilon: 1e-12 }),
    ]) {
      assert.deepEqual(step(smoothed).map(Math.fround), [-0.1, 0.1, -0.1].map(Math.fround));
    }
  });
});

test("secant: the error of the printed form on ½ · h · w² shrinks by 1 − h², of the mended one to 0", () => {
  for (const { name, printed: errors, mended } of secant().slice(0, 3)) {
    const h = Number(/· (\S+) ·/.exec(name)?.[1]);
    near(errors[1] as number, Math.abs(1 - h ** 2) * 0.9, 1e-3);
    near(mended[1] as number, 0);
  }
});

test("the mended update meets the secant condition, the printed one does not, and Powell's is nearer", () => {
  const { printed: plus, mended, nearest, ratio } = condition();
  assert.ok(mended < 1e-9 && plus > 1e-3);
  assert.equal(nearest, 0);
  assert.ok(ratio > 1);
});

test("the network's loss at no weights is log 2", () => {
  const { network, dispose } = moonsNetwork(20, 3, [1, 2]);
  tidy(() => near((network.value(tf.zeros([2, 13])).arraySync() as number[])[1] as number, Math.log(2)));
  dispose();
});

test("a small version: what does not hold has its condition, and what is ours holds but for the saddles", async () => {
  const result = await secondOrder.run({}, { quick: true, store: null });
  assert.equal(secondOrder.agreement(result), "depends");
  const failing = secondOrder.claims(result).filter(({ verdict }) => verdict === "fails");
  assert.deepEqual(
    failing.map(({ words }) => words.slice(0, 5)),
    ["BFGS:"],
  );
  for (const { kind, words, verdict } of secondOrder.claims(result)) {
    if (kind === "question") assert.match(verdict, /^holds/, words);
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { tf, tidy } from "momenta/engine";
import { basin, quadric } from "momenta/landscapes";
import { adam, bfgs, rmsprop, sgd } from "momenta/optimizers";
import { secondOrderClaims } from "./claims.js";
import { descents } from "./descents.js";
import { printed } from "./diagonal.js";
import { moonsNetwork } from "./moonsNetwork.js";
import { secantCondition, secantRuns } from "./secant.js";
import { secondOrder } from "./secondOrder.js";
import { secondOrderStudy } from "./study.js";

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
  for (const { name, printed: errors, mended } of secantRuns(5).slice(0, 3)) {
    const h = Number(/· (\S+) ·/.exec(name)?.[1]);
    near(errors[1] as number, Math.abs(1 - h ** 2) * 0.9, 1e-3);
    near(mended[1] as number, 0);
  }
});

test("the mended update meets the secant condition, the printed one does not, and Powell's is nearer", () => {
  const { printed: plus, mended, nearest, ratio } = secantCondition(20, 4);
  assert.ok(mended < 1e-9 && plus > 1e-3);
  assert.equal(nearest, 0);
  assert.ok(ratio > 1);
});

test("the network's loss at no weights is log 2", () => {
  const { network, dispose } = moonsNetwork(20, 3, [1, 2]);
  tidy(() => near((network.value(tf.zeros([2, 13])).arraySync() as number[])[1] as number, Math.log(2)));
  dispose();
});

test("a small version: checks of what does not depend on its size, figures and claims", async () => {
  const result = await secondOrder({ budget: 400, parameters: [4, 8] }, { quick: true });
  const checks = secondOrderStudy.checks(result);
  for (const { claim, holds } of checks.slice(0, -1)) assert.ok(holds, claim);
  assert.equal(secondOrderStudy.verdict(result).answer, "depends");
  for (const { holds, condition, published } of secondOrderClaims(result).slice(0, -1)) {
    assert.ok(holds || condition !== undefined, `${published} fails without a condition`);
  }
  const figures = secondOrderStudy.figures(result);
  assert.equal(new Set(figures.map(({ name }) => name)).size, 5);
  for (const { figure } of figures) assert.doesNotMatch(figure.toString(), /NaN|undefined/);
});

test("options out of their range are named", async () => {
  await assert.rejects(secondOrder({ budget: 0 }), /^RangeError: budget is 0/);
  await assert.rejects(secondOrder({ parameters: [8] }), /^RangeError: parameters are \[8\]/);
});

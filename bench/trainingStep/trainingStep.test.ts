import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "momenta";
import { checkNumbers } from "./check.js";
import { updateOperations } from "./floatingPointRate.js";
import { momentaContender } from "./momenta.js";
import { convolutional, perceptron } from "./network.js";
import { tfjsContender } from "./tfjs.js";

test("two replicas, compiled, have the parameters of two single runs, op by op", async () => {
  assert.ok((await checkNumbers(perceptron, 2)) <= 1e-4);
});

test("the convolutional network, compiled, has the parameters that it has op by op", async () => {
  assert.ok((await checkNumbers(convolutional, 2)) <= 1e-4);
});

test("networks that are not the same do not pass for it", async () => {
  const other = {
    ...perceptron,
    logits: (...args: Parameters<typeof perceptron.logits>) => tf.neg(perceptron.logits(...args)),
  };
  await assert.rejects(checkNumbers(other, 1), /mlp: after 3 updates of 1 replicas, momenta and tfjs-node differ by/);
});

test("contenders give the time of their calls and leave no tensor behind", async () => {
  const before = tf.memory().numTensors;
  for (const makeContender of [momentaContender, tfjsContender]) {
    const contender = makeContender(perceptron, 2, 3);
    for (let call = 0; call < 2; call++) assert.ok((await contender.call()) > 0, contender.name);
    contender.close();
    assert.equal(tf.memory().numTensors, before, contender.name);
  }
});

test("an update of the perceptron needs eight matrix products", () => {
  const forward = 784 * 100 + 100 * 100 + 100 * 10;
  const inputGradients = 100 * 100 + 100 * 10;
  assert.equal(updateOperations(), 2 * 64 * (2 * forward + inputGradients));
});

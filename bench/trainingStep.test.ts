import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "momenta";
import { checkNumbers } from "./trainingStep.js";
import { momentaContender } from "./trainingStepMomenta.js";
import { tfjsContender } from "./trainingStepTfjs.js";
import { randomExamples } from "./trainingStepWork.js";

const examples = randomExamples();

test("two replicas, compiled, have the parameters of two single runs, op by op", () => {
  assert.ok(checkNumbers(examples, 2) <= 1e-4);
});

test("contenders give the time of their calls and leave no tensor behind", async () => {
  const before = tf.memory().numTensors;
  for (const makeContender of [momentaContender, tfjsContender]) {
    const contender = makeContender(examples, 2, 3);
    for (let call = 0; call < 2; call++) assert.ok((await contender.call()) > 0, contender.engine);
    contender.close();
    assert.equal(tf.memory().numTensors, before, contender.engine);
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "momenta/engine";
import { adam, adamw } from "momenta/optimizers";
import { decoupled, printedL2 } from "./measure/forms.js";
import { decoupledDecay } from "./study.js";

const near = (actual: number, expected: number, tolerance = 1e-6) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

test("Adam with decoupled decay is AdamW; the printed penalty is divided by √v̂", () => {
  const [params, gradients] = [tf.tensor2d([[2, -4]]), tf.tensor2d([[0.5, 8]])];
  const step = (optimizer: ReturnType<typeof printedL2>) => {
    const [updates] = optimizer.update(gradients, optimizer.init(params), params);
    return [...(updates as Tensor).dataSync()];
  };
  const options = { learningRate: 0.1, beta2: 0.99, epsilon: 1e-8 };
  const [own, ours] = [step(adamw({ ...options, weightDecay: 0.3 })), step(decoupled(adam(options), 0.1, 0.3))];
  own.forEach((value, at) => {
    near(ours[at] as number, value);
  });
  const printed = step(printedL2(options, 0.3));
  near(printed[0] as number, -0.1 * (1 + (0.3 * 2) / 0.5), 1e-5);
  near(printed[1] as number, -0.1 * (1 - (0.3 * 4) / 8), 1e-5);
});

const small = {
  seeds: 2,
  trained: 64,
  tested: 100,
  updates: 30,
  weightDecays: [0, 0.01],
  toySeeds: 3,
};

test("what the source says of paths and decays received, and what it prints wrongly", async () => {
  const result = await decoupledDecay.run(small, { store: null });
  const verdicts = new Map(decoupledDecay.claims(result).map(({ words, verdict }) => [words, verdict]));
  assert.equal(verdicts.get("for SGD an L2 penalty and weight decay are identical"), "holds");
  assert.equal(verdicts.get("not for adaptive methods"), "holds");
  assert.equal(verdicts.get("AdamW: decay independent of the gradient history"), "holds");
  assert.equal(verdicts.get("with the term λ θ_tᵀ D⁻¹ θ?"), "holds");
  assert.equal(verdicts.get("the proximal problem gives exactly AdamW's step: term −γλθ_t"), "fails");
  const large = result.toy.at(-1)?.received;
  near((large?.adamw.estimate as number) / 0.01, 1, 0.02);
  near((large?.printed.estimate as number) / 0.01, 0.1, 0.01);
  assert.equal(decoupledDecay.agreement(result), "depends");
});

test("weight decays without 0 first, or without the one that is looked at, are refused", async () => {
  await assert.rejects(
    decoupledDecay.run({ weightDecays: [0.1] }),
    /^RangeError: weightDecays are \[0.1\]; give 0 first/,
  );
  await assert.rejects(decoupledDecay.run({ examined: 3 }), /^RangeError: examined is 3; give one of weightDecays/);
});

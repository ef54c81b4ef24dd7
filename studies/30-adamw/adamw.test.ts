import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "momenta/engine";
import { adam, adamw } from "momenta/optimizers";
import { type DecoupledDecayOptions, decoupledDecay } from "./decoupledDecay.js";
import { decoupled, printedL2 } from "./forms.js";
import { adamwStudy } from "./index.js";
import { adamwIdentityTable, adamwProximalTable, adamwTable } from "./tables.js";

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

const small: Partial<DecoupledDecayOptions> = {
  seeds: 2,
  trained: 64,
  tested: 100,
  updates: 30,
  weightDecays: [0, 0.01],
  toySeeds: 3,
};

test("identities, proximal forms and the decay received; figures, tables and verdict follow", async () => {
  const result = await decoupledDecay(small, { store: null });
  for (const { claim, holds } of adamwStudy.checks(result)) assert.ok(holds, claim);
  const large = result.toy.at(-1)?.received;
  near((large?.adamw.estimate as number) / 0.01, 1, 0.02);
  near((large?.printed.estimate as number) / 0.01, 0.1, 0.01);
  assert.equal(adamwStudy.verdict(result).answer, "depends");
  assert.equal(new Set(adamwStudy.figures(result).map(({ name }) => name)).size, 2);
  assert.deepEqual(
    [adamwTable, adamwIdentityTable, adamwProximalTable].map((table) => table(result).rows.length),
    [10, 7, 4],
  );
});

test("options out of their range are named", async () => {
  const refused = (options: Partial<DecoupledDecayOptions>, message: RegExp) =>
    assert.rejects(decoupledDecay({ ...small, ...options }, { store: null }), message);
  await refused({ seeds: 1 }, /^RangeError: seeds is 1; give a whole number, at least 2/);
  await refused({ weightDecays: [0.1] }, /^RangeError: weightDecays are \[0.1\]; give 0 first/);
  await refused({ examined: 3 }, /^RangeError: examined is 3; give one of weightDecays/);
});

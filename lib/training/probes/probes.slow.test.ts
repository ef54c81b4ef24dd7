import assert from "node:assert/strict";
import { test } from "node:test";
import { adam, rmsprop, sgd } from "../../optimizers/index.js";
import { quick } from "../testSupport.js";
import { train } from "../train.js";
import {
  batchAccuracy,
  batchLoss,
  effectiveSteps,
  gradientNorms,
  stateMeans,
  stateNorms,
  updateNorms,
} from "./index.js";

const close = (a: number, b: number) => Math.abs(a - b) <= 1e-5 * Math.max(Math.abs(a), Math.abs(b), 1e-6);

test("a probe has an entry for every update of every task, and none for lanes that wait", async () => {
  const probes = [batchLoss(), updateNorms()];
  for (const run of await train({ ...quick, probes, seeds: 10 })) {
    assert.deepEqual(Object.keys(run.probes).sort(), ["loss", "updateNorm.layer1", "updateNorm.output"]);
    for (const phases of Object.values(run.probes)) {
      assert.deepEqual(
        phases.map((values) => values.length),
        run.updatesToCriterion,
      );
      assert.ok(phases.flat().every((value) => Number.isFinite(value) && value > 0));
    }
  }
});

test("probed or not, a run is the same", async () => {
  const strip = <Of extends { probes: unknown }>(runs: Of[]) => runs.map(({ probes, ...rest }) => rest);
  const probes = [batchLoss(), batchAccuracy(), updateNorms(), gradientNorms(), effectiveSteps()];
  assert.deepEqual(strip(await train({ ...quick, probes, seeds: 10 })), strip(await train({ ...quick, seeds: 10 })));
});

test("plain SGD's update is its learning rate times the gradient, layer by layer", async () => {
  const probes = [updateNorms(), gradientNorms(), effectiveSteps()];
  const [run] = await train({ ...quick, optimizer: sgd({ learningRate: 0.2 }), probes, seeds: 1 });
  for (const layer of ["layer1", "output"]) {
    const of = (name: string) => run?.probes[`${name}.${layer}`]?.flat() as number[];
    of("updateNorm").forEach((value, at) => {
      assert.ok(close(value, 0.2 * (of("gradientNorm")[at] as number)));
      assert.ok(close(of("effectiveStep")[at] as number, 0.2));
    });
  }
});

test("the norm of an entry of the optimizer's state: its first value is that of one gradient", async () => {
  const optimizer = adam({ learningRate: 0.01, beta1: 0.75 });
  const probes = [stateNorms("firstMoment"), gradientNorms()];
  const [run] = await train({ ...quick, optimizer, probes, seeds: 1 });
  const first = (name: string) => run?.probes[`${name}.layer1`]?.[0]?.[0] as number;
  assert.ok(close(first("firstMoment"), 0.25 * first("gradientNorm")));
  await assert.rejects(
    train({ ...quick, optimizer, probes: [stateNorms("velocity")] }),
    /state has no "velocity"; its entries: firstMoment, secondMoment, updates/,
  );
});

test("the mean of an entry of the state: after one update of RMSProp (1 − β) times the mean square of the gradient", async () => {
  const optimizer = rmsprop({ learningRate: 0.01, decay: 0.75 });
  const probes = [stateMeans("secondMoment"), gradientNorms()];
  const [run] = await train({ ...quick, optimizer, probes, seeds: 1 });
  const first = (name: string) => run?.probes[name]?.[0]?.[0] as number;
  for (const [layer, numbers] of [
    ["layer1", 3 * 8 + 8],
    ["output", 8 * 8 + 8],
  ]) {
    assert.ok(
      close(first(`secondMomentMean.${layer}`), (0.25 * first(`gradientNorm.${layer}`) ** 2) / (numbers as number)),
    );
  }
  await assert.rejects(train({ ...quick, probes: [stateMeans("velocity")] }), /stateMeans: .*no "velocity".*none/);
});

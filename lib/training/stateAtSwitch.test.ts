import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import { leaves, mapTree, type TensorTree, tf } from "../engine/index.js";
import { adam, grouped, nesterov, type Optimizer, scheduled, schedules, sgd } from "../optimizers/index.js";
import { fixedUpdates } from "./criteria/index.js";
import type { Probe } from "./probes/index.js";
import { quick } from "./testSupport.js";
import { train } from "./train.js";

const small = { ...quick, criterion: fixedUpdates(4), compiler: "graph", seeds: 2 } as const;

/** Counts twice: in a count of updates, and in a sum like any other state. */
const counting: Optimizer<{ updates: Tensor; sum: Tensor }> = {
  name: "counting",
  init(params) {
    const none = tf.zeros([leaves<Tensor>(params)[0]?.shape[0] as number], "int32");
    return { updates: none, sum: tf.cast(none, "float32") };
  },
  update: (gradients, { updates, sum }) => [
    mapTree((gradient) => tf.mul(-0.01, gradient), gradients),
    { updates: tf.add(updates, tf.scalar(1, "int32")), sum: tf.add(sum, 1) },
  ],
};

const inWays = ["carryOver", "reset", "resetCount"] as const;
const once = [1, 2, 3, 4];
const onAndOn = [once, [5, 6, 7, 8], [9, 10, 11, 12]];
const anew = [once, once, once];

const seen = (state: (optimizerState: Record<string, TensorTree>) => TensorTree): Probe => ({
  configuration: "counts",
  measure({ optimizerState }) {
    const { updates, sum } = state(optimizerState) as { updates: Tensor; sum: Tensor };
    return { updates: tf.cast(updates, "float32"), sum };
  },
});

test("resetCount starts a count anew with every task and carries over the rest, beside runs in other ways", async () => {
  const runs = await train({
    ...small,
    optimizer: counting,
    stateAtSwitch: inWays,
    probes: [seen((state) => state)],
  });
  const wanted = { carryOver: [onAndOn, onAndOn], reset: [anew, anew], resetCount: [anew, onAndOn] };
  for (const { stateAtSwitch, probes } of runs) {
    assert.deepEqual([probes.updates, probes.sum], wanted[stateAtSwitch], stateAtSwitch);
  }
  assert.equal(runs.length, 6);
});

test("resetCount finds the counts of groups", async () => {
  const [run] = await train({
    ...small,
    seeds: 1,
    optimizer: grouped({ all: counting as Optimizer }, () => "all"),
    stateAtSwitch: "resetCount",
    probes: [seen(({ all }) => all as TensorTree)],
  });
  assert.deepEqual([run?.probes.updates, run?.probes.sum], [anew, onAndOn]);
});

test("Adam on local time makes its next task's first step from the moments it has, corrected as at the first", async () => {
  const optimizer = adam({ learningRate: 0.01 });
  /** Adam with its count held at the updates of a task, of which it knows the number. */
  const local: Optimizer = {
    ...optimizer,
    name: "local",
    update(gradients, state, params) {
      const updates = tf.mod(state.updates as Tensor, tf.scalar(4, "int32"));
      return optimizer.update(gradients, { ...state, updates } as never, params);
    },
  };
  const shared = { ...small, parameters: true };
  const [found, , carried] = await train({ ...shared, optimizer, stateAtSwitch: ["resetCount", "carryOver"] });
  const [wanted] = await train({ ...shared, optimizer: local, stateAtSwitch: "carryOver" });
  assert.deepEqual(found?.parameters, wanted?.parameters);
  assert.notDeepEqual(found?.parameters, carried?.parameters);
});

test("a schedule has a count; a method without one refuses resetCount", async () => {
  const falling = scheduled(schedules.inverse(0.1), (learningRate) => sgd({ learningRate }));
  assert.equal((await train({ ...small, optimizer: falling, stateAtSwitch: "resetCount", seeds: 1 })).length, 1);
  const without = train({
    ...small,
    optimizer: [adam({ learningRate: 0.1 }), nesterov({ learningRate: 0.1, momentum: 0.9 })],
    stateAtSwitch: ["reset", "resetCount"],
  });
  await assert.rejects(without, {
    name: "RangeError",
    message:
      'train: stateAtSwitch is "resetCount", and the state of Nesterov has no count, updates or scheduledUpdates; give "carryOver" or "reset".',
  });
});

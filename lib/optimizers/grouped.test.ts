import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import { configurationOf, configured } from "../configuration/index.js";
import { jit, leaves, type TensorTree, tf } from "../engine/index.js";
import { adam, adamw, applyUpdates, frozen, grouped, type Optimizer, sgd } from "./index.js";

/** Two replicas. */
const params = () => ({
  layer1: { kernel: tf.tensor3d([1, 2, 3, 4], [2, 1, 2]), bias: tf.tensor3d([5, 6], [2, 1, 1]) },
  heads: [tf.tensor2d([[7], [8]])],
});
const values = (tree: TensorTree) => leaves<Tensor>(tree).map((leaf) => [...leaf.dataSync()]);
const biasesOrRest = (path: string) => (path.endsWith("bias") ? "biases" : "rest");

test("each group goes as with its optimizer alone, op by op and compiled", () => {
  const both = grouped({ biases: sgd({ learningRate: 0.5 }), rest: adam({ learningRate: 0.1 }) }, biasesOrRest);
  const threeUpdates = (optimizer: Optimizer) => (tree: TensorTree) => {
    let [at, state] = [tree, optimizer.init(tree)];
    for (let update = 0; update < 3; update++) {
      const [updates, next] = optimizer.update(at, state, at);
      [at, state] = [applyUpdates(at, updates), next];
    }
    return at;
  };
  const [kernel, , head] = values(threeUpdates(adam({ learningRate: 0.1 }))(params()));
  const [, bias] = values(threeUpdates(sgd({ learningRate: 0.5 }))(params()));
  const run = threeUpdates(both);
  for (const way of [run, jit(run, { compiler: "graph" })])
    assert.deepEqual(values(way(params())), [kernel, bias, head]);
  assert.equal(both.name, "SGD and Adam");
});

test("groupOf sees paths and shapes, and the states of groups stand side by side", () => {
  const seen: string[] = [];
  const optimizer = grouped(
    { three: adamw({ learningRate: 1, weightDecay: 0 }), others: sgd({ learningRate: 1 }) },
    (path, { rank }) => {
      seen.push(path);
      return rank === 3 ? "three" : "others";
    },
  );
  const state = optimizer.init(params());
  assert.deepEqual(seen, ["layer1.kernel", "layer1.bias", "heads[0]"]);
  assert.deepEqual(Object.keys(state), ["three", "others"]);
  assert.deepEqual(Object.keys(state.three?.firstMoment as object), ["layer1.kernel", "layer1.bias"]);
});

test("what is frozen stays where it is, whatever its gradient", () => {
  const optimizer = grouped({ biases: sgd({ learningRate: 1 }), rest: frozen() }, biasesOrRest);
  const gradients = {
    layer1: { kernel: tf.fill([2, 1, 2], Number.NaN), bias: tf.ones([2, 1, 1]) },
    heads: [tf.ones([2, 1])],
  };
  const [updates] = optimizer.update(gradients, optimizer.init(params()), params());
  assert.deepEqual(values(applyUpdates(params(), updates)), [
    [1, 2, 3, 4],
    [4, 5],
    [7, 8],
  ]);
});

test("a group that there is not, one without parameters, and other gradients are refused", () => {
  const one = { biases: sgd({ learningRate: 1 }) };
  assert.throws(() => grouped(one, () => "bias" as never).init(params()), {
    name: "RangeError",
    message: 'grouped: the group of layer1.kernel is "bias"; give biases.',
  });
  assert.throws(() => grouped({ ...one, rest: frozen() }, () => "rest").init(params()), {
    name: "RangeError",
    message: "grouped: no parameter is in biases; the parameters are layer1.kernel, layer1.bias, heads[0].",
  });
  const all = grouped(one, () => "biases");
  assert.throws(() => all.update({ layer1: tf.ones([2, 1]) }, all.init(params()), params()), /the trees differ/);
});

test("a store can tell groups apart where it is told what divides them", () => {
  const optimizers = { biases: sgd({ learningRate: 1 }), rest: frozen() };
  assert.equal(configurationOf(grouped(optimizers, biasesOrRest)), undefined);
  assert.deepEqual(configurationOf(grouped(optimizers, configured(biasesOrRest.bind(null), "by kind"))), {
    method: "grouped",
    groupOf: "by kind",
    optimizers: { biases: { method: "sgd", learningRate: 1 }, rest: { method: "frozen" } },
  });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { type Head, inputTable, joint, labelShuffled, permuted, type Stream, split } from "../datasets/index.js";
import { gradients, type TensorTree, tf, tidy } from "../engine/index.js";
import { type Model, mlp, softmaxCrossEntropy } from "../models/index.js";
import { applyUpdates, type Optimizer } from "../optimizers/index.js";
import { Batches, exampleOrder } from "./batches.js";
import { cube, quick } from "./testSupport.js";
import { train } from "./train.js";

const lists = [
  [0, 1],
  [2, 7, 4],
  [0, 1],
];
const modelFor = ({ outputs }: Stream) => mlp([3, 8, outputs]);

/** Updates to criterion of one seed in a plain loop, op by op; the units that do not compete are left out of the logits. */
function reference(stream: Stream, seed: number): number[] {
  const { batchSize, maxUpdates } = quick;
  const [threshold, examples] = [0.9, 50];
  const model = modelFor(stream) as unknown as Model;
  const optimizer = quick.optimizer as unknown as Optimizer;
  let params = model.init([seed]);
  return stream.tasks.map(({ dataset, train: indices, test: held, unitOfClass, competing }, phase) => {
    const pick = (part: "train" | "test", chosen: Int32Array) => ({
      inputs: inputTable(dataset[part], chosen),
      places: [...chosen].map((index) =>
        competing.indexOf(unitOfClass[dataset[part].labels[index] as number] as number),
      ),
    });
    const logits = (at: TensorTree, inputs: Tensor) =>
      tf.gather(model.apply(at, inputs), tf.tensor1d([...competing], "int32"), 2);
    const order = new Batches(exampleOrder(indices, seed, phase), batchSize, 1);
    const learned = () =>
      tidy(() => {
        const { inputs, places } = pick("test", held.subarray(0, examples));
        const chosen = tf.argMax(logits(params, inputs), -1).dataSync();
        return places.filter((place, at) => place === chosen[at]).length >= threshold * examples;
      });
    let updates = 0;
    for (; !learned() && updates < maxUpdates; updates++) {
      params = tidy(() => {
        const { inputs, places } = pick("train", order.from(updates));
        const labels = tf.cast(tf.oneHot(tf.tensor1d(places, "int32"), competing.length), "float32");
        const loss = (at: TensorTree) => tf.sum(softmaxCrossEntropy(logits(at, inputs), labels)) as Scalar;
        return applyUpdates(params, optimizer.update(gradients(loss, params), {}, params)[0]);
      });
    }
    return updates;
  });
}

const streams: [string, Stream][] = [
  ...(["class-incremental", "domain-incremental", "task-incremental"] as Head[]).map((head): [string, Stream] => [
    head,
    split(cube, lists, { head }),
  ]),
  ["permuted", permuted(cube, 3, { seed: 1 })],
  ["labels shuffled", labelShuffled(cube, 3, { seed: 1 })],
  ["joint at the end", ((five) => ({ ...five, tasks: [...five.tasks.slice(0, 2), joint(five)] }))(split(cube, lists))],
  ["joint of permuted", ((two) => ({ ...two, tasks: [joint(two)] }))(permuted(cube, 2, { seed: 1 }))],
];

for (const [name, stream] of streams) {
  test(`${name}: updates are counted exactly as a plain loop counts them`, async () => {
    const [run] = await train({ ...quick, stream, model: modelFor(stream), seeds: [2] });
    assert.deepEqual(
      run?.updatesToCriterion,
      tidy(() => reference(stream, 2)),
    );
  });
}

test("with units that do not compete the first task is not forgotten for the others' sake", async () => {
  const retained = async (head: Head) => {
    const stream = split(cube, lists.slice(0, 2), { head });
    const runs = await train({ ...quick, stream, model: modelFor(stream), seeds: 3, accuracyMatrix: true });
    return runs.map(({ accuracyMatrix }) => accuracyMatrix?.afterTask[1]?.[0] as number);
  };
  const [all, own] = [await retained("class-incremental"), await retained("task-incremental")];
  all.forEach((value, seed) => {
    assert.ok(value < (own[seed] as number), `${value} < ${own[seed]}`);
  });
});

test("streams that training cannot use are named", async () => {
  const refused = (stream: Stream, message: RegExp) =>
    assert.rejects(
      train({ ...quick, stream, model: modelFor(stream) }),
      (error: Error) => error instanceof RangeError && message.test(error.message),
    );
  const { tasks, outputs } = split(cube, [[0, 1]]);
  const [task] = tasks as [(typeof tasks)[number]];
  await refused({ tasks: [], outputs }, /the stream has no task; give at least one/);
  await refused(
    { tasks: [{ ...task, train: new Int32Array(0) }], outputs },
    /task \[0, 1\] of cube has no training examples/,
  );
  await refused({ tasks, outputs: 4 }, /task \[0, 1\] of cube: units \[0, 1, .*\] compete; the stream has 4 outputs/);
  await refused(
    { tasks: [{ ...task, competing: [0] }], outputs },
    /is of class 1, whose output unit 1 does not compete/,
  );
  const wide = { ...cube, name: "wide", train: { ...cube.train, features: 1 } };
  await refused(
    { tasks: [task, { ...task, dataset: wide }], outputs },
    /task \[0, 1\] of wide has inputs of 1 numbers, the first task of 3/,
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import { split } from "../datasets/index.js";
import { tf } from "../engine/index.js";
import { holdings } from "../engine/testSupport.js";
import { mlp, squaredError } from "../models/index.js";
import { adam, bfgs, idbd, sgd } from "../optimizers/index.js";
import { consecutiveCorrect, fixedUpdates, heldOutAccuracy, lastTask, runningLoss } from "./criteria/index.js";
import { batchLoss, stateNorms } from "./probes/index.js";
import { cube, quick } from "./testSupport.js";
import { train } from "./train.js";

const { model, optimizer, stream, criterion } = quick;
/** Plain JavaScript, as a notebook may have it. */
const given = (options: object) => train({ ...quick, ...options } as unknown as typeof quick);
const without = (name: keyof typeof quick) => {
  const { [name]: _, ...others } = quick;
  return () => train(others as never);
};
const byRate = ({ learningRate }: { learningRate: number }) => sgd({ learningRate });
const disposed = tf.tensor1d([1]);
const late = sgd({ learningRate: disposed });
disposed.dispose();

const anOptimizer = "give an optimizer that takes gradients, as adam({ learningRate: 0.001 })";
const orAFunction = `${anOptimizer}, a list of different ones, or, with settings, a function of a setting.`;
const aStream =
  "give a stream, as splitMnist([[1, 2], [3, 4]]), a data set, as mnist(), or a list of different ones, or a function of the seed that gives these.";
const someSeeds = "give how many, at least 1, or a list of different whole numbers from 0 to 2³² − 1.";
const aWay = 'give "carryOver", "reset" or "resetCount", or a list of different ones.';
const aWhole = "give a whole number, at least 1 and below 2³¹.";

const cases: [attempt: () => Promise<unknown>, message: string | RegExp][] = [
  [() => train(undefined as never), /^train: the options are missing; give an object of model, optimizer, /],
  [without("model"), "train: model is missing; give a model, as mlp([784, 100, 10])."],
  [without("optimizer"), `train: optimizer is missing; ${orAFunction}`],
  [without("stream"), `train: stream is missing; ${aStream}`],
  [without("criterion"), "train: criterion is missing; give a criterion, as heldOutAccuracy(0.98)."],

  [() => given({ model: mlp }), "train: model is the function mlp, not called; give a model, as mlp([784, 100, 10])."],
  [
    () => given({ optimizer: adam }),
    `train: optimizer is the function adam, not called; ${anOptimizer}, or settings for the function.`,
  ],
  [
    () => given({ optimizer: bfgs() }),
    /^train: optimizer is \{ name: "BFGS", takes: "objective", .* give an optimizer that takes/,
  ],
  [
    () => given({ optimizer: idbd({ metaRate: 1, initialRate: 1 }) }),
    /^train: the optimizer's first update cannot be computed: /,
  ],
  [
    () => given({ optimizer: late }),
    /^train: the optimizer's first .*: a tensor of shape \[1\] was disposed before it is used\.$/,
  ],
  [() => given({ criterion: 0.9 }), "train: criterion is 0.9; give a criterion, as heldOutAccuracy(0.98)."],
  [
    () => given({ criterion: heldOutAccuracy }),
    "train: criterion is the function heldOutAccuracy, not called; give a criterion, as heldOutAccuracy(0.98).",
  ],
  [
    () => given({ stream: split }),
    /^train: stream cannot be made for seed 1 \(the function split, not called; give split\(\) /,
  ],
  [() => given({ stream: () => 7 }), /^train: stream, for seed 1, is 7; give a stream, as /],
  [
    () => given({ stream: [stream, stream] }),
    /^train: stream is \[\{ .*; give a stream, as .*, or a list of different ones/,
  ],
  [
    () => given({ stream: { tasks: [{ name: "mine" }], outputs: 8 } }),
    /^train: stream is \{ tasks: .*; give a stream, as/,
  ],

  [() => given({ seeds: 0 }), `train: seeds is 0; ${someSeeds}`],
  [() => given({ seeds: [] }), `train: seeds is []; ${someSeeds}`],
  [() => given({ seeds: [1, 1, 2] }), `train: seeds is [1, 1, 2]; ${someSeeds}`],
  [() => given({ seeds: "3" }), `train: seeds is "3"; ${someSeeds}`],
  [() => given({ seeds: [-1] }), `train: seeds is [-1]; ${someSeeds}`],
  [() => given({ stateAtSwitch: "carryover" }), `train: stateAtSwitch is "carryover"; ${aWay}`],
  [() => given({ stateAtSwitch: ["reset", "reset"] }), `train: stateAtSwitch is ["reset", "reset"]; ${aWay}`],
  [() => given({ stateAtSwitch: [] }), `train: stateAtSwitch is []; ${aWay}`],
  [() => given({ batchSize: 0 }), `train: batchSize is 0; ${aWhole}`],
  [
    () => given({ batchSize: 1e9 }),
    /^train: batchSize is 1000000000, and task \[0, 1\] of cube has \d+ training examples; give/,
  ],
  [() => given({ maxUpdates: 0.5 }), `train: maxUpdates is 0.5; ${aWhole}`],
  [() => given({ maxUpdates: 2 ** 31 }), `train: maxUpdates is 2147483648; ${aWhole}`],
  [() => given({ compiler: "XLA" }), 'train: compiler is "XLA"; give "xla" or "graph".'],
  [
    () => given({ loss: "squared" }),
    /^train: loss is "squared"; give softmaxCrossEntropy, squaredError, or a function/,
  ],
  [() => given({ accuracyMatrix: 1 }), "train: accuracyMatrix is 1; give true or false."],
  [
    () => given({ probes: batchLoss }),
    "train: probes is the function batchLoss, not called; give a list of probes, as [batchLoss()].",
  ],
  [
    () => given({ probes: [batchLoss] }),
    "train: probes is [the function batchLoss]; give a list of probes, as [batchLoss()].",
  ],
  [() => given({ probes: [batchLoss(), batchLoss()] }), "train: two probes record loss; give each once."],
  [
    () => given({ probes: [stateNorms("velocity")] }),
    /^train: what a probe measures .*: stateNorms: the optimizer's state has no/,
  ],
  [() => given({ onProgress: true }), "train: onProgress is true; give a function of the number of runs."],
  [
    () => given({ keep: { store: {}, experiment: "a", version: 1 } }),
    /^train: keep: store is \{ {1,2}\}; give a store, as new Store/,
  ],
  [() => given({ keep: { experiment: "a", version: 1 } }), /^train: keep: store is missing/],
  [() => given({ batchsize: 8 }), "train: there is no option batchsize; did you mean batchSize?"],
  [
    () => given({ epochs: 5 }),
    "train: there is no option epochs; the criterion fixedUpdates(500) says how long a task is trained.",
  ],
  [() => given({ optimizer: { ...optimizer, name: undefined } }), /^train: optimizer is \{ .*; give an optimizer/],
  [
    () => given({ optimizer: { ...optimizer, update: (gradients: unknown) => gradients } }),
    /^train: the optimizer's first update cannot be computed: the optimizer's update gives no pair; give \[updates, state\]/,
  ],
  [() => given({ seed: 8 }), "train: there is no option seed; did you mean seeds?"],
  [
    () => given({ learningRate: 8 }),
    "train: there is no option learningRate; an optimizer has it, as adam({ learningRate: 0.001 }).",
  ],
  [
    () => given({ checkpoints: { evry: 1, sets: { test: "test" } } }),
    "train: checkpoints: there is no option evry; did you mean every?",
  ],
  [() => given({ checkpoints: { every: 0, sets: { test: "test" } } }), `train: checkpoints: every is 0; ${aWhole}`],

  [
    () => given({ optimizer: [optimizer, { ...optimizer }] }),
    /^train: two of the optimizers are called SGD; compare settings of one by settings, or give them names/,
  ],
  [
    () => given({ optimizer: [optimizer], settings: [{ learningRate: 0.1 }] }),
    /^train: settings are given, and optimizer is SGD/,
  ],
  [
    () => given({ settings: [{ learningRate: 0.1 }] }),
    /^train: settings are given, and optimizer is SGD for all of them; give/,
  ],
  [
    () => given({ optimizer: byRate, settings: [] }),
    /^train: settings is \[\]; give a list of records of numbers, as \[\{ lear/,
  ],
  [
    () => given({ optimizer: byRate, settings: [{ learningRate: 1 }, { learningRate: 1, beta: 2 }] }),
    "train: settings[1] has beta, learningRate, settings[0] has learningRate; give all the same names.",
  ],
  [
    () => given({ optimizer: byRate, settings: [{ learningRate: 1 }, { learningRate: Number.NaN }] }),
    "train: settings[1].learningRate is NaN; give a finite number.",
  ],
  [
    () => given({ optimizer: byRate, settings: [{ learningRate: "1" }] }),
    'train: settings[0].learningRate is "1"; give a finite number.',
  ],
  [
    () => given({ optimizer: byRate, settings: [{ learningRate: -1 }] }),
    "SGD: learningRate is -1; give a finite number of at least 0.",
  ],
  [
    () => given({ optimizer: byRate, settings: [{ learningrate: 1 }] }),
    "SGD: learningRate is missing; give a finite number of at least 0.",
  ],
  [
    () => given({ optimizer: byRate, settings: [{ learningRate: 1 }, { learningRate: 1 }] }),
    "train: settings[1] is { learningRate: 1 }, as settings[0]; give each once.",
  ],
  [
    () => given({ optimizer: () => 1, settings: [{ learningRate: 1 }] }),
    /^train: what optimizer returns for settings\[0\] is 1; give an/,
  ],

  [
    () => given({ model: mlp([4, 8, 8]) }),
    /^train: model MLP 4-8-8, given an example of the stream, 3 numbers, cannot be computed: /,
  ],
  [() => given({ model: mlp([3, 8, 5]) }), "train: model MLP 3-8-5 has 5 outputs, the stream 8; give a model with 8."],
  [
    () => given({ model: { ...model, apply: (_: unknown, inputs: Tensor) => inputs } }),
    "train: model MLP 3-8-8 has 3 outputs, the stream 8; give a model with 8.",
  ],
  [
    () => given({ model: { name: "mine", init: () => ({ w: tf.zeros([8]) }), apply: () => 0 } }),
    "train: model mine starts with w of shape [8]; its first axis has to be that of the 2 replicas.",
  ],
  [
    () => given({ optimizer: { ...optimizer, init: () => ({ count: 0 }) } }),
    "train: the optimizer starts with count that is no tensor; its first axis has to be that of the 2 replicas.",
  ],
  [
    () => given({ optimizer: { ...optimizer, init: () => ({ count: tf.zeros([2]) }) } }),
    "train: the optimizer starts with the state count float32 [2] and has fewer after an update; give tensors of the same names, types and shapes.",
  ],
];

test("what is wrong is said in a sentence, before anything is compiled or left behind", async () => {
  const before = holdings();
  for (const [attempt, message] of cases) {
    await assert.rejects(async () => attempt(), { name: "RangeError", message });
  }
  assert.deepEqual(holdings(), before);
});

test("tasks of another kind than the loss, and losses of another shape than [R], are refused", async () => {
  const all = split(cube, [[0, 1, 2, 3, 4, 5, 6, 7]]);
  await assert.rejects(
    given({ stream: all, loss: (outputs: Tensor, targets: Tensor) => tf.mean(tf.sub(outputs, targets)) }),
    /^RangeError: train: the loss cannot be computed: loss loss gives shape \[\]; give the mean over/,
  );
  const [run] = await given({
    stream: all,
    loss: squaredError,
    seeds: 1,
    criterion: fixedUpdates(1),
    compiler: "graph",
  });
  assert.deepEqual(run?.updatesToCriterion, [1]);
});

test("numbers of criteria out of their range are named", () => {
  const accuracy = "give an accuracy above 0 and at most 1, as .98.";
  const refused: [() => unknown, string][] = [
    ...[0, 1.1, Number.NaN, Number.POSITIVE_INFINITY, "0.9" as never].map((value): [() => unknown, string] => [
      () => heldOutAccuracy(value),
      `heldOutAccuracy: threshold is ${typeof value === "string" ? '"0.9"' : value}; ${accuracy}`,
    ]),
    [() => heldOutAccuracy(undefined as never), `heldOutAccuracy: threshold is missing; ${accuracy}`],
    [() => heldOutAccuracy(0.9, 0), `heldOutAccuracy: examples is 0; ${aWhole}`],
    [() => heldOutAccuracy(0.9, 50, 0), `heldOutAccuracy: every is 0; ${aWhole}`],
    [() => runningLoss(0), "runningLoss: below is 0; give a loss to fall below, above 0."],
    [() => runningLoss(1, 1), "runningLoss: decay is 1; give a number of at least 0 and below 1."],
    [() => consecutiveCorrect(0), `consecutiveCorrect: inARow is 0; ${aWhole}`],
    [() => consecutiveCorrect(5, 1.1), `consecutiveCorrect: share is 1.1; ${accuracy}`],
    [() => fixedUpdates(1e10), `fixedUpdates: updates is 10000000000; ${aWhole}`],
    [() => lastTask(0.9 as never, criterion), "lastTask: last is 0.9; give a criterion, as heldOutAccuracy(0.98)."],
    [
      () => lastTask(criterion, heldOutAccuracy as never),
      "lastTask: others is the function heldOutAccuracy, not called; give a criterion, as heldOutAccuracy(0.98).",
    ],
  ];
  for (const [attempt, message] of refused) assert.throws(attempt, { name: "RangeError", message });
});

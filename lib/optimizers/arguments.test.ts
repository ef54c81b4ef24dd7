import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "../engine/index.js";
import * as optimizers from "./index.js";

/** Plain JavaScript, as a notebook may have it. */
const given = optimizers as unknown as Record<string, (...given: unknown[]) => unknown>;
const call =
  (name: string, ...values: unknown[]) =>
  () =>
    given[name]?.(...values);
const disposed = tf.tensor1d([1]);
disposed.dispose();

const cases: [attempt: () => unknown, message: string][] = [
  [call("adam", { learningrate: 0.1 }), "Adam: there is no option learningrate; did you mean learningRate?"],
  [call("adam", { learnigRate: 0.1 }), "Adam: there is no option learnigRate; did you mean learningRate?"],
  [
    call("adam", { learningRate: 0.1, momentum: 0.9 }),
    "Adam: there is no option momentum; there are learningRate, beta1, beta2, epsilon, biasCorrection, epsilonInsideRoot.",
  ],
  [call("adam", { learningRate: "0.1" }), 'Adam: learningRate is "0.1"; give a finite number of at least 0.'],
  [call("adam", {}), "Adam: learningRate is missing; give a finite number of at least 0."],
  [call("adam", { learningRate: undefined }), "Adam: learningRate is missing; give a finite number of at least 0."],
  [call("adam", { learningRate: null }), "Adam: learningRate is null; give a finite number of at least 0."],
  [
    call("adam", { learningRate: disposed }),
    "Adam: learningRate is a disposed tensor; give a finite number of at least 0.",
  ],
  [
    call("adam", { learningRate: tf.zeros([2, 2]) }),
    "Adam: learningRate is a tensor of shape [2,2]; give a finite number of at least 0.",
  ],
  [call("adam", { learningRate: 1e39 }), "Adam: learningRate is 1e+39; give a finite number of at least 0."],
  [call("adam", { learningRate: 1, biasCorrection: 0 }), "Adam: biasCorrection is 0; give true or false."],
  [call("sgd", 0.1), "SGD: the options are 0.1; give an object of learningRate, momentum."],
  [call("sgd"), "SGD: the options are missing; give an object of learningRate, momentum."],
  [
    call("sgd", { learningRate: 0.1, momentum: "0.9" }),
    'SGD + momentum: momentum is "0.9"; give a number of at least 0 and below 1.',
  ],
  [call("lbfgs", { memmory: 3 }), "L-BFGS: there is no option memmory; did you mean memory?"],
  [call("plateau", { rate: 1, patince: 3 }, () => 0), "Plateau: there is no option patince; did you mean patience?"],
  [
    call("plateau", { rate: 1 }),
    "Plateau: make is missing; give the optimizer for a learning rate, as (learningRate) => sgd({ learningRate }).",
  ],
  [call("scheduled", 0.1), "Schedule: schedule is 0.1; give a schedule, as schedules.inverseRoot(0.1)."],
  [
    call("l2", given.adam, 0.1),
    "l2: optimizer is the function adam, not called; give an optimizer, as sgd({ learningRate: 0.1 }).",
  ],
  [
    call("clippedByNorm", given.sgd?.({ learningRate: 1 }), 0),
    "clippedByNorm: limit is 0; give a finite number above 0.",
  ],
  [
    call("clippedByValue", given.adam, 1),
    "clippedByValue: optimizer is the function adam, not called; give an optimizer, as sgd({ learningRate: 0.1 }).",
  ],
  [
    call("muon", { learningRate: 1 }, given.adam),
    "Muon: others is the function adam, not called; give an optimizer, as sgd({ learningRate: 0.1 }).",
  ],
  [
    call("grouped", []),
    "grouped: optimizers is []; give a record of optimizers, as { kernels: adamw(…), biases: adam(…) }.",
  ],
  [
    call("grouped", { biases: given.frozen }, () => "biases"),
    "grouped: optimizers.biases is the function frozen, not called; give an optimizer, as sgd({ learningRate: 0.1 }).",
  ],
  [
    call("grouped", { biases: optimizers.frozen() }),
    'grouped: groupOf is missing; give a function of a path, as (path) => "biases".',
  ],
  [
    () => optimizers.schedules.warmUp(0, optimizers.schedules.constant(1)),
    "Schedule warmUp: updates is 0; give a whole number of at least 1.",
  ],
  [
    () => optimizers.schedules.warmUp(10, 0.1 as never),
    "Schedule warmUp: schedule is 0.1; give a schedule, as schedules.inverseRoot(0.1).",
  ],
  [() => optimizers.schedules.cosine(0.1, 1.5), "Schedule cosine: updates is 1.5; give a whole number of at least 1."],
];

test("what is wrong with an argument is said in a sentence: its name, its value, what is allowed", () => {
  for (const [attempt, message] of cases) assert.throws(attempt, { name: "RangeError", message });
});

/** Options that nothing has. */
const strange = { learningRate: 0.1, momentum: 0.5, metaRate: 1, initialRate: 1, weightDecay: 0, rate: 1, strange: 1 };
const byOptions = Object.keys(optimizers).filter(
  (name) =>
    ![
      "alongReplicas",
      "applyUpdates",
      "trainedParams",
      "clippedByNorm",
      "clippedByValue",
      "frozen",
      "grouped",
      "l2",
      "notes",
      "scheduled",
      "schedules",
      "smoothedLoss",
    ].includes(name),
);

for (const name of byOptions) {
  test(`${name} refuses an option that it does not have`, () => {
    assert.throws(
      call(name, strange, () => optimizers.sgd({ learningRate: 1 })),
      /: there is no option \w+; /,
    );
  });
}

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Examples } from "momenta/datasets";
import { reasonOf, splitCifar100 } from "./benchmarks.js";
import { type HarderBenchmarksOptions, harderBenchmarks, harderBenchmarksDefaults, runBenchmark } from "./run.js";
import { harderBenchmarksStudy } from "./study.js";

const small: Partial<HarderBenchmarksOptions> = {
  optimizers: ["sgd", "rmsprop"],
  seeds: 2,
  referenceUpdates: 30,
  jointReferenceUpdates: 60,
  maxUpdates: 60,
  batchSize: 8,
  hidden: [8],
};

/** Pictures of one colour that their class determines, in CIFAR-100's shape. */
function pictures(ofEachClass: number): Examples {
  const count = 100 * ofEachClass;
  const labels = Uint8Array.from({ length: count }, (_, at) => at % 100);
  const colour = (at: number) => (17 * (Math.floor(at / 3072) % 100) * ((at % 3) + 1)) % 256;
  const inputs = Uint8Array.from({ length: count * 3072 }, (_, at) => colour(at));
  return { count, shape: [32, 32, 3], features: 3072, inputs, labels };
}

test("split CIFAR-100 of few pictures in its shape: criteria that SGD reaches, ratios of the runs' updates", async () => {
  const dataset = { name: "CIFAR-100", classes: 100, train: pictures(4), test: pictures(2) };
  const benchmark = splitCifar100(dataset, 10);
  assert.deepEqual(
    benchmark.stream.tasks.map(({ name, train, test: held }) => [name, train.length, held.length]),
    [
      ["[0, 1, 2, 3, 4]", 20, 10],
      ["[5, 6, 7, 8, 9]", 20, 10],
      ["[10, 11, 12, 13, 14]", 20, 10],
    ],
  );
  const options = { ...harderBenchmarksDefaults, ...small };
  const result = await runBenchmark("tiny", benchmark, options, { store: null, compiler: "graph" });
  assert.ok(result.criteria.task > 0 && result.criteria.task <= 1 && result.criteria.joint > 0);
  assert.deepEqual(
    result.savings.map(({ optimizer, stateAtSwitch, published }) => [optimizer, stateAtSwitch, published]),
    [
      ["SGD", null, 0.59],
      ["RMSProp", "carry over", 0.57],
      ["RMSProp", "reset", 0.7],
    ],
  );
  const [{ reset, carriedOver, ratio } = assert.fail()] = result.resets;
  assert.ok(Math.abs(ratio.estimate - carriedOver.estimate / reset.estimate) < 1e-12);
  assert.deepEqual(
    result.speed.map(({ optimizer }) => optimizer),
    ["SGD", "RMSProp"],
  );
  assert.equal(result.speed[0]?.ratio.estimate, 1);
});

test("a benchmark whose data cannot be had is told with its reason, and the study ends well", async () => {
  const error = new Error(
    "X: x.gz could not be downloaded: http://x/y.gz answered 404. Get http://x (md5:0) in another way.",
  );
  assert.equal(reasonOf(error), "X: x.gz could not be downloaded: http://x/y.gz answered 404");
  const result = await harderBenchmarks({ ...small, benchmarks: [] }, { store: null, compiler: "graph" });
  const absent = {
    ...result,
    options: { ...result.options, benchmarks: ["split CIFAR-100" as const] },
    missing: [{ name: "split CIFAR-100", reason: "X" }],
  };
  assert.equal(harderBenchmarksStudy.figures(absent).length, 3);
  assert.ok(harderBenchmarksStudy.checks(absent)[0]?.holds);
  assert.ok(harderBenchmarksStudy.verdict(absent).ours.length > 0);
});

test("options out of their range are named", async () => {
  const refused = (options: object, message: RegExp) =>
    assert.rejects(harderBenchmarks({ ...small, ...options }, { store: null, compiler: "graph" }), message);
  await refused({ benchmarks: ["split CIFAR-1000"] }, /^RangeError: benchmarks: none is called "split CIFAR-1000"/);
  await refused({ optimizers: ["adam"] }, /^RangeError: optimizers: sgd is not among them/);
  await refused({ benchmarks: ["split MNIST-1D"], hidden: [0] }, /widths are \[40, 0, 10\]/);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Examples } from "momenta/datasets";
import { contextOf } from "../core/context.js";
import { measureBenchmark } from "./measure/benchmark.js";
import { reasonOf, splitCifar100 } from "./measure/load.js";
import type { HarderBenchmarksOptions } from "./options.js";
import { harderBenchmarks } from "./study.js";

const options: HarderBenchmarksOptions = {
  ...harderBenchmarks.defaults,
  optimizers: ["sgd", "rmsprop"],
  seeds: 2,
  referenceUpdates: 30,
  jointReferenceUpdates: 60,
  maxUpdates: 60,
  batchSize: 8,
  hidden: [8],
};

const { context } = contextOf({
  title: "tiny",
  store: null,
  experiment: "tiny",
  fresh: false,
  compiler: "graph",
  keepItem: async (_, make) => make(),
});

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
  const result = await measureBenchmark("tiny", benchmark, options, context);
  assert.ok(result.criteria.task > 0 && result.criteria.task <= 1 && result.criteria.joint > 0);
  assert.deepEqual(
    result.savings.map(({ optimizer, stateAtSwitch, published }) => [optimizer, stateAtSwitch, published]),
    [
      ["SGD", null, 0.59],
      ["RMSProp", "carryOver", 0.57],
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

test("a benchmark whose data cannot be had is told with its reason, and the study ends well", () => {
  const error = new Error(
    "X: x.gz could not be downloaded: http://x/y.gz answered 404. Get http://x (md5:0) in another way.",
  );
  assert.equal(reasonOf(error), "X: x.gz could not be downloaded: http://x/y.gz answered 404");
  const absent = { options, benchmarks: [], missing: [{ name: "split CIFAR-100", reason: "X" }] };
  for (const draw of Object.values(harderBenchmarks.figures)) assert.ok(draw(absent).title.length > 0);
  assert.deepEqual(
    harderBenchmarks.tables.benchmarks(absent).rows.map((row) => row[1]),
    ["not at hand: X"],
  );
  assert.equal(harderBenchmarks.agreement(absent), "depends");
});

test("speed is relative to plain SGD, which has to be compared", async () => {
  await assert.rejects(
    harderBenchmarks.run({ ...options, optimizers: ["adam"] }, { store: null }),
    /^RangeError: optimizers: sgd is not among them/,
  );
});

const exact = (estimate: number) => ({ estimate, lower: estimate, upper: estimate });

test("a result of the notes holds everywhere, nowhere, or where the benchmark favours it", () => {
  const benchmark = (name: string, ratio: number, orderCorrelation: number) => ({
    ...{ name, tasks: [], criteria: { task: 0.9, joint: 0.9 }, speed: [], orderCorrelation, givenUp: 0 },
    savings: [{ optimizer: "SGD", stateAtSwitch: null, published: 0.59, ratio: exact(ratio) }],
    resets: [
      { optimizer: "Adam", publishedFaster: true, reset: exact(1), carriedOver: exact(ratio), ratio: exact(ratio) },
    ],
  });
  const verdicts = (ratios: readonly [number, number], orders: readonly [number, number]) => {
    const benchmarks = ["split MNIST-1D", "rotated MNIST"].map((name, at) =>
      benchmark(name, ratios[at] as number, orders[at] as number),
    );
    return harderBenchmarks.claims({ options, benchmarks, missing: [] }).map(({ verdict }) => verdict);
  };
  assert.deepEqual(verdicts([0.5, 0.6], [1, 1]), ["holds", "fails", "holds"]);
  const favoured = "holds if the benchmark favours it";
  assert.deepEqual(verdicts([0.5, 1.6], [0.2, 1]), [favoured, favoured, favoured]);
  assert.deepEqual(verdicts([1.5, 1.6], [0.2, Number.NaN]), ["fails", "holds", "fails"]);
});

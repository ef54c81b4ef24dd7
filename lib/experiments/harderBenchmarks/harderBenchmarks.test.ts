import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { cifar100From } from "../../datasets/cifar100.js";
import { archive } from "../../datasets/downloadTestSupport.js";
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

/** A picture of one colour that its class determines, in CIFAR-100's format. */
const record = (label: number) =>
  Buffer.from([0, label, ...[0, 1, 2].flatMap((channel) => Array(1024).fill((17 * label * (channel + 1)) % 256))]);

test("split CIFAR-100 of a tiny archive in its format: criteria that SGD reaches, ratios of the runs' updates", async () => {
  const folder = mkdtempSync(join(tmpdir(), "momenta-"));
  const before = process.env.MOMENTA_DATA;
  process.env.MOMENTA_DATA = folder;
  try {
    const records = (each: number) =>
      Buffer.concat(Array.from({ length: 100 * each }, (_, index) => record(index % 100)));
    const bytes = archive("cifar-100-binary", { "train.bin": records(4), "test.bin": records(2) });
    mkdirSync(join(folder, "tiny"));
    writeFileSync(join(folder, "tiny", "tiny.tar.gz"), bytes);
    const dataset = await cifar100From(
      {
        ...{ dataset: "Tiny", folder: "tiny", name: "tiny.tar.gz", address: "http://127.0.0.1:9/tiny.tar.gz" },
        checksums: [`md5:${createHash("md5").update(bytes).digest("hex")}`],
      },
      "fine",
    );
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
  } finally {
    if (before === undefined) delete process.env.MOMENTA_DATA;
    else process.env.MOMENTA_DATA = before;
    rmSync(folder, { recursive: true });
  }
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

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Dataset } from "./dataset.js";
import { mnist1d } from "./mnist1d.js";

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function rows({ train, test: held }: Dataset): { values: number[]; label: number }[] {
  return [train, held].flatMap(({ count, features, inputs, labels }) =>
    Array.from({ length: count }, (_, index) => ({
      values: [...inputs.subarray(index * features, (index + 1) * features)],
      label: labels[index] as number,
    })),
  );
}

/** The statistics of golden/generate.py. */
function statistics(dataset: Dataset): Record<string, number[]> {
  const signals = rows(dataset);
  const ofClass = Array.from({ length: 10 }, (_, label) => signals.filter((signal) => signal.label === label));
  const columns = ofClass.flatMap((members) =>
    Array.from({ length: 40 }, (_, feature) => members.map(({ values }) => values[feature] as number)),
  );
  const lags = [1, 2, 3, 4, 5, 6, 7, 8];
  return {
    mean: columns.map(average),
    deviation: columns.map((column) => Math.sqrt(average(column.map((value) => value ** 2)) - average(column) ** 2)),
    product: lags.map((lag) =>
      average(
        signals.flatMap(({ values }) => values.slice(lag).map((value, index) => value * (values[index] as number))),
      ),
    ),
    fourthMoment: [average(signals.flatMap(({ values }) => values.map((value) => value ** 4)))],
  };
}

const file = join(__dirname, "../../datasets/golden/mnist1d.json");
const golden: Record<string, { mean: number[]; deviation: number[] }> = JSON.parse(readFileSync(file, "utf8"));

test("the same distribution as the authors' generator", () => {
  const seeds = [1, 2, 3, 4];
  const found = seeds.map((seed) => statistics(mnist1d(seed)));
  for (const [name, expected] of Object.entries(golden)) {
    expected.mean.forEach((mean, index) => {
      const ours = average(found.map((each) => each[name]?.[index] as number));
      // The authors' mean is one of 20 data sets.
      const standardError = (expected.deviation[index] as number) * Math.sqrt(1 / seeds.length + 1 / 20);
      const errors = Math.abs(ours - mean) / standardError;
      assert.ok(errors < 5, `${name}[${index}]: ${ours}, the authors' ${mean}: ${errors} standard errors apart`);
    });
  }
});

test("4,000 + 1,000 signals of 40 points, 500 of each class, standardized, in random order", () => {
  const dataset = mnist1d();
  const { train, test: held, classes } = dataset;
  assert.deepEqual([classes, train.count, held.count], [10, 4000, 1000]);
  for (const { count, shape, features, inputs, labels } of [train, held]) {
    assert.deepEqual([shape, features, inputs.length, labels.length], [[40], 40, count * 40, count]);
    assert.ok(inputs instanceof Float32Array);
    // Of 100 labels in a row about ten are of one class; in the order of making, all are.
    assert.ok(labels.subarray(0, 100).filter((label) => label === labels[0]).length < 30);
  }
  const signals = rows(dataset);
  for (let label = 0; label < 10; label++) {
    assert.equal(signals.filter((signal) => signal.label === label).length, 500);
  }
  const values = signals.flatMap((signal) => signal.values);
  assert.ok(Math.abs(average(values)) < 1e-6);
  assert.ok(Math.abs(average(values.map((value) => value ** 2)) - 1) < 1e-6);
});

test("a seed determines every number, another gives others", () => {
  assert.deepEqual(mnist1d(7), mnist1d(7));
  assert.notDeepEqual(mnist1d(7).train.inputs, mnist1d(8).train.inputs);
  assert.throws(() => mnist1d(-1), /seed is -1/);
});

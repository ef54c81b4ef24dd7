import assert from "node:assert/strict";
import { test } from "node:test";
import { secondMoment } from "../../06-second-moment/study.js";
import { layerSizes } from "./layers.js";
import type { SecondTaskOptions } from "./options.js";
import { methodIn, shapeOf } from "./result.js";

const small = {
  seeds: 2,
  updates: 12,
  beginning: 4,
  hidden: [12, 8],
  criterion: 0.9,
  batchSize: 16,
  maxUpdates: 200,
} as const;
const run = (options: Partial<SecondTaskOptions> = {}) =>
  secondMoment.run({ ...small, ...options }, { store: null, compiler: "graph" });

test("every second task has its numbers, the first one its courses; the same seed gives the same result", async () => {
  const result = await run();
  const [listed, captioned] = methodIn(result, "RMSProp").tasks;
  assert.deepEqual(
    [listed?.digits, captioned?.digits],
    [
      [3, 4],
      [2, 3],
    ],
  );
  assert.deepEqual(listed?.firstTask, captioned?.firstTask);
  assert.deepEqual(captioned?.courses, {});
  assert.deepEqual(
    Object.keys(captioned?.shapes ?? {}).filter((name) => !name.startsWith("gradientNorm")),
    Object.keys(listed?.courses ?? {}),
  );
  assert.ok(Object.values(listed?.courses ?? {}).every(({ mean, halfWidth }) => mean.length + halfWidth.length === 24));
  // After one update from 0 the second moment is (1 − β) g².
  const first = (quantity: string) => shapeOf(result, "RMSProp", quantity).first[0] as number;
  const [, size] = layerSizes(small);
  const expected = (0.01 * first("gradientNorm.layer2") ** 2) / size;
  assert.ok(Math.abs(first("secondMomentMean.layer2") - expected) < 2e-3 * expected);
  assert.deepEqual(await run(), result);
});

test("the weights and biases of the layers", () => {
  assert.deepEqual(layerSizes({ hidden: [100, 100] }), [78_500, 10_100, 1_010]);
});

test("options that do not fit each other are named", async () => {
  await assert.rejects(run({ updates: 300 }), /^RangeError: updates is 300; give at most maxUpdates, 200/);
  await assert.rejects(run({ beginning: 13 }), /^RangeError: beginning is 13; give at most updates, 12/);
});

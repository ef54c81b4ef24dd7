import assert from "node:assert/strict";
import { test } from "node:test";
import { secondMoment } from "../../06-second-moment/index.js";
import { layerSizes, methodIn, type SecondTaskOptions, shapeIn } from "./index.js";

const small: Partial<SecondTaskOptions> = {
  seeds: 2,
  updates: 12,
  beginning: 4,
  hidden: [12, 8],
  criterion: 0.9,
  batchSize: 16,
  maxUpdates: 200,
};
const run = (options: Partial<SecondTaskOptions> = {}) =>
  secondMoment({ ...small, ...options }, { store: null, compiler: "graph" });

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
  const first = (quantity: string) => shapeIn(result, "RMSProp", quantity).first[0] as number;
  const [, size] = layerSizes([12, 8]);
  const expected = (0.01 * first("gradientNorm.layer2") ** 2) / size;
  assert.ok(Math.abs(first("secondMomentMean.layer2") - expected) < 2e-3 * expected);
  assert.deepEqual(await run(), result);
});

test("the weights and biases of the layers", () => {
  assert.deepEqual(layerSizes([100, 100]), [78_500, 10_100, 1_010]);
});

test("options out of their range are named", async () => {
  const refused = (options: Partial<SecondTaskOptions>, message: RegExp) => assert.rejects(run(options), message);
  await refused({ hidden: [12] }, /^RangeError: hidden has 1 widths/);
  await refused({ updates: 300 }, /^RangeError: updates is 300, more than maxUpdates, 200/);
  await refused({ updates: 0 }, /^RangeError: beginning is 4; give a whole number from 1 to updates, 0/);
  await refused({ beginning: 13 }, /^RangeError: beginning is 13; give a whole number from 1 to updates, 12/);
  await refused({ secondTasks: [] }, /^RangeError: secondTasks is empty/);
  await refused({ seeds: 0 }, /^RangeError: seeds is 0/);
  await refused({ criterion: 2 }, /^RangeError: criterion is 2/);
});

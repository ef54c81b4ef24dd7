import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Dataset, Examples } from "./dataset.js";
import { rotated } from "./rotated.js";
import type { Task } from "./task.js";
import { tiny } from "./testSupport.js";

const part = (inputs: Uint8Array | Float32Array, shape: readonly number[]): Examples => {
  const features = shape.reduce((product, size) => product * size, 1);
  const count = inputs.length / features;
  return { count, shape, features, inputs, labels: new Uint8Array(count) };
};
const images = (inputs: Uint8Array | Float32Array, ...shape: number[]): Dataset => ({
  name: "images",
  classes: 1,
  train: part(inputs, shape),
  test: part(inputs, shape),
});
const turned = (dataset: Dataset, angle: number): number[] => {
  const [task] = rotated(dataset, [angle]).tasks as [Task];
  return [...task.dataset.train.inputs];
};

test("quarter turns move pixels exactly, counterclockwise, channel by channel", () => {
  const square = images(Float32Array.of(1.1, 2.2, 3.3, 4.4), 2, 2, 1);
  const [a, b, c, d] = turned(square, 0) as [number, number, number, number];
  assert.deepEqual(turned(square, 90), [b, d, a, c]);
  assert.deepEqual(turned(square, 180), [d, c, b, a]);
  assert.deepEqual(turned(square, -90), turned(square, 270));
  assert.deepEqual(turned(square, 450), turned(square, 90));
  assert.deepEqual(
    turned(images(Uint8Array.of(1, 10, 2, 20, 3, 30, 4, 40), 2, 2, 2), 90),
    [2, 20, 4, 40, 1, 10, 3, 30],
  );
});

test("an angle that comes again is the same task, and none is the data set itself", () => {
  const { tasks, outputs } = rotated(tiny, [0, 30, 0, 30, -7.5]);
  assert.deepEqual(
    tasks.map(({ name }) => name),
    ["rotation 0°", "rotation 30°", "rotation 0°", "rotation 30°", "rotation -7.5°"],
  );
  assert.equal(outputs, 4);
  assert.equal(tasks[1], tasks[3]);
  assert.equal(tasks[0]?.dataset, tiny);
});

test("bilinear interpolation as SciPy's", () => {
  const file = __filename.replace("/dist/", "/").replace("rotated.test.js", "golden/rotated.json");
  const golden = JSON.parse(readFileSync(file, "utf8")) as {
    shape: number[];
    image: number[];
    rotated: Record<string, number[]>;
  };
  const angles = Object.keys(golden.rotated);
  assert.ok(angles.length > 3);
  for (const angle of angles) {
    const found = turned(images(Float32Array.from(golden.image), ...golden.shape), Number(angle));
    golden.rotated[angle]?.forEach((value, at) => {
      assert.ok(Math.abs(value - (found[at] as number)) < 1e-6, `${angle}°, ${at}: ${found[at]}, SciPy ${value}`);
    });
  }
});

test("bytes are rounded", () => {
  // The middle of a side comes from a place √½ away from the centre in both directions.
  const side = 255 * (1 - Math.SQRT1_2) ** 2;
  assert.ok(side % 1 > 0.5);
  const rounded = Math.round(side);
  const point = images(Uint8Array.of(0, 0, 0, 0, 255, 0, 0, 0, 0), 3, 3, 1);
  assert.deepEqual(turned(point, 45), [0, rounded, 0, rounded, 255, rounded, 0, rounded, 0]);
});

test("what cannot be rotated is named", () => {
  assert.throws(() => rotated(tiny, []), /rotated tiny: there is no task; give at least one angle/);
  assert.throws(() => rotated(tiny, [Number.NaN]), /an angle is NaN; give finite numbers of degrees/);
  assert.throws(() => rotated(images(new Uint8Array(4), 4), [30]), /an example has the shape \[4\]; images are/);
});

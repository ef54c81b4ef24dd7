import assert from "node:assert/strict";
import { test } from "node:test";
import { type Eigen, float64 } from "./float64.js";
import { tf, tidy } from "./tensorflow.js";
import { holdings } from "./testSupport.js";

test("the inverse of a Hilbert matrix, condition 1.5e10, which float32 cannot invert", () => {
  const n = 8;
  const before = holdings();
  const error = tidy(() =>
    float64.tidy(() => {
      const hilbert = float64.from(
        tf.tensor2d(
          Array.from({ length: n * n }, (_, at) => 1 / (1 + (at % n) + Math.floor(at / n))),
          [n, n],
        ),
      );
      const { values, vectors } = float64.eigen(hilbert);
      const reciprocal = tf.div(1, float64.tensor(values));
      const scaled = float64.mul(vectors, float64.from(tf.reshape(reciprocal, [1, n])));
      const product = float64.tensor(float64.matMul(hilbert, float64.matMul(scaled, vectors, false, true)));
      return tf.max(tf.abs(tf.sub(product, tf.eye(n)))).dataSync()[0] as number;
    }),
  );
  assert.ok(error < 1e-5, `${error}`);
  assert.deepEqual(holdings(), before);
});

test("a cast there and back, products and sums are those of double precision", () => {
  tidy(() =>
    float64.tidy(() => {
      const large = float64.from(tf.tensor2d([[2 ** 24, 1]]));
      const ones = float64.from(tf.tensor2d([[1, 1]]));
      const sum = float64.matMul(large, ones, false, true);
      const rest = float64.add(sum, float64.from(tf.tensor2d([[-(2 ** 24)]])));
      assert.deepEqual([...float64.tensor(rest).dataSync()], [1], "2²⁴ + 1 has no float32");
      assert.deepEqual([...rest.shape], [1, 1]);
      assert.deepEqual([...float64.tensor(float64.slice(large, [0, 1], [1, 1])).dataSync()], [1]);
      assert.deepEqual([...float64.tensor(float64.mul(large, ones)).dataSync()], [2 ** 24, 1]);
    }),
  );
});

test("several matrices decomposed at once have the eigenvalues and eigenvectors they have alone", () => {
  const before = holdings();
  const matrices = [
    [2, 1, 1, 2],
    [5, -2, -2, 1],
    [1, 0, 0, -7],
  ];
  tidy(() =>
    float64.tidy(() => {
      const doubles = matrices.map((entries) => float64.from(tf.tensor2d(entries, [2, 2])));
      const listed = ({ values, vectors }: Eigen) =>
        [values, vectors].map((part) => [...float64.tensor(part).dataSync()]);
      const together = float64.eigens(doubles).map(listed);
      assert.deepEqual(
        together,
        doubles.map((matrix) => listed(float64.eigen(matrix))),
      );
      assert.deepEqual(
        together.map(([values]) => values),
        [[1, 3], [3 - Math.sqrt(8), 3 + Math.sqrt(8)].map(Math.fround), [-7, 1]],
      );
    }),
  );
  assert.deepEqual(holdings(), before);
});

test("what tidy returns is left to the tidy around it, and freed there", () => {
  const before = holdings();
  const kept = float64.tidy(() => {
    const inner = float64.tidy(() => {
      const one = tidy(() => float64.from(tf.tensor2d([[1]])));
      return float64.add(one, one);
    });
    return float64.add(inner, inner);
  });
  assert.equal(holdings().native, before.native + 1);
  assert.deepEqual(
    tidy(() => [...float64.tensor(kept).dataSync()]),
    [4],
  );
  float64.dispose(kept);
  assert.throws(() => float64.tidy(() => float64.matMul(kept, kept)));
  assert.deepEqual(holdings(), before);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from "@tensorflow/tfjs";
import { jit } from "./jit.js";
import { tf, tidy } from "./tensorflow.js";
import { assertClose, values } from "./testSupport.js";

const at = [0.31, -0.72, 1.13, -1.37, 0.84, 0.22, -0.45, 1.61, -0.93];
const along = [0.6, -1.2, 0.5, 0.9, -0.3, 0.8, 1.1, -0.4, 0.7];

const row = (x: Tensor, index: number) => tf.reshape(tf.slice(x, [index, 0], [1, 3]), [3]) as Tensor1D;
const column = (x: Tensor) => tf.slice(x, [0, 0], [3, 1]);
const flat = (x: Tensor) => tf.reshape(x, [9]) as Tensor1D;
const image = (x: Tensor) => tf.reshape(x, [1, 3, 3, 1]) as Tensor4D;
const filter = (x: Tensor) => tf.reshape(tf.slice(x, [0, 0], [2, 2]), [2, 2, 1, 1]) as Tensor4D;
const at2 = (...indices: number[][]) => tf.tensor2d(indices, [indices.length, indices[0]?.length ?? 0], "int32");
/** x where a condition holds, x² elsewhere. */
const either = (condition: (x: Tensor) => Tensor) => (x: Tensor) => tf.where(condition(x), x, tf.square(x));

/** Functions of [3, 3]; tfjs alone has no gradient of the one half and a wrong one of the other. */
const functions: Record<string, (x: Tensor) => Tensor> = {
  greater: either((x) => tf.greater(x, 0)),
  greaterEqual: either((x) => tf.greaterEqual(tf.cast(tf.mul(x, 3), "int32"), 1)),
  less: either((x) => tf.less(x, row(x, 1))),
  lessEqual: either((x) => tf.lessEqual(x, tf.square(x))),
  equal: either((x) => tf.equal(tf.round(x), 1)),
  notEqual: either((x) => tf.notEqual(tf.round(x), 1)),
  logicalAnd: either((x) => tf.logicalAnd(tf.greater(x, -0.5), tf.less(x, 0.5))),
  logicalOr: either((x) => tf.logicalOr(tf.greater(x, 0.5), tf.less(x, -0.5))),
  logicalXor: either((x) => tf.logicalXor(tf.greater(x, 0.5), tf.less(x, -0.5))),
  logicalNot: either((x) => tf.logicalNot(tf.greater(x, 0.5))),
  any: either((x) => tf.any(tf.greater(x, 0.9), 1, true)),
  all: either((x) => tf.all(tf.greater(x, -0.8), 1, true)),
  isNaN: either((x) => tf.isNaN(x)),
  divNoNan: (x) => tf.divNoNan(x, tf.add(tf.square(x), 1)),
  floorDiv: (x) => tf.mul(x, tf.floorDiv(tf.mul(x, 10), 4)),
  "argMax of whole numbers": (x) => tf.mul(x, tf.cast(tf.argMax(tf.cast(tf.mul(x, 9), "int32"), 1), "float32")),
  "gather at argMax": (x) => tf.gather(flat(tf.square(x)), tf.argMax(flat(x))),
  "segments of whole numbers": (x) =>
    tf.unsortedSegmentSum(tf.square(x), tf.cast(tf.step(row(x, 0)), "int32") as Tensor1D, 2),
  topk: (x) => tf.topk(tf.square(x), 2).values,
  "topk of all": (x) => tf.mul(tf.topk(flat(x), 9).values, tf.topk(flat(x), 9).values),
  "topk with its indices": (x) => tf.mul(tf.topk(x, 2).values, tf.gather(flat(x), tf.topk(x, 2).indices)),
  "einsum: matrices": (x) => tf.einsum("ij,kj->ik", x, tf.square(x)),
  "einsum: batches": (x) => tf.einsum("bij,bjk->bik", tf.reshape(x, [1, 3, 3]), tf.reshape(tf.square(x), [1, 3, 3])),
  "einsum: transposed": (x) => tf.einsum("ij->ji", tf.square(x)),
  "einsum: inner": (x) => tf.einsum("ij,ij->", x, tf.square(x)),
  "einsum: outer": (x) => tf.einsum("i,j->ij", row(x, 0), row(x, 1)),
  "einsum: labels of one factor": (x) => tf.einsum("ij,k->i", x, row(x, 2)),
  "cumprod along 0": (x) => tf.cumprod(x, 0),
  "cumprod, exclusive": (x) => tf.cumprod(x, -1, true),
  "cumprod, backwards": (x) => tf.cumprod(tf.reshape(x, [3, 1, 3]), 0, true, true),
  "cumprod of zeros": (x) => tf.cumprod(tf.mul(x, tf.tensor2d([1, 0, 1, 1, 1, 1, 0, 0, 1], [3, 3])), 1),
  "cumsum along 0": (x) => tf.cumsum(tf.square(x), 0),
  "cumsum of three axes": (x) => tf.cumsum(tf.square(tf.reshape(x, [3, 1, 3])), 0, true, true),
  stridedSlice: (x) => tf.stridedSlice(tf.square(x), [2, 0], [0, 3], [-1, 2]),
  gatherND: (x) => tf.gatherND(tf.square(x), at2([0, 1], [2, 2], [0, 1])),
  scatterND: (x) => tf.scatterND(at2([0], [2], [0]), tf.square(x), [4, 3]),
  tensorScatterUpdate: (x) => tf.tensorScatterUpdate(tf.square(tf.concat([x, x])), at2([0], [4], [2]), tf.exp(x)),
  diag: (x) => tf.diag(tf.square(flat(x))),
  depthToSpace: (x) =>
    tf.depthToSpace(
      tf.reshape(
        tf.pad(tf.square(x), [
          [0, 1],
          [0, 1],
        ]),
        [1, 2, 2, 4],
      ) as Tensor4D,
      2,
      "NHWC",
    ),
  flipLeftRight: (x) => tf.image.flipLeftRight(image(tf.square(x))),
  "mirrorPad, reflected": (x) =>
    tf.mirrorPad(
      tf.square(x),
      [
        [1, 1],
        [2, 1],
      ],
      "reflect",
    ),
  "mirrorPad, symmetric": (x) =>
    tf.mirrorPad(
      tf.square(x),
      [
        [1, 1],
        [2, 1],
      ],
      "symmetric",
    ),
  "maximum, broadcast": (x) => tf.maximum(tf.square(x), tf.mul(row(x, 0), 0.9)),
  "minimum, broadcast": (x) => tf.minimum(tf.square(x), tf.mul(column(x), 0.9)),
  "squaredDifference, broadcast": (x) => tf.squaredDifference(x, tf.slice(x, [0, 0], [1, 3])),
  "matMul, broadcast": (x) => tf.matMul(tf.reshape(x, [3, 1, 3]) as Tensor3D, tf.reshape(x, [1, 3, 3])),
  // Of gradients of these, too.
  max: (x) => tf.max(tf.square(x), 1),
  logSumExp: (x) => tf.logSumExp(x, 1),
  prod: (x) => tf.prod(x, 0),
  elu: (x) => tf.elu(tf.mul(x, 2)),
  selu: tf.selu,
  conv2d: (x) => tf.conv2d(image(x), filter(x), 2, "same"),
  avgPool: (x) => tf.square(tf.avgPool(image(x), 2, 1, "same")),
  "x · tanh(softplus(x))": (x) => tf.mul(x, tf.tanh(tf.softplus(x))),
};

const start = tf.tensor2d(at, [3, 3]);
const direction = tf.tensor2d(along, [3, 3]);

/** A sum of what a function gives, each number with a weight of its own. */
const weighted = (fn: (x: Tensor) => Tensor) => (x: Tensor) => {
  const result = fn(x);
  return tf.sum(tf.mul(result, tf.reshape(tf.sin(tf.range(1, result.size + 1)), result.shape))) as Scalar;
};
const slope = (fn: (x: Tensor) => Scalar) => (x: Tensor) => tf.sum(tf.mul(tf.grad(fn)(x), direction)) as Scalar;

/** The derivative along the direction by central differences of fourth order. */
function difference(fn: (x: Tensor) => Scalar): number {
  const h = 2 ** -7;
  const value = (steps: number) => values(fn(tf.add(start, tf.mul(direction, steps * h))))[0] as number;
  return tidy(() => (8 * (value(1) - value(-1)) - (value(2) - value(-2))) / (12 * h));
}

function assertNear(found: number, expected: number, what: string): void {
  assert.ok(
    Math.abs(found - expected) <= 2e-3 * Math.max(1, Math.abs(expected)),
    `${what}: ${found}, by differences ${expected}`,
  );
}

test("gradients, and gradients of gradients, are what differences say", () => {
  for (const [name, fn] of Object.entries(functions)) {
    const first = slope(weighted(fn));
    tidy(() => assertNear(values(first(start))[0] as number, difference(weighted(fn)), name));
    const second = slope((x: Tensor) => tf.add(first(x), tf.sum(x)) as Scalar);
    const linear = along.reduce((sum, value) => sum + value, 0);
    tidy(() => assertNear((values(second(start))[0] as number) - linear, difference(first), `${name}, second`));
  }
});

for (const compiler of ["xla", "graph"] as const) {
  test(`all of them compiled = op by op: ${compiler}`, () => {
    const all = (x: Tensor) =>
      Object.fromEntries(Object.entries(functions).map(([name, fn]) => [name, tf.grad(weighted(fn))(x)]));
    tidy(() => assertClose(jit(all, { compiler })(start), all(start), 1e-5));
  });
}

test("closed forms", () => {
  const x = tf.tensor1d([2, 0, 3]);
  const gradient = (fn: (x: Tensor) => Tensor) => values(tf.grad((v: Tensor) => tf.sum(fn(v)))(x));
  tidy(() => {
    assert.deepEqual(
      gradient((v) => tf.where(tf.greater(v, 0), v, tf.zerosLike(v))),
      [1, 0, 1],
    );
    assert.deepEqual(
      gradient((v) => tf.cast(tf.greater(v, 1), "float32")),
      [0, 0, 0],
    );
    assert.deepEqual(
      gradient((v) => tf.mul(tf.topk(v, 2).values, tf.tensor1d([10, 1]))),
      [1, 0, 10],
    );
    assert.deepEqual(
      gradient((v) => tf.cumprod(v)),
      [1, 8, 0],
    );
    assert.deepEqual(
      gradient((v) => tf.einsum("i,i->", v, v)),
      [4, 0, 6],
    );
    assert.deepEqual(
      gradient((v) => tf.mirrorPad(v, [[2, 1]], "reflect")),
      [1, 3, 2],
    );
    assert.deepEqual(
      gradient((v) => tf.floorDiv(v, 2)),
      [0, 0, 0],
    );
  });
});

test("an einsum without a gradient says so", () => {
  const square = start as Tensor2D;
  assert.throws(
    () => tf.grad((x: Tensor) => tf.sum(tf.einsum("...j->...", x)))(square),
    /einsum: "\.\.\.j->\.\.\." has a label twice in one term, or dots/,
  );
});

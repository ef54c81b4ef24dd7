import assert from "node:assert/strict";
import { test } from "node:test";
import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { mlp, softmaxCrossEntropy } from "../models/index.js";
import { applyUpdates, notes, type Optimizer } from "../optimizers/index.js";
import { gradients } from "./gradients.js";
import { jit, jitAsync } from "./jit.js";
import type { Compiler } from "./program.js";
import { tf } from "./tensorflow.js";
import { assertClose, backend, functions, pattern, registrations, values } from "./testSupport.js";
import type { TensorTree } from "./tree.js";

const compilers: Compiler[] = ["xla", "graph"];

/** One training step in pure form: loss, and parameters and state after an update. */
function trainingStep(
  optimizer: Optimizer,
  apply: (params: TensorTree, x: Tensor) => Tensor,
): (params: TensorTree, state: Record<string, TensorTree>, x: Tensor, labels: Tensor) => TensorTree {
  return (params, state, x, labels) => {
    const loss = (at: TensorTree) => tf.sum(softmaxCrossEntropy(apply(at, x), labels)) as Scalar;
    const [updates, next] = optimizer.update(gradients(loss, params), state, params);
    return { loss: loss(params), params: applyUpdates(params, updates), state: next };
  };
}

test("a training step of an MLP with RMSProp, two replicas: compiled = op by op, both compilers", () => {
  const model = mlp([20, 16, 12, 5]);
  const optimizer = notes.rmsprop({ learningRate: 0.01, epsilon: 1e-2 });
  const params = model.init([1, 2]);
  const state = optimizer.init(params);
  const labels = tf.oneHot(tf.tensor1d([0, 1, 2, 3, 4, 0, 1, 2], "int32"), 5).cast("float32");
  const step = trainingStep(optimizer, model.apply as (params: TensorTree, x: Tensor) => Tensor);
  const expected = step(params, state, pattern([8, 20]), labels);
  for (const compiler of compilers) {
    assertClose(jit(step, { compiler })(params, state, pattern([8, 20]), labels), expected);
  }
});

test("a training step of a CNN: compiled = op by op, convolution, both poolings and their gradients", () => {
  const params = {
    first: pattern([3, 3, 1, 4], 2),
    second: pattern([3, 3, 4, 6], 3),
    output: pattern([6, 3], 4),
  };
  const apply = (at: TensorTree, x: Tensor) => {
    const { first, second, output } = at as typeof params;
    const maxima = tf.maxPool(tf.relu(tf.conv2d(x as Tensor4D, first as Tensor4D, 1, "same")), 2, 2, "same");
    const means = tf.avgPool(tf.conv2d(maxima, second as Tensor4D, [2, 2], "same"), 2, 2, "valid");
    return tf.reshape(tf.matMul(tf.mean(means, [1, 2]), output as Tensor2D), [1, -1, 3]);
  };
  const optimizer = notes.rmsprop({ learningRate: 0.01, epsilon: 1e-2 });
  const images = pattern([6, 10, 10, 1], 5);
  const labels = tf.oneHot(tf.tensor1d([0, 1, 2, 2, 1, 0], "int32"), 3).cast("float32");
  const step = trainingStep(optimizer, apply);
  const state = optimizer.init(params);
  const expected = step(params, state, images, labels);
  for (const options of [{}, { compiler: "graph" }, { compiler: "xla" }] as const) {
    assertClose(jit(step, options)(params, state, images, labels), expected);
  }
});

test("on a CPU convolutions run as a graph and everything else under XLA, where nothing else is asked for", () => {
  const { executeOp } = backend.binding;
  const compiled: boolean[] = [];
  backend.binding.executeOp = (op, attributes, ...rest) => {
    if (functions.living.has(op)) compiled.push(attributes.some(({ name }) => name === "_XlaMustCompile"));
    return executeOp(op, attributes, ...rest);
  };
  try {
    const kernel = pattern([3, 3, 1, 2]) as Tensor4D;
    const images = pattern([1, 5, 5, 1]) as Tensor4D;
    const convolve = (x: Tensor4D, k: Tensor4D) => tf.conv2d(x, k, 1, "same");
    jit(convolve)(images, kernel);
    jit(convolve, { compiler: "xla" })(images, kernel);
    jit((x: Tensor) => tf.square(x))(images);
    jit((x: Tensor) => tf.square(x), { compiler: "graph" })(images);
  } finally {
    backend.binding.executeOp = executeOp;
  }
  assert.deepEqual(compiled, [backend.isUsingGpuDevice, true, true, false]);
});

/** Ops that were traps, or come with hidden attributes or constants. */
const ops: Record<string, (x: Tensor2D, indices: Tensor1D) => TensorTree> = {
  where: (x) => tf.where(tf.greater(x, 0), x, tf.mul(x, 2)),
  oneHot: (_, indices) => tf.oneHot(indices, 7),
  topk: (x) => tf.topk(x, 2) as unknown as TensorTree,
  cumsum: (x) => tf.cumsum(x, 1),
  einsum: (x) => tf.einsum("ij,kj->ik", x, x),
  pad: (x) =>
    tf.pad(x, [
      [1, 0],
      [2, 1],
    ]),
  tile: (x) => tf.tile(x, [2, 3]),
  stack: (x) => tf.stack([x, tf.neg(x)], 1),
  slices: (x) => [tf.slice(x, [1, 0], [2, 3]), tf.stridedSlice(x, [0, 1], [4, 4], [2, 1]), ...tf.unstack(x)],
  expandDims: (x) => tf.expandDims(x, 1),
  gather: (x, indices) => [tf.gather(x, indices), tf.gather(x, indices, 1)],
  "gather in batches": (x, indices) => tf.gather(x, tf.tile(tf.reshape(indices, [1, -1]), [4, 1]) as Tensor2D, 1, 1),
  "gradient of gather": (x, indices) => tf.grad((at: Tensor) => tf.sum(tf.square(tf.gather(at, indices))))(x),
  "Hessian-vector product": (x) => {
    const loss = (at: Tensor) => tf.sum(tf.mul(tf.tanh(at), tf.square(at))) as Scalar;
    const along = (at: Tensor) => tf.sum(tf.mul(tf.grad(loss)(at), tf.mul(x, 0.5))) as Scalar;
    return tf.grad(along)(x);
  },
  reductions: (x) => [tf.sum(x, 0), tf.max(x, 1), tf.argMax(x, 1), tf.logSumExp(x), tf.moments(x, 0).variance],
  "dtypes and masks": (x) => [tf.cast(x, "int32"), tf.isFinite(x), tf.logicalNot(tf.less(x, 0)), tf.zerosLike(x)],
};

for (const [name, op] of Object.entries(ops)) {
  test(`${name}: compiled = op by op, both compilers`, () => {
    const x = pattern([4, 4], 9) as Tensor2D;
    const indices = tf.tensor1d([3, 0, 1, 0], "int32");
    const expected = op(x, indices);
    for (const compiler of compilers) assertClose(jit(op, { compiler })(x, indices), expected);
  });
}

test("a result keeps its structure; an argument given back and a tensor given twice are tensors of their own", () => {
  const x = tf.tensor1d([1, 2]);
  for (const arrange of [jit.enable, jit.disable]) {
    arrange();
    const twice = jit((a: Tensor) => {
      const double = tf.mul(a, 2);
      return { given: a, both: [double, double], none: [] };
    });
    const { given, both, none } = twice(x);
    given.dispose();
    both[0]?.dispose();
    assert.deepEqual(values(x), [1, 2]);
    assert.deepEqual(values(both[1] as Tensor), [2, 4]);
    assert.deepEqual(none, []);
  }
  jit.enable();
});

test("jit.disable runs the function itself at every call, jit.enable ends that", () => {
  let calls = 0;
  const read: number[] = [];
  const square = jit((x: Tensor) => {
    calls += 1;
    const y = tf.square(x);
    if (calls > 1) read.push(...y.dataSync());
    return y;
  });
  const x = tf.tensor1d([3]);
  square(x);
  square(x);
  assert.equal(calls, 1);
  jit.disable();
  try {
    assert.deepEqual(values(square(x)), [9]);
    assert.equal(
      registrations(() => square(x)),
      0,
    );
  } finally {
    jit.enable();
  }
  square(x);
  assert.deepEqual([calls, read], [3, [9, 9]]);
});

test("a gradient goes through a compiled function, outside and inside another one", () => {
  const cube = jit((x: Tensor) => tf.mul(x, tf.square(x)));
  const slope = (x: Tensor) => tf.grad((at: Tensor) => tf.sum(cube(at)))(x);
  const x = tf.tensor1d([1, -2, 3]);
  assertClose(slope(x), tf.tensor1d([3, 12, 27]));
  assertClose(jit(slope)(x), tf.tensor1d([3, 12, 27]));
});

test("a function's name may be anything", () => {
  const x = tf.tensor1d([2]);
  const named = (name: string) => Object.defineProperty((a: Tensor) => tf.square(a), "name", { value: name });
  for (const name of ["", "é½ 'n/a:0'", "a".repeat(300), "0"]) assert.deepEqual(values(jit(named(name))(x)), [4]);
});

test("gather checks its indices in a graph and op by op; under XLA they are clamped", () => {
  const x = tf.tensor1d([5, 6, 7]);
  const [inside, outside] = [tf.tensor1d([1], "int32"), tf.tensor1d([9], "int32")];
  const gather = (a: Tensor, at: Tensor1D) => tf.gather(a, at);
  assert.throws(() => gather(x, outside), /indices\[0\] = 9 is not in \[0, 3\)/);
  const graph = jit(gather, { compiler: "graph" });
  graph(x, inside);
  assert.throws(() => graph(x, outside), /indices\[0\] = 9 is not in \[0, 3\)/);
  const xla = jit(gather, { compiler: "xla" });
  xla(x, inside);
  assert.deepEqual(values(xla(x, outside)), [7]);
});

test("donated arguments are disposed when the result is there: a loop holds one state, and gives what it gives without", async () => {
  const fn = (state: { x: Tensor; steps: Tensor }, by: Tensor) => ({
    x: tf.mul(state.x, by),
    steps: tf.add(state.steps, 1),
  });
  const begin = () => ({ x: tf.tensor1d([1, 2, 3]), steps: tf.scalar(0) });
  const by = tf.scalar(0.5);
  for (const arrange of [jit.enable, jit.disable]) {
    arrange();
    const step = jit(fn, { donate: [0] });
    let state = step(begin(), by);
    const held = tf.memory().numTensors;
    for (let made = 1; made < 5; made++) {
      const before = state;
      state = step(state, by);
      assert.ok(before.x.isDisposed && before.steps.isDisposed);
      assert.equal(tf.memory().numTensors, held);
    }
    assert.ok(!by.isDisposed);
    assertClose(state, { x: tf.tensor1d([1 / 32, 2 / 32, 3 / 32]), steps: tf.scalar(5) });
    const outer = jit((x: Tensor) => tf.add(step({ x, steps: tf.scalar(0) }, by).x, x));
    assertClose(outer(state.x), tf.tensor1d([1.5 / 32, 3 / 32, 4.5 / 32]));
    assert.ok(!state.x.isDisposed, "what is donated inside another function is still its own");
    step.dispose();
  }
  jit.enable();
  const aside = jitAsync(fn, { donate: [0] });
  const first = begin();
  await aside(first, by);
  assert.ok(first.x.isDisposed);
});

test("donated: positions that are none, and those that a call does not have", () => {
  const wrong = (donate: unknown) => jit((a: Tensor) => tf.neg(a), { donate: donate as number[] });
  assert.throws(() => wrong(0), /donate is 0; give the positions of arguments, as \[0\]/);
  assert.throws(() => wrong(["state"]), /donate is \["state"\]/);
  const x = tf.scalar(1);
  assert.throws(() => wrong([1])(x), /donate names the argument at position 1; the call gives 1/);
  const refusing = jit((a: Tensor) => tf.add(a, a.dataSync()[0] as number), { donate: [0] });
  assert.throws(() => refusing(x), /read on the host/);
  assert.ok(!x.isDisposed, "a call that fails uses nothing up");
});

test("a loop that holds on to all its states is told so, once; one that donates or disposes them is not", () => {
  const lines: string[] = [];
  const write = process.stderr.write;
  process.stderr.write = ((text: string) => lines.push(text) > 0) as typeof write;
  try {
    const half = (x: Tensor) => tf.mul(x, 0.5);
    const loop = (step: (x: Tensor) => Tensor, after: (old: Tensor) => void) => {
      let x: Tensor = tf.scalar(1);
      for (let call = 0; call < 350; call++) {
        const next = step(x);
        after(x);
        x = next;
      }
    };
    tf.tidy(() => {
      loop(jit(half, { donate: [0], compiler: "graph" }), () => {});
      loop(jit(half, { compiler: "graph" }), (old) => old.dispose());
      const unrelated = jit(half, { compiler: "graph" });
      for (let call = 0; call < 350; call++) unrelated(tf.scalar(call));
    });
    assert.deepEqual(lines, []);
    tf.tidy(() => loop(jit(half, { compiler: "graph" }), () => {}));
    assert.equal(lines.length, 1);
    assert.match(String(lines[0]), /jit\(half\) has been given what it returned 300 times, .* \{ donate: \[0\] \}/);
  } finally {
    process.stderr.write = write;
  }
});

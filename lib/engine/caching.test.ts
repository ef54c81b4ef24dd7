import assert from "node:assert/strict";
import { test } from "node:test";
import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { type Argument, jit } from "./jit.js";
import { scan } from "./scan.js";
import { tf } from "./tensorflow.js";
import { holdings, registrations, values } from "./testSupport.js";
import type { TensorTree } from "./tree.js";

const one = tf.tensor1d([1]);

/** Whether a function recorded for the first arguments is recorded again for the second. */
function recompiles(first: Argument, second: Argument): boolean {
  const recorded: Argument[] = [];
  const fn = jit((argument: Argument) => {
    recorded.push(argument);
    return tf.square(one);
  });
  fn(first);
  assert.equal(recorded.length, 1);
  fn(second);
  return recorded.length > 1;
}

test("known shapes register nothing; other shapes, dtypes and ranks do", () => {
  assert.equal(recompiles(tf.zeros([2, 3]), tf.ones([2, 3])), false);
  assert.equal(recompiles(tf.zeros([2, 3]), tf.ones([3, 2])), true);
  assert.equal(recompiles(tf.zeros([2, 3]), tf.ones([6])), true);
  assert.equal(recompiles(tf.zeros([2]), tf.ones([2], "int32")), true);
  assert.equal(recompiles(tf.scalar(1), tf.ones([1])), true);
});

test("constants and structures are told apart, whatever they are called", () => {
  assert.equal(recompiles(2, 2), false);
  assert.equal(recompiles(2, 3), true);
  assert.equal(recompiles(2, "2"), true);
  assert.equal(recompiles(0, -0), true);
  assert.equal(recompiles(Number.NaN, Number.NaN), false);
  assert.equal(recompiles(null, undefined), true);
  assert.equal(recompiles("number:2", 2), true);
  assert.equal(recompiles({ a: one, b: one }, { a: one, c: one }), true);
  assert.equal(recompiles({ a: { b: one } }, { "a.b": one }), true);
  assert.equal(recompiles([one], { 0: one }), true);
  assert.equal(recompiles({ a: one }, { a: one, b: [] }), true);
  assert.equal(recompiles({ a: one, b: {} }, { a: one, b: [] }), true);
  assert.equal(recompiles(["a", "b"], ['a","b']), true);
});

test("equal functions are one, and the last one who has it frees it", () => {
  const before = holdings();
  const [first, second] = [jit((x: Tensor) => tf.sin(x)), jit((y: Tensor) => tf.sin(y))];
  assert.equal(
    registrations(() => first(one)),
    1,
  );
  assert.equal(
    registrations(() => second(one)),
    0,
  );
  first.dispose();
  assert.equal(values(second(one))[0], Math.fround(Math.sin(1)));
  second.dispose();
  assert.equal(holdings().functions, before.functions);
});

test("the program of each constant is its own, and comes back with the constant", () => {
  const scale = jit((x: Tensor, factor: number) => tf.mul(x, factor));
  assert.deepEqual(
    [2, 3, 2].map((factor) => values(scale(one, factor))[0]),
    [2, 3, 2],
  );
  assert.equal(
    registrations(() => scale(one, 3)),
    0,
  );
});

test("a scan compiles once per step function; a length that is a tensor is no constant", () => {
  const step = (carry: Tensor, index: Scalar): [Tensor, TensorTree] => [tf.add(carry, tf.cast(index, "float32")), []];
  const sum = (length: number | Scalar) => values(scan(step, tf.scalar(0), length as Scalar)[0])[0];
  assert.ok(registrations(() => assert.equal(sum(tf.scalar(4, "int32")), 6)) > 0);
  assert.equal(
    registrations(() => {
      assert.equal(sum(tf.scalar(10, "int32")), 45);
      assert.equal(sum(tf.scalar(0, "int32")), 0);
    }),
    0,
  );
  assert.ok(registrations(() => assert.equal(sum(4), 6)) > 0);
  assert.ok(registrations(() => assert.equal(sum(5), 10)) > 0);
  assert.equal(
    registrations(() => sum(4)),
    0,
  );
});

test("dispose frees functions and captured tensors; a later call compiles again", () => {
  const captured = tf.tensor1d([7]);
  const add = jit((x: Tensor) => tf.add(x, scan((carry: Tensor) => [tf.add(carry, captured), []], x, 2)[0]));
  tf.dispose(add(one));
  add.dispose();
  const before = holdings();
  tf.tidy(() => {
    assert.deepEqual(values(add(one)), [16]);
    assert.deepEqual(values(add(tf.ones([2]))), [16, 16]);
  });
  assert.ok(holdings().functions >= before.functions + 6);
  assert.ok(holdings().tensors > before.tensors);
  add.dispose();
  add.dispose();
  assert.deepEqual(holdings(), before);
});

/** What `run` writes on standard error. */
function said(run: () => void): string[] {
  const { write } = process.stderr;
  const lines: string[] = [];
  process.stderr.write = ((line: string) => lines.push(line) > 0) as typeof write;
  try {
    run();
  } finally {
    process.stderr.write = write;
  }
  return lines;
}

test("a function has 64 programs at most: the one used least recently goes, and one line names what changes", () => {
  const before = holdings();
  const times = (x: Tensor, { factor }: { factor: number }) => tf.mul(x, factor);
  const scale = jit(times, { compiler: "graph" });
  const call = (factor: number) => tf.tidy(() => assert.equal(values(scale(one, { factor }))[0], factor));
  for (let factor = 0; factor < 64; factor++) call(factor);
  assert.equal(holdings().functions, before.functions + 64);
  call(0);
  const lines = said(() => {
    for (const factor of [64, 65, 66]) call(factor);
  });
  assert.equal(holdings().functions, before.functions + 64);
  assert.equal(
    registrations(() => call(0)),
    0,
    "used again just before",
  );
  assert.equal(
    registrations(() => call(1)),
    1,
  );
  assert.equal(lines.length, 1);
  assert.match(
    lines[0] as string,
    /^momenta: jit\(times\) has needed 65 programs: argument \[1\]\.factor keeps changing \(63, 0, 64, …\)\. Pass a number that changes as a scalar tensor\. The 64 used last are kept, the others compiled again\.\n$/,
  );
  scale.dispose();
  assert.deepEqual(holdings(), before);
});

test("a shape that keeps changing is named as one", () => {
  const square = jit((options: { scale: Tensor; x: Tensor }) => tf.mul(options.x, options.scale), {
    compiler: "graph",
  });
  const lines = said(() => {
    for (let n = 1; n <= 65; n++) tf.tidy(() => square({ scale: one, x: tf.ones([n, 2]) }));
  });
  assert.match(
    lines.join(""),
    /argument \[0\]\.x keeps changing its shape \(float32\[63,2\], .*\)\. Give it one shape/,
  );
  square.dispose();
});

test("a scan with another end is another program", () => {
  const step = (carry: Tensor): [Tensor, []] => [tf.add(carry, 1), []];
  const until = (limit: number) => (carry: Tensor) => tf.less(carry, limit);
  const run = (unfinished: (carry: Tensor) => Tensor) => values(scan(step, tf.scalar(0), 9, unfinished)[0])[0];
  assert.deepEqual([run(until(3)), run(until(5))], [3, 5]);
  assert.equal(values(scan(step, tf.scalar(0), 9)[0])[0], 9);
});

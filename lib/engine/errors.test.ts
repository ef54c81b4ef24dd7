import assert from "node:assert/strict";
import { test } from "node:test";
import type { Scalar, Tensor, Tensor1D, Tensor3D, Tensor4D } from "@tensorflow/tfjs";
import { TraceError } from "./errors.js";
import { type Argument, jit } from "./jit.js";
import { scan } from "./scan.js";
import { tf } from "./tensorflow.js";
import { backend, sourceLine, thrown, values } from "./testSupport.js";
import type { TensorTree } from "./tree.js";

const x = tf.tensor1d([1, 2, 3]);
const line = (text: string) => sourceLine(__filename, text);

/** What recording a function called `study` throws, which has to be a TraceError. */
function refusal(study: (x: Tensor) => TensorTree): string {
  const error = thrown(() => jit(Object.defineProperty(study, "name", { value: "study" }))(x));
  assert.ok(error instanceof TraceError, error.stack);
  assert.equal(error.name, "TraceError");
  return error.message;
}

/** The same with the parts that the message has to hold. */
function assertRefused(study: (x: Tensor) => TensorTree, ...parts: string[]): void {
  const message = refusal(study);
  for (const part of ["jit(study): ", ...parts]) assert.ok(message.includes(part), `"${message}" has no "${part}"`);
}

test("a traced tensor read on the host: the user's line, also inside a gradient and a loop", () => {
  assertRefused(
    (a) => {
      const y = tf.square(a);
      return tf.mul(y, y.dataSync()[0] as number); // read
    },
    line("// read"),
    "return the tensor and read it outside",
    "tf.where",
  );
  assertRefused((a) => tf.grad((at: Tensor) => tf.mul(at, at.arraySync() as number[]))(a), line("at.arraySync()"));
  assertRefused(
    (a) =>
      scan(
        (carry: Tensor) => {
          if (values(carry).length > 0) return [carry, []];
          return [carry, []];
        },
        a,
        2,
      )[0],
    "are read on the host at",
  );
});

test("randomness: Math.random and tf.randomUniform, with the user's line; afterwards it works again", () => {
  assertRefused((a) => tf.mul(a, Math.random()), line("tf.mul(a, Math.random())"), "pass the tensor as an argument");
  assertRefused((a) => tf.add(a, tf.randomUniform([3])), line("tf.randomUniform([3])"), "be the same in every call");
  assert.ok(Math.random() < 1);
});

test("a wrong op: its name, the user's line, TensorFlow's words", () => {
  const refused = (a: Tensor) => backend.executeSingleOutput("Cholesky", [], [a]); // rank 1
  assertRefused(refused, "Cholesky", line("// rank 1"), "");
  assertRefused((a) => tf.add(a, tf.zeros([2])), "Add", line("tf.zeros([2])"), "Incompatible shapes: [3] vs. [2]");
});

test("an op that the graph refuses, plain and in a loop: its name and the user's line", () => {
  const untyped = (a: Tensor) => backend.executeSingleOutput("Identity", [], [a]); // no type
  for (const study of [untyped, (a: Tensor) => scan((carry: Tensor) => [untyped(carry), []], a, 2)[0]]) {
    const { message } = thrown(() => jit(study)(x));
    assert.ok(message.includes(`(Identity at ${line("// no type")}`), message);
    assert.match(message, /NodeDef missing attr 'T'/);
  }
});

test("an error of the user's own, and one of tfjs' checks, pass as they are", () => {
  const own = new RangeError("mine");
  const thrower = jit((): Tensor => {
    throw own;
  });
  assert.equal(
    thrown(() => thrower()),
    own,
  );
  assert.match(thrown(() => jit(() => tf.stack([]))()).message, /^Pass at least one tensor to tf\.stack$/);
});

test("a carry that changes: the leaf, from what to what, the user's line", () => {
  const carry = () => ({ w: tf.zeros([2]), list: [tf.zeros([1], "int32")] });
  const change = (next: (given: ReturnType<typeof carry>) => TensorTree) => {
    const step = (given: TensorTree): [TensorTree, []] => [next(given as ReturnType<typeof carry>), []];
    return (a: Tensor) => [a, scan(step, carry() as TensorTree, 2)[0]];
  };
  const cases: [string, (given: ReturnType<typeof carry>) => TensorTree][] = [
    ["carry.w went in as float32[2] and came back as float32[1,2]", ({ w, list }) => ({ w: tf.expandDims(w), list })],
    [
      "carry.list[0] went in as int32[1] and came back as bool[1]",
      ({ w, list }) => ({ w, list: [list[0]?.cast("bool") as Tensor] }),
    ],
    ["carry.list[0] went in as int32[1] and came back as nothing", ({ w }) => ({ w })],
    ["carry.more went in as nothing and came back as float32[2]", (given) => ({ ...given, more: given.w })],
    ["carry.w came back in another place", ({ w, list }) => ({ list, w })],
  ];
  for (const [description, next] of cases) {
    assertRefused(change(next), description, line("scan(step, carry() as TensorTree, 2)"), "same structure");
    jit.disable();
    assert.throws(
      () => change(next)(x),
      (error: Error) => error instanceof TraceError && error.message.includes(description),
    );
    jit.enable();
  }
  assertRefused((a) => scan((given: Tensor) => [tf.sum(given), []], a, 2)[0], "carry went in as float32[3] and");
});

test("results that are no tensors are named; a promise that fails later harms nobody", async () => {
  const result = (value: unknown) => () => value as Tensor;
  assertRefused(result({ loss: x, count: 3 }), "the result's count is a number, not a tensor. Return trees of tensors");
  assertRefused(result([x, null]), "the result's [1] is null");
  assertRefused(result(undefined), "the result is a undefined");
  const failing = (async () => {
    await null;
    throw new Error("later");
  }) as unknown as () => Tensor;
  assertRefused(failing, "the result is a promise (the function is asynchronous)");
  await new Promise((resolve) => setImmediate(resolve));
});

test("an operation on a tensor that was disposed says so, op by op and traced", () => {
  const gone = tf.zeros([3]);
  gone.dispose();
  for (const run of [() => tf.neg(gone), () => jit((x: Tensor) => tf.add(x, gone))(tf.ones([3]))]) {
    assert.throws(run, /a tensor of shape \[3\] was disposed before it is used/);
  }
});

test("arguments that are no tensors nor constants, and disposed ones", () => {
  const fn = jit((_: Argument) => tf.square(x));
  const wrong = { layers: [Symbol("s"), 1] } as unknown as Argument;
  assert.throws(() => fn(wrong), /^TypeError: jit\(function\): argument \[0\]\.layers\[0\] is a symbol; arguments are/);
  assert.throws(() => fn((() => 1) as unknown as Argument), /argument \[0\] is a function/);
  assert.throws(() => fn(new Date(0) as unknown as Argument), /argument \[0\] is an object/);
  const gone = tf.scalar(1);
  gone.dispose();
  assert.throws(() => fn({ rate: gone }), /argument \[0\]\.rate is a tensor that was disposed before/);
});

test("an unknown compiler, a misspelt option and a missing function are refused before anything runs", () => {
  const wrong = (options: unknown) => thrown(() => jit((a: Tensor) => a, options as { compiler: "xla" })).message;
  assert.match(wrong({ compiler: "gpu" }), /unknown compiler "gpu"; give "xla" or "graph"/);
  assert.match(wrong({ compilr: "xla" }), /unknown option "compilr"; there are compiler and donate/);
  assert.match(wrong("graph"), /unknown option "0"/);
  assert.match(
    thrown(() => jit(undefined as unknown as () => Tensor)).message,
    /jit: there is no function to compile \(undefined\)/,
  );
});

test("steps, carries, outputs and ends that are none, compiled and op by op", () => {
  const one = tf.scalar(1);
  const step = (carry: Tensor): [Tensor, []] => [tf.add(carry, 1), []];
  const loose = scan as (step: unknown, carry: unknown, inputs: unknown, unfinished?: unknown) => [Tensor, unknown];
  const cases: [() => unknown, RegExp][] = [
    [() => loose((carry: Tensor) => carry, one, 2), /the step at .* has to return two things, \[carry, output\]/],
    [() => loose(async () => [one, []], one, 2), /has to return two things/],
    [() => loose((carry: Tensor) => [carry, { loss: 3 }], one, 2), /output\.loss is no tensor \(number\)/],
    [() => loose(step, 0, 2), /carry is no tensor \(number\)/],
    [() => loose(step, one, [1, 2]), /inputs\[0\] is no tensor \(number\)/],
    [() => loose(step, one, tf.scalar(2)), /the length is a float32 scalar; give an int32 scalar/],
    [
      () => loose(step, one, 2, () => tf.scalar(2)),
      /whether the loop is unfinished is float32\[\] at .*; give a bool scalar/,
    ],
    [() => loose(step, one, 2, (carry: Tensor) => tf.less(tf.stack([carry, carry]), 2)), /unfinished is bool\[2\] at/],
    [() => loose(step, one, 2, () => true), /unfinished is no tensor \(boolean\) at/],
  ];
  for (const arrange of [jit.enable, jit.disable]) {
    arrange();
    for (const [run, message] of cases) assert.throws(run, message);
    assert.deepEqual(values(loose(step, one, tf.scalar(-3, "int32"))[0]), [1], "fewer steps than none");
  }
  jit.enable();
});

test("a variable assigned and numbers drawn by TensorFlow inside a compiled function are refused", () => {
  const variable = tf.variable(tf.zeros([3]));
  const assign = (a: Tensor) => {
    variable.assign(tf.square(a)); // assigns
    return a;
  };
  assertRefused(assign, "a variable is assigned", line("// assigns"), "return the new value and assign it outside");
  assertRefused((a) => tf.multinomial(a as Tensor1D, 3, 1), "randomness", line("tf.multinomial(a as Tensor1D"));
  variable.assign(x);
  assert.deepEqual(values(variable), [1, 2, 3]);
});

test("lengths and inputs that give no number of steps", () => {
  const step = (carry: Tensor): [Tensor, Tensor] => [carry, tf.square(carry)];
  for (const length of [-1, 1.5, Number.NaN]) {
    assert.throws(
      () => scan(step, x, length),
      new RegExp(`RangeError: scan: the length is ${length}; it has to be a whole`),
    );
  }
  assert.throws(
    () => scan(step, x, { a: tf.zeros([2, 3]), b: [tf.zeros([4])] }),
    /RangeError: scan: the inputs have no common first axis \(a: \[2,3\], b\[0\]: \[4\]\)/,
  );
  assert.throws(
    () => scan(step, x, [tf.scalar(1), tf.zeros([2])]),
    /no common first axis \(\[0\]: \[\], \[1\]: \[2\]\)/,
  );
  assert.throws(() => scan(step, x, []), /no common first axis \(there are none\)/);
  assertRefused(
    (a) => scan(step, a, tf.scalar(3, "int32"))[0], // dynamic
    "a scan whose length is a tensor has outputs",
    line("// dynamic"),
    "Give the length as a number, or return no outputs",
  );
});

test("what XLA cannot compile: TensorFlow's whole message, the op, the user's line, and the way out", () => {
  const image = tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]);
  const filter = tf.zeros([1, 1, 1]) as Tensor3D;
  const dilate = (a: Tensor) => tf.dilation2d(a as Tensor4D, filter, 1, "same"); // XLA has none
  const loop = (a: Tensor) => scan((carry: Tensor, _: Scalar) => [dilate(carry), []], a, 2)[0];
  for (const fn of [dilate, loop]) {
    const { message } = thrown(() => jit(fn, { compiler: "xla" })(image));
    assert.ok(message.includes(`(Dilation2D at ${line("// XLA has none")}`), message);
    assert.match(message, /Detected unsupported operations .*: Dilation2D \(No registered 'Dilation2D' OpKernel/);
    assert.match(message, /to obtain a dump of the compiled functions\./);
    assert.match(message, /Where XLA cannot compile an op, \{ compiler: "graph" \} can run it\.$/);
    assert.ok(message.length > 600, `only ${message.length} characters`);
    assert.deepEqual(values(jit(fn, { compiler: "graph" })(image)), [1, 2, 3, 4]);
  }
});

test("an error in a later call names the line of the op that failed, in a loop too, and no compiler", () => {
  const [inside, outside] = [tf.tensor1d([0, 1, 2], "int32"), tf.tensor1d([0, 9, 2], "int32")];
  // The loop's gather stands at another place of its graph each time, once at that of the gather after the loop.
  for (let before = 0; before < 4; before++) {
    const step = (carry: Tensor, at: Tensor1D): [Tensor, []] => {
      let current = carry;
      for (let count = 0; count < before; count++) current = tf.neg(current);
      return [tf.gather(current, at), []]; // fails
    };
    const study = (a: Tensor, at: Tensor1D) => tf.gather(scan((carry: Tensor) => step(carry, at), a, 2)[0], at);
    const compiled = jit(study, { compiler: "graph" });
    compiled(x, inside);
    const { message } = thrown(() => compiled(x, outside));
    assert.ok(message.startsWith(`jit(study) (GatherV2 at ${line("// fails")}`), message);
    assert.match(message, /indices\[1\] = 9 is not in \[0, 3\)/);
    assert.doesNotMatch(message, /XLA/);
  }
});

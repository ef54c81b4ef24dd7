import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import { jit } from "../engine/jit.js";
import type { Compiler } from "../engine/program.js";
import { random } from "../engine/random.js";
import { scan } from "../engine/scan.js";
import { tf } from "../engine/tensorflow.js";
import { assertClose, holdings, values } from "../engine/testSupport.js";
import { mapTree, type TensorTree } from "../engine/tree.js";
import {
  beale,
  type Landscape,
  monkeySaddle,
  quadric,
  randomRotation,
  rosenbrock,
  simpleSaddle,
} from "../landscapes/index.js";
import { mlp, softmaxCrossEntropy } from "../models/index.js";
import {
  applyUpdates,
  bfgs,
  diagonalNewton,
  type Hyperparameter,
  lbfgs,
  newton,
  type ObjectiveOptimizer,
  type Optimizer,
} from "./index.js";
import { solve } from "./solve.js";

type Objective<Params extends TensorTree> = (params: Params) => Tensor;

/** Parameters and state after every update, stacked along a first axis, in one compiled loop. */
function run<Params extends TensorTree, State extends Record<string, TensorTree>>(
  { init, update }: ObjectiveOptimizer<State>,
  objective: Objective<Params>,
  params: Params,
  updates: number,
  compiler: Compiler = "graph",
) {
  type Carry = { params: Params; state: State };
  const step = (carry: Carry): [Carry, Carry] => {
    const [change, state] = update(objective, carry.state, carry.params);
    const next = { params: applyUpdates(carry.params, change), state };
    return [next, next];
  };
  const steps = jit((first: Carry) => scan(step as never, first as never, updates)[1] as Carry, { compiler });
  return steps({ params, state: init(params) } as never) as Carry;
}

/** The points [replica][update][coordinate] and evaluations [replica][update] of a run on a landscape. */
function path(
  optimizer: ObjectiveOptimizer,
  { value, dimension }: Landscape,
  starts: readonly (readonly number[])[],
  updates: number,
) {
  const { params, state } = run(
    optimizer,
    value,
    tf.tensor2d(starts.flat(), [starts.length, dimension]) as Tensor,
    updates,
  );
  const evaluations =
    "evaluations" in state ? (tf.transpose(state.evaluations as Tensor).arraySync() as number[][]) : [];
  return { points: tf.transpose(params, [1, 0, 2]).arraySync() as number[][][], evaluations, state };
}

function assertWithin(tolerance: number, found: readonly number[], expected: readonly number[], what = ""): void {
  assert.equal(found.length, expected.length);
  const near = found.every((value, at) => Math.abs(value - (expected[at] as number)) <= tolerance);
  assert.ok(near, `${what} ${found} against ${expected}`);
}

const softCorner: Landscape["value"] = (points) => {
  const along = (a: number, b: number) => tf.exp(tf.sum(tf.mul(points, [[a, b]]), 1));
  const x = tf.sum(tf.mul(points, [[1, 0]]), 1);
  return tf.add(tf.sqrt(tf.add(1, tf.add(along(2, 1), along(1, -3)))), tf.mul(0.5, tf.square(tf.add(x, 2))));
};
const bent: Landscape["value"] = (points) => {
  const matrix = [
    [1, 0.7, 0],
    [0.7, 20, 0],
    [0, 0, 0.05],
  ];
  return tf.mul(0.5, tf.sum(tf.mul(tf.matMul(points, matrix), points), 1));
};

const problems: Record<string, (dimension: number) => Landscape["value"]> = {
  quadric: () => bent,
  beale: () => beale.value,
  rosenbrock: (dimension) => rosenbrock(dimension).value,
  softCorner: () => softCorner,
};

/** What golden/quasi_newton.py writes. */
interface Golden {
  readonly trajectories: readonly {
    readonly problem: string;
    readonly start: number[];
    readonly options: { readonly learningRate: number; readonly memory: number };
    readonly points: number[][];
    readonly evaluations: number[];
  }[];
  readonly minima: readonly {
    readonly problem: string;
    readonly method: "BFGS" | "L-BFGS-B";
    readonly starts: number[][];
    readonly points: number[][];
    readonly iterations: number[];
    readonly evaluations: number[];
  }[];
}

const golden: Golden = JSON.parse(readFileSync(join(__dirname, "../../optimizers/golden/quasiNewton.json"), "utf8"));

for (const { problem, start, options, points, evaluations } of golden.trajectories) {
  test(`L-BFGS ${JSON.stringify(options)} on ${problem} goes where PyTorch's goes, with as many evaluations`, () => {
    const value = (problems[problem] as (n: number) => Landscape["value"])(start.length);
    const found = path(lbfgs(options), { ...beale, value, dimension: start.length }, [start], points.length);
    points.forEach((expected, k) => {
      const at = found.points[0]?.[k] as number[];
      const distance = Math.hypot(...at.map((coordinate, axis) => coordinate - (expected[axis] as number)));
      assert.ok(
        distance <= 5e-4 * Math.max(0.01, Math.hypot(...expected)),
        `update ${k + 1}: ${at}, expected ${expected}`,
      );
    });
    assert.deepEqual(found.evaluations[0], evaluations);
  });
}

for (const { problem, method, starts, points, iterations, evaluations } of golden.minima) {
  const dimension = points[0]?.length as number;
  test(`${method} on ${problem} of ${dimension} coordinates ends where SciPy's ends, after about as many updates`, () => {
    const value = (problems[problem] as (n: number) => Landscape["value"])(dimension);
    const optimizer = (method === "BFGS" ? bfgs() : lbfgs()) as ObjectiveOptimizer;
    const found = path(optimizer, { ...beale, value, dimension }, starts, 2 * Math.max(...iterations));
    points.forEach((point, replica) => {
      const distances = (found.points[replica] as number[][]).map((at) =>
        Math.hypot(...at.map((x, axis) => x - (point[axis] as number))),
      );
      const arrived = distances.findIndex((distance) => distance < 1e-3);
      const updates = arrived + 1;
      const trials = (found.evaluations[replica]?.[arrived] as number) - updates;
      const [theirs, their] = [iterations[replica] as number, evaluations[replica] as number];
      assert.ok((distances.at(-1) as number) < 1e-3, `ended ${distances.at(-1)} away`);
      assert.ok(updates <= 1.4 * theirs, `${updates} updates, SciPy ${theirs}`);
      assert.ok(trials <= 1.6 * their, `${trials} trials, SciPy ${their}`);
    });
  });
}

test("every step of the line searches meets both Wolfe conditions", () => {
  const f = ([x = 0, y = 0]: number[]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
  const slope = ([x = 0, y = 0]: number[], [dx = 0, dy = 0]: number[]) =>
    dx * (-2 * (1 - x) - 400 * x * (y - x * x)) + dy * 200 * (y - x * x);
  const { uniform } = random(1, 0);
  const starts = Array.from({ length: 40 }, () => [4 * uniform() - 2, 4 * uniform() - 2]);
  for (const [optimizer, c1, c2] of [
    [bfgs(), 1e-4, 0.9],
    [lbfgs({ sufficientDecrease: 0.1, curvature: 0.3 }), 0.1, 0.3],
  ] as const) {
    const { points, evaluations } = path(optimizer as ObjectiveOptimizer, rosenbrock(), starts, 15);
    let checked = 0;
    points.forEach((ends, replica) => {
      ends.forEach((end, k) => {
        const begin = k === 0 ? (starts[replica] as number[]).map(Math.fround) : (ends[k - 1] as number[]);
        const step = end.map((value, axis) => value - (begin[axis] as number));
        // Nearer to the minimum float32 decides.
        if (f(begin) < 1e-3) return;
        const promised = slope(begin, step);
        const what = `replica ${replica}, update ${k + 1}, ${evaluations[replica]?.[k]} evaluations`;
        assert.ok(promised < 0, what);
        assert.ok(f(end) <= f(begin) + c1 * promised + 1e-5 * f(begin), what);
        assert.ok(Math.abs(slope(end, step)) <= c2 * Math.abs(promised) * (1 + 1e-3) + 1e-4 * Math.abs(promised), what);
        checked += 1;
      });
    });
    assert.ok(checked > 300, `${checked} steps`);
  }
});

const spectrum = [1, 2, 4, 7, 10];
const bowl = quadric({ eigenvalues: spectrum, rotation: randomRotation(5, 3), centre: [1, 0, -1, 2, 0.5] });

test("BFGS on a quadric with tight line searches: at the minimum after n + 1 of them, the matrix is the inverse Hessian", () => {
  const { points, state } = path(bfgs({ curvature: 0.01 }) as ObjectiveOptimizer, bowl, [bowl.start], 6);
  assertWithin(1e-3, points[0]?.[5] as number[], bowl.centre);
  const learned = tf.slice((state as { inverseHessian: Tensor }).inverseHessian, [5, 0, 0, 0], [1, 1, 5, 5]);
  const matrix = tf.reshape(bowl.hessian(tf.zeros([1, 5])), [5, 5]);
  assertClose(tf.matMul(tf.reshape(learned, [5, 5]), matrix), tf.eye(5), 2e-2);
});

test("L-BFGS that forgets nothing and does not rescale is BFGS", () => {
  const updates = 5;
  const follow = (optimizer: unknown) =>
    path(optimizer as ObjectiveOptimizer, rosenbrock(3), [[-1.2, 1, 0.5]], updates);
  const whole = follow(bfgs());
  const limited = follow(lbfgs({ memory: updates, rescaling: false }));
  assertWithin(1e-3, limited.points.flat(2), whole.points.flat(2));
  assert.deepEqual(limited.evaluations, whole.evaluations);
  const forgetful = follow(lbfgs({ memory: 1, rescaling: false }));
  assert.notDeepEqual(forgetful.evaluations, whole.evaluations);
});

test("Newton's step over a tree of parameters, two replicas, damped each in its own way", () => {
  const matrix = tf.reshape(bowl.hessian(tf.zeros([1, 5])), [5, 5]);
  const start = {
    layer: {
      kernel: tf.tensor3d([
        [[1], [2]],
        [[-1], [0]],
      ]),
      bias: tf.tensor2d([[3], [1]]),
    },
    scale: tf.tensor2d([
      [0.5, -2],
      [1, 1],
    ]),
  };
  const flat = ({ layer, scale }: typeof start) =>
    tf.concat([tf.reshape(layer.kernel, [-1, 2]), tf.reshape(layer.bias, [-1, 1]), scale], 1);
  const damping = [0, 3];
  for (const compiler of ["graph", "xla"] as const) {
    const { params } = run(
      newton({ damping: tf.tensor1d(damping), learningRate: 1 }),
      (tree: typeof start) => bowl.value(flat(tree)),
      start,
      1,
      compiler,
    );
    const ends = flat(mapTree((leaf) => tf.reshape(leaf, leaf.shape.slice(1)), params as never) as typeof start);
    // The residual (H + λ I) · (θ' − θ) + g is 0; without damping θ' is the centre.
    const offsets = tf.sub(ends, flat(start));
    const residual = tf.addN([
      tf.matMul(offsets, matrix),
      tf.mul(tf.tensor2d(damping, [2, 1]), offsets),
      bowl.gradient(flat(start)),
    ]);
    assertWithin(2e-5, [...residual.dataSync()], Array(10).fill(0));
    assertWithin(1e-5, [...ends.dataSync()].slice(0, 5), bowl.centre);
  }
});

test("at a saddle Newton's method ends on it, damping above −λ_min descends, the diagonal method too", () => {
  const from = [[1, 0.5]];
  const after = (optimizer: ObjectiveOptimizer) => path(optimizer, simpleSaddle, from, 1).points.flat(2);
  assertWithin(1e-6, after(newton()), [0, 0]);
  assertWithin(1e-6, after(newton({ damping: 3 })), [1 - 2 / 5, 0.5 + 1 / 1]);
  assertWithin(1e-6, after(diagonalNewton({ epsilon: 0 })), [0, 1]);
  assertWithin(1e-6, after(diagonalNewton({ learningRate: 0.5, epsilon: 2 })), [1 - 0.25, 0.5 + 0.125]);
});

test("a singular Hessian spoils its own replica alone", () => {
  const { points } = path(
    newton(),
    monkeySaddle,
    [
      [0, 0],
      [1, 0.5],
    ],
    1,
  );
  assert.ok(points[0]?.flat().every((value) => !Number.isFinite(value)));
  // f is a homogeneous cubic: H · θ = 2 · g, so a step goes half the way to the saddle.
  assertWithin(1e-6, points[1]?.flat() as number[], [0.5, 0.25]);
});

test("systems are solved with pivots, each replica's by itself", () => {
  const n = 12;
  const { normal } = random(2, 0);
  const matrices = tf.tensor3d(
    Float32Array.from({ length: 3 * n * n }, () => normal()),
    [3, n, n],
  );
  const hollow = tf.mul(matrices, tf.sub(1, tf.eye(n)));
  const wanted = tf.tensor2d(
    Float32Array.from({ length: 3 * n }, () => normal()),
    [3, n],
  );
  const products = tf.reshape(tf.matMul(hollow, tf.reshape(wanted, [3, n, 1])), [3, n]);
  assertClose(solve(hollow, products), wanted, 1e-3);
  assertClose(solve(tf.tensor3d([[[4]]]), tf.tensor2d([[2]])), tf.tensor2d([[0.5]]));
});

type Pick = (values: number[]) => Hyperparameter;

const every: Record<string, (pick: Pick) => ObjectiveOptimizer> = {
  newton: (pick) => newton({ learningRate: pick([0.5, 1]), damping: pick([4, 16]) }),
  diagonalNewton: (pick) => diagonalNewton({ learningRate: pick([0.5, 0.25]), epsilon: pick([1, 4]) }),
  bfgs: (pick) =>
    bfgs({ learningRate: pick([0.5, 1]), sufficientDecrease: pick([0.125, 0.25]), curvature: pick([0.5, 0.75]) }),
  lbfgs: (pick) =>
    lbfgs({
      memory: 3,
      learningRate: pick([0.5, 1]),
      sufficientDecrease: pick([0.125, 0.25]),
      curvature: pick([0.5, 0.75]),
    }),
};

for (const [name, make] of Object.entries(every)) {
  test(`${name}: one value per replica is as many separate runs; init again is a reset; op by op it is the same`, () => {
    const starts = [
      [1, 1],
      [2, -0.5],
    ];
    const optimizer = make((pair) => tf.tensor1d(pair));
    const before = values(optimizer.init(tf.tensor2d(starts)));
    const together = path(optimizer, beale, starts, 6);
    starts.forEach((start, replica) => {
      const alone = path(
        make((pair) => pair[replica] as number),
        beale,
        [start],
        6,
      );
      assertWithin(2e-4, together.points[replica]?.flat() as number[], alone.points.flat(2), name);
      assert.deepEqual(together.evaluations[replica], alone.evaluations[0]);
    });
    assert.deepEqual(values(optimizer.init(tf.tensor2d(starts))), before);

    // Op by op it takes the same step, and leaves nothing behind.
    const start = tf.tensor2d(starts);
    const state = optimizer.init(start);
    const step = () => tf.tidy(() => optimizer.update(beale.value, state, start as Tensor)[0].clone());
    const first = step();
    const held = holdings();
    tf.dispose(step());
    assert.deepEqual(holdings(), held);
    const compiled = together.points.flatMap(([point]) => point as number[]);
    assertWithin(1e-5, [...tf.add(start, first).dataSync()], compiled);
  });
}

test("L-BFGS teaches a small network XOR", () => {
  const { init, apply } = mlp([2, 8, 2], { activation: "tanh" });
  const inputs = tf.tensor2d([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  const labels = tf.tensor2d([
    [1, 0],
    [0, 1],
    [0, 1],
    [1, 0],
  ]);
  const loss = (params: ReturnType<typeof init>) => softmaxCrossEntropy(apply(params, inputs), labels);
  const { params } = run(lbfgs(), loss, init([1, 2, 3, 4, 5, 6, 7, 8]), 40);
  const last = mapTree((leaf) => tf.reshape(tf.slice(leaf, 39, 1), leaf.shape.slice(1)), params);
  const losses = [...loss(last).dataSync()];
  assert.ok(
    losses.every((value) => value < 1e-3),
    `${losses}`,
  );
});

test("a search steps back from where the objective is no number, and stands still where the gradient is 0", () => {
  const barrier = (points: Tensor) => tf.sum(tf.sub(tf.square(points), tf.log(points)), 1);
  for (const optimizer of [bfgs({ learningRate: 100 }), lbfgs({ learningRate: 100 })] as ObjectiveOptimizer[]) {
    const { points } = path(optimizer, { ...beale, dimension: 1, value: barrier }, [[1]], 12);
    assertWithin(1e-3, points[0]?.[11] as number[], [Math.SQRT1_2]);
    const still = path(optimizer, simpleSaddle, [[0, 0]], 3);
    assert.deepEqual(still.points.flat(2), Array(6).fill(0));
    assert.deepEqual(still.evaluations, [[1, 2, 3]]);
  }
});

test("where the curvature along a step is negative nothing is learned from it", () => {
  const hill = { ...beale, dimension: 1, value: (x: Tensor) => tf.sum(tf.mul(-0.5, tf.square(x)), 1) };
  for (const optimizer of [bfgs({ maximalTrials: 1 }), lbfgs({ maximalTrials: 1 })] as ObjectiveOptimizer[]) {
    const { points, state } = path(optimizer, hill, [[1]], 1);
    assert.deepEqual(points, [[[2]]]);
    const { pairs, evaluations, ...memory } = state;
    assert.deepEqual(values([pairs as Tensor, evaluations as Tensor]), [0, 2]);
    assert.deepEqual(
      values(mapTree((leaf) => tf.reshape(leaf, leaf.shape.slice(1)), memory)),
      values((({ pairs: _, evaluations: __, ...rest }) => rest)(optimizer.init(tf.ones([1, 1])))),
    );
  }
});

test("states are named", () => {
  const kept = (optimizer: ObjectiveOptimizer) =>
    Object.entries(optimizer.init({ a: tf.zeros([3, 2]), b: tf.zeros([3, 1, 4]) })).map(
      ([name, leaf]) => `${name} [${(leaf as Tensor).shape}]`,
    );
  assert.deepEqual(kept(newton()), []);
  assert.deepEqual(kept(diagonalNewton()), []);
  assert.deepEqual(kept(bfgs() as ObjectiveOptimizer), ["inverseHessian [3,6,6]", "pairs [3]", "evaluations [3]"]);
  assert.deepEqual(kept(lbfgs({ memory: 5 }) as ObjectiveOptimizer), [
    "steps [3,5,6]",
    "gradientChanges [3,5,6]",
    "pairs [3]",
    "evaluations [3]",
  ]);
});

test("what takes an objective is no optimizer that takes gradients", () => {
  // @ts-expect-error update wants an objective
  const refused: Optimizer = newton();
  assert.equal("takes" in refused, true);
});

test("options that cannot be used are named, and an objective of another shape", () => {
  assert.throws(() => newton({ damping: -1 }), /Newton: damping is -1; give a finite number of at least 0/);
  assert.throws(() => newton({ learningRate: Number.NaN }), /Newton: learningRate is NaN/);
  assert.throws(() => diagonalNewton({ epsilon: -1 }), /Diagonal Newton: epsilon is -1/);
  assert.throws(() => bfgs({ learningRate: 0 }), /BFGS: learningRate is 0; give a finite number above 0/);
  assert.throws(() => bfgs({ curvature: 1 }), /BFGS: curvature is 1; give a number of at least 0 and below 1/);
  assert.throws(
    () => bfgs({ sufficientDecrease: 0.5, curvature: 0.4 }),
    /curvature is 0.4; give a number above sufficientDecrease, 0.5/,
  );
  assert.throws(() => lbfgs({ memory: 0 }), /L-BFGS: memory is 0; give a whole number, at least 1/);
  assert.throws(() => lbfgs({ maximalTrials: 2.5 }), /L-BFGS: maximalTrials is 2.5; give a whole number, at least 1/);
  const start = tf.zeros([2, 3]);
  const optimizer = bfgs();
  assert.throws(
    () => optimizer.update((x: Tensor) => tf.sum(x), optimizer.init(start), start as Tensor),
    /gives shape \[\] for 2 replicas/,
  );
});

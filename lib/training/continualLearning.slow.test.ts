import assert from "node:assert/strict";
import { test } from "node:test";
import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { inputTable, type Stream, split, type Task } from "../datasets/index.js";
import {
  gradients,
  leaves,
  mapTree,
  type Random,
  random,
  streams,
  type TensorTree,
  tf,
  tidy,
} from "../engine/index.js";
import { assertClose, holdings } from "../engine/testSupport.js";
import { type Model, softmaxCrossEntropy, squaredError } from "../models/index.js";
import { applyUpdates, type Optimizer, scheduleFreeSgd } from "../optimizers/index.js";
import { exampleOrder } from "./batches.js";
import { releaseTraining } from "./caches.js";
import type { ContinualLearning, Ewc, Replay } from "./continualLearning.js";
import { fixedUpdates } from "./criteria/index.js";
import { runDeterminants } from "./determinants.js";
import { placeTasks } from "./laneData.js";
import { makePlans, type Plan, programPlan, type QueuedRun } from "./plan.js";
import { batchLoss } from "./probes/index.js";
import { lanePrograms } from "./programs.js";
import type { Run } from "./run.js";
import { Scheduler } from "./scheduler.js";
import { cube, quick } from "./testSupport.js";
import { train } from "./train.js";
import { modelParameters } from "./trained/index.js";

const UPDATES = 8;
const settings = { ...quick, criterion: fixedUpdates(UPDATES), seeds: 2, compiler: "graph", parameters: true } as const;
const model = quick.model as unknown as Model;
const optimizer = quick.optimizer as unknown as Optimizer;

const trained = (continualLearning: ContinualLearning, options: object = {}): Promise<Run[]> =>
  train({ ...settings, continualLearning, ...options } as typeof settings);

interface Point {
  readonly params: TensorTree;
  readonly initial: TensorTree;
}

/** The number of an example, and its task. */
type Example = readonly [index: number, task: Task];

/** What a method of the plain loop adds to it. */
interface Plain {
  penaltyGradients?(point: Point): TensorTree[];
  /** The examples of a batch, of the stream's training examples, in place of the next new ones. */
  batch?(next: () => Example, seed: number, phase: number): Example[];
  /** What is done at the end of a task. */
  end?(point: Point, seed: number, phase: number): void;
  /** The parameters that a task after the first begins with. */
  begin?(point: Point, seed: number, phase: number): TensorTree;
}

const plainL2Initial = (strength: number): Plain => ({
  penaltyGradients: ({ params, initial }) => [
    mapTree((now, start) => tf.mul<Tensor>(strength, tf.sub(now, start)), params, initial),
  ],
});

const plainShrinkAndPerturb = (shrink: number, noise: number): Plain => ({
  begin({ params }, seed, phase) {
    const fresh = model.init([random(seed, streams.perturbation + phase).bits()]);
    return mapTree((now, drawn) => tf.add<Tensor>(tf.mul(shrink, now), tf.mul(noise, drawn)), params, fresh);
  },
});

/** With a penalty for each task, and Fisher information of one example after the other. */
function plainEwc({ strength, examples, fisher }: Ewc): Plain {
  const learned: { params: TensorTree; information: TensorTree }[] = [];
  return {
    end({ params }, seed, phase) {
      const { dataset, train } = quick.stream.tasks[phase] as Task;
      const { shuffle, uniform } = random(seed, streams.fisher + phase);
      const chosen = shuffle(Int32Array.from(train)).subarray(0, examples);
      const squares = [...chosen].map((index) => {
        const input = inputTable(dataset.train, Int32Array.of(index));
        const noise = Array.from({ length: 8 }, () => -Math.log(-Math.log(uniform())));
        const scores = [...model.apply(params, input).dataSync()].map((logit, unit) => logit + (noise[unit] as number));
        const drawn = scores.indexOf(Math.max(...scores));
        const label = fisher === "empirical" ? (dataset.train.labels[index] as number) : drawn;
        const likelihood = (at: TensorTree) => tf.sum(tf.logSoftmax(model.apply(at, input)).flatten().gather([label]));
        return mapTree((score) => tf.square<Tensor>(score), gradients(likelihood as never, params));
      });
      const sum = squares.reduce((total, more) => mapTree((a, b) => tf.add<Tensor>(a, b), total, more));
      learned.push({ params, information: mapTree((total) => tf.div<Tensor>(total, examples), sum) });
    },
    penaltyGradients: ({ params: now }) =>
      learned.map(({ params, information }) =>
        mapTree((f, a, b) => tf.mul<Tensor>(strength, tf.mul(f, tf.sub(a, b))), information, now, params),
      ),
  };
}

/** A memory of new examples that were seen, each of which stays with the same probability. */
function plainReplay({ examples, share }: Replay): Plain {
  const [seen, memory]: [Example[], Example[]] = [[], []];
  let draws: Random | undefined;
  const picks = new Map<number, Random>();
  let offered = 0;
  return {
    batch(next, seed, phase) {
      const replayed = memory.length === 0 ? 0 : Math.round(share * quick.batchSize);
      const fresh = Array.from({ length: quick.batchSize - replayed }, next);
      seen.push(...fresh);
      const pick = picks.get(phase) ?? random(seed, streams.replay + phase);
      picks.set(phase, pick);
      return [...fresh, ...Array.from({ length: replayed }, () => memory[pick.below(memory.length)] as Example)];
    },
    end(_, seed) {
      draws ??= random(seed, streams.reservoir);
      for (const example of seen.splice(0)) {
        offered += 1;
        const place = offered <= examples ? offered - 1 : draws.below(offered);
        if (place < examples) memory[place] = example;
      }
    },
  };
}

/** The parameters after each task of one seed, in a plain loop, op by op. */
function reference(seed: number, methods: readonly Plain[], stream: Stream): TensorTree[] {
  const initial = model.init([seed]);
  let params: TensorTree = initial;
  return stream.tasks.map((task, phase) => {
    const next = exampleOrder(task.train, seed, phase);
    const nextExample = (): Example => [next(), task];
    const nextBatch =
      methods.find(({ batch }) => batch)?.batch ?? (() => Array.from({ length: quick.batchSize }, nextExample));
    for (const { begin } of phase > 0 ? methods : []) params = begin?.({ params, initial }, seed, phase) ?? params;
    for (let update = 0; update < UPDATES; update++) {
      params = tidy(() => {
        const batch = nextBatch(nextExample, seed, phase);
        const { train: examples } = task.dataset;
        const labels = batch.map(([index]) => examples.labels[index] as number);
        const targets = tf.cast(tf.oneHot(tf.tensor1d(labels, "int32"), 8), "float32");
        const inputs = inputTable(
          examples,
          Int32Array.from(batch, ([index]) => index),
        );
        const competing = batch.map(([, { competing }]) =>
          Array.from({ length: 8 }, (_, unit) => competing.includes(unit)),
        );
        const given = (at: TensorTree) =>
          tf.where(tf.tensor3d([competing], undefined, "bool"), model.apply(at, inputs), -1e30);
        const ofLoss = gradients((at: TensorTree) => tf.sum(softmaxCrossEntropy(given(at), targets)) as Scalar, params);
        const ofPenalties = methods.flatMap((method) => method.penaltyGradients?.({ params, initial }) ?? []);
        const all = [ofLoss, ...ofPenalties].reduce((sum, more) => mapTree((a, b) => tf.add<Tensor>(a, b), sum, more));
        return applyUpdates(params, optimizer.update(all, {}, params)[0]);
      });
    }
    for (const { end } of methods) end?.({ params, initial }, seed, phase);
    return params;
  });
}

/** That the runs have the parameters of the plain loop after each task. */
function assertAsPlain(runs: readonly Run[], methods: readonly (() => Plain)[], stream: Stream = quick.stream): void {
  for (const { seed, parameters } of runs) {
    tidy(() => {
      const found = parameters?.map((ofTask) => modelParameters(model, [ofTask])) ?? [];
      assertClose(
        found,
        reference(
          seed,
          methods.map((method) => method()),
          stream,
        ),
        2e-6,
      );
    });
  }
}

/** The largest difference of any parameter after a task. */
const apart = (runs: readonly Run[], others: readonly Run[], task: number): number =>
  tidy(() => {
    const [found, other] = [runs, others].map((list) => modelParameters(model, [list[0]?.parameters?.[task] as never]));
    const differences = mapTree((a, b) => tf.max(tf.abs(tf.sub(a, b))), found as TensorTree, other as TensorTree);
    return Math.max(...leaves<Tensor>(differences).map((leaf) => leaf.dataSync()[0] as number));
  });

const without = trained({});

test("without a method a run is the run of before", async () => {
  assert.deepEqual(await train(settings), await without);
  assertAsPlain(await without, []);
});

test("l2Initial: the plain loop with strength · (θ − θ₀) added to the gradient", async () => {
  const runs = await trained({ l2Initial: { strength: 0.3 } });
  assertAsPlain(runs, [() => plainL2Initial(0.3)]);
  assert.ok(apart(runs, await without, 0) > 0.01);
});

test("l2Initial of strength 0 changes nothing; the loss that probes see has no penalty in it", async () => {
  const probes = [batchLoss()];
  const [found] = await trained({ l2Initial: { strength: 0 } }, { probes, seeds: 1 });
  assert.deepEqual(found, (await trained({}, { probes, seeds: 1 }))[0]);
  const [held] = await trained({ l2Initial: { strength: 0.3 } }, { probes, seeds: 1 });
  assert.equal(held?.probes.loss?.[0]?.[0], found?.probes.loss?.[0]?.[0]);
  assert.notEqual(held?.probes.loss?.[0]?.[2], found?.probes.loss?.[0]?.[2]);
});

test("shrinkAndPerturb: the plain loop with θ ← shrink · θ + noise · θ′ before each task but the first", async () => {
  const runs = await trained({ shrinkAndPerturb: { shrink: 0.6, noise: 0.5 } });
  assertAsPlain(runs, [() => plainShrinkAndPerturb(0.6, 0.5)]);
  assert.equal(apart(runs, await without, 0), 0);
  assert.ok(apart(runs, await without, 1) > 0.1);
  assert.deepEqual(await trained({ shrinkAndPerturb: { shrink: 1, noise: 0 } }), await without);
  const carried = trained(
    { shrinkAndPerturb: { shrink: 0.6, noise: 0.5 } },
    { optimizer: scheduleFreeSgd({ learningRate: 0.1 }), stateAtSwitch: ["reset", "carryOver"] },
  );
  await assert.rejects(carried, {
    name: "RangeError",
    message:
      "train: shrinkAndPerturb changes parameters, and the state of Schedule-free SGD begins with values made of them, " +
      'iterates.layer1.kernel; give stateAtSwitch: "reset".',
  });
});

for (const fisher of ["drawn", "empirical"] as const) {
  test(`ewc, ${fisher}: the plain loop with a penalty for each task before`, async () => {
    const ewc = { strength: 5, examples: 12, fisher };
    const runs = await trained({ ewc });
    assertAsPlain(runs, [() => plainEwc(ewc)]);
    assert.equal(apart(runs, await without, 0), 0);
    assert.ok(apart(runs, await without, 1) > 0.02);
    assert.deepEqual(await trained({ ewc: { ...ewc, strength: 0 } }), await without);
  });
}

test("ewc draws labels where nothing else is said", async () => {
  const ewc = { strength: 30, examples: 12 };
  assert.deepEqual(await trained({ ewc }), await trained({ ewc: { ...ewc, fisher: "drawn" } }));
});

test("replay: the plain loop with a part of each batch from a reservoir; fewer examples than it holds, and more", async () => {
  for (const replay of [
    { examples: 20, share: 0.4 },
    { examples: 500, share: 0.9 },
  ]) {
    const runs = await trained({ replay });
    assertAsPlain(runs, [() => plainReplay(replay)]);
    assert.equal(apart(runs, await without, 0), 0);
    assert.ok(apart(runs, await without, 1) > 0.02);
  }
});

test("replay: a remembered example competes among the units of its own task", async () => {
  const stream = split(
    cube,
    [
      [0, 1],
      [2, 7, 4],
      [0, 1],
    ],
    { head: "task-incremental" },
  );
  const replay = { examples: 20, share: 0.4 };
  const runs = await trained({ replay }, { stream, probes: [batchLoss()] });
  assertAsPlain(runs, [() => plainReplay(replay)], stream);
});

const ewc = { strength: 10, examples: 12 };
const replay = { examples: 20, share: 0.4 };
const together = { ewc, replay, l2Initial: { strength: 0.1 }, shrinkAndPerturb: { shrink: 0.9, noise: 0.1 } };

test("all together: the Fisher information is taken before the parameters are shrunk; nothing is left on the device", async () => {
  releaseTraining();
  const before = holdings();
  const runs = await trained(together);
  releaseTraining();
  assert.deepEqual(holdings(), before);
  const methods = [
    () => plainReplay(replay),
    () => plainEwc(ewc),
    () => plainL2Initial(0.1),
    () => plainShrinkAndPerturb(0.9, 0.1),
  ];
  assertAsPlain(runs, methods);
});

test("compiled by XLA, and in lanes side by side at different tasks, runs are what they are alone", async () => {
  const shorter = split(cube, [
    [2, 7],
    [0, 1],
  ]);
  const options = { ...settings, stream: [quick.stream, shorter], seeds: 3, continualLearning: together };
  const alone = await train(options);
  const [plan] = makePlans({ ...options, compiler: "xla" } as never) as [Plan];
  const placed = placeTasks(plan.tasks, plan.outputs, 0, plan.sets);
  const programs = lanePrograms(programPlan(plan));
  const scheduler = new Scheduler(plan, programs, placed, model.init(plan.seeds), [...plan.queue], 4);
  const found = new Map<QueuedRun, Run>();
  while (!scheduler.idle) for (const { queued, run } of await scheduler.advance()) found.set(queued, run);
  plan.queue.forEach((queued, at) => {
    const [run, other] = [found.get(queued), alone[at]].map((one) =>
      (one?.parameters ?? []).map((ofTask) => modelParameters(model, [ofTask])),
    );
    assert.equal(run?.length, at < 3 ? 3 : 2);
    assertClose(run as TensorTree, other as TensorTree, 2e-6);
  });
});

test("the store tells methods apart, and a run without any is that of before", () => {
  const key = (continualLearning?: ContinualLearning) => {
    const [plan] = makePlans({ ...settings, ...(continualLearning && { continualLearning }) } as never) as [Plan];
    const { configuration } = runDeterminants(plan, { store: null as never, experiment: "", version: 1 })(
      plan.queue[0] as QueuedRun,
    );
    return JSON.stringify(configuration);
  };
  const methods = [
    { ewc },
    { ewc: { ...ewc, fisher: "empirical" } },
    { l2Initial: { strength: 1 } },
    together,
  ] as const;
  assert.equal(new Set([key(), ...methods.map(key)]).size, 1 + methods.length);
  assert.equal(key({ ewc }), key({ ewc: { ...ewc, fisher: "drawn" } }));
  assert.equal(key({ ewc: undefined } as never), key());
  assert.doesNotMatch(key(), /continualLearning/);
});

test("what is not a method, or not an option of one, is named", async () => {
  const cases: [given: object, message: string | RegExp][] = [
    [{ l2initial: {} }, "train: continualLearning: there is no option l2initial; did you mean l2Initial?"],
    [
      { l2Initial: {} },
      /^train: continualLearning\.l2Initial: strength is missing; give a finite number of at least 0/,
    ],
    [{ l2Initial: { strength: -1 } }, /^train: continualLearning\.l2Initial: strength is -1; give/],
    [{ shrinkAndPerturb: { shrink: 2, noise: 0 } }, /shrinkAndPerturb: shrink is 2; give a number from 0 to 1/],
    [{ shrinkAndPerturb: { shrink: 1, noise: Number.NaN } }, /shrinkAndPerturb: noise is NaN; give a finite number/],
    [{ ewc: { strength: 1 } }, /^train: continualLearning\.ewc: examples is missing; give a whole number/],
    [{ ewc: { strength: 1, examples: 5, fisher: "exact" } }, /ewc: fisher is "exact"; give "drawn" or "empirical"/],
    [
      { ewc: { strength: 1, examples: 500 } },
      /^train: ewc asks for 500 examples, and task \[0, 1\] of cube has \d+ to train on; give at most as many\.$/,
    ],
    [{ replay: { examples: 0, share: 0.5 } }, /replay: examples is 0; give a whole number, at least 1/],
    [{ replay: { examples: 10, share: 1 } }, /replay: share is 1; give a number above 0 and below 1/],
    [
      { replay: { examples: 10, share: 0.05 } },
      /replay: share is 0\.05, which is 0 examples of a batch of 8; give a share that leaves/,
    ],
    [{ l2Initial: 1e-3 }, /^train: continualLearning\.l2Initial: the options are 0\.001; give an object of strength/],
  ];
  for (const [given, message] of cases) {
    await assert.rejects(trained(given as ContinualLearning), { name: "RangeError", message });
  }
  await assert.rejects(trained({ ewc: { strength: 1, examples: 5 } }, { loss: squaredError }), {
    name: "RangeError",
    message:
      "train: ewc needs a log-likelihood, and loss is squaredError; give softmaxCrossEntropy, or leave out one of the two.",
  });
  await assert.rejects(trained("ewc" as never), /^RangeError: train: continualLearning is "ewc"; give a record/);
});

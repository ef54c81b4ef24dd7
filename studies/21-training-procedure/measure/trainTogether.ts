import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from "@tensorflow/tfjs";
import { jitAsync, leaves, random, scan, streams, type TensorTree, tf, tidy, valueAndGradients } from "momenta/engine";
import { type MlpParams, mlp, softmaxCrossEntropy } from "momenta/models";
import { applyUpdates, l2, sgd } from "momenta/optimizers";
import type { Context } from "../../core/index.js";
import { type DigitTable, type Division, divide, type Parts, PIXELS } from "./digits.js";

/** How a network is trained. */
export interface Setting {
  readonly learningRate: number;
  /** λ of ½ λ ‖θ‖². */
  readonly weightDecay: number;
  /** Units of the hidden layer. */
  readonly width: number;
  /** Digits to train on. */
  readonly samples: number;
  readonly division: Division;
}

/** What came of one run. Losses are mean cross-entropies, in nats, without the penalty. */
export interface Losses {
  /** At the start and after each of the records. */
  readonly training: readonly number[];
  readonly test: readonly number[];
  /** At the end. */
  readonly validation: number;
  readonly unseen: number;
  /** ½ λ ‖θ‖² at the end. */
  readonly penalty: number;
}

export const BATCH = 50;
/** Training digits of which the training loss is taken, all of them several times where there are fewer. */
const MEASURED = 500;

interface Learner extends Record<string, TensorTree> {
  readonly params: MlpParams;
}

/** What stands for a loss that is larger, or not finite. */
export const MOST = 1000;

/** Trains networks of one width, every setting with every seed, as replicas of one compiled program: `[setting][seed]`. */
export async function trainTogether(
  settings: readonly Setting[],
  {
    seeds,
    updates,
    records,
  }: { readonly seeds: readonly number[]; readonly updates: number; readonly records: number },
  { images, labels, byEase }: DigitTable,
  compiler: Context["compiler"],
): Promise<Losses[][]> {
  const runs = settings.flatMap((setting) =>
    seeds.map((seed) => ({ ...setting, seed, parts: divide(seed, setting.division, setting.samples, byEase) })),
  );
  const model = mlp([PIXELS, settings[0]?.width as number, 10]);
  const targets = tf.tensor1d(Int32Array.from(labels), "int32");
  const learningRate = tf.tensor1d(runs.map((run) => run.learningRate));
  const weightDecay = tf.tensor1d(runs.map((run) => run.weightDecay));
  const lossOf = (params: MlpParams, places: Tensor, table: Tensor2D, answers: Tensor1D) => {
    const wanted = tf.cast(tf.oneHot(tf.gather(answers, places as Tensor2D), 10), "float32");
    return softmaxCrossEntropy(model.apply(params, tf.gather(table, places as Tensor2D)), wanted) as Tensor1D;
  };
  const walk = jitAsync(function walk(
    learner: Learner,
    batches: Tensor3D,
    table: Tensor2D,
    answers: Tensor1D,
    rates: Tensor1D,
    decays: Tensor1D,
  ): Learner {
    const optimizer = l2(sgd({ learningRate: rates }), decays);
    const step = ({ params }: Learner, batch: Tensor): [Learner, TensorTree] => {
      const { gradients } = valueAndGradients((at: MlpParams) => lossOf(at, batch, table, answers), params);
      const [change] = optimizer.update(gradients, optimizer.init(params), params);
      return [{ params: applyUpdates(params, change) }, {}];
    };
    return scan(step, learner, batches)[0];
  }, compiler);
  const measure = jitAsync(
    (params: MlpParams, places: Tensor2D, table: Tensor2D, answers: Tensor1D) => lossOf(params, places, table, answers),
    compiler,
  );
  const placesOf = (of: (parts: Parts) => Int32Array) =>
    tf.tensor2d(
      Int32Array.from(runs.flatMap(({ parts }) => [...of(parts)])),
      [runs.length, of((runs[0] as (typeof runs)[number]).parts).length],
      "int32",
    );
  const places = {
    training: placesOf(({ training }) =>
      Int32Array.from({ length: MEASURED }, (_, at) => training[at % training.length] as number),
    ),
    test: placesOf(({ test }) => test),
    validation: placesOf(({ validation }) => validation),
    unseen: placesOf(({ unseen }) => unseen),
  };
  const losses = async (params: MlpParams, part: keyof typeof places) => {
    const found = await measure(params, places[part], images, targets);
    const values = [...found.dataSync()].map((loss) => (loss < MOST ? loss : MOST));
    found.dispose();
    return values;
  };
  const batches = batchesOf(runs);
  const training: number[][] = [];
  const test: number[][] = [];
  let learner: Learner = { params: model.init(runs.map(({ seed }) => seed)) };
  try {
    for (let record = 0; record <= records; record++) {
      if (record > 0) {
        const order = tf.tensor3d(batches(updates / records), [updates / records, runs.length, BATCH], "int32");
        const next = await walk(learner, order, images, targets, learningRate, weightDecay);
        tf.dispose([order, ...leaves<Tensor>(learner)]);
        learner = next;
      }
      training.push(await losses(learner.params, "training"));
      test.push(await losses(learner.params, "test"));
    }
    const [validation, unseen] = [await losses(learner.params, "validation"), await losses(learner.params, "unseen")];
    const squares = tidy(() =>
      leaves<Tensor>(learner.params)
        .map((leaf) => tf.sum(tf.square(leaf), [1, 2]))
        .reduce((sum, one) => tf.add(sum, one))
        .dataSync(),
    );
    const ofRun = (run: number): Losses => ({
      training: training.map((row) => row[run] as number),
      test: test.map((row) => row[run] as number),
      validation: validation[run] as number,
      unseen: unseen[run] as number,
      penalty: ((runs[run]?.weightDecay as number) * (squares[run] as number)) / 2,
    });
    return settings.map((_, setting) => seeds.map((_, seed) => ofRun(setting * seeds.length + seed)));
  } finally {
    tf.dispose([targets, learningRate, weightDecay, ...Object.values(places), ...leaves<Tensor>(learner)]);
    walk.dispose();
    measure.dispose();
  }
}

/** The next batches of every run, [count, R, batch]: pass after pass over its own training digits in a new random order. */
function batchesOf(runs: readonly { readonly seed: number; readonly parts: Parts }[]): (count: number) => Int32Array {
  const queues = runs.map(({ seed, parts: { training } }) => {
    const { shuffle } = random(seed, streams.order);
    let queue = new Int32Array();
    return () => {
      if (queue.length < BATCH) queue = shuffle(training.slice()) as Int32Array<ArrayBuffer>;
      const batch = queue.subarray(0, BATCH);
      queue = queue.subarray(BATCH);
      return batch;
    };
  });
  return (count) => {
    const places = new Int32Array(count * runs.length * BATCH);
    for (let update = 0; update < count; update++) {
      for (const [run, next] of queues.entries()) places.set(next(), (update * runs.length + run) * BATCH);
    }
    return places;
  };
}

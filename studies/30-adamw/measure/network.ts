import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { firstExamples, inputTable, mnist } from "momenta/datasets";
import {
  jit,
  leaves,
  mapTree,
  random,
  scan,
  streams,
  type TensorTree,
  tf,
  tidy,
  valueAndGradients,
} from "momenta/engine";
import { accuracy, mlp, softmaxCrossEntropy } from "momenta/models";
import { adam, adamw, applyUpdates, l2, type Optimizer } from "momenta/optimizers";
import { type Interval, meanInterval, quantile, spearman } from "momenta/statistics";
import { setting } from "../../common/index.js";
import { type Context, round, roundInterval } from "../../core/index.js";
import type { DecoupledDecayOptions } from "../options.js";

/** L2 in the gradient of Adam, or AdamW. */
export const networkForms = ["l2", "adamw"] as const;
export type AdamwForm = (typeof networkForms)[number];

/** Parameters of a like gradient history. */
export interface HistoryBin {
  /** The root of the mean square of the loss's gradients, √v̂ of the loss alone. */
  readonly history: Interval;
  /** The penalty's part of the last update by γθ: λ where all is as intended. */
  readonly received: Readonly<Record<AdamwForm, Interval>>;
}

/** Single parameters, one after the other: as `HistoryBin` has them. */
export interface ParameterDecays {
  readonly history: readonly number[];
  readonly received: readonly number[];
}

/** What came of the network. */
export interface AdamwNetwork {
  /** Test error in percent for each λ. */
  readonly error: Readonly<Record<AdamwForm, readonly Interval[]>>;
  /** At the examined λ: tenths of the parameters by their gradient history. */
  readonly bins: readonly HistoryBin[];
  /** At the examined λ: some parameters of the first seed. */
  readonly parameters: Readonly<Record<AdamwForm, ParameterDecays>>;
  /** Spearman's ρ of decay received and gradient history of L2, over the seeds. */
  readonly correlation: Interval;
  /** The least and the largest decay that a parameter received under AdamW, by λ. */
  readonly adamwRange: readonly [number, number];
}

const learningRate = 1e-3;
const { batchSize } = setting;
const model = mlp([784, ...setting.hidden, 10]);
const BINS = 10;
const SAMPLED = 2000;
const SHOWN = 200;
/** Of smaller parameters rounding leaves little of the penalty's part in an update. */
const LEAST = 1e-3;

interface Place extends Record<string, TensorTree> {
  /** The parameters before and after the last update, and the update. */
  readonly before: TensorTree;
  readonly change: TensorTree;
  readonly after: TensorTree;
  readonly state: Record<string, TensorTree>;
  /** Of Adam on the loss's gradients alone: its update, and its state. */
  readonly lossChange: TensorTree;
  readonly lossState: Record<string, TensorTree>;
}

/** Trains all λ and seeds of a form as replicas of one compiled loop. */
export async function network(options: DecoupledDecayOptions, { map, compiler }: Context): Promise<AdamwNetwork> {
  const found = await map(networkForms, "forms", (form) => trainAll(form, options, compiler));
  const [l2Runs, adamwRuns] = found as [Trained, Trained];
  const received = l2Runs.examined.map((run, seed) => ({
    l2: run,
    adamw: adamwRuns.examined[seed] as ParameterDecays,
  }));
  const binned = received.map(({ l2: decays, adamw: others }) => ({
    l2: historyBins(decays),
    adamw: historyBins(others),
  }));
  const over = (value: (one: (typeof binned)[number]) => number) => roundInterval(meanInterval(binned.map(value)));
  const shares = adamwRuns.examined.flatMap(({ received: all }) => all.map((value) => value / options.examined));
  return {
    error: { l2: l2Runs.error, adamw: adamwRuns.error },
    bins: Array.from({ length: BINS }, (_, bin) => ({
      history: over((one) => one.l2[bin]?.history as number),
      received: {
        l2: over((one) => one.l2[bin]?.received as number),
        adamw: over((one) => one.adamw[bin]?.received as number),
      },
    })),
    parameters: { l2: thin(l2Runs.examined[0]), adamw: thin(adamwRuns.examined[0]) },
    correlation: roundInterval(
      meanInterval(l2Runs.examined.map((one) => spearman(one.received, one.history).estimate)),
    ),
    adamwRange: [Math.min(...shares), Math.max(...shares)].map((value) => round(value)) as [number, number],
  };
}

interface Trained {
  readonly error: Interval[];
  /** For each seed, of sampled parameters that have had gradients and are not too small. */
  readonly examined: ParameterDecays[];
}

function trainAll(form: AdamwForm, options: DecoupledDecayOptions, compiler: Context["compiler"]): Trained {
  const { seeds, weightDecays, examined, updates } = options;
  const data = firstExamples(mnist(), options.trained);
  const runs = weightDecays.flatMap((weightDecay) =>
    Array.from({ length: seeds }, (_, seed) => ({ weightDecay, seed: seed + 1 })),
  );
  return tidy(() => {
    const images = inputTable(data.train, indicesBelow(options.trained));
    const labels = tf.oneHot(tf.tensor1d(data.train.labels.slice(), "int32"), 10);
    const weightDecay = tf.tensor1d(runs.map((run) => run.weightDecay));
    const plain = adam({ learningRate });
    const optimizer: Optimizer = form === "l2" ? l2(plain, weightDecay) : adamw({ learningRate, weightDecay });
    const gradientsAt = (params: TensorTree, indices: Tensor) => {
      const inputs = tf.gather(images, indices);
      const targets = tf.cast(tf.gather(labels, indices), "float32");
      const loss = (at: typeof params) =>
        softmaxCrossEntropy(model.apply(at as ReturnType<typeof model.init>, inputs), targets) as Tensor1D;
      return valueAndGradients(loss, params).gradients;
    };
    const walk = jit(function walk(place: Place, order: Tensor) {
      const step = ({ after: params, state, lossState }: Place, indices: Tensor): [Place, Record<never, Tensor>] => {
        const gradients = gradientsAt(params, indices);
        const [change, next] = optimizer.update(gradients, state, params);
        const [lossChange, nextLossState] = plain.update(gradients, lossState as ReturnType<typeof plain.init>, params);
        const after = applyUpdates(params, change);
        return [{ before: params, change, lossChange, after, state: next, lossState: nextLossState }, {}];
      };
      return scan(step, place, order)[0];
    }, compiler);
    const initial = model.init(runs.map(({ seed }) => seed));
    const order = tf.tensor3d(batchOrders(options), [updates, seeds, batchSize], "int32");
    const last = walk(
      {
        before: initial,
        change: initial,
        lossChange: initial,
        after: initial,
        state: optimizer.init(initial),
        lossState: plain.init(initial),
      },
      tf.tile(order, [1, weightDecays.length, 1]),
    );
    walk.dispose();
    const after = last.after as ReturnType<typeof model.init>;
    const test = firstTests(options.tested);
    const errors = [...tf.mul(100, tf.sub(1, accuracy(model.apply(after, test.images), test.labels))).dataSync()];
    // The moments of Adam are linear in the gradients, and the penalty's part of a step is that of the first moment.
    const share = (m: Tensor, lossMoment: Tensor) => tf.sub(1, tf.div(lossMoment, m));
    const penalty =
      form === "l2"
        ? mapTree(
            (change, m, lossMoment) => tf.mul(change, share(m, lossMoment)),
            last.change,
            last.state.firstMoment as TensorTree,
            last.lossState.firstMoment as TensorTree,
          )
        : mapTree((change, lossChange) => tf.sub(change, lossChange), last.change, last.lossChange);
    const gathered = 1 - 0.999 ** updates;
    const first = runs.findIndex((run) => run.weightDecay === examined);
    const flat = (tree: TensorTree) => {
      const rows = leaves<Tensor>(tree).map((leaf) => tf.reshape(tf.slice(leaf, first, seeds), [seeds, -1]));
      return tf.concat(rows, 1).arraySync() as number[][];
    };
    const [theta, received, squares] = [last.before, penalty, last.lossState.secondMoment as TensorTree].map((tree) =>
      flat(tree),
    ) as [number[][], number[][], number[][]];
    return {
      error: weightDecays.map((_, at) => roundInterval(meanInterval(errors.slice(at * seeds, (at + 1) * seeds)))),
      examined: Array.from({ length: seeds }, (_, seed) => {
        const live = (squares[seed] as number[]).flatMap((square, at) =>
          square > 1e-14 && Math.abs(theta[seed]?.[at] as number) > LEAST ? [at] : [],
        );
        const stride = Math.max(1, Math.floor(live.length / SAMPLED));
        const sampled = live.filter((_, at) => at % stride === 0);
        return {
          history: sampled.map((at) => Math.sqrt((squares[seed]?.[at] as number) / gathered)),
          received: sampled.map(
            (at) => -(received[seed]?.[at] as number) / (learningRate * (theta[seed]?.[at] as number)),
          ),
        };
      }),
    };
  });
}

/** Some of them, few enough for a figure, at equal distances. */
function thin({ history, received }: ParameterDecays = { history: [], received: [] }): ParameterDecays {
  const stride = Math.max(1, Math.floor(history.length / SHOWN));
  const some = (values: readonly number[]) => values.filter((_, at) => at % stride === 0).map((value) => round(value));
  return { history: some(history), received: some(received) };
}

/** The median of each tenth of the parameters by gradient history. */
function historyBins({ history, received }: ParameterDecays): { history: number; received: number }[] {
  const order = history.map((_, at) => at).sort((a, b) => (history[a] as number) - (history[b] as number));
  return Array.from({ length: BINS }, (_, bin) => {
    const members = order.slice((bin * order.length) / BINS, ((bin + 1) * order.length) / BINS);
    const middle = (values: readonly number[]) =>
      quantile(
        members.map((at) => values[at] as number),
        0.5,
      );
    return { history: middle(history), received: middle(received) };
  });
}

function indicesBelow(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => index);
}

/** Batches of every seed, [updates, seeds, batch]: pass after pass in a new random order. */
function batchOrders({ seeds, updates, trained: count }: DecoupledDecayOptions): Int32Array {
  const orders = new Int32Array(updates * seeds * batchSize);
  for (let seed = 0; seed < seeds; seed++) {
    const { shuffle } = random(seed + 1, streams.order);
    let queue: number[] = [];
    for (let update = 0; update < updates; update++) {
      if (queue.length < batchSize) queue = [...shuffle(indicesBelow(count))];
      orders.set(queue.splice(0, batchSize), (update * seeds + seed) * batchSize);
    }
  }
  return orders;
}

function firstTests(count: number): { images: Tensor; labels: Tensor1D } {
  const { test } = mnist();
  return {
    images: inputTable(test, indicesBelow(count)),
    labels: tf.tensor1d(test.labels.slice(0, count), "int32"),
  };
}

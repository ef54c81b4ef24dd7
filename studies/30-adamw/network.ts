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
import { setting } from "../common/setting.js";
import { roundedInterval } from "./toy.js";

/** What the network is trained with. */
export interface AdamwNetworkOptions {
  /** Initial weights and order of the data. */
  readonly seeds: number;
  /** The first training images of MNIST, and the first test images. */
  readonly trained: number;
  readonly tested: number;
  readonly updates: number;
  /** λ, 0 the first. */
  readonly weightDecays: readonly number[];
  /** The one of them at which the penalty received is looked at, the source's default. */
  readonly examined: number;
}

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
  readonly ofLossChange: TensorTree;
  readonly ofLoss: Record<string, TensorTree>;
}

/** Trains all λ and seeds of a form as replicas of one compiled loop. */
export function adamwNetwork(options: AdamwNetworkOptions): AdamwNetwork {
  const found = networkForms.map((form) => trained(form, options));
  const [l2Runs, adamwRuns] = found as [Trained, Trained];
  const received = l2Runs.examined.map((run, seed) => ({
    l2: run,
    adamw: adamwRuns.examined[seed] as ParameterDecays,
  }));
  const binned = received.map(({ l2: ofL2, adamw: ofAdamw }) => ({ l2: binsOf(ofL2), adamw: binsOf(ofAdamw) }));
  const over = (value: (one: (typeof binned)[number]) => number) => roundedInterval(meanInterval(binned.map(value)));
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
    parameters: { l2: thinned(l2Runs.examined[0]), adamw: thinned(adamwRuns.examined[0]) },
    correlation: roundedInterval(
      meanInterval(l2Runs.examined.map((one) => spearman(one.received, one.history).estimate)),
    ),
    adamwRange: [Math.min(...shares), Math.max(...shares)].map((value) => Number(value.toPrecision(4))) as [
      number,
      number,
    ],
  };
}

interface Trained {
  readonly error: Interval[];
  /** For each seed, of sampled parameters that have had gradients and are not too small. */
  readonly examined: ParameterDecays[];
}

function trained(form: AdamwForm, options: AdamwNetworkOptions): Trained {
  const { seeds, weightDecays, examined, updates } = options;
  const data = firstExamples(mnist(), options.trained);
  const runs = weightDecays.flatMap((weightDecay) =>
    Array.from({ length: seeds }, (_, seed) => ({ weightDecay, seed: seed + 1 })),
  );
  return tidy(() => {
    const images = inputTable(data.train, indicesTo(options.trained));
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
      const step = ({ after: params, state, ofLoss }: Place, indices: Tensor): [Place, Record<never, Tensor>] => {
        const gradients = gradientsAt(params, indices);
        const [change, next] = optimizer.update(gradients, state, params);
        const [ofLossChange, nextOfLoss] = plain.update(gradients, ofLoss as ReturnType<typeof plain.init>, params);
        const after = applyUpdates(params, change);
        return [{ before: params, change, ofLossChange, after, state: next, ofLoss: nextOfLoss }, {}];
      };
      return scan(step, place, order)[0];
    });
    const initial = model.init(runs.map(({ seed }) => seed));
    const order = tf.tensor3d(ordersOf(options), [updates, seeds, batchSize], "int32");
    const last = walk(
      {
        before: initial,
        change: initial,
        ofLossChange: initial,
        after: initial,
        state: optimizer.init(initial),
        ofLoss: plain.init(initial),
      },
      tf.tile(order, [1, weightDecays.length, 1]),
    );
    walk.dispose();
    const after = last.after as ReturnType<typeof model.init>;
    const test = firstTests(options.tested);
    const errors = [...tf.mul(100, tf.sub(1, accuracy(model.apply(after, test.images), test.labels))).dataSync()];
    // The moments of Adam are linear in the gradients, and the penalty's part of a step is that of the first moment.
    const share = (m: Tensor, ofLossM: Tensor) => tf.sub(1, tf.div(ofLossM, m));
    const penalty =
      form === "l2"
        ? mapTree(
            (change, m, ofLossM) => tf.mul(change, share(m, ofLossM)),
            last.change,
            last.state.firstMoment as TensorTree,
            last.ofLoss.firstMoment as TensorTree,
          )
        : mapTree((change, ofLossChange) => tf.sub(change, ofLossChange), last.change, last.ofLossChange);
    const gathered = 1 - 0.999 ** updates;
    const first = runs.findIndex((run) => run.weightDecay === examined);
    const flat = (tree: TensorTree) => {
      const rows = leaves<Tensor>(tree).map((leaf) => tf.reshape(tf.slice(leaf, first, seeds), [seeds, -1]));
      return tf.concat(rows, 1).arraySync() as number[][];
    };
    const [theta, received, squares] = [last.before, penalty, last.ofLoss.secondMoment as TensorTree].map((tree) =>
      flat(tree),
    ) as [number[][], number[][], number[][]];
    return {
      error: weightDecays.map((_, at) => roundedInterval(meanInterval(errors.slice(at * seeds, (at + 1) * seeds)))),
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

/** Every so manyth, few enough for a figure. */
function thinned({ history, received }: ParameterDecays = { history: [], received: [] }): ParameterDecays {
  const stride = Math.max(1, Math.floor(history.length / SHOWN));
  const some = (values: readonly number[]) =>
    values.filter((_, at) => at % stride === 0).map((value) => Number(value.toPrecision(4)));
  return { history: some(history), received: some(received) };
}

/** The median of each tenth of the parameters by gradient history. */
function binsOf({ history, received }: ParameterDecays): { history: number; received: number }[] {
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

function indicesTo(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => index);
}

/** Batches of every seed, [updates, seeds, batch]: pass after pass in a new random order. */
function ordersOf({ seeds, updates, trained: count }: AdamwNetworkOptions): Int32Array {
  const orders = new Int32Array(updates * seeds * batchSize);
  for (let seed = 0; seed < seeds; seed++) {
    const { shuffle } = random(seed + 1, streams.order);
    let queue: number[] = [];
    for (let update = 0; update < updates; update++) {
      if (queue.length < batchSize) queue = [...shuffle(indicesTo(count))];
      orders.set(queue.splice(0, batchSize), (update * seeds + seed) * batchSize);
    }
  }
  return orders;
}

function firstTests(count: number): { images: Tensor; labels: Tensor1D } {
  const { test } = mnist();
  return {
    images: inputTable(test, indicesTo(count)),
    labels: tf.tensor1d(test.labels.slice(0, count), "int32"),
  };
}

import type { Tensor, Tensor1D, Tensor2D } from "@tensorflow/tfjs";
import { mnist } from "momenta/datasets";
import { jitAsync, leaves, random, scan, streams, type TensorTree, tf, tidy, valueAndGradients } from "momenta/engine";
import { type MlpParams, mlp, softmaxCrossEntropy } from "momenta/models";
import { applyUpdates, sgd } from "momenta/optimizers";
import { type Interval, meanInterval } from "momenta/statistics";
import { breathe, type Context, roundInterval } from "../../core/index.js";
import type { EstimatingOptions } from "../options.js";
import { PIXELS, smallDigits } from "./smallDigits.js";

/** A network that has come to one and the same training loss, by batch size and learning rate. */
export interface Regularized {
  readonly size: number;
  readonly rate: number;
  /** How many of the runs came to the training loss. */
  readonly reached: number;
  /** On test digits, when the training loss was first at most `TRAINING_LOSS`; null where not all runs came there. */
  readonly testError: Interval | null;
  readonly testLoss: Interval | null;
  readonly updates: Interval | null;
  /** The paired difference in test error to the whole set in one batch, with the same learning rate. */
  readonly difference: Interval | null;
}

export const DIGITS = 500;
export const TRAINING_LOSS = 0.1;
const SIZES = [5, 25, 125, DIGITS];
export const RATES = [0.2, 0.5, 1];
const UNITS = 32;
const TEST = 2000;
const RECORDS = 50;

interface Learner extends Record<string, TensorTree> {
  readonly params: MlpParams;
}

/** SGD on a network of one hidden layer, all learning rates and seeds as replicas; every seed has its own digits. */
export async function regularization(options: EstimatingOptions, context: Context): Promise<Regularized[]> {
  const seeds = Array.from({ length: options.networkSeeds }, (_, index) => index + 1);
  const replicas = RATES.flatMap((rate) => seeds.map((seed) => ({ rate, seed })));
  const model = mlp([PIXELS, UNITS, 10]);
  const drawn = tidy(() => {
    const sets = seeds.map((seed) => smallDigits("train", digitsOf(seed)));
    const all = RATES.flatMap(() => sets);
    const test = smallDigits(
      "test",
      Int32Array.from({ length: TEST }, (_, at) => at),
    );
    return {
      images: tf.stack(all.map(({ images }) => images)),
      labels: tf.stack(all.map(({ labels }) => labels)),
      testImages: test.images,
      testLabels: test.labels,
    };
  });
  const rates = tf.tensor1d(replicas.map(({ rate }) => rate));
  const optimizer = sgd({ learningRate: rates });
  const measure = (params: MlpParams, data: typeof drawn) => {
    const test = model.apply(params, data.testImages);
    const wrong = tf.notEqual(tf.argMax(test, -1), tf.argMax(data.testLabels, -1));
    return {
      train: softmaxCrossEntropy(model.apply(params, data.images), data.labels),
      testLoss: softmaxCrossEntropy(test, data.testLabels),
      testError: tf.mean(tf.cast(wrong, "float32"), 1),
    };
  };
  try {
    const found = await context.map(SIZES, "batch sizes", async (size): Promise<Recorded> => {
      const per = (options.networkUpdates / RECORDS) * Math.round(Math.sqrt(DIGITS / size));
      const block = jitAsync(function block(learner: Learner, batches: Tensor, data: typeof drawn) {
        const flatImages = tf.reshape(data.images, [-1, PIXELS]) as Tensor2D;
        const flatLabels = tf.reshape(data.labels, [-1, 10]) as Tensor2D;
        const step = ({ params }: Learner, batch: Tensor): [Learner, TensorTree] => {
          const [x, y] = [tf.gather(flatImages, batch as Tensor2D), tf.gather(flatLabels, batch as Tensor2D)];
          const loss = (at: MlpParams) => softmaxCrossEntropy(model.apply(at, x), y) as Tensor1D;
          const [change] = optimizer.update(valueAndGradients(loss, params).gradients, {}, params);
          return [{ params: applyUpdates(params, change) }, {}];
        };
        const [next] = scan(step, learner, batches);
        return { next, ...measure(next.params, data) };
      }, context.compiler);
      const orders = replicas.map(({ seed }) => batchOrder(seed, size));
      let learner: Learner = { params: model.init(replicas.map(({ seed }) => seed)) };
      const records: Record<"train" | "testLoss" | "testError", number[]>[] = [];
      try {
        for (let record = 0; record < RECORDS; record++) {
          const indices = new Int32Array(per * replicas.length * size);
          for (let update = 0; update < per; update++) {
            orders.forEach((next, replica) => {
              const batch = next();
              const offset = (update * replicas.length + replica) * size;
              for (let place = 0; place < size; place++) {
                indices[offset + place] = replica * DIGITS + (batch[place] as number);
              }
            });
          }
          const batches = tf.tensor3d(indices, [per, replicas.length, size], "int32");
          const { next, ...measured } = await block(learner, batches, drawn);
          const read = (values: Tensor) => [...values.dataSync()];
          records.push({
            train: read(measured.train),
            testLoss: read(measured.testLoss),
            testError: read(measured.testError),
          });
          tf.dispose([batches, ...leaves<Tensor>(learner), ...Object.values(measured)]);
          learner = next;
          await breathe();
        }
      } finally {
        tf.dispose(leaves<Tensor>(learner));
        block.dispose();
      }
      return { size, per, records };
    });
    const whole = found.at(-1) as Recorded;
    return found.flatMap((recorded) => RATES.map((rate) => summary(rate, recorded, whole, replicas)));
  } finally {
    tf.dispose([rates, ...Object.values(drawn)]);
  }
}

/** What was measured of all replicas after every `per` updates. */
interface Recorded {
  readonly size: number;
  readonly per: number;
  readonly records: readonly Record<"train" | "testLoss" | "testError", readonly number[]>[];
}

function summary(
  rate: number,
  { size, per, records }: Recorded,
  whole: Recorded,
  replicas: readonly { readonly rate: number }[],
): Regularized {
  const own = replicas.flatMap((replica, at) => (replica.rate === rate ? [at] : []));
  const reachedBy = (of: Recorded["records"]) =>
    own.map((replica) => of.findIndex(({ train }) => (train[replica] as number) <= TRAINING_LOSS));
  const [firsts, firstsOfWhole] = [reachedBy(records), reachedBy(whole.records)];
  const interval = (values: readonly number[]) =>
    values.every(Number.isFinite) ? roundInterval(meanInterval(values)) : null;
  const at = (of: Recorded["records"], measured: readonly number[], name: "testLoss" | "testError") =>
    measured.map((first, place) => of[first]?.[name][own[place] as number] ?? Number.NaN);
  const errors = at(records, firsts, "testError");
  const errorsOfWhole = at(whole.records, firstsOfWhole, "testError");
  return {
    size,
    rate,
    reached: firsts.filter((first) => first >= 0).length,
    testError: interval(errors),
    testLoss: interval(at(records, firsts, "testLoss")),
    updates: interval(firsts.map((first) => (first < 0 ? Number.NaN : (first + 1) * per))),
    difference:
      size === whole.size ? null : interval(errors.map((error, seed) => error - (errorsOfWhole[seed] as number))),
  };
}

/** Its own digits for every seed. */
function digitsOf(seed: number): Int32Array {
  const { count } = mnist().train;
  return random(seed, streams.perturbation)
    .shuffle(Int32Array.from({ length: count }, (_, at) => at))
    .slice(0, DIGITS);
}

/** The batches one after the other, the order anew for every pass. */
function batchOrder(seed: number, size: number): () => Int32Array {
  const { shuffle } = random(seed, streams.order);
  const order = Int32Array.from({ length: DIGITS }, (_, at) => at);
  let at = DIGITS;
  return () => {
    if (at >= DIGITS) {
      shuffle(order);
      at = 0;
    }
    at += size;
    return order.slice(at - size, at);
  };
}

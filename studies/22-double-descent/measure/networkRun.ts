import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from "@tensorflow/tfjs";
import { inputTable, mnist } from "momenta/datasets";
import { jitAsync, leaves, random, scan, streams, type TensorTree, tf, tidy, valueAndGradients } from "momenta/engine";
import { type MlpParams, mlp, softmaxCrossEntropy } from "momenta/models";
import { adam, applyUpdates, type Optimizer } from "momenta/optimizers";
import { breathe, round } from "../../core/index.js";
import { drawSample, pooled, type Sample, testDigits } from "./digits.js";

/** A network of one hidden layer, and how it is trained. */
export interface NetworkRunOptions {
  readonly width: number;
  /** 1, 2, …: of the sample, the initial weights and the order of the digits. */
  readonly seeds: number;
  readonly samples: number;
  readonly validation: number;
  readonly test: number;
  readonly noise: readonly number[];
  readonly batchSize: number;
  /** Of Adam. */
  readonly learningRate: number;
  /** Passes over the sample after which errors are measured, ascending; training ends with the last. */
  readonly epochs: readonly number[];
}

/** Errors over training, `train[noise][seed][checkpoint]`. */
export interface NetworkRun {
  /** On the labels that are learned, wrong ones included. */
  readonly train: readonly (readonly (readonly number[])[])[];
  readonly validation: readonly (readonly (readonly number[])[])[];
  readonly test: readonly (readonly (readonly number[])[])[];
}

/** Of images of 7 × 7: with few inputs the width that learns all labels is well above the number of classes. */
const PIXELS = 49;

/** Weights and biases of an MLP with one hidden layer. */
export function countParameters(width: number): number {
  return (PIXELS + 1) * width + (width + 1) * 10;
}

/** What the replicas, all seeds for each share of noise, learn from and are measured on. */
interface Digits extends Record<string, Tensor> {
  /** [R · n, 49] and [R · n], int32. */
  readonly images: Tensor2D;
  readonly labels: Tensor1D;
  /** [R, v, 49] and [R, v]. */
  readonly validationImages: Tensor3D;
  readonly validationLabels: Tensor2D;
  /** [t, 49] and [t], the same for all. */
  readonly testImages: Tensor2D;
  readonly testLabels: Tensor1D;
}

/** Everything that an update changes. */
interface Learner extends Record<string, TensorTree> {
  readonly params: MlpParams;
  readonly state: Record<string, TensorTree>;
}

/** One width of the network, all seeds and all shares of label noise as replicas of one compiled program. */
export async function networkRun(options: NetworkRunOptions): Promise<NetworkRun> {
  const { width, seeds, samples, noise, batchSize, epochs } = options;
  const model = mlp([PIXELS, width, 10]);
  const optimizer: Optimizer = adam({ learningRate: options.learningRate });
  const allSeeds = Array.from({ length: seeds }, (_, index) => index + 1);
  const replicas = noise.length * seeds;

  const epoch = jitAsync(function epoch(
    learner: Learner,
    batches: Tensor3D,
    images: Tensor2D,
    labels: Tensor1D,
  ): Learner {
    const step = ({ params, state }: Learner, batch: Tensor): [Learner, TensorTree] => {
      const [inputs, wanted] = [tf.gather(images, batch as Tensor2D), tf.gather(labels, batch as Tensor2D)];
      const loss = (at: MlpParams) => softmaxCrossEntropy(model.apply(at, inputs), oneHot(wanted)) as Tensor1D;
      const [change, next] = optimizer.update(valueAndGradients(loss, params).gradients, state, params);
      return [{ params: applyUpdates(params, change), state: next }, {}];
    };
    return scan(step, learner, batches)[0];
  });
  const errors = (params: MlpParams, { images, labels, ...unseen }: Digits) => {
    const of = (inputs: Tensor, wanted: Tensor) =>
      tf.mean(tf.cast(tf.notEqual(tf.argMax(model.apply(params, inputs), -1), wanted), "float32"), 1);
    return {
      train: of(tf.reshape(images, [replicas, samples, PIXELS]), tf.reshape(labels, [replicas, samples])),
      validation: of(unseen.validationImages, unseen.validationLabels),
      test: of(unseen.testImages, unseen.testLabels),
    };
  };

  const digits = drawDigits(options, allSeeds);
  const order = batchOrder(allSeeds, options);
  const found = { train: grid(noise, seeds), validation: grid(noise, seeds), test: grid(noise, seeds) };
  let learner = tidy((): Learner => {
    const params = model.init(noise.flatMap(() => allSeeds));
    return { params, state: optimizer.init(params) };
  });
  try {
    for (let done = 1; done <= (epochs.at(-1) as number); done++) {
      const batches = tf.tensor3d(order(), [samples / batchSize, replicas, batchSize], "int32");
      const next = await epoch(learner, batches, digits.images, digits.labels);
      tf.dispose([batches, ...leaves<Tensor>(learner)]);
      learner = next;
      if (epochs.includes(done)) {
        const { params } = learner;
        const now = tidy(() => errors(params, digits));
        for (const [name, values] of Object.entries(now)) {
          values.dataSync().forEach((error, replica) => {
            found[name as keyof typeof now][Math.floor(replica / seeds)]?.[replica % seeds]?.push(round(error));
          });
        }
        tf.dispose(Object.values(now));
      }
      await breathe();
    }
    return found;
  } finally {
    tf.dispose([...leaves<Tensor>(learner), ...Object.values(digits)]);
    epoch.dispose();
  }
}

function oneHot(labels: Tensor): Tensor {
  return tf.cast(tf.oneHot(labels, 10), "float32");
}

/** An empty list for each seed of each share of noise. */
function grid(noise: readonly number[], seeds: number): number[][][] {
  return noise.map(() => Array.from({ length: seeds }, () => []));
}

function drawDigits({ samples, validation, test, noise }: NetworkRunOptions, seeds: readonly number[]): Digits {
  const drawn = seeds.map((seed) => drawSample(seed, { samples, validation, noise }));
  const replicas = noise.flatMap((_, level) => drawn.map((sample) => ({ sample, level })));
  const images = (of: (sample: Sample) => Int32Array) =>
    pooled(inputTable(mnist().train, Int32Array.from(replicas.flatMap(({ sample }) => [...of(sample)]))), 4);
  const labels = (of: (sample: Sample, level: number) => Uint8Array | undefined) =>
    Int32Array.from(replicas.flatMap(({ sample, level }) => [...(of(sample, level) as Uint8Array)]));
  return tidy(() => {
    const unseen = testDigits(test);
    return {
      images: images(({ train }) => train),
      labels: tf.tensor1d(
        labels((sample, level) => sample.labels[level]),
        "int32",
      ),
      validationImages: tf.reshape(
        images((sample) => sample.validation),
        [replicas.length, validation, PIXELS],
      ) as Tensor3D,
      validationLabels: tf.tensor2d(
        labels(({ validationLabels }) => validationLabels),
        [replicas.length, validation],
        "int32",
      ),
      testImages: pooled(unseen.images, 4),
      testLabels: tf.tensor1d(Int32Array.from(unseen.labels), "int32"),
    };
  });
}

/** The batches of the next epoch as places in the table of images, [n / B, R, B]: a seed's order is that of all shares of noise. */
function batchOrder(seeds: readonly number[], { samples, batchSize, noise }: NetworkRunOptions): () => Int32Array {
  const generators = seeds.map((seed) => random(seed, streams.order));
  const replicas = noise.length * seeds.length;
  return () => {
    const orders = generators.map(({ shuffle }) => shuffle(Int32Array.from({ length: samples }, (_, index) => index)));
    const places = new Int32Array(samples * replicas);
    for (let replica = 0; replica < replicas; replica++) {
      (orders[replica % seeds.length] as Int32Array).forEach((index, at) => {
        const [batch, place] = [Math.floor(at / batchSize), at % batchSize];
        places[(batch * replicas + replica) * batchSize + place] = replica * samples + index;
      });
    }
    return places;
  };
}

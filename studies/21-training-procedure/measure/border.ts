import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from "@tensorflow/tfjs";
import { jitAsync, leaves, mapTree, scan, type TensorTree, tf, tidy, valueAndGradients } from "momenta/engine";
import { type MlpParams, mlp, softmaxCrossEntropy } from "momenta/models";
import { type Interval, meanInterval } from "momenta/statistics";
import { type Context, last, round, roundInterval } from "../../core/index.js";
import type { TrainingProcedureOptions } from "../options.js";
import { digitTable, divide, PIXELS } from "./digits.js";
import { healthy } from "./symptoms.js";

/** Gradient descent with learning rates around the border of a quadric, 2 / λmax. */
export interface Border {
  /** Of the Hessian at the initial weights. */
  readonly largestEigenvalue: Interval;
  /** Learning rates as multiples of 2 / λmax. */
  readonly multiples: readonly number[];
  /** Training loss over its first value, mean logarithm over the seeds: the largest of the first ten updates, and the last. */
  readonly highest: readonly Interval[];
  readonly last: readonly Interval[];
  /** For each seed the smallest multiple with which the loss rises above its start in the first ten updates. */
  readonly smallestThatRises: readonly number[];
  /** And the smallest with which it ends above nine tenths of it. */
  readonly smallestThatFails: readonly number[];
  /** Training loss of the first seed for a few of the multiples, at every update. */
  readonly courses: readonly { readonly multiple: number; readonly losses: readonly number[] }[];
}

const multiples = [0.03, 0.1, 0.3, 0.5, 0.7, 0.9, 1.1, 1.4, 2, 3, 4, 6, 10, 20, 40, 100];
export const shownMultiples = [0.03, 0.7, 1.4, 100];
const SAMPLES = 200;
const UPDATES = 100;
const EARLY = 10;

/** Full-batch gradient descent from the same start with rates below and above 2 / λmax, no penalty. */
export async function border({ seeds }: TrainingProcedureOptions, { map, compiler }: Context): Promise<Border> {
  const table = digitTable();
  const runs = await map(
    Array.from({ length: seeds }, (_, at) => at + 1),
    "seeds",
    async (seed) => {
      const { training } = divide(seed, "at random", SAMPLES, table.byEase);
      const [inputs, targets] = tidy(() => {
        const places = tf.tensor1d(training, "int32");
        const labels = tf.tensor1d(
          Int32Array.from(training, (place) => table.labels[place] as number),
          "int32",
        );
        return [tf.gather(table.images, places), tf.cast(tf.oneHot(labels, 10), "float32") as Tensor2D] as const;
      });
      const params = mlp([PIXELS, healthy.width, 10]).init([seed]);
      const sharpness = await largestEigenvalue(params, inputs, targets, compiler);
      const losses = await descend(
        params,
        multiples.map((multiple) => (2 * multiple) / sharpness),
        inputs,
        targets,
        compiler,
      );
      tf.dispose([inputs, targets, ...leaves<Tensor>(params)]);
      return { sharpness, losses };
    },
  );
  table.images.dispose();
  const over = (value: (losses: readonly number[]) => number) =>
    multiples.map((_, at) =>
      roundInterval(meanInterval(runs.map(({ losses }) => Math.log(value(losses[at] as number[]))))),
    );
  const first = (losses: readonly number[]) => losses[0] as number;
  const smallestWhere = (is: (losses: readonly number[]) => boolean) =>
    runs.map(({ losses }) => multiples[losses.findIndex(is)] ?? Number.POSITIVE_INFINITY);
  return {
    largestEigenvalue: roundInterval(meanInterval(runs.map(({ sharpness }) => sharpness))),
    multiples,
    highest: over((losses) => Math.max(...losses.slice(0, EARLY + 1)) / first(losses)),
    last: over((losses) => last(losses) / first(losses)),
    smallestThatRises: smallestWhere((row) => Math.max(...row.slice(0, EARLY + 1)) > first(row)),
    smallestThatFails: smallestWhere((row) => last(row) > 0.9 * first(row)),
    courses: shownMultiples.map((multiple) => ({
      multiple,
      losses: (runs[0]?.losses[multiples.indexOf(multiple)] ?? []).map((loss) => round(loss)),
    })),
  };
}

const model = mlp([PIXELS, healthy.width, 10]);
const lossOf = (params: MlpParams, inputs: Tensor2D, targets: Tensor2D) => {
  const logits = model.apply(params, inputs);
  return softmaxCrossEntropy(logits, tf.tile(tf.expandDims(targets, 0), [logits.shape[0] as number, 1, 1])) as Tensor1D;
};

/** The largest eigenvalue of the Hessian, by power iteration; its products with vectors are differences of gradients. */
export async function largestEigenvalue(
  params: MlpParams,
  inputs: Tensor2D,
  targets: Tensor2D,
  compiler: Context["compiler"],
): Promise<number> {
  const STEP = 1e-2;
  const iterate = jitAsync(function iterate(at: MlpParams, start: MlpParams, x: Tensor2D, y: Tensor2D) {
    const gradientAt = (place: MlpParams) =>
      valueAndGradients((some: MlpParams) => lossOf(some, x, y), place).gradients;
    const norm = (tree: TensorTree) =>
      tf.sqrt(
        leaves<Tensor>(tree)
          .map((leaf) => tf.sum(tf.square(leaf)))
          .reduce((sum, one) => tf.add(sum, one)),
      );
    const moved = (direction: MlpParams, by: number) =>
      mapTree((leaf, along) => tf.add(leaf, tf.mul(by, along)), at, direction) as MlpParams;
    const step = ({ direction }: { direction: MlpParams }): [{ direction: MlpParams }, { value: Tensor }] => {
      const product = mapTree(
        (up, down) => tf.div(tf.sub(up, down), 2 * STEP),
        gradientAt(moved(direction, STEP)),
        gradientAt(moved(direction, -STEP)),
      ) as MlpParams;
      const value = norm(product);
      return [{ direction: mapTree((leaf) => tf.div(leaf, value), product) as MlpParams }, { value }];
    };
    const length = norm(start);
    const unit = mapTree((leaf) => tf.div(leaf, length), start) as MlpParams;
    return scan(step, { direction: unit }, 40)[1].value;
  }, compiler);
  const start = model.init([7]);
  const values = await iterate(params, start, inputs, targets);
  const found = (await values.data()) as Float32Array;
  tf.dispose([values, ...leaves<Tensor>(start)]);
  iterate.dispose();
  return last([...found]);
}

/** The training loss before each update and after the last, `[rate][update]`. */
async function descend(
  params: MlpParams,
  rates: readonly number[],
  inputs: Tensor2D,
  targets: Tensor2D,
  compiler: Context["compiler"],
): Promise<number[][]> {
  const run = jitAsync(function run(start: MlpParams, x: Tensor2D, y: Tensor2D, rate: Tensor3D) {
    const step = ({ at }: { at: MlpParams }): [{ at: MlpParams }, { loss: Tensor }] => {
      const { value, gradients } = valueAndGradients((some: MlpParams) => lossOf(some, x, y), at);
      return [
        { at: mapTree((leaf, slope) => tf.sub(leaf, tf.mul(rate, slope)), at, gradients) as MlpParams },
        { loss: value },
      ];
    };
    return scan(step, { at: start }, UPDATES + 1)[1].loss;
  }, compiler);
  const start = mapTree((leaf) => tf.tile(leaf, [rates.length, 1, 1]), params) as MlpParams;
  const rate = tf.tensor3d([...rates], [rates.length, 1, 1]);
  const losses = await run(start, inputs, targets, rate);
  const rows = (await losses.array()) as number[][];
  tf.dispose([losses, rate, ...leaves<Tensor>(start)]);
  run.dispose();
  return rates.map((_, at) => rows.map((row) => limited(row[at] as number)));
}

const MOST = 1e6;
const limited = (loss: number) => (loss < MOST ? loss : MOST);

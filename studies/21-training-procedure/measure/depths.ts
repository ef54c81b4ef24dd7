import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from "@tensorflow/tfjs";
import {
  jitAsync,
  leaves,
  mapTree,
  random,
  scan,
  streams,
  type TensorTree,
  tf,
  valueAndGradients,
} from "momenta/engine";
import { type MlpParams, mlp, softmaxCrossEntropy } from "momenta/models";
import { type Interval, mean, meanInterval } from "momenta/statistics";
import { type Context, round, roundInterval } from "../../core/index.js";
import type { TrainingProcedureOptions } from "../options.js";
import { digitTable, PIXELS } from "./digits.js";
import { standardized } from "./standardized.js";
import { type ActivationName, activationNames, type StartName, startNames, starts, WIDTH } from "./starts.js";
import { BATCH, MOST } from "./trainTogether.js";

/** Networks of some depth from one start. */
export interface Depth {
  readonly activation: ActivationName;
  readonly layers: number;
  readonly start: StartName;
  /** The best of the grid, by the mean training loss of the tuning seeds. */
  readonly learningRate: number;
  /** Of each learning rate, over the tuning seeds. */
  readonly grid: readonly number[];
  /** Training loss at the end, seed by seed. */
  readonly losses: readonly number[];
  readonly loss: Interval;
}

export const depthsTried = [1, 3, 8, 20];
export const depthRates = [0.003, 0.01, 0.03, 0.1, 0.3];
const TUNING_SEEDS = [1001, 1002];
const SAMPLES = 500;

/** Trains networks by depth and start, each with its best learning rate. */
export async function depths(
  { depthSeeds, depthUpdates }: TrainingProcedureOptions,
  { map, compiler }: Context,
): Promise<readonly Depth[]> {
  const table = digitTable();
  const kinds = activationNames.flatMap((activation) => depthsTried.map((layers) => ({ activation, layers })));
  const own = Array.from({ length: depthSeeds }, (_, at) => at + 1);
  const found = await map([...kinds].reverse(), "depths", async ({ activation, layers }) => {
    const train = (runs: readonly Run[]) => trainDeep(activation, layers, runs, depthUpdates, table, compiler);
    const tried = startNames.flatMap((start) =>
      depthRates.flatMap((learningRate) => TUNING_SEEDS.map((seed) => ({ start, learningRate, seed }))),
    );
    const tuning = await train(tried);
    const best = startNames.map((start) => {
      const grid = depthRates.map((rate) =>
        mean(tuning.filter((_, at) => tried[at]?.start === start && tried[at]?.learningRate === rate)),
      );
      return {
        start,
        grid: grid.map((loss) => round(loss)),
        learningRate: depthRates[grid.indexOf(Math.min(...grid))] as number,
      };
    });
    const runs = best.flatMap(({ start, learningRate }) => own.map((seed) => ({ start, learningRate, seed })));
    const losses = await train(runs);
    return best.map((one): Depth => {
      const ofStart = losses.filter((_, at) => runs[at]?.start === one.start).map((loss) => round(loss));
      return { activation, layers, ...one, losses: ofStart, loss: roundInterval(meanInterval(ofStart)) };
    });
  });
  table.images.dispose();
  return found.reverse().flat();
}

interface Run {
  readonly start: StartName;
  readonly learningRate: number;
  readonly seed: number;
}

/** The training loss of each run at the end, all runs replicas of one program. */
async function trainDeep(
  activation: ActivationName,
  layers: number,
  runs: readonly Run[],
  updates: number,
  table: ReturnType<typeof digitTable>,
  compiler: Context["compiler"],
): Promise<number[]> {
  const widths = [PIXELS, ...Array<number>(layers).fill(WIDTH), 10];
  const model = mlp(widths, { activation });
  const each = runs.map(({ start, seed }) => mlp(widths, { activation, initializer: starts[start] }).init([seed]));
  const params = mapTree((...all) => tf.concat(all), each[0] as MlpParams, ...each.slice(1)) as MlpParams;
  tf.dispose(each.flatMap((one) => leaves<Tensor>(one)));
  const seeds = [...new Set(runs.map(({ seed }) => seed))];
  const digits = seeds.map((seed) => standardized(seed, SAMPLES, table));
  const [inputs, targets] = [tf.concat(digits.map((one) => one.inputs)), tf.concat(digits.map((one) => one.targets))];
  tf.dispose(digits.flatMap((one) => [one.inputs, one.targets]));
  const first = runs.map(({ seed }) => SAMPLES * seeds.indexOf(seed));
  const rate = tf.tensor3d(
    runs.map(({ learningRate }) => learningRate),
    [runs.length, 1, 1],
  );
  const walk = jitAsync(function walk(
    start: MlpParams,
    order: Tensor3D,
    whole: Tensor2D,
    x: Tensor2D,
    y: Tensor2D,
    by: Tensor3D,
  ) {
    const lossOf = (at: MlpParams, places: Tensor) =>
      softmaxCrossEntropy(
        model.apply(at, tf.gather(x, places as Tensor2D)),
        tf.gather(y, places as Tensor2D),
      ) as Tensor1D;
    const step = ({ at }: { at: MlpParams }, places: Tensor): [{ at: MlpParams }, Record<never, TensorTree>] => {
      const { gradients } = valueAndGradients((some: MlpParams) => lossOf(some, places), at);
      return [{ at: mapTree((leaf, slope) => tf.sub(leaf, tf.mul(by, slope)), at, gradients) as MlpParams }, {}];
    };
    return lossOf(scan(step, { at: start }, order)[0].at, whole);
  }, compiler);
  const order = tf.tensor3d(batches(runs, first, updates), [updates, runs.length, BATCH], "int32");
  const whole = tf.tensor2d(
    Int32Array.from(first.flatMap((place) => Array.from({ length: SAMPLES }, (_, at) => place + at))),
    [runs.length, SAMPLES],
    "int32",
  );
  const losses = await walk(params, order, whole, inputs, targets, rate);
  const values = [...((await losses.data()) as Float32Array)].map((loss) => (loss < MOST ? loss : MOST));
  tf.dispose([losses, order, whole, inputs, targets, rate, ...leaves<Tensor>(params)]);
  walk.dispose();
  return values;
}

/** Batches of every run, pass after pass over its digits: those of a seed are the same for all starts and rates. */
function batches(runs: readonly Run[], first: readonly number[], updates: number): Int32Array {
  const places = new Int32Array(updates * runs.length * BATCH);
  runs.forEach(({ seed }, run) => {
    const { shuffle } = random(seed, streams.order);
    let queue = new Int32Array();
    for (let update = 0; update < updates; update++) {
      if (queue.length < BATCH)
        queue = shuffle(Int32Array.from({ length: SAMPLES }, (_, at) => at)) as Int32Array<ArrayBuffer>;
      const from = (update * runs.length + run) * BATCH;
      for (let at = 0; at < BATCH; at++) places[from + at] = (first[run] as number) + (queue[at] as number);
      queue = queue.subarray(BATCH);
    }
  });
  return places;
}

import type { Tensor1D } from "@tensorflow/tfjs";
import { jit, tf, tidy, valueAndGradients } from "momenta/engine";
import { mlp, softmaxCrossEntropy } from "momenta/models";
import { type Interval, mean, meanInterval, median } from "momenta/statistics";
import { breathe, type Context, round, roundInterval } from "../../core/index.js";
import type { EstimatingOptions } from "../options.js";

/** What a gradient costs with one batch size, on the machine that ran this. */
export interface Runtime {
  readonly size: number;
  /** Milliseconds: the median over rounds. */
  readonly time: number;
  /** Megabytes of what is made while it is computed op by op, as much as lives at once, and of the batch. */
  readonly memory: number;
}

export interface Runtimes {
  readonly batches: readonly Runtime[];
  /** The least size at which a gradient takes twice as long as with N = 1; null where none does. */
  readonly twiceAsLong: number | null;
  /** Time of a power of two / mean time of its two neighbours, over the powers from 8 on, in each round. */
  readonly powerOfTwo: Interval;
  /** The line through memory over N: its ends at N = 0 and its slope in kilobytes, and how far a value is from it at most. */
  readonly memoryLine: { readonly start: number; readonly perExample: number; readonly largestError: number };
}

const POWERS = Array.from({ length: 11 }, (_, exponent) => 2 ** exponent);
/** Calls that a time is the mean of, fewer where they take longer. */
const EXAMPLES_AT_ONCE = 512;

/** Times the gradient of a network, 784-100-10, for powers of two and their neighbours, in rounds over all sizes. */
export async function runtime({ rounds }: EstimatingOptions, context: Context): Promise<Runtimes> {
  const sizes = [...new Set(POWERS.flatMap((power) => (power < 8 ? [power] : [power - 1, power, power + 1])))];
  const model = mlp([784, 100, 10]);
  const params = model.init([1]);
  const data = sizes.map((size) => ({
    inputs: tf.randomUniform([size, 784], 0, 1, "float32", 1),
    labels: tf.cast(tf.oneHot(tf.tensor1d(Array(size).fill(1), "int32"), 10), "float32"),
  }));
  const gradient = (at: number, of: typeof params) => {
    const { inputs, labels } = data[at] as (typeof data)[number];
    return valueAndGradients((p) => softmaxCrossEntropy(model.apply(p, inputs), labels) as Tensor1D, of);
  };
  const compiled = sizes.map((_, at) => jit((of: typeof params) => gradient(at, of), context.compiler));
  const call = (at: number) => tidy(() => compiled[at]?.(params).value.dataSync());
  try {
    for (const at of sizes.keys()) call(at);
    const times: number[][] = await context.map(
      Array.from({ length: rounds }, (_, round) => round),
      "rounds",
      async () => {
        const found = sizes.map((size, at) => {
          const calls = Math.max(2, Math.ceil(EXAMPLES_AT_ONCE / size / 8));
          const begun = performance.now();
          for (let repeated = 0; repeated < calls; repeated++) call(at);
          return (performance.now() - begun) / calls;
        });
        await breathe();
        return found;
      },
    );
    const memories: number[] = [];
    for (const [at, { inputs, labels }] of data.entries()) {
      const before = tf.memory().numBytes;
      const { peakBytes, result } = await tf.profile(() => gradient(at, params) as never);
      tf.dispose(result);
      memories.push((peakBytes - before + 4 * (inputs.size + labels.size)) / 2 ** 20);
    }
    const batches = sizes.map((size, at) => ({
      size,
      time: round(median(times.map((row) => row[at] as number))),
      memory: round(memories[at] as number),
    }));
    const timeOf = (row: readonly number[], size: number) => row[sizes.indexOf(size)] as number;
    const ratio = (row: readonly number[]) => {
      const logs = POWERS.filter((power) => power >= 8).map((power) =>
        Math.log((2 * timeOf(row, power)) / (timeOf(row, power - 1) + timeOf(row, power + 1))),
      );
      return Math.exp(logs.reduce((sum, value) => sum + value, 0) / logs.length);
    };
    const first = batches[0]?.time as number;
    return {
      batches,
      twiceAsLong: batches.find(({ time }) => time >= 2 * first)?.size ?? null,
      powerOfTwo: roundInterval(meanInterval(times.map(ratio))),
      memoryLine: lineThrough(batches),
    };
  } finally {
    for (const one of compiled) one.dispose();
    tf.dispose([params, data.flatMap(({ inputs, labels }) => [inputs, labels])] as never);
  }
}

function lineThrough(batches: readonly Runtime[]): Runtimes["memoryLine"] {
  const [meanSize, meanMemory] = [mean(batches.map(({ size }) => size)), mean(batches.map(({ memory }) => memory))];
  const squares = batches.reduce((sum, { size }) => sum + (size - meanSize) ** 2, 0);
  const slope = batches.reduce((sum, { size, memory }) => sum + (size - meanSize) * (memory - meanMemory), 0) / squares;
  const start = meanMemory - slope * meanSize;
  const errors = batches.map(({ size, memory }) => Math.abs(memory / (start + slope * size) - 1));
  return { start: round(1024 * start), perExample: round(1024 * slope), largestError: round(Math.max(...errors)) };
}

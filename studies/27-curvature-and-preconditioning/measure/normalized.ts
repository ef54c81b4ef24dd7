import type { Tensor, Tensor1D, Tensor2D } from "@tensorflow/tfjs";
import { hessian, jit, singularValues, tf, tidy } from "momenta/engine";
import { type Landscape, landscape } from "momenta/landscapes";
import { mlp, squaredError } from "momenta/models";
import { newton, sgd } from "momenta/optimizers";
import { type Interval, meanInterval } from "momenta/statistics";
import { pathOf } from "../../common/index.js";
import { type Context, round } from "../../core/index.js";
import type { CurvatureAndPreconditioningOptions } from "../options.js";
import { digits, type Preparation, preparations, prepare, type Regression } from "./digits.js";

/** What preparing the inputs makes of the curvature of two models. */
export interface Normalized {
  readonly preparation: Preparation;
  /** Least squares: its Hessian, the largest eigenvalue first, each as a share of it. */
  readonly spectrum: readonly number[];
  /** λ_max / λ_min of least squares. */
  readonly conditionNumber: number;
  /** (loss − least loss) / (first loss − least loss) of gradient descent at 2 / (λ_min + λ_max), after `lossesAt` updates. */
  readonly excess: readonly number[];
  /** The same of the hidden layer's Hessian in a network as initialized: mean and interval over networks, by place. */
  readonly hidden: Readonly<Record<"mean" | "lower" | "upper", readonly number[]>>;
  /** The largest over the median modulus of the hidden layer's eigenvalues: half of the directions are flatter than that. */
  readonly hiddenSpread: Interval;
}

export const lossesAt = [1, 10, 100, 1000] as const;

/**
 * Least squares, and a network with one hidden layer of tanh units, on the same digits with inputs raw, standardized and
 * whitened.
 */
export function normalized(
  { examples, networks, units }: CurvatureAndPreconditioningOptions,
  { map }: Context,
): Promise<Normalized[]> {
  const raw = digits(examples);
  const seeds = Array.from({ length: networks }, (_, index) => index + 1);
  return map(preparations, "preparations", (preparation) => {
    const regression = prepare(raw, preparation);
    return { preparation, ...leastSquares(regression), ...hiddenLayer(regression, seeds, units) };
  });
}

function leastSquares({ inputs, targets }: Regression): Pick<Normalized, "spectrum" | "conditionNumber" | "excess"> {
  const [x, y] = [tf.tensor2d(inputs.map((row) => [...row, 1])), tf.tensor2d([targets as number[]])];
  try {
    const problem = squares(x, y);
    const start = Array<number>(problem.dimension).fill(0);
    const eigenvalues = tidy(() => {
      const curvature = problem.hessian(tf.tensor2d([start]));
      return (singularValues(curvature) as Tensor2D).arraySync()[0] as number[];
    });
    const [most, least] = [eigenvalues[0] as number, eigenvalues.at(-1) as number];
    const { values } = pathOf(problem, sgd({ learningRate: 2 / (most + least) }), start, Math.max(...lossesAt));
    const lowest = Math.min(...pathOf(problem, newton(), start, 2).values);
    const first = values[0] as number;
    return {
      spectrum: eigenvalues.map((value) => round(value / most)),
      conditionNumber: round(most / least),
      excess: lossesAt.map((at) => round(Math.max(0, (values[at] as number) - lowest) / (first - lowest), 3)),
    };
  } finally {
    tf.dispose([x, y]);
  }
}

/** ½ · mean (x · w − y)², whose Hessian is the mean of x · xᵀ everywhere. */
function squares(x: Tensor2D, y: Tensor2D): Landscape {
  const n = x.shape[1];
  return landscape({
    name: "Least squares",
    dimension: n,
    value: (points: Tensor) =>
      tf.mul(0.5, tf.mean(tf.squaredDifference(tf.matMul(points as Tensor2D, x, false, true), y), 1)),
    minima: [],
    saddles: [],
    box: { lower: Array<number>(n).fill(-1), upper: Array<number>(n).fill(1) },
    start: Array<number>(n).fill(0),
  });
}

function hiddenLayer(
  { inputs, targets }: Regression,
  seeds: readonly number[],
  units: number,
): Pick<Normalized, "hidden" | "hiddenSpread"> {
  const moduli = tidy(() => {
    const features = (inputs[0] ?? []).length;
    const [x, y] = [tf.tensor2d(inputs as number[][]), tf.tensor2d(targets.map((target) => [target]))];
    const { init, apply } = mlp([features, units, 1], { activation: "tanh" });
    const params = init(seeds);
    const { kernel, bias } = params.layer1 as { kernel: Tensor; bias: Tensor };
    const weights = features * units;
    const rows = tf.concat([tf.reshape(kernel, [-1, weights]), tf.reshape(bias, [-1, units])], 1);
    const loss = (at: Tensor) => {
      const layer1 = {
        kernel: tf.reshape(tf.slice(at, [0, 0], [-1, weights]), kernel.shape),
        bias: tf.reshape(tf.slice(at, [0, weights], [-1, units]), bias.shape),
      };
      return tf.mul(0.5, squaredError(apply({ ...params, layer1 }, x), y)) as Tensor1D;
    };
    const curvature = jit((at: Tensor) => hessian(loss, at), { compiler: "graph" });
    try {
      return (singularValues(curvature(rows)) as Tensor2D).arraySync();
    } finally {
      curvature.dispose();
    }
  });
  const shares = moduli.map((values) => values.map((value) => value / (values[0] as number)));
  const places = (shares[0] ?? []).map((_, place) => meanInterval(shares.map((row) => row[place] as number)));
  const everyFourth = (part: keyof Interval) =>
    places.map((interval) => round(interval[part])).filter((_, place) => place % 4 === 0);
  return {
    hidden: { mean: everyFourth("estimate"), lower: everyFourth("lower"), upper: everyFourth("upper") },
    hiddenSpread: meanInterval(shares.map((row) => 1 / (row[Math.floor(row.length / 2)] as number))),
  };
}

import type { Tensor1D } from "@tensorflow/tfjs";
import { tf, tidy } from "momenta/engine";
import { type Hyperparameter, type Optimizer, scheduled, schedules } from "momenta/optimizers";
import { type Context, round } from "../../core/index.js";
import type { AmsgradOptions } from "../options.js";
import { amsgradRegret, driftPerPeriod } from "./drift.js";
import { type Course, everyPeriod, play } from "./game.js";
import { type AmsgradMethod, make, methods } from "./methods.js";
import { RECORDS, recordedUpdates } from "./records.js";

/** The decay rates that the source's sequence is played with; `paper` has β₂ = 1 / (1 + C²). */
export const arms = ["paper", "small", "large", "usual"] as const;
export type AmsgradArm = (typeof arms)[number];

/** γ, or γ / √t. */
export type AmsgradRate = "constant" | "shrinking";

/** What came of the source's sequence for one method and one choice of decay rates. */
export interface AmsgradPlayed {
  readonly method: AmsgradMethod;
  readonly arm: AmsgradArm;
  readonly beta1: number;
  readonly beta2: number;
  /** The steps of one cycle of three updates in units of γ, before projection, and the closed form. */
  readonly drift: number;
  readonly predictedDrift: number;
  /** x after the last update, γ constant. */
  readonly end: number;
  /** x_t after each of the first 200 cycles, γ constant. */
  readonly path: readonly number[];
  /** R_T / T at the updates of `Sequence.at`, γ constant and γ / √t. */
  readonly regret: Readonly<Record<AmsgradRate, readonly number[]>>;
}

/** The source's sequence: C x every third time and −x otherwise. */
export interface Sequence {
  /** T of the regrets. */
  readonly at: readonly number[];
  readonly played: readonly AmsgradPlayed[];
  /** What R_T / T of AMSGrad comes to where γ is constant, in the closed form. */
  readonly predictedRegret: number;
}

/** Updates of a path. */
const PATH = 600;

/** Both methods on the source's sequence, with all choices of decay rates. */
export async function sequence(options: AmsgradOptions, { map }: Context): Promise<Sequence> {
  const { slope, rate, updates } = options;
  const at = recordedUpdates(updates, updates / RECORDS.sequence);
  const played = await map(methods, "methods", (method) => playSequence(options, method, at));
  return { at, played: played.flat(), predictedRegret: rate * amsgradRegret(slope, decayRates(slope).paper[1]) };
}

function decayRates(slope: number): Record<AmsgradArm, readonly [beta1: number, beta2: number]> {
  return { paper: [0, 1 / (1 + slope ** 2)], small: [0, 1e-4], large: [0, 0.9], usual: [0.9, 0.999] };
}

/** All choices of decay rates as replicas, with bias correction as the source prints it. */
function playSequence(options: AmsgradOptions, method: AmsgradMethod, at: readonly number[]): AmsgradPlayed[] {
  const { slope, rate, shrinkingRate, updates } = options;
  const betas = decayRates(slope);
  const courses = (of: (make: (rate: Hyperparameter) => Optimizer) => Optimizer, count: number, stride: number) =>
    tidy(() => {
      const [beta1, beta2] = ([0, 1] as const).map((which) => tf.tensor1d(arms.map((arm) => betas[arm][which]))) as [
        Tensor1D,
        Tensor1D,
      ];
      const optimizer = of((learningRate) => make(method, { learningRate, beta1, beta2 }));
      const [rare, usual] = [arms.map(() => slope), arms.map(() => -1)];
      return play(optimizer, { rare, usual, isRare: [everyPeriod(3, count)], stride });
    });
  const stride = updates / RECORDS.sequence;
  const paths = courses((of) => of(rate), PATH, 3);
  const constant = courses((of) => of(rate), updates, stride);
  const shrinking = courses((of) => scheduled(schedules.inverseRoot(shrinkingRate), of), updates, stride);
  const regretOf = ({ regret }: Course) => at.map((T) => round(regret[T / stride - 1] as number));
  return arms.map((arm, replica) => {
    const [beta1, beta2] = betas[arm];
    const course = constant[replica] as Course;
    return {
      method,
      arm,
      beta1,
      beta2,
      drift: round((3 * (course.moved.at(-1) as number)) / stride / rate),
      predictedDrift: round(driftPerPeriod({ slope, period: 3, beta1, beta2 }, method)),
      end: round(course.positions.at(-1) as number),
      path: (paths[replica] as Course).positions.map((x) => round(x)),
      regret: { constant: regretOf(course), shrinking: regretOf(shrinking[replica] as Course) },
    };
  });
}

import { requireKnown } from "../arguments/index.js";
import { random } from "../engine/index.js";
import { requireCount, requireList } from "./check.js";
import { draws } from "./draws.js";
import { type OnlineStream, onlineStream } from "./onlineStream.js";

export interface RateTrackingOptions {
  /** The drift is drawn uniformly between these; the same number twice is a drift that stays. */
  readonly drift?: readonly [lowest: number, highest: number];
  /** It is drawn anew before every so many examples. */
  readonly redrawEvery?: number;
}

const defaults = { drift: [0, 3], redrawEvery: 50_000 } as const;

/**
 * Noisy rate tracking: the input is 1, the target a random walk under noise of variance 1,
 *
 *     y = w + N(0, 1),   then w ← w + σ · N(0, 1),   w = 0 at first
 *
 * where the drift σ is drawn from a range and redrawn from time to time ({@link driftOf} says which it is). The larger σ,
 * the larger the best step size ({@link optimalStepSize}).
 *
 * Source: Degris, Javed, Sharifnassab, Liu, Sutton, "Step-size optimization for continual learning", 2024, arXiv 2401.17401.
 *
 * @throws RangeError where the range is not of finite numbers of at least 0, in order, or redrawEvery no whole number of at least 1
 */
export function rateTracking(seeds: readonly number[], options: RateTrackingOptions = {}): OnlineStream {
  requireList("rateTracking, seeds", seeds, "whole numbers");
  requireCount("rateTracking: the number of seeds", seeds.length);
  const { redrawEvery } = checked(options);
  return onlineStream(
    1,
    seeds.map((seed) => {
      const { normal } = random(seed, draws.rateTracking);
      let examples = 0;
      let sigma = 0;
      let walk = 0;
      return (input) => {
        if (examples % redrawEvery === 0) sigma = driftOf(seed, examples, options);
        examples += 1;
        input[0] = 1;
        const target = walk + normal();
        walk += sigma * normal();
        return target;
      };
    }),
  );
}

/**
 * The drift σ of {@link rateTracking} at an example of a seed, counted from 0.
 *
 * @throws RangeError where `rateTracking` does
 */
export function driftOf(seed: number, example: number, options: RateTrackingOptions = {}): number {
  const { drift, redrawEvery } = checked(options);
  if (!Number.isInteger(example) || example < 0) {
    throw new RangeError(`driftOf: example is ${example}; give a whole number, at least 0.`);
  }
  const [lowest, highest] = drift;
  const period = Math.floor(example / redrawEvery);
  return lowest + (highest - lowest) * random(seed, draws.rateTracking + 1 + period).uniform();
}

/**
 * The constant step size with the least squared error in {@link rateTracking}, the gain of the steady Kalman filter:
 *
 *     α* = (−σ² + √(σ⁴ + 4σ²)) / 2
 *
 * Source: Kalman, "A new approach to linear filtering and prediction problems", 1960, for a random walk.
 *
 * @param drift σ, in units of the noise's standard deviation
 * @throws RangeError where the drift is negative or NaN
 */
export function optimalStepSize(drift: number): number {
  if (typeof drift !== "number" || !(drift >= 0))
    throw new RangeError(`optimalStepSize: drift is ${drift}; give a number of at least 0.`);
  return 2 / (1 + Math.sqrt(1 + 4 / drift ** 2));
}

function checked(options: RateTrackingOptions): Required<RateTrackingOptions> {
  requireKnown("rateTracking", options, Object.keys(defaults));
  const { drift = defaults.drift, redrawEvery = defaults.redrawEvery } = options;
  requireList("rateTracking, drift", drift, "two numbers");
  const [lowest, highest] = drift;
  if (!(drift.every(Number.isFinite) && lowest >= 0 && lowest <= highest && highest < Number.POSITIVE_INFINITY)) {
    throw new RangeError(
      `rateTracking: drift is between ${lowest} and ${highest}; give finite numbers of at least 0, in order.`,
    );
  }
  requireCount("rateTracking: redrawEvery", redrawEvery);
  return { drift, redrawEvery };
}

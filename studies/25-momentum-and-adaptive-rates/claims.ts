import { formatInterval, formatNumber } from "momenta/figures";
import type { Interval } from "momenta/statistics";
import type { MomentumAndAdaptiveRates } from "./momentumAndAdaptiveRates.js";
import type { AdaptiveRates } from "./rates.js";
import type { MinibatchSmoothing, MinibatchTraining } from "./smoothing.js";

/** What the slides say, what came out here, and whether that is the same. */
export interface Claim {
  readonly published: string;
  readonly ours: string;
  readonly holds: boolean;
}

type ClaimName = "momentum" | "nesterov" | "faster" | "smoother" | "lower" | "movement" | "inverse" | "all" | "axes";

/** The claims of the slides about momentum, and about rates for single weights. */
export function claims(result: MomentumAndAdaptiveRates): Record<ClaimName, Claim> {
  const { options, sizes } = result;
  const share = (optimizer: string) => shareAt(result, optimizer);
  const [sgd, ...withMomentum] = result.training as readonly [MinibatchTraining, ...MinibatchTraining[]];
  const same = withMomentum.filter(({ learningRate }) => learningRate === sgd.learningRate);
  const less = withMomentum.filter(({ learningRate }) => learningRate !== sgd.learningRate);
  const [plain, rmsprop] = [ratesBy(result, "SGD"), ratesBy(result, "RMSProp")];
  const adaptive = result.rates.filter(({ optimizer }) => optimizer !== "SGD");
  return {
    momentum: {
      published: "momentum smooths out the variations of minibatch gradients",
      ours: `at β = ${options.momentum} its direction has ${percent(share("SGD + momentum").measured)} of their variance (closed form ${percentOf(share("SGD + momentum").closed)})`,
      holds: share("SGD + momentum").measured.upper < 1,
    },
    nesterov: {
      published: "Nesterov smooths out the variance in the gradients",
      ours: `${percent(share("Nesterov").measured)} (closed form ${percentOf(share("Nesterov").closed)})`,
      holds: share("Nesterov").measured.upper < 1,
    },
    faster: {
      published: "momentum converges faster",
      ours:
        `to a tenth of the loss: SGD ${arrival(sgd)} updates; with the same η momentum ${same.map(arrival).join(", Nesterov ")}, ` +
        `with η (1 − β) momentum ${less.map(arrival).join(", Nesterov ")}`,
      holds: withMomentum.every((one) => updatesOf(one) < updatesOf(sgd)),
    },
    smoother: {
      published: "momentum converges smoother",
      ours:
        `in the end the loss changes in an update by: SGD ${percent(sgd.roughness)}; same η: momentum ` +
        `${same.map(({ roughness }) => percent(roughness)).join(", Nesterov ")}; η (1 − β): momentum ` +
        `${less.map(({ roughness }) => percent(roughness)).join(", Nesterov ")}`,
      holds: withMomentum.every(({ roughness }) => roughness.upper < sgd.roughness.lower),
    },
    lower: {
      published: "(and ends lower)",
      ours:
        `loss above the lowest in the end: SGD ${small(sgd.floor)}; same η: momentum ${same.map(({ floor }) => small(floor)).join(", Nesterov ")}; ` +
        `η (1 − β): momentum ${less.map(({ floor }) => small(floor)).join(", Nesterov ")}`,
      holds: withMomentum.every(({ floor }) => floor.upper < sgd.floor.lower),
    },
    movement: {
      published: "directions of greater swing are indicated by total movement",
      ours: `SGD's total movement falls from weight to weight with √E[g²], from ${formatInterval(first(plain.movement), 1)} to ${formatInterval(last(plain.movement), 3)}`,
      holds: plain.movement.every(
        ({ estimate }, at) => at === 0 || estimate < (plain.movement[at - 1] as Interval).estimate,
      ),
    },
    inverse: {
      published: "RMSProp scales the rate by the inverse of the root mean squared derivative",
      ours: `rate ∝ √E[g²] to the power ${formatInterval(rmsprop.slope, 3)}`,
      holds: Math.abs(rmsprop.slope.estimate + 1) < 0.05,
    },
    all: {
      published: "so do Adam, AdaGrad, Adadelta and AdaMax (to 5 %)",
      ours: adaptive
        .filter(({ optimizer }) => optimizer !== "RMSProp")
        .map(({ optimizer, slope }) => `${optimizer} ${formatInterval(slope, 3)}`)
        .join(", "),
      holds: adaptive.every(({ slope }) => Math.abs(slope.estimate + 1) < 0.05),
    },
    axes: {
      published: "separate rates for each component even out directions of different swing",
      ours:
        `the largest of RMSProp's rates is ${formatInterval(rmsprop.spread.straight, 0)} times the smallest where the directions are the weights', ` +
        `${formatInterval(rmsprop.spread.rotated, 1)} times where they are rotated (the directions differ by ${formatNumber(spread(sizes.straight), 0)} in both)`,
      holds: rmsprop.spread.rotated.upper > rmsprop.spread.straight.estimate / 2,
    },
  };
}

/** What a method makes of the variance at the β that training has, measured and from the closed form. */
export function shareAt({ smoothing, options }: MomentumAndAdaptiveRates, optimizer: string) {
  const { shares, closedForm } = smoothing.find((one) => one.optimizer === optimizer) as MinibatchSmoothing;
  const at = options.betas.indexOf(options.momentum);
  return { measured: shares[at] as Interval, closed: closedForm[at] as number };
}

/** The rates by a method. */
export function ratesBy({ rates }: MomentumAndAdaptiveRates, optimizer: string): AdaptiveRates {
  return rates.find((one) => one.optimizer === optimizer) as AdaptiveRates;
}

/** The largest divided by the smallest. */
export function spread(values: readonly number[]): number {
  return Math.max(...values) / Math.min(...values);
}

/** “83”, “never”. */
export function arrival({ arrives }: MinibatchTraining): string {
  return arrives === null ? "never" : String(arrives);
}

function updatesOf({ arrives }: MinibatchTraining): number {
  return arrives ?? Number.POSITIVE_INFINITY;
}

function percent({ estimate, lower, upper }: Interval): string {
  return `${formatInterval({ estimate: 100 * estimate, lower: 100 * lower, upper: 100 * upper }, 2)} %`;
}

function percentOf(share: number): string {
  return `${formatNumber(100 * share, 2)} %`;
}

function small(interval: Interval): string {
  return formatInterval(interval, 3);
}

function first<One>(all: readonly One[]): One {
  return all[0] as One;
}

function last<One>(all: readonly One[]): One {
  return all.at(-1) as One;
}

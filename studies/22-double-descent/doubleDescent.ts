import { progress } from "momenta/progress";
import { chosenOptions, type Execution } from "../common/execution.js";
import { type FeatureRun, type FeatureRunOptions, featureRun } from "./featureRuns.js";
import { type FeatureCurves, featureCurves, type SampleCurve, sampleCurve } from "./featureSummary.js";
import { kept } from "./kept.js";
import { type NetworkRun, type NetworkRunOptions, networkRun } from "./networkRuns.js";
import { type NetworkCurves, networkCurves } from "./networkSummary.js";

/** What the study leaves to choose; the defaults are `doubleDescentDefaults`. */
export interface DoubleDescentOptions {
  /** Runs of each kind of random features and of each number of training digits. */
  readonly seeds: number;
  /** Training digits n; curves with ridges are those of the last. */
  readonly samples: readonly number[];
  /** Digits to choose a ridge, or the moment to stop, by. */
  readonly validation: number;
  /** Digits that errors are measured on. */
  readonly test: number;
  /** The shares of training labels that are replaced by another class. */
  readonly noise: readonly number[];
  /** Numbers of features N as multiples of n, ascending. */
  readonly ratios: readonly number[];
  /** λ as a multiple of the mean of an example's ‖φ‖², ascending from 0, the solution of least norm. */
  readonly ridges: readonly number[];
  readonly network: TrainedNetworks;
}

/** How the networks of one hidden layer are trained. */
export interface TrainedNetworks {
  readonly seeds: number;
  /** Training digits. */
  readonly samples: number;
  /** Hidden units, ascending. */
  readonly widths: readonly number[];
  readonly batchSize: number;
  /** Of Adam. */
  readonly learningRate: number;
  /** Passes over the training digits after which errors are measured, ascending; training ends with the last. */
  readonly epochs: readonly number[];
}

/**
 * Random features as a first guess had them, but for 2000 digits in place of 400. The networks were chosen twice anew after
 * results were seen, as the notebook tells: smaller images, so that the width that learns all labels is above the number of
 * classes, and ten times Adam's usual learning rate, so that wrong labels are learned, too, in 300 epochs.
 */
export const doubleDescentDefaults: DoubleDescentOptions = {
  seeds: 10,
  samples: [500, 2000],
  validation: 250,
  test: 1000,
  noise: [0, 0.2],
  ratios: [0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 1, 1.1, 1.25, 2, 4, 10],
  ridges: [0, 1e-3, 1e-2, 1e-1, 1, 10],
  network: {
    seeds: 10,
    samples: 1000,
    widths: [6, 12, 20, 32, 48, 80, 160, 320, 640],
    batchSize: 50,
    learningRate: 0.01,
    epochs: [1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200, 300],
  },
};

/** To see that everything works. */
export const doubleDescentQuick: Partial<DoubleDescentOptions> = {
  seeds: 2,
  samples: [100, 200],
  validation: 200,
  test: 500,
  ratios: [0.1, 0.3, 0.8, 1, 1.25, 3, 10],
  ridges: [0, 1e-2, 1],
  network: { seeds: 2, samples: 200, widths: [6, 32], batchSize: 50, learningRate: 0.005, epochs: [1, 5, 20, 60] },
};

/** What the study found. */
export interface DoubleDescent {
  readonly options: DoubleDescentOptions;
  /** For each kind and each share of label noise, with the most training digits. */
  readonly features: readonly FeatureCurves[];
  /** The solution of least norm with each number of training digits, label noise as in the last of `noise`. */
  readonly samples: readonly SampleCurve[];
  /** For each share of label noise. */
  readonly networks: readonly NetworkCurves[];
}

/** The kinds of random features, as `randomFeatures` has them. */
export const kinds = ["relu", "fourier"] as const satisfies readonly FeatureRunOptions["kind"][];

/**
 * Test error over the size of a model, through the size that fits all training data: random features with least squares,
 * with and without ridge, and networks of one hidden layer.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export async function doubleDescent(
  options: Partial<DoubleDescentOptions> = {},
  execution: Execution = {},
): Promise<DoubleDescent> {
  const chosen = chosenOptions(doubleDescentDefaults, options, doubleDescentQuick, execution);
  requireOptions(chosen);
  const { seeds, samples, noise, ratios, ridges, validation, test, network } = chosen;
  const common = { validation, test, noise };

  const shown = progress("random features", "regressions", kinds.length * seeds * samples.length);
  const curves = kinds.flatMap((kind) =>
    samples.map((count) => ({
      kind,
      samples: count,
      widths: ratios.map((ratio) => Math.round(ratio * count)),
      runs: [] as FeatureRun[],
    })),
  );
  let made = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    for (const { runs, ...curve } of curves) {
      const one = { ...curve, seed, ridges, ...common };
      runs.push(await kept(execution, { part: "features", ...one }, () => featureRun(one)));
      shown.update(++made);
    }
  }
  shown.end();

  const bySamples = curves.map(({ runs, ...curve }) => sampleCurve(curve, runs, noise.length - 1));
  const features = curves
    .filter(({ samples: count }) => count === samples.at(-1))
    .flatMap(({ kind, widths, runs }) =>
      noise.map((share, level) => featureCurves({ kind, noise: share, widths, ridges }, runs, level)),
    );

  const training = progress("networks", "widths", network.widths.length);
  const { widths, ...trained } = network;
  const runs: NetworkRun[] = [];
  for (const width of widths) {
    const one: NetworkRunOptions = { width, ...trained, ...common };
    runs.push(await kept(execution, { part: "network", ...one }, () => networkRun(one)));
    training.update(runs.length);
  }
  training.end();
  const networks = noise.map((share, level) => networkCurves(share, level, network, runs));
  return { options: chosen, features, samples: bySamples, networks };
}

function requireOptions({ seeds, samples, noise, ratios, ridges, network }: DoubleDescentOptions): void {
  const ascending = (name: string, values: readonly number[], least: number) => {
    if (values.length > 0 && values.every((value, at) => value >= least && value > (values[at - 1] ?? -1))) return;
    throw new RangeError(`${name} are [${values.join(", ")}]; give numbers of at least ${least}, ascending.`);
  };
  if (!(Number.isInteger(seeds) && seeds >= 1))
    throw new RangeError(`seeds is ${seeds}; give a whole number, at least 1.`);
  ascending("samples", samples, 10);
  ascending("noise", noise, 0);
  ascending("ratios", ratios, 10 / (samples[0] as number));
  ascending("ridges", ridges, 0);
  if (ridges[0] !== 0)
    throw new RangeError(`ridges begin with ${ridges[0]}; give 0, the solution of least norm, first.`);
  ascending("network.widths", network.widths, 1);
  ascending("network.epochs", network.epochs, 1);
  if (network.samples % network.batchSize !== 0) {
    throw new RangeError(
      `network.batchSize is ${network.batchSize}; give a divisor of ${network.samples}, the training digits.`,
    );
  }
}

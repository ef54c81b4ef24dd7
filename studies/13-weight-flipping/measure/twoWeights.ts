import { type Interval, meanInterval } from "momenta/statistics";
import { type Context, round, roundInterval } from "../../core/index.js";
import type { WeightFlippingOptions } from "../options.js";
import { type TwoWeightControls, type TwoWeightPaths, twoWeightPath } from "./twoWeightPath.js";

/** Two weights, one of them relevant. */
export interface TwoWeights extends TwoWeightPaths {
  readonly controls: TwoWeightControls;
  /** The mean squared error of each method over the seeds. */
  readonly errors: Readonly<Record<string, Interval>>;
}

/** One large input in 50,000 is enough to blow up a larger θ. */
const setting = { metaRate: 0.001, initialRate: 0.05, flipEvery: 20, updates: 50_000 };
/** From which RMSProp and Adam have their best each, on a seed of its own. */
const learningRates = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5];
const TUNING_SEED = 1001;

/** The surface and the paths of one seed, and the errors of all seeds. */
export async function twoWeights({ seeds }: WeightFlippingOptions, { map }: Context): Promise<TwoWeights> {
  const tuned = learningRates.map((rate) => {
    const run = twoWeightPath({ ...setting, rmspropRate: rate, adamRate: rate, seed: TUNING_SEED });
    return { rate, errors: { RMSProp: errorOf(run, "RMSProp"), Adam: errorOf(run, "Adam") } };
  });
  const best = (name: "RMSProp" | "Adam") =>
    tuned.reduce((least, one) => (one.errors[name] < least.errors[name] ? one : least)).rate;
  const controls: TwoWeightControls = { ...setting, rmspropRate: best("RMSProp"), adamRate: best("Adam"), seed: 1 };
  const runs = await map(
    Array.from({ length: seeds }, (_, at) => at + 1),
    "seeds",
    (seed) => twoWeightPath({ ...controls, seed }),
  );
  const { stepSizes, surface, oracle, paths } = runs[0] as TwoWeightPaths;
  const rounded = (values: readonly number[]) => values.map((value) => round(value));
  return {
    controls,
    stepSizes: rounded(stepSizes),
    surface: surface.map(rounded),
    oracle: { stepSize: round(oracle.stepSize), error: round(oracle.error) },
    paths: paths.map(({ name, relevant, irrelevant, error }) => ({
      name,
      relevant: rounded(relevant),
      irrelevant: rounded(irrelevant),
      error: round(error),
    })),
    errors: Object.fromEntries(
      paths.map(({ name }) => [name, roundInterval(meanInterval(runs.map((run) => errorOf(run, name))))]),
    ),
  };
}

function errorOf({ paths }: TwoWeightPaths, name: string): number {
  return paths.find((path) => path.name === name)?.error as number;
}

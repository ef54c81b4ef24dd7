import { weightFlipping } from "momenta/datasets";
import { mean } from "momenta/statistics";
import { followStream, gridOf, type OnlineCourse, oneTwoFive, onlineMethods } from "../../common/index.js";
import { type Context, round } from "../../core/index.js";
import type { WeightFlippingOptions } from "../options.js";
import { ERROR_WITHOUT_LEARNING } from "./comparison.js";
import { flipping } from "./constantStepSizes.js";

/** What a meta rate comes to where the target weights are ± a size. */
export interface Sized {
  readonly method: "IDBD" | "Autostep";
  readonly size: number;
  readonly rates: readonly {
    readonly metaRate: number;
    /** The mean squared error in units of the size's square, over the seeds that did not diverge; null where all did. */
    readonly error: number | null;
    readonly diverged: number;
  }[];
}

export interface Sensitivity {
  readonly seeds: number;
  readonly sized: readonly Sized[];
}

const sizes = [0.1, 1, 10];
const metaRates = oneTwoFive(-6, 0);
const INITIAL_RATE = 0.02;
const FIRST_SEED = 2001;

/** IDBD and Autostep with meta rates over seven powers of ten, on target weights of three sizes. */
export async function sensitivity(
  { tuningSeeds, updates }: WeightFlippingOptions,
  { map, compiler }: Context,
): Promise<Sensitivity> {
  const seeds = Array.from({ length: tuningSeeds }, (_, at) => FIRST_SEED + at);
  const settings = gridOf({ metaRate: metaRates, initialRate: [INITIAL_RATE] });
  const learners = {
    IDBD: { method: onlineMethods.IDBD, settings },
    Autostep: { method: onlineMethods.Autostep, settings },
  };
  const sized = await map(sizes, "sizes", async (size): Promise<Sized[]> => {
    const { features } = flipping;
    const streamOf = (some: readonly number[]) => weightFlipping(some, { weight: size });
    const courses = await followStream(
      learners,
      { streamOf, features, seeds, updates, records: 20, seedsAtATime: seeds.length },
      { compiler, map: async (groups, _, follow) => Promise.all(groups.map(follow)) },
    );
    return (["IDBD", "Autostep"] as const).map((method) => ({
      method,
      size,
      rates: courses[method].map((course) => rateOf(course, size)),
    }));
  });
  return { seeds: tuningSeeds, sized: sized.flat() };
}

function rateOf({ setting, errors }: OnlineCourse, size: number): Sized["rates"][number] {
  const means = errors.map((records) => records.reduce((sum, error) => sum + error, 0) / records.length / size ** 2);
  const learned = means.filter((error) => error < ERROR_WITHOUT_LEARNING);
  return {
    metaRate: setting.metaRate as number,
    error: learned.length > 0 ? round(mean(learned)) : null,
    diverged: means.length - learned.length,
  };
}

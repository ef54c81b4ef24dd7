import { mean } from "momenta/statistics";
import type { Setting } from "../../common/index.js";
import { type Context, round } from "../../core/index.js";
import type { DeepIdbdOptions } from "../options.js";
import { byTask, seedsFrom } from "./accuracy.js";
import { learnStream } from "./learnStream.js";
import { methods } from "./methods.js";

/** What comes of a first step size, kept or improved. */
export interface FirstRate {
  readonly method: "SGD" | "IDBD" | "normalization alone" | "hybrid";
  readonly rate: number;
  /** The online accuracy of each seed. */
  readonly accuracy: readonly number[];
}

const FIRST_SEED = 2001;
const SEEDS = 8;
/** The same for all first step sizes. */
export const META_RATE = 0.1;
const rates = { plain: [0.001, 0.005, 0.03, 0.1], normalized: [3e-5, 2e-4, 1e-3, 5e-3] } as const;

/** Step sizes from far too small to too large, with and without optimization; seeds and θ are the same for all. */
export async function firstRates(options: DeepIdbdOptions, context: Context): Promise<readonly FirstRate[]> {
  const constant = (rate: number): Setting => ({ learningRate: rate });
  const adapted = (rate: number): Setting => ({ initialRate: rate, metaRate: META_RATE });
  const ways = [
    { method: "SGD", of: rates.plain, setting: constant },
    { method: "IDBD", of: rates.plain, setting: adapted },
    { method: "normalization alone", of: rates.normalized, setting: constant },
    { method: "hybrid", of: rates.normalized, setting: adapted },
  ] as const;
  const found: FirstRate[] = [];
  for (const { method, of, setting } of ways) {
    const learners = of.flatMap((rate) =>
      seedsFrom(FIRST_SEED, SEEDS).map((seed) => ({ setting: setting(rate), seed, rate })),
    );
    const courses = await learnStream(methods[method], learners, options, context, `${method}, networks`);
    const accuracies = courses.map((course) => round(mean(byTask(course))));
    of.forEach((rate, at) => {
      found.push({ method, rate, accuracy: accuracies.slice(at * SEEDS, (at + 1) * SEEDS) });
    });
  }
  return found;
}

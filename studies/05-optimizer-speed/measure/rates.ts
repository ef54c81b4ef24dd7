import { onAllCores } from "momenta/engine";
import { mean } from "momenta/statistics";
import type { Context } from "../../core/index.js";
import type { OptimizerSpeedOptions } from "../options.js";
import { ordered } from "./ordered.js";
import { type RateSpeed, rateSpeed, streamsOf, trainingOf } from "./speed.js";

/** What a search for a method's learning rate found. */
export interface SearchedRates {
  /** With each learning rate of the search. */
  readonly search: readonly RateSpeed[];
  /** With the best of them, on fresh seeds. */
  readonly best: RateSpeed;
}

/**
 * Updates on the first of the second tasks with a range of learning rates, and with the best rate of each method on seeds that
 * did not choose it.
 *
 * @returns an entry for each method, in the published order
 */
export async function rates(options: OptimizerSpeedOptions, { expect, train }: Context): Promise<SearchedRates[]> {
  const { seeds, maxUpdatesOfSearch, rateFactors } = options;
  const common = { ...trainingOf(options), stream: streamsOf(options).slice(0, 1), maxUpdates: maxUpdatesOfSearch };
  const freshSeeds = Array.from({ length: seeds }, (_, index) => seeds + index + 1);
  expect(ordered.length * seeds * (rateFactors.length + 1), "runs");
  return onAllCores(ordered, async ({ method, make }) => {
    const settings = rateFactors.map((factor) => ({ learningRate: factor * method.learningRate }));
    const runs = await train({ ...common, optimizer: make, settings, seeds });
    const search = settings.map(({ learningRate }) =>
      rateSpeed(
        learningRate,
        runs.filter(({ setting }) => setting.learningRate === learningRate),
      ),
    );
    const learningRate = fastest(search);
    const confirmed = await train({ ...common, optimizer: make, settings: [{ learningRate }], seeds: freshSeeds });
    return { search, best: rateSpeed(learningRate, confirmed) };
  });
}

/** The rate with the fewest updates on average, among those with which no run was given up, or among all where there is none. */
function fastest(search: readonly RateSpeed[]): number {
  const sound = search.filter(({ givenUp }) => givenUp === 0);
  const candidates = sound.length > 0 ? sound : search;
  return candidates.reduce((a, b) => (mean(b.updates) < mean(a.updates) ? b : a)).learningRate;
}

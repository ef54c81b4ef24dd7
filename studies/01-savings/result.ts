import { pairedTTest, varianceExplained } from "momenta/statistics";
import { type SavingsColumn, savingsOfRun } from "./measure/columns.js";
import type { SavingsOptions } from "./options.js";

/** Savings: how much faster task A is learned the second time, A → B → A. */
export interface Savings {
  readonly options: SavingsOptions;
  readonly columns: readonly SavingsColumn[];
  /** The share of the variance of all runs' savings that lies between the columns: what the optimizer explains. */
  readonly varianceExplained: number;
}

export function assemble(
  options: SavingsOptions,
  { columns }: { readonly columns: readonly SavingsColumn[] },
): Savings {
  const savings = columns.map(({ runs }) => runs.map(savingsOfRun));
  return { options, columns, varianceExplained: varianceExplained(savings) };
}

/**
 * For each optimizer with a state its savings with the state reset, less those with the state carried over, paired by seed,
 * and the same of the published values; none where there is one seed.
 */
export function resetEffects({ options, columns }: Savings) {
  if (options.seeds < 2) return [];
  return columns.flatMap((reset) => {
    const carriedOver = columns.find(
      ({ optimizer, stateAtSwitch }) => optimizer === reset.optimizer && stateAtSwitch === "carryOver",
    );
    if (reset.stateAtSwitch !== "reset" || carriedOver === undefined) return [];
    const [withReset, without] = [reset, carriedOver].map(({ runs }) => runs.map(savingsOfRun)) as [number[], number[]];
    const { difference, pValue } = pairedTTest(withReset, without);
    const published = reset.published - carriedOver.published;
    return [{ optimizer: reset.optimizer, published, difference, pValue }];
  });
}

import type { Banana } from "./measure/banana.js";
import type { Plateau } from "./measure/plateau.js";
import type { FitRates } from "./measure/rates.js";
import type { Saddles } from "./measure/saddles.js";
import type { Fit, Fitting } from "./measure/sigmoid.js";
import type { FlatRegionsOptions } from "./options.js";

/** What the study found. */
export interface FlatRegions {
  readonly options: FlatRegionsOptions;
  readonly sigmoid: Readonly<Record<Fitting, Fit>>;
  readonly rates: FitRates;
  readonly plateau: Plateau;
  readonly banana: Banana;
  readonly saddles: Saddles;
}

/** The share of the starts from which the sigmoid is fitted. */
export function shareFitted({ sigmoid, options }: FlatRegions, way: Fitting): number {
  const all = sigmoid[way].updates.flat();
  return all.filter((updates) => updates <= options.fitted).length / all.length;
}

/** The nearest of the far starts from which the bias did not move. */
export function firstStuck({ plateau }: FlatRegions, method: "sgd" | "momentum"): number {
  return plateau.stuck.find((entry) => entry[method])?.distance ?? Number.NaN;
}

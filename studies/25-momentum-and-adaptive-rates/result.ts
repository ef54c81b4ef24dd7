import type { Rates } from "./measure/rates.js";
import type { MinibatchSmoothing } from "./measure/smoothing.js";
import type { MinibatchTraining } from "./measure/training.js";
import type { MomentumAndAdaptiveRatesOptions } from "./options.js";

/** What the study found. */
export interface MomentumAndAdaptiveRates extends Rates {
  readonly options: MomentumAndAdaptiveRatesOptions;
  readonly smoothing: readonly MinibatchSmoothing[];
  readonly training: readonly MinibatchTraining[];
}

export function assemble(
  options: MomentumAndAdaptiveRatesOptions,
  { rates, ...parts }: Pick<MomentumAndAdaptiveRates, "smoothing" | "training"> & { readonly rates: Rates },
): MomentumAndAdaptiveRates {
  return { options, ...parts, ...rates };
}

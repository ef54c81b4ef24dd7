import { progress } from "momenta/progress";
import { chosenOptions, type Execution } from "../common/execution.js";
import { type AdamBias, biasOf } from "./bias.js";
import { boundOf, type StepBound } from "./bound.js";
import { type FirstSteps, firstSteps } from "./firstSteps.js";
import { type NoiseResponse, noiseOf } from "./noise.js";
import { type ScaleInvariance, scaleOf } from "./scale.js";

/** What the study leaves to choose; the defaults are `adamPropertiesDefaults`. */
export interface AdamPropertiesOptions {
  /** Random sequences of gradients of each kind. */
  readonly sequences: number;
  /** Updates of a sequence. */
  readonly updates: number;
  /** Updates on the test function whose gradients are scaled. */
  readonly pathUpdates: number;
}

/** A thousand updates, since the second moment remembers a thousand. */
export const adamPropertiesDefaults: AdamPropertiesOptions = { sequences: 400, updates: 1000, pathUpdates: 500 };

/** To see that everything works. */
export const adamPropertiesQuick: Partial<AdamPropertiesOptions> = { sequences: 100, updates: 300, pathUpdates: 100 };

/** What the study found. */
export interface AdamProperties {
  readonly options: AdamPropertiesOptions;
  readonly bias: AdamBias;
  readonly scale: ScaleInvariance;
  readonly bound: StepBound;
  readonly noise: NoiseResponse;
  readonly firstSteps: FirstSteps;
}

/**
 * The four properties of Adam that the source names, and the first steps of AdaGrad and RMSProp, measured on sequences of
 * gradients and on a test function.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export async function adamProperties(
  options: Partial<AdamPropertiesOptions> = {},
  execution: Execution = {},
): Promise<AdamProperties> {
  const chosen = chosenOptions(adamPropertiesDefaults, options, adamPropertiesQuick, execution);
  requireOptions(chosen);
  const shown = progress("properties of Adam", "parts", 5);
  let done = 0;
  const part = async <Value>(measure: (options: AdamPropertiesOptions) => Value): Promise<Value> => {
    const value = measure(chosen);
    done += 1;
    shown.update(done);
    await new Promise((resolve) => setImmediate(resolve));
    return value;
  };
  const result = {
    options: chosen,
    bias: await part(biasOf),
    scale: await part(scaleOf),
    bound: await part(boundOf),
    noise: await part(noiseOf),
    firstSteps: await part(firstSteps),
  };
  shown.end();
  return result;
}

function requireOptions({ sequences, updates, pathUpdates }: AdamPropertiesOptions): void {
  for (const [name, value, least] of [
    ["sequences", sequences, 10],
    ["updates", updates, 200],
    ["pathUpdates", pathUpdates, 10],
  ] as const) {
    if (Number.isInteger(value) && value >= least) continue;
    throw new RangeError(`${name} is ${value}; give a whole number, at least ${least}.`);
  }
}

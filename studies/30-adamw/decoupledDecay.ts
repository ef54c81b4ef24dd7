import { progress } from "momenta/progress";
import { chosenOptions, type Execution } from "../common/execution.js";
import { identities, type PathsApart } from "./identity.js";
import { type AdamwNetwork, type AdamwNetworkOptions, adamwNetwork } from "./network.js";
import { type ProximalDistance, proximal } from "./proximal.js";
import { type ToyDecay, toyDecay } from "./toy.js";

/** What the study leaves to choose; the defaults are `decoupledDecayDefaults`. */
export interface DecoupledDecayOptions extends AdamwNetworkOptions {
  /** Runs of the parameters whose gradients are noise. */
  readonly toySeeds: number;
}

/** γ = .001 and λ = .01 are the source's defaults; 2000 images are few enough to be learned by heart. */
export const decoupledDecayDefaults: DecoupledDecayOptions = {
  seeds: 10,
  trained: 2000,
  tested: 2000,
  updates: 600,
  weightDecays: [0, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10],
  examined: 0.01,
  toySeeds: 20,
};

/** To see that everything works. */
export const decoupledDecayQuick: Partial<DecoupledDecayOptions> = {
  seeds: 2,
  trained: 128,
  tested: 200,
  updates: 60,
  weightDecays: [0, 1e-2, 1],
  toySeeds: 5,
};

/** What the study found. */
export interface DecoupledDecay {
  readonly options: DecoupledDecayOptions;
  readonly identities: readonly PathsApart[];
  readonly proximal: readonly ProximalDistance[];
  readonly toy: readonly ToyDecay[];
  readonly network: AdamwNetwork;
}

/**
 * L2 penalty and weight decay: whether they are the same for SGD and for adaptive methods, what a parameter receives of them
 * on noise and in a network, the test error of both, and the proximal problem that AdamW's step solves.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export async function decoupledDecay(
  options: Partial<DecoupledDecayOptions> = {},
  execution: Execution = {},
): Promise<DecoupledDecay> {
  const chosen = chosenOptions(decoupledDecayDefaults, options, decoupledDecayQuick, execution);
  requireOptions(chosen);
  const shown = progress("L2 and weight decay", "parts", 4);
  let done = 0;
  const part = async <Value>(measure: () => Value): Promise<Value> => {
    const value = measure();
    done += 1;
    shown.update(done);
    await new Promise((resolve) => setImmediate(resolve));
    return value;
  };
  const result = {
    options: chosen,
    identities: await part(identities),
    proximal: await part(proximal),
    toy: await part(() => toyDecay(chosen.examined, chosen.toySeeds)),
    network: await part(() => adamwNetwork(chosen)),
  };
  shown.end();
  return result;
}

function requireOptions({ weightDecays, examined, ...counts }: DecoupledDecayOptions): void {
  for (const [name, value] of Object.entries(counts)) {
    if (Number.isInteger(value) && value >= 2) continue;
    throw new RangeError(`${name} is ${value}; give a whole number, at least 2.`);
  }
  if (weightDecays[0] !== 0 || weightDecays.some((value) => !(value >= 0))) {
    throw new RangeError(`weightDecays are [${weightDecays.join(", ")}]; give 0 first, and no negative number.`);
  }
  if (!(examined > 0) || !weightDecays.includes(examined)) {
    throw new RangeError(`examined is ${examined}; give one of weightDecays that is above 0.`);
  }
}

import type { PathsApart } from "./measure/identities.js";
import type { AdamwNetwork } from "./measure/network.js";
import type { ProximalDistance } from "./measure/proximal.js";
import type { ToyDecay } from "./measure/toy.js";
import type { DecoupledDecayOptions } from "./options.js";

/** What the study found. */
export interface DecoupledDecay {
  readonly options: DecoupledDecayOptions;
  readonly identities: readonly PathsApart[];
  readonly proximal: readonly ProximalDistance[];
  readonly toy: readonly ToyDecay[];
  readonly network: AdamwNetwork;
}

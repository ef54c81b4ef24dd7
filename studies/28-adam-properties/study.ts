import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { bias } from "./measure/bias.js";
import { bound } from "./measure/bound.js";
import { firstSteps } from "./measure/firstSteps.js";
import { noise } from "./measure/noise.js";
import { scale } from "./measure/scale.js";
import { options, quick } from "./options.js";

export const adamProperties = study({
  name: "28-adam-properties",
  source: "adam-and-its-variants",
  section: "Adam properties I to IV; AdaGrad, RMSProp",
  question: "Do Adam's four properties hold as printed, and are the flaws of AdaGrad and RMSProp there?",
  options,
  quick,
  parts: { bias, scale, bound, noise, firstSteps },
  published: "unbiased moments, invariance to scale, steps of at most γ, smaller ones where gradients are noisy",
  answer,
  claims,
  tables: {},
  figures,
});

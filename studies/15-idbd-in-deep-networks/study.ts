import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { comparison } from "./measure/comparison.js";
import { cost } from "./measure/cost.js";
import { firstRates } from "./measure/firstRates.js";
import { stability } from "./measure/stability.js";
import { options, quick } from "./options.js";
import { added, costs, methods } from "./tables.js";

export const idbdInDeepNetworks = study({
  name: "15-idbd-in-deep-networks",
  source: "step-size-optimization",
  section: "Next checks",
  question: "Does optimizing step sizes help a network that learns one task after another?",
  options,
  quick,
  parts: { comparison, firstRates, stability, cost },
  published: "not tried: left as next checks",
  answer,
  claims,
  tables: { methods, added, costs },
  figures,
});

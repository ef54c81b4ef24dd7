import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { comparison } from "./measure/comparison.js";
import { sensitivity } from "./measure/sensitivity.js";
import { stability } from "./measure/stability.js";
import { twoWeights } from "./measure/twoWeights.js";
import { options, quick } from "./options.js";
import { methods, problems, variants } from "./tables.js";

export const weightFlippingStudy = study({
  name: "13-weight-flipping",
  source: "step-size-optimization",
  section: "Key results: weight flipping",
  question: "Can a learner find out which inputs matter, and give only these large steps?",
  options,
  quick,
  parts: { comparison, stability, sensitivity, twoWeights },
  published: "IDBD improves its step sizes and has a smaller error than RMSProp and Adam, which do not",
  answer,
  claims,
  tables: { methods, variants, problems },
  figures,
});

import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { comparison } from "./measure/comparison.js";
import { constant } from "./measure/constant.js";
import { noise } from "./measure/noise.js";
import { options, quick } from "./options.js";
import { methods, ranges } from "./tables.js";

export const noisyRateTracking = study({
  name: "14-noisy-rate-tracking",
  source: "step-size-optimization",
  section: "Key results: noisy rate tracking",
  question: "Which method's step size moves towards the best one when the target's drift changes?",
  options,
  quick,
  parts: { comparison, constant, noise },
  published: "IDBD improves its step size and has a smaller error than RMSProp and Adam, which do not",
  answer,
  claims,
  tables: { methods, ranges },
  figures,
});

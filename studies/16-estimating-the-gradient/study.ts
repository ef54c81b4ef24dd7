import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { average } from "./measure/average.js";
import { costs } from "./measure/costs.js";
import { criteria } from "./measure/criteria.js";
import { gradient } from "./measure/gradient.js";
import { regularization } from "./measure/regularization.js";
import { runtime } from "./measure/runtime.js";
import { options, quick } from "./options.js";
import { sizes } from "./tables.js";

export const estimatingTheGradient = study({
  name: "16-estimating-the-gradient",
  source: "why-learning-fails",
  section: "Prerequisites; batches: how should I choose N?",
  question: "How many examples should a gradient be estimated from?",
  options,
  quick,
  parts: { average, gradient, criteria, costs, runtime, regularization },
  published: "the error of a mean of N is σ/√N, so that returns diminish; N from 4 to 256, or anything else that works",
  answer,
  claims,
  tables: { sizes },
  figures,
});

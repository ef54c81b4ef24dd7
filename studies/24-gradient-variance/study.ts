import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { areas } from "./measure/areas.js";
import { kmeans } from "./measure/kmeans.js";
import { losses } from "./measure/losses.js";
import { lowering } from "./measure/lowering.js";
import { rates } from "./measure/rates.js";
import { sizes } from "./measure/sizes.js";
import { options, quick } from "./options.js";
import type { GradientVariance } from "./result.js";
import { kmeansTable, ratesTable } from "./tables.js";

export const gradientVariance = study({
  name: "24-gradient-variance",
  source: "optimization-2",
  section: "SGD example; Mini-batch update; Measuring Loss; Training with minibatches",
  question: "What does a gradient from few instances cost, and what does it save?",
  options,
  quick,
  parts: { kmeans, areas, rates, losses, lowering, sizes },
  assemble: (options, parts): GradientVariance => ({ options, ...parts }),
  published:
    "SGD converges faster, to a poorer minimum, with a large variation between runs; minibatches are as good as batch updates, and orders of magnitude faster",
  answer,
  claims,
  tables: { kmeans: kmeansTable, rates: ratesTable },
  figures,
});

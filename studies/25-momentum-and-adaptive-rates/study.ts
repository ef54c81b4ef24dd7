import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { rates } from "./measure/rates.js";
import { smoothing } from "./measure/smoothing.js";
import { training } from "./measure/training.js";
import { check, options, quick } from "./options.js";
import { assemble } from "./result.js";
import { movement } from "./tables.js";

export const momentumAndAdaptiveRates = study({
  name: "25-momentum-and-adaptive-rates",
  source: "optimization-2",
  section: "Momentum and incremental updates; Adjusting the learning rate",
  question:
    "Does momentum smooth the noise of minibatches, and do adaptive methods give each weight the rate that it needs?",
  options,
  check,
  quick,
  parts: { smoothing, training, rates },
  assemble,
  published:
    "momentum smooths minibatch noise and converges smoother and faster; adaptive methods even out the components",
  answer,
  claims,
  tables: { movement },
  figures,
});

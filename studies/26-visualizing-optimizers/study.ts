import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { landscapes } from "./measure/landscapes.js";
import { check, options, quick } from "./options.js";
import { assemble } from "./result.js";
import { learningRates, leaving } from "./tables.js";

export const visualizingOptimizers = study({
  name: "26-visualizing-optimizers",
  source: "optimization-2",
  section: "Visualizing the optimizers",
  question:
    "Do the optimizers move over Beale’s function, the long valley and the saddle as the animations’ captions say?",
  options,
  check,
  quick,
  parts: { landscapes },
  assemble,
  published: "methods that scale their steps leave ridges first, methods with a velocity bounce, SGD stays behind",
  answer,
  claims,
  tables: { learningRates, leaving },
  figures,
});

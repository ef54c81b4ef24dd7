import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { choices } from "./measure/choices.js";
import { equalWeights } from "./measure/equalWeights.js";
import { leastSquares } from "./measure/leastSquares.js";
import { margins } from "./measure/margins.js";
import { plane } from "./measure/plane.js";
import { rotation } from "./measure/rotation.js";
import { check, options, quick } from "./options.js";
import { equal, solutions } from "./tables.js";

export const implicitBias = study({
  name: "32-implicit-bias",
  source: "adam-and-its-variants",
  section: "SGD vs Adam-like optimizers: the implicit bias",
  question: "Of all solutions without training error, which one does each optimizer find?",
  options,
  check,
  quick,
  parts: { plane, leastSquares, choices, equalWeights, margins, rotation },
  published: "SGD from zero finds the solution of least Euclidean norm, adaptive methods do not",
  answer,
  claims,
  tables: { solutions, equal },
  figures,
});

import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { features } from "./measure/features.js";
import { networks } from "./measure/networks.js";
import { check, options, quick } from "./options.js";
import { assemble } from "./result.js";
import { descents, networkErrors } from "./tables.js";

export const doubleDescent = study({
  name: "22-double-descent",
  source: "why-learning-fails",
  section: "Double descent",
  question: "Does test error fall, rise and fall again as a model grows through the size that fits all training data?",
  options,
  check,
  quick,
  parts: { features, networks },
  assemble,
  published: "test error falls, rises to a peak where training error reaches 0, and falls again as the model grows",
  answer,
  claims,
  tables: { descents, networkErrors },
  figures,
});

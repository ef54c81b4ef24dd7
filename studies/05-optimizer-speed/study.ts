import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { published } from "./measure/published.js";
import { rates } from "./measure/rates.js";
import { options, quick } from "./options.js";
import { assemble } from "./result.js";
import * as tables from "./tables.js";

export const optimizerSpeed = study({
  name: "05-optimizer-speed",
  source: "notes",
  section: "Behavior of the first and second moments (with resets)",
  question: "Which optimizer learns the second task in the fewest updates?",
  options,
  quick,
  parts: { published, rates },
  assemble,
  published: "slowest first: SGD + momentum, SGD, Adam, RMSProp, Adadelta",
  answer,
  claims,
  tables,
  figures,
});

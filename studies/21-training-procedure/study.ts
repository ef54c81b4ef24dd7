import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { border } from "./measure/border.js";
import { depths } from "./measure/depths.js";
import { signals } from "./measure/signals.js";
import { treatments } from "./measure/treatments.js";
import { options, quick } from "./options.js";
import { losses, remedies } from "./tables.js";

export const trainingProcedure = study({
  name: "21-training-procedure",
  source: "why-learning-fails",
  section: "Training procedure; Hyper parameters tuning",
  question: "What do the training loss and the test loss say about what is wrong, and does the remedy help?",
  options,
  quick,
  parts: { treatments, border, signals, depths },
  published: "a table of symptoms in the two losses, each with its diagnosis and remedy; Xavier initialization",
  answer,
  claims,
  tables: { remedies, losses },
  figures,
});

import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { rows } from "./measure/rows.js";
import { options, quick } from "./options.js";
import { jointTask, tasksBefore } from "./tables.js";

export const resetOrCarry = study({
  name: "02-reset-vs-no-reset",
  source: "notes",
  section: "About the state of the optimizer",
  question: "Is the joint task learned faster where the optimizer's state is reset at each task?",
  options,
  quick,
  parts: { rows },
  runs: "reset-or-carry",
  published: "resetting is faster for all optimizers but Adadelta",
  answer,
  claims,
  tables: { jointTask, tasksBefore },
  figures,
});

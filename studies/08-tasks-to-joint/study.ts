import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { lines } from "./measure/lines.js";
import { options, quick } from "./options.js";
import * as tables from "./tables.js";

export const tasksToJoint = study({
  name: "08-tasks-to-joint",
  source: "notes",
  section: "Does training on more tasks makes us closer to the joint solution?",
  question: "Is the joint solution closer after more tasks?",
  options,
  quick,
  parts: { lines },
  published:
    "updates mostly fall with the number of tasks: smoothly with RMSProp, the least consistently with SGD + momentum, hardly with Adadelta, which is very fast",
  answer,
  claims,
  tables,
  figures,
});

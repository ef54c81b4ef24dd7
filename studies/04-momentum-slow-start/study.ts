import { secondTaskStudy } from "../common/index.js";
import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { methods } from "./measure/methods.js";
import { losses, shapes, updates } from "./tables.js";

export const momentumSlowStart = study({
  ...secondTaskStudy,
  name: "04-momentum-slow-start",
  section: "Optimization without state: SGD; SGD with momentum (not reset between tasks)",
  question: "Does momentum carried over from the first task slow down the start of the second?",
  parts: { methods },
  published: "carried momentum starts very small, rises to a maximum, decays, and that makes it slow",
  answer,
  claims,
  tables: { shapes, losses, updates },
  figures,
});

import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { condition } from "./measure/condition.js";
import { costs } from "./measure/costs.js";
import { diagonal } from "./measure/diagonal.js";
import { inverse } from "./measure/inverse.js";
import { newton } from "./measure/newton.js";
import { problems } from "./measure/problems.js";
import { secant } from "./measure/secant.js";
import { options, quick } from "./options.js";
import { alignments, cost, races } from "./tables.js";

export const secondOrder = study({
  name: "20-second-order",
  source: "why-learning-fails",
  section: "Beyond first order methods; BFGS",
  question: "What do Newton's method, its approximations and BFGS do, and do the printed formulas do it?",
  options,
  quick,
  parts: { newton, diagonal, secant, condition, inverse, problems, costs },
  published: "Newton in one step, g / √(g² + ε) as its approximation, secant and BFGS in formulas",
  answer,
  claims,
  tables: { cost, alignments, races },
  figures,
});

import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { map } from "./measure/map.js";
import { paper } from "./measure/paper.js";
import { sequence } from "./measure/sequence.js";
import { options, quick } from "./options.js";
import { assemble } from "./result.js";
import { runs } from "./tables.js";

export const amsgrad = study({
  name: "29-amsgrad",
  source: "adam-and-its-variants",
  section: "Adam: the convergence; AMSGrad",
  question: "Does Adam drift to the worst point where large gradients are rare, and does AMSGrad not?",
  options,
  quick,
  parts: { sequence, paper, map },
  assemble,
  published: "Adam drifts by +γ a cycle to the worst point, AMSGrad goes to the best; R_T/T → 0 for AMSGrad alone",
  answer,
  claims,
  tables: { runs },
  figures,
});

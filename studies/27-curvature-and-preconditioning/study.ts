import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { bowls } from "./measure/bowls.js";
import { cliff } from "./measure/cliff.js";
import { example } from "./measure/example.js";
import { flat } from "./measure/flat.js";
import { normalized } from "./measure/normalized.js";
import { ravines } from "./measure/ravines.js";
import { options, quick } from "./options.js";
import { normalization, preconditioning } from "./tables.js";

export const curvatureAndPreconditioning = study({
  name: "27-curvature-and-preconditioning",
  source: "adam-and-its-variants",
  section: "Challenges: differential curvature, steep cliffs; preconditioning",
  question: "Where does gradient descent fail, and do normalized inputs, momentum and preconditioning help?",
  options,
  quick,
  parts: { bowls, ravines, flat, cliff, example, normalized },
  published: "gradient (10, 10), preconditioned (1, 10); what first-order methods meet, in words",
  answer,
  claims,
  tables: { normalization, preconditioning },
  figures,
});

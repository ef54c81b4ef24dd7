import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { identities } from "./measure/identities.js";
import { network } from "./measure/network.js";
import { proximal } from "./measure/proximal.js";
import { toy } from "./measure/toy.js";
import { check, options, quick } from "./options.js";
import { pathsApart, proximalProblems } from "./tables.js";

export const decoupledDecay = study({
  name: "30-adamw",
  source: "adam-and-its-variants",
  section: "AdamW",
  question: "Is an L2 penalty weight decay for SGD, and not for Adam, and what does a parameter receive of it?",
  options,
  check,
  quick,
  parts: { identities, proximal, toy, network },
  published: "L2 is weight decay for SGD; in Adam it decays parameters with large gradients less; AdamW all alike",
  answer,
  claims,
  tables: { pathsApart, proximalProblems },
  figures,
});

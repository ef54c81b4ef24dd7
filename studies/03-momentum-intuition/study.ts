import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { network } from "./measure/network.js";
import { twoWeights } from "./measure/twoWeights.js";
import { check, options, quick } from "./options.js";
import { assemble } from "./result.js";
import { distances, updates, velocities } from "./tables.js";

export const momentumIntuition = study({
  name: "03-momentum-intuition",
  source: "notes",
  section: "Why the state is not helping?",
  question: "Does the velocity die out before the task switch, and does that slow the second task down?",
  options,
  check,
  quick,
  parts: { network, twoWeights },
  assemble,
  published: "the moment dies out during task 1 and slows task 2 down in the beginning",
  answer,
  claims,
  tables: { velocities, distances, updates },
  figures,
});

import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { landscape } from "./measure/landscape.js";
import { moons } from "./measure/moons.js";
import { check, options, quick } from "./options.js";
import { assemble } from "./result.js";
import { barriers, distances } from "./tables.js";

export const lossLandscape = study({
  name: "11-loss-landscape",
  source: "notes",
  section: "Coming: the loss landscape, the decision boundary",
  question: "Is the joint solution connected to the tasks' solutions without a barrier?",
  options,
  check,
  quick,
  parts: { landscape, moons },
  assemble,
  published: "asked, not answered, in the notes",
  answer,
  claims,
  tables: { barriers, distances },
  figures,
});

import { secondTaskStudy } from "../common/index.js";
import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { methods } from "./measure/methods.js";
import { differences, durations, moments } from "./tables.js";

export const firstMoment = study({
  ...secondTaskStudy,
  name: "07-first-moment",
  section: "Adding 1st moment",
  question: "Does Adam's first moment keep its updates going, and does that make it slower than SGD?",
  parts: { methods },
  published:
    "the first moment rises, then takes a while to go down; Adam's updates go on longer than SGD's, and it takes longer to learn",
  answer,
  claims,
  tables: { moments, durations, differences },
  figures,
});

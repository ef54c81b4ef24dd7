import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { paper } from "./measure/paper.js";
import { variants } from "./measure/variants.js";
import { options, quick } from "./options.js";
import { assemble } from "./result.js";
import * as tables from "./tables.js";

export const catastrophicForgetting = study({
  name: "12-catastrophic-forgetting",
  source: "notes",
  section: "Last week results, the cited Ashley & Sutton, 2021",
  question: "Which optimizer forgets least, and does the paper's experiment come out as published?",
  options,
  quick,
  parts: { paper, variants },
  assemble,
  published: "retention RMSProp .264, SGD .077, Adam .020, momentum .018",
  answer,
  claims,
  tables: { runs: tables.runs, variants: tables.variants },
  figures,
});

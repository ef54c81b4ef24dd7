import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { curves } from "./measure/curves.js";
import { dataSets } from "./measure/dataSets.js";
import { grid } from "./measure/grid.js";
import { options, quick } from "./options.js";
import { assemble } from "./result.js";
import * as tables from "./tables.js";

export const adadeltaBehaviour = study({
  name: "09-adadelta",
  source: "notes",
  section: "Coming: investigate Adadelta",
  question: "Why is Adadelta going so well, and does it on other data sets?",
  options,
  quick,
  parts: { curves, grid, dataSets },
  assemble,
  published: "Adadelta is the fastest; whether it stays so on other data sets is asked, no number is given",
  answer,
  claims,
  tables,
  figures,
});

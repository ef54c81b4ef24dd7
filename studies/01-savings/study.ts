import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { columns } from "./measure/columns.js";
import { options, quick } from "./options.js";
import { assemble } from "./result.js";
import * as tables from "./tables.js";

export const savings = study({
  name: "01-savings",
  source: "notes",
  section: "Last week results",
  question: "Is a task learned faster the second time?",
  options,
  quick,
  parts: { columns },
  runs: "savings",
  assemble,
  published: "savings from −0.74 (Adam) to 0.70 (RMSProp), as the optimizer decides",
  answer,
  claims,
  tables,
  figures,
});

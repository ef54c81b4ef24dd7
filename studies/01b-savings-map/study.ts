import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { map } from "./measure/map.js";
import { check, options, quick } from "./options.js";
import { assemble } from "./result.js";
import { picked, signs } from "./tables.js";

export const savingsMap = study({
  name: "01b-savings-map",
  source: "notes",
  section: "Last week results, over 240 settings",
  question: "How far do the published savings depend on what the notes leave open?",
  options,
  check,
  quick,
  parts: { map },
  runs: "savings",
  assemble,
  published: "seven signs of savings, of one setting that is not told in full",
  answer,
  claims,
  tables: { signs, picked },
  figures,
});

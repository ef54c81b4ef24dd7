import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { settings } from "./measure/settings.js";
import { options, quick } from "./options.js";
import { assemble } from "./result.js";
import { shares } from "./tables.js";

export const resetOrCarryMap = study({
  name: "02b-reset-map",
  source: "notes",
  section: "About the state of the optimizer, over 240 settings",
  question: "How far does it depend on what the notes leave open whether resetting is faster?",
  options,
  quick,
  parts: { settings },
  runs: "reset-or-carry",
  assemble,
  published: "resetting is faster for all optimizers but Adadelta, in one setting that is not told in full",
  answer,
  claims,
  tables: { shares },
  figures,
});

import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { banana } from "./measure/banana.js";
import { plateau } from "./measure/plateau.js";
import { rates } from "./measure/rates.js";
import { saddles } from "./measure/saddles.js";
import { sigmoid } from "./measure/sigmoid.js";
import { options, quick } from "./options.js";

export const flatRegions = study({
  name: "17-flat-regions-and-oscillation",
  source: "why-learning-fails",
  section: "SGD drawbacks: can get stuck on flat regions",
  question: "Where does gradient descent get stuck, when does it oscillate, and what do momentum and noise change?",
  options,
  quick,
  parts: { sigmoid, rates, plateau, banana, saddles },
  published: "SGD gets stuck on flat regions and oscillates, momentum helps; SGD does not get stuck in saddle points",
  answer,
  claims,
  tables: {},
  figures,
});

import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { best } from "./measure/best.js";
import { chain } from "./measure/chain.js";
import { component } from "./measure/component.js";
import { maps } from "./measure/maps.js";
import { noise } from "./measure/noise.js";
import { paths } from "./measure/paths.js";
import { options, quick } from "./options.js";
import { assemble } from "./result.js";
import { bestRates } from "./tables.js";

export const momentumOnAQuadric = study({
  name: "19-momentum-on-a-quadric",
  source: "why-learning-fails",
  section: "SGD + momentum on quadric",
  question: "Do the closed forms of momentum on a quadric hold in actual runs?",
  options,
  quick,
  parts: { maps, best, component, paths, chain, noise },
  assemble,
  published:
    "best rate (√κ − 1) / (√κ + 1) with α*, β*; iteration matrix [[β, λ], [−αβ, 1 − αλ]]; Nesterov overshoots less",
  answer,
  claims,
  tables: { bestRates },
  figures,
});

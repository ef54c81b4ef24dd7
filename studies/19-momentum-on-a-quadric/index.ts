import type { Study } from "../study.js";
import {
  momentumChainFigure,
  momentumConditionFigure,
  momentumNesterovFigure,
  momentumNoiseFigure,
  momentumPathsFigure,
  momentumRateFigure,
  momentumRegimesFigure,
} from "./figures.js";
import {
  type MomentumOnAQuadric,
  type MomentumOnAQuadricOptions,
  momentumOnAQuadric,
  momentumOnAQuadricDefaults,
  momentumOnAQuadricQuick,
} from "./momentumOnAQuadric.js";
import { momentumOnAQuadricChecks, momentumOnAQuadricVerdict } from "./verdict.js";

export type { Chain } from "./chain.js";
export {
  momentumChainFigure,
  momentumConditionFigure,
  momentumNesterovFigure,
  momentumNoiseFigure,
  momentumPathsFigure,
  momentumRateFigure,
  momentumRegimesFigure,
} from "./figures.js";
export {
  type BestRates,
  type FirstUpdate,
  type MomentumOnAQuadric,
  type MomentumOnAQuadricOptions,
  momentumOnAQuadric,
  momentumOnAQuadricDefaults,
  type RateMap,
} from "./momentumOnAQuadric.js";
export type { Noisy } from "./noise.js";
export { momentumBestTable, momentumClaimsTable, momentumNoiseTable } from "./verdict.js";

/** Notebook 19. */
export const momentumOnAQuadricStudy: Study<MomentumOnAQuadricOptions, MomentumOnAQuadric> = {
  name: "19-momentum-on-a-quadric",
  section: "SGD + momentum on quadric",
  question: "Do the closed forms of momentum on a quadric hold in actual runs?",
  defaults: momentumOnAQuadricDefaults,
  quick: momentumOnAQuadricQuick,
  run: momentumOnAQuadric,
  figures: (result) => [
    {
      name: "19-momentum-on-a-quadric",
      caption:
        "The rate of SGD + momentum over learning rate and momentum, measured in runs and by the eigenvalues of the iteration matrices. " +
        "Dark is slow; beyond the border runs diverge, and the best place is where both curves of critical damping meet.",
      figure: momentumRateFigure(result),
    },
    {
      name: "19-momentum-on-a-quadric-regimes",
      caption:
        "One component below, at and above the critical momentum (1 − √αλ)²: points are runs, lines the closed form. " +
        "Below it the component creeps, above it it swings, with the factor √β an update.",
      figure: momentumRegimesFigure(result),
    },
    {
      name: "19-momentum-on-a-quadric-nesterov",
      caption:
        "Rates of the heavy ball, of Nesterov's method and of the form that the slides print, and how far the first two overshoot. " +
        "Nesterov's method overshoots less and bears smaller learning rates.",
      figure: momentumNesterovFigure(result),
    },
    {
      name: "19-momentum-on-a-quadric-paths",
      caption:
        "Paths of SGD + momentum and of Nesterov's method in a ravine, from one start. Along the ravine momentum is faster, " +
        "and with much of it both overshoot; Nesterov's method swings less across.",
      figure: momentumPathsFigure(result),
    },
    {
      name: "19-momentum-on-a-quadric-condition",
      caption:
        "The best rates over the condition number, the updates that they take, and a chain of weights on which no method that " +
        "steps along past gradients can be below the dashed line. Momentum needs about √κ updates where gradient descent needs κ.",
      figure: momentumConditionFigure(result),
    },
    {
      name: "19-momentum-on-a-quadric-chain",
      caption:
        "Weights of the chain over the updates: news of the first weight's pull goes one weight further with each update. " +
        "Gradient descent lets it seep, momentum carries it at nearly full speed.",
      figure: momentumChainFigure(result),
    },
    {
      name: "19-momentum-on-a-quadric-noise",
      caption:
        "Runs whose gradients have noise. Momentum near the critical one falls faster and ends at a higher floor, as the closed form says: " +
        "it averages gradients, and does not remove their noise.",
      figure: momentumNoiseFigure(result),
    },
  ],
  verdict: momentumOnAQuadricVerdict,
  checks: momentumOnAQuadricChecks,
};

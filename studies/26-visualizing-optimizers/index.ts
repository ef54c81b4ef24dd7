import type { Study } from "../study.js";
import { bealeFigure, leavingFigure, leavingRatesFigure, longValleyFigure, saddleFigure } from "./figures.js";
import { visualizingOptimizersChecks, visualizingOptimizersVerdict } from "./verdict.js";
import {
  type VisualizingOptimizers,
  type VisualizingOptimizersOptions,
  visualizingOptimizers,
  visualizingOptimizersDefaults,
  visualizingOptimizersQuick,
} from "./visualizingOptimizers.js";

export { bealeFigure, leavingFigure, leavingRatesFigure, longValleyFigure, saddleFigure } from "./figures.js";
export { captionsTable, learningRatesTable, leavingTable } from "./report.js";
export type { SceneName } from "./scenes.js";
export {
  type Leaving,
  type ShownWay,
  type VisualizingOptimizers,
  type VisualizingOptimizersOptions,
  visualizingOptimizers,
  visualizingOptimizersDefaults,
} from "./visualizingOptimizers.js";

/** Notebook 26. */
export const visualizingOptimizersStudy: Study<VisualizingOptimizersOptions, VisualizingOptimizers> = {
  name: "26-visualizing-optimizers",
  section: "Visualizing the optimizers",
  question:
    "Do the optimizers move over Beale’s function, the long valley and the saddle as the animations’ captions say?",
  defaults: visualizingOptimizersDefaults,
  quick: visualizingOptimizersQuick,
  run: visualizingOptimizers,
  figures: (result) => [
    {
      name: "26-visualizing-optimizers",
      caption:
        "All first-order methods on the saddle x² − y², begun .001 beside the ridge, with learning rates that bring all of them down " +
        "equally fast; each path ends where it leaves the picture. Methods that scale their steps turn away early, SGD goes almost to " +
        "the saddle and waits there, momentum and Nesterov swing through it.",
      figure: saddleFigure(result),
    },
    {
      name: "26-visualizing-optimizers-beale",
      caption:
        "The same methods on Beale’s function. Momentum and Nesterov go far beyond the turn into the valley and come back; AdaGrad takes " +
        "the straightest way and the longest time.",
      figure: bealeFigure(result),
    },
    {
      name: "26-visualizing-optimizers-long-valley",
      caption:
        "The same methods in the long valley. Those that scale their steps go along the valley while they come down; SGD, momentum and " +
        "Nesterov come to rest near the saddle and are still there after 1000 updates.",
      figure: longValleyFigure(result),
    },
    {
      name: "26-visualizing-optimizers-leaving",
      caption:
        "Updates until the saddle is left, by the distance of the start from the ridge. SGD follows the closed form, so many updates more " +
        "for each power of ten; methods that scale take the same number from everywhere.",
      figure: leavingFigure(result),
    },
    {
      name: "26-visualizing-optimizers-rates",
      caption:
        "Updates until the saddle is left, by the learning rate, from y₀ = .001. A larger rate makes every method faster, and above .3 " +
        "they differ by a few updates.",
      figure: leavingRatesFigure(result),
    },
  ],
  verdict: visualizingOptimizersVerdict,
  checks: visualizingOptimizersChecks,
};

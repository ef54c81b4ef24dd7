import type { Study } from "../study.js";
import { adaptiveRatesFigure, minibatchTrainingFigure, rateSlopesFigure, smoothingFigure } from "./figures.js";
import {
  type MomentumAndAdaptiveRates,
  type MomentumAndAdaptiveRatesOptions,
  momentumAndAdaptiveRates,
  momentumAndAdaptiveRatesDefaults,
  momentumAndAdaptiveRatesQuick,
} from "./momentumAndAdaptiveRates.js";
import { momentumAndRatesChecks, momentumAndRatesVerdict } from "./verdict.js";

export { adaptiveRatesFigure, minibatchTrainingFigure, rateSlopesFigure, smoothingFigure } from "./figures.js";
export {
  type MomentumAndAdaptiveRates,
  type MomentumAndAdaptiveRatesOptions,
  momentumAndAdaptiveRates,
  momentumAndAdaptiveRatesDefaults,
} from "./momentumAndAdaptiveRates.js";
export type { AdaptiveRates } from "./rates.js";
export { momentumAndRatesTable, movementTable } from "./report.js";
export type { MinibatchSmoothing, MinibatchTraining } from "./smoothing.js";

/** Notebook 25. */
export const momentumAndAdaptiveRatesStudy: Study<MomentumAndAdaptiveRatesOptions, MomentumAndAdaptiveRates> = {
  name: "25-momentum-and-adaptive-rates",
  section: "Momentum and incremental updates; Adjusting the learning rate",
  question:
    "Does momentum smooth the noise of minibatches, and do adaptive methods give each weight the rate that it needs?",
  defaults: momentumAndAdaptiveRatesDefaults,
  quick: momentumAndAdaptiveRatesQuick,
  run: momentumAndAdaptiveRates,
  figures: (result) => [
    {
      name: "25-momentum-and-adaptive-rates",
      caption:
        "The rate that each method gives to the steepest, a middle and the flattest weight of an ill-scaled regression, update by update, " +
        "mean and 95 % interval, with the closed forms from the mean squared derivative. All adaptive methods keep the same distance " +
        "between the weights; AdaGrad's rates fall without end.",
      figure: adaptiveRatesFigure(result),
    },
    {
      name: "25-momentum-and-adaptive-rates-smoothing",
      caption:
        "The variance of an update's direction as a share of that of the minibatch gradient, at weights that do not move, with closed forms. " +
        "At β = .9 momentum leaves 5.3 % and Nesterov 7.1 %.",
      figure: smoothingFigure(result),
    },
    {
      name: "25-momentum-and-adaptive-rates-training",
      caption:
        "The loss above the lowest with minibatches. With the same learning rate momentum is faster and ends noisier; with 1 − β of it " +
        "momentum and SGD are alike.",
      figure: minibatchTrainingFigure(result),
    },
    {
      name: "25-momentum-and-adaptive-rates-slopes",
      caption:
        "The rates of all weights after the last update, by the root mean square of their derivatives. Lines of slope −1 are what the " +
        "slides promise of RMSProp; SGD's is flat.",
      figure: rateSlopesFigure(result),
    },
  ],
  verdict: momentumAndRatesVerdict,
  checks: momentumAndRatesChecks,
};

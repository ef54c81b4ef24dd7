import {
  chart,
  coursesInWords,
  type Figure,
  type LineMark,
  neutralColours,
  type Panel,
  valuesInWords,
} from "momenta/figures";
import { exactly } from "../core/index.js";
import { trainingByRate } from "./claims.js";
import type { AdaptiveRates } from "./measure/rates.js";
import type { MinibatchTraining } from "./measure/training.js";
import type { MomentumAndAdaptiveRates } from "./result.js";

export const figures = {
  main: {
    caption:
      "The rate that each method gives to the steepest, a middle and the flattest weight of an ill-scaled regression, update by update, " +
      "mean and 95 % interval, with the closed forms from the mean squared derivative. All adaptive methods keep the same distance " +
      "between the weights; AdaGrad's rates fall without end.",
    draw: drawRates,
  },
  smoothing: {
    caption:
      "The variance of an update's direction as a share of that of the minibatch gradient, at weights that do not move, with closed forms. " +
      "At β = .9 momentum leaves 5.3 % and Nesterov 7.1 %.",
    draw: drawSmoothing,
  },
  training: {
    caption:
      "The loss above the lowest with minibatches. With the same learning rate momentum is faster and ends noisier; with 1 − β of it " +
      "momentum and SGD are alike.",
    draw: drawTraining,
  },
  slopes: {
    caption:
      "The rates of all weights after the last update, by the root mean square of their derivatives. Lines of slope −1 are what the " +
      "slides promise of RMSProp; SGD's is flat.",
    draw: drawSlopes,
  },
};

const styles = [
  { name: "steepest weight", dash: "solid", strength: 1 },
  { name: "middle weight", dash: "dash", strength: 0.8 },
  { name: "flattest weight", dash: "dot", strength: 0.6 },
] as const;

/** Values at update 1, 2, … with half the width of their intervals. */
function course(mean: readonly number[], halfWidth: readonly number[]): Pick<LineMark, "x" | "y"> {
  return {
    x: mean.map((_, at) => at + 1),
    y: mean.map((estimate, at) => {
      const half = halfWidth[at] as number;
      return { estimate, lower: estimate - half, upper: estimate + half };
    }),
  };
}

/** How much of the variance of minibatch gradients is left in the direction of a method with a velocity, by β. */
function drawSmoothing({ smoothing, options }: MomentumAndAdaptiveRates): Figure {
  const x = options.betas;
  const panels = smoothing.map(({ optimizer, shares, closedForm }) => ({
    heading: optimizer,
    marks: [
      { as: "line", optimizer, dots: true, x, y: shares },
      { as: "line", name: "closed form", colour: neutralColours.key, dash: "dash", x, y: closedForm.map(exactly) },
    ] satisfies LineMark[],
  }));
  return chart({
    title: "Momentum and Nesterov smooth the noise of minibatches",
    x: { title: "β" },
    y: { title: "variance of (1 − β) · direction / that of g", logarithmic: true },
    rows: [panels],
    numbers: panels.flatMap(({ heading, marks: [measured, exact] }) => [
      valuesInWords(`${heading}, ${heading}`, measured as LineMark, 3),
      valuesInWords(`closed form, ${heading}`, exact as LineMark, 3),
    ]),
  });
}

/** The loss of SGD, momentum and Nesterov, with the same learning rate and with 1 − β of it. */
function drawTraining(result: MomentumAndAdaptiveRates): Figure {
  const { sgd, same, less } = trainingByRate(result);
  const line = ({ optimizer, mean, halfWidth }: MinibatchTraining): LineMark => ({
    as: "line",
    optimizer,
    ...(optimizer === "Nesterov" ? { dash: "dash", strength: 0.8 } : {}),
    ...course(mean, halfWidth),
  });
  const rows: Panel[][] = [
    [
      {
        heading: `the same η = ${sgd.learningRate}`,
        y: { title: "loss above the lowest", logarithmic: true },
        marks: [sgd, ...same].map(line),
      },
      { heading: `with momentum η (1 − β) = ${less[0]?.learningRate}`, marks: [sgd, ...less].map(line) },
    ],
  ];
  return chart({
    title: `Minibatches of ${result.options.batchSize}: faster and noisier, or smoother and no faster`,
    x: { title: "update" },
    rows,
    numbers: coursesInWords(rows),
  });
}

/** The rates of three weights by each method, update by update, with the closed forms. */
function drawRates({ rates }: MomentumAndAdaptiveRates): Figure {
  const panel = ({ optimizer, courses, closedForms }: AdaptiveRates, place: number): Panel => ({
    heading: optimizer,
    ...(place === 0 ? { y: { title: "rate of a weight", logarithmic: true } } : {}),
    marks: [
      ...courses.map(
        ({ mean, halfWidth }, at): LineMark => ({
          as: "line",
          optimizer,
          ...(styles[at] as (typeof styles)[number]),
          ...course(mean, halfWidth),
        }),
      ),
      ...(closedForms ?? []).map(
        (y): LineMark => ({ as: "line", name: "closed form", x: y.map((_, at) => at + 1), y }),
      ),
    ],
  });
  const rows = [rates.slice(0, 3).map(panel), rates.slice(3).map(panel)];
  return chart({
    title: "The rate that each method gives to a weight",
    x: { title: "update" },
    rows,
    numbers: coursesInWords(rows),
  });
}

/** The rates of all weights in the end, by the root mean square of their derivative. */
function drawSlopes({ rates, sizes }: MomentumAndAdaptiveRates): Figure {
  const marks = rates.map(
    ({ optimizer, last }): LineMark => ({
      as: "line",
      optimizer,
      ...(optimizer === "AdaMax" ? { dash: "dash" } : {}),
      dots: true,
      x: sizes.straight,
      y: last,
    }),
  );
  return chart({
    title: "The rate of a weight by its root mean squared derivative",
    x: { title: "√E[g²] of the weight", logarithmic: true },
    y: { title: "rate in the end", logarithmic: true },
    rows: [[{ marks }]],
    numbers: marks.map((mark) => valuesInWords(mark.optimizer as string, mark, 5)),
  });
}

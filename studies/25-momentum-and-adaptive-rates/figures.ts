import { type Curve, type CurvePanel, curves, type Figure, type Line, lines } from "momenta/figures";
import type { Interval } from "momenta/statistics";
import type { MomentumAndAdaptiveRates } from "./momentumAndAdaptiveRates.js";
import type { AdaptiveRates } from "./rates.js";
import type { MinibatchTraining } from "./smoothing.js";

const styles = ["solid", "dashed", "dotted"] as const;
const weights = ["steepest weight", "middle weight", "flattest weight"] as const;
const closedForm = "closed form";

/** How much of the variance of minibatch gradients is left in the direction of a method with a velocity, by β. */
export function smoothingFigure({ smoothing, options }: MomentumAndAdaptiveRates): Figure {
  const all = smoothing.flatMap(({ optimizer, shares, closedForm: exact }, panel): Line[] => {
    const pointsOf = (values: readonly Interval[]) => options.betas.map((x, at) => ({ x, y: values[at] as Interval }));
    const closed = exact.map((value) => ({ estimate: value, lower: value, upper: value }));
    return [
      { optimizer, panel, dashed: false, points: pointsOf(shares) },
      { optimizer: closedForm, panel, dashed: true, points: pointsOf(closed) },
    ];
  });
  return lines(all, {
    title: "Momentum and Nesterov smooth the noise of minibatches",
    x: "β",
    y: "variance of (1 − β) · direction / that of g",
    panels: smoothing.map(({ optimizer }) => optimizer),
    logarithmic: { y: true },
    dots: true,
    decimals: 3,
  });
}

/** The loss of SGD, momentum and Nesterov, with the same learning rate and with 1 − β of it. */
export function minibatchTrainingFigure({ training, options }: MomentumAndAdaptiveRates): Figure {
  const [sgd, ...others] = training as readonly [MinibatchTraining, ...MinibatchTraining[]];
  const curve = ({ optimizer, mean, halfWidth }: MinibatchTraining): Curve => ({
    label: optimizer,
    optimizer,
    line: optimizer === "Nesterov" ? "dashed" : "solid",
    mean,
    halfWidth,
  });
  const panel = (heading: string, all: readonly MinibatchTraining[]): CurvePanel => ({
    heading,
    curves: [sgd, ...all].map(curve),
  });
  const same = others.filter(({ learningRate }) => learningRate === sgd.learningRate);
  const less = others.filter(({ learningRate }) => learningRate !== sgd.learningRate);
  return curves(
    [
      [
        { ...panel(`the same η = ${sgd.learningRate}`, same), y: "loss above the lowest", logarithmic: true },
        panel(`with momentum η (1 − β) = ${less[0]?.learningRate}`, less),
      ],
    ],
    { title: `Minibatches of ${options.batchSize}: faster and noisier, or smoother and no faster`, x: "update" },
  );
}

/** The rates of three weights by each method, update by update, with the closed forms. */
export function adaptiveRatesFigure({ rates }: MomentumAndAdaptiveRates): Figure {
  const panel = (one: AdaptiveRates, place: number): CurvePanel => ({
    heading: one.optimizer,
    ...(place === 0 ? { y: "rate of a weight", logarithmic: true } : {}),
    curves: [
      ...one.courses.map((course, at) => ({
        label: weights[at] as string,
        optimizer: one.optimizer,
        line: styles[at] as (typeof styles)[number],
        ...course,
      })),
      ...(one.closedForms ?? []).map((mean) => ({ label: closedForm, optimizer: closedForm, mean })),
    ],
  });
  return curves([rates.slice(0, 3).map(panel), rates.slice(3).map(panel)], {
    title: "The rate that each method gives to a weight",
    x: "update",
  });
}

/** The rates of all weights in the end, by the root mean square of their derivative. */
export function rateSlopesFigure({ rates, sizes }: MomentumAndAdaptiveRates): Figure {
  const all = rates.map(
    ({ optimizer, last }): Line => ({
      optimizer,
      dashed: optimizer === "AdaMax",
      points: last.map((y, at) => ({ x: sizes.straight[at] as number, y })),
    }),
  );
  return lines(all, {
    title: "The rate of a weight by its root mean squared derivative",
    x: "√E[g²] of the weight",
    y: "rate in the end",
    logarithmic: { x: true, y: true },
    dots: true,
    decimals: 5,
  });
}

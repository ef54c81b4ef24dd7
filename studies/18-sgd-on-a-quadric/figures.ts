import {
  type Axis,
  chart,
  type Figure,
  formatDigits,
  formatExponential,
  formatInterval,
  formatNumber,
  type LineMark,
  neutralColours,
  type PointsMark,
  slider,
} from "momenta/figures";
import { bestDescent, conditionPanels, descentRate, dot, updatesForATenth } from "../common/index.js";
import { evenly, last } from "../core/index.js";
import { comparedAt, expectedError, monomials, observedAt, trueWeights } from "./measure/fit.js";
import { BEST_RATE, followedEigenvalues, type IteratesOfRate, shareLeft } from "./measure/iterates.js";
import type { RatesOfKappa } from "./measure/kappas.js";
import { expectedProgress, leastError, rateDeviation, type SgdOnAQuadric } from "./result.js";

export const figures = {
  main: {
    caption:
      "The rate of gradient descent on a quadric of five eigenvalues, measured over the learning rate, and max |1 − αλᵢ|. " +
      "The slowest component decides: the flattest one left of the corner, the steepest one right of it.",
    draw: drawRates,
  },
  iterates: {
    caption:
      "Iterates of three components with equal shares in the loss at the start, and (1 − αλᵢ)ᵏ drawn through them. With the best " +
      "learning rate the steepest component alternates in sign and shrinks as slowly as the flattest one.",
    draw: drawIterates,
  },
  condition: {
    caption:
      "The best rate over the condition number, measured and (κ − 1) / (κ + 1), and the updates that it takes to come ten times nearer: " +
      "proportional to κ.",
    draw: drawCondition,
  },
  polynomial: {
    caption:
      "A polynomial fitted to noisy observations from weights 0: each component of the weights goes its own way to the solution. " +
      "The slow ones are those that the noise moves most, so that the fit is nearest to the true function long before it has converged.",
    draw: drawPolynomial,
  },
};

const formula = { as: "line", name: "closed form" } as const;
const measured = { as: "points", optimizer: "SGD", name: "measured, SGD" } as const;

/** The rate over the learning rate, one condition number after another. */
function drawRates({ kappas }: SgdOnAQuadric): Figure {
  return slider(
    kappas.map((entry) => ({ label: `κ = ${entry.kappa}`, figure: drawRatesOf(entry) })),
    Math.min(1, kappas.length - 1),
  );
}

function drawRatesOf(entry: RatesOfKappa): Figure {
  const { kappa, eigenvalues, scaled, rates, best } = entry;
  const { learningRate, rate } = bestDescent(kappa);
  const place = learningRate * kappa;
  const grid = [...evenly(0, 2.2, 221), place].sort((a, b) => a - b);
  return chart({
    title: `Rate of gradient descent on a quadric, κ = ${kappa}`,
    x: { title: "learning rate × largest eigenvalue, αλₙ", range: [0, 2.22] },
    y: { title: "rate, distance after / before", range: [0, 1.24] },
    rows: [
      [
        {
          heading: `λ = ${eigenvalues.map((lambda) => formatDigits(lambda)).join(", ")}`,
          marks: [
            ...eigenvalues.map(
              (lambda): LineMark => ({
                as: "line",
                name: "|1 − αλ<sub>i</sub>| of each component",
                colour: "#BDBDBD",
                dash: "dot",
                x: grid,
                y: grid.map((value) => descentRate([lambda], value / kappa)),
              }),
            ),
            {
              as: "line",
              name: "max |1 − αλ<sub>i</sub>|",
              x: grid,
              y: grid.map((value) => descentRate(eigenvalues, value / kappa)),
            },
            { ...measured, x: scaled, y: rates },
            {
              as: "points",
              name: "measured at α* = 2 / (λ₁ + λₙ)",
              colour: neutralColours.text,
              symbol: "diamond",
              x: [place],
              y: [best],
            },
            { as: "rule", x: 2, text: "αλₙ = 2" },
            { as: "rule", x: place, text: "α*", side: "left" },
          ],
        },
      ],
    ],
    numbers: [
      `measured at α*: ${formatNumber(best, 5)}, (κ − 1) / (κ + 1) = ${formatNumber(rate, 5)}`,
      `largest relative distance from the formula over ${rates.length} learning rates: ${formatExponential(rateDeviation(entry), 1)}`,
    ],
  });
}

/** The iterates, component by component, one learning rate after another. */
function drawIterates({ iterates }: SgdOnAQuadric): Figure {
  return slider(
    iterates.map((entry) => ({ label: `αλₙ = ${formatDigits(entry.scaled)}`, figure: drawIteratesOf(entry) })),
    iterates.findIndex(({ scaled }) => scaled === BEST_RATE),
  );
}

/** Components from the flattest to the steepest: one hue, light to dark. */
const componentMarks = [
  { colour: "#7FB3D8", symbol: "circle" },
  { colour: "#2F7EBC", symbol: "square-open" },
  { colour: "#0B3A75", symbol: "diamond-open" },
] as const;

function drawIteratesOf({ scaled, components, losses, deviation }: IteratesOfRate): Figure {
  const sums = (losses[0] ?? []).map((_, k) => losses.reduce((sum, component) => sum + (component[k] as number), 0));
  const updates = sums.map((_, k) => k);
  const pointsTo = (until: number) =>
    updates.filter((k) => k <= until && k % Math.max(1, Math.round(until / 20)) === 0);
  const panel = (
    heading: string,
    y: Axis,
    closedForm: (share: number) => number,
    values: readonly (readonly number[])[],
    until = last(updates),
  ) => {
    const [line, shown] = [updates.slice(0, until + 1), pointsTo(until)];
    const forms = followedEigenvalues.map((lambda) => ({
      ...formula,
      x: line,
      y: line.map((k) => closedForm(shareLeft(scaled, lambda, k))),
    }));
    const points = followedEigenvalues.map((lambda, axis) => ({
      ...componentMarks[axis],
      as: "points" as const,
      name: `measured, λ = ${lambda}`,
      x: shown,
      y: shown.map((k) => values[axis]?.[k] ?? Number.NaN),
    }));
    return { heading, y, marks: [...forms, ...points] };
  };
  const first = panel(
    "Component, the first updates",
    { title: "w<sub>i</sub><sup>k</sup> / w<sub>i</sub><sup>0</sup>", range: [-1.35, 1.35] },
    (share) => share,
    components,
    12,
  );
  const sizes = panel(
    "Component, its size",
    { title: "|w<sub>i</sub><sup>k</sup> / w<sub>i</sub><sup>0</sup>|", logarithmic: true, range: [1e-4, 12] },
    Math.abs,
    components.map((component) => component.map(Math.abs)),
  );
  const shares = panel(
    "Share in the loss",
    { title: "½ λ<sub>i</sub> (w<sub>i</sub><sup>k</sup>)²", logarithmic: true, range: [1e-4, 40] },
    (share) => 0.5 * share ** 2,
    losses,
  );
  const x = pointsTo(last(updates));
  const sum: PointsMark = {
    as: "points",
    name: "their sum, the loss",
    colour: neutralColours.text,
    symbol: "x-thin-open",
    x,
    y: x.map((k) => sums[k] as number),
  };
  return chart({
    title: `Gradient descent component by component, αλₙ = ${formatDigits(scaled)}`,
    x: { title: "update k" },
    rows: [[{ ...first, x: { range: [-0.4, 12.4] } }, sizes, { ...shares, marks: [...shares.marks, sum] }]],
    numbers: [
      `loss ${formatDigits(sums[0] as number)} at the start, ${formatDigits(last(sums))} after ${last(updates)} updates`,
      `largest relative distance of an iterate from (1 − αλᵢ)ᵏ wᵢ⁰: ${deviation}`,
    ],
  });
}

/** The best rate, and the updates that it takes, over the condition number. */
function drawCondition({ kappas }: SgdOnAQuadric): Figure {
  return chart({
    title: "What the condition number costs",
    rows: [
      conditionPanels(
        kappas.map(({ kappa }) => kappa),
        [{ points: measured, closedForm: bestDescent, rates: kappas.map(({ best }) => best) }],
      ),
    ],
    numbers: kappas.map(
      ({ kappa, best }) =>
        `κ = ${kappa}: ${formatDigits(updatesForATenth(best))} updates for a tenth of the distance, ` +
        `${formatDigits(updatesForATenth(bestDescent(kappa).rate))} by the formula`,
    ),
  });
}

/** Shades of the six components of the polynomial, the steepest first. */
const sixShades = ["#08306B", "#08519C", "#2171B5", "#4292C6", "#6BAED6", "#9ECAE1"] as const;

/** A least squares fit: the fit itself, its components, and its distance from the true function. */
function drawPolynomial({ polynomial, options }: SgdOnAQuadric): Figure {
  const { updates, weights, progress, eigenvalues, observed, errors } = polynomial;
  const end = last(updates);
  const curve = (of: readonly number[]) => comparedAt.map((xi) => dot(monomials(xi), of));
  const lookAt = (wanted: number) => {
    const distances = updates.map((update) => Math.abs(Math.log(update / wanted)));
    return distances.indexOf(Math.min(...distances));
  };
  const fits = (["solid", "dash", "dot"] as const).map((dash, at): LineMark => {
    const look = lookAt([10, 100, end][at] as number);
    const fit = curve(weights[look] as readonly number[]);
    return { as: "line", optimizer: "SGD", name: `after ${updates[look]} updates`, dash, x: comparedAt, y: fit };
  });
  const everyThird = <Entry>(all: readonly Entry[]) => all.filter((_, at) => at % 3 === 0);
  const across: Axis = { title: "update k", logarithmic: true, range: [0.8, 1.3 * end] };
  const best = leastError(polynomial);
  return chart({
    title: "What the components are: a polynomial, fitted by gradient descent",
    rows: [
      [
        {
          heading: "The fit of one draw",
          x: { title: "ξ" },
          y: { title: "polynomial" },
          marks: [
            { as: "points", name: "observations", colour: neutralColours.text, x: observedAt, y: observed },
            { as: "line", name: "true function", colour: neutralColours.key, x: comparedAt, y: curve(trueWeights) },
            ...fits,
          ],
        },
        {
          heading: "Components, of the solution",
          x: across,
          y: { title: "share reached", range: [-0.05, 1.9] },
          marks: [
            ...expectedProgress(polynomial).map((y) => ({ ...formula, x: updates, y })),
            ...progress.map(
              (values, at): PointsMark => ({
                as: "points",
                name: "measured, dark: large λ",
                colour: sixShades[at] ?? neutralColours.key,
                x: everyThird(updates),
                y: everyThird(values),
              }),
            ),
          ],
        },
        {
          heading: "Distance from the truth",
          x: across,
          y: { title: "mean squared error", logarithmic: true, range: [0.05, 1] },
          marks: [
            { ...formula, x: updates, y: updates.map((k) => expectedError(k)) },
            {
              ...measured,
              name: `mean and 95 % interval of ${options.draws} draws`,
              symbol: "square",
              x: everyThird(updates),
              y: everyThird(errors),
            },
          ],
        },
      ],
    ],
    numbers: [
      `eigenvalues ${eigenvalues.map((eigenvalue) => formatDigits(eigenvalue)).join(", ")}`,
      `error against the true function: least after ${best.update} updates, ${formatInterval(best.error, 3)}; ` +
        `after ${end} updates ${formatInterval(last(errors), 3)}`,
    ],
  });
}

import {
  colourOf,
  type Figure,
  formatInterval,
  formatNumber,
  type MeasuredPanel,
  type MeasuredSeries,
  measured,
  neutralColours,
  slider,
  Table,
} from "momenta/figures";
import type { Interval } from "momenta/statistics";
import { bestDescent, descentRate, updatesForATenth } from "../common/onAQuadric/closedForms.js";
import { componentShades, componentSymbols } from "../common/onAQuadric/shades.js";
import {
  comparedAt,
  eigenfeatures,
  expectedError,
  monomials,
  observedAt,
  polynomialLearningRate,
  trueWeights,
} from "./polynomial.js";
import { followedEigenvalues, type IteratesOfRate, type RatesOfKappa, type SgdOnAQuadric } from "./sgdOnAQuadric.js";

const ofFormula = { name: "closed form", as: "line", colour: neutralColours.published } as const;
const sgdColour = colourOf("SGD");
const ofSgd = { name: "measured, SGD", as: "points", colour: sgdColour } as const;

/** The rate over the learning rate, one condition number after another. */
export function sgdRateFigure({ kappas }: SgdOnAQuadric): Figure {
  return slider(
    kappas.map((entry) => ({ label: `κ = ${entry.kappa}`, figure: rateFigure(entry) })),
    Math.min(1, kappas.length - 1),
  );
}

function rateFigure({ kappa, eigenvalues, scaled, rates, best }: RatesOfKappa): Figure {
  const { learningRate, rate } = bestDescent(kappa);
  const place = learningRate * kappa;
  const grid = Array.from({ length: 221 }, (_, at) => at / 100).concat(place);
  grid.sort((a, b) => a - b);
  const single = (lambda: number): MeasuredSeries => ({
    ...{ name: "|1 − αλ<sub>i</sub>| of each component", as: "line", colour: "#BDBDBD", dash: "2px,3px" },
    x: grid,
    y: grid.map((value) => Math.abs(1 - (value * lambda) / kappa)),
  });
  return measured(
    [
      {
        title: `λ = ${eigenvalues.map((lambda) => formatNumber(Number(lambda.toPrecision(3)))).join(", ")}`,
        x: "learning rate × largest eigenvalue, αλₙ",
        y: "rate, distance after / before",
        window: { x: [0, 2.22], y: [0, 1.24] },
        series: [
          ...eigenvalues.map(single),
          {
            ...ofFormula,
            name: "max |1 − αλ<sub>i</sub>|",
            x: grid,
            y: grid.map((value) => descentRate(eigenvalues, value / kappa)),
          },
          { ...ofSgd, x: scaled, y: rates },
          {
            ...{ name: "measured at α* = 2 / (λ₁ + λₙ)", as: "points", colour: neutralColours.text, symbol: "diamond" },
            x: [place],
            y: [best],
          },
        ],
        verticals: [
          { x: 2, name: "αλₙ = 2" },
          { x: place, name: "α*", side: "left" },
        ],
      },
    ],
    {
      title: `Rate of gradient descent on a quadric, κ = ${kappa}`,
      numbers: [
        `measured at α*: ${formatNumber(best, 5)}, (κ − 1) / (κ + 1) = ${formatNumber(rate, 5)}`,
        `largest relative distance from the formula over ${rates.length} learning rates: ${worstDeviation({ eigenvalues, scaled, rates, kappa }).toExponential(1)}`,
      ],
    },
  );
}

/** The largest relative distance of a measured rate from the formula. */
export function worstDeviation({
  kappa,
  eigenvalues,
  scaled,
  rates,
}: Pick<RatesOfKappa, "kappa" | "eigenvalues" | "scaled" | "rates">): number {
  return Math.max(
    ...rates.map((rate, at) => Math.abs(rate / descentRate(eigenvalues, (scaled[at] as number) / kappa) - 1)),
  );
}

/** The iterates, component by component, one learning rate after another. */
export function sgdIteratesFigure({ iterates }: SgdOnAQuadric): Figure {
  return slider(
    iterates.map((entry) => ({ label: `αλₙ = ${short(entry.scaled)}`, figure: iteratesFigure(entry) })),
    3,
  );
}

function iteratesFigure({ scaled, components, losses, deviation }: IteratesOfRate): Figure {
  const updates = (components[0]?.length ?? 1) - 1;
  const every = Math.max(1, Math.round(updates / 20));
  const alpha = scaled / Math.max(...followedEigenvalues);
  const exact = (axis: number, k: number) => (1 - alpha * (followedEigenvalues[axis] as number)) ** k;
  const formula = (value: (k: number) => number, last: number): MeasuredSeries => {
    const x = Array.from({ length: last + 1 }, (_, k) => k);
    return { ...ofFormula, x, y: x.map(value) };
  };
  const points = (axis: number, values: readonly number[], step: number, last = updates): MeasuredSeries => {
    const shown = values.map((y, x) => ({ x, y })).filter(({ x }) => x <= last && x % step === 0);
    return {
      ...{ name: `measured, λ = ${followedEigenvalues[axis]}`, as: "points" },
      ...{ colour: componentShades[axis] as string, symbol: componentSymbols[axis] as string },
      x: shown.map(({ x }) => x),
      y: shown.map(({ y }) => y),
    };
  };
  const axes = followedEigenvalues.map((_, axis) => axis);
  const total = (k: number) => losses.reduce((sum, component) => sum + (component[k] as number), 0);
  const all = Array.from({ length: updates + 1 }, (_, k) => k).filter((k) => k % every === 0);
  const panels: MeasuredPanel[] = [
    {
      title: "Component, the first updates",
      x: "update k",
      y: "w<sub>i</sub><sup>k</sup> / w<sub>i</sub><sup>0</sup>",
      window: { x: [-0.4, 12.4], y: [-1.35, 1.35] },
      series: [
        ...axes.map((axis) => formula((k) => exact(axis, k), 12)),
        ...axes.map((axis) => points(axis, components[axis] as readonly number[], 1, 12)),
      ],
    },
    {
      title: "Component, its size",
      x: "update k",
      y: "|w<sub>i</sub><sup>k</sup> / w<sub>i</sub><sup>0</sup>|",
      logarithmic: { y: true },
      window: { y: [1e-4, 12] },
      series: [
        ...axes.map((axis) => formula((k) => Math.abs(exact(axis, k)), updates)),
        ...axes.map((axis) => points(axis, (components[axis] as readonly number[]).map(Math.abs), every)),
      ],
    },
    {
      title: "Share in the loss",
      x: "update k",
      y: "½ λ<sub>i</sub> (w<sub>i</sub><sup>k</sup>)²",
      logarithmic: { y: true },
      window: { y: [1e-4, 40] },
      series: [
        ...axes.map((axis) => formula((k) => 0.5 * exact(axis, k) ** 2, updates)),
        ...axes.map((axis) => points(axis, losses[axis] as readonly number[], every)),
        {
          ...{ name: "their sum, the loss", as: "points", colour: neutralColours.text, symbol: "x-thin-open" },
          x: all,
          y: all.map(total),
        },
      ],
    },
  ];
  return measured(panels, {
    title: `Gradient descent component by component, αλₙ = ${short(scaled)}`,
    numbers: [
      `loss ${short(total(0))} at the start, ${short(total(updates))} after ${updates} updates`,
      `largest relative distance of an iterate from (1 − αλᵢ)ᵏ wᵢ⁰: ${deviation}`,
    ],
  });
}

/** The best rate, and the updates that it takes, over the condition number. */
export function sgdConditionFigure({ kappas }: SgdOnAQuadric): Figure {
  const measuredAt = kappas.map(({ kappa }) => kappa);
  const largest = Math.max(...measuredAt);
  const grid = Array.from({ length: 61 }, (_, at) => largest ** ((at + 1) / 61));
  const rateAt = (kappa: number) => bestDescent(kappa).rate;
  const panel = (title: string, y: string, value: (rate: number) => number, logarithmic: boolean): MeasuredPanel => ({
    ...{ title, x: "condition number κ", y, logarithmic: { x: true, y: logarithmic } },
    window: { x: [1, 1.3 * largest], ...(logarithmic ? {} : { y: [0, 1.02] as const }) },
    series: [
      { ...ofFormula, x: grid, y: grid.map((kappa) => value(rateAt(kappa))) },
      { ...ofSgd, x: measuredAt, y: kappas.map(({ best }) => value(best)) },
    ],
  });
  return measured(
    [
      panel("Rate with the best learning rate", "rate", (rate) => rate, false),
      panel("Updates for a tenth of the distance", "updates", updatesForATenth, true),
    ],
    {
      title: "What the condition number costs",
      numbers: kappas.map(
        ({ kappa, best }) =>
          `κ = ${kappa}: ${short(updatesForATenth(best))} updates for a tenth of the distance, ` +
          `${short(updatesForATenth(rateAt(kappa)))} by the formula`,
      ),
    },
  );
}

/** Shades of the six components of the polynomial, the steepest first. */
const sixShades = ["#08306B", "#08519C", "#2171B5", "#4292C6", "#6BAED6", "#9ECAE1"] as const;

/** A least squares fit: the fit itself, its components, and its distance from the true function. */
export function sgdPolynomialFigure({ polynomial, options }: SgdOnAQuadric): Figure {
  const { updates, weights, progress, eigenvalues, observed, errors } = polynomial;
  const components = eigenfeatures();
  const alpha = polynomialLearningRate(components);
  const model = (of: readonly number[]) =>
    comparedAt.map((xi) => monomials(xi).reduce((sum, value, power) => sum + value * (of[power] as number), 0));
  const looks = [10, 100, updates.at(-1) as number].map((wanted) => {
    const distances = updates.map((update) => Math.abs(Math.log(update / wanted)));
    return distances.indexOf(Math.min(...distances));
  });
  const fits = looks.map(
    (look, index): MeasuredSeries => ({
      ...{ name: `after ${updates[look]} updates`, as: "line", dash: ["solid", "8px,4px", "2px,3px"][index] as string },
      ...{ colour: sgdColour, x: comparedAt, y: model(weights[look] as readonly number[]) },
    }),
  );
  const best = leastError(polynomial);
  return measured(
    [
      {
        ...{ title: "The fit of one draw", x: "ξ", y: "polynomial" },
        series: [
          { name: "observations", as: "points", colour: neutralColours.text, x: observedAt, y: observed },
          { name: "true function", as: "line", colour: neutralColours.key, x: comparedAt, y: model(trueWeights) },
          ...fits,
        ],
      },
      {
        ...{ title: "Components, of the solution", x: "update k", y: "share reached", logarithmic: { x: true } },
        window: { x: [0.8, 1.3 * (updates.at(-1) as number)], y: [-0.05, 1.9] },
        series: [
          ...components.map(
            ({ eigenvalue }): MeasuredSeries => ({
              ...{ ...ofFormula, x: updates, y: updates.map((k) => 1 - (1 - alpha * eigenvalue) ** k) },
            }),
          ),
          ...progress.map(
            (values, i): MeasuredSeries => ({
              ...{ name: "measured, dark: large λ", as: "points", colour: sixShades[i] as string },
              x: updates.filter((_, at) => at % 3 === 0),
              y: values.filter((_, at) => at % 3 === 0),
            }),
          ),
        ],
      },
      {
        ...{ title: "Distance from the truth", x: "update k", y: "mean squared error" },
        logarithmic: { x: true, y: true },
        window: { x: [0.8, 1.3 * (updates.at(-1) as number)], y: [0.05, 1] },
        series: [
          { ...ofFormula, x: updates, y: updates.map((k) => expectedError(k, components)) },
          {
            ...{ name: `mean and 95 % interval of ${options.draws} draws`, as: "points", colour: sgdColour },
            symbol: "square",
            x: updates.filter((_, at) => at % 3 === 0),
            y: errors.filter((_, at) => at % 3 === 0).map(({ estimate }) => estimate),
            interval: {
              lower: errors.filter((_, at) => at % 3 === 0).map(({ lower }) => lower),
              upper: errors.filter((_, at) => at % 3 === 0).map(({ upper }) => upper),
            },
          },
        ],
      },
    ],
    {
      title: "What the components are: a polynomial, fitted by gradient descent",
      numbers: [
        `eigenvalues ${eigenvalues.map(short).join(", ")}`,
        `error against the true function: least after ${best.update} updates, ${formatInterval(best.error, 3)}; ` +
          `after ${updates.at(-1)} updates ${formatInterval(errors.at(-1) as Interval, 3)}`,
      ],
    },
  );
}

/** Where the fit is nearest to the true function. */
export function leastError({ updates, errors }: SgdOnAQuadric["polynomial"]): {
  readonly update: number;
  readonly error: Interval;
} {
  const estimates = errors.map(({ estimate }) => estimate);
  const at = estimates.indexOf(Math.min(...estimates));
  return { update: updates[at] as number, error: errors[at] as Interval };
}

/** The source's formulas beside what was measured. */
export function sgdOnAQuadricTable({ kappas }: SgdOnAQuadric): Table {
  return new Table(
    "Gradient descent with the learning rate 2 / (λ₁ + λₙ)",
    [
      { heading: "κ" },
      { heading: "published: (κ − 1) / (κ + 1)", decimals: 5 },
      { heading: "ours: measured rate", decimals: 5 },
      { heading: "best of the other learning rates", decimals: 5 },
      { heading: "updates for a tenth, published", decimals: 1 },
      { heading: "ours", decimals: 1 },
    ],
    kappas.map(({ kappa, best, rates }) => {
      const { rate } = bestDescent(kappa);
      return [kappa, rate, best, Math.min(...rates), updatesForATenth(rate), updatesForATenth(best)];
    }),
  );
}

function short(value: number): string {
  return formatNumber(Number(value.toPrecision(3)));
}

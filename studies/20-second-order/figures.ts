import {
  chart,
  colourOf,
  type Dash,
  endsInWords,
  type Figure,
  formatExponential,
  type LineMark,
  valuesInWords,
} from "momenta/figures";
import { exactly, last } from "../core/index.js";
import type { MethodCost } from "./measure/costs.js";
import { dampedRates } from "./measure/newton.js";
import type { SecondOrder } from "./result.js";

export const figures = {
  main: {
    caption:
      "The height above the lowest point against evaluations of the function with its gradient, geometric mean and 95 % interval " +
      "over the starts; gradient descent and Adam at the best of nine learning rates. Newton's method pays for every product with the Hessian.",
    draw: drawRaces,
  },
  newton: {
    caption:
      "Newton's method on a quadric: one update leads to the minimum, damped ones follow (1 − α)ᵏ. BFGS has learned the inverse " +
      "Hessian after as many updates as there are dimensions, and a few more with a loose line search.",
    draw: drawNewton,
  },
  cost: {
    caption:
      "The processor time of one update against the number of parameters, on the machine that ran this. Where it is long enough to be more " +
      "than overhead, that of Newton's method grows towards M³.",
    draw: drawCost,
  },
  diagonal: {
    caption:
      "The printed approximation g / √(g² + ε) has steps of one length and ends in an oscillation; averaging makes RMSProp and " +
      "Adam of it. The exact diagonal goes to the minimum.",
    draw: drawDiagonal,
  },
  secant: {
    caption:
      "The secant method as printed multiplies the slope by the second derivative, and works where that is 1; divided by it, it " +
      "is at the minimum of a parabola after one update.",
    draw: drawSecant,
  },
};

const CLOSED_FORM = "#A8A8A8";

/** Values at 0, 1, … updates; null where there is none. */
function course(name: string, colour: string, dash: Dash, values: readonly (number | null)[]): LineMark {
  return {
    as: "line",
    name,
    colour,
    dash,
    x: values.map((_, at) => at),
    y: values.map((value) => value ?? Number.NaN),
  };
}

/** Where a dashed line stands for the variant of the method of the same colour. */
const variants: Readonly<Record<string, string>> = { "L-BFGS": "BFGS", "Diagonal Newton": "Newton" };

function look(method: string): Pick<LineMark, "optimizer" | "dash"> {
  const variant = variants[method];
  return variant === undefined ? { optimizer: method } : { optimizer: variant, dash: "dash" };
}

/** A mark's name in words: its optimizer, its panel, what its dash means. */
function nameInWords({ optimizer, name, dash }: LineMark, heading: string | undefined, dashed: string): string {
  return [optimizer ?? name, heading, dash === "dash" ? dashed : undefined]
    .filter((part) => part !== undefined)
    .join(", ");
}

/** How high the methods are after so many evaluations. */
function drawRaces({ problems, options }: SecondOrder): Figure {
  const panels = problems.map(({ name, parameters, at, races }) => ({
    heading: `${name}, ${parameters} parameters`,
    marks: races.map(({ method, heights: { mean, lower, upper } }): LineMark => {
      const height = (values: readonly number[], place: number) => 10 ** (values[place] as number);
      return {
        as: "line",
        ...look(method),
        x: at,
        y: at.map((_, place) => ({
          estimate: height(mean, place),
          lower: Math.max(1e-9, height(lower, place)),
          upper: Math.min(1e7, height(upper, place)),
        })),
      };
    }),
  }));
  return chart({
    title: `How far a number of evaluations leads (${options.starts} starts)`,
    x: { title: "evaluations", logarithmic: true },
    y: { title: "f − lowest f", logarithmic: true },
    rows: [panels],
    keys: [{ name: "L-BFGS", dash: "dash" }],
    numbers: panels.flatMap(({ heading, marks }) =>
      marks.map((mark) => endsInWords(nameInWords(mark, heading, "L-BFGS"), mark, 6)),
    ),
  });
}

/** Newton's method on a quadric with its closed form, and the inverse Hessian that BFGS learns. */
function drawNewton({ newton, inverse }: SecondOrder): Figure {
  const damped = dampedRates.slice(0, -1);
  const updates = newton.gradientDescent.map((_, k) => k);
  return chart({
    title: `A quadric of ten dimensions, κ = ${newton.conditionNumber}`,
    x: { title: "updates" },
    y: { title: "relative error", logarithmic: true, range: [1e-7, 3] },
    rows: [
      [
        {
          heading: "distance to the minimum",
          x: { range: [0, 30] },
          marks: [
            course("gradient descent at its best", colourOf("SGD"), "solid", newton.gradientDescent),
            ...damped.map((_, at) =>
              course(
                `Newton, α = ${damped.join(", ")}`,
                colourOf("Newton"),
                "solid",
                newton.damped[at] as readonly number[],
              ),
            ),
            course("Newton, α = 1", colourOf("Newton"), "dot", last(newton.damped).slice(0, 2)),
            ...damped.map((rate) =>
              course(
                "(1 − α)<sup>k</sup>",
                CLOSED_FORM,
                "dash",
                updates.map((k) => (1 - rate) ** k),
              ),
            ),
          ],
        },
        {
          heading: "error of the inverse Hessian",
          x: { range: [0, 20] },
          marks: [
            course("BFGS", colourOf("BFGS"), "solid", inverse.usual),
            course("BFGS, tight line search", colourOf("BFGS"), "dash", inverse.tight),
            { as: "rule", x: inverse.dimension, text: "n" },
          ],
        },
      ],
    ],
    numbers: [
      ...newton.oneStep.map(
        ({ dimension, left }) =>
          `Newton, α = 1, ${dimension} dimensions: ${formatExponential(left, 1)} left after one update`,
      ),
      `BFGS: relative error of the inverse Hessian ${formatExponential(inverse.usual.at(-1) ?? Number.NaN, 1)} after ${inverse.usual.length - 1} updates`,
    ],
  });
}

/** The time of an update against the number of parameters. */
function drawCost({ costs }: SecondOrder): Figure {
  const newton = costs.find(({ method }) => method === "Newton") as MethodCost;
  const longest = last(newton.points);
  const shown = newton.points.filter(({ parameters }) => parameters >= longest.parameters / 8);
  const marks: LineMark[] = [
    {
      as: "line",
      name: "M³",
      dots: true,
      x: shown.map(({ parameters }) => parameters),
      y: shown.map(({ parameters }) => exactly(longest.milliseconds * (parameters / longest.parameters) ** 3)),
    },
    ...costs.map(
      ({ method, points }): LineMark => ({
        as: "line",
        ...look(method),
        dots: true,
        x: points.map(({ parameters }) => parameters),
        y: points.map(({ milliseconds }) => exactly(milliseconds)),
      }),
    ),
  ];
  const cheaper = "its cheaper form: L-BFGS, the diagonal";
  return chart({
    title: "The processor time of one update",
    x: { title: "parameters M", logarithmic: true },
    y: { title: "milliseconds", logarithmic: true },
    rows: [[{ marks }]],
    keys: [{ name: cheaper, dash: "dash" }],
    numbers: marks.map((mark) => valuesInWords(nameInWords(mark, undefined, cheaper), mark, 2)),
  });
}

/** The printed diagonal approximation and its smoothed forms on a quadric in the directions of its coordinates. */
function drawDiagonal({ diagonal, options }: SecondOrder): Figure {
  return chart({
    title: `The diagonal approximation and its smoothed forms, κ = ${options.conditionNumber}`,
    x: { title: "updates" },
    y: { title: "distance / first distance", logarithmic: true, range: [1e-5, 3] },
    rows: [
      [
        {
          heading: "axes along the coordinates, steps of .1 (of half the way with the exact diagonal)",
          marks: diagonal.approaches.map(({ method, distances }) =>
            course(method, colourOf(method), method === "Diagonal Newton" ? "dash" : "solid", distances),
          ),
        },
      ],
    ],
    numbers: diagonal.alignments.map(
      ({ method, straight, rotated, equal }) =>
        `${method}: cosine to Newton's step ${straight.estimate}, axes turned ${rotated.estimate}, all distances equal ${equal.estimate}`,
    ),
  });
}

/** Below it the errors of the secant method are drawn at the border. */
const LEAST = 1e-7;

/** The secant method as printed and mended. */
function drawSecant({ secant }: SecondOrder): Figure {
  const visible = (errors: readonly (number | null)[]) =>
    errors.map((error) => (error === null ? null : Math.max(error, LEAST)));
  return chart({
    title: "The secant method, printed and mended",
    x: { title: "updates", range: [0, 12] },
    y: { title: "|w − minimum|", logarithmic: true, range: [LEAST, 600] },
    rows: [
      secant
        .filter(({ name }) => name !== "½ · 1 · w²")
        .map(({ name, printed, mended }) => ({
          heading: name,
          marks: [
            course("as printed: times Δf′/Δw", "#8C8C8C", "dash", visible(printed)),
            course("divided by Δf′/Δw", colourOf("BFGS"), "solid", visible(mended)),
          ],
        })),
    ],
    numbers: secant.map(
      ({ name, printed, mended }) =>
        `${name}: ${printed.at(-1) ?? "not finite"} after ${printed.length - 1} updates as printed, ${mended.at(-1)} mended`,
    ),
  });
}

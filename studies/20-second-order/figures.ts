import { colourOf, type Figure, type Line, lines, type Profile, profiles } from "momenta/figures";
import { dampedRates } from "./newtonOnQuadric.js";
import type { SecondOrder } from "./secondOrder.js";

const CLOSED_FORM = "#A8A8A8";
function profile(
  name: string,
  colour: string,
  dash: Profile["dash"],
  mean: readonly (number | null)[],
  x: readonly number[] = mean.map((_, at) => at),
): Profile {
  const values = mean.map((value) => value ?? Number.NaN);
  return { name, colour, dash, x, mean: values, lower: values, upper: values };
}

/** Where a dashed line stands for the variant of the method of the same colour. */
const variants: Readonly<Record<string, string>> = { "L-BFGS": "BFGS", "Diagonal Newton": "Newton" };

/** How high the methods are after so many evaluations. */
export function racesFigure({ problems, options }: SecondOrder): Figure {
  const drawn = problems.flatMap(({ at, races }, panel) =>
    races.map(({ method, heights }): Line => {
      const height = (values: readonly number[], place: number) => 10 ** (values[place] as number);
      return {
        optimizer: variants[method] ?? method,
        dashed: variants[method] !== undefined,
        panel,
        points: at.map((x, place) => ({
          x,
          y: {
            estimate: height(heights.mean, place),
            lower: Math.max(1e-9, height(heights.lower, place)),
            upper: Math.min(1e7, height(heights.upper, place)),
          },
        })),
      };
    }),
  );
  return lines(drawn, {
    title: `How far a number of evaluations leads (${options.starts} starts)`,
    x: "evaluations",
    y: "f − lowest f",
    panels: problems.map(({ name, parameters }) => `${name}, ${parameters} parameters`),
    logarithmic: { x: true, y: true },
    dashed: "L-BFGS",
    dots: false,
    decimals: 6,
  });
}

/** Newton's method on a quadric with its closed form, and the inverse Hessian that BFGS learns. */
export function newtonFigure({ newton, inverse }: SecondOrder): Figure {
  const damped = dampedRates.slice(0, -1);
  const names = damped.map((rate) => String(rate)).join(", ");
  const updates = newton.gradientDescent.map((_, k) => k);
  return profiles(
    [
      {
        title: "distance to the minimum",
        log: true,
        range: [1e-7, 3],
        window: [0, 30],
        profiles: [
          profile("gradient descent at its best", colourOf("SGD"), "solid", newton.gradientDescent),
          ...damped.map((_, at) =>
            profile(`Newton, α = ${names}`, colourOf("Newton"), "solid", newton.damped[at] as readonly number[]),
          ),
          profile("Newton, α = 1", colourOf("Newton"), "dot", (newton.damped.at(-1) as readonly number[]).slice(0, 2)),
          ...damped.map((rate) =>
            profile(
              "(1 − α)<sup>k</sup>",
              CLOSED_FORM,
              "dash",
              updates.map((k) => (1 - rate) ** k),
            ),
          ),
        ],
      },
      {
        title: "error of the inverse Hessian",
        log: true,
        range: [1e-7, 3],
        window: [0, 20],
        profiles: [
          profile("BFGS", colourOf("BFGS"), "solid", inverse.usual),
          profile("BFGS, tight line search", colourOf("BFGS"), "dash", inverse.tight),
        ],
        vertical: { x: inverse.dimension, name: "n" },
      },
    ],
    {
      title: `A quadric of ten dimensions, κ = ${newton.conditionNumber}`,
      x: "updates",
      y: "relative error",
      numbers: [
        ...newton.oneStep.map(
          ({ dimension, left }) =>
            `Newton, α = 1, ${dimension} dimensions: ${left.toExponential(1)} left after one update`,
        ),
        `BFGS: relative error of the inverse Hessian ${inverse.usual.at(-1)?.toExponential(1)} after ${inverse.usual.length - 1} updates`,
      ],
    },
  );
}

/** The time of an update against the number of parameters. */
export function costFigure({ costs }: SecondOrder): Figure {
  const exact = (value: number) => ({ estimate: value, lower: value, upper: value });
  const newton = costs.find(({ method }) => method === "Newton") as SecondOrder["costs"][number];
  const last = newton.points.at(-1) as (typeof newton.points)[number];
  const guide: Line = {
    optimizer: "M³",
    dashed: false,
    points: newton.points
      .filter(({ parameters }) => parameters >= last.parameters / 8)
      .map(({ parameters }) => ({
        x: parameters,
        y: exact(last.milliseconds * (parameters / last.parameters) ** 3),
      })),
  };
  return lines(
    [
      guide,
      ...costs.map(
        ({ method, points }): Line => ({
          optimizer: variants[method] ?? method,
          dashed: variants[method] !== undefined,
          points: points.map(({ parameters, milliseconds }) => ({ x: parameters, y: exact(milliseconds) })),
        }),
      ),
    ],
    {
      title: "The processor time of one update",
      x: "parameters M",
      y: "milliseconds",
      logarithmic: { x: true, y: true },
      dashed: "its cheaper form: L-BFGS, the diagonal",
      dots: true,
      decimals: 2,
    },
  );
}

/** The printed diagonal approximation and its smoothed forms on a quadric in the directions of its coordinates. */
export function diagonalFigure({ diagonal, options }: SecondOrder): Figure {
  return profiles(
    [
      {
        title: "axes along the coordinates, steps of .1 (of half the way with the exact diagonal)",
        log: true,
        range: [1e-5, 3],
        profiles: diagonal.approaches.map(({ method, distances }) =>
          profile(method, colourOf(method), method === "Diagonal Newton" ? "dash" : "solid", distances),
        ),
      },
    ],
    {
      title: `The diagonal approximation and its smoothed forms, κ = ${options.conditionNumber}`,
      x: "updates",
      y: "distance / first distance",
      numbers: diagonal.alignments.map(
        ({ method, straight, rotated, equal }) =>
          `${method}: cosine to Newton's step ${straight.estimate}, axes turned ${rotated.estimate}, all distances equal ${equal.estimate}`,
      ),
    },
  );
}

/** What is drawn of the secant method; below it errors are at the border. */
const secantRange = [1e-7, 600] as const;

/** The secant method as printed and mended. */
export function secantFigure({ secant }: SecondOrder): Figure {
  const drawn = (errors: readonly (number | null)[]) =>
    errors.map((error) => (error === null ? null : Math.max(error, secantRange[0])));
  return profiles(
    secant
      .filter(({ name }) => name !== "½ · 1 · w²")
      .map(({ name, printed, mended }) => ({
        title: name,
        log: true,
        range: secantRange,
        window: [0, 12] as const,
        profiles: [
          profile("as printed: times Δf′/Δw", "#8C8C8C", "dash", drawn(printed)),
          profile("divided by Δf′/Δw", colourOf("BFGS"), "solid", drawn(mended)),
        ],
      })),
    {
      title: "The secant method, printed and mended",
      x: "updates",
      y: "|w − minimum|",
      numbers: secant.map(
        ({ name, printed, mended }) =>
          `${name}: ${printed.at(-1) ?? "not finite"} after ${printed.length - 1} updates as printed, ${mended.at(-1)} mended`,
      ),
    },
  );
}

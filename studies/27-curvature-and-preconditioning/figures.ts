import {
  type ContourLine,
  type ContourPanel,
  colourOf,
  contours,
  type Figure,
  type Line,
  lines,
  profiles,
} from "momenta/figures";
import { counted, methodOf } from "./claims.js";
import type { CliffDescent } from "./cliffDescent.js";
import type { CurvatureAndPreconditioning } from "./curvatureAndPreconditioning.js";
import { type FlatMethod, type FlatPlace, flatMethods } from "./stuck.js";

function grid(low: number, high: number, count = 61): number[] {
  return Array.from({ length: count }, (_, at) => low + ((high - low) * at) / (count - 1));
}

function surface(x: readonly number[], y: readonly number[], f: (x: number, y: number) => number) {
  return { x, y, values: y.map((b) => x.map((a) => f(a, b))) };
}

const dashes = ["solid", "dash", "dot"] as const;

/** Gradient descent in the basin and in the ravine, at three learning rates. */
export function bowlsFigure({ bowls }: CurvatureAndPreconditioning): Figure {
  const [x, y] = [grid(-2.4, 2.4), grid(-1.6, 1.6)];
  const rates = ["γ = 0.05", "γ = 1/6", "γ = 0.19"];
  const panels = bowls.map(({ name, descents }): ContourPanel => {
    const steepness = name === "Basin" ? 1 : 5;
    return {
      title: name === "Basin" ? "Basin, x² + y²" : "Ravine, x² + 5y²",
      ...surface(x, y, (a, b) => a ** 2 + steepness * b ** 2),
      lines: descents.map(({ points }, at) => ({
        name: rates[at] as string,
        x: points.map(([a]) => a as number),
        y: points.map(([, b]) => b as number),
        colour: colourOf("SGD"),
        dash: dashes[at] as (typeof dashes)[number],
        width: 2.5,
        points: true,
      })),
    };
  });
  return contours(panels, {
    title: "Gradient descent in a basin and in a ravine",
    x: "x",
    y: "y",
    value: "f",
    log: false,
    shades: "greys",
    numbers: bowls.flatMap(({ name, descents }) =>
      descents.map(
        ({ updates, crossings, astray }, at) =>
          `${name}, ${rates[at]}: ${counted(updates)} updates to a thousandth of the distance, ${crossings} crossings of y = 0 in 30, at most ${astray.toFixed(0)}° astray`,
      ),
    ),
  });
}

const neutral = ["#222222", "#666666", "#909090"] as const;

/** How the curvature is spread over the directions, in least squares and in a hidden layer. */
export function normalizationFigure({ normalized, options }: CurvatureAndPreconditioning): Figure {
  const line = (at: number) => ({ colour: neutral[at] as string, dash: dashes[at] as (typeof dashes)[number] });
  const places = (count: number) => Array.from({ length: count }, (_, at) => (100 * at) / (count - 1));
  return profiles(
    [
      {
        title: "least squares",
        log: true,
        range: [1e-7, 2],
        profiles: normalized.map(({ preparation, spectrum }, at) => ({
          name: preparation,
          ...line(at),
          x: places(spectrum.length),
          mean: spectrum,
          lower: spectrum,
          upper: spectrum,
        })),
      },
      {
        title: `hidden layer of ${options.units} tanh units`,
        log: true,
        range: [1e-7, 2],
        profiles: normalized.map(({ preparation, hidden }, at) => ({
          name: preparation,
          ...line(at),
          x: places(hidden.mean.length),
          ...hidden,
        })),
      },
    ],
    {
      title: "Curvature by direction, for three ways to prepare the inputs",
      x: "directions from the steepest on, %",
      y: "|eigenvalue| / largest",
      numbers: normalized.map(
        ({ preparation, conditionNumber, hiddenSpread }) =>
          `${preparation}: κ of least squares ${conditionNumber}; hidden layer, largest over median ${hiddenSpread.estimate.toFixed(0)}`,
      ),
    },
  );
}

const flatStyles = {
  plain: { name: "gradient descent", colour: colourOf("SGD"), dash: "solid" },
  average: { name: "momentum as printed", colour: colourOf("SGD + momentum"), dash: "dash" },
  heavyBall: { name: "heavy ball", colour: colourOf("SGD + momentum"), dash: "solid" },
} as const satisfies Readonly<Record<FlatMethod, object>>;

/** The gradient on the way into and out of flat places. */
export function flatFigure({ flat, options }: CurvatureAndPreconditioning): Figure {
  const [beside, , monkey, plateau] = flat as [FlatPlace, FlatPlace, FlatPlace, FlatPlace];
  const panel = (title: string, { methods, every }: FlatPlace, until: number) => ({
    title,
    log: true,
    range: [1e-4, 8] as const,
    window: [0, until] as const,
    profiles: flatMethods.map((method) => {
      const mean = methods[method].gradients.slice(0, Math.floor(until / every) + 1);
      return { ...flatStyles[method], x: mean.map((_, index) => index * every), mean, lower: mean, upper: mean };
    }),
  });
  return profiles(
    [
      panel("saddle, beside the axis", beside, 130),
      panel("monkey saddle, on the axis", monkey, 130),
      panel("plateau", plateau, 2000),
    ],
    {
      title: `Flat places: the gradient until they are left (β = ${options.beta})`,
      x: "updates",
      y: "norm of the gradient",
      numbers: flat.map(
        ({ name, methods, learningRate }) =>
          `${name}, γ = ${learningRate}: left after ${flatMethods.map((method) => `${counted(methods[method].leaves)} (${flatStyles[method].name})`).join(", ")} updates`,
      ),
    },
  );
}

/** Gradient descent at the cliff, as it is and clipped. */
export function cliffFigure({ cliff, options }: CurvatureAndPreconditioning): Figure {
  const [x, y] = [grid(3.6, 7, 86), grid(-3.6, -1.6, 61)];
  const values = surface(x, y, cliffValue);
  const panel = (title: string, { points }: CliffDescent): ContourPanel => ({
    title,
    ...values,
    lines: [
      {
        name: "gradient descent, γ = 1",
        x: points.map(([w]) => w as number),
        y: points.map(([, b]) => b as number),
        colour: colourOf("SGD"),
        dash: "solid",
        width: 2.5,
        points: true,
      },
    ],
    marks: [{ name: "start", x: points[0]?.[0] as number, y: points[0]?.[1] as number, side: "above" }],
  });
  return contours(
    [panel("As it is", cliff.plain), panel(`Gradients clipped to a norm of ${options.threshold}`, cliff.clipped)],
    {
      title: "A cliff: the error of a recurrent unit after 50 steps",
      x: "weight w",
      y: "bias b",
      value: "error",
      log: false,
      shades: "greys",
      numbers: (["plain", "clipped"] as const).map((which) => {
        const { longest, gradients, values: errors } = cliff[which];
        return `${which}: longest step ${longest.length.toFixed(2)} at update ${longest.update}, largest gradient ${Math.max(...gradients).toFixed(1)}, error ${errors[0]?.toFixed(3)} → ${errors.at(-1)?.toFixed(3)}`;
      }),
    },
  );
}

/** The error of the landscape `cliff`, for the background of the figure. */
function cliffValue(w: number, b: number): number {
  const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
  let h = 0.5;
  for (let step = 0; step < 50; step++) h = w * sigmoid(h) + b;
  return (sigmoid(h) - 0.7) ** 2;
}

/** The source's example in its own coordinates, and in those in which its contours are circles. */
export function preconditioningFigure(result: CurvatureAndPreconditioning): Figure {
  const drawn = ["SGD", "SGD + momentum", "AdaGrad", "Newton"].map((name) => methodOf(result, name));
  const panel = (title: string, stretch: number): ContourPanel => ({
    title,
    ...surface(grid(-5, 5), grid(-2, 11), (a, b) => (10 * (a / stretch) ** 2 + b ** 2) / 2),
    lines: drawn.map(
      ({ name, points }): ContourLine => ({
        name: name === "Newton" ? "preconditioned with H" : name,
        x: points.map(([a]) => stretch * (a as number)),
        y: points.map(([, b]) => b as number),
        colour: colourOf(name),
        dash: "solid",
        width: 2.5,
        points: true,
      }),
    ),
    marks: [{ name: "start", x: stretch, y: 10, side: "right" }],
  });
  return contours([panel("x, y: κ = 10", 1), panel("√10 · x, y: κ = 1", Math.sqrt(10))], {
    title: "½(10x² + y²) from (1, 10), with and without a preconditioner",
    x: "x, or √10 · x",
    y: "y",
    value: "f",
    log: false,
    shades: "greys",
    numbers: result.example.methods.map(
      ({ name, learningRate, firstRatio, updates, turned }) =>
        `${name}, learning rate ${learningRate}: first step Δx/Δy = ${firstRatio}, ${counted(updates)} updates, turned by 45° ${counted(turned)}`,
    ),
  });
}

/** How long momentum and gradient descent take, by condition number. */
export function momentumFigure({ ravines, options }: CurvatureAndPreconditioning): Figure {
  const line = (optimizer: string, dashed: boolean, which: "plain" | "average" | "best"): Line => ({
    optimizer,
    dashed,
    points: ravines.map((ravine) => {
      const updates = ravine[which].updates ?? Number.NaN;
      return { x: ravine.conditionNumber, y: { estimate: updates, lower: updates, upper: updates } };
    }),
  });
  return lines(
    [line("SGD", false, "plain"), line("SGD + momentum", false, "best"), line("SGD + momentum", true, "average")],
    {
      title: `Momentum pays in long ravines (β = ${options.beta})`,
      x: "condition number κ",
      y: "updates to 1/1000 of the distance",
      logarithmic: { x: true, y: true },
      whole: "each at its best learning rate",
      dashed: "momentum as printed at SGD's",
      dots: true,
    },
  );
}

import {
  type ContourLine,
  type ContourPanel,
  chart,
  colourOf,
  contours,
  type Figure,
  intervals,
  type LineMark,
  type Panel,
  valuesInWords,
} from "momenta/figures";
import { type Path, updatesInWords } from "../common/index.js";
import { evenly, exactly } from "../core/index.js";
import { flatPlaces, methodOf } from "./claims.js";
import type { CliffDescent } from "./measure/cliff.js";
import { type FlatMethod, type FlatPlace, flatMethods } from "./measure/flat.js";
import type { Normalized } from "./measure/normalized.js";
import type { CurvatureAndPreconditioning } from "./result.js";

export const figures = {
  main: {
    caption:
      "Gradient descent in the basin x² + y² and in the ravine x² + 5y², at three learning rates, each from a start of its own. " +
      "In the basin every step points to the minimum; in the ravine it zigzags above γ = 1/10 only.",
    draw: drawBowls,
  },
  normalization: {
    caption:
      "The curvature of all directions, the steepest first, with raw, standardized and whitened inputs: least squares and the " +
      "hidden layer of networks (mean and 95 % interval). Whitening makes least squares round, and not the hidden layer.",
    draw: drawNormalization,
  },
  flat: {
    caption:
      "The gradient on saddles and on a plateau, until they are left. Momentum as the source prints it, an average, leaves the " +
      "plateau no sooner than gradient descent; the heavy ball does.",
    draw: drawFlat,
  },
  momentum: {
    caption:
      "Updates to a thousandth of the distance against the condition number. Momentum is the slower one in short ravines, and " +
      "the faster one in long ones.",
    draw: drawMomentum,
  },
  cliff: {
    caption:
      "Gradient descent meets a cliff: the gradient explodes, and one step throws the weights out of the picture. Clipped to a " +
      "norm of 0.1 they stay, and end in the valley.",
    draw: drawCliff,
  },
  example: {
    caption:
      "The source's example in its own coordinates and in those that its Hessian makes round. Preconditioned with the Hessian, " +
      "one step leads to the minimum; the first step of AdaGrad is the gradient's.",
    draw: drawExample,
  },
};

function surface(x: readonly number[], y: readonly number[], f: (x: number, y: number) => number) {
  return { x, y, values: y.map((b) => x.map((a) => f(a, b))) };
}

/** A path of an optimizer over contours. */
function path(
  name: string,
  points: Path["points"],
  {
    colour,
    dash = "solid",
    stretch = 1,
  }: Pick<ContourLine, "colour"> & Partial<Pick<ContourLine, "dash">> & { readonly stretch?: number },
): ContourLine {
  return {
    name,
    x: points.map(([x = 0]) => stretch * x),
    y: points.map(([, y = 0]) => y),
    colour,
    dash,
    width: 2.5,
    points: true,
  };
}

const dashes = ["solid", "dash", "dot"] as const;

/** Gradient descent in the basin and in the ravine, at three learning rates. */
function drawBowls({ bowls }: CurvatureAndPreconditioning): Figure {
  const [x, y] = [evenly(-2.4, 2.4, 61), evenly(-1.6, 1.6, 61)];
  const rates = ["γ = 0.05", "γ = 1/6", "γ = 0.19"];
  const panels = bowls.map(({ name, descents }): ContourPanel => {
    const steepness = name === "Basin" ? 1 : 5;
    return {
      title: name === "Basin" ? "Basin, x² + y²" : "Ravine, x² + 5y²",
      ...surface(x, y, (a, b) => a ** 2 + steepness * b ** 2),
      lines: descents.map(({ points }, at) =>
        path(rates[at] as string, points, {
          colour: colourOf("SGD"),
          dash: dashes[at] as (typeof dashes)[number],
        }),
      ),
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
          `${name}, ${rates[at]}: ${updatesInWords(updates)} updates to a thousandth of the distance, ${crossings} crossings of y = 0 in 30, at most ${astray.toFixed(0)}° astray`,
      ),
    ),
  });
}

const neutral = ["#222222", "#666666", "#909090"] as const;

/** How the curvature is spread over the directions, in least squares and in a hidden layer. */
function drawNormalization({ normalized, options }: CurvatureAndPreconditioning): Figure {
  const panel = (heading: string, y: (one: Normalized) => LineMark["y"]): Panel => ({
    heading,
    marks: normalized.map((one, at): LineMark => {
      const values = y(one);
      return {
        as: "line",
        name: one.preparation,
        colour: neutral[at] as string,
        dash: dashes[at] as (typeof dashes)[number],
        x: values.map((_, place) => (100 * place) / (values.length - 1)),
        y: values,
      };
    }),
  });
  return chart({
    title: "Curvature by direction, for three ways to prepare the inputs",
    x: { title: "directions from the steepest on, %" },
    y: { title: "|eigenvalue| / largest", logarithmic: true, range: [1e-7, 2] },
    rows: [
      [
        panel("least squares", ({ spectrum }) => spectrum),
        panel(`hidden layer of ${options.units} tanh units`, ({ hidden: { mean, lower, upper } }) =>
          intervals(mean, lower, upper),
        ),
      ],
    ],
    numbers: normalized.map(
      ({ preparation, conditionNumber, hiddenSpread }) =>
        `${preparation}: κ of least squares ${conditionNumber}; hidden layer, largest over median ${hiddenSpread.estimate.toFixed(0)}`,
    ),
  });
}

const flatStyles = {
  plain: { name: "gradient descent", colour: colourOf("SGD"), dash: "solid" },
  average: { name: "momentum as printed", colour: colourOf("SGD + momentum"), dash: "dash" },
  heavyBall: { name: "heavy ball", colour: colourOf("SGD + momentum"), dash: "solid" },
} as const satisfies Readonly<Record<FlatMethod, object>>;

/** The gradient on the way into and out of flat places. */
function drawFlat(result: CurvatureAndPreconditioning): Figure {
  const { flat, options } = result;
  const { beside, monkey, plateau } = flatPlaces(result);
  const panel = (heading: string, { methods, every }: FlatPlace, until: number): Panel => ({
    heading,
    x: { range: [0, until] },
    marks: flatMethods.map((method): LineMark => {
      const y = methods[method].gradients.slice(0, Math.floor(until / every) + 1);
      return { as: "line", ...flatStyles[method], x: y.map((_, index) => index * every), y };
    }),
  });
  return chart({
    title: `Flat places: the gradient until they are left (β = ${options.beta})`,
    x: { title: "updates" },
    y: { title: "norm of the gradient", logarithmic: true, range: [1e-4, 8] },
    rows: [
      [
        panel("saddle, beside the axis", beside, 130),
        panel("monkey saddle, on the axis", monkey, 130),
        panel("plateau", plateau, 2000),
      ],
    ],
    numbers: flat.map(
      ({ name, methods, learningRate }) =>
        `${name}, γ = ${learningRate}: left after ${flatMethods.map((method) => `${updatesInWords(methods[method].leaves)} (${flatStyles[method].name})`).join(", ")} updates`,
    ),
  });
}

/** Gradient descent at the cliff, as it is and clipped. */
function drawCliff({ cliff, options }: CurvatureAndPreconditioning): Figure {
  const [x, y] = [evenly(3.6, 7, 86), evenly(-3.6, -1.6, 61)];
  const values = surface(x, y, cliffValue);
  const panel = (title: string, { points }: CliffDescent): ContourPanel => ({
    title,
    ...values,
    lines: [path("gradient descent, γ = 1", points, { colour: colourOf("SGD") })],
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
function drawExample(result: CurvatureAndPreconditioning): Figure {
  const drawn = ["SGD", "SGD + momentum", "AdaGrad", "Newton"].map((name) => methodOf(result, name));
  const panel = (title: string, stretch: number): ContourPanel => ({
    title,
    ...surface(evenly(-5, 5, 61), evenly(-2, 11, 61), (a, b) => (10 * (a / stretch) ** 2 + b ** 2) / 2),
    lines: drawn.map(({ name, points }) =>
      path(name === "Newton" ? "preconditioned with H" : name, points, { colour: colourOf(name), stretch }),
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
        `${name}, learning rate ${learningRate}: first step Δx/Δy = ${firstRatio}, ${updatesInWords(updates)} updates, turned by 45° ${updatesInWords(turned)}`,
    ),
  });
}

/** How long momentum and gradient descent take, by condition number. */
function drawMomentum({ ravines, options }: CurvatureAndPreconditioning): Figure {
  const [atBest, asPrinted] = ["each at its best learning rate", "momentum as printed at SGD's"];
  const line = (optimizer: string, which: "plain" | "average" | "best"): LineMark => ({
    as: "line",
    optimizer,
    ...(which === "average" ? { dash: "dash" } : {}),
    dots: true,
    x: ravines.map(({ conditionNumber }) => conditionNumber),
    y: ravines.map((ravine) => exactly(ravine[which].updates ?? Number.NaN)),
  });
  const marks = [line("SGD", "plain"), line("SGD + momentum", "best"), line("SGD + momentum", "average")];
  return chart({
    title: `Momentum pays in long ravines (β = ${options.beta})`,
    x: { title: "condition number κ", logarithmic: true },
    y: { title: "updates to 1/1000 of the distance", logarithmic: true },
    rows: [[{ marks }]],
    keys: [
      { name: atBest, dash: "solid" },
      { name: asPrinted, dash: "dash" },
    ],
    numbers: marks.map((mark) =>
      valuesInWords(`${mark.optimizer}, ${mark.dash === "dash" ? asPrinted : atBest}`, mark),
    ),
  });
}

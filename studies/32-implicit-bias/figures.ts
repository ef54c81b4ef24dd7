import {
  chart,
  coursesInWords,
  endsInWords,
  type Figure,
  formatInterval,
  formatNumber,
  type LineMark,
  type PointsMark,
  valuesInWords,
} from "momenta/figures";
import type { Interval } from "momenta/statistics";
import { middleOf, rotatedBy, solutionOf } from "./claims.js";
import type { NormName } from "./measure/leastNorm.js";
import type { MarginArm } from "./measure/margins.js";
import { methods } from "./measure/methods.js";
import { equation } from "./measure/plane.js";
import { truths } from "./measure/problems.js";
import { type RotationMethod, rotationMethods } from "./measure/rotation.js";
import type { ImplicitBias } from "./result.js";
import { solutionNames, truthNames } from "./tables.js";

export const figures = {
  main: {
    caption:
      "Left: one equation with two unknowns, from zero; all solutions are grey, diamonds where a method ends. SGD goes straight to the " +
      "nearest solution, Adam to the one with equal weights. Right: linear regression with more weights than examples, the distance " +
      "from the solution of least Euclidean norm over its length. SGD and SGD + momentum come to it, the adaptive methods to others.",
    draw: drawMain,
  },
  truths: {
    caption:
      "Test error of each optimizer's solution and of the solutions of least norm, by what the true weights are like; 1 is the " +
      "error of w = 0. X⁺y is the solution of least Euclidean norm. Where true weights are sparse the least L1 norm finds them; where " +
      "they are dense no solution is clearly better than X⁺y.",
    draw: drawTruths,
  },
  choices: {
    caption:
      "How far from the solution of least Euclidean norm adaptive methods end, by their learning rate and by ε, with which the " +
      "learning rate grows by 0.03 ε. A rate of 0.3 times the study's does not take them there; a large ε does.",
    draw: drawChoices,
  },
  margins: {
    caption:
      "Margins of linear classifiers on the logistic loss, as shares of the largest possible. Gradient descent nears the " +
      "largest L2 margin, RMSProp and Adam with ε = 0 the largest L∞ margin; ε = 0.01, or one example an update, takes Adam from it. " +
      "Drawn from update 100 on; earlier most margins are negative.",
    draw: drawMargins,
  },
  rotation: {
    caption:
      "Decision boundaries of a network learned from data that were turned, and turned back. Those of gradient descent " +
      "lie on one another; Adam's is nearly straight at 45° and bent at 0°. One seed of 20.",
    draw: drawRotation,
  },
};

function drawMain({ plane, leastSquares, options }: ImplicitBias): Figure {
  const [a, b] = equation.input;
  // The panel is wider than it is high: right angles are drawn as such.
  const [width, height] = [1.5, 1.4];
  const paths = plane.map(({ method, x, y }): LineMark => ({ as: "line", optimizer: method, x, y, width: 4 }));
  const solutions: LineMark = {
    as: "line",
    colour: "#8C8C8C",
    x: [0, width],
    y: [0, width].map((x) => (equation.target - a * x) / b),
  };
  const ends: PointsMark = {
    as: "points",
    symbol: "diamond",
    size: 12,
    colour: "#222222",
    x: plane.map(({ x }) => x.at(-1) as number),
    y: plane.map(({ y }) => y.at(-1) as number),
  };
  const courses = leastSquares.approaches.map(
    ({ method, distance }): LineMark => ({
      as: "line",
      optimizer: method,
      x: leastSquares.at,
      y: distance,
      width: method === "AdaGrad" || method === "SGD" ? 7 : 3,
    }),
  );
  return chart({
    title: "Started from zero: which of all solutions?",
    rows: [
      [
        {
          heading: "grey: all solutions of w₁ + 3 w₂ = 4",
          x: { title: "w₁", range: [0, width] },
          y: { title: "w₂", range: [0, height] },
          marks: [solutions, ...paths, ends],
        },
        {
          heading: `${options.weights} weights, ${options.examples} examples`,
          x: { title: "update", logarithmic: true },
          y: { title: "distance from least norm", logarithmic: true },
          marks: courses,
        },
      ],
    ],
    numbers: [
      ...paths.map((path) => endsInWords(`${path.optimizer}, w₂ over w₁`, path, 3)),
      ...coursesInWords([[{ marks: courses }]]),
    ],
  });
}

const normColours: Readonly<Record<NormName, string>> = { l1: "#7A7A00", l2: "#222222", linf: "#8C564B" };
const normSymbols: Readonly<Record<NormName, string>> = { l1: "diamond-open", l2: "square-open", linf: "x-thin-open" };

function drawTruths(result: ImplicitBias): Figure {
  const names = [...methods, "l1", "l2", "linf"] as const;
  const marks = names.map((name, place): PointsMark => {
    const norm = name === "l1" || name === "l2" || name === "linf" ? name : undefined;
    return {
      as: "points",
      ...(norm === undefined
        ? { optimizer: name }
        : { name: solutionNames[name], colour: normColours[norm], symbol: normSymbols[norm] }),
      size: 11,
      x: truths.map((_, at) => at + (place - 3.5) / 11),
      y: truths.map((truth) => solutionOf(result, name, truth).testError),
    };
  });
  const words = {
    ...truthNames,
    sparse: `sparse: ${result.options.relevant} of ${result.options.weights} are not 0`,
  };
  return chart({
    title: "Which solution suits which true weights",
    x: {
      title: "true weights",
      range: [-0.5, 2.5],
      ticks: truths.map((truth, at) => ({ at, text: words[truth] })),
    },
    y: { title: "test error, 1 is that of w = 0", range: [-0.1, 1.5] },
    rows: [[{ marks }]],
    numbers: names.map(
      (name) =>
        `${valuesInWords(
          solutionNames[name],
          { x: [0, 1, 2], y: truths.map((truth) => solutionOf(result, name, truth).testError) },
          2,
        )} (0: ${words.sparse}; 1: ${words.Gaussian}; 2: ${words.signs})`,
    ),
  });
}

function drawChoices({ choices }: ImplicitBias): Figure {
  const marks = (of: "rates" | "epsilons") =>
    choices.map(
      (one): LineMark => ({
        as: "line",
        optimizer: one.method,
        dots: true,
        width: one.method === "AdaGrad" ? 8 : 3,
        x: one[of].map(({ factor, epsilon }) => (of === "rates" ? factor : epsilon)),
        y: one[of].map(({ distance }) => distance),
      }),
    );
  const panels = [
    {
      heading: "learning rate, ε = 10<sup>−8</sup>",
      x: { title: "learning rate / that of the study" },
      marks: marks("rates"),
    },
    { heading: "ε", x: { title: "ε" }, marks: marks("epsilons") },
  ];
  return chart({
    title: "How far from the least-norm solution adaptive methods end, over its length",
    x: { logarithmic: true },
    y: { title: "distance from least norm", logarithmic: true },
    rows: [panels],
    numbers: panels.flatMap(({ heading, marks: lines }) =>
      lines.map((line) => valuesInWords(`${line.optimizer}, ${heading}`, line, 3)),
    ),
  });
}

/** Momentum lies on gradient descent, and so one of them is wide and the other one thin; Adam's variants are darker than Adam. */
const armStyles: Readonly<Record<MarginArm, Pick<LineMark, "optimizer" | "colour" | "dash" | "width">>> = {
  "gradient descent": { optimizer: "SGD", width: 7 },
  momentum: { optimizer: "SGD + momentum", width: 2 },
  AdaGrad: { optimizer: "AdaGrad" },
  RMSProp: { optimizer: "RMSProp" },
  Adam: { optimizer: "Adam" },
  "Adam, ε = 0.01": { optimizer: "Adam", colour: "#7A3300", dash: "dash" },
  "Adam, one example an update": { optimizer: "Adam", colour: "#4D4D4D", dash: "dot" },
};

function drawMargins({ margins, options }: ImplicitBias): Figure {
  const marks = (norm: "l2" | "linf") =>
    margins.courses.map(
      (course): LineMark => ({
        as: "line",
        name: course.arm,
        ...armStyles[course.arm],
        x: margins.at,
        y: course[norm],
      }),
    );
  const panels = [
    { heading: "L2 margin / the largest", marks: marks("l2") },
    { heading: "L∞ margin / the largest", marks: marks("linf") },
  ];
  return chart({
    title: `Logistic loss, ${options.points} examples in ${options.dimensions} dimensions`,
    x: { title: "update", logarithmic: true, range: [100, options.marginUpdates] },
    y: { title: "share of the largest margin", range: [0, 1] },
    rows: [panels],
    numbers: panels.flatMap(({ heading, marks: lines }) =>
      lines.map((line) => endsInWords(`${line.name}, ${heading}`, line, 4)),
    ),
  });
}

/** What lies below is wide and pale. */
const angleStyles = [
  { dash: "solid", width: 10, colour: "#D9BFE6" },
  { dash: "dash", width: 5, colour: "#9A5FB8" },
  { dash: "dot", width: 3, colour: "#3F1259" },
] as const satisfies readonly Partial<LineMark>[];

function drawRotation(result: ImplicitBias): Figure {
  const { rotation } = result;
  const middle = middleOf(rotation.degrees);
  const shown = [...new Set([0, Math.round(middle / 2), middle])];
  const clusters = [1, -1].map((label): PointsMark => {
    const own = rotation.points.inputs.filter((_, at) => rotation.points.labels[at] === label);
    return {
      as: "points",
      name: label > 0 ? "class 1" : "class −1",
      colour: label > 0 ? "#7F7F7F" : "#C9A24D",
      size: 6,
      x: own.map(([x]) => x as number),
      y: own.map(([, y]) => y as number),
    };
  });
  const best: LineMark = {
    as: "line",
    name: "best boundary",
    colour: "#222222",
    width: 2,
    x: rotation.best.map(({ x }) => x),
    y: rotation.best.map(({ y }) => y),
  };
  const boundaries = (method: RotationMethod) =>
    shown.map((at, place): LineMark => {
      const [above = 0, below = 0] = rotatedBy(result, method, "early").rays[at] as readonly number[];
      const end = (degrees: number) => [
        2 * Math.cos((degrees * Math.PI) / 180),
        2 * Math.sin((degrees * Math.PI) / 180),
      ];
      const [up, down] = [end(above), end(below)];
      return {
        as: "line",
        name: `turned by ${rotation.degrees[at]}°`,
        ...angleStyles[place],
        x: [up[0] as number, 0, down[0] as number],
        y: [up[1] as number, 0, down[1] as number],
      };
    });
  const panels = rotationMethods.map((method) => ({
    heading: method === "SGD" ? "gradient descent" : "Adam",
    marks: [...clusters, best, ...boundaries(method)],
  }));
  const updates = rotatedBy(result, "Adam", "early").updates;
  return chart({
    title: `What is learned from turned data, turned back, after ${updates} updates`,
    x: { title: "x₁", range: [-2, 2] },
    y: { title: "x₂", range: [-1.75, 1.75] },
    rows: [panels],
    numbers: rotation.learned.map(
      ({ method, updates, rays, error }) =>
        `${method}, ${updates} updates: rays at ${rotation.degrees.map((angle, at) => `${rays[at]?.map((ray) => `${formatNumber(ray, 0)}°`).join(" and ")} (test error ${formatInterval(error[at] as Interval, 4)}) where turned by ${angle}°`).join(", ")}`,
    ),
  });
}

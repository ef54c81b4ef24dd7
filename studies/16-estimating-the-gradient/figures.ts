import { chart, endsInWords, type Figure, type LineMark, type PointsMark, valuesInWords } from "momenta/figures";
import { exactly } from "../core/index.js";
import { gradientsDrawn } from "./claims.js";
import { deviation } from "./measure/average.js";
import { POINTS, TARGET } from "./measure/costs.js";
import { RATES, TRAINING_LOSS } from "./measure/regularization.js";
import type { Estimating } from "./result.js";

/** For what is no optimizer. */
const colours = ["#1B6E8C", "#8C564B", "#7A7A00", "#B2468A", "#4D4D4D", "#5254A3"] as const;

export const figures = {
  main: {
    caption:
      "Left: the error of a mean of N samples, and of a gradient of N digits over the length of that of all 2000, falls as 1/√N. " +
      "Right: what a quadric in two weights costs with each N at its best constant learning rate: up to N = 16 fewer updates all but " +
      "pay for more examples, beyond they do not.",
    draw: drawMain,
  },
  criteria: {
    caption:
      "Logistic regression on examples that come back, and on fresh ones. On a finite set the criterion that is made small is " +
      "not the true one; with 100 examples the true one rises, with fresh ones it levels off above the best one.",
    draw: drawCriteria,
  },
  convergence: {
    caption:
      "The same runs over updates and over gradients computed; lines are the closed form, dots the runs. A large N wins per " +
      "update, a small one per computation.",
    draw: drawConvergence,
  },
  runtime: {
    caption:
      "Time and memory of the compiled gradient of a network, on the machine that ran this: hollow squares are powers of two. " +
      "Time grows more slowly than N up to about 256 and then in proportion; memory is a line throughout.",
    draw: drawRuntime,
  },
  regularization: {
    caption:
      "Test error of a network when it has come to the same training loss, by batch size and learning rate, with 95 % " +
      "intervals over seeds that all have their own digits; where a point is missing, not all runs came there.",
    draw: drawRegularization,
  },
};

const reached = (values: readonly number[]) => values.map(exactly);

function drawMain(result: Estimating): Figure {
  const { average, costs } = result;
  const [replaced, whole] = [gradientsDrawn(result, "with replacement"), gradientsDrawn(result, "without replacement")];
  const shown = whole.sizes.flatMap((size, at) => ((whole.predicted[at] as number) > 0 ? [{ size, at }] : []));
  const dots = (
    name: string,
    colour: string,
    x: readonly number[],
    y: PointsMark["y"],
    symbol = "circle",
  ): PointsMark => {
    return { as: "points", name, colour, x, y, symbol, size: 9 };
  };
  const closed = (x: readonly number[], y: readonly number[], name?: string): LineMark => {
    return { as: "line", ...(name !== undefined && { name }), colour: "#8C8C8C", width: 2, x, y };
  };
  const errors = [
    dots("mean of N samples", colours[0], average.samples, average.error),
    dots("gradient of N digits, relative", colours[1], replaced.sizes, replaced.error, "diamond"),
    dots(
      "the same, no digit twice",
      colours[3],
      shown.map(({ size }) => size),
      shown.map(({ at }) => whole.error[at] as PointsMark["y"][number]),
      "x-thin-open",
    ),
  ];
  const lines = [
    closed(
      average.samples,
      average.samples.map((size) => deviation / Math.sqrt(size)),
      "closed form",
    ),
    closed(replaced.sizes, replaced.predicted),
    closed(
      shown.map(({ size }) => size),
      shown.map(({ at }) => whole.predicted[at] as number),
    ),
  ];
  const sizes = costs.map(({ size }) => size);
  const cost = (name: string, colour: string, y: readonly number[], dash: LineMark["dash"]): LineMark => {
    return { as: "line", name, colour, dots: true, x: sizes, y, ...(dash !== undefined && { dash }) };
  };
  const spent = [
    cost(
      "updates needed",
      colours[5],
      costs.map(({ updates }) => updates),
      "solid",
    ),
    cost(
      "gradients needed",
      colours[4],
      costs.map(({ size, updates }) => size * updates),
      "dash",
    ),
  ];
  return chart({
    title: "More examples: how much better, and at what cost",
    x: { title: "N", logarithmic: true },
    rows: [
      [
        { heading: "error of an estimate", y: { title: "error", logarithmic: true }, marks: [...lines, ...errors] },
        { heading: "cost of learning a quadric", y: { title: "updates, gradients", logarithmic: true }, marks: spent },
      ],
    ],
    numbers: [
      ...errors.map((mark) => endsInWords(mark.name ?? "", mark, 4)),
      ...spent.map((mark) => valuesInWords(mark.name ?? "", mark)),
    ],
  });
}

function drawCriteria({ criteria }: Estimating): Figure {
  const marks = (value: "training" | "excess") =>
    criteria.map(({ examples, updates, ...one }, at): LineMark => {
      return {
        as: "line",
        name: examples === null ? "fresh examples" : `${examples} examples`,
        colour: colours[at] as string,
        dash: (["solid", "dash", "dot"] as const)[at] as "solid",
        x: updates,
        y: one[value],
      };
    });
  const panels = [
    { heading: "criterion on what is learned from", y: { title: "mean −log p" }, marks: marks("training") },
    {
      heading: "true criterion, above the best one",
      y: { title: "mean −log p", logarithmic: true },
      marks: marks("excess"),
    },
  ];
  return chart({
    title: "Finite and fresh data",
    x: { title: "update" },
    rows: [panels],
    numbers: panels.flatMap(({ heading, marks: lines }) =>
      lines.map((mark) => endsInWords(`${mark.name}, ${heading}`, mark, 4)),
    ),
  });
}

function drawConvergence({ costs }: Estimating): Figure {
  const panel = (heading: string, title: string, unit: (size: number) => number) => ({
    heading,
    x: { title },
    marks: costs.flatMap(({ size, at, expected, excess }, place): (LineMark | PointsMark)[] => {
      const [name, colour] = [size === POINTS ? "all 1000" : `N = ${size}`, colours[place] as string];
      const x = at.map((update) => update * unit(size));
      return [
        { as: "line", name, colour, x, y: reached(expected) },
        { as: "points", colour, size: 5, x, y: reached(excess), name },
      ];
    }),
  });
  return chart({
    title: `f(w) − f(w*) on the source's quadric, each N at its best rate for ${TARGET}`,
    x: { logarithmic: true },
    y: { title: "f(w) − f(w*)", logarithmic: true },
    rows: [[panel("per update", "update", () => 1), panel("per computation", "gradients of a point", (size) => size)]],
    numbers: costs.map(
      ({ size, updates, rate }) =>
        `N = ${size}: ${updates} updates, ${size * updates} gradients, rate · curvature ${rate}`,
    ),
  });
}

function drawRuntime({ runtime }: Estimating): Figure {
  const powers = runtime.batches.filter(({ size }) => Number.isInteger(Math.log2(size)));
  const marks = (value: "time" | "memory"): (LineMark | PointsMark)[] => [
    {
      as: "line",
      name: "every N measured",
      colour: colours[0],
      dots: true,
      x: runtime.batches.map(({ size }) => size),
      y: runtime.batches.map((one) => one[value]),
    },
    {
      as: "points",
      name: "powers of two",
      colour: colours[1],
      symbol: "square-open",
      size: 16,
      x: powers.map(({ size }) => size),
      y: powers.map((one) => one[value]),
    },
  ];
  return chart({
    title: "A gradient of a network, 784-100-10, on this machine",
    x: { title: "N", logarithmic: true },
    rows: [
      [
        { heading: "time, median", y: { title: "milliseconds", logarithmic: true }, marks: marks("time") },
        { heading: "memory", y: { title: "megabytes", logarithmic: true }, marks: marks("memory") },
      ],
    ],
    numbers: runtime.batches.map(({ size, time, memory }) => `N = ${size}: ${time} ms, ${memory} MB`),
  });
}

function drawRegularization({ regularization }: Estimating): Figure {
  const marks = RATES.map((rate, at): LineMark => {
    const own = regularization.filter((one) => one.rate === rate);
    return {
      as: "line",
      name: `learning rate ${rate}`,
      colour: colours[at] as string,
      dots: true,
      x: own.map(({ size }) => size),
      y: own.map(({ testError }) =>
        testError === null
          ? Number.NaN
          : { estimate: 100 * testError.estimate, lower: 100 * testError.lower, upper: 100 * testError.upper },
      ),
    };
  });
  return chart({
    title: `Test error when the training loss has come to ${TRAINING_LOSS}`,
    x: { title: "N", logarithmic: true },
    y: { title: "test error, %", range: [14, 22] },
    rows: [[{ marks }]],
    numbers: marks.map(({ name, x, y }) => {
      const known = x.flatMap((size, at) =>
        Number.isNaN(y[at]) ? [] : [{ size, value: y[at] as (typeof y)[number] }],
      );
      return valuesInWords(name ?? "", { x: known.map(({ size }) => size), y: known.map(({ value }) => value) }, 1);
    }),
  });
}

import {
  chart,
  endsInWords,
  type Figure,
  formatDigits,
  formatInterval,
  type LineMark,
  valuesInWords,
} from "momenta/figures";
import { type Interval, meanInterval } from "momenta/statistics";
import { percentInterval } from "../core/index.js";
import { accuracyOf } from "./claims.js";
import type { Compared } from "./measure/comparison.js";
import type { FirstRate } from "./measure/firstRates.js";
import { BINS, layers, quantiles } from "./measure/learnStream.js";
import { type DeepIdbdResult, learnedBy } from "./result.js";

export const figures = {
  main: {
    caption:
      "Permuted digits, each classified before it is learned. Left: the accuracy of each tuned method, task by task. Right: the accuracy by the first step size, " +
      "which SGD and normalization keep and IDBD and the hybrid improve.",
    draw: drawMain,
  },
  within: {
    caption:
      "The accuracy within a task above SGD's, over all tasks, paired by seed, with 95 % intervals: how fast each method learns new pixels.",
    draw: drawWithin,
  },
  steps: {
    caption:
      "The step sizes of all weights of a layer, task by task: the median, the quartiles, and the borders of the middle 90 %. The hybrid's multiply normalized gradients.",
    draw: drawStepSizes,
  },
  edge: {
    caption:
      "IDBD by θ, with and without a bound on the whole step, in a quarter of the tasks. Right: the same, closer.",
    draw: drawEdge,
  },
};

const shown = ["SGD", "RMSProp", "Adam", "IDBD", "hybrid"] as const;

type Style = Pick<LineMark, "optimizer" | "name" | "dash">;

/** The hybrid has IDBD's colour, normalization alone Adam's, which it is without momentum. */
function styleOf(name: Compared): Style {
  if (name === "hybrid") return { optimizer: "IDBD", name, dash: "dash" };
  if (name === "normalization alone") return { optimizer: "Adam", name, dash: "dot" };
  return { optimizer: name };
}

const from1 = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

/** A mean over seeds for each column of `[seed][column]`, in percent. */
function overSeeds(rows: readonly (readonly number[])[]): Interval[] {
  return (rows[0] as readonly number[]).map((_, at) => meanInterval(rows.map((row) => 100 * (row[at] as number))));
}

function drawMain(result: DeepIdbdResult): Figure {
  const courses = shown.map((name): LineMark => {
    const { byTask } = learnedBy(result, name);
    // Wide, since IDBD's line lies on it.
    const width = name === "SGD" ? 8 : 3;
    return { as: "line", ...styleOf(name), width, x: from1(result.options.tasks), y: overSeeds(byTask) };
  });
  const rates = (["normalization alone", "hybrid", "SGD", "IDBD"] as const).map((name) => ratesOf(result, name));
  return chart({
    title: "Permuted digits: what optimizing the step sizes adds",
    y: { title: "online accuracy, %", range: [0, 85] },
    rows: [
      [
        { heading: "tuned, task by task", x: { title: "task" }, y: { range: [60, 85] }, marks: courses },
        {
          heading: "by the first step size",
          x: { title: "first step size", logarithmic: true },
          y: { title: "online accuracy of all tasks, %", range: [0, 85] },
          marks: rates,
        },
      ],
    ],
    numbers: [
      ...shown.map((name) => `${name}: online accuracy ${percentInterval(accuracyOf(result, name), 1)}`),
      ...rates.map((mark) => valuesInWords(`${mark.name ?? mark.optimizer}, by the first step size`, mark, 1)),
    ],
  });
}

function ratesOf({ firstRates }: DeepIdbdResult, method: FirstRate["method"]): LineMark {
  const own = firstRates.filter((one) => one.method === method);
  return {
    as: "line",
    ...styleOf(method),
    dots: true,
    x: own.map(({ rate }) => rate),
    y: own.map(({ accuracy }) => meanInterval(accuracy.map((share) => 100 * share))),
  };
}

function drawWithin(result: DeepIdbdResult): Figure {
  const size = result.options.digits / BINS;
  const { within: ofSgd } = learnedBy(result, "SGD");
  const rivals = ["RMSProp", "Adam", "IDBD", "normalization alone", "hybrid"] as const;
  const marks = rivals.map((name): LineMark => {
    const above = learnedBy(result, name).within.map((row, seed) =>
      row.map((share, bin) => share - (ofSgd[seed]?.[bin] as number)),
    );
    return { as: "line", ...styleOf(name), x: from1(BINS).map((bin) => (bin - 0.5) * size), y: overSeeds(above) };
  });
  return chart({
    title: "Within a task: the lead over SGD",
    x: { title: "digits of the task seen" },
    y: { title: "online accuracy above SGD's, points" },
    rows: [[{ marks }]],
    numbers: marks.map((mark) => endsInWords(mark.name ?? mark.optimizer ?? "", mark, 1)),
  });
}

const dashes = ["dot", "dash", "solid", "dash", "dot"] as const;
const names = ["middle 90 %", "quartiles", "median", "quartiles", "middle 90 %"] as const;

function drawStepSizes(result: DeepIdbdResult): Figure {
  const x = [0, ...from1(result.options.tasks)];
  const panels = (["IDBD", "hybrid"] as const).flatMap((name) =>
    layers.map((layer, which) => {
      const { stepSizes, setting } = learnedBy(result, name);
      const marks = quantiles.map(
        (_, quantile): LineMark => ({
          as: "line",
          optimizer: "IDBD",
          name: names[quantile] as string,
          dash: dashes[quantile] as (typeof dashes)[number],
          x,
          y: [setting.initialRate as number, ...stepSizes.map((task) => task[which]?.[quantile] as number)],
        }),
      );
      return { heading: `${name}, ${layer === "output" ? "output" : "hidden"} layer`, marks };
    }),
  );
  const [first, second, third, fourth] = panels as [Panel, Panel, Panel, Panel];
  return chart({
    title: "Step sizes of the weights, layer by layer",
    x: { title: "task" },
    y: { title: "step size", logarithmic: true },
    rows: [
      [{ ...first, y: { ticks: [0.015, 0.02, 0.025].map((at) => ({ at, text: `${at}` })) } }, second],
      [{ ...third, y: {} }, fourth],
    ],
    numbers: panels.map(({ heading, marks }) => {
      const last = marks.map(({ y }) => formatDigits(y.at(-1) as number));
      return `${heading}, after the last task: median ${last[2]}, quartiles ${last[1]} and ${last[3]}, middle 90 % ${last[0]} to ${last[4]}`;
    }),
  });
}

type Panel = { readonly heading: string; readonly marks: LineMark[] };

function drawEdge({ stability }: DeepIdbdResult): Figure {
  const lines = (value: (one: (typeof stability)[number]) => LineMark["y"][number]) =>
    (["IDBD", "bounded IDBD"] as const).map((method): LineMark => {
      const own = stability.filter((one) => one.method === method);
      return {
        as: "line",
        optimizer: "IDBD",
        name: method,
        dash: method === "IDBD" ? "solid" : "dash",
        dots: true,
        x: own.map(({ metaRate }) => metaRate),
        y: own.map(value),
      };
    });
  const accuracy = lines((one) => scaled(one.accuracy, 100));
  return chart({
    title: "Where IDBD blows up",
    x: { title: "θ", logarithmic: true },
    rows: [
      [
        { heading: "online accuracy, %", y: { range: [0, 85] }, marks: accuracy },
        { heading: "closer", y: { range: [70, 78] }, marks: accuracy },
      ],
    ],
    numbers: [
      ...accuracy.map((mark) => valuesInWords(`${mark.name}, online accuracy, %`, mark, 1)),
      ...stability.map(
        ({ method, metaRate, atLast }) =>
          `${method}, θ = ${metaRate}: accuracy of the last task ${formatInterval(scaled(atLast, 100), 1)} %`,
      ),
    ],
  });
}

const scaled = ({ estimate, lower, upper }: Interval, factor: number): Interval => ({
  estimate: factor * estimate,
  lower: factor * lower,
  upper: factor * upper,
});

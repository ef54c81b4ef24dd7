import {
  chart,
  estimates,
  type Figure,
  type LineMark,
  neutralColours,
  type PointsMark,
  valuesInWords,
} from "momenta/figures";
import { mean, meanInterval } from "momenta/statistics";
import { round } from "../core/index.js";
import { comparePublished, digitsInWords, type OptimizerSpeed } from "./result.js";

export const figures = {
  main: {
    caption:
      "Updates to converge on the second task, methods from top to bottom in the published order, slowest first, state reset. " +
      "If ours agreed, each kind of dot would move to the left from row to row.",
    draw: drawSpeeds,
  },
  rates: {
    caption:
      "Updates on the second task over the learning rate, mean and 95 % interval; the published rates are framed, of Adadelta that of its paper. " +
      "The order of the methods depends on which rate each is given.",
    draw: drawRates,
  },
};

/** The methods in the published order, with the published rates and with their best ones. */
function drawSpeeds(result: OptimizerSpeed): Figure {
  const { options, methods } = result;
  const comparisons = comparePublished(result);
  const [first] = comparisons as [(typeof comparisons)[0]];
  return estimates(
    methods.map(({ optimizer, published, best }, at) => ({
      optimizer,
      label: `${at + 1}  ${optimizer}`,
      values: [...published, best].map(({ updates }) => ({ ours: meanInterval(updates) })),
      note: `published ${ordinal(at + 1)}<br>ours ${ordinal(first.order.places[at] as number)} ${first.where}`,
    })),
    {
      title: "Updates on the second task, published order, slowest first",
      value: `updates, mean and 95 % interval of ${options.seeds} runs`,
      variants: [...comparisons.map(({ name }) => `second task ${name}`), `best rate, ${first.name}`],
      logarithmic: true,
      decimals: 1,
    },
  );
}

function ordinal(place: number): string {
  return ["slowest", "2nd", "3rd", "4th", "fastest"][place - 1] ?? `${place}th`;
}

/** Updates over the learning rate, the published rates framed. */
function drawRates({ options, methods }: OptimizerSpeed): Figure {
  const lines = methods.map(({ optimizer, search }): LineMark & { readonly optimizer: string } => ({
    as: "line",
    optimizer,
    dots: true,
    x: search.map(({ learningRate }) => round(learningRate, 3)),
    y: search.map(({ updates }) => meanInterval(updates)),
  }));
  const published = methods.flatMap(({ published: [rate], search }) =>
    search.filter(({ learningRate }) => learningRate === rate?.learningRate),
  );
  const frames: PointsMark = {
    as: "points",
    name: "published rate",
    symbol: "square-open",
    size: 18,
    colour: neutralColours.text,
    x: published.map(({ learningRate }) => learningRate),
    y: published.map(({ updates }) => mean(updates)),
  };
  return chart({
    title: `Updates on ${digitsInWords(options.secondTasks[0] ?? [])} over the learning rate`,
    x: { title: "learning rate", logarithmic: true },
    y: { title: `updates, given up at ${options.maxUpdatesOfSearch}`, logarithmic: true },
    rows: [[{ marks: [...lines, frames] }]],
    numbers: lines.map((line) => valuesInWords(line.optimizer, line, 1)),
  });
}

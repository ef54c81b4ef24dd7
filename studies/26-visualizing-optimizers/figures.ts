import { tf, tidy } from "momenta/engine";
import {
  animation,
  type ContourMark,
  chart,
  endsInWords,
  type Figure,
  formatNumber,
  type LineMark,
  valuesInWords,
} from "momenta/figures";
import { updatesInWords } from "../common/index.js";
import { evenly, exactly } from "../core/index.js";
import { escapeOfSgd, named } from "./claims.js";
import { type Scene, type SceneName, scenes } from "./measure/scenes.js";
import type { VisualizingOptimizers } from "./result.js";

export const figures = {
  main: {
    caption:
      "All first-order methods on the saddle x² − y², begun .001 beside the ridge, with learning rates that bring all of them down " +
      "equally fast; each path ends where it leaves the picture. Methods that scale their steps turn away early, SGD goes almost to " +
      "the saddle and waits there, momentum and Nesterov swing through it.",
    draw: drawSaddle,
  },
  beale: {
    caption:
      "The same methods on Beale’s function. Momentum and Nesterov go far beyond the turn into the valley and come back; AdaGrad takes " +
      "the straightest way and the longest time.",
    draw: drawBeale,
  },
  "long-valley": {
    caption:
      "The same methods in the long valley. Those that scale their steps go along the valley while they come down; SGD, momentum and " +
      "Nesterov come to rest near the saddle and are still there after 1000 updates.",
    draw: drawLongValley,
  },
  leaving: {
    caption:
      "Updates until the saddle is left, by the distance of the start from the ridge. SGD follows the closed form, so many updates more " +
      "for each power of ten; methods that scale take the same number from everywhere.",
    draw: drawLeaving,
  },
  rates: {
    caption:
      "Updates until the saddle is left, by the learning rate, from y₀ = .001. A larger rate makes every method faster, and above .3 " +
      "they differ by a few updates.",
    draw: drawLeavingRates,
  },
};

/** Values along each side of a picture; even, so that no minimum is met exactly. */
const GRID = 40;
/** Where colours go by the logarithm, lower values are drawn as this one. */
const FLOOR = 0.01;

/** All methods on Beale's function. */
function drawBeale(result: VisualizingOptimizers): Figure {
  return drawScene(result, "beale", "Beale’s function, from (1, 1)", true, [
    { name: "start", x: 1, y: 1, side: "left" },
    { name: "minimum", x: 3, y: 0.5, side: "right" },
  ]);
}

/** All methods on the long valley. */
function drawLongValley(result: VisualizingOptimizers): Figure {
  return drawScene(result, "longValley", "The long valley, from (1, 0.05)", true, [
    { name: "start", x: 1, y: 0.05, side: "below" },
    { name: "saddle", x: 0, y: 0, side: "left" },
    { name: "minimum", x: 0, y: 2, side: "left" },
  ]);
}

/** All methods on the saddle. */
function drawSaddle(result: VisualizingOptimizers): Figure {
  return drawScene(result, "saddle", "The saddle x² − y², from (1, 0.001)", false, [
    { name: "start", x: 1, y: 0.001, side: "below" },
    { name: "saddle", x: 0, y: 0, side: "left" },
  ]);
}

function drawScene(
  { ways, options }: VisualizingOptimizers,
  name: SceneName,
  title: string,
  log: boolean,
  marks: readonly ContourMark[],
): Figure {
  const scene = scenes[name];
  const { x, y, values } = surfaceOf(scene);
  return animation(
    { title: "", x, y, values: log ? values.map((row) => row.map((value) => Math.max(FLOOR, value))) : values, marks },
    ways[name],
    {
      title: `${title}: ${options.updates} updates`,
      x: "x",
      y: "y",
      value: log ? "value (0.01: or less)" : "value",
      log,
      shades: "greys",
      numbers: ways[name].map(({ optimizer, learningRate, arrives, leaves }) => {
        const end =
          name === "beale"
            ? `value ≤ 0.01 after ${updatesInWords(arrives)}`
            : `|y| ≥ 1 after ${updatesInWords(leaves)}`;
        return `${optimizer}, learning rate ${formatNumber(learningRate)}: ${end}`;
      }),
    },
  );
}

function surfaceOf({ landscape, window }: Scene): { x: number[]; y: number[]; values: number[][] } {
  const along = ([from, to]: readonly [number, number]) =>
    evenly(from, to, GRID).map((value) => Number(value.toFixed(4)));
  const [x, y] = [along(window.x), along(window.y)];
  const values = tidy(() => {
    const points = y.flatMap((row) => x.map((column) => [column, row]));
    return tf.reshape(landscape.value(tf.tensor2d(points)), [GRID, GRID]).arraySync() as number[][];
  });
  return { x, y, values };
}

/** The methods that have a colour of their own; the others go like one of them. */
const drawn = ["SGD", "SGD + momentum", "AdaGrad", "Adadelta", "RMSProp", "Adam"];

const axisOfUpdates = { title: "updates until |y| ≥ 1", logarithmic: true };

/** How long a method takes to leave the saddle, by how far from the ridge it begins; for SGD the closed form. */
function drawLeaving({ saddle, ways, options }: VisualizingOptimizers): Figure {
  const { learningRate } = named(ways.saddle, "SGD");
  const { distances } = options;
  const marks = [
    ...drawn.map((optimizer) => line({ optimizer, dots: true }, distances, named(saddle, optimizer).byDistance)),
    line(
      { name: closedForm, dash: "dash", dots: true },
      distances,
      distances.map((distance) => escapeOfSgd(distance, learningRate)),
    ),
  ];
  return chart({
    title: "Leaving the saddle, by where the way begins",
    x: { title: "y₀, distance of the start from the ridge", logarithmic: true },
    y: axisOfUpdates,
    rows: [[{ marks }]],
    numbers: marks.map((mark) => valuesInWords((mark.optimizer ?? mark.name) as string, mark)),
  });
}

/** How long a method takes to leave the saddle, by its learning rate; for SGD the closed form. */
function drawLeavingRates({ saddle, rates, options }: VisualizingOptimizers): Figure {
  const [, y0 = 0] = scenes.saddle.landscape.start;
  const closed = rates.map((rate) => escapeOfSgd(y0, rate)).map((count) => (count > options.patience ? null : count));
  const marks = [
    ...drawn.map((optimizer) => line({ optimizer }, rates, named(saddle, optimizer).byRate)),
    line({ name: closedForm, dash: "dash" }, rates, closed),
  ];
  return chart({
    title: `Leaving the saddle from y₀ = ${y0}, by the learning rate`,
    x: { title: "learning rate", logarithmic: true },
    y: axisOfUpdates,
    rows: [[{ marks }]],
    numbers: marks.map((mark) => endsInWords((mark.optimizer ?? mark.name) as string, mark)),
  });
}

const closedForm = "SGD, closed form";

/** The places where there is a number of updates. */
function line(
  look: Pick<LineMark, "optimizer" | "name" | "dash" | "dots">,
  x: readonly number[],
  updates: readonly (number | null)[],
): LineMark {
  const there = updates.flatMap((count, at) => (count === null ? [] : [{ x: x[at] as number, y: exactly(count) }]));
  return { as: "line", ...look, x: there.map((point) => point.x), y: there.map((point) => point.y) };
}

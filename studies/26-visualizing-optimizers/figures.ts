import { tf, tidy } from "momenta/engine";
import { animation, type ContourMark, type Figure, formatNumber, type Line, lines } from "momenta/figures";
import { inWords, named } from "./claims.js";
import { type Scene, type SceneName, scenes } from "./scenes.js";
import type { VisualizingOptimizers } from "./visualizingOptimizers.js";

/** Values along each side of a picture; even, so that no minimum is met exactly. */
const GRID = 40;
/** Where colours go by the logarithm, lower values are drawn as this one. */
const FLOOR = 0.01;

/** All methods on Beale's function. */
export function bealeFigure(result: VisualizingOptimizers): Figure {
  return sceneFigure(result, "beale", "Beale’s function, from (1, 1)", true, [
    { name: "start", x: 1, y: 1, side: "left" },
    { name: "minimum", x: 3, y: 0.5, side: "right" },
  ]);
}

/** All methods on the long valley. */
export function longValleyFigure(result: VisualizingOptimizers): Figure {
  return sceneFigure(result, "longValley", "The long valley, from (1, 0.05)", true, [
    { name: "start", x: 1, y: 0.05, side: "below" },
    { name: "saddle", x: 0, y: 0, side: "left" },
    { name: "minimum", x: 0, y: 2, side: "left" },
  ]);
}

/** All methods on the saddle. */
export function saddleFigure(result: VisualizingOptimizers): Figure {
  return sceneFigure(result, "saddle", "The saddle x² − y², from (1, 0.001)", false, [
    { name: "start", x: 1, y: 0.001, side: "below" },
    { name: "saddle", x: 0, y: 0, side: "left" },
  ]);
}

function sceneFigure(
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
        const end = name === "beale" ? `value ≤ 0.01 after ${inWords(arrives)}` : `|y| ≥ 1 after ${inWords(leaves)}`;
        return `${optimizer}, learning rate ${formatNumber(learningRate)}: ${end}`;
      }),
    },
  );
}

function surfaceOf({ landscape, window }: Scene): { x: number[]; y: number[]; values: number[][] } {
  const along = ([from, to]: readonly [number, number]) =>
    Array.from({ length: GRID }, (_, at) => Number((from + ((to - from) * at) / (GRID - 1)).toFixed(4)));
  const [x, y] = [along(window.x), along(window.y)];
  const values = tidy(() => {
    const points = y.flatMap((row) => x.map((column) => [column, row]));
    return tf.reshape(landscape.value(tf.tensor2d(points)), [GRID, GRID]).arraySync() as number[][];
  });
  return { x, y, values };
}

/** The methods that have a colour of their own; the others go like one of them. */
const drawn = ["SGD", "SGD + momentum", "AdaGrad", "Adadelta", "RMSProp", "Adam"];

/** How long a method takes to leave the saddle, by how far from the ridge it begins; for SGD the closed form. */
export function leavingFigure({ saddle, ways, options }: VisualizingOptimizers): Figure {
  const { learningRate } = named(ways.saddle, "SGD");
  const measured = drawn.map((optimizer) =>
    line(optimizer, options.distances, named(saddle, optimizer).byDistance, false),
  );
  const closed = options.distances.map((distance) => escapeOfSgd(distance, learningRate));
  return lines([...measured, line(closedForm, options.distances, closed, true)], {
    ...shared,
    title: "Leaving the saddle, by where the way begins",
    x: "y₀, distance of the start from the ridge",
  });
}

/** How long a method takes to leave the saddle, by its learning rate; for SGD the closed form. */
export function leavingRatesFigure({ saddle, rates, options }: VisualizingOptimizers): Figure {
  const [, y0 = 0] = scenes.saddle.landscape.start;
  const measured = drawn.map((optimizer) => line(optimizer, rates, named(saddle, optimizer).byRate, false));
  const closed = rates.map((rate) => escapeOfSgd(y0, rate)).map((count) => (count > options.patience ? null : count));
  return lines([...measured, line(closedForm, rates, closed, true)], {
    ...shared,
    dots: false,
    title: `Leaving the saddle from y₀ = ${y0}, by the learning rate`,
    x: "learning rate",
  });
}

/** ln(1 / y₀) / ln(1 + 2 · lr), the updates in which y₀ · (1 + 2 · lr)ᵏ grows to 1. */
export function escapeOfSgd(distance: number, learningRate: number): number {
  return Math.log(1 / distance) / Math.log(1 + 2 * learningRate);
}

const closedForm = "SGD, closed form";

const shared = {
  y: "updates until |y| ≥ 1",
  logarithmic: { x: true, y: true },
  dots: true,
} as const;

function line(optimizer: string, x: readonly number[], updates: readonly (number | null)[], dashed: boolean): Line {
  const points = updates.flatMap((count, at) =>
    count === null ? [] : [{ x: x[at] as number, y: { estimate: count, lower: count, upper: count } }],
  );
  return { optimizer, dashed, points };
}

import {
  type ContourPanel,
  colourOf,
  contours,
  type Figure,
  formatInterval,
  formatNumber,
  measured,
  neutralColours,
} from "momenta/figures";
import { BANANA_UPDATES, banana, curvatureAcross, pictured, shareOfTurns } from "./banana.js";
import type { FlatRegions } from "./flatRegions.js";
import { type Fitting, fittings, flowUpdates, PLATEAU_RATE, startsAlong, TARGET } from "./plateaus.js";
import { expectedEscape, noises, offsetEscape, SADDLE_RATE, SADDLE_UPDATES, SHOWN_UPDATES } from "./saddles.js";

const ways = Object.keys(fittings) as Fitting[];
const colours = {
  small: colourOf("SGD"),
  big: colourOf("SGD"),
  momentum: colourOf("SGD + momentum"),
} as const satisfies Readonly<Record<Fitting, string>>;
const formula = { as: "line", colour: neutralColours.published } as const;
const plain = { name: "SGD", as: "points", colour: colourOf("SGD") } as const;
const rolling = { name: "SGD + momentum, β = 0.9", as: "points", colour: colourOf("SGD + momentum") } as const;

const evenly = (low: number, high: number, count: number) =>
  Array.from({ length: count }, (_, at) => low + ((high - low) * at) / (count - 1));

/** The loss of the sigmoid through two points. */
function sigmoidLoss(w: number, b: number): number {
  const error = (x: number, y: number) => (1 / (1 + Math.exp(-w * x - b)) - y) ** 2;
  return (error(0.5, 0.2) + error(2.5, 0.9)) / 2;
}

/** Fitting the sigmoid: paths from two starts, over the plateaus. */
export function sigmoidPathsFigure({ sigmoid, options }: FlatRegions): Figure {
  const [w, b] = [evenly(-6, 6, 41), evenly(-6, 6, 41)];
  const values = b.map((row) => w.map((column) => sigmoidLoss(column, row)));
  const inside = (path: readonly (readonly number[])[]) => {
    const out = path.findIndex((point) => point.some((value) => Math.abs(value) > 6));
    return out < 0 ? path : path.slice(0, out + 1);
  };
  const panel = (way: Fitting): ContourPanel => ({
    ...{ title: fittings[way].name, x: w, y: b, values },
    lines: sigmoid[way].paths.map((path) => ({
      ...{ name: `path of ${options.fitted} updates`, colour: colours[way], dash: "solid", width: 2.5, points: true },
      x: inside(path).map(([x]) => x as number),
      y: inside(path).map(([, y]) => y as number),
    })),
    marks: [
      ...sigmoid[way].paths.map((path) => ({
        ...{ name: "start", x: path[0]?.[0] as number, y: path[0]?.[1] as number, side: "above" as const },
      })),
      { name: "min.", x: 1.792, y: -2.282, side: "left" },
    ],
  });
  return contours(ways.map(panel), {
    title: "Fitting a sigmoid: plateaus",
    x: "w",
    y: "b",
    value: "loss",
    log: false,
    shades: "greys",
    numbers: ways.flatMap((way) =>
      sigmoid[way].paths.map((path) => {
        const [x, y] = path.at(-1) as [number, number];
        return `${fittings[way].name}, from (${path[0]?.join(", ")}): loss ${sigmoidLoss(x, y).toPrecision(2)} after ${options.fitted} updates`;
      }),
    ),
  });
}

/** The share of the starts from which the sigmoid is fitted. */
export function shareFitted({ sigmoid, options }: FlatRegions, way: Fitting): number {
  const all = sigmoid[way].updates.flat();
  return all.filter((updates) => updates <= options.fitted).length / all.length;
}

/** Updates until the sigmoid is fitted, from each start. */
export function sigmoidStartsFigure(result: FlatRegions): Figure {
  const { sigmoid, options } = result;
  const along = startsAlong(options.resolution);
  return contours(
    ways.map((way) => ({
      title: fittings[way].name,
      x: along,
      y: along,
      values: sigmoid[way].updates.map((row) => row.map((updates) => Math.max(1, updates))),
      marks: [{ name: "minimum", x: 1.792, y: -2.282, side: "below" }],
    })),
    {
      title: "Updates until the sigmoid is fitted, from each start",
      x: "w at the start",
      y: "b at the start",
      value: `updates; dark: not within ${options.fitted}`,
      log: true,
      shades: "cividis",
      numbers: ways.map(
        (way) =>
          `${fittings[way].name}, learning rate ${fittings[way].learningRate}: fitted from ${percent(shareFitted(result, way))} of ${along.length ** 2} starts`,
      ),
    },
  );
}

/** How long it takes to leave a plateau, over the distance from its edge. */
export function plateauFigure({ plateau, rates, options }: FlatRegions): Figure {
  const { distances, stuck } = plateau;
  const grid = evenly(0.8, (distances.at(-1) as number) + 0.3, 60);
  const shown = (all: readonly number[]) =>
    distances.map((x, at) => ({ x, y: all[at] as number })).filter(({ y }) => y > 0);
  const points = (all: readonly number[]) => ({ x: shown(all).map(({ x }) => x), y: shown(all).map(({ y }) => y) });
  return measured(
    [
      {
        ...{ title: "Updates to leave the plateau", x: "distance s from its edge, b = −s", y: "updates" },
        logarithmic: { y: true },
        window: { x: [0.5, grid.at(-1) as number], y: [0.5, 5000] },
        series: [
          { ...formula, name: "closed form, gradient flow", x: grid, y: grid.map((s) => flowUpdates(s, 0)) },
          { ...formula, name: "closed form, gradient flow", x: grid, y: grid.map((s) => flowUpdates(s, 0.9)) },
          { ...plain, ...points(plateau.sgd) },
          { ...rolling, symbol: "square", ...points(plateau.momentum) },
        ],
      },
      {
        ...{ title: `Starts fitted in ${options.fitted} updates`, x: "learning rate α", y: "share of the starts" },
        logarithmic: { x: true },
        window: { x: [0.08, 130], y: [-0.02, 1.02] },
        series: [
          { ...plain, x: rates.learningRates, y: rates.shares[0] },
          { ...rolling, symbol: "square", x: rates.learningRates, y: rates.shares[1] },
        ],
        verticals: [{ x: 2 / rates.curvature, name: "αλ = 2", side: "left" }],
      },
    ],
    {
      title: "Leaving a plateau, and fitting the sigmoid over the learning rate",
      numbers: [
        ...rates.learningRates.map(
          (learningRate, at) =>
            `learning rate ${learningRate}: fitted from ${percent(rates.shares[0][at] as number)} of the starts with SGD, ${percent(rates.shares[1][at] as number)} with momentum`,
        ),
        `from s = ${distances.at(-1)}: ${plateau.sgd.at(-1)} updates with SGD, ${plateau.momentum.at(-1)} with momentum; ` +
          `${Math.round(flowUpdates(distances.at(-1) as number, 0))} and ${Math.round(flowUpdates(distances.at(-1) as number, 0.9))} by the gradient flow, learning rate ${PLATEAU_RATE}, towards y = ${TARGET}`,
        `SGD does not move at all from s = ${firstStuck(stuck, "sgd")} on, momentum from s = ${firstStuck(stuck, "momentum")} on`,
      ],
    },
  );
}

/** The nearest of the far starts from which nothing moved. */
export function firstStuck(stuck: FlatRegions["plateau"]["stuck"], method: "sgd" | "momentum"): number {
  return stuck.find((entry) => entry[method])?.distance ?? Number.NaN;
}

/** The slides' three pictures in the curved ravine. */
export function bananaPathsFigure({ banana: found }: FlatRegions): Figure {
  const { lower, upper } = banana.box as { lower: [number, number]; upper: [number, number] };
  const [x, y] = [evenly(lower[0], upper[0], 49), evenly(lower[1], upper[1], 31)];
  const values = y.map((row) =>
    x.map((column) => Math.log10(1 + (1 - column) ** 2 + 20 * (3 * row - column ** 2) ** 2)),
  );
  return contours(
    pictured.map(({ learningRate, momentum }, index): ContourPanel => {
      const path = found.paths[index] as readonly (readonly number[])[];
      return {
        ...{ title: `α = ${learningRate}, β = ${momentum}`, x, y, values },
        lines: [
          {
            name: momentum === 0 ? plain.name : rolling.name,
            ...{ colour: momentum === 0 ? plain.colour : rolling.colour, dash: "solid", width: 2, points: true },
            x: path.map(([column]) => column as number),
            y: path.map(([, row]) => row as number),
          },
        ],
        marks: [
          { name: "start", x: banana.start[0] as number, y: banana.start[1] as number, side: "right" },
          { name: "minimum", x: 1, y: 1 / 3, side: "above" },
        ],
      };
    }),
    {
      title: `In a curved ravine, ${BANANA_UPDATES} updates`,
      x: "w<sub>1</sub>",
      y: "w<sub>2</sub>",
      value: "log<sub>10</sub>(1 + f)",
      log: false,
      stretched: true,
      shades: "greys",
      numbers: found.paths.map((path, index) => {
        const { learningRate, momentum } = pictured[index] as (typeof pictured)[number];
        const [w1, w2] = path.at(-1) as [number, number];
        return (
          `α = ${learningRate}, β = ${momentum}: ${Math.hypot(w1 - 1, w2 - 1 / 3).toPrecision(2)} from the minimum at the end, ` +
          `the other wall nearer after ${percent(shareOfTurns(path))} of the updates`
        );
      }),
    },
  );
}

/** Over the learning rate: where runs in the ravine are at the end, and how often they cross its floor. */
export function bananaRatesFigure({ banana: found }: FlatRegions): Figure {
  const { learningRates, losses, turns } = found;
  const verticals = [
    { x: 1 / curvatureAcross(banana.start[0] as number), name: "start", side: "left" as const },
    { x: 1 / curvatureAcross(0), name: "w<sub>1</sub> = 0" },
  ];
  const series = ([one, other]: readonly [readonly number[], readonly number[]]) => [
    { ...plain, x: learningRates, y: one },
    { ...rolling, symbol: "square", x: learningRates, y: other },
  ];
  return measured(
    [
      {
        ...{ title: `Loss after ${BANANA_UPDATES} updates`, x: "learning rate α", y: "loss" },
        logarithmic: { y: true },
        window: { x: [0, 0.0062], y: [1e-7, 20] },
        series: series(losses),
      },
      {
        ...{ title: "Updates across the floor; dotted: αλ = 1", x: "learning rate α", y: "share of the updates" },
        window: { x: [0, 0.0062], y: [-0.02, 0.82] },
        verticals,
        series: series(turns),
      },
    ],
    {
      title: "In the curved ravine, over the learning rate",
      numbers: [1e-3, 3e-3, 5e-3].map((wanted) => {
        const at = learningRates.indexOf(wanted);
        return (
          `α = ${wanted}: loss ${short(losses[0][at] as number)} with SGD, ${short(losses[1][at] as number)} with momentum; ` +
          `across the floor in ${percent(turns[0][at] as number)} and ${percent(turns[1][at] as number)} of the updates`
        );
      }),
    },
  );
}

/** How long runs stay at a saddle, over the noise of their gradients. */
export function saddleEscapeFigure({ saddles, options }: FlatRegions): Figure {
  const { escapes, offsets, distances } = saddles;
  const grid = evenly(-8.4, -0.7, 60).map((power) => 10 ** power);
  const updates = distances.still.map((_, k) => k);
  return measured(
    [
      {
        ...{ title: "Updates until |y| > 1, f = x² − y²", x: "noise ε of a gradient, or offset δ", y: "updates" },
        logarithmic: { x: true },
        window: { x: [4e-9, 0.3], y: [0, 260] },
        series: [
          { ...formula, name: "closed forms", x: grid, y: grid.map(expectedEscape) },
          { ...formula, name: "closed forms", x: grid, y: grid.map(offsetEscape) },
          {
            ...{ ...plain, name: `SGD with noise, 95 % interval of ${options.draws} draws`, x: noises },
            y: escapes.map(({ estimate }) => estimate),
            interval: { lower: escapes.map(({ lower }) => lower), upper: escapes.map(({ upper }) => upper) },
          },
          {
            ...{ name: "no noise, start y = δ", as: "points", colour: neutralColours.text, symbol: "diamond-open" },
            ...{ x: noises, y: offsets },
          },
        ],
      },
      {
        ...{ title: "Distance from a saddle, single runs", x: "update k", y: "distance", logarithmic: { y: true } },
        window: { x: [0, SHOWN_UPDATES], y: [1e-9, 10] },
        series: [
          {
            ...{ name: "start on the way in, no noise", as: "line", colour: neutralColours.text, dash: "2px,3px" },
            x: updates,
            y: distances.still,
          },
          {
            ...{ name: "noise ε = 10<sup>−4</sup>", as: "line", colour: plain.colour },
            x: updates,
            y: distances.noisy,
          },
          {
            ...{ name: "noise that keeps u = −v", as: "line", colour: "#B2182B", dash: "8px,4px" },
            x: updates,
            y: distances.symmetric,
          },
        ],
      },
    ],
    {
      title: `At a saddle, learning rate ${SADDLE_RATE}`,
      numbers: [
        ...noises.map(
          (noise, at) =>
            `ε = ${noise.toExponential()}: ${formatInterval(escapes[at] as (typeof escapes)[0], 1)} updates, ${expectedEscape(noise).toFixed(1)} by the closed form`,
        ),
        `without noise and from y = 0: |y| = ${saddles.still} after ${SADDLE_UPDATES} updates`,
        `½ (c − uv)², c drawn anew for each update, from u = −v: ${saddles.symmetric.left} of ${saddles.symmetric.draws} runs leave; with normal noise on each gradient ${saddles.disturbed.left}`,
      ],
    },
  );
}

function percent(share: number): string {
  return `${formatNumber(100 * share, 0)} %`;
}

function short(value: number): string {
  return formatNumber(Number(value.toPrecision(2)));
}

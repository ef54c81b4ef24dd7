import {
  type ContourMark,
  type ContourPanel,
  chart,
  colourOf,
  contours,
  type Figure,
  formatDigits,
  formatExponential,
  formatInterval,
  type Mark,
  neutralColours,
} from "momenta/figures";
import type { Interval } from "momenta/statistics";
import { evenly, last, percent } from "../core/index.js";
import { BANANA_UPDATES, pictured } from "./measure/banana.js";
import { flowUpdates, PLATEAU_RATE, TARGET } from "./measure/plateau.js";
import { curvatureAcross, ravine, shareOfTurns } from "./measure/ravine.js";
import { expectedEscape, noises, offsetEscape, SADDLE_RATE, SADDLE_UPDATES, SHOWN_UPDATES } from "./measure/saddles.js";
import { type Fitting, fittings, startsAlong, ways } from "./measure/sigmoid.js";
import { type FlatRegions, firstStuck, shareFitted } from "./result.js";

export const figures = {
  main: {
    caption:
      "Fitting a sigmoid of two parameters from two starts. A small learning rate creeps over the plateaus, a big one is thrown out of the " +
      "picture and does not settle, momentum takes the way of the small one in fewer updates.",
    draw: drawPaths,
  },
  starts: {
    caption:
      "How many updates the fit takes from each start; dark places are not fitted at all. " +
      "The dark corners are the plateaus where the sigmoid is saturated.",
    draw: drawStarts,
  },
  plateau: {
    caption:
      "Updates to leave a plateau over the distance from its edge, measured and by the gradient flow: each unit further takes e times as long. " +
      "Right: from how many starts the sigmoid is fitted, over the learning rate; none is right for all of them.",
    draw: drawPlateau,
  },
  ravine: {
    caption:
      "The slides' three pictures: a small learning rate is slow, a large one jumps from wall to wall, and the small one with momentum " +
      "goes much further along the ravine.",
    draw: drawRavine,
  },
  rates: {
    caption:
      "The same over the learning rate: the loss that is reached, and the share of the updates that cross the floor of the ravine. " +
      "Without momentum crossing begins where the learning rate is the inverse of the curvature across, momentum crosses more often and gets further.",
    draw: drawRates,
  },
  saddle: {
    caption:
      "How long runs stay at a saddle, over the noise of their gradients: the logarithm of 1 / noise. " +
      "Without noise, or with noise that has no share across, they stay for ever.",
    draw: drawSaddle,
  },
};

const plain = { as: "points", optimizer: "SGD" } as const;
const rolling = {
  as: "points",
  optimizer: "SGD + momentum",
  name: "SGD + momentum, β = 0.9",
  symbol: "square",
} as const;
const formula = { as: "line", name: "closed form, gradient flow" } as const;
/** Where the sigmoid goes through both points. */
const minimum = { x: 1.792, y: -2.282 };

type Path = readonly (readonly number[])[];

/** A path as a line of contours. */
function pathLine(path: Path, optimizer: string, name: string, width: number) {
  const column = (axis: 0 | 1) => path.map((point) => point[axis] as number);
  return { name, x: column(0), y: column(1), colour: colourOf(optimizer), dash: "solid", width, points: true } as const;
}

/** The loss of the sigmoid through two points. */
function sigmoidLoss(w: number, b: number): number {
  const error = (x: number, y: number) => (1 / (1 + Math.exp(-w * x - b)) - y) ** 2;
  return (error(0.5, 0.2) + error(2.5, 0.9)) / 2;
}

/** Fitting the sigmoid: paths from two starts, over the plateaus. */
function drawPaths({ sigmoid, options: { fitted } }: FlatRegions): Figure {
  const along = evenly(-6, 6, 41);
  const values = along.map((b) => along.map((w) => sigmoidLoss(w, b)));
  const untilOutside = (path: Path) => {
    const out = path.findIndex((point) => point.some((value) => Math.abs(value) > 6));
    return out < 0 ? path : path.slice(0, out + 1);
  };
  const panel = (way: Fitting): ContourPanel => ({
    title: fittings[way].name,
    x: along,
    y: along,
    values,
    lines: sigmoid[way].paths.map((path) =>
      pathLine(untilOutside(path), way === "momentum" ? "SGD + momentum" : "SGD", `path of ${fitted} updates`, 2.5),
    ),
    marks: [
      ...sigmoid[way].paths.map((path): ContourMark => {
        const [x, y] = path[0] as [number, number];
        return { name: "start", x, y, side: "above" };
      }),
      { name: "min.", ...minimum, side: "left" },
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
        const [w, b] = last(path) as [number, number];
        return `${fittings[way].name}, from (${path[0]?.join(", ")}): loss ${formatDigits(sigmoidLoss(w, b), 2)} after ${fitted} updates`;
      }),
    ),
  });
}

/** Updates until the sigmoid is fitted, from each start. */
function drawStarts(result: FlatRegions): Figure {
  const { sigmoid, options } = result;
  const along = startsAlong(options.resolution);
  return contours(
    ways.map((way) => ({
      title: fittings[way].name,
      x: along,
      y: along,
      values: sigmoid[way].updates.map((row) => row.map((updates) => Math.max(1, updates))),
      marks: [{ name: "minimum", ...minimum, side: "below" }],
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

/** How long it takes to leave a plateau, over the distance from its edge; and from how many starts the sigmoid is fitted. */
function drawPlateau(result: FlatRegions): Figure {
  const { plateau, rates, options } = result;
  const { learningRates, shares } = rates;
  const { distances } = plateau;
  const farthest = last(distances);
  const grid = evenly(0.8, farthest + 0.3, 60);
  return chart({
    title: "Leaving a plateau, and fitting the sigmoid over the learning rate",
    rows: [
      [
        {
          heading: "Updates to leave the plateau",
          x: { title: "distance s from its edge, b = −s", range: [0.5, last(grid)] },
          y: { title: "updates", logarithmic: true, range: [0.5, 5000] },
          marks: [
            { ...formula, x: grid, y: grid.map((s) => flowUpdates(s, 0)) },
            { ...formula, x: grid, y: grid.map((s) => flowUpdates(s, 0.9)) },
            { ...plain, x: distances, y: plateau.sgd },
            { ...rolling, x: distances, y: plateau.momentum },
          ],
        },
        {
          heading: `Starts fitted in ${options.fitted} updates`,
          x: { title: "learning rate α", logarithmic: true, range: [0.08, 130] },
          y: { title: "share of the starts", range: [-0.02, 1.02] },
          marks: [
            { ...plain, x: learningRates, y: shares[0] },
            { ...rolling, x: learningRates, y: shares[1] },
            { as: "rule", x: 2 / rates.curvature, text: "αλ = 2", side: "left" },
          ],
        },
      ],
    ],
    numbers: [
      ...learningRates.map(
        (learningRate, at) =>
          `learning rate ${learningRate}: fitted from ${percent(shares[0][at] as number)} of the starts with SGD, ${percent(shares[1][at] as number)} with momentum`,
      ),
      `from s = ${farthest}: ${last(plateau.sgd)} updates with SGD, ${last(plateau.momentum)} with momentum; ` +
        `${Math.round(flowUpdates(farthest, 0))} and ${Math.round(flowUpdates(farthest, 0.9))} by the gradient flow, learning rate ${PLATEAU_RATE}, towards y = ${TARGET}`,
      `SGD does not move at all from s = ${firstStuck(result, "sgd")} on, momentum from s = ${firstStuck(result, "momentum")} on`,
    ],
  });
}

/** The slides' three pictures in the curved ravine. */
function drawRavine({ banana: { paths } }: FlatRegions): Figure {
  const { lower, upper } = ravine.box as { lower: [number, number]; upper: [number, number] };
  const [x, y] = [evenly(lower[0], upper[0], 49), evenly(lower[1], upper[1], 31)];
  const values = y.map((row) =>
    x.map((column) => Math.log10(1 + (1 - column) ** 2 + 20 * (3 * row - column ** 2) ** 2)),
  );
  const panels = pictured.map(({ learningRate, momentum }, index) => ({
    title: `α = ${learningRate}, β = ${momentum}`,
    path: paths[index] as Path,
    line: momentum === 0 ? { optimizer: "SGD", name: "SGD" } : rolling,
  }));
  return contours(
    panels.map(
      ({ title, path, line }): ContourPanel => ({
        title,
        x,
        y,
        values,
        lines: [pathLine(path, line.optimizer, line.name, 2)],
        marks: [
          { name: "start", x: ravine.start[0] as number, y: ravine.start[1] as number, side: "right" },
          { name: "minimum", x: 1, y: 1 / 3, side: "above" },
        ],
      }),
    ),
    {
      title: `In a curved ravine, ${BANANA_UPDATES} updates`,
      x: "w<sub>1</sub>",
      y: "w<sub>2</sub>",
      value: "log<sub>10</sub>(1 + f)",
      log: false,
      stretched: true,
      shades: "greys",
      numbers: panels.map(({ title, path }) => {
        const [w1, w2] = last(path) as [number, number];
        return (
          `${title}: ${formatDigits(Math.hypot(w1 - 1, w2 - 1 / 3), 2)} from the minimum at the end, ` +
          `the other wall nearer after ${percent(shareOfTurns(path))} of the updates`
        );
      }),
    },
  );
}

/** Over the learning rate: where runs in the ravine are at the end, and how often they cross its floor. */
function drawRates({ banana: { learningRates: x, losses, turns } }: FlatRegions): Figure {
  const points = ([sgd, momentum]: typeof losses): Mark[] => [
    { ...plain, x, y: sgd },
    { ...rolling, x, y: momentum },
  ];
  return chart({
    title: "In the curved ravine, over the learning rate",
    x: { title: "learning rate α", range: [0, 0.0062] },
    rows: [
      [
        {
          heading: `Loss after ${BANANA_UPDATES} updates`,
          y: { title: "loss", logarithmic: true, range: [1e-7, 20] },
          marks: points(losses),
        },
        {
          heading: "Updates across the floor; dotted: αλ = 1",
          y: { title: "share of the updates", range: [-0.02, 0.82] },
          marks: [
            ...points(turns),
            { as: "rule", x: 1 / curvatureAcross(ravine.start[0] as number), text: "start", side: "left" },
            { as: "rule", x: 1 / curvatureAcross(0), text: "w<sub>1</sub> = 0" },
          ],
        },
      ],
    ],
    numbers: [1e-3, 3e-3, 5e-3].map((learningRate) => {
      const at = x.indexOf(learningRate);
      const [[loss, rollingLoss], [share, rollingShare]] = [losses, turns].map((pair) =>
        pair.map((values) => values[at] as number),
      ) as [[number, number], [number, number]];
      return (
        `α = ${learningRate}: loss ${formatDigits(loss, 2)} with SGD, ${formatDigits(rollingLoss, 2)} with momentum; ` +
        `across the floor in ${percent(share)} and ${percent(rollingShare)} of the updates`
      );
    }),
  });
}

/** How long runs stay at a saddle, over the noise of their gradients. */
function drawSaddle({ saddles, options }: FlatRegions): Figure {
  const { escapes, offsets, distances } = saddles;
  const grid = evenly(-8.4, -0.7, 60).map((power) => 10 ** power);
  const x = distances.still.map((_, k) => k);
  return chart({
    title: `At a saddle, learning rate ${SADDLE_RATE}`,
    rows: [
      [
        {
          heading: "Updates until |y| > 1, f = x² − y²",
          x: { title: "noise ε of a gradient, or offset δ", logarithmic: true, range: [4e-9, 0.3] },
          y: { title: "updates", range: [0, 260] },
          marks: [
            { as: "line", name: "closed forms", x: grid, y: grid.map(expectedEscape) },
            { as: "line", name: "closed forms", x: grid, y: grid.map(offsetEscape) },
            { ...plain, name: `SGD with noise, 95 % interval of ${options.draws} draws`, x: noises, y: escapes },
            {
              as: "points",
              name: "no noise, start y = δ",
              colour: neutralColours.text,
              symbol: "diamond-open",
              x: noises,
              y: offsets,
            },
          ],
        },
        {
          heading: "Distance from a saddle, single runs",
          x: { title: "update k", range: [0, SHOWN_UPDATES] },
          y: { title: "distance", logarithmic: true, range: [1e-9, 10] },
          marks: [
            {
              as: "line",
              name: "start on the way in, no noise",
              colour: neutralColours.text,
              dash: "dot",
              x,
              y: distances.still,
            },
            { as: "line", name: "noise ε = 10<sup>−4</sup>", colour: colourOf("SGD"), x, y: distances.noisy },
            {
              as: "line",
              name: "noise that keeps u = −v",
              colour: "#B2182B",
              dash: "dash",
              x,
              y: distances.symmetric,
            },
          ],
        },
      ],
    ],
    numbers: [
      ...noises.map(
        (noise, at) =>
          `ε = ${formatExponential(noise)}: ${formatInterval(escapes[at] as Interval, 1)} updates, ${expectedEscape(noise).toFixed(1)} by the closed form`,
      ),
      `without noise and from y = 0: |y| = ${saddles.still} after ${SADDLE_UPDATES} updates`,
      `½ (c − uv)², c drawn anew for each update, from u = −v: ${saddles.symmetric.left} of ${saddles.symmetric.draws} runs leave; with normal noise on each gradient ${saddles.disturbed.left}`,
    ],
  });
}

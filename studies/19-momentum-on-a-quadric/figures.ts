import {
  type ContourLine,
  type ContourPanel,
  chart,
  colourOf,
  contours,
  type Figure,
  formatDigits,
  formatInterval,
  formatNumber,
  neutralColours,
  type Panel,
  slider,
} from "momenta/figures";
import type { Interval } from "momenta/statistics";
import { conditionPanels } from "../common/index.js";
import { evenly, last } from "../core/index.js";
import { bestForms, criticalMomentum, forms, heavyBall, iterateAt, radius } from "./measure/closedForms.js";
import { regimeMomenta, SCALED, SLICED } from "./measure/component.js";
import type { RateMap } from "./measure/maps.js";
import { expectedLosses, noiseFloor } from "./measure/noise.js";
import { pathMomenta, pathSetting } from "./measure/paths.js";
import {
  chainBound,
  chainErrors,
  expectedOvershoot,
  type MomentumOnAQuadric,
  mapDeviation,
  rateByEigenvalues,
} from "./result.js";

export const figures = {
  main: {
    caption:
      "The rate of SGD + momentum over learning rate and momentum, measured in runs and by the eigenvalues of the iteration matrices. " +
      "Dark is slow; beyond the border runs diverge, and the best place is where both curves of critical damping meet.",
    draw: drawMaps,
  },
  regimes: {
    caption:
      "One component below, at and above the critical momentum (1 − √αλ)²: points are runs, lines the closed form. " +
      "Below it the component creeps, above it it swings, with the factor √β an update.",
    draw: drawRegimes,
  },
  nesterov: {
    caption:
      "Rates of the heavy ball, of Nesterov's method and of the form that the slides print, and how far the first two overshoot. " +
      "Nesterov's method overshoots less and bears smaller learning rates.",
    draw: drawNesterov,
  },
  paths: {
    caption:
      "Paths of SGD + momentum and of Nesterov's method in a ravine, from one start. Along the ravine momentum is faster, " +
      "and with much of it both overshoot; Nesterov's method swings less across.",
    draw: drawPaths,
  },
  condition: {
    caption:
      "The best rates over the condition number, the updates that they take, and a chain of weights on which no method that " +
      "steps along past gradients can be below the dashed line. Momentum needs about √κ updates where gradient descent needs κ.",
    draw: drawCondition,
  },
  chain: {
    caption:
      "Weights of the chain over the updates: news of the first weight's pull goes one weight further with each update. " +
      "Gradient descent lets it seep, momentum carries it at nearly full speed.",
    draw: drawChain,
  },
  noise: {
    caption:
      "Runs whose gradients have noise. Momentum near the critical one falls faster and ends at a higher floor, as the closed form says: " +
      "it averages gradients, and does not remove their noise.",
    draw: drawNoise,
  },
};

const formula = { as: "line", name: "closed form" } as const;
/** Points of what was measured. */
const runs = {
  sgd: { as: "points", name: "SGD", colour: colourOf("SGD") },
  momentum: { as: "points", name: "SGD + momentum", colour: colourOf("SGD + momentum") },
  nesterov: { as: "points", name: "Nesterov", colour: colourOf("Nesterov"), symbol: "square-open" },
  printed: { as: "points", name: "Nesterov as printed", colour: "#B2182B", symbol: "x-thin-open" },
} as const;
const both = ["momentum", "nesterov"] as const;
const withPrinted = [...both, "printed"] as const;

/** The rate over learning rate and momentum, one condition number after another. */
function drawMaps({ maps }: MomentumOnAQuadric): Figure {
  return slider(
    maps.map((map) => ({ label: `κ = ${map.kappa}`, figure: drawMap(map) })),
    Math.min(1, maps.length - 1),
  );
}

function drawMap(map: RateMap): Figure {
  const { kappa, scaled, momenta, rates } = map;
  const best = bestForms.momentum(kappa);
  const [left, right] = [scaled[0] as number, last(scaled)];
  const curve = (name: string, dash: ContourLine["dash"], colour: string, at: (x: number) => number): ContourLine => {
    const points = evenly(left, right, 81)
      .map((x) => ({ x, y: at(x) }))
      .filter(({ x, y }) => y >= Math.max(0, x / 2 - 1) && y <= last(momenta));
    return { name, dash, colour, width: 3, points: false, x: points.map(({ x }) => x), y: points.map(({ y }) => y) };
  };
  const lines = [
    curve("border αλₙ = 2 + 2β", "solid", "#E31A1C", (x) => x / 2 - 1),
    curve("β = (1 − √αλₙ)²", "dash", "#4DD0E1", criticalMomentum),
    ...(kappa === 1 ? [] : [curve("β = (1 − √αλ₁)²", "dot", "#4DD0E1", (x) => criticalMomentum(x / kappa))]),
  ];
  const place = best.learningRate * kappa;
  const panel = (title: string, values: readonly (readonly number[])[]): ContourPanel => ({
    title,
    x: scaled,
    y: momenta,
    lines,
    values: values.map((row) => row.map((rate) => Math.min(1, rate))),
    marks: [{ name: "α*, β*", x: Math.max(place, left), y: best.momentum, side: place > 2 ? "left" : "right" }],
  });
  return contours(
    [panel("Measured in runs", rates), panel("By the eigenvalues of the iteration matrices", rateByEigenvalues(map))],
    {
      title: `Rate of SGD + momentum on a quadric, κ = ${kappa}`,
      x: "αλₙ",
      y: "momentum β",
      value: "rate; 1: diverges",
      log: false,
      stretched: true,
      shades: "cividis",
      numbers: [
        `largest relative distance of the two: ${formatDigits(100 * mapDeviation(map), 2)} %`,
        `least rate of the map ${formatNumber(Math.min(...rates.flat()), 3)}; (√κ − 1) / (√κ + 1) = ${formatNumber(best.rate, 3)}`,
      ],
    },
  );
}

/** One component below, at and above the critical momentum. */
function drawRegimes({ regimes }: MomentumOnAQuadric): Figure {
  const titles = ["Overdamped", "Critical", "Underdamped"];
  return chart({
    title: `Three regimes of one component, αλ = ${SCALED}`,
    x: { title: "update k", range: [-1, 61] },
    y: { title: "w<sup>k</sup> / w<sup>0</sup>", range: [-0.8, 1.08] },
    rows: [
      regimeMomenta.map((beta, index): Panel => {
        const path = regimes.paths[index] as readonly number[];
        const x = path.map((_, k) => k);
        return {
          heading: `${titles[index]}, β = ${formatDigits(beta)}`,
          marks: [
            { ...formula, x, y: x.map((k) => iterateAt(heavyBall(SCALED, beta), 1 - SCALED, k)) },
            { ...runs.momentum, x, y: path },
          ],
        };
      }),
    ],
    numbers: [
      ...regimeMomenta.map(
        (beta, index) => `${titles[index]}: rate ${formatNumber(radius(heavyBall(SCALED, beta)), 3)}`,
      ),
      `largest distance of an iterate from the closed form: ${regimes.deviation}`,
    ],
  });
}

/** Rates over αλ of the heavy ball, Nesterov's method and the printed one, and how far they overshoot. */
function drawNesterov({ sliced, overshoot }: MomentumOnAQuadric): Figure {
  const grid = evenly(0.01, 4, 200);
  const beyond = evenly(0, 0.98, 99);
  return chart({
    title: "Nesterov's method beside the heavy ball",
    rows: [
      [
        {
          heading: `Rate of one component, β = ${SLICED}`,
          x: { title: "αλ", range: [0, 4.02] },
          y: { title: "rate", range: [0, 1.6] },
          marks: [
            ...withPrinted.map((method) => ({
              ...formula,
              x: grid,
              y: grid.map((value) => radius(forms[method].iteration(value, SLICED))),
            })),
            ...withPrinted.map((method) => ({ ...runs[method], x: sliced.scaled, y: sliced[method] })),
            { as: "rule", x: forms.printed.border(SLICED) },
            { as: "rule", x: forms.nesterov.border(SLICED) },
            { as: "rule", x: forms.momentum.border(SLICED), text: "αλ = 2 + 2β", side: "left" },
          ],
        },
        {
          heading: `Overshoot of the rolling ball, αλ = ${SCALED}`,
          x: { title: "momentum β", range: [0, 1] },
          y: { title: "share of the way", range: [-0.02, 1] },
          marks: [
            ...both.map((method) => ({
              ...formula,
              x: beyond,
              y: beyond.map((beta) => expectedOvershoot(method, beta)),
            })),
            ...both.map((method) => ({ ...runs[method], x: overshoot.momenta, y: overshoot[method] })),
          ],
        },
      ],
    ],
    numbers: [
      ...withPrinted.map(
        (method) => `${runs[method].name}: stable up to αλ = ${formatNumber(forms[method].border(SLICED), 3)}`,
      ),
      ...both.map(
        (method) =>
          `${runs[method].name}, β = ${overshoot.momenta.at(-2)}: overshoots by ${formatNumber(overshoot[method].at(-2) as number, 2)} of the way`,
      ),
    ],
  });
}

/** Paths in a ravine, one momentum after another. */
function drawPaths({ paths }: MomentumOnAQuadric): Figure {
  const { eigenvalues, learningRate, start, updates } = pathSetting;
  const [x, y] = [evenly(-1.2, 0.9, 22), evenly(-0.6, 0.6, 13)];
  const values = y.map((w2) => x.map((w1) => 0.5 * (eigenvalues[0] * w1 ** 2 + eigenvalues[1] * w2 ** 2)));
  const steps = pathMomenta.map((beta, index) => {
    const drawn = both.map((method) => ({ method, path: paths[method][index] as readonly [number, number][] }));
    const panels = drawn.map(({ method, path }): ContourPanel => {
      const { name, colour } = runs[beta === 0 ? "sgd" : method];
      const [across, up] = [path.map(([w1]) => w1), path.map(([, w2]) => w2)];
      return {
        title: name,
        x,
        y,
        values,
        lines: [{ name: `${updates} updates`, colour, dash: "solid", width: 2, points: true, x: across, y: up }],
        marks: [{ name: "start", x: start[0], y: start[1], side: "right" }],
      };
    });
    return {
      label: `β = ${beta}`,
      figure: contours(panels, {
        title: `In a ravine, κ = ${eigenvalues[1] / eigenvalues[0]}, αλₙ = ${learningRate * eigenvalues[1]}, β = ${beta}`,
        x: "w₁",
        y: "w₂",
        value: "loss",
        log: false,
        shades: "greys",
        numbers: drawn.map(
          ({ method, path }) =>
            `${runs[method].name}: ${formatDigits(Math.hypot(...last(path)), 2)} from the minimum after ${updates} updates`,
        ),
      }),
    };
  });
  return slider(steps, pathMomenta.indexOf(0.9));
}

/** The best rates over the condition number, and a chain on which no method of first order can do better. */
function drawCondition({ best, chain }: MomentumOnAQuadric): Figure {
  const methods = ["sgd", ...both] as const;
  const updates = chain.sgd.map((_, k) => k);
  const [plain, rolling] = [chainErrors(chain, chain.sgd), chainErrors(chain, chain.momentum)];
  return chart({
    title: "The square root of the condition number, and the limit of descent",
    rows: [
      [
        ...conditionPanels(
          best.map(({ kappa }) => kappa),
          methods.map((method) => ({
            points: runs[method],
            closedForm: bestForms[method],
            rates: best.map((entry) => entry[method]),
          })),
        ),
        {
          heading: `A chain of ${chain.weights} weights`,
          x: { title: "update k", range: [-1, updates.length] },
          y: { title: "share of the distance left", range: [-0.02, 1.05] },
          marks: [
            {
              as: "line",
              name: "no first-order method is below",
              colour: neutralColours.key,
              dash: "dash",
              x: updates,
              y: updates.map((k) => chainBound(chain, k)),
            },
            { ...runs.sgd, x: updates, y: plain },
            { ...runs.momentum, x: updates, y: rolling },
          ],
        },
      ],
    ],
    numbers: [
      ...best.map(
        (entry) =>
          `κ = ${entry.kappa}: ${methods.map((method) => `${runs[method].name} ${formatNumber(entry[method], 4)}`).join(", ")}`,
      ),
      `chain after ${chain.weights} updates: ${formatDigits(plain[chain.weights] as number)} of the distance left with SGD, ` +
        `${formatDigits(rolling[chain.weights] as number)} with momentum`,
    ],
  });
}

/** News goes along a chain one weight an update. */
function drawChain({ chain }: MomentumOnAQuadric): Figure {
  const { weights, solution, kappa } = chain;
  const x = solution.map((_, i) => i + 1);
  const y = chain.sgd.map((_, k) => k);
  const front: ContourLine = {
    name: "weight k: the front of the news",
    x: [1, weights],
    y: [1, weights],
    colour: "#E31A1C",
    dash: "dash",
    width: 3,
    points: false,
  };
  const end = (path: readonly (readonly number[])[]) => formatDigits(last(last(path)));
  return contours(
    [
      { title: "SGD", x, y, values: chain.sgd, lines: [front] },
      { title: "SGD + momentum", x, y, values: chain.momentum, lines: [front] },
    ],
    {
      title: `A chain of ${weights} weights, the first one pulled to 1`,
      x: "weight i",
      y: "update k",
      value: "w<sub>i</sub> after k updates",
      log: false,
      stretched: true,
      shades: "cividis",
      numbers: [
        `κ = ${formatDigits(kappa)}`,
        `last weight after ${last(y)} updates: ${end(chain.sgd)} with SGD, ${end(chain.momentum)} with momentum, solution ${formatDigits(last(solution))}`,
      ],
    },
  );
}

/** Runs with noise in their gradients: the loss falls, then stays at a floor. */
function drawNoise({ noise, options }: MomentumOnAQuadric): Figure {
  const { momenta, losses, floors } = noise;
  const updates = (losses[0] ?? []).map((_, k) => k);
  const shown = updates.filter((k) => k % Math.round(last(updates) / 80) === 0);
  const grid = evenly(0, 0.97, 98);
  const drawn = [
    { beta: 0, style: runs.sgd },
    { beta: 0.6, style: { ...runs.momentum, name: `${runs.momentum.name}, β = 0.6` } },
  ];
  return chart({
    title: "Gradients with noise: momentum is faster, to a higher floor",
    rows: [
      [
        {
          heading: `Mean loss of ${options.draws} draws`,
          x: { title: "update k" },
          y: { title: "½ w²", logarithmic: true, range: [3e-4, 1] },
          marks: [
            ...drawn.map(({ beta }) => ({ ...formula, x: updates, y: expectedLosses(beta, last(updates)) })),
            ...drawn.map(({ beta, style }) => {
              const means = losses[momenta.indexOf(beta)] as readonly number[];
              return { ...style, x: shown, y: shown.map((k) => means[k] as number) };
            }),
          ],
        },
        {
          heading: "The floor, over the momentum",
          x: { title: "momentum β", range: [-0.03, 1] },
          y: { title: "½ w², 95 % intervals", logarithmic: true, range: [8e-4, 0.1] },
          marks: [
            { ...formula, x: grid, y: grid.map(noiseFloor) },
            { ...runs.momentum, name: `${runs.momentum.name}, floor`, x: momenta, y: floors },
          ],
        },
      ],
    ],
    numbers: momenta.map(
      (beta, index) =>
        `β = ${beta}: floor ${formatInterval(floors[index] as Interval, 4)}, by the closed form ${noiseFloor(beta).toFixed(4)}`,
    ),
  });
}

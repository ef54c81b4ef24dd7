import {
  type ContourLine,
  type ContourPanel,
  colourOf,
  contours,
  type Figure,
  formatInterval,
  formatNumber,
  type MeasuredPanel,
  type MeasuredSeries,
  measured,
  neutralColours,
  slider,
} from "momenta/figures";
import {
  bestDescent,
  bestMomentum,
  bestNesterov,
  heavyBall,
  iterateAt,
  radius,
  updatesForATenth,
} from "../common/onAQuadric/closedForms.js";
import {
  borders,
  chainBound,
  chainErrors,
  mapDeviation,
  overshootAt,
  rateByEigenvalues,
  slicedForms,
} from "./claims.js";
import {
  type MomentumOnAQuadric,
  pathMomenta,
  pathSetting,
  type RateMap,
  regimeMomenta,
  SCALED,
  SLICED,
} from "./momentumOnAQuadric.js";
import { expectedLosses, noiseFloor } from "./noise.js";

const formula = { name: "closed form", as: "line", colour: neutralColours.published } as const;
const printedColour = "#B2182B";
const styles = {
  sgd: { name: "SGD", as: "points", colour: colourOf("SGD") },
  momentum: { name: "SGD + momentum", as: "points", colour: colourOf("SGD + momentum") },
  nesterov: { name: "Nesterov", as: "points", colour: colourOf("Nesterov"), symbol: "square-open" },
  printed: { name: "Nesterov as printed", as: "points", colour: printedColour, symbol: "x-thin-open" },
} as const satisfies Readonly<Record<string, Omit<MeasuredSeries, "x" | "y">>>;

const evenly = (low: number, high: number, count: number) =>
  Array.from({ length: count }, (_, at) => low + ((high - low) * at) / (count - 1));

/** The rate over learning rate and momentum, measured and by the eigenvalues, one condition number after another. */
export function momentumRateFigure({ maps }: MomentumOnAQuadric): Figure {
  return slider(
    maps.map((map) => ({ label: `κ = ${map.kappa}`, figure: mapFigure(map) })),
    Math.min(1, maps.length - 1),
  );
}

function mapFigure(map: RateMap): Figure {
  const { kappa, scaled, momenta, rates } = map;
  const best = bestMomentum(kappa);
  const [left, right] = [scaled[0] as number, scaled.at(-1) as number];
  const top = momenta.at(-1) as number;
  const critical = (share: number) => (value: number) => (1 - Math.sqrt(value / share)) ** 2;
  const curve = (name: string, dash: ContourLine["dash"], colour: string, at: (x: number) => number): ContourLine => {
    const points = evenly(left, right, 81)
      .map((x) => [x, at(x)] as const)
      .filter(([x, y]) => y >= Math.max(0, x / 2 - 1) && y <= top);
    return { name, dash, colour, width: 3, points: false, x: points.map(([x]) => x), y: points.map(([, y]) => y) };
  };
  const lines = [
    curve("border αλₙ = 2 + 2β", "solid", "#E31A1C", (x) => x / 2 - 1),
    curve("β = (1 − √αλₙ)²", "dash", "#4DD0E1", critical(1)),
    ...(kappa === 1 ? [] : [curve("β = (1 − √αλ₁)²", "dot", "#4DD0E1", critical(kappa))]),
  ];
  const place = best.learningRate * kappa;
  const panel = (title: string, values: readonly (readonly number[])[]): ContourPanel => ({
    ...{ title, x: scaled, y: momenta, lines },
    values: values.map((row) => row.map((rate) => Math.min(1, rate))),
    marks: [{ name: "α*, β*", x: Math.max(place, left), y: best.momentum, side: place > 2 ? "left" : "right" }],
  });
  const expected = rateByEigenvalues(map);
  return contours([panel("Measured in runs", rates), panel("By the eigenvalues of the iteration matrices", expected)], {
    title: `Rate of SGD + momentum on a quadric, κ = ${kappa}`,
    x: "αλₙ",
    y: "momentum β",
    value: "rate; 1: diverges",
    log: false,
    stretched: true,
    shades: "cividis",
    numbers: [
      `largest relative distance of the two: ${(100 * mapDeviation(map)).toPrecision(2)} %`,
      `least rate of the map ${formatNumber(Math.min(...rates.flat()), 3)}; (√κ − 1) / (√κ + 1) = ${formatNumber(best.rate, 3)}`,
    ],
  });
}

/** One component below, at and above the critical momentum. */
export function momentumRegimesFigure({ regimes }: MomentumOnAQuadric): Figure {
  const titles = ["Overdamped", "Critical", "Underdamped"];
  const panels = regimes.paths.map((path, index): MeasuredPanel => {
    const beta = regimeMomenta[index] as number;
    const x = path.map((_, k) => k);
    return {
      title: `${titles[index]}, β = ${formatNumber(Number(beta.toPrecision(3)))}`,
      x: "update k",
      y: index === 0 ? "w<sup>k</sup> / w<sup>0</sup>" : "",
      window: { x: [-1, 61], y: [-0.8, 1.08] },
      series: [
        { ...formula, x, y: x.map((k) => iterateAt(heavyBall(SCALED, beta), 1 - SCALED, k)) },
        { ...styles.momentum, x, y: path },
      ],
    };
  });
  const rates = regimeMomenta.map((beta) => radius(heavyBall(SCALED, beta)));
  return measured(panels, {
    title: `Three regimes of one component, αλ = ${SCALED}`,
    numbers: [
      ...rates.map((rate, index) => `${titles[index]}: rate ${formatNumber(rate, 3)}`),
      `largest distance of an iterate from the closed form: ${regimes.deviation}`,
    ],
  });
}

/** Rates over αλ of the heavy ball, Nesterov's method and the printed one, and how far they overshoot. */
export function momentumNesterovFigure({ sliced, overshoot }: MomentumOnAQuadric): Figure {
  const grid = evenly(0.01, 4, 200);
  const forms = (["momentum", "nesterov", "printed"] as const).map(
    (method): MeasuredSeries => ({
      ...formula,
      x: grid,
      y: grid.map((value) => radius(slicedForms[method](value, SLICED))),
    }),
  );
  const beyond = evenly(0, 0.98, 99);
  return measured(
    [
      {
        ...{ title: `Rate of one component, β = ${SLICED}`, x: "αλ", y: "rate" },
        window: { x: [0, 4.02], y: [0, 1.6] },
        series: [
          ...forms,
          ...(["momentum", "nesterov", "printed"] as const).map((method) => ({
            ...styles[method],
            x: sliced.scaled,
            y: sliced[method],
          })),
        ],
        verticals: [
          { x: borders.printed(SLICED), name: "" },
          { x: borders.nesterov(SLICED), name: "" },
          { x: borders.momentum(SLICED), name: "αλ = 2 + 2β", side: "left" },
        ],
      },
      {
        ...{ title: `Overshoot of the rolling ball, αλ = ${SCALED}`, x: "momentum β", y: "share of the way" },
        window: { x: [0, 1], y: [-0.02, 1] },
        series: [
          ...(["momentum", "nesterov"] as const).map((method) => ({
            ...{ ...formula, x: beyond, y: beyond.map((beta) => overshootAt(method, beta)) },
          })),
          ...(["momentum", "nesterov"] as const).map((method) => ({
            ...styles[method],
            x: overshoot.momenta,
            y: overshoot[method],
          })),
        ],
      },
    ],
    {
      title: "Nesterov's method beside the heavy ball",
      numbers: [
        ...(["momentum", "nesterov", "printed"] as const).map(
          (method) => `${styles[method].name}: stable up to αλ = ${formatNumber(borders[method](SLICED), 3)}`,
        ),
        ...(["momentum", "nesterov"] as const).map(
          (method) =>
            `${styles[method].name}, β = ${overshoot.momenta.at(-2)}: overshoots by ${formatNumber(overshoot[method].at(-2) as number, 2)} of the way`,
        ),
      ],
    },
  );
}

/** Paths in a ravine, one momentum after another. */
export function momentumPathsFigure({ paths }: MomentumOnAQuadric): Figure {
  const { eigenvalues, learningRate, start, updates } = pathSetting;
  const [x, y] = [evenly(-1.2, 0.9, 22), evenly(-0.6, 0.6, 13)];
  const values = y.map((w2) => x.map((w1) => 0.5 * (eigenvalues[0] * w1 ** 2 + eigenvalues[1] * w2 ** 2)));
  const steps = pathMomenta.map((beta, index) => {
    const panel = (method: "momentum" | "nesterov"): ContourPanel => {
      const path = paths[method][index] as readonly (readonly number[])[];
      const plain = beta === 0;
      const { name, colour } = styles[plain ? "sgd" : method];
      return {
        ...{ title: name, x, y, values },
        lines: [
          {
            ...{ name: `${updates} updates`, colour, dash: "solid", width: 2, points: true },
            x: path.map(([w1]) => w1 as number),
            y: path.map(([, w2]) => w2 as number),
          },
        ],
        marks: [{ name: "start", x: start[0], y: start[1], side: "right" }],
      };
    };
    const ends = (["momentum", "nesterov"] as const).map((method) => {
      const last = paths[method][index]?.at(-1) ?? [];
      return `${styles[method].name}: ${Math.hypot(...last).toPrecision(2)} from the minimum after ${updates} updates`;
    });
    return {
      label: `β = ${beta}`,
      figure: contours([panel("momentum"), panel("nesterov")], {
        title: `In a ravine, κ = ${eigenvalues[1] / eigenvalues[0]}, αλₙ = ${learningRate * eigenvalues[1]}, β = ${beta}`,
        x: "w₁",
        y: "w₂",
        value: "loss",
        log: false,
        shades: "greys",
        numbers: ends,
      }),
    };
  });
  return slider(steps, 3);
}

/** The best rates over the condition number, and a chain on which no method of first order can do better. */
export function momentumConditionFigure({ best, chain }: MomentumOnAQuadric): Figure {
  const kappas = best.map(({ kappa }) => kappa);
  const largest = Math.max(...kappas);
  const grid = evenly(0, 1, 60).map((share) => 1.05 * (largest / 1.05) ** share);
  const forms = { sgd: bestDescent, momentum: bestMomentum, nesterov: bestNesterov } as const;
  const methods = ["sgd", "momentum", "nesterov"] as const;
  const panel = (title: string, y: string, value: (rate: number) => number, logarithmic: boolean): MeasuredPanel => ({
    ...{ title, x: "condition number κ", y, logarithmic: { x: true, y: logarithmic } },
    window: { x: [1, 1.3 * largest], ...(logarithmic ? { y: [0.5, 2000] as const } : { y: [0, 1.02] as const }) },
    series: [
      ...methods.map((method) => ({ ...formula, x: grid, y: grid.map((kappa) => value(forms[method](kappa).rate)) })),
      ...methods.map((method) => ({ ...styles[method], x: kappas, y: best.map((entry) => value(entry[method])) })),
    ],
  });
  const updates = chain.sgd.map((_, k) => k);
  return measured(
    [
      panel("Best rate", "rate", (rate) => rate, false),
      panel("Updates for a tenth", "updates", updatesForATenth, true),
      {
        ...{ title: `A chain of ${chain.weights} weights`, x: "update k", y: "share of the distance left" },
        window: { x: [-1, updates.length], y: [-0.02, 1.05] },
        series: [
          {
            ...{ name: "no first-order method is below", as: "line", colour: neutralColours.key, dash: "8px,4px" },
            ...{ x: updates, y: updates.map((k) => chainBound(chain, k)) },
          },
          { ...styles.sgd, x: updates, y: chainErrors(chain, chain.sgd) },
          { ...styles.momentum, x: updates, y: chainErrors(chain, chain.momentum) },
        ],
      },
    ],
    {
      title: "The square root of the condition number, and the limit of descent",
      numbers: [
        ...best.map(
          (entry) =>
            `κ = ${entry.kappa}: ${methods.map((method) => `${styles[method].name} ${formatNumber(entry[method], 4)}`).join(", ")}`,
        ),
        `chain after ${chain.weights} updates: ${short(chainErrors(chain, chain.sgd)[chain.weights] as number)} of the distance left with SGD, ` +
          `${short(chainErrors(chain, chain.momentum)[chain.weights] as number)} with momentum`,
      ],
    },
  );
}

/** News goes along a chain one weight an update. */
export function momentumChainFigure({ chain }: MomentumOnAQuadric): Figure {
  const x = chain.solution.map((_, i) => i + 1);
  const y = chain.sgd.map((_, k) => k);
  const front: ContourLine = {
    ...{ name: "weight k: the front of the news", x: [1, chain.weights], y: [1, chain.weights] },
    ...{ colour: "#E31A1C", dash: "dash", width: 3, points: false },
  };
  return contours(
    [
      { title: "SGD", x, y, values: chain.sgd, lines: [front] },
      { title: "SGD + momentum", x, y, values: chain.momentum, lines: [front] },
    ],
    {
      title: `A chain of ${chain.weights} weights, the first one pulled to 1`,
      x: "weight i",
      y: "update k",
      value: "w<sub>i</sub> after k updates",
      log: false,
      stretched: true,
      shades: "cividis",
      numbers: [
        `κ = ${short(chain.kappa)}`,
        `last weight after ${y.length - 1} updates: ${short(chain.sgd.at(-1)?.at(-1) as number)} with SGD, ` +
          `${short(chain.momentum.at(-1)?.at(-1) as number)} with momentum, solution ${short(chain.solution.at(-1) as number)}`,
      ],
    },
  );
}

/** Runs with noise in their gradients: the loss falls, then stays at a floor. */
export function momentumNoiseFigure({ noise, options }: MomentumOnAQuadric): Figure {
  const shown = [0, noise.momenta.indexOf(0.6)];
  const last = (noise.losses[0]?.length ?? 1) - 1;
  const every = Math.round(last / 80);
  const grid = evenly(0, 0.97, 98);
  const methodAt = (index: number) => (index === 0 ? "sgd" : "momentum");
  return measured(
    [
      {
        ...{ title: `Mean loss of ${options.draws} draws`, x: "update k", y: "½ w²", logarithmic: { y: true } },
        window: { y: [3e-4, 1] },
        series: [
          ...shown.map((index) => {
            const y = expectedLosses(noise.momenta[index] as number, last);
            return { ...formula, x: y.map((_, k) => k), y };
          }),
          ...shown.map((index) => {
            const losses = (noise.losses[index] as readonly number[]).map((loss, k) => [k, loss] as const);
            const kept = losses.filter(([k]) => k % every === 0);
            const { name } = styles[methodAt(index)];
            return {
              ...styles[methodAt(index)],
              name: index === 0 ? name : `${name}, β = ${noise.momenta[index]}`,
              x: kept.map(([k]) => k),
              y: kept.map(([, loss]) => loss),
            };
          }),
        ],
      },
      {
        ...{ title: "The floor, over the momentum", x: "momentum β", y: "½ w², 95 % intervals" },
        logarithmic: { y: true },
        window: { x: [-0.03, 1], y: [8e-4, 0.1] },
        series: [
          { ...formula, x: grid, y: grid.map(noiseFloor) },
          {
            ...{ ...styles.momentum, name: `${styles.momentum.name}, floor`, x: noise.momenta },
            y: noise.floors.map(({ estimate }) => estimate),
            interval: {
              lower: noise.floors.map(({ lower }) => lower),
              upper: noise.floors.map(({ upper }) => upper),
            },
          },
        ],
      },
    ],
    {
      title: "Gradients with noise: momentum is faster, to a higher floor",
      numbers: noise.momenta.map(
        (beta, index) =>
          `β = ${beta}: floor ${formatInterval(noise.floors[index] as (typeof noise.floors)[0], 4)}, by the closed form ${noiseFloor(beta).toFixed(4)}`,
      ),
    },
  );
}

function short(value: number): string {
  return formatNumber(Number(value.toPrecision(3)));
}

import { optimalStepSize } from "momenta/datasets";
import {
  chart,
  type Figure,
  formatInterval,
  formatNumber,
  type LineMark,
  type PointsMark,
  valuesInWords,
} from "momenta/figures";
import { meanInterval } from "momenta/statistics";
import { evenly } from "../core/index.js";
import { aboveOracle, correlationWithDrift } from "./claims.js";
import { errorOfStepSize, normalizedStepSize } from "./measure/closedForm.js";
import { byDrift, type RateTrackingResult, trackedBy } from "./result.js";

const shown = ["SGD", "RMSProp", "Adam", "Autostep", "IDBD"] as const;
const adaptive = ["IDBD", "Autostep", "RMSProp", "Adam"] as const;
const drifts = evenly(0.02, 3, 100);

export const figures = {
  main: {
    caption:
      "A target that drifts under noise; the drift is redrawn from time to time. Left: the step size of each method in one run, and the best one. Right: where " +
      "it settles, by the drift. IDBD follows the best; RMSProp, and Adam like it, take smaller steps where larger ones are needed.",
    draw: drawMain,
  },
  settled: {
    caption:
      "Where the step sizes settle, a dot for each period of each seed. The lines are closed forms: the best step size and, for RMSProp and Adam, " +
      "their learning rate over the root of the mean squared error.",
    draw: drawSettled,
  },
  errors: {
    caption:
      "The mean squared error above the oracle's, by the drift, with 95 % intervals. What is learned about the step size pays most where the drift is small.",
    draw: drawErrors,
  },
  constant: {
    caption:
      "The error of constant step sizes, measured and in the closed form, as a multiple of the least. The dotted rule is at the best step size.",
    draw: drawConstant,
  },
  noise: {
    caption:
      "The drift stays at 1 and the noise is another one. RMSProp with the drift for its learning rate settles near the best step size for all of them, as " +
      "the closed form says; one step size for all does not. Right: errors as multiples of that of the best step size on the same examples.",
    draw: drawNoise,
  },
  rates: {
    caption:
      "The error of the tuning seeds above the oracle's, by the rate at which IDBD and Autostep learn their step sizes, and by the learning rate of the others.",
    draw: drawRates,
  },
};

const best = (x: readonly number[]): LineMark => ({
  as: "line",
  name: "best, closed form",
  colour: "#222222",
  strength: 0.4,
  width: 5,
  x,
  y: x.map(optimalStepSize),
});

/** A method's values by the drift, a mean with its interval for each range of drifts. */
function lineByDrift(
  result: RateTrackingResult,
  optimizer: string,
  value: (seed: number, period: number) => number,
): LineMark {
  const groups = byDrift(result, value);
  return {
    as: "line",
    optimizer,
    dots: true,
    x: groups.map(({ drift }) => drift),
    y: groups.map(({ values }) => meanInterval(values)),
  };
}

function drawMain(result: RateTrackingResult): Figure {
  const { at, drifts: drawn } = result.comparison;
  const { redrawEvery } = result.options;
  const x = at.map((update) => update / 1000);
  const steps = (drawn[0] as readonly number[]).map((drift) => optimalStepSize(drift));
  const stairs: LineMark = {
    ...best([]),
    x: steps.flatMap((_, period) => [period, period + 1].map((end) => (end * redrawEvery) / 1000)),
    y: steps.flatMap((step) => [step, step]),
  };
  const paths = (["IDBD", "RMSProp", "Adam"] as const).map((name): LineMark => {
    return { as: "line", optimizer: name, width: 2, x, y: trackedBy(result, name).path };
  });
  const settled = (["IDBD", "RMSProp"] as const).map((name): LineMark => {
    return lineByDrift(result, name, (seed, period) => trackedBy(result, name).settled[seed]?.[period] as number);
  });
  return chart({
    title: "Which step sizes follow the drift",
    y: { title: "step size", range: [0, 1.3] },
    rows: [
      [
        {
          heading: `one run, ${result.options.periods} drifts`,
          x: { title: "example, thousands" },
          marks: [stairs, ...paths],
        },
        { heading: "settled, by the drift", x: { title: "drift σ", range: [0, 3] }, marks: [best(drifts), ...settled] },
      ],
    ],
    numbers: [
      ...settled.map((mark) =>
        valuesInWords(mark.optimizer ?? "", { ...mark, x: mark.x.map((one) => Number(one.toFixed(2))) }, 3),
      ),
      ...adaptive.map(
        (name) => `${name}: rank correlation with the drift ${formatInterval(correlationWithDrift(result, name), 3)}`,
      ),
    ],
  });
}

function drawSettled(result: RateTrackingResult): Figure {
  const x = result.comparison.drifts.flat();
  const panels = adaptive.map((name) => {
    const { settled, setting } = trackedBy(result, name);
    const rate = setting.learningRate;
    const dots: PointsMark = {
      as: "points",
      optimizer: name,
      symbol: name === "Autostep" ? "diamond" : "circle",
      size: 4,
      x,
      y: settled.flat(),
    };
    const predicted: LineMark[] =
      rate === undefined
        ? []
        : [
            {
              as: "line",
              name: "learning rate / √E, closed form",
              dash: "dash",
              x: drifts,
              y: drifts.map((drift) => normalizedStepSize(rate, drift)),
            },
          ];
    return { heading: name, marks: [best(drifts), dots, ...predicted] };
  });
  return chart({
    title: "Where the step sizes settle, period by period",
    x: { title: "drift σ", range: [0, 3] },
    y: { title: "step size", range: [0, 1.3] },
    rows: [panels.slice(0, 2), panels.slice(2)],
    numbers: adaptive.map(
      (name) => `${name}: rank correlation with the drift ${formatInterval(correlationWithDrift(result, name), 3)}`,
    ),
  });
}

function drawErrors(result: RateTrackingResult): Figure {
  const { oracle } = result.comparison;
  const marks = shown.map((name): LineMark => {
    const { errors } = trackedBy(result, name);
    return lineByDrift(
      result,
      name,
      (seed, period) => (errors[seed]?.[period] as number) - (oracle.errors[seed]?.[period] as number),
    );
  });
  return chart({
    title: "What is lost against the best step size of every drift",
    x: { title: "drift σ", range: [0, 3] },
    y: { title: "mean squared error above the oracle's", logarithmic: true },
    rows: [[{ marks }]],
    numbers: shown.map((name) => `${name}: ${formatInterval(aboveOracle(result, name), 4)} above the oracle's`),
  });
}

function drawConstant({ constant }: RateTrackingResult): Figure {
  const panels = constant.map(({ drift, stepSizes, errors }) => {
    const star = optimalStepSize(drift);
    const least = errorOfStepSize(star, drift);
    const fine = evenly(stepSizes[0] as number, stepSizes.at(-1) as number, 80);
    const some = stepSizes.map((_, at) => at).filter((at) => at % 6 === 0);
    return {
      heading: `σ = ${drift}`,
      marks: [
        {
          as: "line",
          name: "closed form",
          x: fine,
          y: fine.map((one) => errorOfStepSize(one, drift) / least),
        } as LineMark,
        {
          as: "points",
          optimizer: "SGD",
          x: some.map((at) => stepSizes[at] as number),
          y: some.map((at) => {
            const { estimate, lower, upper } = errors[at] as (typeof errors)[number];
            return { estimate: estimate / least, lower: lower / least, upper: upper / least };
          }),
        } as PointsMark,
        { as: "rule", x: star } as const,
      ],
    };
  });
  return chart({
    title: "Constant step sizes: the error as a multiple of the least in the closed form",
    x: { title: "step size α" },
    y: { title: "error / least error", range: [0.98, 1.25] },
    rows: [panels.slice(0, 3), panels.slice(3)],
    numbers: constant.map(
      ({ drift, best: found }) =>
        `σ = ${drift}: best step size ${formatInterval(found, 4)}, closed form ${formatNumber(optimalStepSize(drift), 4)}`,
    ),
  });
}

function drawNoise({ noise }: RateTrackingResult): Figure {
  const x = noise.map((one) => one.noise);
  const fine = evenly(Math.log(x[0] as number), Math.log(x.at(-1) as number), 60).map(Math.exp);
  const star: LineMark = { ...best(fine), y: fine.map((one) => optimalStepSize(1 / one)) };
  const settled: PointsMark = { as: "points", optimizer: "RMSProp", x, y: noise.map((one) => one.settled) };
  const [rmsprop, sgd] = (["rmsprop", "sgd"] as const).map(
    (name): LineMark => ({
      as: "line",
      optimizer: name === "sgd" ? "SGD" : "RMSProp",
      dots: true,
      x,
      y: noise.map((one) => one[name]),
    }),
  ) as [LineMark, LineMark];
  return chart({
    title: "Where the noise changes instead of the drift, RMSProp follows the best step size",
    x: { title: "standard deviation of the noise", logarithmic: true },
    rows: [
      [
        { heading: "step size", y: { range: [0, 1] }, marks: [star, settled] },
        { heading: "error / that of the best step size", y: { range: [0.98, 1.25] }, marks: [sgd, rmsprop] },
      ],
    ],
    numbers: [
      valuesInWords("RMSProp, step size", settled, 3),
      valuesInWords("RMSProp, error / that of the best step size", rmsprop, 4),
      valuesInWords("SGD, error / that of the best step size", sgd, 4),
    ],
  });
}

function drawRates(result: RateTrackingResult): Figure {
  const line = (name: (typeof shown)[number], option: string): LineMark => {
    const { grid, setting: chosen } = trackedBy(result, name);
    const row = grid.filter(({ setting }) =>
      Object.keys(chosen).every((other) => other === option || setting[other] === chosen[other]),
    );
    return {
      as: "line",
      optimizer: name,
      ...(name === "Autostep" ? { dash: "dash" } : {}),
      dots: true,
      x: row.map(({ setting }) => setting[option] as number),
      y: row.map(({ error }) => (error ?? NaN) - result.comparison.oracleWhenTuning),
    };
  };
  const panels = [
    {
      heading: "IDBD and Autostep",
      x: { title: "θ or μ" },
      marks: [line("IDBD", "metaRate"), line("Autostep", "metaRate")],
    },
    {
      heading: "SGD, RMSProp and Adam",
      x: { title: "learning rate" },
      marks: [line("SGD", "learningRate"), line("RMSProp", "learningRate"), line("Adam", "learningRate")],
    },
  ];
  return chart({
    title: "Tuning: the loss by rate, other settings at their best",
    x: { logarithmic: true },
    y: { title: "error above the oracle's", logarithmic: true, range: [0.01, 10] },
    rows: [panels],
    numbers: panels.flatMap(({ marks }) => marks.map((mark) => valuesInWords(mark.optimizer ?? "", mark, 3))),
  });
}

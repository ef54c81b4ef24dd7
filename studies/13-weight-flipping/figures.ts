import {
  type ContourLine,
  chart,
  colourOf,
  contours,
  endsInWords,
  explorable,
  type Figure,
  formatDigits,
  formatInterval,
  formatNumber,
  type LineMark,
  type PointsMark,
  valuesInWords,
} from "momenta/figures";
import { meanInterval, wilsonInterval } from "momenta/statistics";
import { bestStepSizes, errorOfStepSizes, flipping } from "./measure/constantStepSizes.js";
import { twoWeightPath } from "./measure/twoWeightPath.js";
import { followedBy, type WeightFlippingResult } from "./result.js";

const oracle = bestStepSizes(flipping).oracle;
const shown = ["SGD", "RMSProp", "Adam", "Autostep", "IDBD"] as const;
const adaptive = ["IDBD", "Autostep", "RMSProp", "Adam"] as const;

export const figures = {
  main: {
    caption:
      "Twenty inputs, five of which matter; the weight of one of these flips every 20 examples. Left: the squared error of each method, tuned. " +
      "Right: the step sizes that IDBD and RMSProp come to; IDBD finds the relevant inputs, RMSProp gives them the smaller steps.",
    draw: drawMain,
  },
  steps: {
    caption:
      "The step sizes of relevant and irrelevant weights along the run, means with 95 % intervals over seeds. Grey: the best constant ones, " +
      "with 0 for the irrelevant weights. Autostep's irrelevant step sizes are below the axis after 4,000 updates.",
    draw: drawStepSizes,
  },
  surface: {
    caption:
      "The error of every pair of step sizes in the closed form, and the path of each method over it. IDBD goes towards the oracle, drawn at the lower edge because its irrelevant step size is 0; " +
      "RMSProp and Adam stay near the diagonal, on the wrong side of it.",
    draw: drawSurface,
  },
  twoWeights: {
    caption:
      "The same with two weights, one of which matters, over 50,000 examples. Normalization makes the relevant step size up to √3 times smaller than the other one. " +
      "The oracle, whose irrelevant step size is 0, is at the lower edge.",
    draw: drawTwoWeights,
  },
  constant: {
    caption:
      "Left: the error of SGD by its step size, tuning seeds and closed form, below it the oracle's. Right: RMSProp and Adam with the best of " +
      "their other settings, which never come below SGD's best.",
    draw: drawClosedForm,
  },
  sizes: {
    caption:
      "The error by the rate of the step sizes' learning, in units of the target weights' squared size. IDBD's best θ falls as the square of " +
      "the size; Autostep's μ does not depend on it.",
    draw: drawSizes,
  },
  edge: {
    caption:
      "IDBD near the θ at which it blows up: the seeds that do, and, up to a third of them, the error of the others. Where ln α changes by at most .1 in an " +
      "update none of the runs does.",
    draw: drawEdge,
  },
};

const inThousands = (updates: readonly number[]) => updates.map((update) => update / 1000);

function drawMain(result: WeightFlippingResult): Figure {
  const { at } = result.comparison;
  const x = inThousands(at);
  const errors = shown.map((name): LineMark => {
    return { as: "line", optimizer: name, x, y: followedBy(result, name).course.error };
  });
  const closed: LineMark = {
    as: "line",
    name: "oracle, closed form",
    dash: "dash",
    x: ends(x),
    y: [oracle.error, oracle.error],
  };
  const rates = (["IDBD", "RMSProp"] as const).flatMap((name): LineMark[] => stepSizeLines(result, name, x));
  return chart({
    title: "IDBD finds the inputs that matter; normalization does not",
    x: { title: "update, thousands", logarithmic: true },
    rows: [
      [
        { heading: "mean squared error", y: { range: [0, 5] }, marks: [...errors, closed] },
        {
          heading: "step size: solid relevant, dotted irrelevant",
          y: { logarithmic: true, range: [0.0008, 0.4] },
          marks: [...rates, oracleLine(x)],
        },
      ],
    ],
    numbers: [
      ...shown.map(
        (name) => `${name}: mean squared error ${formatInterval(meanInterval(followedBy(result, name).errors), 3)}`,
      ),
      ...rates.map((mark, line) =>
        endsInWords(`${mark.optimizer}, ${line % 2 === 0 ? "relevant" : "irrelevant"}`, mark, 4),
      ),
    ],
  });
}

const ends = (x: readonly number[]) => [x[0] as number, x.at(-1) as number];

const oracleLine = (x: readonly number[]): LineMark => ({
  as: "line",
  name: "oracle, closed form",
  dash: "dash",
  x: ends(x),
  y: [oracle.stepSize, oracle.stepSize],
});

function stepSizeLines(
  result: WeightFlippingResult,
  name: (typeof adaptive)[number],
  x: readonly number[],
): LineMark[] {
  const { course } = followedBy(result, name);
  return (["relevant", "irrelevant"] as const).map((kind) => ({
    as: "line",
    optimizer: name,
    dash: kind === "relevant" ? "solid" : "dot",
    x,
    y: course[kind],
  }));
}

function drawStepSizes(result: WeightFlippingResult): Figure {
  const x = inThousands(result.comparison.at);
  const panels = adaptive.map((name) => ({
    heading: name,
    marks: [
      ...stepSizeLines(result, name, x).map((mark) => ({
        ...mark,
        name: mark.dash === "solid" ? "relevant" : "irrelevant",
      })),
      oracleLine(x),
    ],
  }));
  return chart({
    title: "Step sizes of relevant and irrelevant weights",
    x: { title: "update, thousands", logarithmic: true },
    y: { title: "step size", logarithmic: true, range: [0.0003, 0.4] },
    rows: [panels.slice(0, 2), panels.slice(2)],
    numbers: panels.flatMap(({ heading, marks }) =>
      marks.slice(0, 2).map((mark) => endsInWords(`${heading}, ${mark.name}`, mark, 4)),
    ),
  });
}

interface Path {
  readonly name: string;
  readonly relevant: readonly number[];
  readonly irrelevant: readonly number[];
}

/** The paths of the methods over the errors of all pairs of step sizes, on logarithmic axes. */
function drawPaths(
  paths: readonly Path[],
  {
    title,
    relevant,
    irrelevant,
    values,
    best,
  }: {
    readonly title: string;
    readonly relevant: readonly number[];
    readonly irrelevant: readonly number[];
    readonly values: readonly (readonly number[])[];
    readonly best: { readonly stepSize: number; readonly error: number };
  },
): Figure {
  const [x, y] = [relevant.map(Math.log10), irrelevant.map(Math.log10)];
  const [lowest, highest] = [y[0] as number, y.at(-1) as number];
  const lines = paths.map(({ name, relevant: alpha, irrelevant: beta }): ContourLine => {
    const below = beta.findIndex((value) => Math.log10(value) < lowest);
    const until = below < 0 ? beta.length : below + 1;
    return {
      name,
      x: alpha.slice(0, until).map(Math.log10),
      y: beta.slice(0, until).map(Math.log10),
      colour: colourOf(name),
      dash: name === "Autostep" ? "dash" : "solid",
      width: 3,
      points: true,
    };
  });
  const both = x.filter((value) => value >= lowest && value <= highest);
  const equal: ContourLine = {
    name: "equal step sizes",
    x: both,
    y: both,
    colour: "#222222",
    dash: "dot",
    width: 1.5,
    points: false,
  };
  return contours(
    [
      {
        title: "",
        x,
        y,
        values,
        lines: [equal, ...lines],
        marks: [
          {
            name: "oracle (irrelevant 0)",
            x: Math.log10(best.stepSize),
            y: lowest + 0.03 * (highest - lowest),
            side: "left",
          },
        ],
      },
    ],
    {
      title,
      x: "relevant step size",
      y: "irrelevant step size",
      value: "mean squared error",
      log: false,
      powersOfTen: true,
      stretched: true,
      shades: "greys",
      numbers: [
        `oracle: ${formatDigits(best.stepSize)}, error ${formatNumber(best.error, 3)}`,
        ...paths.map(
          (path) =>
            `${path.name}: to ${formatDigits(path.relevant.at(-1) ?? NaN)} and ${formatDigits(path.irrelevant.at(-1) ?? NaN)}`,
        ),
      ],
    },
  );
}

const powersOfTen = (from: number, to: number, count: number) =>
  Array.from({ length: count }, (_, at) => 10 ** (from + ((to - from) * at) / (count - 1)));

function drawSurface(result: WeightFlippingResult): Figure {
  const [relevant, irrelevant] = [powersOfTen(-2, -0.6, 113), powersOfTen(-3.5, -1, 76)];
  const paths = adaptive.map((name): Path => {
    const { course, setting } = followedBy(result, name);
    const start = setting.initialRate === undefined ? [] : [setting.initialRate];
    const path = (kind: "relevant" | "irrelevant") => [...start, ...course[kind].map(({ estimate }) => estimate)];
    return { name, relevant: path("relevant"), irrelevant: path("irrelevant") };
  });
  return drawPaths(paths, {
    title: "Twenty weights: the error of every pair of step sizes, and the paths of the methods",
    relevant,
    irrelevant,
    values: irrelevant.map((beta) => relevant.map((alpha) => Math.min(6, errorOfStepSizes(alpha, beta, flipping)))),
    best: oracle,
  });
}

/** The reader sets the rates; the paths are those of 50,000 examples. */
function drawTwoWeights({ twoWeights }: WeightFlippingResult): Figure {
  const { stepSizes, surface, oracle: best, controls } = twoWeights;
  const first = stepSizes.findIndex((stepSize) => stepSize >= 10 ** -3);
  const rate = (label: string, value: number) =>
    ({ as: "slider", label, from: value / 20, to: value * 20, value, logarithmic: true }) as const;
  return explorable({
    controls: {
      metaRate: rate("θ of IDBD", controls.metaRate),
      initialRate: { ...rate("first step size", controls.initialRate), to: 0.5 },
      rmspropRate: rate("η of RMSProp", controls.rmspropRate),
      adamRate: rate("η of Adam", controls.adamRate),
      seed: { as: "choice", label: "seed", options: ["1", "2", "3", "4", "5"], value: "1" },
    },
    uses: { twoWeightPath },
    compute: ({ seed, ...rates }, { twoWeightPath }) => {
      const found = twoWeightPath({ ...rates, seed: Number(seed), flipEvery: 20, updates: 50_000 });
      const inWords = found.paths.map(({ name, error }) => `${name} ${error < 100 ? error.toFixed(2) : "blows up"}`);
      return {
        marks: Object.fromEntries(
          found.paths.map(({ name, relevant, irrelevant }) => [
            name,
            { x: relevant.map(Math.log10), y: irrelevant.map(Math.log10) },
          ]),
        ),
        words: `Mean squared error over 50,000 examples: ${inWords.join(", ")}; the oracle's ${found.oracle.error.toFixed(2)}.`,
      };
    },
    draw: ({ marks }) =>
      drawPaths(
        Object.entries(marks).map(([name, { x, y }]) => ({
          name,
          relevant: x.map((log) => 10 ** log),
          irrelevant: y.map((log) => 10 ** log),
        })),
        {
          title: "Two weights: the error of every pair of step sizes, and the paths of the methods",
          relevant: stepSizes.slice(first),
          irrelevant: stepSizes,
          values: surface.map((row) => row.slice(first)),
          best,
        },
      ),
  });
}

function drawClosedForm(result: WeightFlippingResult): Figure {
  const grid = (name: (typeof shown)[number]) => followedBy(result, name).grid;
  const sgd: PointsMark = {
    as: "points",
    optimizer: "SGD",
    x: grid("SGD").map(({ setting }) => setting.learningRate as number),
    y: grid("SGD").map(({ error }) => error ?? NaN),
  };
  const rates = powersOfTen(-2, -0.62, 60);
  const curve = (name: string, error: (rate: number) => number, dash: "solid" | "dot"): LineMark => ({
    as: "line",
    name,
    dash,
    x: rates,
    y: rates.map((rate) => (error(rate) < 6 ? error(rate) : NaN)),
  });
  const oracleAt = followedBy(result, "oracle");
  const measured: PointsMark = {
    as: "points",
    name: "oracle, measured",
    colour: "#222222",
    x: [Number(oracleAt.setting.learningRate)],
    y: [meanInterval(oracleAt.errors)],
  };
  const normalizing = (["RMSProp", "Adam"] as const).map((name): LineMark => {
    const { setting: best } = followedBy(result, name);
    const row = grid(name).filter(({ setting }) =>
      Object.keys(best).every((option) => option === "learningRate" || setting[option] === best[option]),
    );
    return {
      as: "line",
      optimizer: name,
      dots: true,
      x: row.map(({ setting }) => setting.learningRate as number),
      y: row.map(({ error }) => error ?? NaN),
    };
  });
  const least = bestStepSizes(flipping).alike.error;
  return chart({
    title: "Constant step sizes: measured, and in the closed form",
    x: { title: "step size", logarithmic: true },
    y: { title: "mean squared error", range: [0, 6] },
    rows: [
      [
        {
          heading: "one for all, or for the relevant weights alone",
          marks: [
            curve("SGD, closed form", (rate) => errorOfStepSizes(rate, rate, flipping), "solid"),
            curve("oracle, closed form", (rate) => errorOfStepSizes(rate, 0, flipping), "dot"),
            sgd,
            measured,
          ],
        },
        {
          heading: "RMSProp and Adam",
          x: { title: "learning rate" },
          marks: [
            ...normalizing,
            { as: "line", name: "the best of SGD, closed form", dash: "dash", x: [0.02, 0.15], y: [least, least] },
          ],
        },
      ],
    ],
    numbers: [sgd, measured, ...normalizing].map((mark) => valuesInWords(mark.optimizer ?? mark.name ?? "", mark, 3)),
  });
}

function drawSizes({ sensitivity }: WeightFlippingResult): Figure {
  const styles = [
    { size: 0.1, dash: "dot" },
    { size: 1, dash: "solid" },
    { size: 10, dash: "dash" },
  ] as const;
  const panels = (["IDBD", "Autostep"] as const).map((method) => ({
    heading: method === "IDBD" ? "IDBD, by θ" : "Autostep, by μ: all three coincide",
    marks: styles.map(({ size, dash }): LineMark => {
      const rates = sensitivity.sized.find((one) => one.method === method && one.size === size)?.rates ?? [];
      return {
        as: "line",
        optimizer: method,
        name: `weights of ±${size}`,
        dash,
        x: rates.map(({ metaRate }) => metaRate),
        y: rates.map(({ error, diverged }) => (diverged > 0 ? NaN : (error ?? NaN))),
      };
    }),
  }));
  return chart({
    title: "What the size of the target weights changes; lines end where a seed blows up",
    x: { title: "rate of the step sizes' learning", logarithmic: true },
    y: { title: "mean squared error / size²", range: [0, 4] },
    rows: [panels],
    numbers: panels.flatMap(({ heading, marks }) =>
      marks.map((mark) => {
        const least = Math.min(...mark.y.map(Number).filter(Number.isFinite));
        return `${heading}, ${mark.name}: least ${formatNumber(least, 3)} at ${formatDigits(mark.x[mark.y.indexOf(least)] as number)}`;
      }),
    ),
  });
}

function drawEdge({ stability, options }: WeightFlippingResult): Figure {
  const kinds = [
    { name: "IDBD", of: stability.filter(({ method }) => method === "IDBD"), dash: "solid" },
    {
      name: "ln α changes by at most .1",
      of: stability.filter(({ method, setting }) => method === "bounded IDBD" && setting.bound === 0.1),
      dash: "dash",
    },
  ] as const;
  const marks = (value: (one: (typeof stability)[number]) => LineMark["y"][number]) =>
    kinds.map(({ name, of, dash }): LineMark => {
      return {
        as: "line",
        optimizer: "IDBD",
        name,
        dash,
        dots: true,
        x: of.map(({ setting }) => setting.metaRate as number),
        y: of.map(value),
      };
    });
  const blown = marks(({ diverged }) => wilsonInterval(diverged, options.seeds));
  const errors = marks(({ error, diverged }) => (error === null || diverged > options.seeds / 3 ? NaN : error));
  return chart({
    title: "Where IDBD blows up",
    x: { title: "θ", logarithmic: true },
    rows: [
      [
        { heading: `share of ${options.seeds} seeds that blow up`, y: { range: [0, 1] }, marks: blown },
        { heading: "mean squared error of the others", y: { range: [1.4, 1.52] }, marks: errors },
      ],
    ],
    numbers: [...blown, ...errors].map((mark) => valuesInWords(mark.name ?? "", mark, 2)),
  });
}

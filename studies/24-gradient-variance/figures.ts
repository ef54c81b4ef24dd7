import {
  chart,
  endsInWords,
  type Figure,
  formatDigits,
  formatInterval,
  type LineMark,
  neutralColours,
  type PointsMark,
  valuesInWords,
} from "momenta/figures";
import { evenly, last } from "../core/index.js";
import { MINIBATCH } from "./claims.js";
import { curve, shownSizes } from "./measure/areas.js";
import { type KmeansRecord, minibatchSizes, type RuleName, ruleNames, SCALE_MINIBATCH } from "./measure/kmeans.js";
import { estimateNames } from "./measure/losses.js";
import { type LoweringArm, loweringNames } from "./measure/lowering.js";
import { cubic } from "./measure/polynomial.js";
import { batchSizes } from "./measure/rates.js";
import { EPOCH, LAYER } from "./measure/sizes.js";
import { clusteredBy, clusteredByBatch, type GradientVariance } from "./result.js";

export const figures = {
  main: {
    caption:
      "K-means with all points, one point and a hundred points in an update. Left: the mean cost by the passes over the points that it took, with 95 % intervals. " +
      "Right: the last cost of each run. One at a time is the fastest and the poorest; minibatches are as good as batch updates.",
    draw: drawKmeans,
  },
  rules: {
    caption:
      "The last cost above that of batch updates, and its spread between runs, by the size of the minibatch and by how far centres go. " +
      "With 1/√n single points are as good as minibatches.",
    draw: drawRules,
  },
  scale: {
    caption:
      "Points processed until a run is near its end, by how many points there are. Batch updates need more the more there are, minibatches do not.",
    draw: drawScale,
  },
  areas: {
    caption:
      "A cubic learned from 6 and from 50 samples of the black curve, twelve times each. Right: the variance of the average error, and how far what is learned lies from the best cubic.",
    draw: drawAreas,
  },
  rates: {
    caption:
      "The loss |w|^p / p by the number of updates, each with its best rate, for minibatches of 1 to 256. The flatter the loss around its minimum, the nearer the power of k comes to −½.",
    draw: drawRates,
  },
  losses: {
    caption:
      "The training loss of one run and its estimates. The running mean comes late while the loss falls; held-out instances are off by the same amount all the time.",
    draw: drawLosses,
  },
  lowering: {
    caption:
      "The training loss above the least, mean and 95 % interval. Lowering the rate on a plateau brings down the noise floor; too little patience stops the way.",
    draw: drawLowering,
  },
  sizes: {
    caption:
      "Left: the variance of a minibatch's gradient. Right: the time of an epoch on the machine named, by the size of the minibatch; the least of many updates.",
    draw: drawSizes,
  },
};

const [BATCH, FEW] = ["#222222", "#B2468A"];
const SINGLE = "#1B6E8C";

interface Way {
  readonly name: string;
  readonly colour: string;
  readonly record: KmeansRecord;
}

/** The three ways of the slides. */
function ways(result: GradientVariance): Way[] {
  return [
    { name: "batch", colour: BATCH as string, record: clusteredByBatch(result) },
    { name: "one point at a time", colour: SINGLE, record: clusteredBy(result, "γ = .3", 1) },
    { name: `minibatches of ${MINIBATCH}`, colour: FEW as string, record: clusteredBy(result, "γ = .3", MINIBATCH) },
  ];
}

function drawKmeans(result: GradientVariance): Figure {
  const all = ways(result);
  const lines = all.map(({ name, colour, record }): LineMark => {
    return { as: "line", name, colour, x: record.passes, y: record.costs };
  });
  const runs = all.map(({ name, colour, record }, place): PointsMark => {
    const x = record.ends.map((_, run) => place + 0.6 * ((run + 0.5) / record.ends.length - 0.5));
    return { as: "points", name, colour, size: 6, x, y: record.ends };
  });
  return chart({
    title: "Speed and variance of K-means, ten centres, 5,000 points",
    rows: [
      [
        {
          heading: "mean squared distance to the nearest centre",
          x: { title: "passes over all points", logarithmic: true },
          y: { range: [1.6, 4] },
          marks: lines,
        },
        {
          heading: "last cost, every run",
          x: { range: [-0.5, 2.5], ticks: ["batch", "one", "minibatch"].map((text, at) => ({ at, text })) },
          y: { range: [1.8, 2.7] },
          marks: runs,
        },
      ],
    ],
    numbers: all.map(
      ({ name, record }) =>
        `${name}: ends at ${formatInterval(last(record.costs), 3)}, ${formatInterval(record.spread, 3)} between runs, near its end after ${formatInterval(record.arrival, 2)} passes`,
    ),
  });
}

const ruleColours: Readonly<Record<RuleName, string>> = {
  "γ = .1": "#1B6E8C",
  "γ = .3": "#B2468A",
  "1/n": "#8C564B",
  "1/√n": "#222222",
};

function drawRules(result: GradientVariance): Figure {
  const marks = (of: "aboveBatch" | "spread") =>
    ruleNames.map((rule): LineMark => {
      const records = minibatchSizes.map((size) => clusteredBy(result, rule, size));
      return {
        as: "line",
        name: rule,
        colour: ruleColours[rule],
        dots: true,
        x: minibatchSizes,
        y: records.map((one) => one[of]),
      };
    });
  const [above, spread] = [marks("aboveBatch"), marks("spread")];
  const batch: LineMark = {
    as: "line",
    name: "batch",
    colour: neutralColours.key,
    dash: "dash",
    x: [1, 1000],
    y: [0, 0].map(() => clusteredByBatch(result).spread.estimate),
  };
  return chart({
    title: "What the rate and the size of the minibatch do to K-means",
    x: { title: "points in a minibatch", logarithmic: true },
    rows: [
      [
        { heading: "cost above batch updates", y: { range: [-0.05, 0.8] }, marks: above },
        { heading: "standard deviation between runs", y: { range: [0, 0.4] }, marks: [batch, ...spread] },
      ],
    ],
    numbers: above.map((mark) => valuesInWords(`${mark.name}, above batch`, mark, 3)),
  });
}

function drawScale({ kmeans }: GradientVariance): Figure {
  const x = kmeans.scales.map(({ count }) => count);
  const marks: LineMark[] = [
    { as: "line", name: "batch", colour: BATCH as string, dots: true, x, y: kmeans.scales.map(({ batch }) => batch) },
    {
      as: "line",
      name: `minibatches of ${SCALE_MINIBATCH}`,
      colour: FEW as string,
      dots: true,
      x,
      y: kmeans.scales.map(({ minibatch }) => minibatch),
    },
  ];
  return chart({
    title: "Orders of magnitude come with the number of points",
    x: { title: "points that there are", logarithmic: true },
    y: { title: "points processed", logarithmic: true },
    rows: [[{ marks }]],
    numbers: marks.map((mark) => valuesInWords(mark.name as string, mark)),
  });
}

function drawAreas({ areas }: GradientVariance): Figure {
  const x = evenly(0, 1, 61);
  const panels = shownSizes.map((size) => {
    const found = areas.learned.find((one) => one.size === size);
    const learned = (found?.weights ?? []).map((weights): LineMark => {
      return {
        as: "line",
        name: "learned",
        colour: FEW as string,
        width: 1.2,
        x,
        y: x.map((place) => cubic(weights, place)),
      };
    });
    return {
      heading: `${size} samples`,
      x: { title: "x" },
      y: { range: [-2.5, 2.5] as const },
      marks: [
        ...learned,
        { as: "line", name: "curve", colour: BATCH as string, x, y: x.map(curve) } satisfies LineMark,
      ],
    };
  });
  const sizes = areas.records.map(({ size }) => size);
  const line = (name: string, colour: string, y: LineMark["y"]): LineMark => ({
    as: "line",
    name,
    colour,
    dots: true,
    x: sizes,
    y,
  });
  const form = (y: readonly number[]): LineMark => ({
    as: "line",
    name: "closed form, 1/N",
    colour: neutralColours.key,
    dash: "dot",
    x: sizes,
    y,
  });
  const measured = [
    line(
      "average error / area",
      SINGLE,
      areas.records.map(({ average }) => average),
    ),
    line(
      "learned curve",
      FEW as string,
      areas.records.map(({ swing }) => swing),
    ),
  ];
  return chart({
    title: "What is learned swings with the samples",
    rows: [
      [
        ...panels,
        {
          heading: "variance",
          x: { title: "samples N", logarithmic: true },
          y: { logarithmic: true },
          marks: [
            ...measured,
            form(areas.records.map(({ expectedAverage }) => expectedAverage)),
            form(areas.records.map(({ expectedSwing }) => expectedSwing)),
          ],
        },
      ],
    ],
    numbers: measured.map((mark) => endsInWords(mark.name as string, mark, 5)),
  });
}

function drawRates({ rates }: GradientVariance): Figure {
  const { at, records, slopes } = rates;
  const panels = slopes.map(({ power, expected }) => {
    const lines = batchSizes.map((batch, index): LineMark => {
      const found = records.find((one) => one.power === power && one.batch === batch);
      return {
        as: "line",
        name: `b = ${batch}`,
        colour: SINGLE,
        strength: 1 - index / 6,
        x: at,
        y: found?.losses ?? [],
      };
    });
    const [first, end] = [at[0] as number, last(at)];
    const level = records.find((one) => one.power === power && one.batch === 1)?.losses.at(-1)?.estimate as number;
    const slope: LineMark = {
      as: "line",
      name: "k to the power −p/(2p − 2)",
      colour: FEW as string,
      dash: "dot",
      x: [first, end],
      y: [1.6 * level * (first / end) ** expected, 1.6 * level],
    };
    return { heading: `p = ${power}`, marks: [...lines, slope] };
  });
  return chart({
    title: "Convex losses |w|<sup>p</sup> / p, the best rate for each k",
    x: { title: "updates k", logarithmic: true },
    y: { title: "loss", logarithmic: true },
    rows: [panels],
    numbers: slopes.map(
      ({ power, overUpdates, overBatch, expected }) =>
        `p = ${power}: power of k ${formatInterval(overUpdates, 2)}, of b ${formatInterval(overBatch, 2)}, closed form ${formatDigits(expected)}`,
    ),
  });
}

const estimateStyles = [
  { colour: "#D3B8C8", width: 1 },
  { colour: "#8C564B", width: 2 },
  { colour: "#B2468A", width: 3 },
  { colour: "#1B6E8C", width: 3 },
];

function drawLosses({ losses }: GradientVariance): Figure {
  const { at, training, estimates, records } = losses;
  const lines = estimateNames.map((name, index): LineMark => {
    return {
      as: "line",
      name,
      ...(estimateStyles[index] as (typeof estimateStyles)[number]),
      x: at,
      y: estimates[name] ?? [],
    };
  });
  return chart({
    title: "The training loss, and what it is taken for",
    x: { title: "update", range: [0, 600] },
    y: { title: "loss", logarithmic: true, range: [0.05, 3] },
    rows: [
      [
        {
          marks: [
            ...lines,
            { as: "line", name: "training loss, all 1,000", colour: BATCH as string, width: 2, x: at, y: training },
          ],
        },
      ],
    ],
    numbers: records.map(
      ({ estimate, phase, error }) =>
        `${estimate}, ${phase}: off by ${formatInterval({ estimate: 100 * error.estimate, lower: 100 * error.lower, upper: 100 * error.upper }, 1)} %`,
    ),
  });
}

const armColours: Readonly<Record<LoweringArm, string>> = {
  "η = .2": "#8C564B",
  "η = .002": "#7A7A00",
  "lowered, patience 100": "#B2468A",
  "lowered, patience 400": "#222222",
  "η = .2/√k": "#1B6E8C",
};

function drawLowering({ lowering }: GradientVariance): Figure {
  const marks = loweringNames.map((arm): LineMark => {
    const found = lowering.records.find((record) => record.arm === arm);
    return { as: "line", name: arm, colour: armColours[arm], x: lowering.at, y: found?.excess ?? [] };
  });
  return chart({
    title: "Waiting for the plateau, then a tenth of the rate",
    x: { title: "update" },
    y: { title: "training loss above the least", logarithmic: true },
    rows: [[{ marks }]],
    numbers: marks.map((mark) => endsInWords(mark.name as string, mark, 5)),
  });
}

function drawSizes({ sizes }: GradientVariance): Figure {
  const x = sizes.variances.map(({ size }) => size);
  const variance: PointsMark = {
    as: "points",
    name: "measured",
    colour: SINGLE,
    x,
    y: sizes.variances.map(({ measured }) => measured),
  };
  const form: LineMark = {
    as: "line",
    name: "(T − b) / ((T − 1) b)",
    colour: neutralColours.key,
    dash: "dot",
    x,
    y: sizes.variances.map(({ expected }) => expected),
  };
  const seconds: LineMark = {
    as: "line",
    name: `an epoch of ${EPOCH} instances, ${LAYER.join(" × ")} weights`,
    colour: FEW as string,
    dots: true,
    x: sizes.times.map(({ size }) => size),
    y: sizes.times.map(({ size, milliseconds }) => ((milliseconds / 1000) * EPOCH) / size),
  };
  return chart({
    title: "Larger minibatches: less variance, shorter epochs",
    x: { title: "size of the minibatch b", logarithmic: true },
    rows: [
      [
        { heading: "variance of the gradient", y: { logarithmic: true }, marks: [form, variance] },
        { heading: `seconds (${sizes.machine})`, y: { logarithmic: true }, marks: [seconds] },
      ],
    ],
    numbers: [valuesInWords("variance", variance, 4), valuesInWords("seconds an epoch", seconds, 2)],
  });
}

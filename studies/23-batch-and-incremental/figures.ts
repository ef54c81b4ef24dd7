import {
  chart,
  endsInWords,
  explorable,
  type Figure,
  formatDigits,
  formatNumber,
  type LineMark,
  neutralColours,
  type PointsMark,
  valuesInWords,
} from "momenta/figures";
import { EXPLORED_UPDATES, exploreSchedule } from "./explore.js";
import { dimensions, SIZE } from "./measure/clotted.js";
import { START } from "./measure/learners.js";
import { expectedErrors, moments, NOISE, SLOPE } from "./measure/line.js";
import { BATCH_RATE, SIGN_BATCH } from "./measure/minibatches.js";
import { type OrderName, orderNames, orderRates, T } from "./measure/orders.js";
import { shownLearners } from "./measure/schedules.js";
import { type BatchAndIncremental, learned, presentedIn } from "./result.js";

export const figures = {
  main: {
    caption:
      "A line through the origin, learned from one instance at a time. Left: its slope after each of the first instances. Right: the mean squared error of the slope, " +
      "with 95 % intervals over streams and closed forms: it falls without end only where the rate does.",
    draw: drawMain,
  },
  fan: {
    caption:
      "The line after each of ten late instances. Always fitted to the latest one it swings as widely as the data; with 1/k it hardly moves from the least squares of all.",
    draw: drawFan,
  },
  family: {
    caption:
      "The squared error in the end for all rates c / k^p, closed form and measured. Between the rules lie the powers that satisfy Robbins and Monro; " +
      "p = 1 is the best for c = 1, and bad for c = .2.",
    draw: drawFamily,
  },
  explore: {
    caption:
      "The reader sets the power and the constant of η = c / k^p, and the instances that come. Left the slope, right its expected error; the least squares so far for comparison.",
    draw: drawExplore,
  },
  orders: {
    caption:
      "A hundred instances, gone through in four orders. Sorted, the slope runs through the same cycle in every epoch. The squared distance to the solution grows as η² in an " +
      "order that stays, as η where instances are drawn with replacement.",
    draw: drawOrders,
  },
  clotted: {
    caption:
      "How many times as many instances batch descent needs as incremental updates, by the spread of the data, each at its best rate, geometric means with 95 % intervals. " +
      "T where all are the same, little where there are as many directions as instances.",
    draw: drawClotted,
  },
  minibatches: {
    caption:
      "The slides' minibatch pseudo-code as printed. Left: adding η ΔW climbs. Right: with Div(Y_t) in the loop over t′ the noise floor is that of a single instance.",
    draw: drawMinibatches,
  },
};

const colours: Readonly<Record<(typeof shownLearners)[number], string>> = {
  "the latest line": "#B2468A",
  "η = 0.1": "#8C564B",
  "1/√k": "#1B6E8C",
  "1/k": "#222222",
};
const closedForm = { as: "line", name: "closed form", colour: neutralColours.key, dash: "dot" } as const;

function drawMain(result: BatchAndIncremental): Figure {
  const { at, first } = result.schedules;
  const paths = shownLearners.map((name): LineMark => {
    const y = first.slopes[name] as readonly number[];
    return {
      as: "line",
      name,
      colour: colours[name],
      width: name === "the latest line" ? 1 : 2.5,
      x: y.map((_, index) => index + 1),
      y,
    };
  });
  const errors = shownLearners.map((name): LineMark => {
    return { as: "line", name, colour: colours[name], x: at, y: learned(result, name).errors };
  });
  const forms = shownLearners.map((name): LineMark => ({ ...closedForm, x: at, y: learned(result, name).expected }));
  return chart({
    title: "Only a rate that shrinks stops chasing the latest instance",
    x: { title: "instances k" },
    rows: [
      [
        { heading: "slope w, one stream", y: { range: [0, 2] }, marks: paths },
        {
          heading: "mean of (w − w*)²",
          x: { logarithmic: true },
          y: { logarithmic: true },
          marks: [...errors, ...forms],
        },
      ],
    ],
    numbers: errors.map((mark) => {
      const end = mark.y.at(-1) as { estimate: number; lower: number; upper: number };
      return `${mark.name}: mean of (w − w*)² in the end ${formatDigits(1e6 * end.estimate)} [${formatDigits(1e6 * end.lower)}, ${formatDigits(1e6 * end.upper)}] · 10⁻⁶`;
    }),
  });
}

function drawFan(result: BatchAndIncremental): Figure {
  const { first } = result.schedules;
  const [from, to] = [140, 150];
  const right = 1.6;
  const panels = (["the latest line", "1/k"] as const).map((name) => {
    const slopes = (first.slopes[name] as readonly number[]).slice(from, to);
    const points: PointsMark = {
      as: "points",
      name: "the ten instances",
      colour: "#1B6E8C",
      x: first.x.slice(from, to),
      y: first.d.slice(from, to),
    };
    const lines = slopes.map((w): LineMark => {
      return {
        as: "line",
        name: "the line after each",
        colour: "#B2468A",
        width: 1.5,
        x: [0, right],
        y: [0, right * w],
      };
    });
    return { heading: name === "1/k" ? "η = 1/k" : "always through the latest", slopes, marks: [...lines, points] };
  });
  return chart({
    title: `The line after each of instances ${from + 1} to ${to}`,
    x: { title: "x", range: [0, right] },
    y: { title: "d", range: [-0.5, 3] },
    rows: [panels.map(({ heading, marks }) => ({ heading, marks }))],
    numbers: panels.map(
      ({ heading, slopes }) =>
        `${heading}: slopes from ${formatDigits(Math.min(...slopes))} to ${formatDigits(Math.max(...slopes))}`,
    ),
  });
}

const constants = [
  {
    c: 1,
    colour: "#222222",
    measured: [
      ["η = 1", 0],
      ["1/√k", 0.5],
      ["1/k^¾", 0.75],
      ["1/k", 1],
      ["1/k²", 2],
    ],
  },
  { c: 0.5, colour: "#1B6E8C", measured: [["0.5/k", 1]] },
  { c: 0.2, colour: "#B2468A", measured: [["0.2/k", 1]] },
] as const;

function drawFamily(result: BatchAndIncremental): Figure {
  const { updates } = result.options;
  const powers = Array.from({ length: 41 }, (_, index) => index / 20);
  const lines = constants.map(({ c, colour }): LineMark => {
    const end = (p: number) => expectedErrors((k) => c / k ** p, updates, (START - SLOPE) ** 2).at(-1) as number;
    return { as: "line", name: `c = ${c}`, colour, x: powers, y: powers.map(end) };
  });
  const points = constants.map(({ c, colour, measured }): PointsMark => {
    const y = measured.map(([name]) => learned(result, name).errors.at(-1) as LineMark["y"][number]);
    return { as: "points", name: `c = ${c}`, colour, x: measured.map(([, p]) => p), y };
  });
  return chart({
    title: `After ${formatNumber(updates)} instances with η = c / k<sup>p</sup>`,
    x: { title: "p" },
    y: { title: "mean of (w − w*)²", logarithmic: true },
    rows: [
      [
        {
          marks: [
            ...lines,
            ...points,
            { as: "rule", x: 0.5, text: "Σ η² < ∞ →", side: "right" },
            { as: "rule", x: 1, text: "← Σ η = ∞", side: "left" },
          ],
        },
      ],
    ],
    numbers: lines.map(({ name, y }) => {
      const least = Math.min(...(y as readonly number[]));
      return `${name}: least ${formatDigits(least)} at p = ${powers[(y as readonly number[]).indexOf(least)]}`;
    }),
  });
}

function drawExplore(): Figure {
  const best = (NOISE ** 2 / moments.square) ** 0.5;
  return explorable({
    controls: {
      p: { as: "slider", label: "power p", from: 0, to: 1.5, value: 0.6 },
      c: { as: "slider", label: "constant c", from: 0.05, to: 1.2, value: 1, logarithmic: true },
      stream: { as: "choice", label: "instances", options: ["1", "2", "3", "4"], value: "1" },
    },
    compute: exploreSchedule,
    draw: ({ marks }) =>
      chart({
        title: "Turn the rate: η = c / k<sup>p</sup>",
        x: { title: "instances k", logarithmic: true },
        rows: [
          [
            {
              heading: "slope w, 1 is right",
              y: { range: [0, 2] },
              marks: [
                {
                  as: "line",
                  name: "least squares so far",
                  colour: neutralColours.key,
                  x: [],
                  y: [],
                  ...marks["least squares so far"],
                },
                { as: "line", name: "SGD", optimizer: "SGD", width: 2, x: [], y: [], ...marks.SGD },
              ],
            },
            {
              heading: "root of the mean of (w − w*)²",
              y: { logarithmic: true, range: [0.005, 3] },
              marks: [
                {
                  as: "line",
                  name: "least squares, expected",
                  colour: "#222222",
                  dash: "dot",
                  x: [1, EXPLORED_UPDATES],
                  y: [best, best / Math.sqrt(EXPLORED_UPDATES)],
                },
                { as: "line", name: "SGD, expected", optimizer: "SGD", x: [], y: [], ...marks["SGD, expected"] },
              ],
            },
          ],
        ],
        numbers: [],
      }),
  });
}

const orderColours: Readonly<Record<OrderName, string>> = {
  sorted: "#B2468A",
  "one random order": "#8C564B",
  shuffled: "#1B6E8C",
  "drawn with replacement": "#222222",
};

function drawOrders(result: BatchAndIncremental): Figure {
  const { paths, square, gradientSquare, solution } = result.orders;
  const path = (order: OrderName): LineMark => {
    const found = paths.find((one) => one.order === order);
    const y = found?.slopes ?? [];
    return { as: "line", name: order, colour: orderColours[order], width: 2, x: y.map((_, at) => (at + 1) / T), y };
  };
  const errors = (where: "within" | "atEnds") =>
    orderNames.map((order): LineMark => {
      const y = orderRates.map((rate) => presentedIn(result, order, rate)[where]);
      return { as: "line", name: order, colour: orderColours[order], dots: true, x: orderRates, y };
    });
  const form = (of: (rate: number) => number): LineMark => {
    const x = orderRates.filter((rate) => rate <= 0.02);
    return { ...closedForm, name: "closed form, small η", x, y: x.map(of) };
  };
  const shared = { title: "learning rate η", logarithmic: true };
  const [within, atEnds] = [errors("within"), errors("atEnds")];
  return chart({
    title: `${T} instances in four orders, η constant`,
    rows: [
      [
        {
          heading: `w, η = ${paths[0]?.rate}`,
          x: { title: "epoch, the last three" },
          y: { range: [0.7, 1.7] },
          marks: [path("sorted"), path("shuffled"), path("drawn with replacement")],
        },
        {
          heading: "(w − ŵ)², all updates",
          x: shared,
          y: { logarithmic: true, range: [3e-8, 10] },
          marks: [
            ...within,
            form((rate) => (rate ** 2 * T * gradientSquare) / 12),
            form((rate) => (rate ** 2 * T * gradientSquare) / 6),
            form((rate) => (rate * gradientSquare) / (2 * square)),
          ],
        },
        {
          heading: "(w − ŵ)², ends of epochs",
          x: shared,
          marks: [
            ...atEnds,
            form((rate) => (rate ** 2 * T * gradientSquare) / 12),
            form((rate) => (rate ** 3 * T ** 2 * square * gradientSquare) / 24),
            form((rate) => (rate * gradientSquare) / (2 * square)),
          ],
        },
      ],
    ],
    numbers: [
      `ŵ = ${formatDigits(solution)}`,
      ...within.map((mark, index) => {
        const ends = atEnds[index] as LineMark;
        const said = ({ y }: LineMark, at: number) => formatDigits((y[at] as { estimate: number }).estimate);
        return `${mark.name}: ${said(mark, 3)} within epochs at η = .01, ${said(ends, 3)} at their ends`;
      }),
    ],
  });
}

const dimensionColours = ["#1B6E8C", "#8C564B", "#B2468A"];

function drawClotted({ clotted }: BatchAndIncremental): Figure {
  const marks = dimensions.map((dimension, index): LineMark => {
    const records = clotted.records.filter((record) => record.dimension === dimension);
    return {
      as: "line",
      name: `${dimension} weights`,
      colour: dimensionColours[index] as string,
      dots: true,
      x: records.map(({ spread }) => spread),
      y: records.map(({ benefit }) => benefit),
    };
  });
  const expected = dimensions.map((dimension, index): LineMark => {
    const records = clotted.records.filter((record) => record.dimension === dimension);
    return {
      as: "line",
      colour: dimensionColours[index] as string,
      dash: "dot",
      width: 2,
      x: records.map(({ spread }) => spread),
      y: records.map(({ expected }) => expected),
    };
  });
  return chart({
    title: `What incremental updates save, T = ${SIZE} instances`,
    x: { title: "spread of the data: 0, all the same; 1, nothing in common" },
    y: { title: "instances, batch / incremental", logarithmic: true, range: [1, 150] },
    rows: [[{ marks: [...expected, ...marks] }]],
    keys: [{ name: "T λ₁ / Σ λ", dash: "dot" }],
    numbers: marks.map((mark) => endsInWords(mark.name as string, mark, 1)),
  });
}

function drawMinibatches({ minibatches }: BatchAndIncremental): Figure {
  const signs = minibatches.signs.map(({ sign, errors, expected }) => {
    const x = errors.map((_, at) => at + 1);
    const name = sign === "as printed" ? "W + η ΔW, as printed" : "W − η ΔW";
    const colour = sign === "as printed" ? "#B2468A" : "#1B6E8C";
    return {
      measured: { as: "line", name, colour, x, y: errors } satisfies LineMark,
      expected: { ...closedForm, x, y: expected },
    };
  });
  const floors = (["index as printed", "mended"] as const).map((reading) => {
    const found = minibatches.floors.filter((floor) => floor.reading === reading);
    const x = found.map(({ batch }) => batch);
    const [name, colour] =
      reading === "mended" ? ["Div(Y_t′), W − η ΔW", "#1B6E8C"] : ["Div(Y_t), as printed", "#8C564B"];
    return {
      measured: {
        as: "points",
        name: name as string,
        colour: colour as string,
        x,
        y: found.map(({ measured }) => measured),
      } satisfies PointsMark,
      expected: { ...closedForm, x, y: found.map(({ expected }) => expected) },
    };
  });
  return chart({
    title: `The minibatch pseudo-code, η = ${BATCH_RATE}`,
    rows: [
      [
        {
          heading: `(w − w*)², b = ${SIGN_BATCH}`,
          x: { title: "update" },
          y: { logarithmic: true },
          marks: signs.flatMap(({ measured, expected }) => [measured, expected]),
        },
        {
          heading: "noise floor of (w − w*)²",
          x: { title: "size of the minibatch b", logarithmic: true },
          y: { logarithmic: true },
          marks: floors.flatMap(({ measured, expected }) => [expected, measured]),
        },
      ],
    ],
    numbers: [
      ...signs.map(({ measured }) => endsInWords(measured.name, measured, 4)),
      ...floors.map(({ measured }) => valuesInWords(measured.name, measured, 5)),
    ],
  });
}

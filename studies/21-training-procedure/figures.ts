import {
  chart,
  explorable,
  type Figure,
  formatInterval,
  formatNumber,
  heatmap,
  type LineMark,
  type PointsMark,
  valuesInWords,
} from "momenta/figures";
import { type Interval, meanInterval } from "momenta/statistics";
import { last } from "../core/index.js";
import { polynomialCourse } from "./explore.js";
import { depthsTried } from "./measure/depths.js";
import { LAYERS } from "./measure/signals.js";
import { type ActivationName, activationNames, growthOfRelu, type StartName, startNames } from "./measure/starts.js";
import { type RemedyName, type SymptomName, symptomNames } from "./measure/symptoms.js";
import { type Losses, MOST, type Setting } from "./measure/trainTogether.js";
import { depthOf, exponentials, factorOf, symptomOf, type TrainingProcedureResult, treatedBy } from "./result.js";

const [ILL, TREATED] = ["#B2468A", "#1B6E8C"];
const startColours: Readonly<Record<StartName, string>> = {
  Xavier: "#0072B2",
  He: "#D55E00",
  "small, σ = .01": "#009E73",
  "large, σ = .5": "#8C564B",
  "constant, 1 / fan-in": "#7A7A00",
};

export const figures = {
  main: {
    caption:
      "Training loss (solid) and test loss (dashed) of eight networks that something is wrong with, and after the remedy; means of the seeds with 95 % intervals. " +
      "The square is the loss of digits that are in no part.",
    draw: drawMain,
  },
  matrix: {
    caption:
      "Every remedy for every symptom: with what it multiplies the loss that the symptom is about. Light is a remedy that helps. Of the doses of a remedy the one " +
      "with the least validation loss is taken; an empty cell has none.",
    draw: drawMatrix,
  },
  doses: {
    caption:
      "Overfitting, by the strength of the penalty and by the number of hidden units. A penalty has a best strength. With fewer units the test loss rises where digits are few, and hardly changes where labels are wrong.",
    draw: drawDoses,
  },
  border: {
    caption:
      "Full-batch gradient descent around 2 / λmax of the initial weights. Left: one seed. Right: the highest training loss of the first ten updates and the last one, " +
      "over the first, by the learning rate.",
    draw: drawBorder,
  },
  signals: {
    caption:
      "The mean square of the sums z of each layer, and of the loss's gradients by them, before training. Dotted: the closed form for ReLU, a factor of ½ n σ² a layer.",
    draw: drawSignals,
  },
  depths: {
    caption:
      "The training loss by depth, each start with its best learning rate; geometric means. Xavier's start is right for tanh, He's for ReLU; of a constant nothing comes. The large start with ReLU is lost from eight layers on.",
    draw: drawDepths,
  },
  polynomial: {
    caption: "A polynomial fitted to points of sin 3x by gradient descent: choose what is wrong, and find the remedy.",
    draw: drawPolynomial,
  },
};

const shown: readonly { name: SymptomName; heading: string; remedy: RemedyName }[] = [
  { name: "explodes", heading: "rate 30, lowered", remedy: "lower rate" },
  { name: "slow", heading: "rate .003, raised", remedy: "higher rate" },
  { name: "overfits: few digits", heading: "100 digits, penalty", remedy: "more penalty" },
  { name: "overfits: wrong labels", heading: "wrong labels, penalty", remedy: "more penalty" },
  { name: "underfits: penalty", heading: "penalty, lowered", remedy: "less penalty" },
  { name: "underfits: two units", heading: "two units, more", remedy: "more units" },
  { name: "other test digits", heading: "test rotated, mended", remedy: "mend the data" },
  { name: "easy test digits", heading: "test easy, mended", remedy: "mend the data" },
];

function drawMain(result: TrainingProcedureResult): Figure {
  const records = result.treatments.at.map((_, record) => record).filter((record) => record % 2 === 0);
  const at = records.map((record) => result.treatments.at[record] as number);
  const course = (losses: readonly Losses[], part: "training" | "test") =>
    records.map((record) => exponentials(meanInterval(losses.map((one) => Math.log(one[part][record] as number)))));
  const lines = (name: string, colour: string, losses: readonly Losses[]): LineMark[] =>
    (["training", "test"] as const).map((part) => ({
      as: "line",
      name,
      colour,
      width: 2.5,
      dash: part === "test" ? "dash" : "solid",
      x: at,
      y: course(losses, part),
    }));
  const unseen = (colour: string, losses: readonly Losses[]): PointsMark => ({
    as: "points",
    name: "digits in no part",
    colour,
    symbol: "square",
    size: 9,
    x: [last(at)],
    y: [meanInterval(losses.map((one) => one.unseen))],
  });
  const panels = shown.map(({ name, heading, remedy }) => {
    const [before, after] = [symptomOf(result, name).before, treatedBy(result, name, remedy)?.losses ?? []];
    return {
      heading,
      marks: [
        ...lines("before", ILL as string, before),
        ...lines("after the remedy", TREATED as string, after),
        ...(name === "easy test digits" ? [unseen(ILL as string, before)] : []),
      ],
    };
  });
  return chart({
    title: "What two losses show, and what the remedy makes of them",
    x: {
      title: "update",
      range: [0, 1.05 * last(at)],
      ticks: [0, last(at) / 2, last(at)].map((update) => ({ at: update, text: String(update) })),
    },
    y: { title: "loss, nats", logarithmic: true, range: [0.01, 10] },
    rows: [panels.slice(0, 4), panels.slice(4)],
    keys: [{ name: "test loss", dash: "dash" }],
    numbers: shown.map(({ name, heading, remedy }) => {
      const ends = (losses: readonly Losses[]) =>
        (["training", "test"] as const)
          .map((part) => `${part} ${formatInterval(meanInterval(losses.map((one) => last(one[part]))))}`)
          .join(", ");
      return `${heading}: before ${ends(symptomOf(result, name).before)}; after ${ends(treatedBy(result, name, remedy)?.losses ?? [])}`;
    }),
  });
}

const columns: Readonly<Record<SymptomName, string>> = {
  explodes: "explodes",
  slow: "slow",
  "overfits: few digits": "overfits:<br>few digits",
  "overfits: wrong labels": "overfits:<br>wrong labels",
  "underfits: penalty": "underfits:<br>penalty",
  "underfits: two units": "underfits:<br>two units",
  "other test digits": "other<br>test digits",
  "easy test digits": "easy<br>test digits",
};
/** From the bottom up. */
const rows: readonly RemedyName[] = [
  "mend the data",
  "more units",
  "less penalty",
  "more digits",
  "fewer units",
  "more penalty",
  "higher rate",
  "lower rate",
];

function drawMatrix(result: TrainingProcedureResult): Figure {
  const cell = (remedy: RemedyName, name: SymptomName) => factorOf(result, name, remedy);
  return heatmap(
    [
      {
        title: "",
        values: rows.map((remedy) => symptomNames.map((name) => cell(remedy, name)?.estimate ?? Number.NaN)),
        hover: rows.map((remedy) =>
          symptomNames.map((name) => {
            const factor = cell(remedy, name);
            return `${name}, ${remedy}: ${factor === undefined ? "nothing to change" : formatInterval(factor, 3)}`;
          }),
        ),
      },
    ],
    {
      title: "Every remedy for every symptom",
      value: "loss after it / loss before",
      columns: symptomNames.map((name) => columns[name]),
      columnTitle: "symptom",
      rows: [...rows],
      rowTitle: "",
      logarithmic: true,
      decimals: 2,
    },
  );
}

/** Where no penalty stands on a logarithmic axis. */
const NONE = 2e-4;

function drawDoses(result: TrainingProcedureResult): Figure {
  const axes = {
    penalty: {
      option: "weightDecay",
      remedies: ["less penalty", "more penalty"],
      x: {
        title: "penalty λ",
        logarithmic: true,
        range: [NONE / 1.6, 1.6],
        ticks: [{ at: NONE, text: "0" }, ...[0.001, 0.01, 0.1, 1].map((at) => ({ at, text: formatNumber(at) }))],
      },
    },
    units: {
      option: "width",
      remedies: ["fewer units", "more units"],
      x: {
        title: "hidden units",
        logarithmic: true,
        range: [1.6, 250],
        ticks: [2, 5, 10, 20, 50, 200].map((at) => ({ at, text: String(at) })),
      },
    },
  } as const;
  const panels = (["overfits: few digits", "overfits: wrong labels"] as const).flatMap((name) =>
    (["penalty", "units"] as const).map((axis) => {
      const { option, remedies, x } = axes[axis];
      const { setting, before, after } = symptomOf(result, name);
      const over = (value: (one: Losses) => number) => meanInterval(before.map(value));
      const doses = [
        { setting, training: over(({ training }) => last(training)), test: over(({ test }) => last(test)) },
        ...remedies.flatMap((remedy) => after[remedy]?.doses ?? []),
      ].sort((a, b) => a.setting[option] - b.setting[option]);
      const place = (one: Setting) => Math.max(one[option], option === "weightDecay" ? NONE : 0);
      const marks = (["test", "training"] as const).map(
        (part): LineMark => ({
          as: "line",
          name: `${part} loss`,
          colour: part === "test" ? (ILL as string) : (TREATED as string),
          dots: true,
          dash: part === "test" ? "dash" : "solid",
          x: doses.map((dose) => place(dose.setting)),
          y: doses.map((dose) => dose[part]),
        }),
      );
      return {
        heading: `${name.split(": ")[1]}, by ${axis}`,
        x,
        ...(axis === "penalty" ? { y: { range: [name === "overfits: few digits" ? 0.01 : 0.5, 4] as const } } : {}),
        marks,
      };
    }),
  );
  return chart({
    title: "Overfitting: a penalty has a best strength, and fewer units do not help",
    y: { title: "loss, nats", logarithmic: true },
    rows: [panels.slice(0, 2), panels.slice(2)],
    numbers: panels.flatMap(({ heading, marks }) =>
      marks.map((mark) => valuesInWords(`${heading}, ${mark.name}`, mark, 2)),
    ),
  });
}

/** Whether there is room for an update in a figure: all at the start, then every second. */
const isShown = (update: number) => update < 20 || update % 2 === 0;

function drawBorder({ border }: TrainingProcedureResult): Figure {
  const { multiples, courses } = border;
  const strengths = [0.35, 0.6, 0.8, 1];
  const lines = courses.map(
    ({ multiple, losses }, at): LineMark => ({
      as: "line",
      name: `${formatNumber(multiple)} · 2/λmax`,
      colour: ["#E69F00", "#1B6E8C", "#B2468A", "#222222"][at] as string,
      width: 2 + (strengths[at] as number),
      x: losses.map((_, update) => update).filter(isShown),
      y: losses.filter((_, update) => isShown(update)),
    }),
  );
  const over = (name: string, values: readonly Interval[], colour: string): LineMark => ({
    as: "line",
    name,
    colour,
    dots: true,
    x: multiples,
    y: values.map(exponentials),
  });
  const rises = over("highest of ten updates", border.highest, "#8C564B");
  const ends = over("last", border.last, "#4D4D4D");
  return chart({
    title: "Where descent begins to oscillate: 2 / λmax of the initial weights",
    y: { logarithmic: true },
    rows: [
      [
        { heading: "training loss, one seed", x: { title: "update" }, y: { range: [0.01, 1e6] }, marks: lines },
        {
          heading: "training loss / first one",
          x: { title: "learning rate, units of 2 / λmax", logarithmic: true },
          y: { range: [0.003, 1e6] },
          marks: [rises, ends, { as: "rule", x: 1 }],
        },
      ],
    ],
    numbers: [
      `λmax ${formatInterval(border.largestEigenvalue)}`,
      valuesInWords("highest of ten updates", rises, 2),
      valuesInWords("last", ends, 2),
    ],
  });
}

function drawSignals({ signals }: TrainingProcedureResult): Figure {
  const layers = [1, ...Array.from({ length: LAYERS / 2 }, (_, at) => 2 * (at + 1))];
  const lines = (activation: ActivationName, way: "forward" | "backward"): LineMark[] =>
    signals
      .filter((one) => one.activation === activation)
      .flatMap((one) => {
        const measured: LineMark = {
          as: "line",
          name: one.start,
          colour: startColours[one.start],
          x: layers,
          y: layers.map((layer) => exponentials(one[way][layer - 1] as Interval)),
        };
        const growth = activation === "relu" ? growthOfRelu(one.start) : undefined;
        if (growth === undefined) return [measured];
        const from = Math.exp((way === "forward" ? one.forward[0] : last(one.backward))?.estimate as number);
        const steps = (layer: number) => (way === "forward" ? layer - 1 : LAYERS - layer);
        const closed: LineMark = {
          as: "line",
          colour: "#222222",
          dash: "dot",
          width: 2,
          x: layers,
          y: layers.map((layer) => from * growth ** steps(layer)),
        };
        return [measured, closed];
      });
  const panels = activationNames.map((activation) => [
    {
      heading: `${inCapitals(activation)}: sums z, forward`,
      y: { title: "mean square" },
      marks: lines(activation, "forward"),
    },
    { heading: `${inCapitals(activation)}: gradients, backward, last layer 1`, marks: lines(activation, "backward") },
  ]);
  return chart({
    title: "What twenty layers do to signals and gradients before training",
    x: { title: "layer", range: [1, LAYERS] },
    y: {
      logarithmic: true,
      range: [1e-12, 1e12],
      ticks: [-12, -8, -4, 0, 4, 8, 12].map((power) => ({
        at: 10 ** power,
        text: power === 0 ? "1" : `10<sup>${formatNumber(power)}</sup>`,
      })),
    },
    rows: panels,
    keys: [{ name: "ReLU, closed form", dash: "dot" }],
    numbers: signals.map(
      ({ activation, start, forward, backward }) =>
        `${inCapitals(activation)}, ${start}: ln mean square of z ${formatInterval(forward[0] as Interval, 1)} to ${formatInterval(last(forward), 1)}; ` +
        `of gradients in the first layer ${formatInterval(backward[0] as Interval, 1)}`,
    ),
  });
}

const inCapitals = (activation: ActivationName) => (activation === "relu" ? "ReLU" : activation);

function drawDepths(result: TrainingProcedureResult): Figure {
  const lines = (activation: ActivationName) =>
    startNames.map((start): LineMark => {
      const losses = (layers: number) => depthOf(result, activation, layers, start).losses;
      const trained = depthsTried.filter((layers) => losses(layers).every((loss) => loss < MOST));
      return {
        as: "line",
        name: start,
        colour: startColours[start],
        dots: true,
        x: trained,
        y: trained.map((layers) => exponentials(meanInterval(losses(layers).map(Math.log)))),
      };
    });
  const panels = activationNames.map((activation) => ({ heading: inCapitals(activation), marks: lines(activation) }));
  return chart({
    title: "The training loss by depth, each start with its best learning rate",
    x: {
      title: "hidden layers",
      logarithmic: true,
      range: [0.9, 23],
      ticks: depthsTried.map((at) => ({ at, text: String(at) })),
    },
    y: { title: `training loss after ${result.options.depthUpdates} updates`, logarithmic: true, range: [0.002, 4] },
    rows: [panels],
    numbers: panels.flatMap(({ heading, marks }) =>
      marks.map((mark) => valuesInWords(`${heading}, ${mark.name}`, mark, 3)),
    ),
  });
}

function drawPolynomial(_: TrainingProcedureResult): Figure {
  const x = Array.from({ length: 121 }, (_, at) => -1 + at / 60);
  return explorable({
    controls: {
      rate: { as: "slider", label: "rate, units of 2/λmax", from: 0.001, to: 1.05, value: 0.9, logarithmic: true },
      penalty: { as: "slider", label: "penalty λ", from: 1e-5, to: 1, value: 1e-5, logarithmic: true },
      degree: { as: "slider", label: "degree", from: 0, to: 20, value: 14 },
      points: { as: "slider", label: "training points", from: 5, to: 200, value: 15, logarithmic: true },
      testPoints: {
        as: "choice",
        label: "test points",
        options: ["as training points", "from further right", "without noise, in the middle"],
        value: "as training points",
      },
      seed: { as: "choice", label: "seed", options: ["1", "2", "3", "4"], value: "2" },
    },
    uses: { polynomialCourse },
    compute: ({ rate, penalty, degree, points, testPoints, seed }, { polynomialCourse }) => {
      const whole = { degree: Math.round(degree), points: Math.round(points) };
      const found = polynomialCourse({ rate, penalty, testPoints, ...whole, seed: Number(seed) });
      const [training, test] = [found.training, found.test].map((losses) => losses[losses.length - 1] as number);
      const inWords = (loss: number | undefined) =>
        loss !== undefined && loss < 1e4 ? loss.toPrecision(2) : "over 10,000";
      const drawn = (losses: readonly number[]) => losses.map((loss) => (loss < 1e4 ? loss : Number.NaN));
      return {
        marks: {
          polynomial: found.fit,
          "training points": found.trainingPoints,
          "test points": found.testPoints,
          "training loss": { x: found.updates, y: drawn(found.training) },
          "test loss": { x: found.updates, y: drawn(found.test) },
        },
        words: `Degree ${whole.degree}, ${whole.points} points: training loss ${inWords(training)}, test loss ${inWords(test)}; 2/λmax is ${found.border.toPrecision(2)}.`,
      };
    },
    draw: ({ marks }) =>
      chart({
        title: "A polynomial, and its two losses",
        rows: [
          [
            {
              heading: "points and polynomial",
              x: { title: "x", range: [-1, 1] },
              y: { range: [-2, 2] },
              marks: [
                {
                  as: "line",
                  name: "sin 3x",
                  colour: "#222222",
                  strength: 0.4,
                  width: 6,
                  x,
                  y: x.map((at) => Math.sin(3 * at)),
                },
                {
                  as: "points",
                  name: "test points",
                  colour: ILL as string,
                  size: 6,
                  ...empty,
                  ...marks["test points"],
                },
                {
                  as: "points",
                  name: "training points",
                  colour: TREATED as string,
                  size: 9,
                  ...empty,
                  ...marks["training points"],
                },
                { as: "line", name: "polynomial", colour: "#8C564B", ...empty, ...marks.polynomial },
              ],
            },
            {
              heading: "mean squared error",
              x: { title: "update", logarithmic: true, range: [1, 3000] },
              y: { logarithmic: true, range: [0.001, 100] },
              marks: [
                { as: "line", name: "training loss", colour: TREATED as string, ...empty, ...marks["training loss"] },
                { as: "line", name: "test loss", colour: ILL as string, dash: "dash", ...empty, ...marks["test loss"] },
              ],
            },
          ],
        ],
        numbers: [],
      }),
  });
}

const empty = { x: [], y: [] };

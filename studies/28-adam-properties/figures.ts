import { chart, endsInWords, type Figure, type Key, type LineMark, valuesInWords } from "momenta/figures";
import { exactly } from "../core/index.js";
import { HALVED_AFTER } from "./measure/bias.js";
import { SPARSE } from "./measure/bound.js";
import { RHO } from "./measure/firstSteps.js";
import type { AdamProperties } from "./result.js";

export const figures = {
  main: {
    caption:
      "The longest steps of Adam in units of the learning rate: of the gradients that make it longest, of one gradient after " +
      "zeros, and of random sequences. The bound of the source is 1, the true one 7.3.",
    draw: drawBound,
  },
  bias: {
    caption:
      "Adam's moments over what they estimate, means and 95 % intervals over random sequences. Bias correction makes them " +
      "right where gradients are stationary, and not where their mean has changed.",
    draw: drawBias,
  },
  scale: {
    caption:
      "How far the path of Adam changes where the function is multiplied by c. With ε beside the root it stays the same over " +
      "many powers of ten, with ε inside only while gradients are far above 10⁻⁴.",
    draw: drawScale,
  },
  noise: {
    caption:
      "Adam's step against the noise-to-signal ratio of the gradients. Its mean falls as one over the ratio, its length only " +
      "to .23 of the learning rate.",
    draw: drawNoise,
  },
  "first-steps": {
    caption:
      "Steps on a constant gradient in units of the learning rate, measured and in closed form. AdaGrad's vanish as 1/√t, " +
      "RMSProp's begin ten times too long, and Adam's without bias correction three to seven times.",
    draw: drawFirstSteps,
  },
};

interface LinesPanel {
  readonly heading?: string;
  readonly marks: readonly LineMark[];
}

/** The lines of all panels in words, each with the heading of its panel and what its dash means. */
function inWords(
  panels: readonly LinesPanel[],
  keys: readonly Key[],
  { words = valuesInWords, decimals = 3 } = {},
): string[] {
  return panels.flatMap(({ heading, marks }) =>
    marks.map((mark) => {
      const meaning = keys.find(({ dash }) => dash === (mark.dash ?? "solid"))?.name;
      const name = [mark.name ?? mark.optimizer, heading, meaning].filter((part) => part !== undefined).join(", ");
      return words(name, mark, decimals);
    }),
  );
}

const closedForm = { as: "line", name: "closed form" } as const;
const adam = { as: "line", optimizer: "Adam", dots: true } as const;

/** Both moments as a share of what they estimate, with and without bias correction. */
function drawBias({ bias: { at: x, processes } }: AdamProperties): Figure {
  const headings = { stationary: "stationary gradients", halved: `mean halved after update ${HALVED_AFTER}` };
  const moments = [
    { moment: "first", optimizer: "Adam", name: "m / E[g]" },
    { moment: "second", optimizer: "RMSProp", name: "v / E[g²]" },
  ] as const;
  const keys: Key[] = [
    { name: "bias-corrected", dash: "solid" },
    { name: "not corrected", dash: "dash" },
  ];
  const panels = processes.map((process) => ({
    heading: headings[process.name],
    marks: moments.flatMap(({ moment, ...line }): LineMark[] => {
      const ratios = process[moment];
      return [
        { ...closedForm, x, y: ratios.map(({ expected }) => exactly(expected.corrected)) },
        { as: "line", ...line, x, y: ratios.map(({ corrected }) => corrected) },
        { as: "line", ...line, dash: "dash", x, y: ratios.map(({ raw }) => raw) },
      ];
    }),
  }));
  return chart({
    title: "Property I: the moments over what they estimate",
    x: { title: "update t", logarithmic: true },
    y: { title: "mean / expectation" },
    rows: [panels],
    keys,
    numbers: inWords(panels, keys, { words: endsInWords }),
  });
}

/** How far the path leaves that of the unscaled function. */
function drawScale({ scale: { powers, deviation, length } }: AdamProperties): Figure {
  const scaled = powers.filter((power) => power !== 0);
  const share = (form: "beside" | "inside") =>
    scaled.map((power) => (deviation[form][powers.indexOf(power)] as number) / length[form]);
  const keys: Key[] = [
    { name: "√v̂ + ε", dash: "solid" },
    { name: "√(v̂ + ε), as the algorithm is printed", dash: "dash" },
  ];
  const marks: LineMark[] = [
    { ...adam, x: scaled, y: share("beside").map((value) => exactly(Math.max(value, 1e-7))) },
    { ...adam, dash: "dash", x: scaled, y: share("inside").map((value) => exactly(Math.max(value, 1e-7))) },
  ];
  return chart({
    title: "Property II: how far the path on c · f leaves the one on f",
    x: { title: "log₁₀ c" },
    y: { title: "largest distance / length of the path", logarithmic: true },
    rows: [[{ marks }]],
    keys,
    numbers: inWords([{ marks }], keys, { decimals: 6 }),
  });
}

/** The longest steps, of sequences made for them and of random ones. */
function drawBound({ bound: { at }, options }: AdamProperties): Figure {
  const values = (name: keyof (typeof at)[number]) => ({
    x: at.map(({ t }) => t),
    y: at.map((step) => exactly(step[name])),
  });
  const keys: Key[] = [{ name: `sparse: one after zeros; ${100 * SPARSE} % not 0`, dash: "dash" }];
  const panels: LinesPanel[] = [
    {
      heading: "worst gradients",
      marks: [
        { ...closedForm, ...values("largest") },
        { ...closedForm, ...values("lastAloneExpected") },
        { ...adam, ...values("worst") },
        { ...adam, dash: "dash", ...values("lastAlone") },
      ],
    },
    {
      heading: `random, longest of ${options.sequences}`,
      marks: [
        { ...adam, ...values("normal") },
        { ...adam, dash: "dash", ...values("sparse") },
      ],
    },
  ];
  return chart({
    title: "Property III: the step is not bounded by γ",
    x: { title: "update t", logarithmic: true },
    y: { title: "|Δθ| / γ" },
    rows: [panels],
    keys,
    numbers: inWords(panels, keys),
  });
}

/** The step at each noise-to-signal ratio. */
function drawNoise({ noise }: AdamProperties): Figure {
  const x = noise.map(({ ratio }) => ratio);
  const keys: Key[] = [
    { name: "root mean square", dash: "solid" },
    { name: "mean along the signal", dash: "dash" },
  ];
  const marks: LineMark[] = [
    { ...closedForm, x, y: noise.map(({ expected }) => exactly(expected.rootMeanSquare)) },
    { ...closedForm, x, y: noise.map(({ expected }) => exactly(expected.mean)) },
    { ...adam, x, y: noise.map(({ rootMeanSquare }) => rootMeanSquare) },
    { ...adam, dash: "dash", x, y: noise.map(({ mean }) => mean) },
  ];
  return chart({
    title: "Property IV: the step against the noise-to-signal ratio",
    x: { title: "noise-to-signal ratio σ / |μ|", logarithmic: true },
    y: { title: "Δθ / γ" },
    rows: [[{ marks }]],
    keys,
    numbers: inWords([{ marks }], keys),
  });
}

/** The steps of AdaGrad, RMSProp and Adam on a constant gradient. */
function drawFirstSteps({ firstSteps: { at: x, methods } }: AdamProperties): Figure {
  const keys: Key[] = [{ name: "Adam without bias correction", dash: "dash" }];
  const marks = [
    ...methods.map(({ expected }): LineMark => ({ ...closedForm, x, y: expected.map(exactly) })),
    ...methods.map(
      ({ optimizer, uncorrected, steps }): LineMark => ({
        as: "line",
        optimizer,
        ...(uncorrected ? { dash: "dash" } : {}),
        dots: true,
        x,
        y: steps.map(exactly),
      }),
    ),
  ];
  return chart({
    title: `Steps on a constant gradient, RMSProp with ρ = ${RHO}`,
    x: { title: "update t", logarithmic: true },
    y: { title: "|Δθ| / γ", logarithmic: true },
    rows: [[{ marks }]],
    keys,
    numbers: inWords([{ marks }], keys),
  });
}

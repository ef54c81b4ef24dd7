import { type ContourLine, chart, contours, endsInWords, type Figure, type LineMark } from "momenta/figures";
import { exactly } from "../core/index.js";
import { onPaper, playedBy } from "./claims.js";
import { methods } from "./measure/methods.js";
import type { AmsgradArm, AmsgradRate } from "./measure/sequence.js";
import type { Amsgrad } from "./result.js";

export const figures = {
  main: {
    caption:
      "Adam and AMSGrad where every third gradient is large and positive and the others are −1. With the decay rates of the " +
      "proof Adam goes to +1, the worst point; with the usual ones both go to −1, the best.",
    draw: drawPaths,
  },
  regret: {
    caption:
      "The mean regret of the same runs, with a constant learning rate and with one that falls as 1/√t. It vanishes for " +
      "AMSGrad where the rate falls, and stays at the closed form where it is constant.",
    draw: drawRegret,
  },
  map: {
    caption:
      "Where they end, by the decay rate of the second moment and the large gradient C; the line is where the drift in the " +
      "closed form is zero. Adam fails left of the line, or above it where C is as rare as it is large.",
    draw: drawMap,
  },
  paper: {
    caption:
      "The problem of the paper, online and stochastic, with means and 95 % intervals over seeds. Adam goes to +1, AMSGrad to " +
      "−1, slowly where gradients are random.",
    draw: drawPaper,
  },
};

const inThousands = (updates: readonly number[]) => updates.map((update) => update / 1000);

interface PlayedPanel {
  readonly heading: string;
  readonly marks: readonly LineMark[];
}

/** The lines of both methods, panel by panel, in words. */
function inWords(panels: readonly PlayedPanel[], decimals: number): string[] {
  return panels.flatMap(({ heading, marks }) =>
    marks.map((mark) => endsInWords(`${mark.optimizer ?? mark.name}, ${heading}`, mark, decimals)),
  );
}

/** x_t on the source's sequence, with the decay rates of the paper's proof and with the usual ones. */
function drawPaths(result: Amsgrad): Figure {
  const { slope, rate } = result.options;
  const shown = [
    { arm: "paper", heading: "β₁ = 0, β₂ = 1/(1 + C²)" },
    { arm: "usual", heading: "β₁ = .9, β₂ = .999: both alike" },
  ] as const satisfies readonly { arm: AmsgradArm; heading: string }[];
  const panels = shown.map(({ arm, heading }) => ({
    heading,
    marks: methods.map((method): LineMark => {
      const { path } = playedBy(result, method, arm);
      return { as: "line", optimizer: method, x: path.map((_, cycle) => 3 * (cycle + 1)), y: path.map(exactly) };
    }),
  }));
  return chart({
    title: `Slopes ${slope}, −1, −1 on [−1, 1], γ = ${rate}: the best point is −1`,
    x: { title: "update t" },
    y: { title: "x<sub>t</sub>" },
    rows: [panels],
    numbers: inWords(panels, 3),
  });
}

/** R_T / T on the source's sequence with the decay rates of the paper's proof, γ constant and γ / √t. */
function drawRegret(result: Amsgrad): Figure {
  const { at, options, predictedRegret } = result;
  const [first, last] = [at[0] as number, at.at(-1) as number];
  const amsgrad = playedBy(result, "AMSGrad", "paper").regret.shrinking;
  const root = (T: number) => (amsgrad.at(-1) as number) * Math.sqrt(last / T);
  const panel = (rate: AmsgradRate, heading: string, closedForm: (T: number) => number) => ({
    heading,
    played: methods.map((method): LineMark => {
      const regret = playedBy(result, method, "paper").regret[rate];
      return { as: "line", optimizer: method, x: inThousands(at), y: regret.map(exactly) };
    }),
    closedForm: {
      as: "line",
      name: "closed form, order 1/√T",
      x: inThousands([first, last]),
      y: [first, last].map((T) => exactly(closedForm(T))),
    } satisfies LineMark,
  });
  const panels = [
    panel("constant", `γ = ${options.rate}`, () => predictedRegret),
    panel("shrinking", `γ = ${options.shrinkingRate}/√t`, root),
  ];
  return chart({
    title: "Mean regret on the source's sequence, β₁ = 0, β₂ = 1/(1 + C²)",
    x: { title: "updates T, thousands", logarithmic: true },
    y: { title: "R<sub>T</sub> / T", logarithmic: true },
    rows: [panels.map(({ heading, played, closedForm }) => ({ heading, marks: [...played, closedForm] }))],
    numbers: [
      ...inWords(
        panels.map(({ heading, played }) => ({ heading, marks: played })),
        4,
      ),
      ...inWords(
        panels.map(({ heading, closedForm }) => ({ heading, marks: [closedForm] })),
        4,
      ),
    ],
  });
}

/** The paper's own problem: x_t online and stochastic. */
function drawPaper(result: Amsgrad): Figure {
  const { paperAt, options } = result;
  const shown = [
    { kind: "online", heading: "one in 101" },
    { kind: "stochastic", heading: `probability .01, ${options.seeds} seeds` },
  ] as const;
  const panels = shown.map(({ kind, heading }) => ({
    heading,
    marks: methods.map((method): LineMark => {
      const { positions } = onPaper(result, method, kind);
      return { as: "line", optimizer: method, x: inThousands(paperAt), y: positions };
    }),
  }));
  return chart({
    title: "The problem of Reddi, Kale and Kumar: 1010 x, rarely, or −10 x",
    x: { title: "update t, thousands", logarithmic: true },
    y: { title: "x<sub>t</sub>" },
    rows: [panels],
    numbers: inWords(panels, 3),
  });
}

/** Where each method ends, for every β₂ and C, with the border in the closed form. */
function drawMap({ map }: Amsgrad): Figure {
  const { logits, logSlopes, panels } = map;
  const line = (name: string, points: readonly { x: number; y: number }[], dash: ContourLine["dash"]): ContourLine => ({
    name,
    x: points.map(({ x }) => x),
    y: points.map(({ y }) => y),
    colour: "#222222",
    dash,
    width: 3,
    points: false,
  });
  const proof = logSlopes
    .filter((y) => 2 * y * Math.LOG10E * Math.LN2 <= 3)
    .map((y) => ({ x: -2 * y * Math.log10(2), y }));
  return contours(
    panels.map(({ method, beta1, period, ends, border }) => ({
      title: `${method}, β₁ = ${beta1 === 0 ? "0" : ".9"}, C every ${period === "3" ? "third" : "C updates"}`,
      x: logits,
      y: logSlopes,
      // Nothing but a level of its own would be drawn between −1 and −.99.
      values: ends.map((row) => row.map((end) => Math.max(-0.99, Math.min(0.99, end)))),
      lines: [
        ...(border.length > 0 ? [line("no drift, closed form", border, "solid")] : []),
        ...(method === "Adam" && period === "3" ? [line("β₂ = 1/(1 + C²)", proof, "dot")] : []),
      ],
    })),
    {
      title: "Where they end: light is −1, the best point, dark is +1",
      x: "log₁₀ β₂/(1 − β₂)",
      y: "log₂ C",
      value: "x at the end of a period",
      log: false,
      shades: "greys",
      numbers: panels.map(({ method, beta1, period, ends, agreement }) => {
        const cells = ends.flat();
        const wrong = cells.filter((end) => end > 0).length;
        return (
          `${method}, β₁ = ${beta1}, C every ${period === "3" ? "third update" : "C updates"}: above 0 in ${wrong} of ${cells.length} cells, ` +
          `on the side of the closed form in ${Math.round(100 * agreement)} %`
        );
      }),
    },
  );
}

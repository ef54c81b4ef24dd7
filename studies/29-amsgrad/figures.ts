import { type ContourLine, contours, type Figure, type Line, lines } from "momenta/figures";
import { onPaper, playedBy } from "./claims.js";
import type { AmsgradArm, AmsgradConvergence, AmsgradRate } from "./convergence.js";
import { methods } from "./methods.js";

const exactly = (value: number) => ({ estimate: value, lower: value, upper: value });
const along = (at: readonly number[], values: readonly number[]) =>
  at.map((x, index) => ({ x, y: exactly(values[index] as number) }));
const inThousands = (updates: readonly number[]) => updates.map((update) => update / 1000);

/** x_t on the source's sequence, with the decay rates of the paper's proof and with the usual ones. */
export function amsgradPathsFigure(result: AmsgradConvergence): Figure {
  const { slope, rate } = result.options;
  const shown = ["paper", "usual"] as const satisfies readonly AmsgradArm[];
  return lines(
    shown.flatMap((arm, panel) =>
      methods.map((method): Line => {
        const { path } = playedBy(result, method, arm);
        const at = path.map((_, cycle) => 3 * (cycle + 1));
        return { optimizer: method, panel, dashed: false, points: along(at, path) };
      }),
    ),
    {
      title: `Slopes ${slope}, −1, −1 on [−1, 1], γ = ${rate}: the best point is −1`,
      x: "update t",
      y: "x<sub>t</sub>",
      panels: [`β₁ = 0, β₂ = 1/(1 + C²)`, "β₁ = .9, β₂ = .999: both alike"],
      logarithmic: {},
      dots: false,
      decimals: 3,
    },
  );
}

/** R_T / T on the source's sequence with the decay rates of the paper's proof, γ constant and γ / √t. */
export function amsgradRegretFigure(result: AmsgradConvergence): Figure {
  const { at, options, predictedRegret } = result;
  const rates = ["constant", "shrinking"] as const satisfies readonly AmsgradRate[];
  const [first, last] = [at[0] as number, at.at(-1) as number];
  const amsgrad = playedBy(result, "AMSGrad", "paper").regret.shrinking;
  const root = (T: number) => (amsgrad.at(-1) as number) * Math.sqrt(last / T);
  const played = rates.flatMap((rate, panel) =>
    methods.map((method): Line => {
      const { regret } = playedBy(result, method, "paper");
      return { optimizer: method, panel, dashed: false, points: along(inThousands(at), regret[rate]) };
    }),
  );
  const closedForm = { optimizer: "closed form, order 1/√T", dashed: false } as const;
  return lines(
    [
      ...played,
      { ...closedForm, panel: 0, points: along(inThousands([first, last]), [predictedRegret, predictedRegret]) },
      { ...closedForm, panel: 1, points: along(inThousands([first, last]), [root(first), root(last)]) },
    ],
    {
      title: "Mean regret on the source's sequence, β₁ = 0, β₂ = 1/(1 + C²)",
      x: "updates T, thousands",
      y: "R<sub>T</sub> / T",
      panels: [`γ = ${options.rate}`, `γ = ${options.shrinkingRate}/√t`],
      logarithmic: { x: true, y: true },
      dots: false,
      decimals: 4,
    },
  );
}

/** The paper's own problem: x_t online and stochastic. */
export function amsgradPaperFigure(result: AmsgradConvergence): Figure {
  const { paperAt, options } = result;
  return lines(
    (["online", "stochastic"] as const).flatMap((kind, panel) =>
      methods.map((method): Line => {
        const { positions } = onPaper(result, method, kind);
        return {
          optimizer: method,
          panel,
          dashed: false,
          points: paperAt.map((update, at) => ({ x: update / 1000, y: positions[at] as (typeof positions)[number] })),
        };
      }),
    ),
    {
      title: "The problem of Reddi, Kale and Kumar: 1010 x, rarely, or −10 x",
      x: "update t, thousands",
      y: "x<sub>t</sub>",
      panels: ["one in 101", `probability .01, ${options.seeds} seeds`],
      logarithmic: { x: true },
      dots: false,
      decimals: 3,
    },
  );
}

/** Where each method ends, for every β₂ and C, with the border in the closed form. */
export function amsgradMapFigure({ map }: AmsgradConvergence): Figure {
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

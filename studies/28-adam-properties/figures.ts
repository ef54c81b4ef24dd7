import { type Figure, type Line, lines } from "momenta/figures";
import type { AdamProperties } from "./adamProperties.js";
import { HALVED_AFTER, type MomentRatio } from "./bias.js";
import { SPARSE } from "./bound.js";
import { RHO } from "./firstSteps.js";

const exactly = (value: number) => ({ estimate: value, lower: value, upper: value });
const along = (at: readonly number[], values: readonly number[]) =>
  at.map((x, index) => ({ x, y: exactly(values[index] as number) }));

/** Both moments as a share of what they estimate, with and without bias correction. */
export function adamBiasFigure({ bias }: AdamProperties): Figure {
  const { at, processes } = bias;
  const moments = [
    { moment: "first", optimizer: "Adam", label: "m / E[g]" },
    { moment: "second", optimizer: "RMSProp", label: "v / E[g²]" },
  ] as const;
  const ratios = processes.flatMap((process, panel) =>
    moments.flatMap(({ moment, optimizer, label }) => {
      const row = process[moment];
      const points = (value: (ratio: MomentRatio) => MomentRatio["raw"]) =>
        at.map((x, index) => ({ x, y: value(row[index] as MomentRatio) }));
      return [
        {
          optimizer: "closed form",
          panel,
          dashed: false,
          points: along(
            at,
            row.map(({ expected }) => expected.corrected),
          ),
        },
        { optimizer, label, panel, dashed: false, points: points(({ corrected }) => corrected) },
        { optimizer, label, panel, dashed: true, points: points(({ raw }) => raw) },
      ] satisfies Line[];
    }),
  );
  return lines(ratios, {
    title: "Property I: the moments over what they estimate",
    x: "update t",
    y: "mean / expectation",
    panels: ["stationary gradients", `mean halved after update ${HALVED_AFTER}`],
    logarithmic: { x: true },
    whole: "bias-corrected",
    dashed: "not corrected",
    dots: false,
    decimals: 3,
  });
}

/** How far the path leaves that of the unscaled function. */
export function adamScaleFigure({ scale }: AdamProperties): Figure {
  const { powers, deviation, length } = scale;
  const line = (form: "beside" | "inside") => ({
    optimizer: "Adam",
    dashed: form === "inside",
    points: powers.flatMap((x, at) => {
      const share = (deviation[form][at] as number) / length[form];
      return x === 0 ? [] : [{ x, y: exactly(Math.max(share, 1e-7)) }];
    }),
  });
  return lines([line("beside"), line("inside")], {
    title: "Property II: how far the path on c · f leaves the one on f",
    x: "log₁₀ c",
    y: "largest distance / length of the path",
    logarithmic: { y: true },
    whole: "√v̂ + ε",
    dashed: "√(v̂ + ε), as the algorithm is printed",
    dots: true,
    decimals: 6,
  });
}

/** The longest steps, of sequences made for them and of random ones. */
export function adamBoundFigure({ bound, options }: AdamProperties): Figure {
  const at = bound.at.map(({ t }) => t);
  const of = (name: keyof (typeof bound.at)[number]) =>
    along(
      at,
      bound.at.map((one) => one[name]),
    );
  const closedForm = { optimizer: "closed form", dashed: false } as const;
  const adam = { optimizer: "Adam", dashed: false } as const;
  return lines(
    [
      { ...closedForm, panel: 0, points: of("largest") },
      { ...closedForm, panel: 0, points: of("lastAloneExpected") },
      { ...adam, panel: 0, points: of("worst") },
      { ...adam, panel: 0, dashed: true, points: of("lastAlone") },
      { ...adam, panel: 1, points: of("normal") },
      { ...adam, panel: 1, dashed: true, points: of("sparse") },
    ],
    {
      title: "Property III: the step is not bounded by γ",
      x: "update t",
      y: "|Δθ| / γ",
      panels: ["worst gradients", `random, longest of ${options.sequences}`],
      logarithmic: { x: true },
      dashed: `sparse: one after zeros; ${100 * SPARSE} % not 0`,
      dots: true,
      decimals: 3,
    },
  );
}

/** The step at each noise-to-signal ratio. */
export function adamNoiseFigure({ noise }: AdamProperties): Figure {
  const ratios = noise.map(({ ratio }) => ratio);
  const measured = (name: "mean" | "rootMeanSquare") => noise.map((step) => ({ x: step.ratio, y: step[name] }));
  const expected = (name: "mean" | "rootMeanSquare") =>
    along(
      ratios,
      noise.map((step) => step.expected[name]),
    );
  return lines(
    [
      { optimizer: "closed form", dashed: false, points: expected("rootMeanSquare") },
      { optimizer: "closed form", dashed: false, points: expected("mean") },
      { optimizer: "Adam", dashed: false, points: measured("rootMeanSquare") },
      { optimizer: "Adam", dashed: true, points: measured("mean") },
    ],
    {
      title: "Property IV: the step against the noise-to-signal ratio",
      x: "noise-to-signal ratio σ / |μ|",
      y: "Δθ / γ",
      logarithmic: { x: true },
      whole: "root mean square",
      dashed: "mean along the signal",
      dots: true,
      decimals: 3,
    },
  );
}

/** The steps of AdaGrad, RMSProp and Adam on a constant gradient. */
export function adamFirstStepsFigure({ firstSteps }: AdamProperties): Figure {
  const { at, methods } = firstSteps;
  return lines(
    [
      ...methods.map(({ expected }) => ({ optimizer: "closed form", dashed: false, points: along(at, expected) })),
      ...methods.map(({ optimizer, uncorrected, steps }) => ({
        optimizer,
        dashed: uncorrected,
        points: along(at, steps),
      })),
    ],
    {
      title: `Steps on a constant gradient, RMSProp with ρ = ${RHO}`,
      x: "update t",
      y: "|Δθ| / γ",
      logarithmic: { x: true, y: true },
      dashed: "Adam without bias correction",
      dots: true,
      decimals: 3,
    },
  );
}

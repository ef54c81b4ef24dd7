import { Table } from "momenta/figures";
import type { AmsgradArm } from "./measure/sequence.js";
import type { Amsgrad } from "./result.js";

/** Drift, end and regret of both methods with all choices of decay rates. */
export function runs({ played, options, at }: Amsgrad): Table {
  return new Table(
    `Slopes ${options.slope}, −1, −1; drift and end with γ = ${options.rate}; R_T / T at T = ${at.at(-1)}`,
    [
      { heading: "method" },
      { heading: "decay rates" },
      { heading: "drift a cycle / γ", decimals: 3 },
      { heading: "closed form", decimals: 3 },
      { heading: "x at the end", decimals: 3 },
      { heading: "R_T / T, γ constant", decimals: 4 },
      { heading: `R_T / T, ${options.shrinkingRate}/√t`, decimals: 5 },
    ],
    played.map(({ method, arm, drift, predictedDrift, end, regret }) => [
      method,
      decayRatesInWords[arm],
      drift,
      predictedDrift,
      end,
      regret.constant.at(-1),
      regret.shrinking.at(-1),
    ]),
  );
}

const decayRatesInWords: Readonly<Record<AmsgradArm, string>> = {
  paper: "β₁ = 0, β₂ = 1/(1 + C²)",
  small: "β₁ = 0, β₂ = 10⁻⁴",
  large: "β₁ = 0, β₂ = .9",
  usual: "β₁ = .9, β₂ = .999",
};

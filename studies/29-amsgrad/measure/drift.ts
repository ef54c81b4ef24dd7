/** Adam without bias correction and ε on a sequence of gradients that comes back: C, then −1 period − 1 times. */
export interface PeriodicGradients {
  /** C. */
  readonly slope: number;
  readonly period: number;
  readonly beta1: number;
  readonly beta2: number;
}

/**
 * How far Adam, or AMSGrad, goes in one period, in units of the learning rate, once its moments have come to their own period:
 *
 *     −Σ_j m_j / √v_j,   m_j = (1 − β₁) Σ_i β₁ⁱ g_{j−i} / (1 − β₁ᵖ),   v_j = (1 − β₂) Σ_i β₂ⁱ g²_{j−i} / (1 − β₂ᵖ)
 *
 * with i from 0 to p − 1 and j over a period of length p; AMSGrad has the largest v_j in place of all. Above 0 it goes to +1,
 * which is the worst point where C > p − 1.
 */
export function driftPerPeriod({ slope, period, beta1, beta2 }: PeriodicGradients, method: "Adam" | "AMSGrad"): number {
  const gradients = Array.from({ length: period }, (_, at) => (at === 0 ? slope : -1));
  const m = periodicAverage(gradients, beta1);
  const v = periodicAverage(
    gradients.map((g) => g * g),
    beta2,
  );
  const largest = Math.max(...v);
  return -m.reduce((sum, value, at) => sum + value / Math.sqrt(method === "Adam" ? (v[at] as number) : largest), 0);
}

/**
 * What R_T / T of AMSGrad with β₁ = 0 and a constant learning rate γ comes to on C, −1, −1, in units of γ. It stands at −1
 * after every C, and is 2s away when the next one comes, s = 1 / √v for the largest v:
 *
 *     (2 C s − s) / 3
 */
export function amsgradRegret(slope: number, beta2: number): number {
  const v = Math.max(
    ...periodicAverage(
      [slope, -1, -1].map((g) => g * g),
      beta2,
    ),
  );
  return (2 * slope - 1) / (3 * Math.sqrt(v));
}

/** Where a drift that is above 0 at `low` and below 0 at `high` is 0; NaN where it is not so at the ends. */
export function borderBetween(low: number, high: number, drift: (at: number) => number): number {
  if (!(drift(low) > 0 && drift(high) < 0)) return Number.NaN;
  let [above, below] = [low, high];
  for (let halving = 0; halving < 40; halving++) {
    const middle = (above + below) / 2;
    if (drift(middle) > 0) above = middle;
    else below = middle;
  }
  return above;
}

/** What a moving average comes to at each place of a period: the first from its weights, the others one from another. */
function periodicAverage(values: readonly number[], beta: number): number[] {
  const [first = 0, ...rest] = values;
  const gathered = rest.reduce((sum, value) => beta * sum + (1 - beta) * value, 0);
  // a₀ = β · a₋₁ + (1 − β) · x₀, and a₋₁ is what the others gather after a₀.
  const p = values.length;
  const averages = [(beta * gathered + (1 - beta) * first) / (1 - beta ** p)];
  for (const value of rest) averages.push(beta * (averages.at(-1) as number) + (1 - beta) * value);
  return averages;
}

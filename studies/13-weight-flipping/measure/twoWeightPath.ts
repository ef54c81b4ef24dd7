/** What a reader may choose of weight flipping with two weights. */
export interface TwoWeightControls {
  /** θ of IDBD. */
  readonly metaRate: number;
  /** The step size that both weights of IDBD and Autostep start with. */
  readonly initialRate: number;
  readonly rmspropRate: number;
  readonly adamRate: number;
  /** Examples from one flip of the relevant weight to the next. */
  readonly flipEvery: number;
  readonly updates: number;
  readonly seed: number;
}

export interface TwoWeightPaths {
  /** The step sizes over which `surface` is laid out, from small to large, at equal ratios. */
  readonly stepSizes: readonly number[];
  /** The mean squared error of step sizes that stay, in the closed form, at most 1, `[irrelevant][relevant]`. */
  readonly surface: readonly (readonly number[])[];
  /** The relevant step size with the least error; the irrelevant one is 0. */
  readonly oracle: { readonly stepSize: number; readonly error: number };
  readonly paths: readonly {
    readonly name: "IDBD" | "Autostep" | "RMSProp" | "Adam";
    /** The step sizes of both weights along the run: each the geometric mean over a hundredth of it. */
    readonly relevant: readonly number[];
    readonly irrelevant: readonly number[];
    /** The mean squared error over the whole run. */
    readonly error: number;
  }[];
}

/**
 * Two weights, one of which is ±1 and flips, the other 0: the error of every pair of step sizes, and the way of each method
 * over it. Everything it needs is inside, so that its text alone can be run in a browser.
 */
export function twoWeightPath({
  metaRate,
  initialRate,
  rmspropRate,
  adamRate,
  flipEvery,
  updates,
  seed,
}: TwoWeightControls): TwoWeightPaths {
  const RECORDS = 100;

  /** 4 (1 + m) / (k (2α (1 − α) (1 − β / (2 (1 − β))) − α²)), with 1 + m = (1 − r) / (1 + r), r = (1 − α)ᵏ. */
  function errorOf(alpha: number, beta: number): number {
    const kept = (1 - alpha) ** flipEvery;
    const irrelevant = beta / (2 * (1 - beta));
    const removed = 2 * alpha * (1 - alpha) * (1 - irrelevant) - alpha ** 2;
    const isStable = alpha < 1 && beta < 1 && irrelevant < 1 && removed > 0;
    return isStable ? (4 * (1 - kept)) / (1 + kept) / (flipEvery * removed) : Number.POSITIVE_INFINITY;
  }

  const stepSizes = Array.from({ length: 65 }, (_, at) => 10 ** (-4 + at / 16));
  const surface = stepSizes.map((beta) => stepSizes.map((alpha) => Math.min(1, errorOf(alpha, beta))));
  const candidates = Array.from({ length: 6000 }, (_, at) => (at + 1) / 9000);
  const stepSize = candidates.reduce((best, alpha) => (errorOf(alpha, 0) < errorOf(best, 0) ? alpha : best));

  // Mulberry32, and Box and Muller's normal numbers.
  let bits = seed;
  function uniform(): number {
    bits = (bits + 0x6d2b79f5) | 0;
    let mixed = Math.imul(bits ^ (bits >>> 15), 1 | bits);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const examples: { x: [number, number]; y: number }[] = [];
  let target = 1;
  for (let at = 0; at < updates; at++) {
    if (at > 0 && at % flipEvery === 0) target = -target;
    const x: [number, number] = [normal(), normal()];
    examples.push({ x, y: target * x[0] });
  }

  type Step = (x: readonly number[], error: number) => { rates: number[]; change: number[] };

  function idbd(): Step {
    const logRates = [Math.log(initialRate), Math.log(initialRate)];
    const trace = [0, 0];
    return (x, error) => {
      const rates = logRates.map((logRate, i) => {
        logRates[i] = logRate + metaRate * error * (x[i] as number) * (trace[i] as number);
        return Math.exp(logRates[i] as number);
      });
      const change = rates.map((rate, i) => rate * error * (x[i] as number));
      for (const i of [0, 1]) {
        const kept = Math.max(0, 1 - (rates[i] as number) * (x[i] as number) ** 2);
        trace[i] = (trace[i] as number) * kept + (change[i] as number);
      }
      return { rates, change };
    };
  }

  function autostep(): Step {
    let rates = [initialRate, initialRate];
    const [trace, largest] = [
      [0, 0],
      [0, 0],
    ];
    return (x, error) => {
      const grown = rates.map((rate, i) => {
        const meta = error * (x[i] as number) * (trace[i] as number);
        const forgotten =
          (largest[i] as number) + ((rate * (x[i] as number) ** 2) / 1e4) * (Math.abs(meta) - (largest[i] as number));
        largest[i] = Math.max(Math.abs(meta), forgotten);
        return (largest[i] as number) > 0 ? rate * Math.exp((0.01 * meta) / (largest[i] as number)) : rate;
      });
      const overshoot = Math.max(
        1,
        grown.reduce((sum, rate, i) => sum + rate * (x[i] as number) ** 2, 0),
      );
      rates = grown.map((rate) => rate / overshoot);
      const change = rates.map((rate, i) => rate * error * (x[i] as number));
      for (const i of [0, 1]) {
        const kept = 1 - (rates[i] as number) * (x[i] as number) ** 2;
        trace[i] = (trace[i] as number) * kept + (change[i] as number);
      }
      return { rates, change };
    };
  }

  /** RMSProp where β₁ is 0 and nothing is corrected. */
  function normalized(learningRate: number, beta1: number, isCorrected: boolean): Step {
    const beta2 = 0.999;
    const [first, second] = [
      [0, 0],
      [0, 0],
    ];
    let count = 0;
    return (x, error) => {
      count += 1;
      const [weight1, weight2] = isCorrected ? [1 - beta1 ** count, 1 - beta2 ** count] : [1, 1];
      const rates = [0, 1].map((i) => {
        const gradient = -error * (x[i] as number);
        first[i] = beta1 * (first[i] as number) + (1 - beta1) * gradient;
        second[i] = beta2 * (second[i] as number) + (1 - beta2) * gradient ** 2;
        return learningRate / (Math.sqrt((second[i] as number) / weight2) + 1e-8);
      });
      return { rates, change: rates.map((rate, i) => (-rate * (first[i] as number)) / weight1) };
    };
  }

  function follow(step: Step) {
    const weights = [0, 0];
    const stride = updates / RECORDS;
    const logs: [number, number][] = Array.from({ length: RECORDS }, () => [0, 0]);
    let sum = 0;
    examples.forEach(({ x, y }, at) => {
      const error = y - (weights[0] as number) * x[0] - (weights[1] as number) * x[1];
      sum += error * error;
      const { rates, change } = step(x, error);
      const record = logs[Math.min(RECORDS - 1, Math.floor(at / stride))] as [number, number];
      for (const i of [0, 1] as const) {
        weights[i] = (weights[i] as number) + (change[i] as number);
        record[i] += Math.log(rates[i] as number) / stride;
      }
    });
    const path = (i: 0 | 1) => logs.map((record) => Math.exp(record[i]));
    return { relevant: path(0), irrelevant: path(1), error: sum / updates };
  }

  return {
    stepSizes,
    surface,
    oracle: { stepSize, error: errorOf(stepSize, 0) },
    paths: [
      { name: "RMSProp", ...follow(normalized(rmspropRate, 0, false)) },
      { name: "Adam", ...follow(normalized(adamRate, 0.9, true)) },
      { name: "Autostep", ...follow(autostep()) },
      { name: "IDBD", ...follow(idbd()) },
    ],
  };
}

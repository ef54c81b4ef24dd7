import { scheduled, schedules } from "momenta/optimizers";
import { type Interval, meanInterval } from "momenta/statistics";
import { type Context, exactly, last, roundInterval } from "../../core/index.js";
import type { AmsgradOptions } from "../options.js";
import { atRandom, type Course, everyPeriod, play } from "./game.js";
import { type AmsgradMethod, make, methods } from "./methods.js";
import { RECORDS, recordedUpdates } from "./records.js";

/** What came of the paper's own problem: 1010 x or −10 x, the former one time in 101, or with probability .01. */
export interface AmsgradPaperProblem {
  readonly method: AmsgradMethod;
  readonly kind: "online" | "stochastic";
  /** x_t and R_T / T, with intervals over the seeds where there are some. */
  readonly positions: readonly Interval[];
  readonly regret: readonly Interval[];
}

/** The paper's own problem, with the updates at which it is recorded. */
export interface Paper {
  readonly at: readonly number[];
  readonly problems: readonly AmsgradPaperProblem[];
}

/** Both methods on the paper's own problem, online and stochastic. */
export async function paper(options: AmsgradOptions, { map }: Context): Promise<Paper> {
  const { paperUpdates } = options;
  const at = recordedUpdates(paperUpdates, paperUpdates / RECORDS.paper);
  const problems = await map(methods, "methods", (method) => playProblems(options, method, at));
  return { at, problems: problems.flat() };
}

/** β₁ = .9, β₂ = .99, no bias correction, γ / √t: the paper's setting of both. */
function playProblems(
  { shrinkingRate, paperUpdates, seeds }: AmsgradOptions,
  method: AmsgradMethod,
  at: readonly number[],
) {
  const optimizer = scheduled(schedules.inverseRoot(shrinkingRate), (learningRate) =>
    make(method, { learningRate, beta1: 0.9, beta2: 0.99, epsilon: 0, biasCorrection: false }),
  );
  const stride = paperUpdates / RECORDS.paper;
  const games = {
    online: [everyPeriod(101, paperUpdates)],
    stochastic: Array.from({ length: seeds }, (_, seed) => atRandom(0.01, paperUpdates, seed + 1)),
  };
  return (["online", "stochastic"] as const).map((kind): AmsgradPaperProblem => {
    const isRare = games[kind];
    const slopes = { rare: isRare.map(() => 1010), usual: isRare.map(() => -10) };
    const courses = play(optimizer, { ...slopes, isRare, stride });
    const over = (value: (course: Course) => readonly number[]) =>
      at.map((T) => estimate(courses.map((course) => value(course)[T / stride - 1] as number)));
    return {
      method,
      kind,
      positions: over(({ positions }) => positions),
      regret: over(({ regret }) => regret),
    };
  });
}

/** One value is exact: nothing is random in it. */
function estimate(values: readonly number[]): Interval {
  return roundInterval(values.length > 1 ? meanInterval(values) : exactly(last(values)));
}

import { formatDigits, formatInterval, formatNumber } from "momenta/figures";
import type { Interval } from "momenta/statistics";
import { claim, holdsBelow, holdsIf, holdsWhere, last, question, type Statement, type Verdict } from "../core/index.js";
import { deviation } from "./measure/average.js";
import type { Cost } from "./measure/costs.js";
import type { Criteria } from "./measure/criteria.js";
import type { GradientErrors } from "./measure/gradient.js";
import type { Regularized } from "./measure/regularization.js";
import type { Estimating } from "./result.js";

/** The gradients of MNIST digits, drawn in one of two ways. */
export function gradientsDrawn({ gradient }: Estimating, draw: GradientErrors["draw"]): GradientErrors {
  return gradient.find((one) => one.draw === draw) as GradientErrors;
}

/** Learning from so many examples; null: from fresh ones. */
export function learnedFrom({ criteria }: Estimating, examples: number | null): Criteria {
  return criteria.find((one) => one.examples === examples) as Criteria;
}

export function costOf({ costs }: Estimating, size: number): Cost {
  return costs.find((one) => one.size === size) as Cost;
}

const lowest = ({ excess }: Criteria) => excess.reduce((least, one) => (one.estimate < least.estimate ? one : least));
const isHalf = ({ lower, upper }: Interval) => lower <= -0.5 && upper >= -0.5;

export function answer(result: Estimating): string {
  const [one, many] = [costOf(result, 1), costOf(result, 256)];
  return (
    `a hundred times the examples make a gradient ten times as accurate (slope ${formatInterval(gradientsDrawn(result, "with replacement").slope, 3)}); ` +
    `on the source's quadric N = 256 needs ${formatDigits(one.updates / many.updates, 2)} times fewer updates than N = 1, and ${formatDigits((256 * many.updates) / one.updates, 2)} times the computations`
  );
}

export function claims(result: Estimating): Statement[] {
  const { average, costs, runtime } = result;
  const replaced = gradientsDrawn(result, "with replacement");
  const errorAt = (size: number) => (average.error[average.samples.indexOf(size)] as Interval).estimate;
  const timeOf = (size: number) => runtime.batches.find((one) => one.size === size)?.time as number;
  const [few, fresh] = [learnedFrom(result, 100), learnedFrom(result, null)];
  const finite = result.criteria.filter(({ examples }) => examples !== null);
  const low = lowest(few);
  const costsInWords = costs
    .map(({ size, updates }) => `N = ${size}: ${updates} updates, ${size * updates} gradients`)
    .join("; ");
  return [
    claim(
      "“Standard error of the mean estimated from N samples is σ/√N, where σ² is true variance of input samples.”",
      holdsWhere(isHalf(average.slope)),
      `slope of log error over log N ${formatInterval(average.slope, 4)}; one sample ${formatNumber(errorAt(1), 3)}, σ = ${formatNumber(deviation, 3)}`,
    ),
    claim(
      "““Estimate of the gradient” based on N = 10000 vs N = 100: standard error is 10× better; number of computations is 100× higher”",
      holdsWhere(Math.abs(errorAt(100) / errorAt(10_000) - 10) < 1 && isHalf(replaced.slope)),
      `means: ${formatNumber(errorAt(100) / errorAt(10_000), 1)}×; gradients of MNIST digits: slope ${formatInterval(replaced.slope, 4)}`,
    ),
    claim(
      "“Gradient computation 1000x slower”, of 1000 points",
      holdsIf("computations are counted, not time", timeOf(1024) < 500 * timeOf(1)),
      `1000 gradients instead of 1; a compiled gradient of 1024 digits takes ${formatDigits(timeOf(1024) / timeOf(1), 2)} times as long as that of one, on this machine`,
    ),
    claim(
      "“I recycle samples from T”, so “Criterion Ĵ(w) is biased by the training set”",
      holdsBelow(0, ...finite.map(({ gap }) => last(gap))),
      finite.map(({ examples, gap }) => `${examples} examples: Ĵ − J = ${formatInterval(last(gap), 3)}`).join("; "),
    ),
    claim(
      "“This causes overfitting”",
      holdsWhere(last(few.excess).lower > low.upper),
      `100 examples: J above that of the true weights by ${formatInterval(low, 3)} at best, ${formatInterval(last(few.excess), 3)} at the end; ` +
        `1000: ${formatInterval(last(learnedFrom(result, 1000).excess), 4)} at the end`,
    ),
    claim(
      "“We always learn from a new “not-yet-seen” mini batch.”, so “Gradient is unbiased estimate”, so “Perform SGD on the true generalization error.”",
      holdsWhere(last(fresh.excess).upper < last(learnedFrom(result, 1000).excess).lower),
      `fresh examples: J above that of the true weights by ${formatInterval(last(fresh.excess), 4)} at the end, ${formatInterval(lowest(fresh), 4)} at best`,
    ),
    claim(
      "“Using the large training set for estimating the gradient may suffer diminishing returns.”",
      holdsWhere(diminishing(costs)),
      costsInWords,
    ),
    claim(
      "“Runtime in multicore architectures is similar for small N = 1, 2, …”",
      holdsIf(
        "similar means less than twice as long, on one core",
        (runtime.twiceAsLong ?? Number.POSITIVE_INFINITY) > 4,
      ),
      `N = 1, 4, 16, 64: ${[1, 4, 16, 64].map((size) => formatDigits(timeOf(size))).join(", ")} ms on this machine; ` +
        (runtime.twiceAsLong === null
          ? "no N takes twice as long as 1"
          : `twice as long as N = 1 from N = ${runtime.twiceAsLong} on`),
    ),
    claim(
      "“Amount of required memory is linear in N”",
      holdsWhere(runtime.memoryLine.largestError < 0.05),
      `${formatDigits(runtime.memoryLine.start)} kB and ${formatDigits(runtime.memoryLine.perExample)} kB an example; no N is more than ${formatDigits(100 * runtime.memoryLine.largestError, 2)} % off that line`,
    ),
    claim(
      "“GPU achieves better runtime with “power of 2” batch sizes.”",
      "undecided",
      `no GPU here; on this machine's CPU a power of two takes ${formatInterval(runtime.powerOfTwo, 3)} of the mean time of its neighbours`,
    ),
    claim("“Small batches yields regularization.”", regularizes(result), regularizationInWords(result)),
    question(
      "“Is the minibatch gradient unbiased estimate of the true gradient if |T| < ∞?”",
      holdsWhere(false),
      `of the gradient on T it is: the mean of all minibatches of one digit is off by ${formatDigits(replaced.bias, 2)} of its length, by chance ${formatDigits(replaced.biasOfChance, 2)}; of that of J, divided by its own length, it is not: ` +
        finite
          .map(
            ({ examples, bias }) =>
              `${examples} examples: off by ${(bias as readonly Interval[]).map((one) => formatInterval(one, 2)).join(" at the start, which is the scatter of such sets, and by ")} at the end`,
          )
          .join("; "),
    ),
    question(
      "do the runs on the quadric do what the closed form says?",
      holdsWhere(costs.every(({ reached, promised }) => isMet(reached, promised))),
      `f(w) − f(w*) measured, and in the closed form: ${costs
        .map(
          ({ size, reached, promised }) => `N = ${size}: ${formatInterval(reached, 3)}, ${formatNumber(promised, 3)}`,
        )
        .join("; ")}`,
    ),
  ];
}

/** t.995 / t.975 with 19 degrees of freedom: a 99 % interval, for five of them at once. */
const WIDER = 1.37;

function isMet({ estimate, lower, upper }: Interval, expected: number): boolean {
  return Math.abs(estimate - expected) <= WIDER * Math.max(upper - estimate, estimate - lower) + 1e-3 * expected;
}

/** Every step to a larger N saves a smaller share of the updates than it adds to the computations. */
function diminishing(costs: readonly Cost[]): boolean {
  return costs.slice(1).every(({ size, updates }, at) => {
    const before = costs[at] as Cost;
    return updates < before.updates && size * updates > before.size * before.updates;
  });
}

/** The smallest batch size that came to the training loss with a learning rate with which the whole set did, too. */
function smallAgainstWhole({ regularization }: Estimating): (Regularized & { difference: Interval }) | undefined {
  const comparable = regularization.filter(
    (one): one is Regularized & { difference: Interval } => one.difference !== null,
  );
  return comparable.sort((a, b) => a.size - b.size)[0];
}

function regularizes(result: Estimating): Verdict {
  const found = smallAgainstWhole(result);
  if (found === undefined) return "undecided";
  const verdict = holdsBelow(0, found.difference);
  return verdict === "holds"
    ? `holds if the learning rate is ${found.rate}, the only one that could be compared`
    : verdict;
}

function regularizationInWords(result: Estimating): string {
  const found = smallAgainstWhole(result);
  const errors = result.regularization
    .filter((one): one is Regularized & { testError: Interval } => one.testError !== null)
    .map(({ size, rate, testError }) => `N = ${size}, rate ${rate}: ${points(testError)} %`);
  const said =
    found === undefined
      ? "small batches and the whole set have no learning rate in common"
      : `the test error of N = ${found.size} minus that of the whole set is ${points(found.difference)} points, learning rate ${found.rate}`;
  return `at the same training loss, ${said}; ${errors.join("; ")}`;
}

function points({ estimate, lower, upper }: Interval): string {
  return formatInterval({ estimate: 100 * estimate, lower: 100 * lower, upper: 100 * upper }, 1);
}

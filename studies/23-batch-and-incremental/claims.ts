import { formatDigits, formatExponential, formatInterval, formatNumber } from "momenta/figures";
import type { Interval } from "momenta/statistics";
import { claim, holdsAbove, holdsBelow, holdsIf, holdsWhere, last, question, type Statement } from "../core/index.js";
import { type ClottedRecord, SIZE } from "./measure/clotted.js";
import { type OrderName, orderRates } from "./measure/orders.js";
import { type BatchAndIncremental, learned, presentedIn } from "./result.js";

const power = (result: BatchAndIncremental, name: string) => formatInterval(learned(result, name).power, 2);
const digits = (value: number) => (value < 1e-3 ? formatExponential(value, 1) : formatDigits(value));
const inDigits = ({ estimate, lower, upper }: Interval) => `${digits(estimate)} [${digits(lower)}, ${digits(upper)}]`;

/** Whether an error follows a power of k, to within a tenth beyond the interval. */
export function follows({ power }: { readonly power: Interval }, expected: number): boolean {
  return power.lower - 0.1 < expected && expected < power.upper + 0.1;
}

/** The records of one spread, a model each. */
export function ofSpread({ clotted }: BatchAndIncremental, spread: number): ClottedRecord[] {
  return clotted.records.filter((record) => record.spread === spread);
}

export function answer(result: BatchAndIncremental): string {
  const constant = learned(result, "η = 0.1");
  return (
    `With a rate of 1/k the squared error falls as k to the power ${power(result, "1/k")}; ` +
    `with a constant rate it stays where it is, at ${formatDigits(constant.late.estimate)} for η = .1`
  );
}

/** The mean of (w − ŵ)² of an order, within epochs or at their ends, in words. */
function orderInWords(result: BatchAndIncremental, order: OrderName, rate: number, where: "within" | "atEnds"): string {
  return digits(presentedIn(result, order, rate)[where].estimate);
}

export function claims(result: BatchAndIncremental): Statement[] {
  const { floors } = result.schedules;
  const [identical, diverse] = [ofSpread(result, 0), ofSpread(result, 1)];
  const benefits = (records: readonly ClottedRecord[]) =>
    records.map(({ dimension, benefit }) => `${formatInterval(benefit, 1)} (${dimension} weights)`).join(", ");
  const isLess = holdsBelow(SIZE, ...diverse.map(({ benefit }) => benefit));
  const adjustments = result.clotted.records.map(({ adjustment }) => adjustment);
  const isCycle = orderRates.every((rate) => {
    const { atEnds, expected } = presentedIn(result, "sorted", rate);
    return Math.abs(atEnds.estimate / (expected?.atEnds ?? NaN) - 1) < 0.01;
  });
  const rate = 0.01;
  const of = (order: OrderName, where: "within" | "atEnds") => presentedIn(result, order, rate)[where];
  const isBetter = (a: Interval, b: Interval) => a.upper < b.lower;
  const beatsSorted = isBetter(of("shuffled", "within"), of("sorted", "within"));
  const beatsFixed = isBetter(of("shuffled", "within"), of("one random order", "within"));
  const [shrinking, small, root] = [learned(result, "1/k"), learned(result, "0.2/k"), learned(result, "1/√k")];
  const [wandering, settled] = result.wells.records as [
    (typeof result.wells.records)[number],
    (typeof result.wells.records)[number],
  ];
  const inAWell = settled.lower.estimate + settled.higher.estimate;
  const late = floors.map(({ name, expected }) => ({ expected, measured: learned(result, name).late }));
  const largestError = Math.max(...late.map(({ measured, expected }) => Math.abs(measured.estimate / expected - 1)));
  const areAtFloors = late.every(
    ({ measured: { estimate, upper }, expected }) => Math.abs(estimate - expected) < 2 * (upper - estimate),
  );
  const leastSquares = learned(result, "least squares so far");
  const ascent = result.minibatches.signs.find(({ sign }) => sign === "as printed");
  const ascended = last(ascent?.errors ?? []);
  const printed = result.minibatches.floors.filter(({ reading }) => reading === "index as printed");
  const mended = result.minibatches.floors.filter(({ reading }) => reading === "mended");
  return [
    claim(
      "“SGD gets T updates for the same computation” (all instances the same)",
      holdsWhere(identical.every(({ benefit }) => Math.abs(benefit.estimate / SIZE - 1) < 1e-9)),
      `T = ${SIZE}: batch descent needs ${benefits(identical)} times as many instances`,
    ),
    claim(
      "“As data get increasingly diverse, the benefits … decrease, but do not entirely vanish”",
      isLess === "holds" ? holdsAbove(1, ...diverse.map(({ benefit }) => benefit)) : isLess,
      `where nothing is left of the clump: ${benefits(diverse)}`,
    ),
    claim(
      "“With greater overall adjustment than we would if we made a single “Batch” update”",
      holdsAbove(1, ...adjustments),
      `one epoch moves the weights ${formatNumber(Math.min(...adjustments.map(({ estimate }) => estimate)))} to ` +
        `${formatNumber(Math.max(...adjustments.map(({ estimate }) => estimate)))} times as far, η = .01`,
    ),
    claim(
      "“If we loop through the samples in the same order, we may get cyclic behavior”",
      holdsWhere(isCycle),
      `every epoch ends where the closed form says; sorted, η = .1, that is ` +
        `${formatNumber(Math.sqrt(presentedIn(result, "sorted", 0.1).atEnds.estimate), 2)} from the solution`,
    ),
    claim(
      "“We must go through them randomly to get more convergent behavior”",
      beatsFixed && beatsSorted ? "holds" : holdsIf("the order that is kept is a sorted one", beatsSorted),
      `mean of (w − ŵ)² within epochs, η = .01: sorted ${orderInWords(result, "sorted", rate, "within")}, ` +
        `shuffled ${inDigits(of("shuffled", "within"))}, one random order kept ${inDigits(of("one random order", "within"))}`,
    ),
    claim(
      "“Update the model to always minimize the error on the latest instance. It will never converge”",
      holdsWhere(follows(learned(result, "the latest line"), 0)),
      `(w − w*)² is ${inDigits(learned(result, "the latest line").late)} in the second half; power of k ${power(result, "the latest line")}`,
    ),
    claim(
      "“Eventually arriving at the correct solution and not moving much from it further”",
      holdsWhere(follows(shrinking, -1)),
      `η = 1/k: power of k ${power(result, "1/k")}, and 95 % of streams stay within ${formatNumber(shrinking.reach, 3)} of the solution in the second half; η = .1: within ${formatNumber(learned(result, "η = 0.1").reach, 2)}`,
    ),
    claim(
      "“SGD converges “almost surely” … Sufficient condition”: Σ η = ∞, Σ η² < ∞",
      holdsWhere(
        ["1/k", "1/k^¾", "0.5/k", "0.2/k", "1/(k ln(k + 2))"].every((name) => learned(result, name).power.upper < 0),
      ),
      `all that satisfy it converge: ${["1/k", "1/k^¾", "0.5/k", "0.2/k", "1/(k ln(k + 2))"].map((name) => `${name} ${power(result, name)}`).join("; ")}; ` +
        `1/k², whose sum is finite, does not (${power(result, "1/k²")})`,
    ),
    claim(
      "“The fastest converging series that satisfies both above requirements is” 1/k",
      holdsIf("only powers of k are compared", learned(result, "1/(k ln(k + 2))").power.upper < 0),
      `1/(k ln k) falls faster and satisfies both; its error falls as ${power(result, "1/(k ln(k + 2))")}`,
    ),
    claim(
      "“This is the optimal rate of shrinking the step size for strongly convex functions”",
      follows(small, -1)
        ? holdsWhere(follows(shrinking, -1))
        : holdsIf("the constant is above 1/(2λ), λ the curvature", follows(shrinking, -1)),
      `λ = 1.083: 1/k ${power(result, "1/k")}, but 0.2/k ${power(result, "0.2/k")}, behind 1/√k ${power(result, "1/√k")}`,
    ),
    claim(
      "“If the loss is convex, SGD converges to the optimal solution”",
      holdsWhere(shrinking.power.upper < 0 && root.power.upper < 0),
      `the mean square of the slope's error, 1/k: ${inDigits(last(shrinking.errors))} in the end`,
    ),
    claim(
      "“For non-convex losses SGD converges to a local minimum”",
      holdsWhere(inAWell > 0.99 && settled.higher.lower > 0),
      `two wells, 1/(k + 9): ${formatNumber(100 * settled.lower.estimate, 1)} % end in the lower, ${formatNumber(100 * settled.higher.estimate, 1)} % in the higher; ` +
        `η = .1 goes from well to well ${formatNumber(wandering.crossings, 1)} times in the second half`,
    ),
    question(
      "do constant rates stay at the closed form of the noise floor?",
      holdsWhere(areAtFloors),
      `η from ${floors[0]?.rate} to ${floors.at(-1)?.rate}: the largest difference is ${formatNumber(100 * largestError, 1)} %`,
    ),
    question(
      "does 1/√k converge, although Σ η² = ∞?",
      holdsWhere(follows(root, -0.5)),
      `power of k ${power(result, "1/√k")}`,
    ),
    question(
      "is 1/k as good as the least squares of all instances so far?",
      holdsWhere(last(shrinking.errors).estimate / last(leastSquares.errors).estimate < 1.1),
      `${inDigits(last(shrinking.errors))} and ${inDigits(last(leastSquares.errors))}`,
    ),
    question(
      "does averaging the slopes of 1/√k give 1/k without its constant?",
      holdsWhere(follows(learned(result, "1/√k, averaged"), -1)),
      `power of k ${power(result, "1/√k, averaged")}`,
    ),
    question(
      "does the minibatch pseudo-code climb as it is printed, W + η ΔW?",
      holdsWhere(ascended.lower > 1),
      `after ${ascent?.errors.length} updates the squared error has grown ${formatInterval(ascended, 0)} times, closed form ${formatNumber(last(ascent?.expected ?? []))}`,
    ),
    question(
      "does its Div(Y_t, d_t) within the loop over t′ leave the noise of a single instance?",
      holdsWhere(last(printed).measured.estimate === printed[0]?.measured.estimate),
      `the noise floor with b = 100 is ${formatDigits(last(printed).measured.estimate)}, that of b = 1; with t′ it is ${formatDigits(last(mended).measured.estimate)}`,
    ),
  ];
}

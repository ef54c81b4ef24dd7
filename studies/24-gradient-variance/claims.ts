import { formatDigits, formatInterval, formatNumber } from "momenta/figures";
import type { Interval } from "momenta/statistics";
import {
  claim,
  holdsAbove,
  holdsIf,
  holdsWhere,
  last,
  percentInterval,
  question,
  type Statement,
} from "../core/index.js";
import { ruleNames } from "./measure/kmeans.js";
import { batchSizes } from "./measure/rates.js";
import { clusteredBy, clusteredByBatch, estimatedBy, type GradientVariance, loweredBy } from "./result.js";

/** The size of a minibatch of K-means of which is spoken. */
export const MINIBATCH = 100;

/** Whether one interval lies below another. */
export const isBelow = (a: Interval, b: Interval) => a.upper < b.lower;

/** How far a way of K-means ends above batch updates, as a share of their cost. */
export function shareAbove(result: GradientVariance, rule: (typeof ruleNames)[number], minibatch: number): Interval {
  const { estimate, lower, upper } = clusteredBy(result, rule, minibatch).aboveBatch;
  const end = last(clusteredByBatch(result).costs).estimate;
  return { estimate: estimate / end, lower: lower / end, upper: upper / end };
}

export function answer(result: GradientVariance): string {
  return (
    "On K-means one point at a time is fastest and ends " +
    `${formatNumber(100 * shareAbove(result, "γ = .3", 1).estimate, 0)} % above the cost of batch updates, minibatches of ${MINIBATCH} ` +
    `${formatNumber(100 * shareAbove(result, "γ = .3", MINIBATCH).estimate, 1)} % (centres go .3 of the way)`
  );
}

export function claims(result: GradientVariance): Statement[] {
  return [...ofKmeans(result), ...ofSamples(result), ...ofRates(result), ...ofTraining(result)];
}

/** What a centre adds to the cost that wanders around the mean of its points, γ / (2 − γ), each point being a draw from these. */
export const noiseShare = { "γ = .1": 0.1 / 1.9, "γ = .3": 0.3 / 1.7 };

function isNoise(result: GradientVariance, rule: keyof typeof noiseShare): boolean {
  const { lower, upper } = shareAbove(result, rule, 1);
  return lower < noiseShare[rule] && noiseShare[rule] < upper;
}

function ofKmeans(result: GradientVariance): Statement[] {
  const batch = clusteredByBatch(result);
  const above = (minibatch: number) =>
    ruleNames.map((rule) => `${rule}: ${percentInterval(shareAbove(result, rule, minibatch), 1)}`).join("; ");
  const [single, several] = [1, MINIBATCH].map(
    (minibatch) => (rule: "γ = .1" | "γ = .3" | "1/n" | "1/√n") => clusteredBy(result, rule, minibatch),
  ) as [(rule: (typeof ruleNames)[number]) => typeof batch, (rule: (typeof ruleNames)[number]) => typeof batch];
  const isPoorer = (rule: (typeof ruleNames)[number]) => single(rule).aboveBatch.lower > 0;
  const isComparable = (rule: (typeof ruleNames)[number]) => shareAbove(result, rule, MINIBATCH).upper < 0.025;
  const isWider = (rule: (typeof ruleNames)[number]) => isBelow(batch.spread, single(rule).spread);
  const isNarrower = (rule: (typeof ruleNames)[number]) => isBelow(several(rule).spread, single(rule).spread);
  const spreads = (rule: (typeof ruleNames)[number]) =>
    `${rule}: one at a time ${formatInterval(single(rule).spread, 3)}, minibatches ${formatInterval(several(rule).spread, 3)}`;
  const { scales } = result.kmeans;
  const largest = last(scales);
  const constant = ["γ = .1", "γ = .3"] as const;
  return [
    claim(
      "“SGD converges faster”",
      holdsWhere(constant.every((rule) => isBelow(single(rule).arrival, batch.arrival))),
      `passes over the points to within 5 % of its own end: batch ${formatInterval(batch.arrival, 1)}, ` +
        constant.map((rule) => `${rule} ${formatInterval(single(rule).arrival, 2)}`).join(", "),
    ),
    claim(
      "“But to a poorer minimum”",
      ruleNames.every(isPoorer)
        ? "holds"
        : holdsIf("its rate is constant, or falls as 1/n", isPoorer("γ = .3") && isPoorer("γ = .1") && isPoorer("1/n")),
      `its cost above that of batch updates: ${above(1)}`,
    ),
    claim(
      "“Also note the rather large variation between runs”",
      ruleNames.every(isWider) ? "holds" : holdsIf("the rate is large", isWider("γ = .3")),
      `standard deviation of the last cost: batch ${formatInterval(batch.spread, 3)}; ${ruleNames.map((rule) => `${rule} ${formatInterval(single(rule).spread, 3)}`).join("; ")}`,
    ),
    claim(
      "“Mini-batch performs comparably to batch training on this simple problem”",
      ruleNames.every(isComparable)
        ? "holds"
        : holdsIf("its rate does not fall as 1/n", ruleNames.filter((rule) => rule !== "1/n").every(isComparable)),
      `its cost above that of batch updates, b = ${MINIBATCH}: ${above(MINIBATCH)}`,
    ),
    claim(
      "“But converges orders of magnitude faster”",
      scales.every(({ ratio }) => ratio.lower > 10)
        ? "holds"
        : holdsIf("there are tens of thousands of points", largest.ratio.lower > 10),
      `points processed by batch updates over those of minibatches: ${scales.map(({ count, ratio }) => `${formatInterval(ratio, 1)} (${count} points)`).join("; ")}`,
    ),
    claim(
      "“And with smaller variance”",
      ruleNames.every(isNarrower) ? "holds" : holdsIf("the rate is large", isNarrower("γ = .3")),
      `standard deviation of the last cost: ${ruleNames.map(spreads).join("; ")}`,
    ),
  ];
}

function ofSamples(result: GradientVariance): Statement[] {
  const { records } = result.areas;
  const [fewest, most] = [records[0], last(records)] as [(typeof records)[number], (typeof records)[number]];
  const areWithin = records.every(
    ({ average, expectedAverage }) => Math.abs(average.estimate - expectedAverage) < average.upper - average.lower,
  );
  return [
    claim(
      "“Having more samples makes the estimate more robust … The variance of the estimate is smaller”",
      holdsWhere(areWithin && isBelow(most.average, fewest.average)),
      `variance over area²: ${formatDigits(fewest.average.estimate)} with ${fewest.size} samples, ${formatDigits(most.average.estimate)} with ${most.size}; closed form ${formatDigits(fewest.expectedAverage)} and ${formatDigits(most.expectedAverage)}`,
    ),
    claim(
      "“Having very few samples makes the estimate swing wildly … the learned W too can swing wildly”",
      holdsAbove(2 * fewest.expectedSwing, fewest.swing),
      `squared distance from the best curve, median: ${formatInterval(fewest.swing, 2)} with ${fewest.size} samples, ${formatInterval(most.swing, 5)} with ${most.size}; ` +
        `1/N would give ${formatDigits(fewest.expectedSwing, 2)} and ${formatDigits(most.expectedSwing, 2)}`,
    ),
  ];
}

/** The loss of b = 16 after a 16th of the updates over that of b = 1 after all: the same number of instances. */
export function atEqualComputation({ rates }: GradientVariance): number[] {
  const { at, records } = rates;
  const loss = (power: number, batch: number, k: number) =>
    records.find((one) => one.power === power && one.batch === batch)?.losses[at.indexOf(k)]?.estimate as number;
  const k = last(at);
  return rates.slopes.map(({ power }) => loss(power, 16, k / 16) / loss(power, 1, k));
}

/** The most that a loss is of its bound, 1/√(bk) + 1/k, for some sizes of minibatch. */
export function largestShare(
  { rates: { at, records } }: GradientVariance,
  sizes: readonly number[],
  bound = (k: number, batch: number) => 1 / Math.sqrt(batch * k) + 1 / k,
): number {
  const some = records.filter(({ batch }) => sizes.includes(batch));
  return Math.max(
    ...some.flatMap(({ batch, losses }) => losses.map(({ upper }, place) => upper / bound(at[place] as number, batch))),
  );
}

function ofRates(result: GradientVariance): Statement[] {
  const { slopes } = result.rates;
  const inWords = (of: (slope: (typeof slopes)[number]) => Interval) =>
    slopes.map((slope) => `p = ${slope.power}: ${formatInterval(of(slope), 2)}`).join("; ");
  const equal = atEqualComputation(result);
  const [single, all] = [largestShare(result, [1], (k) => 1 / Math.sqrt(k)), largestShare(result, batchSizes)];
  return [
    claim(
      "“For convex functions, convergence rate for SGD is O(1/√k)”",
      holdsWhere(single < 1),
      `the loss is at most ${formatNumber(single, 2)} / √k; power of k: ${inWords(({ overUpdates }) => overUpdates)}; closed form ${slopes.map(({ expected }) => formatNumber(expected, 2)).join(", ")}, −½ for the flattest`,
    ),
    claim(
      "“For mini-batch updates with batches of size b, the convergence rate is O(1/√(bk) + 1/k)”",
      holdsWhere(all < 1),
      `the loss is at most ${formatNumber(all, 2)} times that; power of b: ${inWords(({ overBatch }) => overBatch)}`,
    ),
    claim(
      "“But since the batch size is b, we perform b times as many computations per iteration as SGD”",
      holdsWhere(equal.every((ratio) => ratio > 0.5 && ratio < 2)),
      `after as many instances the loss with b = 16 is that of b = 1 times ${equal.map((ratio) => formatNumber(ratio, 2)).join(", ")}`,
    ),
  ];
}

function ofTraining(result: GradientVariance): Statement[] {
  const { variances, times } = result.sizes;
  const areWithin = variances.every(
    ({ measured, expected }) => Math.abs(measured.estimate - expected) < 2 * (measured.upper - measured.estimate),
  );
  const end = (arm: Parameters<typeof loweredBy>[1]) => last(loweredBy(result, arm).excess);
  const epoch = times.map(({ size, milliseconds }) => ({ size, time: milliseconds / size }));
  const least = Math.min(...epoch.map(({ time }) => time));
  const enough = epoch.find(({ time }) => time < 1.5 * least) as (typeof epoch)[number];
  const small = epoch.find(({ size }) => size === 16) as (typeof epoch)[number];
  const mean = (phase: "falling" | "settled") => estimatedBy(result, "mean of 100 minibatches", phase);
  return [
    claim(
      "“Larger minibatches = less variance”",
      holdsWhere(areWithin),
      `${formatDigits(last(variances).measured.estimate, 2)} of that of one instance with b = ${last(variances).size} of 1000; (T − b)/((T − 1) b) throughout`,
    ),
    claim(
      "“fix learning rate until the error plateaus, then reduce learning rate by a fixed factor (e.g. 10)”",
      holdsWhere(
        isBelow(end("lowered, patience 100"), end("η = .2")) && isBelow(end("lowered, patience 400"), end("η = .2")),
      ),
      `loss above the least in the end: ${(
        ["η = .2", "η = .002", "lowered, patience 100", "lowered, patience 400", "η = .2/√k"] as const
      )
        .map((arm) => `${arm} ${formatInterval(end(arm), 4)}`)
        .join("; ")}`,
    ),
    question(
      "is what one at a time loses its noise alone, γ / (2 − γ)?",
      isNoise(result, "γ = .1") && isNoise(result, "γ = .3") ? "holds" : holdsIf("γ = .3", isNoise(result, "γ = .3")),
      `${percentInterval(shareAbove(result, "γ = .1", 1), 1)} and ${percentInterval(shareAbove(result, "γ = .3", 1), 1)}, closed form ` +
        `${formatNumber(100 * noiseShare["γ = .1"], 1)} % and ${formatNumber(100 * noiseShare["γ = .3"], 1)} %`,
    ),
    question(
      "is the mean of the last 100 minibatch losses the training loss?",
      holdsIf(
        "the loss has settled",
        Math.abs(mean("settled").bias.estimate) < 0.05 && mean("falling").bias.lower > 0.1,
      ),
      `too high by ${percentInterval(mean("falling").bias)} while the loss falls, by ${percentInterval(mean("settled").bias, 1)} after; ` +
        `200 held-out instances: ${percentInterval(estimatedBy(result, "held out", "falling").bias, 1)} and ${percentInterval(estimatedBy(result, "held out", "settled").bias, 1)}`,
    ),
    question(
      "does an epoch become faster with larger minibatches, up to a size?",
      holdsWhere(small.time > 2 * least && enough.size < last(epoch).size),
      `on this machine an instance takes ${formatNumber(small.time / least, 0)} times as long with b = 16 as at best; from b = ${enough.size} on less than 1.5 times`,
    ),
  ];
}

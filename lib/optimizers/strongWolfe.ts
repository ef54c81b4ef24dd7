import type { Tensor } from "@tensorflow/tfjs";
import { whole } from "../arguments/index.js";
import { mapTree, repeat, type TensorTree, tf } from "../engine/index.js";
import { fraction } from "./check.js";
import type { Hyperparameter } from "./optimizer.js";
import { counted } from "./updateCount.js";
import { dot, over } from "./vectors.js";

export interface LineSearchOptions {
  /** c₁: the decrease that a step has to bring, as a share of what the slope promises. */
  readonly sufficientDecrease?: Hyperparameter;
  /** c₂: the share of the slope that may be left at the end of a step; above c₁. */
  readonly curvature?: Hyperparameter;
  /** Points that a search may try; a whole number above 0. */
  readonly maximalTrials?: number;
}

/** Values [R] and gradients [R, n] at points [R, n]. */
export interface Evaluation {
  readonly value: Tensor;
  readonly gradient: Tensor;
}

/** What a line search found, replica by replica. */
export interface LineSearchResult extends Evaluation {
  /** α ≥ 0, shape [R]; value and gradient are those at the end of the step. */
  readonly step: Tensor;
  /** Points that were tried, shape [R]. */
  readonly trials: Tensor;
}

/** A point of the line: α, φ(α) and φ′(α), each [R]. */
interface Probe extends Record<string, Tensor> {
  readonly step: Tensor;
  readonly value: Tensor;
  readonly slope: Tensor;
}

interface Search extends Record<string, TensorTree> {
  /** The next α to try. */
  readonly trial: Tensor;
  /** The lowest point with sufficient decrease so far, at first α = 0. */
  readonly low: Probe;
  /** The gradient at `low`, [R, n]. */
  readonly gradient: Tensor;
  /** The other end of the bracket; as long as there is none, the `low` before. */
  readonly other: Probe;
  /** 1 where the wanted step lies between `low` and `other`. */
  readonly bracketed: Tensor;
  /** 1 where the trial before came close to an end of the bracket. */
  readonly slow: Tensor;
  /** 1 where `low` meets both conditions, and from the start where the direction does not descend. */
  readonly found: Tensor;
  readonly trials: Tensor;
}

/**
 * A line search for steps that meet the strong Wolfe conditions, each replica by itself: with φ(α) = f(θ + α · d)
 *
 *     φ(α) ≤ φ(0) + c₁ · α · φ′(0)     and     |φ′(α)| ≤ c₂ · |φ′(0)|
 *
 * Trials grow until they bracket such a step, then the bracket shrinks; in both phases the next trial is the minimum of
 * the cubic through values and slopes at two points. It is kept between 1.01 times and 10 times the step while growing,
 * and a tenth of the bracket away from its ends where a trial has come closer than that twice in a row, as PyTorch does
 * it. Where the trials run out the result is the lowest point with sufficient decrease, α = 0 if there is none, and α = 0
 * where the direction does not descend. NaN and Infinity count as too high.
 *
 * Source: Nocedal and Wright, "Numerical optimization", 2nd edition, 2006, algorithms 3.5 and 3.6 and equation 3.59.
 *
 * @param evaluate value and gradient at points [R, n]
 * @param point where the search starts, [R, n], with `start` what `evaluate` gives there
 * @param direction d, [R, n]
 * @param firstTrial the first α, [R]
 */
export function strongWolfe(
  evaluate: (points: Tensor) => Evaluation,
  point: Tensor,
  start: Evaluation,
  direction: Tensor,
  firstTrial: Tensor,
  { sufficientDecrease, curvature, maximalTrials }: Required<LineSearchOptions>,
): LineSearchResult {
  const slope = dot(start.gradient, direction);
  const no = tf.zerosLike(slope);
  const origin: Probe = { step: no, value: start.value, slope };
  const promised = tf.mul(sufficientDecrease, slope);
  const flat = tf.mul(curvature, tf.neg(slope));

  const tryOne = (search: Search): Search => {
    const { low, other, trial } = search;
    const at = evaluate(tf.add(point, tf.mul(over(direction, trial), direction)));
    const probe: Probe = { step: trial, value: at.value, slope: dot(at.gradient, direction) };

    const decreases = tf.logicalAnd(
      tf.lessEqual(probe.value, tf.add(start.value, tf.mul(trial, promised))),
      tf.less(probe.value, low.value),
    );
    const found = tf.logicalAnd(decreases, tf.lessEqual(tf.abs(probe.slope), flat));
    const bracketed = tf.cast(search.bracketed, "bool");
    const rises = tf.greaterEqual(tf.mul(probe.slope, tf.sub(other.step, low.step)), 0);
    const replaced = tf.logicalAnd(decreases, tf.logicalOr(rises, tf.logicalNot(bracketed)));
    const nextLow = choose(decreases, probe, low);
    const nextOther = choose(replaced, low, choose(decreases, other, probe));
    const nextBracketed = tf.logicalOr(
      bracketed,
      tf.logicalOr(tf.logicalNot(decreases), tf.greaterEqual(probe.slope, 0)),
    );

    const next: Search = {
      ...nextTrial(nextLow, nextOther, nextBracketed, search.slow),
      low: nextLow,
      gradient: choose(decreases, at.gradient, search.gradient),
      other: nextOther,
      bracketed: tf.cast(nextBracketed, "float32"),
      found: tf.cast(found, "float32"),
      trials: counted(search.trials),
    };
    return choose(tf.cast(search.found, "bool"), search, next);
  };

  const first: Search = {
    trial: firstTrial,
    slow: no,
    low: origin,
    gradient: start.gradient,
    other: origin,
    bracketed: no,
    found: tf.cast(tf.logicalNot(tf.less(slope, 0)), "float32"),
    trials: tf.cast(no, "int32"),
  };
  const searching = ({ found }: Search) => tf.any(tf.equal(found, 0));
  const { low, gradient, trials } = repeat(maximalTrials, tryOne, first, searching);
  return { step: low.step, value: low.value, gradient, trials };
}

/** The minimum of the cubic, kept within the bracket or, where there is none, within 1.01 and 10 times the step. */
function nextTrial(low: Probe, other: Probe, bracketed: Tensor, slow: Tensor): Pick<Search, "trial" | "slow"> {
  const growth = tf.sub(low.step, other.step);
  const least = tf.where(bracketed, tf.minimum(low.step, other.step), tf.add(low.step, tf.mul(0.01, growth)));
  const most = tf.where(bracketed, tf.maximum(low.step, other.step), tf.mul(10, low.step));
  const cubic = cubicMinimum(other, low);
  const middle = tf.mul(0.5, tf.add(least, most));
  const inside = tf.minimum(tf.maximum(tf.where(tf.isFinite(cubic), cubic, middle), least), most);

  const margin = tf.mul(0.1, tf.sub(most, least));
  const [below, above] = [tf.sub(inside, least), tf.sub(most, inside)];
  const nearest = tf.minimum(below, above);
  const close = tf.logicalAnd(bracketed, tf.less(nearest, margin));
  const moved = tf.logicalAnd(close, tf.logicalOr(tf.cast(slow, "bool"), tf.lessEqual(nearest, 0)));
  const safe = tf.where(tf.less(above, below), tf.sub(most, margin), tf.add(least, margin));
  return {
    trial: tf.where(moved, safe, inside),
    slow: tf.cast(tf.logicalAnd(close, tf.logicalNot(moved)), "float32"),
  };
}

/** Where the cubic through two points with their slopes has its minimum; NaN where it has none. */
function cubicMinimum(a: Probe, b: Probe): Tensor {
  const distance = tf.sub(b.step, a.step);
  const secant = tf.div(tf.sub(b.value, a.value), distance);
  const d1 = tf.sub(tf.add(a.slope, b.slope), tf.mul(3, secant));
  const d2 = tf.mul(tf.sign(distance), tf.sqrt(tf.sub(tf.square(d1), tf.mul(a.slope, b.slope))));
  const share = tf.div(tf.sub(tf.add(b.slope, d2), d1), tf.add(tf.sub(b.slope, a.slope), tf.mul(2, d2)));
  return tf.sub(b.step, tf.mul(distance, share));
}

/** The leaves of `yes` for the replicas where `condition`, [R], holds, those of `no` for the others. */
function choose<T extends TensorTree>(condition: Tensor, yes: T, no: T): T {
  return mapTree((a, b) => tf.where(over(a, condition), a, b), yes, no);
}

export const lineSearchSchema = { sufficientDecrease: fraction, curvature: fraction, maximalTrials: whole() };
export const lineSearchDefaults = { sufficientDecrease: 1e-4, curvature: 0.9, maximalTrials: 20 };

/** @throws RangeError where c₂ is not above c₁ */
export function requireWolfe(
  optimizer: string,
  { sufficientDecrease, curvature }: Pick<Required<LineSearchOptions>, "sufficientDecrease" | "curvature">,
): void {
  if (typeof sufficientDecrease !== "number" || typeof curvature !== "number" || curvature > sufficientDecrease) return;
  throw new RangeError(
    `${optimizer}: curvature is ${curvature}; give a number above sufficientDecrease, ${sufficientDecrease}.`,
  );
}

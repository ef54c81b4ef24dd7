import { mean } from "momenta/statistics";
import { round } from "../../core/index.js";
import type { AdamPropertiesOptions } from "../options.js";
import { largestRatio, lastAloneRatio } from "./closedForms.js";
import { drawGradients, placesUpTo } from "./draws.js";
import { feed, type Outcome } from "./feed.js";
import { decay, unitAdam } from "./unitAdam.js";

/** Steps in units of γ at one update. */
export interface StepBoundAt {
  readonly t: number;
  /** After the sequence of t gradients for which the step is longest, and the closed form. */
  readonly worst: number;
  readonly largest: number;
  /** After t − 1 gradients of 0 and one other, and the closed form. */
  readonly lastAlone: number;
  readonly lastAloneExpected: number;
  /** The longest of all random sequences. */
  readonly normal: number;
  readonly sparse: number;
}

/** How often, and how far, random gradients take the step beyond γ. */
export interface BeyondBound {
  /** The share of all updates with |Δθ| > γ, and of those after the tenth. */
  readonly share: number;
  readonly lateShare: number;
  readonly longest: number;
}

/** The bound on the step. */
export interface StepBound {
  readonly at: readonly StepBoundAt[];
  readonly normal: BeyondBound;
  readonly sparse: BeyondBound;
  /** The limits of the closed forms as t → ∞. */
  readonly limits: { readonly worst: number; readonly lastAlone: number };
}

/** The share of the gradients of a sparse sequence that are not 0. */
export const SPARSE = 0.01;

/** The updates after which a share counts as late. */
const EARLY = 10;

/** Standard normal gradients, the same with all but one in a hundred set to 0, and two sequences made for a large step. */
export function bound({ sequences, updates }: AdamPropertiesOptions): StepBound {
  const at = [...new Set([...placesUpTo(updates, 20), EARLY])].sort((a, b) => a - b);
  const normal = feed(
    unitAdam,
    drawGradients(sequences, updates, (_, draw) => draw()),
    sequences,
    at,
  );
  const sparse = feed(
    unitAdam,
    drawGradients(sequences, updates, (_, draw, uniform) => (uniform() < SPARSE ? draw() : 0)),
    sequences,
    at,
  );
  const stepsOn = (gradient: (before: number) => number) => {
    const gradients = new Float32Array(updates * at.length);
    at.forEach((last, replica) => {
      for (let t = 1; t <= last; t++) gradients[(t - 1) * at.length + replica] = gradient(last - t);
    });
    const outcomes = feed(unitAdam, gradients, at.length, at);
    return at.map((_, replica) => round(Math.abs(outcomes[replica]?.step[replica] as number)));
  };
  const worst = stepsOn((before) => (decay.beta1 / decay.beta2) ** before);
  const lastAlone = stepsOn((before) => (before === 0 ? 1 : 0));
  return {
    at: at.map((t, index) => ({
      t,
      worst: worst[index] as number,
      largest: round(largestRatio(decay, t)),
      lastAlone: lastAlone[index] as number,
      lastAloneExpected: round(lastAloneRatio(decay, t)),
      normal: round(largest((normal[index] as Outcome).step)),
      sparse: round(largest((sparse[index] as Outcome).step)),
    })),
    normal: beyond(normal, at),
    sparse: beyond(sparse, at),
    limits: {
      worst: round(largestRatio(decay, 1e6)),
      lastAlone: round(lastAloneRatio(decay, 1e6)),
    },
  };
}

function largest(steps: Float32Array): number {
  return steps.reduce((longest, step) => Math.max(longest, Math.abs(step)), 0);
}

function beyond(outcomes: readonly Outcome[], at: readonly number[]): BeyondBound {
  const [early, last] = [outcomes[at.indexOf(EARLY)], outcomes.at(-1)] as [Outcome, Outcome];
  const updates = at.at(-1) as number;
  const [all, soon] = [last, early].map(({ beyond }) => mean([...beyond])) as [number, number];
  return {
    share: round(all / updates),
    lateShare: round((all - soon) / (updates - EARLY)),
    longest: round(largest(last.longest)),
  };
}

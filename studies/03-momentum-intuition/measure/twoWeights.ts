import { differenceInterval, type Interval, meanInterval } from "momenta/statistics";
import { methods } from "../../common/index.js";
import { type Context, last, round } from "../../core/index.js";
import type { MomentumIntuitionOptions } from "../options.js";
import { type ByArm, byArm } from "./arms.js";
import { drawProblems, lossAt, type Problem, pictured, type Weights } from "./problems.js";
import { trainFirstTask, type Walk, type Walks } from "./walks.js";

/** What came of all problems where the second task begins after a number of updates. */
export interface Switch {
  readonly after: number;
  /** The loss of the first task at the switch. */
  readonly loss: Interval;
  /** ‖v‖ at the switch as a share of its maximum during the first task. */
  readonly velocity: Interval;
  /** From the end of the second task to the joint solution. */
  readonly distance: ByArm<Interval>;
  /** Updates from which on the loss of the second task stays below the tolerance. */
  readonly settled: ByArm<Interval>;
  /** The update of the second task that is the longest, 1 the first one. */
  readonly longest: ByArm<Interval>;
  /** Carried over minus reset, paired by problem: the distances, and the updates until the loss stays below the tolerance. */
  readonly distanceGained: Interval;
  readonly slowedBy: Interval;
  /** Reset minus plain SGD, paired by problem: the same updates. */
  readonly momentumCosts: Interval;
  /** The share of the problems that end nearer to the joint solution with the velocity than without. */
  readonly nearer: Interval;
}

/** The mean length of the updates with its interval, update by update. */
export interface Lengths {
  readonly mean: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** A problem with the paths of both tasks, one after the other, where the first is left early and where it has converged. */
export interface Picture {
  readonly problem: Problem;
  readonly early: ByArm<readonly Weights[]>;
  readonly converged: ByArm<readonly Weights[]>;
}

/** What came of the problems of two weights. */
export interface TwoWeights {
  readonly switches: readonly Switch[];
  /** The lengths of the updates over both tasks, for the early and the last switch. */
  readonly lengths: Readonly<Record<"early" | "converged", ByArm<Lengths>>>;
  /** Two problems on one pair of lines, started on either side of the first. */
  readonly pictures: readonly Picture[];
}

/** How many updates of the second task are kept for the curves. */
const SHOWN = 120;

/** Many problems of two weights, the first task left early or trained until nothing moves. */
export async function twoWeights(
  { problems, switches, early, tolerance }: MomentumIntuitionOptions,
  { map }: Context,
): Promise<TwoWeights> {
  const all = [...drawProblems(problems), ...pictured];
  const updates = Math.max(...switches, 200);
  const momentum = trainFirstTask(all, methods.momentum.optimizer, updates);
  const plain = trainFirstTask(all, methods.sgd.optimizer, updates);
  const switchAfter = (after: number): ByArm<readonly Walks[]> => ({
    carried: momentum.switchAfter(after, "carryOver"),
    reset: momentum.switchAfter(after, "reset"),
    plain: plain.switchAfter(after, "reset"),
  });
  const drawn = (walks: ByArm<readonly Walks[]>) => byArm((arm) => walks[arm].slice(0, problems));
  try {
    const [left, converged] = [switchAfter(early), switchAfter(last(switches))];
    return {
      switches: await map(switches, "switches", (after) => summarize(drawn(switchAfter(after)), after, tolerance)),
      lengths: { early: meanLengths(drawn(left)), converged: meanLengths(drawn(converged)) },
      pictures: pictured.map((problem, index) => ({
        problem,
        early: paths(left, problems + index),
        converged: paths(converged, problems + index),
      })),
    };
  } finally {
    momentum.dispose();
    plain.dispose();
  }
}

function summarize(walks: ByArm<readonly Walks[]>, after: number, tolerance: number): Switch {
  const overProblems = (value: (walks: Walks) => number) => byArm((arm) => walks[arm].map(value));
  const distance = overProblems(({ second }) => Math.hypot(...last(second.positions)));
  const settled = overProblems(({ problem, second }) => settlesAt(second, problem.inputs[1], tolerance));
  const longest = overProblems(({ second }) => second.lengths.indexOf(Math.max(...second.lengths)) + 1);
  const nearer = distance.carried.map((carried, index) => Number(carried < (distance.reset[index] as number)));
  const means = (values: ByArm<number[]>) => byArm((arm) => meanInterval(values[arm]));
  return {
    after,
    loss: meanInterval(walks.carried.map(({ problem, first }) => lossAt(problem.inputs[0], last(first.positions)))),
    velocity: meanInterval(walks.carried.map(({ first }) => last(first.lengths) / Math.max(...first.lengths))),
    distance: means(distance),
    settled: means(settled),
    longest: means(longest),
    distanceGained: differenceInterval(distance.carried, distance.reset),
    slowedBy: differenceInterval(settled.carried, settled.reset),
    momentumCosts: differenceInterval(settled.reset, settled.plain),
    nearer: meanInterval(nearer),
  };
}

/** The first update after which the loss never is above the tolerance again. */
function settlesAt({ positions }: Walk, input: Weights, tolerance: number): number {
  const above = positions.map((at) => lossAt(input, at) > tolerance);
  return above.lastIndexOf(true) + 1;
}

function meanLengths(walks: ByArm<readonly Walks[]>): ByArm<Lengths> {
  return byArm((arm) => {
    const rows = walks[arm].map(({ first, second }) => [...first.lengths, ...second.lengths.slice(0, SHOWN)]);
    const intervals = (rows[0] ?? []).map((_, update) => meanInterval(rows.map((row) => row[update] as number)));
    return {
      mean: intervals.map(({ estimate }) => round(estimate)),
      lower: intervals.map(({ lower }) => round(lower)),
      upper: intervals.map(({ upper }) => round(upper)),
    };
  });
}

function paths(walks: ByArm<readonly Walks[]>, problem: number): ByArm<readonly Weights[]> {
  return byArm((arm) => {
    const { first, second } = walks[arm][problem] as Walks;
    const positions = [...first.positions.slice(0, -1), ...second.positions];
    return positions.map(([w1, w2]): Weights => [round(w1), round(w2)]);
  });
}

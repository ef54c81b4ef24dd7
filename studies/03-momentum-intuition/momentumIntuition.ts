import { progress } from "momenta/progress";
import { type Interval, meanInterval } from "momenta/statistics";
import { chosenOptions, type Execution } from "../common/execution.js";
import { methods, setting } from "../common/setting.js";
import { type NetworkOptions, type NetworkVelocity, networkVelocity, pairedDifference } from "./network.js";
import {
  drawProblems,
  type FirstTask,
  lossAt,
  type Problem,
  trainFirstTask,
  type Walk,
  type Weights,
} from "./twoWeights.js";

/** What the study leaves to choose; the defaults are `momentumIntuitionDefaults`. */
export interface MomentumIntuitionOptions extends NetworkOptions {
  /** Problems of two weights, each with its own inputs and start. */
  readonly problems: number;
  /** Updates of the first task after which the second begins, ascending; with the last the first task has converged. */
  readonly switches: readonly number[];
  /** The one of them that stands for a first task that is stopped while the velocity is large. */
  readonly early: number;
  /** The loss of the second task that counts as learned, where it stays below. */
  readonly tolerance: number;
}

/** The setting of all studies for the network. With lr .01 and β .9 the velocity is largest after some ten updates. */
export const momentumIntuitionDefaults: MomentumIntuitionOptions = {
  seeds: setting.seeds,
  criterion: setting.criterion,
  longUpdates: 1000,
  problems: 400,
  switches: [6, 12, 24, 48, 96, 192],
  early: 12,
  tolerance: 1e-3,
};

/** To see that everything works. */
export const momentumIntuitionQuick = { seeds: 3, longUpdates: 60, problems: 100 } as const;

/** The three ways to begin the second task. */
export const arms = ["carried", "reset", "plain"] as const;
/** SGD + momentum with its velocity carried over or reset, and plain SGD. */
export type Arm = (typeof arms)[number];

/** What came of all problems where the second task begins after a number of updates. */
export interface Switch {
  readonly after: number;
  /** The loss of the first task at the switch. */
  readonly loss: Interval;
  /** ‖v‖ at the switch as a share of its maximum during the first task. */
  readonly velocity: Interval;
  /** From the end of the second task to the joint solution. */
  readonly distance: Readonly<Record<Arm, Interval>>;
  /** Updates from which on the loss of the second task stays below the tolerance. */
  readonly settled: Readonly<Record<Arm, Interval>>;
  /** The update of the second task that is the longest, 1 the first one. */
  readonly longest: Readonly<Record<Arm, Interval>>;
  /** Carried over minus reset, paired by problem: of the distances, and of the updates. */
  readonly distanceGained: Interval;
  readonly slowedBy: Interval;
  /** Reset minus plain SGD, paired by problem, of the updates. */
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

/** Two problems on one pair of lines, started on either side of the first, with all their paths. */
export interface Picture {
  readonly problem: Problem;
  /** After the early switch and after the last, the paths of both tasks, one after the other. */
  readonly early: Readonly<Record<Arm, readonly Weights[]>>;
  readonly converged: Readonly<Record<Arm, readonly Weights[]>>;
}

/** What the study found. */
export interface MomentumIntuition {
  readonly options: MomentumIntuitionOptions;
  readonly switches: readonly Switch[];
  /** The lengths of the updates over both tasks, for the early and the last switch. */
  readonly lengths: Readonly<Record<"early" | "converged", Readonly<Record<Arm, Lengths>>>>;
  readonly pictures: readonly Picture[];
  readonly network: readonly NetworkVelocity[];
}

/** Drawn by hand so that the hope can be seen: the velocity leads to the joint solution from one side, and away from the other. */
const lines: readonly [Weights, Weights] = [
  [1, 0.35],
  [0.5, 0.9],
];
const pictured: readonly Problem[] = [
  { inputs: lines, start: [-1.7, 1] },
  { inputs: lines, start: [0.7, 1.84] },
];

/** How many updates of the second task are kept for the curves. */
const SHOWN = 120;

/**
 * What becomes of momentum at a task switch: many problems of two weights, each two linear regressions with one joint solution,
 * the first task stopped early or trained until nothing moves; and the same question to the network on MNIST.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export async function momentumIntuition(
  options: Partial<MomentumIntuitionOptions> = {},
  execution: Execution = {},
): Promise<MomentumIntuition> {
  const chosen = chosenOptions(momentumIntuitionDefaults, options, momentumIntuitionQuick, execution);
  requireOptions(chosen);
  const { switches, early, tolerance, seeds } = chosen;
  const random = drawProblems(chosen.problems);
  const problems = [...random, ...pictured];
  const updates = Math.max(...switches, 200);
  const rolling = trainFirstTask(problems, methods.momentum.optimizer, updates);
  const plain = trainFirstTask(problems, methods.sgd.optimizer, updates);
  const late = switches.at(-1) as number;
  try {
    const shown = progress("momentum in the network", "runs", 4 * seeds);
    const network = await networkVelocity(chosen, execution, (runs) => shown.update(runs));
    shown.end();
    const after = (count: number) => seconds(rolling, plain, count);
    return {
      options: chosen,
      switches: switches.map((count) => summarized(random, rolling, after(count), count, tolerance)),
      lengths: {
        early: lengthsOf(rolling, plain, after(early), early, random.length),
        converged: lengthsOf(rolling, plain, after(late), late, random.length),
      },
      pictures: pictured.map((problem, index) => ({
        problem,
        early: paths(rolling, plain, after(early), early, random.length + index),
        converged: paths(rolling, plain, after(late), late, random.length + index),
      })),
      network,
    };
  } finally {
    rolling.dispose();
    plain.dispose();
  }
}

type ByArm<Value> = Readonly<Record<Arm, Value>>;

function byArm<Value>(value: (arm: Arm) => Value): ByArm<Value> {
  return { carried: value("carried"), reset: value("reset"), plain: value("plain") };
}

function seconds(rolling: FirstTask, plain: FirstTask, after: number): ByArm<readonly Walk[]> {
  return {
    carried: rolling.second(after, "carry over"),
    reset: rolling.second(after, "reset"),
    plain: plain.second(after, "reset"),
  };
}

function summarized(
  problems: readonly Problem[],
  { walks }: FirstTask,
  second: ByArm<readonly Walk[]>,
  after: number,
  tolerance: number,
): Switch {
  const firsts = problems.map((_, index) => walks[index] as Walk);
  const distances = byArm((arm) => problems.map((_, index) => distance(second[arm][index] as Walk)));
  const settled = byArm((arm) =>
    problems.map(({ inputs }, index) => settlesAt(second[arm][index] as Walk, inputs[1], tolerance)),
  );
  const nearer = problems.map((_, index) =>
    Number((distances.carried[index] as number) < (distances.reset[index] as number)),
  );
  return {
    after,
    loss: meanInterval(
      firsts.map(({ positions }, index) => lossAt(problems[index]?.inputs[0] as Weights, positions[after] as Weights)),
    ),
    velocity: meanInterval(
      firsts.map(({ lengths }) => (lengths[after - 1] as number) / Math.max(...lengths.slice(0, after))),
    ),
    distance: byArm((arm) => meanInterval(distances[arm])),
    settled: byArm((arm) => meanInterval(settled[arm])),
    longest: byArm((arm) => meanInterval(problems.map((_, index) => longestOf((second[arm][index] as Walk).lengths)))),
    distanceGained: pairedDifference(distances.carried, distances.reset),
    slowedBy: pairedDifference(settled.carried, settled.reset),
    momentumCosts: pairedDifference(settled.reset, settled.plain),
    nearer: meanInterval(nearer),
  };
}

function distance({ positions }: Walk): number {
  return Math.hypot(...(positions.at(-1) as Weights));
}

/** The first update after which the loss never is above the tolerance again. */
function settlesAt({ positions }: Walk, input: Weights, tolerance: number): number {
  const above = positions.map((at) => lossAt(input, at) > tolerance);
  return above.lastIndexOf(true) + 1;
}

function longestOf(lengths: readonly number[]): number {
  return lengths.indexOf(Math.max(...lengths)) + 1;
}

function lengthsOf(
  rolling: FirstTask,
  plain: FirstTask,
  second: ByArm<readonly Walk[]>,
  after: number,
  count: number,
): ByArm<Lengths> {
  return byArm((arm) => {
    const { walks } = arm === "plain" ? plain : rolling;
    const all = second[arm]
      .slice(0, count)
      .map(({ lengths }, problem) => [...(walks[problem] as Walk).lengths.slice(0, after), ...lengths.slice(0, SHOWN)]);
    const intervals = (all[0] ?? []).map((_, update) => meanInterval(all.map((row) => row[update] as number)));
    return {
      mean: intervals.map(({ estimate }) => rounded(estimate)),
      lower: intervals.map(({ lower }) => rounded(lower)),
      upper: intervals.map(({ upper }) => rounded(upper)),
    };
  });
}

function paths(
  rolling: FirstTask,
  plain: FirstTask,
  second: ByArm<readonly Walk[]>,
  after: number,
  problem: number,
): ByArm<readonly Weights[]> {
  return byArm((arm) => {
    const { positions } = (arm === "plain" ? plain : rolling).walks[problem] as Walk;
    const both = [...positions.slice(0, after), ...(second[arm][problem] as Walk).positions];
    return both.map(([w1, w2]): Weights => [rounded(w1), rounded(w2)]);
  });
}

/** To four digits. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

function requireOptions({ problems, switches, early, tolerance }: MomentumIntuitionOptions): void {
  if (!Number.isInteger(problems) || problems < 2) {
    throw new RangeError(`problems is ${problems}; give a whole number, at least 2.`);
  }
  if (
    switches.length < 2 ||
    switches.some((after, at) => !(Number.isInteger(after) && after > (switches[at - 1] ?? 0)))
  ) {
    throw new RangeError(
      `switches are [${switches.join(", ")}]; give at least two whole numbers of at least 1, ascending.`,
    );
  }
  if (!switches.includes(early)) {
    throw new RangeError(`early is ${early}; give one of the switches, [${switches.join(", ")}].`);
  }
  if (!(tolerance > 0)) throw new RangeError(`tolerance is ${tolerance}; give a number above 0.`);
}

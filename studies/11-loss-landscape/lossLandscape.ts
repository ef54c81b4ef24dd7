import { joint, splitMnist, type Task } from "momenta/datasets";
import { mlp } from "momenta/models";
import { progress } from "momenta/progress";
import { type Interval, meanInterval } from "momenta/statistics";
import { chosenOptions, type Execution } from "../common/execution.js";
import { type Method, methods, setting } from "../common/setting.js";
import { type Boundaries, type DigitBoundaries, digitBoundaries, moonBoundaries } from "./boundaries.js";
import { distanceBetween, evenly, filterNormalized, planeThrough } from "./planes.js";
import { findSolutions, type Solutions } from "./solutions.js";
import { type Heights, type Share, type Surface, surface } from "./surface.js";

/** What the study leaves to choose; the defaults are `lossLandscapeDefaults`. */
export interface LossLandscapeOptions {
  /** Which of the notes' optimizers; planes are those of SGD and Adam, digits those of the first one. */
  readonly optimizers: readonly (keyof typeof methods)[];
  /** Runs of each optimizer, for the lines; planes are those of seed 1. */
  readonly seeds: number;
  /** The held-out accuracy at which a task counts as learned, the joint one too. */
  readonly criterion: number;
  /** Points to a side of a plane, and of a line. */
  readonly resolution: number;
  /** Held-out examples of each task that loss and accuracy are measured on. */
  readonly examples: number;
}

/** The setting of all studies, with the joint task of the first two tasks. */
export const lossLandscapeDefaults: LossLandscapeOptions = {
  optimizers: ["sgd", "momentum", "adam", "rmsprop", "adadelta"],
  seeds: setting.seeds,
  criterion: setting.criterion,
  resolution: 41,
  examples: 500,
};

/** To see that everything works. */
export const lossLandscapeQuick = { optimizers: ["sgd", "adam"], seeds: 2, resolution: 11, examples: 100 } as const;

/** From which solution to which: “fresh” is the joint solution that was trained from the initial weights. */
export const segments = [
  "task 1 to task 2",
  "task 1 to joint",
  "task 2 to joint",
  "task 1 to fresh",
  "task 2 to fresh",
] as const;
/** The name of a line in the space of parameters. */
export type Segment = (typeof segments)[number];

/** Means over seeds with their intervals, point by point along a line. */
export interface Profile {
  readonly mean: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** One line, of one optimizer: loss in nats and accuracy on each of the two tasks. */
export interface LandscapeLine {
  readonly loss: readonly [Profile, Profile];
  readonly accuracy: readonly [Profile, Profile];
  /** How far the loss of each task rises above the straight line between its ends, at most. */
  readonly barrier: readonly [Interval, Interval];
  /** How far the accuracy falls below the straight line between its ends, at most. */
  readonly accuracyBarrier: readonly [Interval, Interval];
  /** ‖θ_end − θ_start‖. */
  readonly distance: Interval;
}

/** The lines of an optimizer. */
export interface OptimizerLines {
  readonly optimizer: string;
  readonly lines: Readonly<Record<Segment, LandscapeLine>>;
}

/** Losses over a plane in the space of parameters, for seed 1 of an optimizer. */
export interface Plane {
  readonly optimizer: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** `loss[task][row][column]`, at `y[row]`, `x[column]`. */
  readonly loss: readonly (readonly (readonly number[])[])[];
  /** Where task 1, task 2 and the joint solution lie; the joint solution alone in a random plane. */
  readonly places: readonly (readonly [number, number])[];
}

/** What the study found. */
export interface LossLandscape {
  readonly options: LossLandscapeOptions;
  readonly lines: readonly OptimizerLines[];
  /** Through task 1, task 2 and the joint solution. */
  readonly planes: readonly Plane[];
  /** Around the joint solution, in two random directions normalized by filters. */
  readonly randomPlanes: readonly Plane[];
  readonly moons: Boundaries;
  readonly digits: DigitBoundaries;
}

/** The ones that the notes compare side by side. */
const withPlanes: readonly Method[] = [methods.sgd, methods.adam];

/**
 * The loss of the network of all studies between and around its solutions: of task 1, of task 2 trained on from there, of both
 * tasks together trained on from there, and of both together trained from the initial weights; and its decision boundaries.
 *
 * Loss and accuracy are those of held-out examples. Nothing is kept in the store.
 *
 * @throws RangeError where an option is out of its range, naming it, or a criterion is not met
 */
export async function lossLandscape(
  options: Partial<LossLandscapeOptions> = {},
  execution: Execution = {},
): Promise<LossLandscape> {
  const chosen = chosenOptions(lossLandscapeDefaults, options, lossLandscapeQuick, execution);
  const { optimizers, seeds, criterion, resolution, examples } = chosen;
  requireOptions(chosen);
  const stream = splitMnist([setting.tasks[0], setting.tasks[1]]);
  const tasks = stream.tasks as [Task, Task];
  const both = joint(stream);
  const streams = [
    { ...stream, tasks: [...tasks, both] },
    { ...stream, tasks: [both] },
  ] as const;
  const model = mlp([784, ...setting.hidden, stream.outputs]);

  const all = optimizers.map((name): Method => methods[name]);
  const shown = progress("loss landscape", "parts", 2 * all.length + 2);
  const measured = surface(model, tasks, examples);
  try {
    const lines: OptimizerLines[] = [];
    const planes: Plane[] = [];
    const randomPlanes: Plane[] = [];
    let digits: DigitBoundaries | undefined;
    for (const method of all) {
      const solutions = await findSolutions(model, method, streams, seeds, criterion, execution);
      shown.update(2 * lines.length + 1);
      const { name: optimizer } = method.optimizer;
      lines.push({ optimizer, lines: await linesOf(measured, solutions, resolution) });
      const [first] = solutions as [Solutions];
      if (withPlanes.includes(method)) {
        planes.push({ optimizer, ...throughSolutions(measured, first, resolution) });
        await breathe();
        randomPlanes.push({ optimizer, ...aroundJoint(measured, first, resolution) });
      }
      digits ??= digitBoundaries(model, [first.task1, first.task2, first.joint], tasks);
      shown.update(2 * lines.length);
      await breathe();
    }
    const moons = await moonBoundaries(execution);
    shown.end();
    return { options: chosen, lines, planes, randomPlanes, moons, digits: digits as DigitBoundaries };
  } finally {
    measured.dispose();
  }
}

/** Lets the event loop run. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function linesOf(
  { heights }: Surface,
  solutions: readonly Solutions[],
  resolution: number,
): Promise<Readonly<Record<Segment, LandscapeLine>>> {
  const along = evenly(0, 1, resolution);
  const between = (from: 0 | 1 | 2, to: 0 | 1 | 2): Share[] =>
    along.map((t) => [0, 1, 2].map((corner) => (corner === from ? 1 - t : corner === to ? t : 0)) as unknown as Share);
  const found: Record<Segment, { heights: Heights; distance: number }>[] = [];
  for (const { task1, task2, joint: continued, fresh } of solutions) {
    const [one, other] = [
      heights([task1, task2, continued], [...between(0, 1), ...between(0, 2), ...between(1, 2)]),
      heights([task1, task2, fresh], [...between(0, 2), ...between(1, 2)]),
    ];
    found.push({
      "task 1 to task 2": { heights: part(one, 0, resolution), distance: distanceBetween(task1, task2) },
      "task 1 to joint": { heights: part(one, 1, resolution), distance: distanceBetween(task1, continued) },
      "task 2 to joint": { heights: part(one, 2, resolution), distance: distanceBetween(task2, continued) },
      "task 1 to fresh": { heights: part(other, 0, resolution), distance: distanceBetween(task1, fresh) },
      "task 2 to fresh": { heights: part(other, 1, resolution), distance: distanceBetween(task2, fresh) },
    });
    await breathe();
  }
  return Object.fromEntries(
    segments.map((segment) => [segment, summarized(found.map((row) => row[segment]))]),
  ) as Record<Segment, LandscapeLine>;
}

/** The heights of one of several lines that were computed together. */
function part({ loss, accuracy }: Heights, index: number, length: number): Heights {
  const cut = ([task1, task2]: readonly [number[], number[]]): [number[], number[]] => [
    task1.slice(index * length, (index + 1) * length),
    task2.slice(index * length, (index + 1) * length),
  ];
  return { loss: cut(loss), accuracy: cut(accuracy) };
}

function summarized(found: readonly { heights: Heights; distance: number }[]): LandscapeLine {
  const of = (kind: keyof Heights, task: 0 | 1) => found.map(({ heights }) => heights[kind][task]);
  return {
    loss: [profile(of("loss", 0)), profile(of("loss", 1))],
    accuracy: [profile(of("accuracy", 0)), profile(of("accuracy", 1))],
    barrier: [meanInterval(of("loss", 0).map(barrierOf)), meanInterval(of("loss", 1).map(barrierOf))],
    accuracyBarrier: [
      meanInterval(of("accuracy", 0).map((values) => barrierOf(values.map((value) => -value)))),
      meanInterval(of("accuracy", 1).map((values) => barrierOf(values.map((value) => -value)))),
    ],
    distance: meanInterval(found.map(({ distance }) => distance)),
  };
}

/**
 * How far a curve over evenly spaced points t ∈ [0, 1] rises above the straight line between its ends: max L(t) − (1 − t) · L(0) −
 * t · L(1), at least 0.
 *
 * Source: Entezari, Sedghi, Saukh, Neyshabur, "The role of permutation invariance in linear mode connectivity of neural
 * networks", ICLR 2022.
 */
export function barrierOf(values: readonly number[]): number {
  const [first, last] = [values[0] as number, values.at(-1) as number];
  const share = 1 / (values.length - 1);
  return Math.max(0, ...values.map((value, at) => value - (1 - at * share) * first - at * share * last));
}

function profile(curves: readonly (readonly number[])[]): Profile {
  const intervals = (curves[0] ?? []).map((_, at) => meanInterval(curves.map((curve) => curve[at] as number)));
  return {
    mean: intervals.map(({ estimate }) => rounded(estimate)),
    lower: intervals.map(({ lower }) => rounded(lower)),
    upper: intervals.map(({ upper }) => rounded(upper)),
  };
}

function throughSolutions({ heights }: Surface, { task1, task2, joint: both }: Solutions, resolution: number) {
  const corners = [task1, task2, both] as const;
  const { places, share } = planeThrough(corners);
  const [left, right] = [Math.min(...places.map(([a]) => a)), Math.max(...places.map(([a]) => a))];
  const [middleX, middleY] = [(left + right) / 2, places[2][1] / 2];
  const length = 1.6 * Math.max(right - left, places[2][1]);
  const x = evenly(middleX - length / 2, middleX + length / 2, resolution);
  const y = evenly(middleY - length / 2, middleY + length / 2, resolution);
  const { loss } = heights(
    corners,
    y.flatMap((b) => x.map((a) => share(a, b))),
  );
  return {
    x: x.map(rounded),
    y: y.map(rounded),
    loss: loss.map((values) => folded(values, resolution)),
    places: places.map(([a, b]) => [rounded(a), rounded(b)] as const),
  };
}

function aroundJoint({ heights }: Surface, { joint: both }: Solutions, resolution: number) {
  const corners = [both, filterNormalized(both, 1), filterNormalized(both, 2)] as const;
  const sides = evenly(-1, 1, resolution);
  const { loss } = heights(
    corners,
    sides.flatMap((b) => sides.map((a): Share => [1, a, b])),
  );
  return {
    x: sides.map(rounded),
    y: sides.map(rounded),
    loss: loss.map((values) => folded(values, resolution)),
    places: [[0, 0] as const],
  };
}

function folded(values: readonly number[], width: number): number[][] {
  return Array.from({ length: values.length / width }, (_, row) =>
    values.slice(row * width, (row + 1) * width).map(rounded),
  );
}

/** To four digits. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

function requireOptions({ optimizers, resolution, examples }: LossLandscapeOptions): void {
  const unknown = optimizers.find((name) => !Object.hasOwn(methods, name));
  if (unknown !== undefined || optimizers.length === 0) {
    throw new RangeError(
      `optimizers are [${optimizers.join(", ")}]; give at least one of ${Object.keys(methods).join(", ")}.`,
    );
  }
  if (!Number.isInteger(resolution) || resolution < 3) {
    throw new RangeError(`resolution is ${resolution}; give a whole number, at least 3.`);
  }
  if (!Number.isInteger(examples) || examples < 1 || examples > 1500) {
    throw new RangeError(`examples is ${examples}; give a whole number from 1 to 1500.`);
  }
}

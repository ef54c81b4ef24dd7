import {
  type ContourMark,
  chart,
  contours,
  type Figure,
  formatDigits,
  formatInterval,
  intervals,
  type LineMark,
  regions,
} from "momenta/figures";
import { setting } from "../common/index.js";
import { evenly, percent, percentInterval } from "../core/index.js";
import type { Boundaries } from "./measure/boundaries.js";
import type { Segment } from "./measure/lines.js";
import type { Plane } from "./measure/planes.js";
import { type Barrier, barriersTo, type LossLandscape } from "./result.js";

const planeCaption =
  "held-out loss of task 1, of task 2 and of both on the plane through the three solutions, seed 1. " +
  "Light is low; the joint solution lies where the light regions of both tasks meet.";

export const figures = {
  main: {
    caption:
      "Held-out loss along the straight lines from the solution of a task to a joint solution, on that task: mean and 95 % " +
      "interval. Joint is trained on from task 2, fresh from the initial weights; a hump between the ends is a barrier.",
    draw: (result: LossLandscape) => drawLines(result, "loss"),
  },
  accuracy: {
    caption: "The same lines in accuracy. A fall of at most 2 % counts as no barrier.",
    draw: (result: LossLandscape) => drawLines(result, "accuracy"),
  },
  "plane-sgd": {
    caption: `SGD: ${planeCaption}`,
    draw: (result: LossLandscape) => drawPlane(result, "SGD"),
  },
  "plane-adam": {
    caption: `Adam: ${planeCaption}`,
    draw: (result: LossLandscape) => drawPlane(result, "Adam"),
  },
  random: {
    caption:
      "Joint held-out loss around the joint solution in two random directions, each as long, unit by unit, as the weights " +
      "themselves: what a sharp and what a flat solution looks like.",
    draw: drawRandomPlanes,
  },
  moons: {
    caption:
      "What a small network takes the points of the plane for, after the left half of two moons, after the right half, and " +
      "after both together. Numbers are points with their true classes.",
    draw: drawMoons,
  },
  digits: {
    caption:
      "What the MNIST network takes images for that lie on the plane of the first two principal components of the digits, " +
      "through their mean. Numbers are held-out digits, projected onto the plane.",
    draw: drawDigits,
  },
};

const [firstDigits, secondDigits] = [setting.tasks[0].join(", "), setting.tasks[1].join(", ")];

/** Each line with the task that both its ends solve. */
const shownLines: readonly (readonly [Segment, task: 0 | 1])[] = [
  ["task 1 to joint", 0],
  ["task 2 to joint", 1],
  ["task 1 to fresh", 0],
  ["task 2 to fresh", 1],
];

/** Loss or accuracy along the lines, each on the task that both ends solve. */
function drawLines({ options, lines }: LossLandscape, kind: "loss" | "accuracy"): Figure {
  const t = evenly(0, 1, options.resolution);
  const dashes = ["solid", "dash", "dot"] as const;
  const means = shownLines.flatMap(([segment, task]) => lines.flatMap((own) => own.lines[segment][kind][task].mean));
  const barrier = ({ loss, accuracy }: Barrier) =>
    kind === "loss" ? formatInterval(loss, 3) : percentInterval(accuracy, 1);
  return chart({
    title: `${kind === "loss" ? "Loss" : "Accuracy"} between a task's solution and the joint one`,
    x: { title: "way gone" },
    y:
      kind === "loss"
        ? { title: "held-out loss, nats", logarithmic: true, range: [Math.min(...means) / 2, 2 * Math.max(...means)] }
        : { title: "held-out accuracy", range: [Math.min(0.8, ...means) - 0.02, 1.01] },
    rows: [
      shownLines.map(([segment, task]) => ({
        heading: segment,
        marks: lines.map(({ optimizer, lines: own }, index): LineMark => {
          const { mean, lower, upper } = own[segment][kind][task];
          const dash = dashes[index % dashes.length] as (typeof dashes)[number];
          return { as: "line", optimizer, dash, x: t, y: intervals(mean, lower, upper) };
        }),
      })),
    ],
    numbers: lines.flatMap((own) =>
      (["continued", "fresh"] as const).map((joint) => {
        const trained = joint === "continued" ? "trained on from task 2" : "trained from the start";
        const [one, other] = barriersTo(joint, own);
        return `${own.optimizer}, joint solution ${trained}: barrier ${barrier(one)} from task 1, ${barrier(other)} from task 2`;
      }),
    ),
  });
}

/** The mean of the losses of both tasks. */
function jointLoss({ loss: [one = [], other = []] }: Plane): number[][] {
  return one.map((row, at) => row.map((value, column) => (value + (other[at]?.[column] as number)) / 2));
}

/** The plane through the three solutions of one optimizer. */
function drawPlane({ planes }: LossLandscape, optimizer: string): Figure {
  const plane = planes.find((one) => one.optimizer === optimizer) as Plane;
  const { x, y, places, loss } = plane;
  const [one, other] = loss as [number[][], number[][]];
  const marks = [
    { name: "task 1", side: "right" },
    { name: "task 2", side: "below" },
    { name: "joint", side: "left" },
  ] as const;
  const losses = [
    { title: `loss of task 1: ${firstDigits}`, values: one },
    { title: `loss of task 2: ${secondDigits}`, values: other },
    { title: "joint loss", values: jointLoss(plane) },
  ];
  return contours(
    losses.map(({ title, values }) => ({
      title,
      x,
      y,
      values,
      marks: places.map(([a, b], at): ContourMark => ({ ...(marks[at] as (typeof marks)[number]), x: a, y: b })),
    })),
    {
      title: `${optimizer}: the plane through three solutions`,
      x: "distance along û",
      y: "distance along v̂",
      value: "held-out loss, nats",
      log: true,
      shades: "cividis",
      numbers: losses.flatMap(({ title, values }) =>
        places.map(([a, b], at) => {
          const value = values[nearest(y, b)]?.[nearest(x, a)] as number;
          return `${title}, near ${marks[at]?.name}: ${formatDigits(value)}`;
        }),
      ),
    },
  );
}

/** The joint loss in random planes around the joint solutions. */
function drawRandomPlanes({ randomPlanes }: LossLandscape): Figure {
  const panels = randomPlanes.map((plane) => ({
    title: plane.optimizer,
    x: plane.x,
    y: plane.y,
    values: jointLoss(plane),
    marks: [{ name: "joint", x: 0, y: 0, side: "right" } as const],
  }));
  return contours(panels, {
    title: "Around the joint solution: two random directions, filter-normalized",
    x: "first direction",
    y: "second direction",
    value: "joint held-out loss, nats",
    log: true,
    shades: "cividis",
    numbers: panels.map(({ title, values }) => {
      const all = values.flat();
      const share = all.filter((value) => value < 0.5).length / all.length;
      return (
        `${title}: ${formatDigits(Math.min(...all))} at the lowest, ${formatDigits(Math.max(...all))} at the ` +
        `highest; below 0.5 on ${Math.round(100 * share)} % of the square`
      );
    }),
  });
}

const stages = ["after task 1", "after task 2", "after the joint task"];

/** A panel of decision regions for each stage. */
function stagePanels({ stages: classes, x, y, points }: Boundaries) {
  return classes.map((stage, at) => ({ title: stages[at] as string, x, y, classes: stage, points }));
}

/** The decision regions of the two moons. */
function drawMoons({ moons }: LossLandscape): Figure {
  return regions(stagePanels(moons), {
    title: "Two moons, learned left half first, then right half",
    x: "x",
    y: "y",
    names: ["0", "1"],
    numbers: (moons.accuracy as [number, number][]).map(
      ([left, right], stage) =>
        `${stages[stage]}: ${percent(left, 1)} of the left half, ${percent(right, 1)} of the right half`,
    ),
  });
}

/** The decision regions of the network for digits, in the plane of two principal components. */
function drawDigits({ digits, lines }: LossLandscape): Figure {
  return regions(stagePanels(digits), {
    title: `The network (${lines[0]?.optimizer}) on the plane of two principal components`,
    x: "first component",
    y: "second component",
    names: Array.from({ length: 10 }, (_, digit) => String(digit)),
    numbers: [
      `the plane holds ${percent(digits.variance, 1)} of the variance of the images`,
      ...(digits.accuracy as [number, number][]).map(
        ([one, other], stage) =>
          `${stages[stage]}: ${percent(one, 1)} of ${firstDigits}, ${percent(other, 1)} of ${secondDigits}; ` +
          `${percent(digits.agreement[stage] as number, 1)} of the digits keep their class when projected`,
      ),
    ],
  });
}

function nearest(values: readonly number[], wanted: number): number {
  const distances = values.map((value) => Math.abs(value - wanted));
  return distances.indexOf(Math.min(...distances));
}

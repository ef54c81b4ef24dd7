import { type ContourMark, colourOf, contours, type Figure, formatInterval, profiles, regions } from "momenta/figures";
import { setting } from "../common/setting.js";
import { barriersOf, percent } from "./claims.js";
import type { LossLandscape, Plane, Segment } from "./lossLandscape.js";
import { evenly } from "./planes.js";

const [first, second] = setting.tasks;
const firstDigits = first.join(", ");
const secondDigits = second.join(", ");

/** Loss along the lines, each on the task that both ends solve. */
export function lossLines(result: LossLandscape): Figure {
  return linesFigure(result, "loss");
}

/** Accuracy along the lines, each on the task that both ends solve. */
export function accuracyLines(result: LossLandscape): Figure {
  return linesFigure(result, "accuracy");
}

/** Each line with the task that both its ends solve. */
const shownLines = [
  ["task 1 to joint", "task 1 to joint", 0],
  ["task 2 to joint", "task 2 to joint", 1],
  ["task 1 to fresh", "task 1 to fresh", 0],
  ["task 2 to fresh", "task 2 to fresh", 1],
] as const satisfies readonly (readonly [string, Segment, 0 | 1])[];

function linesFigure({ options, lines }: LossLandscape, kind: "loss" | "accuracy"): Figure {
  const t = evenly(0, 1, options.resolution);
  const panel = (title: string, segment: Segment, task: 0 | 1) => ({
    title,
    log: kind === "loss",
    profiles: lines.map(({ optimizer, lines: own }, index) => ({
      name: optimizer,
      colour: colourOf(optimizer),
      dash: (["solid", "dash", "dot"] as const)[index % 3] as "solid" | "dash" | "dot",
      x: t,
      ...own[segment][kind][task],
    })),
  });
  const numbers = lines.map(barriersOf).flatMap(({ optimizer, continued, fresh }) =>
    (
      [
        ["trained on from task 2", continued],
        ["trained from the start", fresh],
      ] as const
    ).map(([words, [one, other]]) => {
      const text =
        kind === "loss"
          ? ({ loss }: typeof one) => formatInterval(loss, 3)
          : ({ accuracy }: typeof one) => percent(accuracy);
      return `${optimizer}, joint solution ${words}: barrier ${text(one)} from task 1, ${text(other)} from task 2`;
    }),
  );
  const means = shownLines.flatMap(([, segment, task]) =>
    lines.flatMap(({ lines: own }) => own[segment][kind][task].mean),
  );
  const range =
    kind === "accuracy"
      ? ([Math.min(0.8, ...means) - 0.02, 1.01] as const)
      : ([Math.min(...means) / 2, 2 * Math.max(...means)] as const);
  return profiles(
    shownLines.map(([title, segment, task]) => ({ ...panel(title, segment, task), range })),
    {
      title: `${kind === "loss" ? "Loss" : "Accuracy"} between a task's solution and the joint one`,
      x: "way gone",
      y: kind === "loss" ? "held-out loss, nats" : "held-out accuracy",
      numbers,
    },
  );
}

/** The plane through the three solutions of one optimizer. */
export function planeFigure(plane: Plane): Figure {
  const names = ["task 1", "task 2", "joint"] as const;
  const sides = ["right", "below", "left"] as const;
  const marks: ContourMark[] = plane.places.map(([x, y], at) => ({
    name: names[at] as string,
    x,
    y,
    side: sides[at] as "right" | "below" | "left",
  }));
  const [one, other] = plane.loss as [number[][], number[][]];
  const both = one.map((row, at) => row.map((value, column) => (value + (other[at]?.[column] as number)) / 2));
  const losses = [
    { title: `loss of task 1: ${firstDigits}`, values: one },
    { title: `loss of task 2: ${secondDigits}`, values: other },
    { title: "joint loss", values: both },
  ];
  const at = ([x, y]: readonly [number, number], values: readonly (readonly number[])[]) =>
    values[nearest(plane.y, y)]?.[nearest(plane.x, x)] as number;
  return contours(
    losses.map(({ title, values }) => ({ title, x: plane.x, y: plane.y, values, marks })),
    {
      title: `${plane.optimizer}: the plane through three solutions`,
      x: "distance along û",
      y: "distance along v̂",
      value: "held-out loss, nats",
      log: true,
      shades: "cividis",
      numbers: losses.flatMap(({ title, values }) =>
        plane.places.map((place, index) => `${title}, near ${names[index]}: ${at(place, values).toPrecision(3)}`),
      ),
    },
  );
}

/** The joint loss in random planes around the joint solutions. */
export function randomPlanesFigure({ randomPlanes }: LossLandscape): Figure {
  const panels = randomPlanes.map(({ optimizer, x, y, loss: [one = [], other = []] }) => ({
    title: optimizer,
    x,
    y,
    values: one.map((row, at) => row.map((value, column) => (value + (other[at]?.[column] as number)) / 2)),
    marks: [{ name: "joint", x: 0, y: 0, side: "right" } as const],
  }));
  const share = (values: readonly (readonly number[])[]) => {
    const all = values.flat();
    return all.filter((value) => value < 0.5).length / all.length;
  };
  return contours(panels, {
    title: "Around the joint solution: two random directions, filter-normalized",
    x: "first direction",
    y: "second direction",
    value: "joint held-out loss, nats",
    log: true,
    shades: "cividis",
    numbers: panels.map(
      ({ title, values }) =>
        `${title}: ${Math.min(...values.flat()).toPrecision(3)} at the lowest, ${Math.max(...values.flat()).toPrecision(3)} at the ` +
        `highest; below 0.5 on ${Math.round(100 * share(values))} % of the square`,
    ),
  });
}

const stages = ["after task 1", "after task 2", "after the joint task"] as const;
const inPercent = (value: number) => `${(100 * value).toFixed(1)} %`;

/** The decision regions of the two moons. */
export function moonsFigure({ moons }: LossLandscape): Figure {
  return regions(
    moons.stages.map((classes, stage) => ({
      title: `${stages[stage]}`,
      x: moons.x,
      y: moons.y,
      classes,
      points: moons.points,
    })),
    {
      title: "Two moons, learned left half first, then right half",
      x: "x",
      y: "y",
      names: ["0", "1"],
      numbers: moons.accuracy.map(
        ([left, right], stage) =>
          `${stages[stage]}: ${inPercent(left as number)} of the left half, ${inPercent(right as number)} of the right half`,
      ),
    },
  );
}

/** The decision regions of the network for digits, in the plane of two principal components. */
export function digitsFigure({ digits, lines }: LossLandscape): Figure {
  return regions(
    digits.stages.map((classes, stage) => ({
      title: `${stages[stage]}`,
      x: digits.x,
      y: digits.y,
      classes,
      points: digits.points,
    })),
    {
      title: `The network (${lines[0]?.optimizer}) on the plane of two principal components`,
      x: "first component",
      y: "second component",
      names: Array.from({ length: 10 }, (_, digit) => String(digit)),
      numbers: [
        `the plane holds ${inPercent(digits.variance)} of the variance of the images`,
        ...digits.accuracy.map(
          ([one, other], stage) =>
            `${stages[stage]}: ${inPercent(one as number)} of ${firstDigits}, ${inPercent(other as number)} of ${secondDigits}; ` +
            `${inPercent(digits.agreement[stage] as number)} of the digits keep their class when projected`,
        ),
      ],
    },
  );
}

function nearest(values: readonly number[], wanted: number): number {
  const distances = values.map((value) => Math.abs(value - wanted));
  return distances.indexOf(Math.min(...distances));
}

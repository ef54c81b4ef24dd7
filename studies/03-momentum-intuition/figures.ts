import {
  type ContourLine,
  type ContourMark,
  type ContourPanel,
  colourOf,
  contours,
  type Figure,
  profiles,
} from "momenta/figures";
import { methods } from "../common/setting.js";
import { earlySwitch, lastSwitch, percent } from "./claims.js";
import { type Arm, arms, type MomentumIntuition, type Picture } from "./momentumIntuition.js";
import { lossAt, type Weights } from "./twoWeights.js";

const styles = {
  carried: {
    name: "momentum carried over",
    colour: colourOf(methods.momentum.optimizer.name),
    dash: "solid",
  },
  reset: { name: "momentum reset", colour: colourOf(methods.momentum.optimizer.name), dash: "dash" },
  plain: { name: "plain SGD", colour: colourOf(methods.sgd.optimizer.name), dash: "dot" },
} as const satisfies Readonly<Record<Arm, object>>;

/** The thick light line of plain SGD below the others. */
const drawingOrder = ["plain", "carried", "reset"] as const satisfies readonly Arm[];

const box = { x: [-2.1, 1.2], y: [-0.45, 2.35] } as const;

/** The hope: the first task is stopped while the velocity is large. */
export function hopeFigure(result: MomentumIntuition): Figure {
  const { after, velocity, nearer } = earlySwitch(result);
  const speed = Math.round(100 * velocity.estimate);
  return pathsFigure(result, "early", `The hope: task 1 is left after ${after} updates, at ${speed} % of full speed`, [
    `velocity at the switch: ${percent(velocity)} of its maximum`,
    `nearer to the joint solution than with a reset: ${percent(nearer)} of ${result.options.problems} problems`,
  ]);
}

/** What happens: the first task is trained until nothing moves. */
export function convergedFigure(result: MomentumIntuition): Figure {
  const { after, velocity, distanceGained } = lastSwitch(result);
  return pathsFigure(
    result,
    "converged",
    `What happens: task 1 is trained for ${after} updates, the velocity is gone`,
    [
      `velocity at the switch: ${percent(velocity, 3)} of its maximum`,
      `distance to the joint solution, carried over minus reset: ${distanceGained.estimate.toExponential(1)}`,
    ],
  );
}

function pathsFigure({ pictures }: MomentumIntuition, when: "early" | "converged", title: string, numbers: string[]) {
  const sides = ["Task 1 reached from the left", "Task 1 reached from the right"];
  const distances = pictures.flatMap((picture, index) =>
    arms.map((arm) => {
      const end = Math.hypot(...(picture[when][arm].at(-1) as Weights));
      return `${sides[index]}, ${styles[arm].name}: ends ${end.toFixed(2)} from the joint solution`;
    }),
  );
  return contours(
    pictures.map((picture, index) => panel(picture, when, sides[index] as string)),
    {
      title,
      x: "weight 1 − its joint solution",
      y: "weight 2 − its joint solution",
      value: "mean loss of both tasks",
      log: false,
      shades: "greys",
      numbers: [...numbers, ...distances],
    },
  );
}

function panel(picture: Picture, when: "early" | "converged", title: string): ContourPanel {
  const { inputs, start } = picture.problem;
  const grid = ([low, high]: readonly [number, number]) =>
    Array.from({ length: 41 }, (_, at) => low + ((high - low) * at) / 40);
  const [x, y] = [grid(box.x), grid(box.y)];
  const path = (arm: Arm): ContourLine => {
    const points = thinned(picture[when][arm]);
    return {
      ...styles[arm],
      x: points.map(([w1]) => w1),
      y: points.map(([, w2]) => w2),
      width: arm === "plain" ? 5 : 2.5,
      points: true,
    };
  };
  return {
    title,
    x,
    y,
    values: y.map((w2) => x.map((w1) => (lossAt(inputs[0], [w1, w2]) + lossAt(inputs[1], [w1, w2])) / 2)),
    lines: [
      solutions("task 1 solved", inputs[0], "#444444", "solid"),
      solutions("task 2 solved", inputs[1], "#444444", "dot"),
      ...drawingOrder.map(path),
    ],
    marks: [
      { name: "start", x: start[0], y: start[1], side: "below" },
      { name: "joint solution", x: 0, y: 0, side: "right" },
      ...ends(picture, when),
    ],
  };
}

/** Without the points that lie too near to the one before to be told apart. */
function thinned(path: readonly Weights[]): Weights[] {
  const kept: Weights[] = [];
  for (const point of path) {
    const [x, y] = kept.at(-1) ?? [Number.POSITIVE_INFINITY, 0];
    if (Math.hypot(point[0] - x, point[1] - y) > 0.01) kept.push(point);
  }
  return kept;
}

/** Where the second task ends with momentum: one mark where carried over and reset end at one place. */
function ends(picture: Picture, when: "early" | "converged"): ContourMark[] {
  const [carried, reset] = (["carried", "reset"] as const).map((arm) => picture[when][arm].at(-1)) as [
    Weights,
    Weights,
  ];
  const mark = (name: string, [x, y]: Weights) => ({ name, x, y, side: x > -1.2 ? "left" : "above" }) as const;
  const together = Math.hypot(carried[0] - reset[0], carried[1] - reset[1]) < 0.01;
  return together ? [mark("all end here", carried)] : [mark("carried over", carried), mark("reset", reset)];
}

/** The line of weights at right angles to an input, as long as the box. */
function solutions(name: string, [x1, x2]: Weights, colour: string, dash: "solid" | "dot"): ContourLine {
  return { name, x: [-4 * x2, 4 * x2], y: [4 * x1, -4 * x1], colour, dash, width: 2.5, points: false };
}

/** The lengths of the updates across the switch, linear and logarithmic. */
export function lengthsFigure(result: MomentumIntuition): Figure {
  const { lengths, options } = result;
  const [early, late] = [options.early, lastSwitch(result).after];
  const of = (when: "early" | "converged", after: number) =>
    arms.map((arm) => {
      const { mean, lower, upper } = lengths[when][arm];
      return { ...styles[arm], x: mean.map((_, at) => at + 1 - after), mean, lower, upper };
    });
  const vertical = { x: 0.5, name: "task 2" };
  const window = [-early, 60] as const;
  const longest = arms.map((arm) => {
    const second = lengths.converged[arm].mean.slice(late);
    const top = Math.max(...second);
    return `converged, ${styles[arm].name}: the updates of task 2 are longest, ${top.toFixed(3)}, at number ${second.indexOf(top) + 1}`;
  });
  return profiles(
    [
      { title: `left after ${early} updates`, log: false, profiles: of("early", early), vertical, window },
      { title: `converged, ${late} updates`, log: false, profiles: of("converged", late), vertical, window },
      { title: "converged, logarithmic", log: true, profiles: of("converged", late), vertical, range: [1e-7, 0.5] },
    ],
    {
      title: "How fast the weights move across the task switch",
      x: "updates from the switch",
      y: "length of the update",
      numbers: [`mean and 95 % interval of ${options.problems} problems`, ...longest],
    },
  );
}

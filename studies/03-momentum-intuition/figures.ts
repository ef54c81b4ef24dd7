import {
  type ContourLine,
  type ContourMark,
  type ContourPanel,
  chart,
  colourOf,
  contours,
  type Figure,
  formatExponential,
  intervals,
  type Mark,
} from "momenta/figures";
import { methods } from "../common/index.js";
import { evenly, percentInterval } from "../core/index.js";
import { type Arm, arms } from "./measure/arms.js";
import { lossAt, type Weights } from "./measure/problems.js";
import type { Picture } from "./measure/twoWeights.js";
import { earlySwitch, lastSwitch, type MomentumIntuition } from "./result.js";

export const figures = {
  main: {
    caption:
      "Two weights, two tasks whose solutions are lines, and actual runs from two starts: the first task is left while the " +
      "velocity is large. Coming from the left the carried velocity leads nearer to the joint solution than a reset, coming " +
      "from the right further away.",
    draw: drawHope,
  },
  converged: {
    caption:
      "The same starts, the first task trained until nothing moves: carried over or reset, the velocity is zero, and all " +
      "methods end at the point of task 2's line that is nearest to where task 1 ended.",
    draw: drawConverged,
  },
  lengths: {
    caption:
      "Mean length of the updates across the switch, with 95 % intervals. After convergence the carried velocity is as small " +
      "as a reset one, so both start slowly and overshoot; plain SGD starts with its longest update.",
    draw: drawLengths,
  },
};

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
function drawHope(result: MomentumIntuition): Figure {
  const { after, velocity, nearer } = earlySwitch(result);
  const speed = Math.round(100 * velocity.estimate);
  return drawPaths(result, "early", `The hope: task 1 is left after ${after} updates, at ${speed} % of full speed`, [
    `velocity at the switch: ${percentInterval(velocity)} of its maximum`,
    `nearer to the joint solution than with a reset: ${percentInterval(nearer)} of ${result.options.problems} problems`,
  ]);
}

/** What happens: the first task is trained until nothing moves. */
function drawConverged(result: MomentumIntuition): Figure {
  const { after, velocity, distanceGained } = lastSwitch(result);
  return drawPaths(result, "converged", `What happens: task 1 is trained for ${after} updates, the velocity is gone`, [
    `velocity at the switch: ${percentInterval(velocity, 3)} of its maximum`,
    `distance to the joint solution, carried over minus reset: ${formatExponential(distanceGained.estimate, 1)}`,
  ]);
}

function drawPaths({ pictures }: MomentumIntuition, when: "early" | "converged", title: string, numbers: string[]) {
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
  const [x, y] = [evenly(...box.x, 41), evenly(...box.y, 41)];
  const path = (arm: Arm): ContourLine => {
    const points = thin(picture[when][arm]);
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
function thin(path: readonly Weights[]): Weights[] {
  const apart: Weights[] = [];
  for (const point of path) {
    const [x, y] = apart.at(-1) ?? [Number.POSITIVE_INFINITY, 0];
    if (Math.hypot(point[0] - x, point[1] - y) > 0.01) apart.push(point);
  }
  return apart;
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
function drawLengths(result: MomentumIntuition): Figure {
  const { lengths, options } = result;
  const { after } = lastSwitch(result);
  const marks = (when: "early" | "converged", switchedAt: number): Mark[] => [
    ...arms.map((arm): Mark => {
      const { mean, lower, upper } = lengths[when][arm];
      const x = mean.map((_, at) => at + 1 - switchedAt);
      return { as: "line", ...styles[arm], x, y: intervals(mean, lower, upper) };
    }),
    { as: "rule", x: 0.5, text: "task 2" },
  ];
  const x = { range: [-options.early, 60] } as const;
  const converged = marks("converged", after);
  return chart({
    title: "How fast the weights move across the task switch",
    x: { title: "updates from the switch" },
    y: { title: "length of the update" },
    rows: [
      [
        { heading: `left after ${options.early} updates`, x, y: {}, marks: marks("early", options.early) },
        { heading: `converged, ${after} updates`, x, marks: converged },
        { heading: "converged, logarithmic", y: { logarithmic: true, range: [1e-7, 0.5] }, marks: converged },
      ],
    ],
    numbers: [
      `mean and 95 % interval of ${options.problems} problems`,
      ...arms.map((arm) => {
        const second = lengths.converged[arm].mean.slice(after);
        const longest = Math.max(...second);
        return `converged, ${styles[arm].name}: the updates of task 2 are longest, ${longest.toFixed(3)}, at number ${second.indexOf(longest) + 1}`;
      }),
    ],
  });
}

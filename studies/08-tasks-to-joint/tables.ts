import { Table } from "momenta/figures";
import type { TasksToJointLine } from "./measure/lines.js";
import { trendOf } from "./measure/trend.js";
import type { TasksToJoint } from "./result.js";

/** How updates on the joint task change with the number of tasks before it: a row a line, published in words beside it. */
export function trends({ options, lines }: TasksToJoint): Table {
  return new Table(
    `Updates to the joint solution, mean and 95 % interval of ${options.seeds} runs. Monotonicity −1: every further task lowers them`,
    [
      { heading: "optimizer" },
      { heading: "published" },
      { heading: "after 0 tasks", decimals: 0 },
      { heading: `after ${options.tasks.length}`, decimals: 0 },
      { heading: "after / before" },
      { heading: "monotonicity of a run" },
      { heading: "of the means" },
      { heading: "runs given up" },
    ],
    lines.map((line) => {
      const { points, ratio, monotonicity, monotonicityOfMeans } = trendOf(line);
      return [...namesOf(line), points[0], points.at(-1), ratio, monotonicity, monotonicityOfMeans, line.givenUp];
    }),
  );
}

/** What a line is called, and what the notes' figure shows of it. */
function namesOf({ optimizer, biasCorrected }: TasksToJointLine): [name: string, published: string | undefined] {
  return biasCorrected ? [`${optimizer}, bias-corrected`, undefined] : [optimizer, published[optimizer]];
}

const published: Readonly<Record<string, string>> = {
  SGD: "falls, mostly",
  "SGD + momentum": "the least consistent",
  Adam: "falls, mostly",
  RMSProp: "falls, the smoothest",
  Adadelta: "flat, and very fast",
};

import { joint, splitMnist, type Task } from "momenta/datasets";
import { mlp } from "momenta/models";
import { type Method, methods, setting } from "../../common/index.js";
import { breathe, type Context } from "../../core/index.js";
import type { LossLandscapeOptions } from "../options.js";
import { type DigitBoundaries, digitBoundaries } from "./digits.js";
import { type OptimizerLines, solutionLines } from "./lines.js";
import { type Plane, planeAroundJoint, planeThroughSolutions } from "./planes.js";
import { findSolutions, type Solutions } from "./solutions.js";
import { surface } from "./surface.js";

/** What is found around the solutions of the network of all studies. */
export interface Landscape {
  readonly lines: readonly OptimizerLines[];
  /** Through task 1, task 2 and the joint solution. */
  readonly planes: readonly Plane[];
  /** Around the joint solution, in two random directions normalized by filters. */
  readonly randomPlanes: readonly Plane[];
  readonly digits: DigitBoundaries;
}

/** The ones that the notes compare side by side. */
const withPlanes: readonly Method[] = [methods.sgd, methods.adam];

/**
 * The loss of the network of all studies between and around its solutions: of task 1, of task 2 trained on from there, of both
 * tasks together trained on from there, and of both together trained from the initial weights; and its decision boundaries,
 * those of the first optimizer. Loss and accuracy are those of held-out examples.
 *
 * @throws RangeError where a run does not meet the criterion
 */
export async function landscape(options: LossLandscapeOptions, context: Context): Promise<Landscape> {
  const { optimizers, seeds, resolution, examples } = options;
  const stream = splitMnist([setting.tasks[0], setting.tasks[1]]);
  const tasks = stream.tasks as [Task, Task];
  const both = joint(stream);
  const streams = [
    { ...stream, tasks: [...tasks, both] },
    { ...stream, tasks: [both] },
  ] as const;
  const model = mlp([784, ...setting.hidden, stream.outputs]);
  const { heights, dispose } = surface(model, tasks, examples);
  const lines: OptimizerLines[] = [];
  const planes: Plane[] = [];
  const randomPlanes: Plane[] = [];
  let digits: DigitBoundaries | undefined;
  context.expect(2 * seeds * optimizers.length, "runs");
  try {
    for (const method of optimizers.map((name): Method => methods[name])) {
      const solutions = await findSolutions(model, method, streams, options, context);
      const [first] = solutions as [Solutions];
      const { name: optimizer } = method.optimizer;
      lines.push({ optimizer, lines: await solutionLines(heights, solutions, resolution) });
      if (withPlanes.includes(method)) {
        planes.push({ optimizer, ...planeThroughSolutions(heights, first, resolution) });
        await breathe();
        randomPlanes.push({ optimizer, ...planeAroundJoint(heights, first, resolution) });
      }
      digits ??= digitBoundaries(model, [first.task1, first.task2, first.joint], tasks);
      await breathe();
    }
  } finally {
    dispose();
  }
  return { lines, planes, randomPlanes, digits: digits as DigitBoundaries };
}

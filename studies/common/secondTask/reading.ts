import { type Curve, formatInterval } from "momenta/figures";
import { type Interval, mean, meanInterval } from "momenta/statistics";
import type { Followed, FollowedTask, SecondTask } from "./secondTask.js";
import type { Shape } from "./shape.js";

/** The layers that the notes follow, by their names in the parameters, in words, and the line each is drawn in. */
export const layers = [
  { layer: "layer1", words: "first layer", line: "dotted" },
  { layer: "layer2", words: "second layer", line: "dashed" },
  { layer: "output", words: "output layer", line: "solid" },
] as const;

/** The weights and biases of each of the three layers. */
export function layerSizes([first, second]: readonly number[]): readonly [number, number, number] {
  const [a, b] = [first as number, second as number];
  return [785 * a, (a + 1) * b, (b + 1) * 10];
}

/** What was found of a method. @throws Error where the result has no method of that label */
export function methodIn({ methods }: SecondTask, label: string): Followed {
  const found = methods.find((method) => method.label === label);
  if (found === undefined) throw new Error(`there is no method “${label}” in the result.`);
  return found;
}

/** What was found of a method on the second task, or on another in its place. */
export function taskOf(result: SecondTask, label: string, task = 0): FollowedTask {
  return methodIn(result, label).tasks[task] as FollowedTask;
}

/** How a quantity of a method went on the second task. @throws Error where it was not recorded */
export function shapeIn(result: SecondTask, label: string, quantity: string, task = 0): Shape {
  const shape = taskOf(result, label, task).shapes[quantity];
  if (shape === undefined) throw new Error(`“${quantity}” of ${label} was not recorded.`);
  return shape;
}

/** The mean of aᵢ − bᵢ of pairs with its 95 % interval. */
export function pairedDifference(a: readonly number[], b: readonly number[]): Interval {
  return meanInterval(a.map((value, at) => value - (b[at] as number)));
}

/** The course of a quantity of a method as a curve, divided by `unit`. */
export function curveOf(
  result: SecondTask,
  label: string,
  quantity: string,
  look: Pick<Curve, "label" | "line">,
  unit = 1,
): Curve {
  const { optimizer, tasks } = methodIn(result, label);
  const course = tasks[0]?.courses[quantity];
  if (course === undefined) throw new Error(`“${quantity}” of ${label} was not recorded.`);
  const scaled = (values: readonly number[]) => values.map((value) => value / unit);
  return { ...look, optimizer, mean: scaled(course.mean), halfWidth: scaled(course.halfWidth) };
}

/** A quantity of a method in the three layers, as curves, each divided by its own unit. */
export function layerCurves(result: SecondTask, label: string, quantity: string, units = [1, 1, 1]): Curve[] {
  return layers.map(({ layer, words, line }, at) =>
    curveOf(result, label, `${quantity}.${layer}`, { label: words, line }, units[at]),
  );
}

/** A line across a panel where a method has learned the second task on average; none where that is beyond the record. */
export function learnedMark(result: SecondTask, label: string): { at: number; text: string }[] {
  const at = mean(taskOf(result, label).secondTask);
  return at <= result.options.updates ? [{ at, text: "learned" }] : [];
}

/** “[3, 4] after [1, 2]”. */
export function tasksInWords({ options }: SecondTask, task = 0): string {
  return `[${(options.secondTasks[task] ?? []).join(", ")}] after [${options.firstTask.join(", ")}]`;
}

/** “12.3 ± 1.0”, in as many decimals as said. */
export function inWords(values: readonly number[], decimals = 1): string {
  return formatInterval(meanInterval(values), decimals);
}

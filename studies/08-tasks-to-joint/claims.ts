import { formatInterval, formatNumber } from "momenta/figures";
import { pairedTTest } from "momenta/statistics";
import { claim, countClaims, holdsBelow, holdsWhere, type Statement } from "../core/index.js";
import { seedMonotonicities, trendOf } from "./measure/trend.js";
import { linesOfNotes, type TasksToJoint } from "./result.js";

export function answer(result: TasksToJoint): string {
  const { holding, of } = countClaims(claims(result));
  const ratios = linesOfNotes(result).map((line) => `${line.optimizer} ${formatInterval(trendOf(line).ratio)}`);
  return `${holding} of ${of} statements hold; updates after ${result.options.tasks.length} tasks over updates after none: ${ratios.join(", ")}`;
}

export function claims(result: TasksToJoint): Statement[] {
  const lines = linesOfNotes(result).map((line) => ({
    name: line.optimizer,
    scores: seedMonotonicities(line),
    ...trendOf(line),
  }));
  type Line = (typeof lines)[number];
  const splitAt = (name: string) =>
    [lines.find((line) => line.name === name) as Line, lines.filter((line) => line.name !== name)] as const;
  const list = (some: readonly Line[]) => some.map(({ name }) => name).join(", ") || "none";
  /** By how much one line's monotonicity lies above another's, paired by seed. */
  const above = (one: Line, other: Line) => pairedTTest(one.scores, other.scores).difference;
  const saving = lines.filter(({ ratio }) => ratio.upper < 1);
  const [rmsprop, allButRmsprop] = splitAt("RMSProp");
  const [momentum, allButMomentum] = splitAt("SGD + momentum");
  const [adadelta, allButAdadelta] = splitAt("Adadelta");
  const slower = allButAdadelta.filter(({ average }) => average > adadelta.average);
  return [
    claim(
      "training on all tasks saves updates with most optimizers",
      holdsWhere(saving.length > lines.length / 2),
      `with ${list(saving)}`,
    ),
    claim(
      "RMSProp falls the most steadily",
      holdsBelow(0, ...allButRmsprop.map((other) => above(rmsprop, other))),
      `monotonicity ${formatInterval(rmsprop.monotonicity)}; of the others ${allButRmsprop
        .map(({ name, monotonicity }) => `${name} ${formatInterval(monotonicity)}`)
        .join(", ")}`,
    ),
    claim(
      "SGD with momentum is the least consistent: the monotonicity of each other one is lower",
      holdsBelow(0, ...allButMomentum.map((other) => above(other, momentum))),
      `monotonicity ${formatInterval(momentum.monotonicity)}`,
    ),
    claim(
      "Adadelta is insensitive to the number of tasks",
      holdsWhere(adadelta.ratio.lower <= 1 && adadelta.ratio.upper >= 1),
      `after all of them it takes ${formatInterval(adadelta.ratio)} times the updates`,
    ),
    claim(
      "Adadelta is very fast: on average it takes fewer updates than most others",
      holdsWhere(slower.length > allButAdadelta.length / 2),
      `${formatNumber(adadelta.average, 0)} updates on average, fewer than ${list(slower)}`,
    ),
  ];
}

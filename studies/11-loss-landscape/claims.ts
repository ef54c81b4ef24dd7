import type { Interval } from "momenta/statistics";
import { claim, holdsIf, holdsWhere, percentInterval, question, type Statement, type Verdict } from "../core/index.js";
import { barriersTo, isConnected, type JointSolution, type LossLandscape, largestFall, NOISE } from "./result.js";

export function answer(result: LossLandscape): string {
  const { accuracy, optimizer } = result.lines
    .map((own) => ({ optimizer: own.optimizer, accuracy: largestFall(barriersTo("continued", own)) }))
    .reduce((a, b) => (b.accuracy.estimate > a.accuracy.estimate ? b : a));
  return (
    `${withoutBarrier(result)}; to the one trained from the start for ${inWords(result, "fresh")}; ` +
    `the largest of the former: ${percentInterval(accuracy, 1)} of accuracy (${optimizer})`
  );
}

export function claims(result: LossLandscape): Statement[] {
  const { lines, moons, digits } = result;
  const connected = connectedOptimizers(result, "continued");
  const [first, second] = digits.accuracy[1] as [number, number];
  const both = moons.accuracy[2] as [number, number];
  return [
    claim(
      "an intuition: training on more tasks leads towards the joint solution (here: straight, without a barrier)",
      holdsWhere(
        connected.length === lines.length,
        holdsIf(`the optimizer is ${connected.join(" or ")}`, connected.length > 0),
      ),
      withoutBarrier(result),
    ),
    ...lines.map((own) => {
      const fall = largestFall(barriersTo("continued", own));
      return question(
        `${own.optimizer}: does accuracy fall by at most ${100 * NOISE} % from both tasks' solutions to the joint one?`,
        withinNoise(fall),
        percentInterval(fall, 1),
      );
    }),
    question(
      "is the first task forgotten when the second one is learned?",
      holdsWhere(first < 0.5 && second > 0.95),
      accuraciesInWords([first, second]),
    ),
    question(
      "two moons: are both halves known after the joint task?",
      holdsWhere(both.every((value) => value > 0.95)),
      accuraciesInWords(both),
    ),
  ];
}

function withinNoise({ lower, upper }: Interval): Verdict {
  return holdsWhere(upper <= NOISE, lower > NOISE ? "fails" : "undecided");
}

/** The optimizers whose joint solutions are connected to both tasks' solutions. */
function connectedOptimizers({ lines }: LossLandscape, joint: JointSolution): string[] {
  return lines.filter((own) => isConnected(barriersTo(joint, own))).map(({ optimizer }) => optimizer);
}

function withoutBarrier(result: LossLandscape): string {
  return `no barrier to the joint solution trained on from task 2 for ${inWords(result, "continued")}`;
}

function inWords(result: LossLandscape, joint: JointSolution): string {
  const names = connectedOptimizers(result, joint);
  const all = result.lines.length;
  return names.length === 0
    ? `none of ${all} optimizers`
    : `${names.length} of ${all} optimizers (${names.join(", ")})`;
}

function accuraciesInWords(values: readonly number[]): string {
  return values.map((value) => value.toFixed(2)).join(" and ");
}

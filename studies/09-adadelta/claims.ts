import { formatInterval, formatNumber } from "momenta/figures";
import { type Interval, mean } from "momenta/statistics";
import { claim, holdsAbove, holdsWhere, last, question, type Statement } from "../core/index.js";
import type { StepCurve } from "./measure/curves.js";
import { KERAS, OURS } from "./measure/grid.js";
import { ADADELTA, type AdadeltaBehaviour, comparisons, savedByReset } from "./result.js";

export function answer(result: AdadeltaBehaviour): string {
  const all = comparisons(result);
  const won = all.filter(({ difference }) => difference.lower > 0).length;
  const lost = all.filter(({ difference }) => difference.upper < 0).length;
  const dataSets = new Set(all.map(({ dataSet }) => dataSet));
  const means = result.map.flat().map(({ secondTask }) => mean(secondTask));
  return (
    `Adadelta is faster than the other method in ${won} of ${all.length} comparisons on ${dataSets.size} data sets and slower in ${lost}; ` +
    `its ρ and ε move the updates on the second task from ${formatNumber(Math.min(...means), 0)} to ${formatNumber(Math.max(...means), 0)}`
  );
}

/** The notes say that Adadelta is the fastest on their own data set; everything else they ask. */
export function claims(result: AdadeltaBehaviour): Statement[] {
  const speeds = comparisons(result).map(({ dataSet, other, difference }) => {
    const [verdict, numbers] = [holdsAbove(0, difference), `by ${formatInterval(difference, 1)}`] as const;
    return dataSet === "Split MNIST"
      ? claim(`${dataSet}: Adadelta takes fewer updates than ${other}`, verdict, numbers)
      : question(`${dataSet}: does Adadelta take fewer updates than ${other}?`, verdict, numbers);
  });
  const resets = savedByReset(result).map(({ dataSet, optimizer, difference }) =>
    question(
      `${dataSet}: does a reset save ${optimizer} updates?`,
      holdsAbove(0, difference),
      formatInterval(difference, 1),
    ),
  );
  return [...speeds, ...stepQuestions(result), ...hyperparameterQuestions(result), ...resets];
}

/** Whether Adadelta warms up, and what of that a state that is carried over saves. */
function stepQuestions({ curves }: AdadeltaBehaviour): Statement[] {
  const own = curves.filter(({ optimizer }) => optimizer === ADADELTA);
  const reset = own.filter(({ stateAtSwitch }) => stateAtSwitch === "reset");
  const carried = own.filter(({ stateAtSwitch }) => stateAtSwitch === "carryOver");
  const first = ({ steps: [step] }: StepCurve) => (step as Interval).estimate;
  const growth = reset.map((curve) => last(curve.steps).estimate / first(curve));
  const headStart = carried.map((curve) => {
    const after = reset.find(({ layer }) => layer === curve.layer) as StepCurve;
    return first(curve) / first(after);
  });
  const times = (factors: readonly number[]) => `${factors.map((factor) => formatNumber(factor, 1)).join(", ")} times`;
  return [
    question(
      "does Adadelta's effective step grow over the second task, in every layer?",
      holdsWhere(growth.every((factor) => factor > 1)),
      `${times(growth)} its first in the layers from the input on`,
    ),
    question(
      "is its first step larger where the state is carried over than after a reset, in every layer?",
      holdsWhere(headStart.every((factor) => factor > 1)),
      times(headStart),
    ),
  ];
}

/** Whether the learning rate and ε decide how fast Adadelta is. */
function hyperparameterQuestions({ forms, map, options }: AdadeltaBehaviour): Statement[] {
  const updates = (whose: string | undefined) => mean(forms.find(({ name }) => name === whose)?.secondTask ?? []);
  const [keras, ours] = [updates(KERAS), updates(OURS)];
  const decay = options.decays.includes(0.9) ? 0.9 : options.decays[0];
  const overEpsilon = map[options.decays.indexOf(decay as number)]?.map(({ secondTask }) => mean(secondTask)) ?? [];
  const factor = Math.max(...overEpsilon) / Math.min(...overEpsilon);
  return [
    question(
      "does the learning rate decide, by a factor above 2?",
      holdsWhere(keras > 2 * ours),
      `Keras' and tfjs' own .001 takes ${formatNumber(keras, 0)} updates on the second task, 1 takes ${formatNumber(ours, 0)}`,
    ),
    question(
      `does ε matter at ρ ${decay}, by a factor above 1.5?`,
      holdsWhere(factor > 1.5),
      `it changes the updates on the second task by a factor of ${formatNumber(factor, 1)}`,
    ),
  ];
}

import { formatInterval } from "momenta/figures";
import { byLayer, courseOf, inLayers, layerDifferences, listInWords, type SecondTask } from "../common/index.js";
import { claim, holdsAbove, holdsBelow, type Statement } from "../core/index.js";
import { label } from "./measure/methods.js";
import { layerRatio, type Measure, measures } from "./ratios.js";

export function answer(result: SecondTask): string {
  const [outputOverSecond, secondOverFirst] = descent(result, measures(result).moment);
  return (
    `over the first ${result.options.beginning} updates the second layer's are ${atFirst(result).numbers}; ` +
    `the norm of the second moment of the output layer is ${formatInterval(outputOverSecond, 1)} times the second's, ` +
    `that ${formatInterval(secondOverFirst, 1)} times the first's`
  );
}

export function claims(result: SecondTask): Statement[] {
  const { moment, momentPerWeight } = measures(result);
  const { verdict, numbers } = atFirst(result);
  const momentVaries = inLayers(result, label, "secondMoment", "variation");
  const updateVaries = inLayers(result, label, "updateNorm", "variation");
  return [
    claim("at the beginning the second layer is updated more than the output layer", verdict, numbers),
    claimOrder(result, moment),
    claimOrder(result, momentPerWeight),
    claim(
      "the second moment is very stable: its norm varies less than that of the update",
      holdsBelow(0, ...layerDifferences(momentVaries, updateVaries)),
      `${listInWords(momentVaries, 2)} of its mean, that of the update by ${listInWords(updateVaries, 2)}`,
    ),
  ];
}

/** Whether the second layer is updated more than the output layer at the beginning, by both measures. */
function atFirst(result: SecondTask) {
  const { update, updatePerWeight } = measures(result);
  const ratio = (measure: Measure) => layerRatio(result, measure, "beginning", "second", "output");
  const [asNorm, perWeight] = [ratio(update), ratio(updatePerWeight)];
  const verdict = holdsAbove(1, perWeight);
  const onlyAsNorm = verdict !== "holds" && holdsAbove(1, asNorm) === "holds";
  return {
    verdict: onlyAsNorm ? ("holds if the norm of the layer counts" as const) : verdict,
    numbers: `${formatInterval(asNorm)} times the output layer's as a norm, ${formatInterval(perWeight)} times for a weight`,
  };
}

/** The output layer's over the second's, and the second's over the first's, all updates taken together. */
function descent(result: SecondTask, measure: Measure) {
  return [
    layerRatio(result, measure, "overall", "output", "second"),
    layerRatio(result, measure, "overall", "second", "first"),
  ] as const;
}

function claimOrder(result: SecondTask, measure: Measure): Statement {
  const ratios = descent(result, measure);
  const throughout = percentInOrder(result, measure);
  const verdict = holdsAbove(1, ...ratios);
  return claim(
    `${measure.words}: output > second > first layer`,
    verdict === "holds" && throughout < 100 ? "holds if all updates are taken together" : verdict,
    `ratios ${ratios.map((ratio) => formatInterval(ratio, 1)).join(" and ")}; in ${throughout} % of the updates`,
  );
}

/** In how many of a hundred updates the means of the layers stand as published. */
function percentInOrder(result: SecondTask, { quantity, units }: Measure): number {
  const means = byLayer((layer, at) =>
    courseOf(result, label, `${quantity}.${layer}`).mean.map((value) => value / units[at]),
  );
  const [first, second, output] = means;
  const inOrder = output.filter((value, at) => value > Number(second[at]) && Number(second[at]) > Number(first[at]));
  return Math.floor((100 * inOrder.length) / output.length);
}

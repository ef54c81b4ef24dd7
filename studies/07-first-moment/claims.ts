import { formatInterval } from "momenta/figures";
import { type Interval, meanInterval } from "momenta/statistics";
import {
  type ByLayer,
  inLayers,
  inWords,
  layerDifferences,
  learningDifference,
  listInWords,
  type SecondTask,
  shapeOf,
} from "../common/index.js";
import { claim, holdsAbove, holdsBelow, question, type Statement } from "../core/index.js";
import { labels } from "./measure/methods.js";

export function answer(result: SecondTask): string {
  const { peakAt, halvedAfter } = shapeOf(result, labels.adam, "firstMoment.output");
  const [, , output] = goesOn(result, labels.sgd);
  return (
    `the first moment of the output layer is largest at update ${inWords(peakAt)} and halves in ${inWords(halvedAfter)} more; ` +
    `Adam's updates there stay above half of their largest for ${formatInterval(output, 1)} updates longer than SGD's, ` +
    `but it needs ${slower(result).numbers}`
  );
}

export function claims(result: SecondTask): Statement[] {
  const peaks = inLayers(result, labels.adam, "firstMoment", "peakAt");
  const halvings = inLayers(result, labels.adam, "firstMoment", "halvedAfter");
  const longer = goesOn(result, labels.sgd);
  const longerThanWithout = goesOn(result, labels.withoutFirst);
  const toCorrected = learningDifference(result, labels.adam, labels.corrected);
  const toWithout = learningDifference(result, labels.adam, labels.withoutFirst);
  const listed = (differences: ByLayer<Interval>) => differences.map((one) => formatInterval(one, 1)).join(", ");
  const { verdict, numbers } = slower(result);
  return [
    claim(
      "Adam's first moment rises at the beginning: it is not largest at the first update, in any layer",
      holdsAbove(1, ...peaks.map(meanInterval)),
      `largest at update ${listInWords(peaks)}`,
    ),
    claim(
      "it takes a while to go down: its norm halves no sooner than 0.9ᵗ, in every layer",
      holdsAbove(Math.log(0.5) / Math.log(0.9), ...halvings.map(meanInterval)),
      `${listInWords(halvings)} updates after that, no sooner than 0.9ᵗ would, 6.6`,
    ),
    claim(
      "Adam's updates stay above half of their largest for longer than SGD's, in every layer",
      holdsAbove(0, ...longer),
      `by ${listed(longer)} updates`,
    ),
    claim("Adam takes longer than SGD to learn the task", verdict, numbers),
    claim(
      "supposed: it is the momentum that keeps Adam from settling",
      holdsAbove(0, toWithout),
      `${formatInterval(toWithout, 1)} more than with β₁ = 0`,
    ),
    question(
      "with β₁ = 0, do the updates die out sooner, in every layer?",
      holdsAbove(0, ...longerThanWithout),
      `${listed(longerThanWithout)} updates less`,
    ),
    question(
      "does Adam as the notes print it, without bias correction, learn sooner than with it?",
      holdsBelow(0, toCorrected),
      `${formatInterval(toCorrected, 1)} updates`,
    ),
  ];
}

/** Whether Adam needs more updates than SGD, as the notes print it and with bias correction. */
function slower(result: SecondTask) {
  const printed = learningDifference(result, labels.adam, labels.sgd);
  const corrected = learningDifference(result, labels.corrected, labels.sgd);
  const verdict = holdsAbove(0, printed);
  const onlyCorrected = verdict !== "holds" && holdsAbove(0, corrected) === "holds";
  return {
    verdict: onlyCorrected ? ("holds if Adam is bias-corrected" as const) : verdict,
    numbers: `${formatInterval(printed, 1)} updates more than SGD to learn, bias-corrected ${formatInterval(corrected, 1)} more`,
  };
}

/** For how many more updates those of the notes' Adam are at least half of their largest than those of another method. */
function goesOn(result: SecondTask, label: string): ByLayer<Interval> {
  const updates = (of: string) => inLayers(result, of, "updateNorm", "aboveHalf");
  return layerDifferences(updates(labels.adam), updates(label));
}

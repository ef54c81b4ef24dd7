import { formatInterval } from "momenta/figures";
import { type Interval, meanInterval } from "momenta/statistics";
import { inWords, layers, pairedDifference, type SecondTask, shapeIn } from "../common/secondTask/index.js";
import type { Check, Verdict } from "../study.js";
import { labels } from "./study.js";
import { learningDifference } from "./tables.js";

/** Whether Adam's moment and updates go as published, and whether it takes longer than SGD to learn. */
export function firstMomentVerdict(result: SecondTask): Verdict {
  const slower = learningDifference(result, labels.adam, labels.sgd);
  const corrected = learningDifference(result, labels.corrected, labels.sgd);
  const claims = [rises(result), goesOn(result, labels.sgd).every(({ lower }) => lower > 0), slower.lower > 0];
  const { peakAt, halvedAfter } = shapeIn(result, labels.adam, "firstMoment.output");
  const [, , output] = goesOn(result, labels.sgd) as [Interval, Interval, Interval];
  return {
    answer: claims.every(Boolean) ? "agrees" : claims.some(Boolean) ? "depends" : "disagrees",
    published:
      "the first moment rises, then takes a while to go down; Adam's updates go on longer than SGD's, and it takes longer to learn",
    ours:
      `the first moment of the output layer is largest at update ${inWords(peakAt)} and halves in ${inWords(halvedAfter)} more; ` +
      `Adam's updates there stay above half of their largest for ${formatInterval(output, 1)} updates longer than SGD's, ` +
      `but it needs ${formatInterval(slower, 1)} updates more than SGD to learn, bias-corrected ${formatInterval(corrected, 1)} more`,
  };
}

/** What the notes claim of this section, and what its explanation rests on. */
export function firstMomentChecks(result: SecondTask): Check[] {
  const each = (number: (layer: string) => string) => layers.map(({ layer }) => number(layer)).join(", ");
  const moment = (layer: string) => shapeIn(result, labels.adam, `firstMoment.${layer}`);
  const longer = goesOn(result, labels.sgd);
  const longerThanWithout = goesOn(result, labels.withoutFirst);
  const [toSgd, toCorrected, toWithout] = [labels.sgd, labels.corrected, labels.withoutFirst].map((label) =>
    learningDifference(result, labels.adam, label),
  ) as [Interval, Interval, Interval];
  const correctedToSgd = learningDifference(result, labels.corrected, labels.sgd);
  return [
    {
      claim: `Adam's first moment rises in every layer: it is largest at update ${each((layer) => inWords(moment(layer).peakAt))}`,
      holds: rises(result),
    },
    {
      claim: `it takes a while to go down: its norm halves ${each((layer) => inWords(moment(layer).halvedAfter))} updates after that, no sooner than 0.9ᵗ would, 6.6`,
      holds: layers.every(({ layer }) => meanInterval(moment(layer).halvedAfter).lower > Math.log(0.5) / Math.log(0.9)),
    },
    {
      claim: `Adam's updates stay above half of their largest for longer than SGD's, in every layer: by ${longer.map((difference) => formatInterval(difference, 1)).join(", ")} updates`,
      holds: longer.every(({ lower }) => lower > 0),
    },
    {
      claim: `it is the first moment that keeps them going: with β₁ = 0 they stay so for ${longerThanWithout.map((difference) => formatInterval(difference, 1)).join(", ")} updates less`,
      holds: longerThanWithout.every(({ lower }) => lower > 0),
    },
    {
      claim: `Adam takes more updates than SGD to learn the second task: ${formatInterval(toSgd, 1)} more`,
      holds: toSgd.lower > 0,
    },
    {
      claim: `so does Adam with bias correction: ${formatInterval(correctedToSgd, 1)} more`,
      holds: correctedToSgd.lower > 0,
    },
    {
      claim: `the first moment costs Adam updates: ${formatInterval(toWithout, 1)} more than with β₁ = 0`,
      holds: toWithout.lower > 0,
    },
    {
      claim: `without bias correction, as the notes print it, Adam learns sooner: ${formatInterval(toCorrected, 1)} updates`,
      holds: toCorrected.upper < 0,
    },
  ];
}

/** By how many updates Adam of the notes has an update of at least half of its largest longer than another method, in each layer. */
function goesOn(result: SecondTask, label: string): Interval[] {
  return layers.map(({ layer }) => {
    const above = (of: string) => shapeIn(result, of, `updateNorm.${layer}`).aboveHalf;
    return pairedDifference(above(labels.adam), above(label));
  });
}

function rises(result: SecondTask): boolean {
  return layers.every(
    ({ layer }) => meanInterval(shapeIn(result, labels.adam, `firstMoment.${layer}`).peakAt).lower > 1,
  );
}

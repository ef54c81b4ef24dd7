import { formatInterval, formatNumber, formatPValue } from "momenta/figures";
import { differenceInterval, holm, type Interval, meanInterval, median, ratioInterval } from "momenta/statistics";
import {
  claim,
  holdsAbove,
  holdsBelow,
  holdsIf,
  holdsWhere,
  last,
  question,
  type Statement,
  type Verdict,
} from "../core/index.js";
import { type ActivationName, activationNames, type StartName, startNames } from "./measure/starts.js";
import { type RemedyName, remedyNames, type SymptomName, symptoms } from "./measure/symptoms.js";
import { type Losses, MOST } from "./measure/trainTogether.js";
import {
  depthOf,
  factorOf,
  pValueOf,
  signIn,
  signOf,
  symptomOf,
  type TrainingProcedureResult,
  treatedBy,
} from "./result.js";

const deepest = 20;

/** Every symptom with each remedy that the source has for it. */
export const recommended = symptoms.flatMap(({ name, remedies }) => remedies.map((remedy) => ({ name, remedy })));

/** The recommended remedies that lower the loss that the symptom is about, at Holm's level of .05 over all of them. */
export function helping(result: TrainingProcedureResult): typeof recommended {
  const adjusted = holm(recommended.map(({ name, remedy }) => pValueOf(result, name, remedy)));
  return recommended.filter(
    ({ name, remedy }, at) => (factorOf(result, name, remedy) as Interval).upper < 1 && (adjusted[at] as number) < 0.05,
  );
}

/** The mean training loss of some runs over their mean test loss. */
export function trainingOverTest(losses: readonly Losses[], penalized = false): Interval {
  return ratioInterval(
    losses.map(({ training, penalty }) => last(training) + (penalized ? penalty : 0)),
    losses.map(({ test }) => last(test)),
  );
}

/** The test loss over the validation loss: how far the test digits are from those that were divided. */
export function testOverValidation(losses: readonly Losses[]): Interval {
  return ratioInterval(
    losses.map(({ test }) => last(test)),
    losses.map(({ validation }) => validation),
  );
}

/** By how much the training loss of the deepest networks from a start is above that from another. */
export function deepAbove(
  result: TrainingProcedureResult,
  activation: ActivationName,
  start: StartName,
  other: StartName,
): Interval {
  const losses = (name: StartName) => depthOf(result, activation, deepest, name).losses;
  return differenceInterval(losses(start), losses(other));
}

export function answer(result: TrainingProcedureResult): string {
  const helped = helping(result);
  const others = [...new Set(recommended.filter((one) => !helped.includes(one)).map(({ remedy }) => remedy))];
  return (
    `In ${helped.length} of ${recommended.length} pairs of symptom and remedy, the remedy lowers the loss that the symptom is about` +
    (others.length === 0 ? "." : `; ${others.join(", ")} do not.`)
  );
}

export function claims(result: TrainingProcedureResult): Statement[] {
  const factor = (name: SymptomName, remedy: RemedyName) => factorOf(result, name, remedy) as Interval;
  const pValues = holm(recommended.map(({ name, remedy }) => pValueOf(result, name, remedy)));
  const pValue = (name: SymptomName, remedy: RemedyName) =>
    formatPValue(pValues[recommended.findIndex((one) => one.name === name && one.remedy === remedy)] as number);
  const inWords = (name: SymptomName, remedy: RemedyName) => {
    const over = (losses: readonly Losses[]) =>
      formatInterval(meanInterval(losses.map((one) => signIn(signOf(name), one))));
    return (
      `${signOf(name)} ${over(symptomOf(result, name).before)}, after it ${over(treatedBy(result, name, remedy)?.losses ?? [])}, ` +
      `factor ${formatInterval(factor(name, remedy), 3)}, Holm's p ${pValue(name, remedy)}`
    );
  };
  const lowers = (name: SymptomName, remedy: RemedyName) => holdsBelow(1, factor(name, remedy));
  const few = "overfits: few digits";
  const wrong = "overfits: wrong labels";
  const againstOverfitting = (remedy: RemedyName): Verdict => {
    const verdicts = [lowers(few, remedy), lowers(wrong, remedy)];
    if (verdicts.every((verdict) => verdict === "holds")) return "holds";
    if (verdicts[0] === "holds") return "holds if digits are few";
    if (verdicts[1] === "holds") return "holds if labels are wrong";
    return verdicts.includes("fails") ? "fails" : "undecided";
  };
  const both = (remedy: RemedyName) => `few digits: ${inWords(few, remedy)}; wrong labels: ${inWords(wrong, remedy)}`;
  const divided = symptomOf(result, "easy test digits");
  const redivided = treatedBy(result, "easy test digits", "mend the data");
  const before = trainingOverTest(divided.before);
  const after = trainingOverTest(redivided?.losses ?? []);
  const others: StartName[] = ["small, σ = .01", "large, σ = .5", "constant, 1 / fan-in"];
  const aboveXavier = activationNames.map((activation) =>
    others.map((start) => deepAbove(result, activation, start, "Xavier")),
  );
  const penalized = symptomOf(result, "underfits: penalty").before;
  const withPenalty = trainingOverTest(penalized, true);
  const elsewhere = testOverValidation(symptomOf(result, "other test digits").before);
  const overfitting = [few, wrong].map((name) => testOverValidation(symptomOf(result, name as SymptomName).before));
  const best = bestRemedies(result);
  const unexpected = best.filter(({ name, remedy }) => !isRecommended(name, remedy));
  const { smallestThatRises, smallestThatFails } = result.border;
  const heOverXavier = deepAbove(result, "relu", "Xavier", "He");
  return [
    claim(
      "“Trn loss explodes to infinity => huge learning rate: decrease the learning rate”",
      lowers("explodes", "lower rate"),
      inWords("explodes", "lower rate"),
    ),
    claim(
      "“Trn loss is decreasing very slowly => small learning rate: increase learning rate”",
      lowers("slow", "higher rate"),
      inWords("slow", "higher rate"),
    ),
    claim(
      "“Trn loss is huge => underfitting: decrease regularization strength”",
      lowers("underfits: penalty", "less penalty"),
      inWords("underfits: penalty", "less penalty"),
    ),
    claim(
      "“Trn loss is huge => underfitting: […] increase model capacity”",
      lowers("underfits: two units", "more units"),
      inWords("underfits: two units", "more units"),
    ),
    claim(
      "“Tst loss >> Trn loss => overfitting: increase strength of regularization”",
      againstOverfitting("more penalty"),
      both("more penalty"),
    ),
    claim(
      "“Tst loss >> Trn loss => overfitting: […] decrease model capacity”",
      againstOverfitting("fewer units"),
      both("fewer units"),
    ),
    claim(
      "“Tst loss >> Trn loss […]: Tst data are too far from Trn data (should come from the same distribution)”",
      lowers("other test digits", "mend the data"),
      inWords("other test digits", "mend the data"),
    ),
    claim(
      "“Trn loss >> Tst loss => bad division on training/testing data”",
      holdsWhere(before.lower > 1 && after.upper < 1, "undecided"),
      `training / test loss ${formatInterval(before)}, of a division at random ${formatInterval(after)}; ${inWords("easy test digits", "mend the data")}`,
    ),
    claim(
      "“Weight initialization (Xavier)”",
      xavierVerdict(aboveXavier),
      activationNames
        .map((activation) => {
          const losses = startNames.map(
            (start) => `${start} ${lossInWords(depthOf(result, activation, deepest, start).loss)}`,
          );
          return `${deepest} layers of ${activation}, training loss: ${losses.join("; ")}`;
        })
        .join(". "),
    ),
    question(
      "is the best of all remedies for a symptom always one that the source has for it?",
      holdsWhere(unexpected.length === 0),
      best.map(({ name, remedy, factor: one }) => `${name}: ${remedy}, factor ${formatInterval(one, 3)}`).join("; "),
    ),
    question(
      "do more digits lower the test loss of a network that overfits?",
      holdsBelow(1, factor(few, "more digits"), factor(wrong, "more digits")),
      `five times as many: factor ${formatInterval(factor(few, "more digits"), 3)} (few), ${formatInterval(factor(wrong, "more digits"), 3)} (wrong labels)`,
    ),
    question(
      "the test loss far above the training loss has two causes in the table: does the validation loss tell them apart?",
      holdsWhere(elsewhere.lower > Math.max(...overfitting.map(({ upper }) => upper))),
      `test / validation loss: other test digits ${formatInterval(elsewhere)}; ` +
        `overfitting ${overfitting.map((one) => formatInterval(one)).join(" and ")}`,
    ),
    question(
      "does a training loss above the test loss always mean a bad division?",
      holdsBelow(1, withPenalty),
      `strong penalty, digits divided at random: training loss with its penalty / test loss ${formatInterval(withPenalty)}, ` +
        `without ${formatInterval(trainingOverTest(penalized))}`,
    ),
    question(
      "does the training loss of full-batch descent begin to rise at the border of a quadric, 2 / λmax?",
      holdsWhere(median(smallestThatRises) > 0.9 && median(smallestThatRises) < 1.5),
      `λmax ${formatInterval(result.border.largestEigenvalue)}; smallest rate with a rise in ten updates, in units of 2 / λmax: ` +
        `${inRange(smallestThatRises)}; smallest from which it does not recover: ${inRange(smallestThatFails)}`,
    ),
    question(
      "is He's initialization better than Xavier's for a deep network of ReLU?",
      holdsAbove(0, heOverXavier),
      `${deepest} layers, training loss from Xavier minus that from He: ${formatInterval(heOverXavier)}; ` +
        `tanh: ${formatInterval(deepAbove(result, "tanh", "Xavier", "He"))}`,
    ),
  ];
}

const lossInWords = (loss: Interval) => (loss.estimate >= MOST ? "lost" : formatInterval(loss));

const inRange = (values: readonly number[]) =>
  `median ${formatNumber(median(values))}, from ${formatNumber(Math.min(...values))} to ${formatNumber(Math.max(...values))}`;

/** Xavier's start against starts of another variance. */
function xavierVerdict(above: readonly (readonly Interval[])[]): Verdict {
  const [relu, tanh] = above.map((intervals) => intervals.every(({ lower }) => lower > 0));
  if (relu && tanh) return "holds";
  return holdsIf("the activation is tanh", tanh === true);
}

/** For each symptom the remedy that lowers its loss most. */
export function bestRemedies(result: TrainingProcedureResult) {
  return symptoms.map(({ name }) => {
    const tried = remedyNames.flatMap((remedy) => {
      const factor = factorOf(result, name, remedy);
      return factor === undefined ? [] : [{ name, remedy, factor }];
    });
    return tried.reduce((best, one) => (one.factor.estimate < best.factor.estimate ? one : best));
  });
}

export function isRecommended(name: SymptomName, remedy: RemedyName): boolean {
  return recommended.some((one) => one.name === name && one.remedy === remedy);
}

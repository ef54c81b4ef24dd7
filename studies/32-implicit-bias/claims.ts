import { formatDigits, formatExponential, formatInterval, formatNumber } from "momenta/figures";
import type { Interval } from "momenta/statistics";
import {
  claim,
  holdsAbove,
  holdsIf,
  holdsWhere,
  last,
  percent,
  question,
  type Statement,
  type Verdict,
} from "../core/index.js";
import type { Solution } from "./measure/leastSquares.js";
import type { MarginArm } from "./measure/margins.js";
import { adaptive, type ImplicitBiasMethod, methods } from "./measure/methods.js";
import { type Truth, truths } from "./measure/problems.js";
import type { Rotated, RotationMethod } from "./measure/rotation.js";
import type { ImplicitBias } from "./result.js";
import { truthNames } from "./tables.js";

/** The solution that an optimizer found, or that of least norm, with one kind of true weights. */
export function solutionOf({ leastSquares }: ImplicitBias, name: Solution["name"], truth: Truth): Solution {
  return leastSquares.solutions.find((one) => one.name === name && one.truth === truth) as Solution;
}

/** The margins at the end of a run, as shares of the largest. */
export function marginsOf(
  { margins }: ImplicitBias,
  arm: MarginArm,
): { readonly l2: Interval; readonly linf: Interval } {
  const course = margins.courses.find((one) => one.arm === arm);
  return { l2: last(course?.l2 ?? []), linf: last(course?.linf ?? []) };
}

/** What a method has learned from rotated data, early or at last. */
export function rotatedBy({ rotation }: ImplicitBias, method: RotationMethod, when: "early" | "late"): Rotated {
  const own = rotation.learned.filter((one) => one.method === method);
  return (when === "early" ? own[0] : own.at(-1)) as Rotated;
}

/** The least and the largest distance from X⁺y over all seeds and kinds of true weights. */
export function distancesOf(result: ImplicitBias, method: ImplicitBiasMethod): { least: number; largest: number } {
  const all = truths.flatMap((truth) => solutionOf(result, method, truth).distances);
  return { least: Math.min(...all), largest: Math.max(...all) };
}

const inWords = (value: number) => (value > 0 && value < 1e-3 ? formatExponential(value, 1) : formatDigits(value));

export function answer(result: ImplicitBias): string {
  const adam = solutionOf(result, "Adam", "Gaussian").distance;
  return (
    `in linear regression with ${result.options.weights} weights and ${result.options.examples} examples, from zero, SGD and SGD + momentum end at the solution of least Euclidean norm ` +
    `(to ${inWords(distancesOf(result, "SGD + momentum").largest)} of its length, the rounding of float32); Adam ends ${formatInterval(adam, 2)} of its length away (Gaussian true weights)`
  );
}

export function claims(result: ImplicitBias): Statement[] {
  const { rotation, margins, leastSquares } = result;
  const trained = leastSquares.solutions.filter(({ name }) => methods.some((method) => method === name));
  const fit = Math.max(...trained.map(({ trainingError }) => trainingError));
  const farthest = Math.max(...adaptive.map((method) => distancesOf(result, method).largest));
  const descent = distancesOf(result, "SGD");
  const momentum = distancesOf(result, "SGD + momentum");
  const away = adaptive.map((method) => ({ method, ...distancesOf(result, method) }));
  const wilson = result.equalWeights.filter(({ method }) => adaptive.some((one) => one === method));
  const plain = result.equalWeights.filter(({ method }) => !adaptive.some((one) => one === method));
  const isBetter = (truth: Truth) => adaptive.every((method) => solutionOf(result, method, truth).excess.lower > 0);
  return [
    claim(
      "“In overparameterized models, there are many possible solutions that achieve zero training error.”",
      holdsWhere(fit < 1e-4 && farthest > 0.1),
      `five optimizers fit all targets, to ${inWords(fit)} of their size, with solutions up to ${formatNumber(farthest, 2)} of its length from that of least norm, X⁺y`,
    ),
    claim(
      "“When started from zero, SGD has an implicit bias towards finding the solution with the minimum Euclidean (L_2) norm.”",
      holdsWhere(descent.largest < 1e-4),
      `the largest distance from X⁺y in all ${(trained.length / methods.length) * result.options.seeds} runs is ${inWords(descent.largest)} of its length`,
    ),
    claim(
      "“This minimum norm solution is often associated with large margins …”",
      holdsIf(
        "inputs are Gaussian and labels random, the one case tried",
        margins.pseudoInverse.l2.lower > margins.largestLinf.l2.upper,
      ),
      `with labels ±1 it has ${percentOf(margins.pseudoInverse.l2)} of the largest L2 margin; for comparison, the classifier of the largest L∞ margin has ${percentOf(margins.largestLinf.l2)} of it, ` +
        `on the logistic loss Adam has ${percentOf(marginsOf(result, "Adam").l2)} and gradient descent ${percentOf(marginsOf(result, "gradient descent").l2)}`,
    ),
    claim(
      "“… and good generalization.”",
      holdsWhere(
        truths.every(isBetter),
        holdsIf(
          "compared with adaptive methods, and true weights are sparse or Gaussian",
          isBetter("sparse") && isBetter("Gaussian"),
        ),
      ),
      `test error above that of X⁺y, paired: ${adaptive
        .map(
          (method) =>
            `${method} ${truths.map((truth) => `${formatInterval(solutionOf(result, method, truth).excess, 3)} (${truthNames[truth]})`).join(", ")}`,
        )
        .join("; ")}`,
    ),
    claim(
      "“Their preconditioner gives them a different bias. They don't converge to the min L_2 norm solution.”",
      holdsWhere(away.every(({ least }) => least > 0.05)),
      away
        .map(
          ({ method, least, largest }) =>
            `${method} ${formatNumber(least, 2)} to ${formatNumber(largest, 2)} of its length away`,
        )
        .join(", "),
    ),
    claim(
      "“They sometimes tend to converge to solutions that rely on non-generalizable features.”",
      holdsWhere(
        wilson.every(({ negativeError }) => negativeError === 1) &&
          plain.every((one) => one.negativeError + one.positiveError === 0),
      ),
      `Wilson et al.'s problem: ${wilson.map(({ method, positiveError, negativeError }) => `${method} errs on ${percent((positiveError + negativeError) / 2)}`).join(", ")} of new examples, ` +
        `half of them of either class; ${plain.map(({ method, positiveError, negativeError }) => `${method} on ${percent((positiveError + negativeError) / 2)}`).join(", ")}`,
    ),
    question(
      "does SGD with momentum end there, too?",
      holdsWhere(momentum.largest < 1e-4),
      `the largest distance is ${inWords(momentum.largest)} of its length`,
    ),
    question(
      "is neither the least L1 norm nor the least L∞ norm clearly better on new examples than the least Euclidean norm?",
      generalization(result),
      errorsInWords(result),
    ),
    question(
      "do adaptive methods give all weights one size where Wilson et al.'s lemma says so?",
      holdsWhere(wilson.every(({ spread }) => spread < 0.01)),
      wilson.map(({ method, spread }) => `${method}: sizes differ by ${inWords(spread)} of their mean`).join(", "),
    ),
    question(
      "logistic loss: has gradient descent the larger L2 margin, Adam with ε = 0 the larger L∞ margin?",
      holdsWhere(
        marginsOf(result, "gradient descent").l2.lower > marginsOf(result, "Adam").l2.upper &&
          marginsOf(result, "gradient descent").linf.upper < marginsOf(result, "Adam").linf.lower,
      ),
      (["gradient descent", "Adam", "RMSProp"] as const).map((arm) => marginsInWords(result, arm)).join("; "),
    ),
    question(
      "does ε = 0.01 keep Adam from the largest L∞ margin?",
      holdsWhere(marginsOf(result, "Adam, ε = 0.01").linf.upper < marginsOf(result, "Adam").linf.lower),
      (["Adam", "Adam, ε = 0.01"] as const).map((arm) => marginsInWords(result, arm)).join("; "),
    ),
    question(
      "does the boundary of gradient descent turn with the data, and Adam's not?",
      holdsWhere(
        rotatedBy(result, "SGD", "early").largestTurn < 0.01 && rotatedBy(result, "Adam", "early").largestTurn > 1,
      ),
      (["early", "late"] as const)
        .map((when) => {
          const [plain, adam] = [rotatedBy(result, "SGD", when), rotatedBy(result, "Adam", when)];
          return `after ${adam.updates} updates SGD's moves by ${inWords(plain.largestTurn)}° at most over all seeds and angles, Adam's by ${formatNumber(adam.largestTurn, 1)}°`;
        })
        .join("; "),
    ),
    question(
      "is Adam worse on rotated data, as DePavia et al. 2025 find?",
      worseWhereRotated(result),
      (["early", "late"] as const)
        .map((when) => {
          const adam = rotatedBy(result, "Adam", when);
          const at = middleOf(rotation.degrees);
          return `Adam's test error changes by ${inPoints(adam.change[at] as Interval)} points at ${rotation.degrees[at]}° after ${adam.updates} updates`;
        })
        .join("; "),
    ),
  ];
}

/** The place of the angle nearest to 45°. */
export function middleOf(degrees: readonly number[]): number {
  const away = degrees.map((angle) => Math.abs(angle - 45));
  return away.indexOf(Math.min(...away));
}

/** Neither of the other two least norms has a test error that is clearly below that of the Euclidean one. */
function generalization(result: ImplicitBias): Verdict {
  const isGood = (truth: Truth) =>
    (["l1", "linf"] as const).every((norm) => solutionOf(result, norm, truth).excess.upper > 0);
  const dense = isGood("Gaussian") && isGood("signs");
  return holdsWhere(dense && isGood("sparse"), holdsIf("the true weights are dense", dense));
}

function errorsInWords(result: ImplicitBias): string {
  return truths
    .map((truth) => {
      const of = (name: Solution["name"]) => formatInterval(solutionOf(result, name, truth).testError, 2);
      return `${truthNames[truth]}: least L2 ${of("l2")}, least L1 ${of("l1")}, least L∞ ${of("linf")}, Adam ${of("Adam")}`;
    })
    .join("; ");
}

function worseWhereRotated(result: ImplicitBias): Verdict {
  const at = middleOf(result.rotation.degrees);
  return holdsAbove(
    0,
    ...(["early", "late"] as const).map((when) => rotatedBy(result, "Adam", when).change[at] as Interval),
  );
}

function marginsInWords(result: ImplicitBias, arm: MarginArm): string {
  const { l2, linf } = marginsOf(result, arm);
  return `${arm} ${percentOf(l2)} of the largest L2 margin, ${percentOf(linf)} of the largest L∞ margin`;
}

function percentOf({ estimate, lower, upper }: Interval): string {
  return `${formatInterval({ estimate: 100 * estimate, lower: 100 * lower, upper: 100 * upper }, 1)} %`;
}

function inPoints({ estimate, lower, upper }: Interval): string {
  return formatInterval({ estimate: 100 * estimate, lower: 100 * lower, upper: 100 * upper }, 1);
}

import { formatDigits, formatInterval } from "momenta/figures";
import { updatesInWords, updatesOrNever } from "../common/index.js";
import { claim, countClaims, holdsIf, holdsWhere, last, question, type Statement } from "../core/index.js";
import type { Bowl } from "./measure/bowls.js";
import type { Preparation } from "./measure/digits.js";
import type { ExampleMethod } from "./measure/example.js";
import { type FlatMethod, type FlatPlace, flatMethods } from "./measure/flat.js";
import type { Normalized } from "./measure/normalized.js";
import type { MomentumInRavine } from "./measure/ravines.js";
import type { CurvatureAndPreconditioning } from "./result.js";

/** A method of the source's example by its name. */
export function methodOf({ example }: CurvatureAndPreconditioning, name: string): ExampleMethod {
  return example.methods.find((method) => method.name === name) as ExampleMethod;
}

/** The flat places, each by what it is. */
export function flatPlaces({ flat }: CurvatureAndPreconditioning) {
  const named = (name: string) => flat.find((place) => place.name === name) as FlatPlace;
  return {
    beside: named("saddle, start (1, 0.001)"),
    on: named("saddle, start (1, 0)"),
    monkey: named("monkey saddle, start (1, 0)"),
    plateau: named("plateau, start (−4, −4)"),
  };
}

/** (1 + √β) / (1 − √β), from where on momentum with β is faster than gradient descent, each at its best. */
function momentumPays(beta: number): number {
  return (1 + Math.sqrt(beta)) / (1 - Math.sqrt(beta));
}

/** ln(1.5 / .001) / ln(1 + 2γ), when gradient descent from (1, .001) leaves the box of the saddle x² − y². */
function expectedEscape({ learningRate, start }: FlatPlace): number {
  return Math.log(1.5 / (start[1] as number)) / Math.log(1 + 2 * learningRate);
}

export function answer(result: CurvatureAndPreconditioning): string {
  const { example, normalized } = result;
  const { holding, of } = countClaims(claims(result));
  return (
    `(${example.gradient.join(", ")}) and (${example.preconditioned.join(", ")}); ${holding} of ${of} statements hold as they stand, ` +
    `the others under a condition; κ of least squares on digits: ${normalized.map(({ conditionNumber, preparation }) => `${formatDigits(conditionNumber)} ${preparation}`).join(", ")}`
  );
}

/** The source's claims, each beside what decides it here. */
export function claims(result: CurvatureAndPreconditioning): Statement[] {
  const { bowls, ravines, cliff, example, normalized, options } = result;
  const bowl = (name: string) => bowls.find((one) => one.name === name) as Bowl;
  const [basin, ravine] = [bowl("Basin"), bowl("Ravine")];
  const { beside, on, monkey, plateau } = flatPlaces(result);
  const inputs = (preparation: Preparation) => normalized.find((one) => one.preparation === preparation) as Normalized;
  const [raw, standardized, whitened] = [inputs("raw"), inputs("standardized"), inputs("whitened")];
  const leaves = (place: FlatPlace, method: FlatMethod) => place.methods[method].leaves;
  const sooner = (place: FlatPlace, method: FlatMethod = "average") =>
    updatesOrNever(leaves(place, method)) < updatesOrNever(leaves(place, "plain"));
  const all = (place: FlatPlace) => flatMethods.map((method) => updatesInWords(leaves(place, method))).join(" / ");
  const angles = ravine.descents.map(({ points }) => steepness(points[10] as readonly number[]));
  const first = steepness(ravine.descents[0]?.points[0] as readonly number[]);
  const byCondition = [...ravines].sort((one, other) => one.conditionNumber - other.conditionNumber);
  const [gentlest, sharpest] = [byCondition[0] as MomentumInRavine, last(byCondition)];
  const pays = momentumPays(options.beta);
  const isFaster = ({ plain, best }: MomentumInRavine) => updatesOrNever(best.updates) < updatesOrNever(plain.updates);
  const [gd, newton, diagonal] = [
    methodOf(result, "SGD"),
    methodOf(result, "Newton"),
    methodOf(result, "Diagonal Newton"),
  ];
  const adaptive = ["AdaGrad", "RMSProp", "Adam"].map((name) => methodOf(result, name));
  const { gradient, preconditioned } = example;
  const crossed = `crossings of the floor in 30 updates: ${ravine.descents.map(({ crossings }) => crossings).join(", ")}`;
  return [
    claim(
      "in a basin any step downhill points to the center",
      holdsWhere(basin.descents.every(({ astray }) => astray < 0.01)),
      `largest angle to it ${Math.max(...basin.descents.map(({ astray }) => astray)).toFixed(3)}°`,
    ),
    claim(
      "ravine: the gradient is almost perpendicular to the floor",
      holdsWhere(
        [first, ...angles].every((angle) => angle > 75),
        holdsIf(
          "the point is high on the walls: the tangent is (λ₂/λ₁) · |y|/|x|",
          [first, ...angles].some((angle) => angle > 75),
        ),
      ),
      `${first.toFixed(0)}° at (2, 1); after 10 updates at γ = .05, 1/6, .19: ${angles.map((angle) => `${angle.toFixed(0)}°`).join(", ")}`,
    ),
    claim(
      "this leads to a zigzag pattern",
      holdsWhere(
        ravine.descents.every(({ crossings }) => crossings > 0),
        holdsIf(
          "γ > 1/λ_max = 1/10",
          ravine.descents.every(({ learningRate, crossings }) => learningRate > 0.1 === crossings > 0),
        ),
      ),
      crossed,
    ),
    claim(
      "no single learning rate is right for both directions",
      holdsWhere(updatesOrNever(gd.updates) > updatesOrNever(diagonal.updates)),
      `½(10x² + y²): ${updatesInWords(gd.updates)} updates at the best single rate, ${updatesInWords(diagonal.updates)} with a rate for each`,
    ),
    claim(
      "normalized inputs help, and are not a fundamental solution",
      holdsWhere(
        standardized.conditionNumber > 10 && whitened.hiddenSpread.lower > 2,
        holdsIf(
          "the model has a hidden layer: a linear one is cured by inputs without correlation",
          Math.abs(whitened.conditionNumber - 1) < 1e-3 && whitened.hiddenSpread.estimate > 2,
        ),
      ),
      `least squares on digits: κ ${raw.conditionNumber.toFixed(0)} raw, ${standardized.conditionNumber.toFixed(0)} standardized, ${whitened.conditionNumber.toFixed(2)} whitened; ` +
        `hidden layer, largest over median: ${[raw, standardized, whitened].map(({ hiddenSpread }) => formatInterval(hiddenSpread, 0)).join(", ")}`,
    ),
    claim(
      "gradient descent gets stuck near saddle points",
      holdsWhere(
        leaves(on, "plain") === null && leaves(beside, "plain") === null,
        holdsIf("the start is exactly on the way in", leaves(on, "plain") === null),
      ),
      `from (1, .001) it leaves after ${updatesInWords(leaves(beside, "plain"))} updates, from (1, 0) ${updatesInWords(leaves(on, "plain"))}`,
    ),
    claim(
      "momentum pushes past the saddle point, where gradient descent would stop",
      holdsWhere(
        [beside, on, monkey].every((place) => sooner(place)),
        holdsIf("the way of the velocity leads down on the other side, as on the monkey saddle", sooner(monkey)),
      ),
      `gradient descent / as printed / heavy ball leave (1, .001) after ${all(beside)}, (1, 0) after ${all(on)}, ` +
        `the monkey saddle after ${all(monkey)}`,
    ),
    claim(
      "momentum accelerates through plateaus",
      holdsWhere(
        sooner(plateau),
        holdsIf("the velocity is a sum of gradients, or γ is raised by 1/(1 − β)", sooner(plateau, "heavyBall")),
      ),
      `gradient descent ${updatesInWords(leaves(plateau, "plain"))} updates, as printed ${updatesInWords(leaves(plateau, "average"))}, heavy ball ${updatesInWords(leaves(plateau, "heavyBall"))}`,
    ),
    claim(
      "momentum reduces the zigzag and accelerates progress",
      holdsWhere(
        ravines.every(isFaster),
        holdsIf(
          `κ > (1 + √β) / (1 − √β) = ${pays.toFixed(0)} for β = ${options.beta}`,
          ravines.every((one) => one.conditionNumber <= pays || isFaster(one)),
        ),
      ),
      `crossings ${gentlest.plain.crossings} → ${gentlest.average.crossings} at κ = ${gentlest.conditionNumber}; updates at the best rates ` +
        `${updatesInWords(gentlest.plain.updates)} → ${updatesInWords(gentlest.best.updates)} there, ${updatesInWords(sharpest.plain.updates)} → ${updatesInWords(sharpest.best.updates)} at κ = ${sharpest.conditionNumber}`,
    ),
    claim(
      "descending a cliff causes an excessively large update",
      holdsWhere(cliff.plain.longest.length > 10),
      `gradient ${cliff.plain.gradients[0]?.toFixed(3)} at the start, ${Math.max(...cliff.plain.gradients).toFixed(1)} at the cliff; a step of ${cliff.plain.longest.length.toFixed(1)}`,
    ),
    claim(
      "½(10x² + y²) at (1, 10): gradient (10, 10), preconditioned (1, 10)",
      holdsWhere(gradient.join() === "10,10" && preconditioned.join() === "1,10"),
      `(${gradient.join(", ")}), (${preconditioned.join(", ")})`,
    ),
    claim(
      "the Hessian as preconditioner perfectly reshapes the space",
      holdsWhere(newton.updates === 1 && newton.turned === 1),
      `minimum after ${updatesInWords(newton.updates)} update, turned by 45° after ${updatesInWords(newton.turned)}`,
    ),
    claim(
      "a diagonal preconditioner approximates it",
      holdsWhere(
        updatesOrNever(diagonal.turned) < updatesOrNever(gd.turned),
        holdsIf(
          "the parameters are not correlated, as the source says",
          updatesOrNever(diagonal.updates) < updatesOrNever(gd.updates),
        ),
      ),
      `with the Hessian's diagonal ${updatesInWords(diagonal.updates)} update, turned by 45° ${updatesInWords(diagonal.turned)}, as gradient descent (${updatesInWords(gd.turned)})`,
    ),
    claim(
      "the diagonals of AdaGrad, RMSProp and Adam approximate the curvature",
      holdsWhere(
        adaptive.every(({ firstRatio }) => firstRatio < 0.5),
        holdsIf(
          "the size of the gradients follows the curvature: here it is the same in both directions",
          gradient[0] === gradient[1] && adaptive.every(({ firstRatio }) => Math.abs(firstRatio - 1) < 0.01),
        ),
      ),
      `first step at (1, 10), Δx/Δy: ${adaptive.map(({ firstRatio }) => firstRatio.toFixed(2)).join(", ")}; gradient ${gd.firstRatio.toFixed(2)}, Hessian ${newton.firstRatio.toFixed(2)}`,
    ),
    question(
      "is the saddle left when ln(1.5 / .001) / ln(1 + 2γ) says?",
      holdsWhere(beside.methods.plain.leaves === Math.ceil(expectedEscape(beside))),
      `${beside.methods.plain.leaves} updates, ln(1.5 / .001) / ln(1 + 2γ) = ${expectedEscape(beside).toFixed(1)}`,
    ),
    question(
      "is the ravine crossed where γ > 1/10, at every update, and nowhere else?",
      holdsWhere(ravine.descents.every(({ learningRate, crossings }) => crossings === (learningRate > 0.1 ? 30 : 0))),
      crossed,
    ),
    question(
      "do standardized inputs leave a condition number, and whitened ones none?",
      holdsWhere(standardized.conditionNumber > 10 && Math.abs(whitened.conditionNumber - 1) < 1e-3),
      `κ ${standardized.conditionNumber} with standardized inputs, ${whitened.conditionNumber} with whitened ones`,
    ),
    question(
      "is momentum at its best the faster one from (1 + √β) / (1 − √β) on?",
      holdsWhere(
        ravines.every(
          (one) =>
            Math.abs(Math.log(one.conditionNumber / pays)) < Math.log(2) ||
            one.conditionNumber > pays === isFaster(one),
        ),
      ),
      `(1 + √β) / (1 − √β) = ${pays.toFixed(0)}`,
    ),
    question(
      "does clipping keep the steps at the cliff short?",
      holdsWhere(cliff.clipped.longest.length <= options.threshold * 1.001),
      `at the cliff one step is ${cliff.plain.longest.length} long, clipped ${cliff.clipped.longest.length}`,
    ),
  ];
}

/** The angle between the gradient of x² + 5y² and the floor y = 0, degrees. */
function steepness([x = 0, y = 0]: readonly number[]): number {
  return (180 / Math.PI) * Math.atan2(10 * Math.abs(y), 2 * Math.abs(x));
}

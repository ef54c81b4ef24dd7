import { formatInterval } from "momenta/figures";
import type { CurvatureAndPreconditioning } from "./curvatureAndPreconditioning.js";
import type { ExampleMethod } from "./example.js";
import type { FlatMethod, FlatPlace } from "./stuck.js";

/** What the source says, what came out here, and where it holds if not everywhere. */
export interface CurvatureClaim {
  readonly published: string;
  readonly ours: string;
  readonly holds: boolean;
  /** What makes it hold. */
  readonly condition?: string;
}

/** A count of updates, or that there was none. */
export function counted(updates: number | null): string {
  return updates === null ? "never" : String(updates);
}

/** A method of the source's example by its name. */
export function methodOf({ example }: CurvatureAndPreconditioning, name: string): ExampleMethod {
  return example.methods.find((method) => method.name === name) as ExampleMethod;
}

/** (1 + √β) / (1 − √β), from where on momentum with β is faster than gradient descent, each at its best. */
export function momentumPays(beta: number): number {
  return (1 + Math.sqrt(beta)) / (1 - Math.sqrt(beta));
}

/** ln(1.5 / .001) / ln(1 + 2γ), when gradient descent from (1, .001) leaves the box of the saddle x² − y². */
export function expectedEscape({ learningRate, start }: FlatPlace): number {
  return Math.log(1.5 / (start[1] as number)) / Math.log(1 + 2 * learningRate);
}

/** The source's claims, each beside what decides it here. */
export function curvatureClaims(result: CurvatureAndPreconditioning): CurvatureClaim[] {
  const { bowls, ravines, flat, cliff, example, normalized, options } = result;
  const [basin, ravine] = bowls as [(typeof bowls)[number], (typeof bowls)[number]];
  const [beside, on, monkey, plateau] = flat as [FlatPlace, FlatPlace, FlatPlace, FlatPlace];
  const [raw, standardized, whitened] = normalized as [
    (typeof normalized)[number],
    (typeof normalized)[number],
    (typeof normalized)[number],
  ];
  const leaves = (place: FlatPlace, method: FlatMethod) => place.methods[method].leaves;
  const sooner = (place: FlatPlace) =>
    (leaves(place, "average") ?? Infinity) < (leaves(place, "plain") ?? Infinity) ||
    (leaves(place, "plain") === null && leaves(place, "average") !== null);
  const angles = ravine.descents.map(({ points }) => steepness(points[10] as readonly number[]));
  const first = steepness(ravine.descents[0]?.points[0] as readonly number[]);
  const [gentlest, sharpest] = [ravines[0], ravines.at(-1)] as [(typeof ravines)[number], (typeof ravines)[number]];
  const [gd, newton, diagonal] = ["SGD", "Newton", "Diagonal Newton"].map((name) => methodOf(result, name)) as [
    ExampleMethod,
    ExampleMethod,
    ExampleMethod,
  ];
  const adaptive = ["AdaGrad", "RMSProp", "Adam"].map((name) => methodOf(result, name));
  const { gradient, preconditioned } = example;
  const ofRates = (values: readonly (string | number)[]) => values.join(", ");
  return [
    {
      published: "in a basin any step downhill points to the center",
      ours: `largest angle to it ${Math.max(...basin.descents.map(({ astray }) => astray)).toFixed(3)}°`,
      holds: basin.descents.every(({ astray }) => astray < 0.01),
      condition: "the step of steepest descent",
    },
    {
      published: "ravine: the gradient is almost perpendicular to the floor",
      ours: `${first.toFixed(0)}° at (2, 1); after 10 updates at γ = .05, 1/6, .19: ${ofRates(angles.map((angle) => `${angle.toFixed(0)}°`))}`,
      holds: [first, ...angles].every((angle) => angle > 75),
      condition: "tan = (λ₂/λ₁) · |y|/|x|: high on the walls, not near the floor",
    },
    {
      published: "this leads to a zigzag pattern",
      ours: `crossings of the floor in 30 updates: ${ofRates(ravine.descents.map(({ crossings }) => crossings))}`,
      holds: ravine.descents.every(({ crossings }) => crossings > 0),
      condition: "γ > 1/λ_max = 1/10; below it there is none, and the floor is slow",
    },
    {
      published: "no single learning rate is right for both directions",
      ours: `½(10x² + y²): ${counted(gd.updates)} updates at the best single rate, ${counted(diagonal.updates)} with a rate for each`,
      holds: (gd.updates ?? Infinity) > (diagonal.updates ?? Infinity),
    },
    {
      published: "normalized inputs help, and are not a fundamental solution",
      ours:
        `least squares on digits: κ ${raw.conditionNumber.toFixed(0)} raw, ${standardized.conditionNumber.toFixed(0)} standardized, ${whitened.conditionNumber.toFixed(2)} whitened; ` +
        `hidden layer, largest over median: ${[raw, standardized, whitened].map(({ hiddenSpread }) => formatInterval(hiddenSpread, 0)).join(", ")}`,
      holds: standardized.conditionNumber > 10 && whitened.hiddenSpread.lower > 2,
      condition: "a linear model is cured by inputs without correlation; a hidden layer is not",
    },
    {
      published: "gradient descent gets stuck near saddle points",
      ours: `from (1, .001) it leaves after ${counted(leaves(beside, "plain"))} updates, from (1, 0) ${counted(leaves(on, "plain"))}`,
      holds: leaves(on, "plain") === null && leaves(beside, "plain") === null,
      condition:
        "exactly on the way in; beside it, it is held up for ln(1.5/.001) / ln(1 + 2γ) = " +
        `${expectedEscape(beside).toFixed(1)} updates`,
    },
    {
      published: "momentum pushes past the saddle point, where gradient descent would stop",
      ours:
        `gradient descent / as printed / heavy ball leave (1, .001) after ${inTurn(beside, leaves)}, (1, 0) after ${inTurn(on, leaves)}, ` +
        `the monkey saddle after ${inTurn(monkey, leaves)}`,
      holds: [beside, on, monkey].every(sooner),
      condition: "the way that the velocity has leads down on the other side, as on the monkey saddle",
    },
    {
      published: "momentum accelerates through plateaus",
      ours: `gradient descent ${counted(leaves(plateau, "plain"))} updates, as printed ${counted(leaves(plateau, "average"))}, heavy ball ${counted(leaves(plateau, "heavyBall"))}`,
      holds: sooner(plateau),
      condition:
        "the velocity is a sum of gradients, or γ is raised by 1/(1 − β): an average is no larger than they are",
    },
    {
      published: "momentum reduces the zigzag and accelerates progress",
      ours:
        `crossings ${gentlest.plain.crossings} → ${gentlest.average.crossings} at κ = ${gentlest.conditionNumber}; updates at the best rates ` +
        `${counted(gentlest.plain.updates)} → ${counted(gentlest.best.updates)} there, ${counted(sharpest.plain.updates)} → ${counted(sharpest.best.updates)} at κ = ${sharpest.conditionNumber}`,
      holds: ravines.every(({ plain, best }) => (best.updates ?? Infinity) < (plain.updates ?? Infinity)),
      condition: `κ > (1 + √β) / (1 − √β) = ${momentumPays(options.beta).toFixed(0)} for β = ${options.beta}`,
    },
    {
      published: "descending a cliff causes an excessively large update",
      ours: `gradient ${cliff.plain.gradients[0]?.toFixed(3)} at the start, ${Math.max(...cliff.plain.gradients).toFixed(1)} at the cliff; a step of ${cliff.plain.longest.length.toFixed(1)}`,
      holds: cliff.plain.longest.length > 10,
    },
    {
      published: "½(10x² + y²) at (1, 10): gradient (10, 10), preconditioned (1, 10)",
      ours: `(${gradient.join(", ")}), (${preconditioned.join(", ")})`,
      holds: gradient.join() === "10,10" && preconditioned.join() === "1,10",
    },
    {
      published: "the Hessian as preconditioner perfectly reshapes the space",
      ours: `minimum after ${counted(newton.updates)} update, turned by 45° after ${counted(newton.turned)}`,
      holds: newton.updates === 1 && newton.turned === 1,
    },
    {
      published: "a diagonal preconditioner approximates it",
      ours: `with the Hessian's diagonal ${counted(diagonal.updates)} update, turned by 45° ${counted(diagonal.turned)}, as gradient descent (${counted(gd.turned)})`,
      holds: (diagonal.turned ?? Infinity) < (gd.turned ?? Infinity),
      condition: "no correlation between parameters, as the source says",
    },
    {
      published: "the diagonals of AdaGrad, RMSProp and Adam approximate the curvature",
      ours: `first step at (1, 10), Δx/Δy: ${adaptive.map(({ firstRatio }) => firstRatio.toFixed(2)).join(", ")}; gradient ${gd.firstRatio.toFixed(2)}, Hessian ${newton.firstRatio.toFixed(2)}`,
      holds: adaptive.every(({ firstRatio }) => firstRatio < 0.5),
      condition: "they know the size of gradients: here that is the same in both directions",
    },
  ];
}

/** The angle between the gradient of x² + 5y² and the floor y = 0, degrees. */
function steepness([x = 0, y = 0]: readonly number[]): number {
  return (180 / Math.PI) * Math.atan2(10 * Math.abs(y), 2 * Math.abs(x));
}

function inTurn(place: FlatPlace, leaves: (place: FlatPlace, method: FlatMethod) => number | null): string {
  return (["plain", "average", "heavyBall"] as const).map((method) => counted(leaves(place, method))).join(" / ");
}

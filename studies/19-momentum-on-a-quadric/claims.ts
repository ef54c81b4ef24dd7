import { formatDigits, formatExponential, formatNumber } from "momenta/figures";
import { claim, countClaims, holdsWhere, question, type Statement } from "../core/index.js";
import { bestForms, forms } from "./measure/closedForms.js";
import { SCALED, SLICED } from "./measure/component.js";
import { noiseFloor } from "./measure/noise.js";
import {
  bestDeviation,
  byMatrix,
  chainBound,
  chainErrors,
  expectedOvershoot,
  type MomentumOnAQuadric,
  mapDeviation,
  misplacedOnMap,
  sliceDeviation,
} from "./result.js";

/** The iteration matrix as printed, and with the signs of the printed rule. */
const matrices = {
  printed: [
    [0.9, 1],
    [-0.9 * SCALED, 1 - SCALED],
  ],
  mended: [
    [0.9, -1],
    [0.9 * SCALED, 1 - SCALED],
  ],
} as const;

const percent = (share: number) => `${formatDigits(100 * share, 2)} %`;

export function answer(result: MomentumOnAQuadric): string {
  const { holding, of } = countClaims(claims(result));
  const rates = result.best.map(
    ({ kappa, momentum }) =>
      `${formatNumber(momentum, 4)} (κ = ${kappa}, formula ${formatNumber(bestForms.momentum(kappa).rate, 4)})`,
  );
  return (
    `${holding} of ${of} statements hold as printed, the matrix and Nesterov's look-ahead need a sign and a β; ` +
    `measured best rates ${rates.join(", ")}`
  );
}

export function claims(result: MomentumOnAQuadric): Statement[] {
  const { best, maps, first, overshoot, options } = result;
  const off = (form: keyof typeof matrices, part: "v" | "w") => {
    const expected = byMatrix(matrices[form], first.length);
    return Math.max(...first.map((update, k) => Math.abs(update[part] - (expected[k]?.[part] as number))));
  };
  const bestOff = best.map((entry) => bestDeviation(entry, "momentum"));
  const over = overshoot.momenta.flatMap((_, at) => {
    const [ball, nesterov] = [overshoot.momentum[at] as number, overshoot.nesterov[at] as number];
    return ball > 0 ? [{ isLess: nesterov < ball }] : [];
  });
  const border = (method: keyof typeof forms) => formatNumber(forms[method].border(SLICED), 3);
  return [
    claim(
      "the iterates of (v, w) are the powers of [[β, λ], [−αβ, 1 − αλ]]",
      holdsWhere(off("printed", "v") < 1e-3),
      `of w, to ${formatExponential(off("printed", "w"), 0)}; v has the other sign, off by ${formatNumber(off("printed", "v"), 2)}; ` +
        `with [[β, −λ], [αβ, 1 − αλ]] to ${formatExponential(off("mended", "v"), 0)}`,
    ),
    claim(
      "rate: the larger modulus of its eigenvalues",
      holdsWhere(maps.every((map) => mapDeviation(map) < 0.01)),
      `to ${percent(Math.max(...maps.map(mapDeviation)))} over ${maps.length} maps of ${options.resolution ** 2} settings`,
    ),
    claim(
      "best rate (√κ − 1) / (√κ + 1) at α*, β*",
      holdsWhere(bestOff.every(({ ofRate, ofUpdates }) => ofRate < 0.01 && ofUpdates < 0.01)),
      `to ${percent(Math.max(...bestOff.map(({ ofRate }) => ofRate)))}; the updates that it takes to ${percent(Math.max(...bestOff.map(({ ofUpdates }) => ofUpdates)))}`,
    ),
    claim(
      "Nesterov: gradient at w + αv",
      holdsWhere(sliceDeviation(result, "printed", forms.nesterov).deviation < 0.01),
      `a step too far by αβv against αv: stable up to αλ = ${border("printed")} at β = ${SLICED} where Nesterov's is to ${border("nesterov")}, ` +
        "and to 2 / 3 at β = 0, where it should be gradient descent (2)",
    ),
    claim(
      "Nesterov partially prevents overshooting",
      holdsWhere(over.every(({ isLess }) => isLess)),
      `less overshoot in ${over.filter(({ isLess }) => isLess).length} of ${over.length} momenta that overshoot, αλ = ${SCALED}`,
    ),
    ...questions(result),
  ];
}

function questions(result: MomentumOnAQuadric): Statement[] {
  const { maps, best, regimes, chain, noise, overshoot } = result;
  const misplaced = maps.reduce((sum, map) => sum + misplacedOnMap(map), 0);
  const nesterovOff = Math.max(...best.map((entry) => bestDeviation(entry, "nesterov").ofRate));
  const slices = (["momentum", "nesterov", "printed"] as const).map((method) => sliceDeviation(result, method));
  const overshootOff = Math.max(
    ...(["momentum", "nesterov"] as const).flatMap((method) =>
      overshoot.momenta.map((beta, at) =>
        Math.abs((overshoot[method][at] as number) - expectedOvershoot(method, beta)),
      ),
    ),
  );
  const ahead = chain.momentum.flatMap((weights, k) => weights.slice(k)).filter((weight) => weight !== 0).length;
  const errors = { sgd: chainErrors(chain, chain.sgd), momentum: chainErrors(chain, chain.momentum) };
  const [plain, rolling] = [errors.sgd[chain.weights] as number, errors.momentum[chain.weights] as number];
  const floors = noise.momenta.map((beta, at) => ({
    ...(noise.floors[at] as (typeof noise.floors)[0]),
    expected: noiseFloor(beta),
  }));
  const within = floors.filter(({ lower, upper, expected }) => lower <= expected && expected <= upper).length;
  return [
    question(
      "are rates below 1 where αλₙ < 2 + 2β, and nowhere else?",
      holdsWhere(misplaced === 0),
      `${misplaced} settings on the wrong side`,
    ),
    question(
      "is Nesterov's best rate 1 − 2 / √(3κ + 1)?",
      holdsWhere(nesterovOff < 0.01),
      `to ${percent(nesterovOff)}`,
    ),
    question(
      "are iterates of the three regimes the closed form?",
      holdsWhere(regimes.deviation < 1e-4),
      `to ${regimes.deviation}`,
    ),
    question(
      "are rates of the heavy ball, Nesterov's method and the printed one those of their matrices?",
      holdsWhere(slices.every(({ deviation, misplaced }) => deviation < 0.01 && misplaced === 0)),
      `to ${percent(Math.max(...slices.map(({ deviation }) => deviation)))}, each with its border`,
    ),
    question(
      "is the overshoot that of the closed forms?",
      holdsWhere(overshootOff < 1e-3),
      `to ${formatExponential(overshootOff, 0)}`,
    ),
    question(
      "does no weight of the chain move before the news reaches it?",
      holdsWhere(ahead === 0 && errors.momentum.every((error, k) => error >= chainBound(chain, k) - 1e-3)),
      `${ahead} do`,
    ),
    question(
      "does momentum carry the news along the chain faster?",
      holdsWhere(rolling < plain),
      `${formatNumber(rolling, 3)} of the distance is left with momentum after ${chain.weights} updates, ${formatNumber(plain, 3)} with SGD`,
    ),
    question(
      "is the floor with noise that of the closed form, and does it rise with β?",
      holdsWhere(
        within >= floors.length - 1 &&
          floors.every(({ estimate }, at) => at === 0 || estimate > (floors[at - 1]?.estimate as number)),
      ),
      `in its 95 % interval for ${within} of ${floors.length} momenta`,
    ),
  ];
}

import { formatInterval, formatNumber, Table } from "momenta/figures";
import { bestMomentum, updatesForATenth } from "../common/onAQuadric/closedForms.js";
import type { Check, Verdict } from "../study.js";
import {
  bestDeviation,
  beyondBorder,
  byMatrix,
  chainBound,
  chainErrors,
  mapDeviation,
  overshootAt,
  sliceDeviation,
} from "./claims.js";
import { type MomentumOnAQuadric, SCALED } from "./momentumOnAQuadric.js";
import { noiseFloor } from "./noise.js";

/** What the source says, and what came out here. */
interface Claim {
  readonly published: string;
  readonly ours: string;
  readonly holds: boolean;
}

const percent = (share: number) => `${formatNumber(Number((100 * share).toPrecision(2)))} %`;

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

/** The claims of the source, each with what decides it. */
function claimsOf(result: MomentumOnAQuadric): Claim[] {
  const { best, maps, first, overshoot } = result;
  const off = (form: keyof typeof matrices, part: "v" | "w") => {
    const expected = byMatrix(matrices[form], first.length);
    return Math.max(...first.map((update, k) => Math.abs(update[part] - (expected[k]?.[part] as number))));
  };
  const momentum = best.map((entry) => bestDeviation(entry, "momentum"));
  const printed = sliceDeviation(result, "printed");
  const less = overshoot.momenta.filter(
    (_, at) =>
      (overshoot.momentum[at] as number) > 0 && (overshoot.nesterov[at] as number) < (overshoot.momentum[at] as number),
  ).length;
  const over = overshoot.momentum.filter((share) => share > 0).length;
  return [
    {
      published: "the iterates of (v, w) are the powers of [[β, λ], [−αβ, 1 − αλ]]",
      ours: `of w, to ${off("printed", "w").toExponential(0)}; v has the other sign, off by ${formatNumber(off("printed", "v"), 2)}; with [[β, −λ], [αβ, 1 − αλ]] to ${off("mended", "v").toExponential(0)}`,
      holds: off("printed", "v") < 1e-3,
    },
    {
      published: "rate: the larger modulus of its eigenvalues",
      ours: `to ${percent(Math.max(...maps.map(mapDeviation)))} over ${maps.length} maps of ${result.options.resolution ** 2} settings`,
      holds: maps.every((map) => mapDeviation(map) < 0.01),
    },
    {
      published: "best rate (√κ − 1) / (√κ + 1) at α*, β*",
      ours: `to ${percent(Math.max(...momentum.map(({ ofRate }) => ofRate)))}; the updates that it takes to ${percent(Math.max(...momentum.map(({ ofUpdates }) => ofUpdates)))}`,
      holds: momentum.every(({ ofRate, ofUpdates }) => ofRate < 0.01 && ofUpdates < 0.01),
    },
    {
      published: "Nesterov: gradient at w + αv",
      ours: `a step too far by αβv against αv: stable up to αλ = 1.267 at β = 0.9 where Nesterov's is to 1.357, and to 2 / 3 at β = 0, where it should be gradient descent (2)`,
      holds: printed.misplaced > 0,
    },
    {
      published: "Nesterov partially prevents overshooting",
      ours: `less overshoot in ${less} of ${over} momenta that overshoot, αλ = ${SCALED}`,
      holds: less === over,
    },
  ];
}

export function momentumOnAQuadricVerdict(result: MomentumOnAQuadric): Verdict {
  const claims = claimsOf(result);
  const held = claims.filter(({ holds }) => holds).length;
  return {
    answer: held === claims.length ? "agrees" : held === 0 ? "disagrees" : "depends",
    published:
      "best rate (√κ − 1) / (√κ + 1) with α*, β*; iteration matrix [[β, λ], [−αβ, 1 − αλ]]; Nesterov overshoots less",
    ours: `${held} of ${claims.length} statements hold as printed, the matrix and Nesterov's look-ahead need a sign and a β; measured best rates ${result.best
      .map(
        ({ kappa, momentum }) =>
          `${formatNumber(momentum, 4)} (κ = ${kappa}, formula ${formatNumber(bestMomentum(kappa).rate, 4)})`,
      )
      .join(", ")}`,
  };
}

export function momentumOnAQuadricChecks(result: MomentumOnAQuadric): Check[] {
  const { maps, best, regimes, chain, noise, overshoot } = result;
  const slices = (["momentum", "nesterov", "printed"] as const).map((method) => sliceDeviation(result, method));
  const overshootOff = Math.max(
    ...(["momentum", "nesterov"] as const).flatMap((method) =>
      overshoot.momenta.map((beta, at) => Math.abs((overshoot[method][at] as number) - overshootAt(method, beta))),
    ),
  );
  const ahead = chain.momentum.flatMap((weights, k) => weights.slice(k)).filter((weight) => weight !== 0).length;
  const floors = noise.momenta.filter((beta, at) => {
    const { lower, upper } = noise.floors[at] as (typeof noise.floors)[0];
    return lower <= noiseFloor(beta) && noiseFloor(beta) <= upper;
  }).length;
  const [plain, rolling] = [chain.sgd, chain.momentum].map(
    (path) => chainErrors(chain, path)[chain.weights] as number,
  ) as [number, number];
  return [
    ...maps.map((map) => ({
      claim: `κ = ${map.kappa}: the rate is that of the eigenvalues to ${percent(mapDeviation(map))} over ${map.rates.flat().length} settings`,
      holds: mapDeviation(map) < 0.01,
    })),
    ...maps.map((map) => ({
      claim: `κ = ${map.kappa}: below 1 where αλₙ < 2 + 2β, and nowhere else; ${beyondBorder(map)} settings on the wrong side`,
      holds: beyondBorder(map) === 0,
    })),
    ...best.map((entry) => {
      const { rate, ofRate, ofUpdates } = bestDeviation(entry, "momentum");
      return {
        claim:
          `κ = ${entry.kappa}: rate ${formatNumber(entry.momentum, 4)} at α*, β*, (√κ − 1) / (√κ + 1) = ${formatNumber(rate, 4)}: ` +
          `to ${percent(ofRate)}, the updates that it takes to ${percent(ofUpdates)}`,
        holds: ofRate < 0.01 && ofUpdates < 0.01,
      };
    }),
    ...best.map((entry) => {
      const { rate, ofRate } = bestDeviation(entry, "nesterov");
      return {
        claim: `κ = ${entry.kappa}: Nesterov's best rate ${formatNumber(entry.nesterov, 4)}, 1 − 2 / √(3κ + 1) = ${formatNumber(rate, 4)}: to ${percent(ofRate)}`,
        holds: ofRate < 0.01,
      };
    }),
    {
      claim: `iterates of the three regimes are the closed form to ${regimes.deviation}`,
      holds: regimes.deviation < 1e-4,
    },
    {
      claim: `rates of the heavy ball, Nesterov's method and the printed one are those of their matrices to ${percent(Math.max(...slices.map(({ deviation }) => deviation)))}, each with its border`,
      holds: slices.every(({ deviation, misplaced }) => deviation < 0.01 && misplaced === 0),
    },
    { claim: `overshoot as by the closed forms to ${overshootOff.toExponential(0)}`, holds: overshootOff < 1e-3 },
    {
      claim: `on the chain no weight moves before the news reaches it; ${ahead} do`,
      holds:
        ahead === 0 && chainErrors(chain, chain.momentum).every((error, k) => error >= chainBound(chain, k) - 1e-3),
    },
    {
      claim: `on the chain ${formatNumber(rolling, 3)} of the distance is left with momentum after ${chain.weights} updates, ${formatNumber(plain, 3)} with SGD`,
      holds: rolling < plain,
    },
    {
      claim: `the floor with noise is in its 95 % interval for ${floors} of ${noise.momenta.length} momenta, and rises with β`,
      holds:
        floors >= noise.momenta.length - 1 &&
        noise.floors.every(({ estimate }, at) => at === 0 || estimate > (noise.floors[at - 1]?.estimate as number)),
    },
  ];
}

/** What the source says beside what came out here. */
export function momentumClaimsTable(result: MomentumOnAQuadric): Table {
  return new Table(
    "The source's statements, and ours",
    [{ heading: "published" }, { heading: "ours" }, { heading: "holds as printed" }],
    claimsOf(result).map(({ published, ours, holds }) => [published, ours, holds ? "yes" : "no"]),
  );
}

/** The best rates, published and measured. */
export function momentumBestTable({ best }: MomentumOnAQuadric): Table {
  return new Table(
    "Best rates, and updates for a tenth of the distance",
    [
      { heading: "κ" },
      { heading: "published: (√κ − 1) / (√κ + 1)", decimals: 5 },
      { heading: "ours: SGD + momentum", decimals: 5 },
      { heading: "Nesterov", decimals: 5 },
      { heading: "SGD", decimals: 5 },
      { heading: "updates, SGD + momentum", decimals: 1 },
      { heading: "Nesterov, updates", decimals: 1 },
      { heading: "SGD, updates", decimals: 1 },
    ],
    best.map(({ kappa, sgd, momentum, nesterov }) => [
      kappa,
      bestMomentum(kappa).rate,
      momentum,
      nesterov,
      sgd,
      ...[momentum, nesterov, sgd].map(updatesForATenth),
    ]),
  );
}

/** Where runs with noise end, by their momentum. */
export function momentumNoiseTable({ noise, options }: MomentumOnAQuadric): Table {
  return new Table(
    `Loss of the second half of the updates, mean and 95 % interval of ${options.draws} draws`,
    [{ heading: "β", decimals: 2 }, { heading: "closed form", decimals: 4 }, { heading: "ours" }],
    noise.momenta.map((beta, at) => [
      beta,
      noiseFloor(beta),
      formatInterval(noise.floors[at] as (typeof noise.floors)[0], 4),
    ]),
  );
}

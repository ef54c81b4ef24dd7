import { formatInterval, formatNumber, Table } from "momenta/figures";
import type { Check, Verdict } from "../study.js";
import { BANANA_UPDATES, curvatureAcross, banana as ravine } from "./banana.js";
import { firstStuck, shareFitted } from "./figures.js";
import type { FlatRegions } from "./flatRegions.js";
import { flowUpdates } from "./plateaus.js";
import { expectedEscape, noises, offsetEscape } from "./saddles.js";

/** What the source says, and what came out here. */
interface Claim {
  readonly published: string;
  readonly ours: string;
  /** Whether it holds as it is said, without a condition. */
  readonly holds: boolean;
}

const percent = (share: number) => `${formatNumber(100 * share, 0)} %`;

/** The claims of the source, each with what decides it. */
function claimsOf(result: FlatRegions): Record<"stuck" | "smallAndBig" | "zigzag" | "momentum" | "saddles", Claim> {
  const { plateau, banana, saddles } = result;
  const [small, big, momentum] = (["small", "big", "momentum"] as const).map((way) => shareFitted(result, way)) as [
    number,
    number,
    number,
  ];
  const at = (learningRate: number) => banana.learningRates.indexOf(learningRate);
  const [gentle, steep] = [banana.turns[0][at(1e-3)], banana.turns[0][at(5e-3)]] as [number, number];
  const [slow, fast, rolling] = [
    banana.losses[0][at(1e-3)],
    banana.losses[0][at(5e-3)],
    banana.losses[1][at(1e-3)],
  ] as [number, number, number];
  return {
    stuck: {
      published: "SGD can get stuck on flat regions",
      ours:
        `on a plateau each unit further takes e times as long, ${plateau.sgd.at(-1)} updates at s = ${plateau.distances.at(-1)}, ${plateau.momentum.at(-1)} with momentum; ` +
        `stuck for ever from s = ${firstStuck(plateau.stuck, "sgd")} on, where float32 rounds the step away`,
      holds: small < 1 && Number.isFinite(firstStuck(plateau.stuck, "sgd")),
    },
    smallAndBig: {
      published:
        "pictures, sigmoid fitting: a small learning rate stays on the plateau, a big one does not settle at the minimum",
      ours: `fitted from ${percent(small)} of the starts with the small one, ${percent(big)} with the big one, ${percent(momentum)} with momentum`,
      holds: big < small && small < 1,
    },
    zigzag: {
      published: "pictures, SGD oscillates: α = 1e-3 does not, α = 5e-3 does",
      ours: `across the floor in ${percent(gentle)} and ${percent(steep)} of the updates; αλ = 1 across the floor at the start is α = ${formatNumber(1 / curvatureAcross(ravine.start[0] as number), 4)}`,
      holds: gentle === 0 && steep * BANANA_UPDATES >= 10,
    },
    momentum: {
      published: "momentum avoids getting stuck and suppresses oscillations (in another place: partially)",
      ours:
        `loss ${short(rolling)} with α = 1e-3 and β = 0.9, ${short(slow)} and ${short(fast)} without at 1e-3 and 5e-3; ` +
        `across the floor in ${percent(banana.turns[1][at(1e-3)] as number)} of the updates with momentum, ${percent(gentle)} without`,
      holds: rolling < slow && (banana.turns[1][at(1e-3)] as number) <= gentle,
    },
    saddles: {
      published: "SGD does not get stuck in saddle points",
      ours:
        `with normal noise it leaves, after ${formatInterval(saddles.escapes[0] as (typeof saddles.escapes)[0], 1)} updates at ε = 1e-8; ` +
        `with noise that has no share across, ${saddles.symmetric.left} of ${saddles.symmetric.draws} runs leave`,
      holds: saddles.symmetric.left === saddles.symmetric.draws,
    },
  };
}

export function flatRegionsVerdict(result: FlatRegions): Verdict {
  const claims = Object.values(claimsOf(result));
  const held = claims.filter(({ holds }) => holds).length;
  const { saddles, plateau } = result;
  return {
    answer: held === claims.length ? "agrees" : held === 0 ? "disagrees" : "depends",
    published: "SGD gets stuck on flat regions and oscillates, momentum helps; SGD does not get stuck in saddle points",
    ours:
      `${held} of ${claims.length} statements hold as they stand: a plateau s away costs ∝ eˢ updates (${plateau.sgd.at(-1)} at s = ${plateau.distances.at(-1)}), ` +
      `with momentum ${plateau.momentum.at(-1)}, but it crosses the ravine's floor more often; noise leads away from a saddle only where it has a share across: ` +
      `${saddles.disturbed.left} of ${saddles.disturbed.draws} runs leave with it, ${saddles.symmetric.left} without`,
  };
}

export function flatRegionsChecks(result: FlatRegions): Check[] {
  const { plateau, saddles } = result;
  const { stuck, zigzag, smallAndBig } = claimsOf(result);
  const far = plateau.distances.map((distance, at) => ({ distance, at })).filter(({ distance }) => distance >= 3);
  const flowOff = Math.max(
    ...far.map(({ distance, at }) => Math.abs((plateau.sgd[at] as number) - flowUpdates(distance, 0))),
  );
  const saved = (plateau.sgd.at(-1) as number) / (plateau.momentum.at(-1) as number);
  const escapeOff = noises.filter((noise, at) => {
    const { lower, upper } = saddles.escapes[at] as (typeof saddles.escapes)[0];
    const expected = expectedEscape(noise);
    return expected < lower - 1 || expected > upper + 1;
  }).length;
  const offsetsOff = Math.max(
    ...noises.map((offset, at) => Math.abs((saddles.offsets[at] as number) - offsetEscape(offset))),
  );
  return [
    { claim: `plateaus: ${stuck.ours}`, holds: stuck.holds },
    {
      claim: `from s = 3 on SGD leaves a plateau after the updates of the gradient flow, to ${formatNumber(flowOff, 1)}`,
      holds: flowOff < 5,
    },
    {
      claim: `momentum of .9 leaves the farthest plateau ${formatNumber(saved, 1)} times as fast; 10 without inertia`,
      holds: saved > 3 && saved < 10,
    },
    { claim: `sigmoid: ${smallAndBig.ours}`, holds: smallAndBig.holds },
    { claim: `zig-zag: ${zigzag.ours}`, holds: zigzag.holds },
    { claim: `started on the way into the saddle, |y| is ${saddles.still} without noise`, holds: saddles.still === 0 },
    {
      claim: `from y = δ it takes ln(1 / δ) / ln(1 + 2α) updates, to ${formatNumber(offsetsOff, 2)}`,
      holds: offsetsOff <= 1,
    },
    {
      claim: `with noise as long as by the closed form, within the 95 % interval and an update for ${noises.length - escapeOff} of ${noises.length}`,
      holds: escapeOff <= 1,
    },
    {
      claim: `noise that keeps u = −v: |u + v| is at most ${saddles.symmetric.largest}, ${saddles.symmetric.left} of ${saddles.symmetric.draws} runs leave; with noise across ${saddles.disturbed.left}`,
      holds: saddles.symmetric.left === 0 && saddles.disturbed.left === saddles.disturbed.draws,
    },
  ];
}

/** What the source says beside what came out here. */
export function flatRegionsTable(result: FlatRegions): Table {
  return new Table(
    "The source's statements, and ours",
    [{ heading: "published" }, { heading: "ours" }, { heading: "holds as it stands" }],
    Object.values(claimsOf(result)).map(({ published, ours, holds }) => [published, ours, holds ? "yes" : "no"]),
  );
}

function short(value: number): string {
  return formatNumber(Number(value.toPrecision(2)));
}

import { formatDigits, formatInterval, formatNumber } from "momenta/figures";
import type { Interval } from "momenta/statistics";
import { claim, countClaims, holdsIf, holdsWhere, last, percent, question, type Statement } from "../core/index.js";
import { BANANA_UPDATES } from "./measure/banana.js";
import { flowUpdates } from "./measure/plateau.js";
import { curvatureAcross, ravine } from "./measure/ravine.js";
import { expectedEscape, noises, offsetEscape } from "./measure/saddles.js";
import { ways } from "./measure/sigmoid.js";
import { type FlatRegions, firstStuck, shareFitted } from "./result.js";

export function answer(result: FlatRegions): string {
  const { holding, of } = countClaims(claims(result));
  const { saddles, plateau } = result;
  return (
    `${holding} of ${of} statements hold as they stand: a plateau s away costs ∝ eˢ updates (${last(plateau.sgd)} at s = ${last(plateau.distances)}), ` +
    `with momentum ${last(plateau.momentum)}, but it crosses the ravine's floor more often; noise leads away from a saddle only where it has a share across: ` +
    `${saddles.disturbed.left} of ${saddles.disturbed.draws} runs leave with it, ${saddles.symmetric.left} without`
  );
}

export function claims(result: FlatRegions): Statement[] {
  const { plateau, banana, saddles } = result;
  const [small, big, momentum] = ways.map((way) => shareFitted(result, way)) as [number, number, number];
  const atRate = ([sgd, rolling]: (typeof banana)["losses"], learningRate: number) => {
    const at = banana.learningRates.indexOf(learningRate);
    return { sgd: sgd[at] as number, momentum: rolling[at] as number };
  };
  const [gentleTurns, steepTurns] = [atRate(banana.turns, 1e-3), atRate(banana.turns, 5e-3)];
  const [gentleLoss, steepLoss] = [atRate(banana.losses, 1e-3), atRate(banana.losses, 5e-3)];
  const { symmetric, disturbed } = saddles;
  return [
    claim(
      "SGD can get stuck on flat regions",
      holdsWhere(small < 1 && Number.isFinite(firstStuck(result, "sgd"))),
      `on a plateau each unit further takes e times as long, ${last(plateau.sgd)} updates at s = ${last(plateau.distances)}, ${last(plateau.momentum)} with momentum; ` +
        `stuck for ever from s = ${firstStuck(result, "sgd")} on, where float32 rounds the step away`,
    ),
    claim(
      "pictures, sigmoid fitting: a small learning rate stays on the plateau, a big one does not settle at the minimum",
      holdsWhere(big < small && small < 1),
      `fitted from ${percent(small)} of the starts with the small one, ${percent(big)} with the big one, ${percent(momentum)} with momentum`,
    ),
    claim(
      "pictures, SGD oscillates: α = 1e−3 does not, α = 5e−3 does",
      holdsWhere(gentleTurns.sgd === 0 && steepTurns.sgd * BANANA_UPDATES >= 10),
      `across the floor in ${percent(gentleTurns.sgd)} and ${percent(steepTurns.sgd)} of the updates; ` +
        `αλ = 1 across the floor at the start is α = ${formatNumber(1 / curvatureAcross(ravine.start[0] as number), 4)}`,
    ),
    claim(
      "momentum avoids getting stuck and suppresses oscillations (in another place: partially)",
      holdsWhere(gentleLoss.momentum < gentleLoss.sgd && gentleTurns.momentum <= gentleTurns.sgd),
      `loss ${formatDigits(gentleLoss.momentum, 2)} with α = 1e−3 and β = 0.9, ` +
        `${formatDigits(gentleLoss.sgd, 2)} and ${formatDigits(steepLoss.sgd, 2)} without at 1e−3 and 5e−3; ` +
        `across the floor in ${percent(gentleTurns.momentum)} of the updates with momentum, ${percent(gentleTurns.sgd)} without`,
    ),
    claim(
      "SGD does not get stuck in saddle points",
      holdsWhere(
        symmetric.left === symmetric.draws,
        holdsIf("the noise has a share across the saddle", disturbed.left === disturbed.draws),
      ),
      `with normal noise it leaves, after ${formatInterval(saddles.escapes[0] as Interval, 1)} updates at ε = 1e−8; ` +
        `with noise that has no share across, ${symmetric.left} of ${symmetric.draws} runs leave`,
    ),
    ...questions(result),
  ];
}

function questions({ plateau, saddles }: FlatRegions): Statement[] {
  const { symmetric, disturbed } = saddles;
  const flowErrors = plateau.distances.map((distance, at) =>
    distance < 3 ? 0 : Math.abs((plateau.sgd[at] as number) - flowUpdates(distance, 0)),
  );
  const saved = last(plateau.sgd) / last(plateau.momentum);
  const explained = noises.filter((noise, at) => {
    const { lower, upper } = saddles.escapes[at] as Interval;
    return expectedEscape(noise) >= lower - 1 && expectedEscape(noise) <= upper + 1;
  });
  const offsetErrors = noises.map((offset, at) => Math.abs((saddles.offsets[at] as number) - offsetEscape(offset)));
  return [
    question(
      "does SGD leave a plateau after the updates of the gradient flow?",
      holdsWhere(Math.max(...flowErrors) < 5),
      `from s = 3 on SGD leaves a plateau after the updates of the gradient flow, to ${formatNumber(Math.max(...flowErrors), 1)}`,
    ),
    question(
      "does momentum's inertia cost some of the factor of ten?",
      holdsWhere(saved > 3 && saved < 10),
      `momentum of .9 leaves the farthest plateau ${formatNumber(saved, 1)} times as fast; 10 without inertia`,
    ),
    question(
      "is gradient descent without noise stuck on the way into the saddle?",
      holdsWhere(saddles.still === 0),
      `started on the way into the saddle, |y| is ${saddles.still} without noise`,
    ),
    question(
      "is the time to leave from y = δ that of the closed form?",
      holdsWhere(Math.max(...offsetErrors) <= 1),
      `from y = δ it takes ln(1 / δ) / ln(1 + 2α) updates, to ${formatNumber(Math.max(...offsetErrors), 2)}`,
    ),
    question(
      "is the time to leave with noise that of the closed form?",
      holdsWhere(explained.length >= noises.length - 1),
      `with noise as long as by the closed form, within the 95 % interval and an update for ${explained.length} of ${noises.length}`,
    ),
    question(
      "is noise that keeps u = −v of no use, and other noise enough?",
      holdsWhere(symmetric.left === 0 && disturbed.left === disturbed.draws),
      `noise that keeps u = −v: |u + v| is at most ${symmetric.largest}, ${symmetric.left} of ${symmetric.draws} runs leave; with noise across ${disturbed.left}`,
    ),
  ];
}

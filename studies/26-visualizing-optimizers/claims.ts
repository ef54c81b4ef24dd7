import { formatNumber } from "momenta/figures";
import { updatesInWords, updatesOrNever } from "../common/index.js";
import { claim, countClaims, holdsWhere, question, type Statement } from "../core/index.js";
import type { Leaving, ShownWay } from "./measure/landscapes.js";
import { scenes } from "./measure/scenes.js";
import type { VisualizingOptimizers } from "./result.js";

const velocityMethods: readonly string[] = ["SGD + momentum", "Nesterov"];

export function answer(result: VisualizingOptimizers): string {
  const { ways, saddle, options } = result;
  const farthest = largest(options.distances);
  const { holding, of } = countClaims(claims(result));
  const leaves = (optimizer: string) => updatesInWords(named(ways.saddle, optimizer).leaves);
  const far = (optimizer: string) => updatesInWords(leavesFrom(result, named(saddle, optimizer), farthest));
  return (
    `${holding} of ${of} captions hold; from y₀ = 0.001 the saddle is left by Adadelta after ${leaves("Adadelta")} updates, ` +
    `RMSProp ${leaves("RMSProp")}, AdaGrad ${leaves("AdaGrad")}, SGD ${leaves("SGD")}, momentum ${leaves("SGD + momentum")}; ` +
    `from y₀ = ${formatNumber(farthest)} by SGD after ${far("SGD")}, RMSProp ${far("RMSProp")}`
  );
}

/** The claims of the captions, landscape by landscape. */
export function claims(result: VisualizingOptimizers): Statement[] {
  const { ways, saddle, options } = result;
  const { beale, longValley } = ways;
  const [velocity, others] = split(beale, ({ optimizer }) => velocityMethods.includes(optimizer));
  const [sgd, adagrad] = [named(beale, "SGD"), named(beale, "AdaGrad")];
  const stable = [named(beale, "Adadelta"), named(beale, "RMSProp")];
  const [scaling, plain] = split(longValley, ({ scales }) => scales);
  const [rolling, still] = split(longValley, ({ optimizer }) => velocityMethods.includes(optimizer));
  const [exploring, direct] = split(ways.saddle, ({ optimizer }) => velocityMethods.includes(optimizer));
  const scalingOnSaddle = ["AdaGrad", "Adadelta", "RMSProp"].map((optimizer) => named(saddle, optimizer));
  const [farthest, nearest] = [largest(options.distances), least(options.distances)];
  const leavesSaddle = (distance: number) => ({
    scaling: scalingOnSaddle.map((one) => leavesFrom(result, one, distance)),
    sgd: leavesFrom(result, named(saddle, "SGD"), distance),
  });
  const [fromNear, fromFar] = [leavesSaddle(nearest), leavesSaddle(farthest)];
  return [
    claim(
      "Beale: methods with a velocity shoot off and bounce around",
      holdsWhere(least(velocity.map(detour)) > largest(others.map(detour))),
      `detours of ${list(velocity.map(detour), 2)}; at most ${formatNumber(largest(others.map(detour)), 2)} without a velocity`,
    ),
    claim(
      "Beale: AdaGrad almost goes unstable for the same reason",
      holdsWhere(adagrad.rises > 0 && detour(adagrad) > detour(sgd)),
      `a detour of ${formatNumber(detour(adagrad), 2)}, and the value rises in ${adagrad.rises} updates`,
    ),
    claim(
      "Beale: Adadelta and RMSProp proceed like accelerated SGD",
      holdsWhere(
        stable.every(
          (way) =>
            updatesOrNever(way.arrives) < updatesOrNever(sgd.arrives) && detour(way) < least(velocity.map(detour)),
        ),
      ),
      `Adadelta and RMSProp arrive after ${stable.map(arrival).join(" and ")} updates, SGD after ${arrival(sgd)}; detours ${list(stable.map(detour), 2)}`,
    ),
    claim(
      "long valley: methods that do not scale struggle to break the symmetry, those that scale break it quickly",
      holdsWhere(
        largest(scaling.map(({ leaves }) => updatesOrNever(leaves))) <
          least(plain.map(({ leaves }) => updatesOrNever(leaves))),
      ),
      `|y| ≥ 1 after ${range(scaling.map(({ leaves }) => leaves))} updates with scaling, ${range(plain.map(({ leaves }) => leaves))} without`,
    ),
    claim(
      "long valley: momentum and Nesterov oscillate",
      holdsWhere(least(rolling.map(({ crossings }) => crossings)) > largest(still.map(({ crossings }) => crossings))),
      `they cross the floor ${list(
        rolling.map(({ crossings }) => crossings),
        0,
      )} times, the others at most ${largest(still.map(({ crossings }) => crossings))} times`,
    ),
    claim(
      "saddle: momentum and Nesterov explore around",
      holdsWhere(
        least(exploring.map(({ crossings }) => crossings)) > largest(direct.map(({ crossings }) => crossings)),
      ),
      `they cross x = 0 ${list(
        exploring.map(({ crossings }) => crossings),
        0,
      )} times, the others at most ${largest(direct.map(({ crossings }) => crossings))} times`,
    ),
    claim(
      "saddle: AdaGrad, Adadelta and RMSProp leave like accelerated SGD",
      holdsWhere(
        options.distances
          .map(leavesSaddle)
          .every((leaves) => leaves.scaling.every((updates) => updatesOrNever(updates) < updatesOrNever(leaves.sgd))),
      ),
      `begun ${formatNumber(nearest)} from the ridge they leave after ${range(fromNear.scaling)} updates, ` +
        `SGD after ${updatesInWords(fromNear.sgd)}; begun ${formatNumber(farthest)} from it after ` +
        `${range(fromFar.scaling)}, SGD after ${updatesInWords(fromFar.sgd)}`,
    ),
    ...questions(result),
  ];
}

/** Who leaves the saddle and when, and what decides it. */
function questions(result: VisualizingOptimizers): Statement[] {
  const { options, saddle, ways } = result;
  const latest = (at: number) =>
    largest(saddle.filter(({ scales }) => scales).map((one) => updatesOrNever(one.byDescent[at] ?? null)));
  const [sgd, momentum] = [named(saddle, "SGD"), named(saddle, "SGD + momentum")];
  const { learningRate } = named(ways.saddle, "SGD");
  const closed = options.distances.map((distance) => Math.ceil(escapeOfSgd(distance, learningRate)));
  const slowDown = (optimizer: string) => {
    const leaves = (distance: number) => leavesFrom(result, named(saddle, optimizer), distance);
    const [far, near] = [leaves(largest(options.distances)), leaves(least(options.distances))];
    return {
      words: `${updatesInWords(far)} to ${updatesInWords(near)}`,
      factor: updatesOrNever(near) / updatesOrNever(far),
    };
  };
  const [rmsprop, plain] = [slowDown("RMSProp"), slowDown("SGD")];
  return [
    question(
      "from y₀ = 0.001, whatever the descent: does every method that scales leave the saddle before SGD, and SGD before momentum?",
      holdsWhere(
        options.descents.every(
          (_, at) =>
            latest(at) < updatesOrNever(sgd.byDescent[at] ?? null) &&
            updatesOrNever(sgd.byDescent[at] ?? null) < updatesOrNever(momentum.byDescent[at] ?? null),
        ),
      ),
      options.descents
        .map(
          (descent, at) =>
            `${descent}: ${latest(at)}, ${updatesInWords(sgd.byDescent[at] ?? null)}, ${updatesInWords(momentum.byDescent[at] ?? null)}`,
        )
        .join("; "),
    ),
    question(
      "begun exactly on the ridge, does no method ever leave it?",
      holdsWhere(saddle.every(({ fromRidge }) => fromRidge === 0)),
      saddle.every(({ fromRidge }) => fromRidge === 0) ? "never" : "some do",
    ),
    question(
      "does SGD leave when the closed form says?",
      holdsWhere(closed.every((updates, at) => Math.abs(updates - updatesOrNever(sgd.byDistance[at] ?? null)) <= 1)),
      `after ${sgd.byDistance.map(updatesInWords).join(", ")} updates`,
    ),
    question(
      "does SGD stay the longer, the nearer it begins to the ridge, and does RMSProp not notice?",
      holdsWhere(plain.factor > 2 && rmsprop.factor < 1.2),
      `the nearer to the ridge, the longer SGD stays (${plain.words} updates); RMSProp does not notice (${rmsprop.words})`,
    ),
  ];
}

/** ln(1 / y₀) / ln(1 + 2 · lr), the updates in which y₀ · (1 + 2 · lr)ᵏ grows to 1. */
export function escapeOfSgd(distance: number, learningRate: number): number {
  return Math.log(1 / distance) / Math.log(1 + 2 * learningRate);
}

/** The way of an optimizer, or how it leaves. */
export function named<One extends { readonly optimizer: string }>(all: readonly One[], optimizer: string): One {
  return all.find((one) => one.optimizer === optimizer) as One;
}

/** The length of a path over Beale's function as a multiple of the distance from the start to the minimum. */
function detour({ length }: ShownWay): number {
  const { start, minima } = scenes.beale.landscape;
  const [x = 0, y = 0] = minima[0]?.point ?? [];
  return length / Math.hypot(x - (start[0] as number), y - (start[1] as number));
}

/** Updates in which a method leaves the saddle, by one of the distances from the ridge. */
function leavesFrom({ options }: VisualizingOptimizers, { byDistance }: Leaving, distance: number): number | null {
  return byDistance[options.distances.indexOf(distance)] ?? null;
}

function arrival({ arrives }: ShownWay): string {
  return updatesInWords(arrives);
}

function split<One>(all: readonly One[], belongs: (one: One) => boolean): [One[], One[]] {
  return [all.filter(belongs), all.filter((one) => !belongs(one))];
}

/** “12 to 31”, “never”. */
function range(updates: readonly (number | null)[]): string {
  const counts = updates.map(updatesOrNever);
  const [first, last] = [least(counts), largest(counts)];
  const words = (count: number) => updatesInWords(Number.isFinite(count) ? count : null);
  return first === last ? words(first) : `${words(first)} to ${words(last)}`;
}

function list(values: readonly number[], decimals: number): string {
  return values.map((value) => formatNumber(value, decimals)).join(" and ");
}

function least(values: readonly number[]): number {
  return Math.min(...values);
}

function largest(values: readonly number[]): number {
  return Math.max(...values);
}

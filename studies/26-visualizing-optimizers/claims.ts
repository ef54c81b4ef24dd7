import { formatNumber } from "momenta/figures";
import { claim, countClaims, holdsWhere, question, type Statement } from "../core/index.js";
import type { Leaving, ShownWay } from "./measure/landscapes.js";
import { scenes } from "./measure/scenes.js";
import type { VisualizingOptimizers } from "./result.js";

const velocityMethods: readonly string[] = ["SGD + momentum", "Nesterov"];

export function answer(result: VisualizingOptimizers): string {
  const { ways, saddle } = result;
  const { holding, of } = countClaims(claims(result));
  const leaves = (optimizer: string) => updatesInWords(named(ways.saddle, optimizer).leaves);
  const far = (optimizer: string) => updatesInWords(named(saddle, optimizer).byDistance[0] ?? null);
  return (
    `${holding} of ${of} captions hold; from y₀ = 0.001 the saddle is left by Adadelta after ${leaves("Adadelta")} updates, ` +
    `RMSProp ${leaves("RMSProp")}, AdaGrad ${leaves("AdaGrad")}, SGD ${leaves("SGD")}, momentum ${leaves("SGD + momentum")}; ` +
    `from y₀ = 0.1 by SGD after ${far("SGD")}, RMSProp ${far("RMSProp")}`
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
  const [farthest, nearest] = [Math.max(...options.distances), Math.min(...options.distances)];
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
        stable.every((way) => goal(way.arrives) < goal(sgd.arrives) && detour(way) < least(velocity.map(detour))),
      ),
      `Adadelta and RMSProp arrive after ${stable.map(arrival).join(" and ")} updates, SGD after ${arrival(sgd)}; detours ${list(stable.map(detour), 2)}`,
    ),
    claim(
      "long valley: methods that do not scale struggle to break the symmetry, those that scale break it quickly",
      holdsWhere(largest(scaling.map(({ leaves }) => goal(leaves))) < least(plain.map(({ leaves }) => goal(leaves)))),
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
        options.distances.every((_, at) =>
          three(saddle).every((one) => goal(one.byDistance[at] ?? null) < goal(sgdOf(saddle).byDistance[at] ?? null)),
        ),
      ),
      `begun ${formatNumber(nearest)} from the ridge they leave after ${range(three(saddle).map((one) => one.byDistance.at(-1) ?? null))} updates, ` +
        `SGD after ${goal(sgdOf(saddle).byDistance.at(-1) ?? null)}; begun ${formatNumber(farthest)} from it after ` +
        `${range(three(saddle).map((one) => one.byDistance[0] ?? null))}, SGD after ${goal(sgdOf(saddle).byDistance[0] ?? null)}`,
    ),
    ...questions(result),
  ];
}

/** Who leaves the saddle and when, and what decides it. */
function questions({ options, saddle, ways }: VisualizingOptimizers): Statement[] {
  const latest = (at: number) =>
    largest(saddle.filter(({ scales }) => scales).map((one) => goal(one.byDescent[at] ?? null)));
  const [sgd, momentum] = [named(saddle, "SGD"), named(saddle, "SGD + momentum")];
  const { learningRate } = named(ways.saddle, "SGD");
  const closed = options.distances.map((distance) => Math.ceil(escapeOfSgd(distance, learningRate)));
  const [farthest, nearest] = [largest(options.distances), least(options.distances)].map((distance) =>
    options.distances.indexOf(distance),
  ) as [number, number];
  const slowDown = (optimizer: string) => {
    const { byDistance } = named(saddle, optimizer);
    const [first, last] = [byDistance[farthest] ?? null, byDistance[nearest] ?? null];
    return { words: `${updatesInWords(first)} to ${updatesInWords(last)}`, factor: goal(last) / goal(first) };
  };
  const [rmsprop, plain] = [slowDown("RMSProp"), slowDown("SGD")];
  return [
    question(
      "from y₀ = 0.001, whatever the descent: does every method that scales leave the saddle before SGD, and SGD before momentum?",
      holdsWhere(
        options.descents.every(
          (_, at) =>
            latest(at) < goal(sgd.byDescent[at] ?? null) &&
            goal(sgd.byDescent[at] ?? null) < goal(momentum.byDescent[at] ?? null),
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
      holdsWhere(closed.every((updates, at) => Math.abs(updates - goal(sgd.byDistance[at] ?? null)) <= 1)),
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

/** Updates that are never reached last. */
function goal(updates: number | null): number {
  return updates ?? Number.POSITIVE_INFINITY;
}

/** “17”, “never”. */
export function updatesInWords(updates: number | null): string {
  return updates === null ? "never" : String(updates);
}

function arrival({ arrives }: ShownWay): string {
  return updatesInWords(arrives);
}

function three(saddle: readonly Leaving[]): Leaving[] {
  return ["AdaGrad", "Adadelta", "RMSProp"].map((optimizer) => named(saddle, optimizer));
}

function sgdOf(saddle: readonly Leaving[]): Leaving {
  return named(saddle, "SGD");
}

function split<One>(all: readonly One[], belongs: (one: One) => boolean): [One[], One[]] {
  return [all.filter(belongs), all.filter((one) => !belongs(one))];
}

/** “12 to 31”, “never”. */
function range(updates: readonly (number | null)[]): string {
  const [first, last] = [least(updates.map(goal)), largest(updates.map(goal))];
  const words = (count: number) => (Number.isFinite(count) ? String(count) : "never");
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

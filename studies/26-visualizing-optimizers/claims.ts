import { formatNumber } from "momenta/figures";
import { scenes } from "./scenes.js";
import type { Leaving, ShownWay, VisualizingOptimizers } from "./visualizingOptimizers.js";

/** What the captions of the animations say, what came out here, and whether that is the same. */
export interface Claim {
  readonly published: string;
  readonly ours: string;
  readonly holds: boolean;
}

const velocityMethods: readonly string[] = ["SGD + momentum", "Nesterov"];

/** The seven claims of the captions, landscape by landscape. */
export function claims({ ways, saddle, options }: VisualizingOptimizers): Record<ClaimName, Claim> {
  const { beale, longValley } = ways;
  const [velocity, others] = split(beale, ({ optimizer }) => velocityMethods.includes(optimizer));
  const [sgd, adagrad] = [named(beale, "SGD"), named(beale, "AdaGrad")];
  const stable = [named(beale, "Adadelta"), named(beale, "RMSProp")];
  const [scaling, plain] = split(longValley, ({ scales }) => scales);
  const [rolling, still] = split(longValley, ({ optimizer }) => velocityMethods.includes(optimizer));
  const [exploring, direct] = split(ways.saddle, ({ optimizer }) => velocityMethods.includes(optimizer));
  const [farthest, nearest] = [Math.max(...options.distances), Math.min(...options.distances)];
  return {
    shootOff: {
      published: "Beale: methods with a velocity shoot off and bounce around",
      ours: `detours of ${list(velocity.map(detour), 2)}; at most ${formatNumber(largest(others.map(detour)), 2)} without a velocity`,
      holds: least(velocity.map(detour)) > largest(others.map(detour)),
    },
    unstable: {
      published: "Beale: AdaGrad almost goes unstable for the same reason",
      ours: `a detour of ${formatNumber(detour(adagrad), 2)}, and the value rises in ${adagrad.rises} updates`,
      holds: adagrad.rises > 0 && detour(adagrad) > detour(sgd),
    },
    stable: {
      published: "Beale: Adadelta and RMSProp proceed like accelerated SGD",
      ours: `Adadelta and RMSProp arrive after ${stable.map(arrival).join(" and ")} updates, SGD after ${arrival(sgd)}; detours ${list(stable.map(detour), 2)}`,
      holds: stable.every((way) => goal(way.arrives) < goal(sgd.arrives) && detour(way) < least(velocity.map(detour))),
    },
    symmetry: {
      published:
        "long valley: methods that do not scale struggle to break the symmetry, those that scale break it quickly",
      ours: `|y| ≥ 1 after ${range(scaling.map(({ leaves }) => leaves))} updates with scaling, ${range(plain.map(({ leaves }) => leaves))} without`,
      holds: largest(scaling.map(({ leaves }) => goal(leaves))) < least(plain.map(({ leaves }) => goal(leaves))),
    },
    oscillates: {
      published: "long valley: momentum and Nesterov oscillate",
      ours: `they cross the floor ${list(
        rolling.map(({ crossings }) => crossings),
        0,
      )} times, the others at most ${largest(still.map(({ crossings }) => crossings))} times`,
      holds: least(rolling.map(({ crossings }) => crossings)) > largest(still.map(({ crossings }) => crossings)),
    },
    explores: {
      published: "saddle: momentum and Nesterov explore around",
      ours: `they cross x = 0 ${list(
        exploring.map(({ crossings }) => crossings),
        0,
      )} times, the others at most ${largest(direct.map(({ crossings }) => crossings))} times`,
      holds: least(exploring.map(({ crossings }) => crossings)) > largest(direct.map(({ crossings }) => crossings)),
    },
    accelerated: {
      published: "saddle: AdaGrad, Adadelta and RMSProp leave like accelerated SGD",
      ours:
        `begun ${formatNumber(nearest)} from the ridge they leave after ${range(three(saddle).map((one) => one.byDistance.at(-1) ?? null))} updates, ` +
        `SGD after ${goal(sgdOf(saddle).byDistance.at(-1) ?? null)}; begun ${formatNumber(farthest)} from it after ` +
        `${range(three(saddle).map((one) => one.byDistance[0] ?? null))}, SGD after ${goal(sgdOf(saddle).byDistance[0] ?? null)}`,
      holds: options.distances.every((_, at) =>
        three(saddle).every((one) => goal(one.byDistance[at] ?? null) < goal(sgdOf(saddle).byDistance[at] ?? null)),
      ),
    },
  };
}

type ClaimName = "shootOff" | "unstable" | "stable" | "symmetry" | "oscillates" | "explores" | "accelerated";

/** The way of an optimizer, or how it leaves. */
export function named<One extends { readonly optimizer: string }>(all: readonly One[], optimizer: string): One {
  return all.find((one) => one.optimizer === optimizer) as One;
}

/** The length of a path over Beale's function as a multiple of the distance from the start to the minimum. */
export function detour({ length }: ShownWay): number {
  const { start, minima } = scenes.beale.landscape;
  const [x = 0, y = 0] = minima[0]?.point ?? [];
  return length / Math.hypot(x - (start[0] as number), y - (start[1] as number));
}

/** Updates that are never reached last. */
export function goal(updates: number | null): number {
  return updates ?? Number.POSITIVE_INFINITY;
}

/** “17”, “never”. */
export function inWords(updates: number | null): string {
  return updates === null ? "never" : String(updates);
}

function arrival({ arrives }: ShownWay): string {
  return inWords(arrives);
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

import type { Path } from "../../common/index.js";
import { type Context, last } from "../../core/index.js";
import type { VisualizingOptimizersOptions } from "../options.js";
import { type Contestant, contestants } from "./contestants.js";
import { type Scene, type SceneName, scenes } from "./scenes.js";
import { arrivesAt, countCrossings, countRises, descends, follow, leavesAt, pathLength, staysFrom } from "./ways.js";

/** The way of one method over one landscape. */
export interface ShownWay {
  readonly optimizer: string;
  readonly scales: boolean;
  /** The least of the grid with which the steep part is behind in time. */
  readonly learningRate: number;
  /** Where it was after 0, 1, … updates; null from the second place on that is out of the picture. */
  readonly x: readonly (number | null)[];
  readonly y: readonly (number | null)[];
  /** Updates until the value is at most .01; null where that takes more than `patience`. */
  readonly arrives: number | null;
  /** Updates until |y| ≥ 1; null where that takes more than `patience`. */
  readonly leaves: number | null;
  /** How long the path is until it arrives. */
  readonly length: number;
  /** How often it crosses x = 0 until it leaves, in the updates that are shown. */
  readonly crossings: number;
  /** In how many updates the value rises until it arrives, in the updates that are shown. */
  readonly rises: number;
  /** With the best learning rate of the grid: the fewest updates until it has arrived for good, on the saddle until it leaves. */
  readonly best: { readonly learningRate: number; readonly updates: number } | null;
}

/** How one method leaves the saddle. */
export interface Leaving {
  readonly optimizer: string;
  readonly scales: boolean;
  /** Updates until |y| ≥ 1, for each learning rate of the grid. */
  readonly byRate: readonly (number | null)[];
  /** For each of the options' distances, with the learning rate of the picture. */
  readonly byDistance: readonly (number | null)[];
  /** For each of the options' descents, with the learning rate that it gives. */
  readonly byDescent: readonly (number | null)[];
  /** The largest |y| of a way that begins at y = 0. */
  readonly fromRidge: number;
}

/** Every method on every landscape, and how each leaves the saddle. */
export interface Landscapes {
  readonly rates: readonly number[];
  readonly ways: Readonly<Record<SceneName, readonly ShownWay[]>>;
  readonly saddle: readonly Leaving[];
}

/**
 * All first-order methods on Beale's function, the long valley and the saddle, from the landscapes' starts.
 *
 * Every method has the least learning rate of a grid with which the steep part of the way down is behind after so many updates
 * and stays so: all come down equally fast, and the pictures show what they do then.
 *
 * @throws RangeError where no learning rate of the grid brings a method down in time
 */
export async function landscapes(options: VisualizingOptimizersOptions, { map }: Context): Promise<Landscapes> {
  const rates = learningRates(options.grid);
  const walk = (name: SceneName, contestant: Contestant) => {
    const scene = scenes[name];
    const starts = rates.map(() => scene.landscape.start);
    const all = follow(scene, contestant, rates, starts, options.patience);
    return { all, shown: shownWay(name, contestant, all, rates, options) };
  };
  const found = await map(contestants, "methods", (contestant) => {
    const saddle = walk("saddle", contestant);
    return {
      beale: walk("beale", contestant).shown,
      longValley: walk("longValley", contestant).shown,
      saddle: saddle.shown,
      leaving: leaving(contestant, saddle.all, saddle.shown.learningRate, options),
    };
  });
  return {
    rates,
    ways: {
      beale: found.map(({ beale }) => beale),
      longValley: found.map(({ longValley }) => longValley),
      saddle: found.map(({ saddle }) => saddle),
    },
    saddle: found.map(({ leaving: one }) => one),
  };
}

function shownWay(
  name: SceneName,
  contestant: Contestant,
  ways: readonly Path[],
  rates: readonly number[],
  { updates, descent }: VisualizingOptimizersOptions,
): ShownWay {
  const scene = scenes[name];
  const optimizer = nameOf(contestant);
  const place = ways.findIndex((way) => descends(way, scene.level, descent));
  if (place < 0) {
    throw new RangeError(
      `no learning rate of the grid brings ${optimizer} below ${scene.level} on ${scene.landscape.name} ` +
        `after ${descent} updates; give a longer descent or more rates.`,
    );
  }
  const way = ways[place] as Path;
  const [arrives, leaves] = [arrivesAt(way), leavesAt(way)];
  const goals = ways.map((one) => (name === "saddle" ? leavesAt(one) : staysFrom(one)) ?? Number.POSITIVE_INFINITY);
  const fewest = Math.min(...goals);
  return {
    optimizer,
    scales: contestant.scales,
    learningRate: rates[place] as number,
    ...visible(way.points.slice(0, updates + 1), scene),
    arrives,
    leaves,
    length: toPixel(pathLength(way, arrives ?? updates)),
    crossings: countCrossings(way, Math.min(leaves ?? updates, updates)),
    rises: countRises(way, Math.min(arrives ?? updates, updates)),
    best: Number.isFinite(fewest) ? { learningRate: rates[goals.indexOf(fewest)] as number, updates: fewest } : null,
  };
}

function leaving(
  contestant: Contestant,
  ways: readonly Path[],
  learningRate: number,
  { patience, descents, distances }: VisualizingOptimizersOptions,
): Leaving {
  const starts = [...distances, 0].map((y) => [1, y]);
  const rates = starts.map(() => learningRate);
  const fromAxis = follow(scenes.saddle, contestant, rates, starts, patience);
  const onRidge = last(fromAxis);
  return {
    optimizer: nameOf(contestant),
    scales: contestant.scales,
    byRate: ways.map(leavesAt),
    byDistance: fromAxis.slice(0, -1).map(leavesAt),
    byDescent: descents.map((descent) => {
      const way = ways.find((one) => descends(one, scenes.saddle.level, descent));
      return way === undefined ? null : leavesAt(way);
    }),
    fromRidge: Math.max(...onRidge.points.map(([, y = 0]) => Math.abs(y))),
  };
}

/** All of a way that can be seen, and the first place that cannot, so that the path goes on to the edge. */
function visible(points: Path["points"], { window: { x: across, y: along } }: Scene): Pick<ShownWay, "x" | "y"> {
  const isIn = ([x = 0, y = 0]: readonly number[]) =>
    across[0] <= x && x <= across[1] && along[0] <= y && y <= along[1];
  const out = points.findIndex((point) => !isIn(point));
  const end = out < 0 ? points.length : out;
  const coordinate = (axis: 0 | 1) => points.map((point, at) => (at <= end ? toPixel(point[axis] as number) : null));
  return { x: coordinate(0), y: coordinate(1) };
}

function nameOf({ make }: Contestant): string {
  return make(1).name;
}

function learningRates({ lowest, highest, perDecade }: VisualizingOptimizersOptions["grid"]): number[] {
  const count = Math.round((highest - lowest) * perDecade) + 1;
  return Array.from({ length: count }, (_, index) => Number((10 ** (lowest + index / perDecade)).toPrecision(3)));
}

/** To a pixel's fraction. */
function toPixel(value: number): number {
  return Number(value.toFixed(3));
}

import { progress } from "momenta/progress";
import { chosenOptions, type Execution } from "../common/execution.js";
import { type Contestant, contestants } from "./contestants.js";
import { type Scene, type SceneName, scenes } from "./scenes.js";
import {
  arrivesAt,
  crossingsOf,
  descends,
  leavesAt,
  lengthOf,
  type Place,
  risesOf,
  staysFrom,
  type Way,
  waysOf,
} from "./ways.js";

/** What the study leaves to choose; the defaults are `visualizingOptimizersDefaults`. */
export interface VisualizingOptimizersOptions {
  /** Updates that the animations show. */
  readonly updates: number;
  /** Updates after which who has not arrived, or left, is given up. */
  readonly patience: number;
  /** Updates after which the steep part of the way down is to be behind: it decides the learning rates. */
  readonly descent: number;
  /** Other choices of `descent`, for which the saddle is looked at, too. */
  readonly descents: readonly number[];
  /** Learning rates from 10^lowest to 10^highest, so many for each power of ten. */
  readonly grid: { readonly lowest: number; readonly highest: number; readonly perDecade: number };
  /** How far from the ridge y = 0 of the saddle ways begin. */
  readonly distances: readonly number[];
}

/** What depends on the descent is shown by the others. */
export const visualizingOptimizersDefaults: VisualizingOptimizersOptions = {
  updates: 240,
  patience: 1000,
  descent: 40,
  descents: [30, 40, 60, 80],
  grid: { lowest: -4, highest: 2, perDecade: 8 },
  distances: [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7],
};

/** To see that everything works. */
export const visualizingOptimizersQuick: Partial<VisualizingOptimizersOptions> = {
  updates: 60,
  patience: 240,
  grid: { lowest: -4, highest: 2, perDecade: 4 },
};

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

/** What the study found. */
export interface VisualizingOptimizers {
  readonly options: VisualizingOptimizersOptions;
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
 * @throws RangeError where an option is out of its range, or no learning rate of the grid brings a method down in time
 */
export async function visualizingOptimizers(
  options: Partial<VisualizingOptimizersOptions> = {},
  execution: Execution = {},
): Promise<VisualizingOptimizers> {
  const chosen = chosenOptions(visualizingOptimizersDefaults, options, visualizingOptimizersQuick, execution);
  requireOptions(chosen);
  const rates = ratesOf(chosen.grid);
  const shown = progress("ways", "methods on landscapes", 3 * contestants.length);
  let done = 0;
  const saddle: Leaving[] = [];
  const walked = (name: SceneName) =>
    contestants.map((contestant): ShownWay => {
      const scene = scenes[name];
      const starts = rates.map(() => scene.landscape.start as unknown as Place);
      const ways = waysOf(scene, contestant, rates, starts, chosen.patience);
      const way = shownWay(name, contestant, ways, rates, chosen);
      if (name === "saddle") saddle.push(leaving(contestant, ways, way.learningRate, chosen));
      shown.update(++done);
      return way;
    });
  const ways = { beale: walked("beale"), longValley: walked("longValley"), saddle: walked("saddle") };
  shown.end();
  return { options: chosen, rates, ways, saddle };
}

function shownWay(
  name: SceneName,
  contestant: Contestant,
  ways: readonly Way[],
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
  const way = ways[place] as Way;
  const [arrives, leaves] = [arrivesAt(way), leavesAt(way)];
  const goals = ways.map((one) => (name === "saddle" ? leavesAt(one) : staysFrom(one)) ?? Number.POSITIVE_INFINITY);
  const fewest = Math.min(...goals);
  return {
    optimizer,
    scales: contestant.scales,
    learningRate: rates[place] as number,
    ...visible(way.places.slice(0, updates + 1), scene),
    arrives,
    leaves,
    length: rounded(lengthOf(way, arrives ?? updates)),
    crossings: crossingsOf(way, Math.min(leaves ?? updates, updates)),
    rises: risesOf(way, Math.min(arrives ?? updates, updates)),
    best: Number.isFinite(fewest) ? { learningRate: rates[goals.indexOf(fewest)] as number, updates: fewest } : null,
  };
}

function leaving(
  contestant: Contestant,
  ways: readonly Way[],
  learningRate: number,
  { patience, descents, distances }: VisualizingOptimizersOptions,
): Leaving {
  const starts = [...distances, 0].map((y): Place => [1, y]);
  const rates = starts.map(() => learningRate);
  const fromAxis = waysOf(scenes.saddle, contestant, rates, starts, patience);
  const onRidge = fromAxis.at(-1) as Way;
  return {
    optimizer: nameOf(contestant),
    scales: contestant.scales,
    byRate: ways.map(leavesAt),
    byDistance: fromAxis.slice(0, -1).map(leavesAt),
    byDescent: descents.map((descent) => {
      const way = ways.find((one) => descends(one, scenes.saddle.level, descent));
      return way === undefined ? null : leavesAt(way);
    }),
    fromRidge: Math.max(...onRidge.places.map(([, y]) => Math.abs(y))),
  };
}

/** All of a way that can be seen, and the first place that cannot, so that the path goes on to the edge. */
function visible(places: readonly Place[], { window: { x: across, y: along } }: Scene): Pick<ShownWay, "x" | "y"> {
  const isIn = ([x, y]: Place) => across[0] <= x && x <= across[1] && along[0] <= y && y <= along[1];
  const out = places.findIndex((place) => !isIn(place));
  const last = out < 0 ? places.length : out;
  const coordinate = (axis: 0 | 1) => places.map((place, at) => (at <= last ? rounded(place[axis]) : null));
  return { x: coordinate(0), y: coordinate(1) };
}

function nameOf({ make }: Contestant): string {
  return make(1).name;
}

function ratesOf({ lowest, highest, perDecade }: VisualizingOptimizersOptions["grid"]): number[] {
  const count = Math.round((highest - lowest) * perDecade) + 1;
  return Array.from({ length: count }, (_, index) => Number((10 ** (lowest + index / perDecade)).toPrecision(3)));
}

/** To a pixel's fraction. */
function rounded(value: number): number {
  return Number(value.toFixed(3));
}

function requireOptions({ updates, patience, descent, descents, distances, grid }: VisualizingOptimizersOptions): void {
  const longest = 2 * Math.max(descent, ...descents);
  if (!Number.isInteger(patience) || patience < Math.max(updates, longest)) {
    throw new RangeError(
      `patience is ${patience}; give a whole number, at least updates (${updates}) and twice the longest descent (${longest}).`,
    );
  }
  if (![updates, descent, ...descents].every((count) => Number.isInteger(count) && count > 0)) {
    throw new RangeError(
      `updates, descent and descents are ${[updates, descent, ...descents]}; give whole numbers above 0.`,
    );
  }
  if (!distances.every((distance) => 0 < distance && distance < 1)) {
    throw new RangeError(`distances are [${distances.join(", ")}]; give numbers between 0 and 1.`);
  }
  if (!(grid.highest > grid.lowest && grid.perDecade > 0)) {
    throw new RangeError(
      `the grid goes from 10^${grid.lowest} to 10^${grid.highest}; give a highest above the lowest.`,
    );
  }
}

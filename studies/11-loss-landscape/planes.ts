import { leaves, random, unflatten } from "momenta/engine";
import type { Dense } from "momenta/models";
import type { ParameterValues } from "momenta/training";
import type { Corners, Share } from "./surface.js";

/** Evenly spaced numbers, both ends included. */
export function evenly(low: number, high: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => low + ((high - low) * at) / (count - 1));
}

/** The plane through three points, in coordinates with the first at 0 and the second on the first axis. */
export interface PlaneThrough {
  /** Where the three points lie, in the units of the parameters. */
  readonly places: readonly [readonly [number, number], readonly [number, number], readonly [number, number]];
  /** The share of each of the three in the point (a, b). */
  share(a: number, b: number): Share;
}

/**
 * The plane through three sets of parameters, with û = (θ₂ − θ₁)/‖θ₂ − θ₁‖ and v̂ the part of θ₃ − θ₁ at right angles to û,
 * normalized: θ(a, b) = θ₁ + a · û + b · v̂.
 *
 * Source: Garipov, Izmailov, Podoprikhin, Vetrov, Wilson, "Loss surfaces, mode connectivity, and fast ensembling of DNNs",
 * NeurIPS 2018.
 */
export function planeThrough(corners: Corners): PlaneThrough {
  const [first, second, third] = corners.map(flat) as [Float32Array, Float32Array, Float32Array];
  const [u, w] = [difference(second, first), difference(third, first)];
  const width = Math.sqrt(dot(u, u));
  const along = dot(w, u) / width;
  const height = Math.sqrt(dot(w, w) - along * along);
  return {
    places: [
      [0, 0],
      [width, 0],
      [along, height],
    ],
    share(a, b) {
      const ofThird = b / height;
      const ofSecond = (a - ofThird * along) / width;
      return [1 - ofSecond - ofThird, ofSecond, ofThird];
    },
  };
}

/** The distance between two sets of parameters. */
export function distanceBetween(a: ParameterValues, b: ParameterValues): number {
  const d = difference(flat(a), flat(b));
  return Math.sqrt(dot(d, d));
}

/**
 * A random direction in the space of the parameters of an MLP, normalized by filters: the weights into each unit are normal
 * and as long, together, as those of the unit; biases do not move.
 *
 * Source: Li, Xu, Taylor, Studer, Goldstein, "Visualizing the loss landscape of neural nets", NeurIPS 2018.
 */
export function filterNormalized(parameters: ParameterValues, seed: number): ParameterValues {
  const { normal } = random(seed, 0);
  const layers = parameters as unknown as Readonly<
    Record<string, Record<keyof Dense & ("kernel" | "bias"), Float32Array>>
  >;
  const directions = Object.values(layers).flatMap(({ kernel, bias }) => {
    const units = bias.length;
    const direction = Float32Array.from(kernel, normal);
    const [wanted, drawn] = [columnNorms(kernel, units), columnNorms(direction, units)];
    return [
      direction.map((value, at) => (value * (wanted[at % units] as number)) / (drawn[at % units] as number)),
      new Float32Array(units),
    ];
  });
  return unflatten(parameters, directions);
}

/** The norm of each column of a matrix [rows, columns] that is given row after row. */
export function columnNorms(matrix: Float32Array, columns: number): Float64Array {
  const squares = new Float64Array(columns);
  matrix.forEach((value, at) => {
    squares[at % columns] = (squares[at % columns] as number) + value * value;
  });
  return squares.map(Math.sqrt);
}

function flat(values: ParameterValues): Float32Array {
  const all = leaves<Float32Array>(values);
  const joined = new Float32Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const leaf of all) {
    joined.set(leaf, at);
    at += leaf.length;
  }
  return joined;
}

function difference(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, at) => value - (b[at] as number));
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);
}

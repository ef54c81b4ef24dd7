import { leaves, random, unflatten } from "momenta/engine";
import { ParameterArray, type ParameterValues } from "momenta/training";
import { evenly, round } from "../../core/index.js";
import { rows } from "./rows.js";
import type { Solutions } from "./solutions.js";
import type { Corners, Share, Surface } from "./surface.js";

/** Losses over a plane in the space of parameters, for seed 1 of an optimizer. */
export interface Plane {
  readonly optimizer: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** `loss[task][row][column]`, at `y[row]`, `x[column]`. */
  readonly loss: readonly (readonly (readonly number[])[])[];
  /** Where task 1, task 2 and the joint solution lie; the joint solution alone in a random plane. */
  readonly places: readonly (readonly [number, number])[];
}

/** Loss over a square around three solutions, in the plane through them. */
export function planeThroughSolutions(
  heights: Surface["heights"],
  { task1, task2, joint }: Solutions,
  resolution: number,
): Omit<Plane, "optimizer"> {
  const corners = [task1, task2, joint] as const;
  const { places, share } = planeThrough(corners);
  const [left, right] = [Math.min(...places.map(([a]) => a)), Math.max(...places.map(([a]) => a))];
  const [middleX, middleY] = [(left + right) / 2, places[2][1] / 2];
  const length = 1.6 * Math.max(right - left, places[2][1]);
  const x = evenly(middleX - length / 2, middleX + length / 2, resolution);
  const y = evenly(middleY - length / 2, middleY + length / 2, resolution);
  return {
    ...lossOver(heights, corners, x, y, share),
    places: places.map(([a, b]) => [round(a), round(b)] as const),
  };
}

/** Loss over a square around the joint solution, in two random directions. */
export function planeAroundJoint(
  heights: Surface["heights"],
  { joint }: Solutions,
  resolution: number,
): Omit<Plane, "optimizer"> {
  const corners = [joint, filterNormalized(joint, 1), filterNormalized(joint, 2)] as const;
  const sides = evenly(-1, 1, resolution);
  return { ...lossOver(heights, corners, sides, sides, (a, b) => [1, a, b]), places: [[0, 0]] };
}

function lossOver(
  heights: Surface["heights"],
  corners: Corners,
  x: readonly number[],
  y: readonly number[],
  share: (a: number, b: number) => Share,
): Pick<Plane, "x" | "y" | "loss"> {
  const { loss } = heights(
    corners,
    y.flatMap((b) => x.map((a) => share(a, b))),
  );
  const rounded = (values: readonly number[]) => values.map((value) => round(value));
  return { x: rounded(x), y: rounded(y), loss: loss.map((values) => rows(rounded(values), x.length)) };
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
      const shareOfThird = b / height;
      const shareOfSecond = (a - shareOfThird * along) / width;
      return [1 - shareOfSecond - shareOfThird, shareOfSecond, shareOfThird];
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
  const layers = parameters as unknown as Readonly<Record<string, Record<"kernel" | "bias", ParameterArray>>>;
  const directions = Object.values(layers).flatMap(({ kernel, bias }) => {
    const units = bias.length;
    const direction = Float32Array.from(kernel, normal);
    const [wanted, drawn] = [columnNorms(kernel, units), columnNorms(direction, units)];
    const scaled = direction.map(
      (value, at) => (value * (wanted[at % units] as number)) / (drawn[at % units] as number),
    );
    return [new ParameterArray(scaled, kernel.shape), new ParameterArray(new Float32Array(units), bias.shape)];
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
  return Float32Array.from(leaves<Float32Array>(values).flatMap((leaf) => [...leaf]));
}

function difference(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, at) => value - (b[at] as number));
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);
}

import type { Tensor2D } from "@tensorflow/tfjs";
import { type TensorTree, tf, tidy } from "momenta/engine";
import type { Model } from "momenta/models";
import { modelParameters, type ParameterValues } from "momenta/training";

/** A point of a figure with its true class. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly label: number;
}

/** The classes that a model gives to the points of a plane, after each of three phases of training. */
export interface Boundaries {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** After task 1, after task 2, after the joint task: `stages[stage][row][column]`, the class at `y[row]`, `x[column]`. */
  readonly stages: readonly (readonly (readonly number[])[])[];
  /** Some held-out examples of both tasks. */
  readonly points: readonly Point[];
  /** `accuracy[stage][task]` on held-out examples. */
  readonly accuracy: readonly (readonly number[])[];
}

/** How many held-out examples of a task are drawn as points. */
export const DRAWN = 80;
/** How many held-out examples of a task accuracy is measured on. */
export const MEASURED = 400;
/** Points to a side of a plane. */
export const RESOLUTION = 61;

/** All points of a plane, row after row. */
export function gridPoints(x: readonly number[], y: readonly number[]): Tensor2D {
  return tf.tensor2d(y.flatMap((row) => x.map((column) => [column, row])));
}

/** The class that a model with given parameters gives to each row of inputs. */
export function classes<Params extends TensorTree>(
  model: Model<Params>,
  parameters: ParameterValues,
  inputs: Tensor2D,
): number[] {
  return tidy(() => [...tf.argMax(model.apply(modelParameters(model, [parameters]), inputs), -1).dataSync()]);
}

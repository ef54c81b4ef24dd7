import { type Landscape, monkeySaddle, sigmoidFitting, simpleSaddle } from "momenta/landscapes";
import { emaMomentum, type Optimizer, sgd } from "momenta/optimizers";
import { gradientNorms, type Path, pathOf } from "../../common/index.js";
import { round } from "../../core/index.js";
import type { CurvatureAndPreconditioningOptions } from "../options.js";

/** The ways to meet a flat place: plain, with the average of gradients, with the heavy ball, at one learning rate. */
export const flatMethods = ["plain", "average", "heavyBall"] as const;
export type FlatMethod = (typeof flatMethods)[number];

/** A flat place, and what the methods make of it. */
export interface FlatPlace {
  readonly name: string;
  readonly start: readonly number[];
  readonly learningRate: number;
  readonly methods: Readonly<
    Record<
      FlatMethod,
      {
        /** The update after which it has left the flat place; null: not within `updates`. */
        readonly leaves: number | null;
        /** The norm of the gradient at every `every`-th update until then. */
        readonly gradients: readonly number[];
      }
    >
  >;
  readonly updates: number;
  readonly every: number;
}

/** A saddle beside and on the axis that leads into it, the monkey saddle on its axis, and the plateau of a saturated sigmoid. */
export function flat({ beta }: CurvatureAndPreconditioningOptions): FlatPlace[] {
  const outside =
    ({ box }: Landscape) =>
    ({ points }: Path) =>
      points.findIndex((point) =>
        point.some((value, axis) => !(value >= (box.lower[axis] as number) && value <= (box.upper[axis] as number))),
      );
  const fitting = sigmoidFitting();
  const hasFitted = ({ values }: Path) => values.findIndex((value) => value < 0.01);
  return [
    place("saddle, start (1, 0.001)", simpleSaddle, [1, 0.001], 0.05, 400, 1, outside(simpleSaddle), beta),
    place("saddle, start (1, 0)", simpleSaddle, [1, 0], 0.05, 400, 1, outside(simpleSaddle), beta),
    place("monkey saddle, start (1, 0)", monkeySaddle, [1, 0], 0.05, 400, 1, outside(monkeySaddle), beta),
    place("plateau, start (−4, −4)", fitting, [-4, -4], 1, 2400, 8, hasFitted, beta),
  ];
}

function place(
  name: string,
  landscape: Landscape,
  start: readonly number[],
  learningRate: number,
  updates: number,
  every: number,
  leftAt: (path: Path) => number,
  beta: number,
): FlatPlace {
  const run = (optimizer: Optimizer) => {
    const path = pathOf(landscape, optimizer, start, updates);
    const left = leftAt(path);
    const inside = path.points.slice(0, left < 0 ? undefined : left).filter((_, update) => update % every === 0);
    return {
      leaves: left < 0 ? null : left,
      gradients: gradientNorms(landscape, inside).map((norm) => round(norm, 3)),
    };
  };
  return {
    name,
    start,
    learningRate,
    updates,
    every,
    methods: {
      plain: run(sgd({ learningRate })),
      average: run(emaMomentum({ learningRate, momentum: beta })),
      heavyBall: run(sgd({ learningRate, momentum: beta })),
    },
  };
}

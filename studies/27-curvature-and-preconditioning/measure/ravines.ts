import { type Quadric, quadric } from "momenta/landscapes";
import { emaMomentum, type Optimizer, sgd } from "momenta/optimizers";
import { crossings, pathOf, updatesToNear } from "../../common/index.js";
import type { Context } from "../../core/index.js";
import type { CurvatureAndPreconditioningOptions } from "../options.js";

/** What momentum makes of a ravine: updates to a thousandth of the first distance, and crossings of the floor in 60 updates. */
export interface MomentumInRavine {
  readonly conditionNumber: number;
  /** At 2 / (λ₁ + λₙ), the best learning rate of gradient descent. */
  readonly plain: RavineDescent;
  /** The average of gradients with β at the same learning rate. */
  readonly average: RavineDescent;
  /** The heavy ball with the same β at its own best learning rate. */
  readonly best: RavineDescent;
}

export interface RavineDescent {
  readonly updates: number | null;
  readonly crossings: number;
}

/** Momentum with one β in ravines of several condition numbers. */
export function ravines(
  { conditionNumbers, beta }: CurvatureAndPreconditioningOptions,
  { map }: Context,
): Promise<MomentumInRavine[]> {
  return map(conditionNumbers, "ravines", (kappa) => {
    const landscape = quadric({ eigenvalues: [1, kappa] });
    const learningRate = 2 / (1 + kappa);
    const longest = 5 * kappa + 500;
    return {
      conditionNumber: kappa,
      plain: descent(landscape, sgd({ learningRate }), longest),
      average: descent(landscape, emaMomentum({ learningRate, momentum: beta }), longest),
      best: descent(landscape, sgd({ learningRate: bestHeavyBall(kappa, beta), momentum: beta }), longest),
    };
  });
}

/**
 * The heavy ball's eigenvalues on λ have the modulus √β where (1 − √β)² < αλ < (1 + √β)² (Goh 2017). This is the α for which
 * αλ from λ = 1 to κ lies in the middle of that, on a logarithmic scale; up to κ = ((1 + √β) / (1 − √β))² all fit in.
 */
function bestHeavyBall(kappa: number, beta: number): number {
  return (1 - beta) / Math.sqrt(kappa);
}

function descent(landscape: Quadric, optimizer: Optimizer, updates: number): RavineDescent {
  const path = pathOf(landscape, optimizer, [1, 1], updates);
  return {
    updates: updatesToNear(path, landscape.centre),
    crossings: crossings({ ...path, points: path.points.slice(0, 61) }, 1),
  };
}

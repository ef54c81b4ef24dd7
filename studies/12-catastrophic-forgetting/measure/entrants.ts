import { adam, type Optimizer, rmsprop, sgd } from "momenta/optimizers";
import type { Interval } from "momenta/statistics";

/** An optimizer with its step size. */
export interface Contender {
  readonly optimizer: Optimizer;
  readonly stepSize: number;
}

/** What came of an optimizer in the four phases. */
export interface Forgetting {
  /** Accuracy on digits 1, 2 after phase 2. */
  readonly retention: Interval;
  /** Steps of phase 1 divided by those of phase 3. */
  readonly relearning: Interval;
  /** Steps in each of the four phases. */
  readonly steps: readonly Interval[];
  /** Accuracy on digits 1, 2 and on digits 3, 4 after each of the four phases. */
  readonly accuracies: readonly (readonly [onFirst: Interval, onSecond: Interval])[];
}

/** An optimizer of the paper, and what the paper's repository reports of it. */
export interface Entrant extends Contender {
  readonly published: Forgetting;
}

/**
 * The four optimizers of the paper in their best setting, in the paper's order of retention, the best first; means of 500
 * runs.
 *
 * Source: Ashley, Ghiassian, Sutton, "Does the Adam optimizer exacerbate catastrophic forgetting?", 2021, arXiv 2102.07686;
 * its repository dylanashley/catastrophic-forgetting, mnist/build.sh, mnist_retention.txt, mnist_relearning.txt,
 * mnist_speed.txt. RMSProp and Adam are PyTorch's.
 */
export const entrants: readonly [rmsprop: Entrant, sgd: Entrant, adam: Entrant, momentum: Entrant] = [
  {
    optimizer: rmsprop({ learningRate: 2 ** -11, decay: 0.999 }),
    stepSize: 2 ** -11,
    published: {
      retention: around(0.2635, 0.0061),
      relearning: around(1.8, 0.09),
      steps: [around(60.19, 1.25), around(100.08, 1.28), around(49.29, 1.11), around(24.54, 0.81)],
      accuracies: [
        [around(0.9573, 0.0032), around(0, 0)],
        [around(0.2635, 0.0061), around(0.9756, 0.0005)],
        [around(0.9615, 0.0028), around(0.4645, 0.0101)],
        [around(0.7767, 0.0062), around(0.9362, 0.0025)],
      ],
    },
  },
  {
    optimizer: sgd({ learningRate: 2 ** -4 }),
    stepSize: 2 ** -4,
    published: {
      retention: around(0.0768, 0.0048),
      relearning: around(3.43, 0.18),
      steps: [around(105.67, 2.26), around(120.82, 1.97), around(52.12, 1.51), around(29.81, 0.9)],
      accuracies: [
        [around(0.957, 0.0032), around(0, 0)],
        [around(0.0768, 0.0048), around(0.9711, 0.0009)],
        [around(0.9638, 0.0024), around(0.1931, 0.0093)],
        [around(0.5123, 0.0093), around(0.9564, 0.0018)],
      ],
    },
  },
  {
    optimizer: adam({ learningRate: 2 ** -8 }),
    stepSize: 2 ** -8,
    published: {
      retention: around(0.02, 0.0025),
      relearning: around(0.67, 0.02),
      steps: [around(82.98, 1.78), around(161.58, 1.8), around(136.14, 1.78), around(110.78, 1.45)],
      accuracies: [
        [around(0.958, 0.0031), around(0, 0)],
        [around(0.02, 0.0025), around(0.9741, 0.0007)],
        [around(0.979, 0.0006), around(0.0059, 0.001)],
        [around(0.2032, 0.0068), around(0.9778, 0.0006)],
      ],
    },
  },
  {
    optimizer: sgd({ learningRate: 2 ** -7, momentum: 0.9 }),
    stepSize: 2 ** -7,
    published: {
      retention: around(0.0177, 0.0023),
      relearning: around(1.18, 0.07),
      steps: [around(135.88, 2.86), around(192.18, 2.38), around(155.03, 2.67), around(116.55, 1.9)],
      accuracies: [
        [around(0.9533, 0.0035), around(0, 0)],
        [around(0.0177, 0.0023), around(0.9689, 0.001)],
        [around(0.9701, 0.0015), around(0.0171, 0.0027)],
        [around(0.1527, 0.0068), around(0.9703, 0.0011)],
      ],
    },
  },
];

/** A mean with its 95 % interval, 1.96 standard errors to either side. */
function around(mean: number, standardError: number): Interval {
  return { estimate: mean, lower: mean - 1.96 * standardError, upper: mean + 1.96 * standardError };
}

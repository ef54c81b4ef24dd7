import { folds, mnist, onlyClasses, type Stream, type Task, task } from "momenta/datasets";
import { adam, type Optimizer, rmsprop, sgd } from "momenta/optimizers";
import type { Interval } from "momenta/statistics";

/** An optimizer of the paper with the step size that it was given, and what the paper's repository reports of it. */
export interface Entrant {
  readonly optimizer: Optimizer;
  readonly stepSize: number;
  readonly published: PublishedEntrant;
}

/** The mean of 500 runs and its standard error, as the repository's tables give them. */
export interface PublishedEntrant {
  readonly relearning: PublishedMean;
  /** Steps in each of the four phases. */
  readonly steps: readonly PublishedMean[];
  /** Accuracy on digits 1, 2 and on digits 3, 4 after each of the four phases. */
  readonly accuracies: readonly (readonly [onFirst: PublishedMean, onSecond: PublishedMean])[];
}

/** Mean and standard error. */
export type PublishedMean = readonly [mean: number, standardError: number];

/**
 * The four optimizers of the paper in their best setting, in the paper's order of retention, the best first.
 *
 * Source: Ashley, Ghiassian, Sutton, "Does the Adam optimizer exacerbate catastrophic forgetting?", 2021, arXiv 2102.07686;
 * its repository dylanashley/catastrophic-forgetting, mnist/build.sh, mnist_retention.txt, mnist_relearning.txt,
 * mnist_speed.txt. RMSProp and Adam are PyTorch's.
 */
export const entrants: readonly Entrant[] = [
  {
    optimizer: rmsprop({ learningRate: 2 ** -11, decay: 0.999 }),
    stepSize: 2 ** -11,
    published: {
      relearning: [1.8, 0.09],
      steps: steps([60.19, 1.25], [100.08, 1.28], [49.29, 1.11], [24.54, 0.81]),
      accuracies: accuracies(
        [0.9573, 0.0032, 0, 0],
        [0.2635, 0.0061, 0.9756, 0.0005],
        [0.9615, 0.0028, 0.4645, 0.0101],
        [0.7767, 0.0062, 0.9362, 0.0025],
      ),
    },
  },
  {
    optimizer: sgd({ learningRate: 2 ** -4 }),
    stepSize: 2 ** -4,
    published: {
      relearning: [3.43, 0.18],
      steps: steps([105.67, 2.26], [120.82, 1.97], [52.12, 1.51], [29.81, 0.9]),
      accuracies: accuracies(
        [0.957, 0.0032, 0, 0],
        [0.0768, 0.0048, 0.9711, 0.0009],
        [0.9638, 0.0024, 0.1931, 0.0093],
        [0.5123, 0.0093, 0.9564, 0.0018],
      ),
    },
  },
  {
    optimizer: adam({ learningRate: 2 ** -8 }),
    stepSize: 2 ** -8,
    published: {
      relearning: [0.67, 0.02],
      steps: steps([82.98, 1.78], [161.58, 1.8], [136.14, 1.78], [110.78, 1.45]),
      accuracies: accuracies(
        [0.958, 0.0031, 0, 0],
        [0.02, 0.0025, 0.9741, 0.0007],
        [0.979, 0.0006, 0.0059, 0.001],
        [0.2032, 0.0068, 0.9778, 0.0006],
      ),
    },
  },
  {
    optimizer: sgd({ learningRate: 2 ** -7, momentum: 0.9 }),
    stepSize: 2 ** -7,
    published: {
      relearning: [1.18, 0.07],
      steps: steps([135.88, 2.86], [192.18, 2.38], [155.03, 2.67], [116.55, 1.9]),
      accuracies: accuracies(
        [0.9533, 0.0035, 0, 0],
        [0.0177, 0.0023, 0.9689, 0.001],
        [0.9701, 0.0015, 0.0171, 0.0027],
        [0.1527, 0.0068, 0.9703, 0.0011],
      ),
    },
  },
];

function steps(...ofPhases: readonly PublishedMean[]): readonly PublishedMean[] {
  return ofPhases;
}

function accuracies(...rows: readonly (readonly [number, number, number, number])[]): PublishedEntrant["accuracies"] {
  return rows.map(([first, errorOfFirst, second, errorOfSecond]) => [
    [first, errorOfFirst],
    [second, errorOfSecond],
  ]);
}

/** A published mean with its 95 % interval, 1.96 standard errors to either side. */
export function publishedInterval([mean, standardError]: PublishedMean): Interval {
  return { estimate: mean, lower: mean - 1.96 * standardError, upper: mean + 1.96 * standardError };
}

/** How many parts MNIST's training images are in, and which of them are tested on, from 0. */
const FOLDS = 10;
const TESTED = [8, 9] as const;

/** The parts that the paper learns from. */
export const PARTS = [6, 7] as const;

const [FIRST, SECOND] = [
  [1, 2],
  [3, 4],
] as const;

/** What is made otherwise than in the paper. */
export interface StreamOptions {
  /** Ten output units, one for each digit, all of them competing; else four. */
  readonly tenUnits?: boolean;
  /** The parts, from 0, that phases 1 and 2, and phases 3 and 4, learn from; the seventh and the eighth in the paper. */
  readonly parts?: readonly [number, number];
  /** Phases 3 and 4 show the images of phases 1 and 2 again; else new ones. */
  readonly sameImages?: boolean;
}

/**
 * Digits 1, 2 → 3, 4 → 1, 2 → 3, 4, told apart by one head of four units.
 *
 * As in the paper all images are of MNIST's training set, in ten parts of the same mixture: phases 1 and 2 learn from the
 * seventh (some 1,250 images of two digits), phases 3 and 4 from the eighth, so that no image comes twice; the ninth and the
 * tenth are held out. Which image is in which part is not published in words; here the images of a digit are dealt out in turns. Here the tasks of phases 1 and 2 are tested on the ninth, those of phases 3 and 4 on the tenth: after
 * any phase accuracy on two digits is the mean over both.
 *
 * @throws RangeError where a part to learn from is not one of the first eight
 */
export function phases({
  tenUnits = false,
  sameImages = false,
  parts: [early, late] = PARTS,
}: StreamOptions = {}): Stream {
  for (const part of [early, late]) {
    if (Number.isInteger(part) && part >= 0 && part < Math.min(...TESTED)) continue;
    throw new RangeError(`parts: one is ${part}; give two of 0 to ${Math.min(...TESTED) - 1}.`);
  }
  const known = tenUnits ? mnist() : onlyClasses(mnist(), [...FIRST, ...SECOND]);
  const parts = folds(known.train, FOLDS);
  const classes = (digits: readonly number[]) => (tenUnits ? digits : digits.map((digit) => digit - 1));
  const pair = (half: 0 | 1): Task[] => {
    const train = parts[sameImages || half === 0 ? early : late];
    const test = parts[TESTED[half]];
    if (train === undefined || test === undefined) throw new Error(`there are ${parts.length} parts, not ${FOLDS}`);
    const dataset = { ...known, name: `${known.name}, half ${half + 1}`, train, test };
    return [task(classes(FIRST), dataset), task(classes(SECOND), dataset)];
  };
  return { tasks: [...pair(0), ...pair(1)], outputs: known.classes };
}

import { folds, mnist, onlyClasses, type Stream, type Task, task } from "momenta/datasets";

/** How many parts MNIST's training images are in, and which of them are tested on, from 0. */
const FOLDS = 10;
const TESTED = [8, 9] as const;

const [FIRST, SECOND] = [
  [1, 2],
  [3, 4],
] as const;

/** How the images are shown. */
export interface StreamOptions {
  /** The parts, from 0, that phases 1 and 2, and phases 3 and 4, learn from; the seventh and the eighth in the paper. */
  readonly parts: readonly [number, number];
  /** Ten output units, one for each digit, all of them competing; else four. */
  readonly tenUnits?: boolean;
  /** Phases 3 and 4 show the images of phases 1 and 2 again; else new ones. */
  readonly sameImages?: boolean;
}

/**
 * Digits 1, 2 → 3, 4 → 1, 2 → 3, 4, told apart by one head of four units.
 *
 * As in the paper all images are of MNIST's training set, in ten parts of the same mixture: phases 1 and 2 learn from the
 * seventh (some 1,250 images of two digits), phases 3 and 4 from the eighth, so that no image comes twice; the ninth and the
 * tenth are held out. Which image is in which part is not published in words; here the images of a digit are dealt out in
 * turns. The tasks of phases 1 and 2 are tested on the ninth part, those of phases 3 and 4 on the tenth: after any phase
 * accuracy on two digits is the mean over both.
 */
export function phases({ parts: [early, late], tenUnits = false, sameImages = false }: StreamOptions): Stream {
  const known = tenUnits ? mnist() : onlyClasses(mnist(), [...FIRST, ...SECOND]);
  const all = folds(known.train, FOLDS);
  const classes = (digits: readonly number[]) => (tenUnits ? digits : digits.map((digit) => digit - 1));
  const half = (number: 1 | 2, learned: number): Task[] => {
    const [train, test] = [all[learned], all[TESTED[number - 1] as number]];
    if (train === undefined || test === undefined)
      throw new RangeError(`part ${learned} is not one of 0 to ${FOLDS - 1}.`);
    const dataset = { ...known, name: `${known.name}, half ${number}`, train, test };
    return [task(classes(FIRST), dataset), task(classes(SECOND), dataset)];
  };
  return { tasks: [...half(1, early), ...half(2, sameImages ? early : late)], outputs: known.classes };
}

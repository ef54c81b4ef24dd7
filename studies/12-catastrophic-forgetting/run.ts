import { mlp, normal } from "momenta/models";
import { notes, type Optimizer } from "momenta/optimizers";
import { progress } from "momenta/progress";
import { holm, type Interval, mean, meanInterval, pairedTTest, relearningSpeed } from "momenta/statistics";
import { consecutiveCorrect, type Run, type StateAtSwitch, train } from "momenta/training";
import { chosenOptions, type Execution, trainingIn } from "../common/execution.js";
import { methods } from "../common/setting.js";
import { entrants, PARTS, phases, type StreamOptions } from "./protocol.js";

/** What the study leaves to choose; the defaults are `catastrophicForgettingDefaults`. */
export interface CatastrophicForgettingOptions {
  /** Runs of each optimizer; the seeds are 1, 2, …, the same for all. */
  readonly seeds: number;
  /** Runs of each optimizer in each variant of the protocol, seeds 1, 2, …; 0: no variants are made. */
  readonly variantSeeds: number;
  /** Steps after which a phase has failed. */
  readonly maxSteps: number;
  /** Held-out images of each two digits in each of two parts; accuracies are measured on twice as many. */
  readonly testImages: number;
  /** Units of the hidden layer. */
  readonly hidden: number;
  /** Which two of the ten parts of the images are learned from, from 0; the last two are held out. */
  readonly parts: readonly [number, number];
}

/** The paper's setting; it has 500 runs and tests on all images of both parts, some 2,500 of each two digits. */
export const catastrophicForgettingDefaults: CatastrophicForgettingOptions = {
  seeds: 100,
  variantSeeds: 25,
  maxSteps: 2500,
  testImages: 1000,
  hidden: 100,
  parts: PARTS,
};

/** What came of an optimizer, over the runs that ended every phase; as in the paper those that did not are left out. */
export interface ForgettingEntry {
  readonly optimizer: string;
  readonly stepSize: number;
  /** Runs in which some phase failed. */
  readonly failed: number;
  /** Accuracy on digits 1, 2 after phase 2. */
  readonly retention: Interval;
  /** Steps of phase 1 divided by those of phase 3. */
  readonly relearning: Interval;
  /** Steps in each of the four phases. */
  readonly steps: readonly Interval[];
  /** Accuracy on digits 1, 2 and on digits 3, 4 after each of the four phases. */
  readonly accuracies: readonly (readonly [onFirst: Interval, onSecond: Interval])[];
}

/** Two optimizers that follow each other in the paper's order of retention. */
export interface RetentionPair {
  readonly higher: string;
  readonly lower: string;
  /** Retention of the one minus that of the other, over seeds in which neither failed. */
  readonly difference: Interval;
  /** Of the paired t-test, adjusted for the number of pairs by Holm's method. */
  readonly pValue: number;
}

/** The protocol with one thing otherwise. */
export interface ForgettingVariant {
  readonly name: string;
  readonly entries: readonly ForgettingEntry[];
}

export interface CatastrophicForgetting {
  readonly options: CatastrophicForgettingOptions;
  /** In the order of `entrants`. */
  readonly entries: readonly ForgettingEntry[];
  readonly pairs: readonly RetentionPair[];
  readonly variants: readonly ForgettingVariant[];
}

/** To be raised where the same options give another result than before. */
const VERSION = 1;

type Entered = { readonly optimizer: Optimizer; readonly stepSize: number };

/** What is otherwise in a variant, and which optimizers it concerns. */
interface VariantPlan {
  readonly name: string;
  /** Whether it has as many runs as the paper's protocol. */
  readonly allSeeds?: boolean;
  readonly stream?: StreamOptions;
  readonly stateAtSwitch?: StateAtSwitch;
  readonly entered: readonly Entered[];
}

const [rmspropEntrant, , adamEntrant] = entrants as unknown as readonly [Entered, Entered, Entered, Entered];

/** The variant that learns from other images. */
export const OTHER_IMAGES = "other images (parts 0, 1)";

const variants: readonly VariantPlan[] = [
  { name: OTHER_IMAGES, allSeeds: true, stream: { parts: [0, 1] }, entered: entrants },
  { name: "a head of ten units", stream: { tenUnits: true }, entered: entrants },
  {
    name: "state reset at the switch",
    stateAtSwitch: "reset",
    entered: entrants.filter(({ optimizer }) => optimizer.name !== methods.sgd.optimizer.name),
  },
  { name: "the same images in phases 3 and 4", stream: { sameImages: true }, entered: entrants },
  {
    name: "RMSProp and Adam as the notes print them",
    entered: [
      { ...rmspropEntrant, optimizer: notes.rmsprop({ learningRate: 2 ** -11, decay: 0.999 }) },
      { ...adamEntrant, optimizer: notes.adam({ learningRate: 2 ** -8 }) },
    ],
  },
  {
    name: "the notes' forms and learning rates",
    entered: [methods.rmsprop, methods.sgd, methods.adam, methods.momentum].map(({ optimizer, learningRate }) => ({
      optimizer,
      stepSize: learningRate,
    })),
  },
];

/**
 * The experiment of Ashley, Ghiassian and Sutton on MNIST: digits 1, 2 → 3, 4 → 1, 2 → 3, 4, one image at a time, each phase
 * to five right predictions in a row with nine in ten of all right; then again with one thing otherwise.
 *
 * The runs of a seed start from the same weights and see the same images in the same order with every optimizer.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export async function catastrophicForgetting(
  options: Partial<CatastrophicForgettingOptions> = {},
  execution: Execution = {},
): Promise<CatastrophicForgetting> {
  const chosen = chosenOptions(catastrophicForgettingDefaults, options, catastrophicForgettingQuick, execution);
  const { seeds, variantSeeds } = chosen;
  const plans = variantSeeds === 0 ? [] : variants;
  const seedsOf = ({ allSeeds }: VariantPlan) => (allSeeds ? seeds : variantSeeds);
  const varied = plans.reduce((sum, plan) => sum + plan.entered.length * seedsOf(plan), 0);
  const shown = progress("catastrophic forgetting", "runs", entrants.length * seeds + varied);
  let [before, stored] = [0, 0];

  const runsOf = async (plan: Omit<VariantPlan, "name">, count: number): Promise<Run[][]> => {
    const { stream: otherwise, stateAtSwitch = "carry over", entered } = plan;
    const stream = phases({ parts: chosen.parts, ...otherwise });
    const all: Run[][] = [];
    for (const { optimizer } of entered) {
      let ofCall = 0;
      all.push(
        await train({
          model: mlp([784, chosen.hidden, stream.outputs], { initializer: normal(0.1) }),
          optimizer,
          stream,
          criterion: { ...consecutiveCorrect(5, 0.9), heldOutExamples: chosen.testImages },
          stateAtSwitch,
          seeds: count,
          batchSize: 1,
          maxUpdates: chosen.maxSteps,
          accuracyMatrix: true,
          ...trainingIn(execution, "catastrophic-forgetting", VERSION),
          onProgress(done, fromStore) {
            ofCall = fromStore;
            shown.update(before + done);
          },
        }),
      );
      before += count;
      stored += ofCall;
    }
    return all;
  };

  const runs = await runsOf({ entered: entrants }, seeds);
  const ofVariants: ForgettingVariant[] = [];
  for (const plan of plans) {
    const made = await runsOf(plan, seedsOf(plan));
    ofVariants.push({ name: plan.name, entries: plan.entered.map((entered, at) => entryOf(entered, made[at] ?? [])) });
  }
  shown.end(stored);
  return {
    options: chosen,
    entries: entrants.map((entered, at) => entryOf(entered, runs[at] ?? [])),
    pairs: pairsOf(runs),
    variants: ofVariants,
  };
}

/** What is chosen where it only has to be seen that everything works. */
export const catastrophicForgettingQuick: Partial<CatastrophicForgettingOptions> = {
  seeds: 2,
  variantSeeds: 0,
  testImages: 100,
};

function entryOf({ optimizer, stepSize }: Entered, runs: readonly Run[]): ForgettingEntry {
  const ended = runs.filter(complete);
  const over = (value: (run: Run) => number) => intervalOf(ended.map(value));
  return {
    optimizer: optimizer.name,
    stepSize,
    failed: runs.length - ended.length,
    retention: over(retentionOf),
    relearning: over(({ updatesToCriterion: [first, , third] }) => relearningSpeed(first as number, third as number)),
    steps: [0, 1, 2, 3].map((phase) => over(({ updatesToCriterion }) => updatesToCriterion[phase] as number)),
    accuracies: [0, 1, 2, 3].map((phase) => [
      over((run) => accuracyOf(run, phase, 0)),
      over((run) => accuracyOf(run, phase, 1)),
    ]),
  };
}

function pairsOf(runs: readonly (readonly Run[])[]): RetentionPair[] {
  const tests = runs.slice(1).map((lower, at) => {
    const both = lower.flatMap((run, seed) => {
      const other = runs[at]?.[seed];
      return other !== undefined && complete(run) && complete(other) ? [{ run, other }] : [];
    });
    const [above, below] = [both.map(({ other }) => retentionOf(other)), both.map(({ run }) => retentionOf(run))];
    return both.length < 2 ? { difference: intervalOf([]), pValue: 1 } : pairedTTest(above, below);
  });
  const pValues = holm(tests.map(({ pValue }) => pValue));
  return tests.map(({ difference }, at) => ({
    higher: entrants[at]?.optimizer.name as string,
    lower: entrants[at + 1]?.optimizer.name as string,
    difference,
    pValue: pValues[at] as number,
  }));
}

/** The mean and its interval; where there is no value NaN, and no bounds. */
function intervalOf(values: readonly number[]): Interval {
  if (values.length > 0) return meanInterval(values);
  return { estimate: Number.NaN, lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
}

function complete({ reached, notFinite }: Run): boolean {
  return notFinite === null && !reached.includes(false);
}

/** Accuracy on digits 1, 2 after phase 2. */
function retentionOf(run: Run): number {
  return accuracyOf(run, 1, 0);
}

/** Accuracy after a phase on the first two digits (0) or the second two (1), over both held-out parts. */
function accuracyOf({ accuracyMatrix }: Run, phase: number, digits: 0 | 1): number {
  const after = accuracyMatrix?.afterTask[phase] as readonly number[];
  return mean([after[digits] as number, after[digits + 2] as number]);
}

import { type Random, random, streams } from "../engine/index.js";

/**
 * The order of a task's examples in one pass over them: places from 0 to `count` − 1, as many as the pass is to have. Called
 * for every pass anew, with the random numbers of the run's seed.
 *
 * ```ts
 * const inSequence: PassOrder = (count) => Int32Array.from({ length: count }, (_, place) => place);
 * ```
 */
export type PassOrder = (count: number, random: Random) => Int32Array;

/** Examples in batches, some batches at a time. */
export class Batches {
  private readonly window: Int32Array;
  private start: number;

  /**
   * @param next gives one example after the other
   * @param batches how many batches `from` shows at a time
   */
  constructor(
    private readonly next: () => number,
    private readonly batchSize: number,
    batches: number,
  ) {
    this.window = new Int32Array(batches * batchSize);
    this.start = -batches;
  }

  /** The examples of the batches from number `first` on, which never decreases from call to call. */
  from(first: number): Int32Array {
    const { window } = this;
    const passed = (first - this.start) * this.batchSize;
    window.copyWithin(0, passed);
    for (let place = window.length - passed; place < window.length; place++) window[place] = this.next();
    this.start = first;
    return window;
  }
}

/**
 * The order in which one run sees the examples of one of its tasks, pass after pass.
 *
 * @param phase which of the run's tasks it is: each has an order of its own
 * @param order of a pass; where left out, a random one of all examples
 */
export function exampleOrder(examples: Int32Array, seed: number, phase: number, order?: PassOrder): () => number {
  const draws = random(seed, streams.order + phase);
  return order === undefined ? shuffled(examples, draws) : passes(examples, draws, order);
}

/** Every pass all examples, in a new random order (Fisher and Yates, drawn only as far as it is needed). */
function shuffled(examples: Int32Array, { below }: Random): () => number {
  const pass = Int32Array.from(examples);
  let drawn = 0;
  return () => {
    if (drawn === pass.length) drawn = 0;
    const chosen = drawn + below(pass.length - drawn);
    const example = pass[chosen] as number;
    pass[chosen] = pass[drawn] as number;
    pass[drawn++] = example;
    return example;
  };
}

/** @throws RangeError where a pass is empty, or has a place that is not there */
function passes(examples: Int32Array, draws: Random, order: PassOrder): () => number {
  let pass: Int32Array = new Int32Array(0);
  let seen = 0;
  return () => {
    if (seen === pass.length) {
      pass = order(examples.length, draws);
      seen = 0;
      const odd = pass.find((place) => !(place >= 0 && place < examples.length));
      if (pass.length === 0 || odd !== undefined) {
        const found = odd === undefined ? "no places" : `place ${odd}`;
        throw new RangeError(`order gives ${found}; give at least one, each from 0 to ${examples.length - 1}.`);
      }
    }
    return examples[pass[seen++] as number] as number;
  };
}

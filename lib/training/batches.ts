import { type Random, random, streams } from "../engine/index.js";

/**
 * The order in which one run sees the examples of one of its tasks: every epoch all of them, each epoch in a new random
 * order (Fisher and Yates, drawn only as far as it is needed), batch after batch across the ends of epochs.
 */
export class BatchOrder {
  private readonly random: Random;
  private readonly epoch: Int32Array;
  private drawn = 0;
  private readonly window: Int32Array;
  private start: number;

  /**
   * @param phase which of the run's tasks it is: each has an order of its own
   * @param batches how many batches `from` shows at a time
   */
  constructor(
    examples: Int32Array,
    seed: number,
    phase: number,
    private readonly batchSize: number,
    batches: number,
  ) {
    this.random = random(seed, streams.order + phase);
    this.epoch = Int32Array.from(examples);
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

  private next(): number {
    const { epoch } = this;
    if (this.drawn === epoch.length) this.drawn = 0;
    const chosen = this.drawn + this.random.below(epoch.length - this.drawn);
    const example = epoch[chosen] as number;
    epoch[chosen] = epoch[this.drawn] as number;
    epoch[this.drawn++] = example;
    return example;
  }
}

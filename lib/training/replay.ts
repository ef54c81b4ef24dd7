import { type Random, random, streams } from "../engine/index.js";
import type { Replay } from "./continualLearning.js";

/** How many examples of a batch are replayed. */
export function replayedPerBatch({ share }: Replay, batchSize: number): number {
  return Math.round(share * batchSize);
}

/** @throws RangeError where a batch has no examples of one of the two kinds */
export function requireBoth(replay: Replay, batchSize: number): void {
  const replayed = replayedPerBatch(replay, batchSize);
  if (replayed > 0 && replayed < batchSize) return;
  throw new RangeError(
    `train: continualLearning.replay: share is ${replay.share}, which is ${replayed} examples of a batch of ${batchSize}; ` +
      "give a share that leaves at least one replayed and one new.",
  );
}

/** An example of a task that a run remembers. */
export interface Remembered {
  /** Its row among the training examples. */
  readonly row: number;
  readonly task: number;
}

/** A uniform sample of all examples that it was offered (Vitter 1985, algorithm R). */
export class Reservoir {
  private readonly examples: Remembered[] = [];
  private readonly draws: Random;
  private offered = 0;

  constructor(
    private readonly capacity: number,
    private readonly seed: number,
  ) {
    this.draws = random(seed, streams.reservoir);
  }

  get empty(): boolean {
    return this.offered === 0;
  }

  offer(example: Remembered): void {
    this.offered += 1;
    if (this.examples.length < this.capacity) {
      this.examples.push(example);
      return;
    }
    const place = this.draws.below(this.offered);
    if (place < this.capacity) this.examples[place] = example;
  }

  /** One example after the other that it has now, drawn for a phase, the same at every call. */
  replayed(phase: number): () => Remembered {
    const examples = [...this.examples];
    const { below } = random(this.seed, streams.replay + phase);
    return () => examples[below(examples.length)] as Remembered;
  }
}

/** In every batch first the new examples, then `replayed` others. */
export function mixed(
  next: () => number,
  nextReplayed: () => number,
  batchSize: number,
  replayed: number,
): () => number {
  let place = 0;
  return () => {
    const isNew = place < batchSize - replayed;
    place = (place + 1) % batchSize;
    return isNew ? next() : nextReplayed();
  };
}

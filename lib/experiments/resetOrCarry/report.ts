import { type Figure, pairs, shares, Table } from "../figures/index.js";
import { factorsOf } from "./map/openChoices.js";
import { shareOf } from "./map/share.js";
import { groupsOf, sharesByFactor, strongestFactor } from "./map/sharesByFactor.js";
import type { ResetOrCarry, ResetOrCarryRow } from "./resetOrCarry.js";
import type { MappedReset, MappedResets, ResetOrCarryMap } from "./resetOrCarryMap.js";

/** Whether the notes have resetting faster with an optimizer: with all but Adadelta. */
export function publishedFaster({ optimizer }: { readonly optimizer: string }): boolean {
  return optimizer !== "Adadelta";
}

/** What a row says: beyond the level of 5 % after Holm's adjustment or not at all. */
export function outcomeOf({ difference, pValue }: ResetOrCarryRow): "faster" | "slower" | "no difference" {
  if (!(pValue < 0.05)) return "no difference";
  return difference.estimate < 0 ? "faster" : "slower";
}

/** The answer: updates on the joint task in both ways, their ratio, and the test. */
export function resetOrCarryTable({ options, rows }: ResetOrCarry): Table {
  return new Table(
    `Updates on the joint task after ${options.tasks.length} tasks, mean and 95 % interval of ${options.seeds} runs`,
    [
      { heading: "optimizer" },
      { heading: "published" },
      { heading: "reset", decimals: 1 },
      { heading: "carried over", decimals: 1 },
      { heading: "reset / carried over" },
      { heading: "p, adjusted" },
      { heading: "with a reset" },
    ],
    rows.map((row) => [
      nameOf(row),
      publishedFaster(row) ? "reset faster" : "unclear",
      row.reset.mean,
      row.carriedOver.mean,
      row.ratio,
      row.pValue < 1e-4 ? "< 0.0001" : row.pValue.toFixed(4),
      outcomeOf(row),
    ]),
  );
}

/** What resetting costs or saves on the tasks before the joint one. */
export function tasksBeforeTable({ options, rows }: ResetOrCarry): Table {
  return new Table(
    `Updates on the ${options.tasks.length} tasks before the joint one, together`,
    [
      { heading: "optimizer" },
      { heading: "reset", decimals: 1 },
      { heading: "carried over", decimals: 1 },
      { heading: "runs given up" },
    ],
    rows.map((row) => [
      nameOf(row),
      row.reset.before,
      row.carriedOver.before,
      row.reset.givenUp + row.carriedOver.givenUp,
    ]),
  );
}

/** The runs of each optimizer as pairs. */
export function resetOrCarryFigure({ options, rows }: ResetOrCarry): Figure {
  return pairs(
    rows.map((row) => ({
      optimizer: row.optimizer,
      setting: row.form === "usual" ? "usual form" : "",
      values: [row.reset.updates, row.carriedOver.updates],
      means: [row.reset.mean, row.carriedOver.mean],
      note: `ratio ${row.ratio.estimate.toFixed(2)}`,
    })),
    {
      title: `Updates on the joint task after ${options.tasks.length} tasks`,
      value: "updates to criterion (log scale)",
      ways: ["state reset", "state carried over"],
      interval: `mean and 95 % interval of ${options.seeds} runs`,
    },
  );
}

/** In what share of the settings resetting is faster, in all and by what the notes leave open. */
export function resetOrCarryMapFigure(map: ResetOrCarryMap): Figure {
  const factors = factorsOfMap(map);
  return shares(
    map.optimizers.map((optimizer, place) => ({
      optimizer: optimizer.optimizer,
      setting: optimizer.form === "usual" ? "usual" : "",
      shares: sharesByFactor(map.settings, factors, faster(place)),
    })),
    groupsOf(factors),
    {
      title: `How often resetting the state is faster, in ${map.settings.length} settings`,
      value: `% of the settings in which the mean updates on the joint task of ${map.options.seeds} runs are fewer with resets`,
    },
  );
}

/** How often resetting is faster, by how much, and what it depends on most. */
export function resetOrCarryMapTable(map: ResetOrCarryMap): Table {
  const factors = factorsOfMap(map);
  return new Table(
    `Share of ${map.settings.length} settings in which resetting is faster on the joint task, with Wilson's 95 % interval`,
    [
      { heading: "optimizer" },
      { heading: "published" },
      { heading: "reset faster" },
      { heading: "by more than 10 %", decimals: 2 },
      { heading: "slower by more than 10 %", decimals: 2 },
      { heading: "depends most on" },
    ],
    map.optimizers.map((optimizer, place) => {
      const share = (holds: (ratio: number) => boolean) =>
        shareOf(
          map.settings.map(({ optimizers }) => {
            const { reset, carriedOver } = optimizers[place] as MappedReset;
            return holds(reset / carriedOver);
          }),
        );
      return [
        nameOf(optimizer),
        publishedFaster(optimizer) ? "reset faster" : "unclear",
        share((ratio) => ratio < 1),
        share((ratio) => ratio < 1 / 1.1).estimate,
        share((ratio) => ratio > 1.1).estimate,
        strongestFactor(sharesByFactor(map.settings, factors, faster(place)), factors),
      ];
    }),
  );
}

/** The share of settings in which resetting is faster, in percent, by optimizer. */
export function fasterShares({ optimizers, settings }: ResetOrCarryMap): number[] {
  return optimizers.map((_, place) => 100 * shareOf(settings.map(faster(place))).estimate);
}

/** An optimizer's name, with its form where it is not the notes'. */
export function nameOf({
  optimizer,
  form,
}: {
  readonly optimizer: string;
  readonly form: "printed" | "usual";
}): string {
  return form === "usual" ? `${optimizer}, usual form` : optimizer;
}

function factorsOfMap({ options }: ResetOrCarryMap) {
  return factorsOf(options.choices, (tasks) => [tasks[0], tasks.at(-1)].map((digits) => digits?.join(",")).join(" … "));
}

function faster(place: number) {
  return ({ optimizers }: MappedResets) => {
    const { reset, carriedOver } = optimizers[place] as MappedReset;
    return reset < carriedOver;
  };
}

import { type Figure, shares, Table } from "momenta/figures";
import { nameOf, publishedFaster } from "../02-reset-vs-no-reset/report.js";
import { factorsOf } from "../common/map/openChoices.js";
import { shareOf } from "../common/map/share.js";
import { groupsOf, sharesByFactor, strongestFactor } from "../common/map/sharesByFactor.js";
import type { MappedReset, MappedResets, ResetOrCarryMap } from "./resetOrCarryMap.js";

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

/**
 * In what percent of the settings the optimizers in the notes' form are as the notes have them all at once: those for which
 * resetting is published as faster, and with them those for which it is not.
 */
export function togetherShares({ optimizers, settings }: ResetOrCarryMap): { faster: number; wholeRow: number } {
  const printed = optimizers.flatMap((optimizer, place) =>
    optimizer.form === "printed" ? [{ published: publishedFaster(optimizer), isFaster: faster(place) }] : [],
  );
  const percentOf = (holds: (at: MappedResets) => boolean) => 100 * shareOf(settings.map(holds)).estimate;
  return {
    faster: percentOf((at) => printed.every(({ published, isFaster }) => !published || isFaster(at))),
    wholeRow: percentOf((at) => printed.every(({ published, isFaster }) => published === isFaster(at))),
  };
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

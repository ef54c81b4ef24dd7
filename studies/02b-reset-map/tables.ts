import { Table } from "momenta/figures";
import { isResetPublishedFaster, nameWithForm, shareInterval, shareWhere, strongestFactor } from "../common/index.js";
import { factors, isFaster, type ResetOrCarryMap, resetRatio } from "./result.js";

/** How often resetting is faster, by how much, and what it depends on most. */
export function shares(map: ResetOrCarryMap): Table {
  const { settings } = map;
  return new Table(
    `Share of ${settings.length} settings in which resetting is faster on the joint task, with Wilson's 95 % interval`,
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
        shareInterval(shareWhere(settings, (setting) => holds(resetRatio(setting, place))));
      return [
        nameWithForm(optimizer),
        isResetPublishedFaster(optimizer.optimizer) ? "reset faster" : "unclear",
        share((ratio) => ratio < 1),
        share((ratio) => ratio < 1 / 1.1).estimate,
        share((ratio) => ratio > 1.1).estimate,
        strongestFactor(settings, factors(map), isFaster(place)),
      ];
    }),
  );
}

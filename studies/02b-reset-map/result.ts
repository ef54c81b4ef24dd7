import { type Factor, factorsOf, isResetPublishedFaster, shareWhere } from "../common/index.js";
import { type MapOptimizer, type MappedReset, optimizers, type SettingResets } from "./measure/settings.js";
import type { ResetOrCarryMapOptions } from "./options.js";

/** Reset against carried over in every combination of what the notes leave open. */
export interface ResetOrCarryMap {
  readonly options: ResetOrCarryMapOptions;
  readonly optimizers: readonly MapOptimizer[];
  readonly settings: readonly SettingResets[];
}

export function assemble(
  options: ResetOrCarryMapOptions,
  { settings }: { readonly settings: readonly SettingResets[] },
): ResetOrCarryMap {
  return { options, optimizers, settings };
}

/** Updates on the joint task with a reset, divided by those without, for the optimizer at a place. */
export function resetRatio({ optimizers }: SettingResets, place: number): number {
  const { reset, carriedOver } = optimizers[place] as MappedReset;
  return reset / carriedOver;
}

/** Whether resetting is faster with the optimizer at a place. */
export function isFaster(place: number) {
  return (setting: SettingResets) => resetRatio(setting, place) < 1;
}

/** The optimizers in the notes' form, each with the share of the settings in which resetting is faster. */
export function printedShares({ optimizers, settings }: ResetOrCarryMap) {
  return optimizers.flatMap(({ optimizer, form }, place) =>
    form === "printed" ? [{ optimizer, faster: shareWhere(settings, isFaster(place)) }] : [],
  );
}

/**
 * In how many settings the optimizers in the notes' form are as published all at once: those for which resetting is published
 * as faster, and with them those for which it is not.
 */
export function togetherShares({ optimizers, settings }: ResetOrCarryMap) {
  const printed = optimizers.flatMap(({ optimizer, form }, place) =>
    form === "printed" ? [{ published: isResetPublishedFaster(optimizer), faster: isFaster(place) }] : [],
  );
  return {
    faster: shareWhere(settings, (at) => printed.every(({ published, faster }) => !published || faster(at))),
    wholeRow: shareWhere(settings, (at) => printed.every(({ published, faster }) => published === faster(at))),
  };
}

/** What the notes leave open. */
export function factors({ options }: ResetOrCarryMap): Factor[] {
  return factorsOf(options.choices, (tasks) => [tasks[0], tasks.at(-1)].map((digits) => digits?.join(",")).join(" … "));
}

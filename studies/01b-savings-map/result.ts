import type { Share } from "momenta/figures";
import { type Factor, type Form, factorsOf, shareWhere } from "../common/index.js";
import { columns, type MapColumn } from "./measure/columns.js";
import type { MappedSavings } from "./measure/map.js";
import { asPublished, type ColumnSavings, countIn, type SettingSavings, type SignTest } from "./measure/signs.js";
import type { SavingsMapOptions } from "./options.js";

/** The savings in every combination of what the notes leave open. */
export interface SavingsMap extends MappedSavings {
  readonly options: SavingsMapOptions;
  readonly columns: readonly MapColumn[];
}

export function assemble(options: SavingsMapOptions, { map }: { readonly map: MappedSavings }): SavingsMap {
  return { options, columns, ...map };
}

/** Whether the column at a place passes a test in a setting. */
export function passes(test: SignTest, place: number) {
  return (setting: SettingSavings) => test(setting.columns[place] as ColumnSavings, columns[place] as MapColumn);
}

/** For each column the share of the settings with the published sign. */
export function signShares({ settings }: SavingsMap): Share[] {
  return columns.map((_, place) => shareWhere(settings, passes(asPublished, place)));
}

/** In how many settings all seven columns have the published sign, Adam and RMSProp in one form. */
export function allSeven({ settings }: SavingsMap, form: Form): number {
  return settings.filter((setting) => countIn(form, setting, asPublished) === 7).length;
}

/** What the notes leave open. */
export function factors({ options }: SavingsMap): Factor[] {
  return factorsOf(options.choices, (tasks) => tasks.map((digits) => digits.join(",")).join(" then "));
}

import { type Figure, shares, Table } from "momenta/figures";
import { type Factor, factorsOf } from "../common/map/openChoices.js";
import { shareOf } from "../common/map/share.js";
import { groupsOf, sharesByFactor, strongestFactor } from "../common/map/sharesByFactor.js";
import {
  asPublished,
  countIn,
  type MappedSavings,
  type MappedSetting,
  type SavingsMap,
  type SavingsMapColumn,
  surelyAsPublished,
  tableIn,
} from "./savingsMap.js";

/** In what share of the settings each column has the published sign, in all and by what the notes leave open. */
export function savingsMapFigure(map: SavingsMap): Figure {
  const factors = factorsOfMap(map);
  return shares(
    map.columns.map((column, place) => ({
      optimizer: column.optimizer,
      setting: inWords(column),
      shares: sharesByFactor(map.settings, factors, has(asPublished, column, place)),
    })),
    groupsOf(factors),
    {
      title: `How often savings have the published sign, in ${map.settings.length} settings`,
      value: `% of the settings in which the mean of ${map.options.seeds} runs has the sign that the notes report`,
    },
  );
}

/** How often each column has the published sign, how sure that is, and what it depends on most. */
export function savingsMapTable(map: SavingsMap): Table {
  const factors = factorsOfMap(map);
  return new Table(
    `Share of ${map.settings.length} settings with the published sign, with Wilson's 95 % interval. All seven signs: in ` +
      `${allSeven(map, "printed")} settings with Adam and RMSProp as printed, in ${allSeven(map, "usual")} in their usual form.`,
    [
      { heading: "optimizer" },
      { heading: "state" },
      { heading: "published", decimals: 2 },
      { heading: "published sign" },
      { heading: "beyond the interval", decimals: 2 },
      { heading: "other sign beyond it", decimals: 2 },
      { heading: "from the means", decimals: 2 },
      { heading: "depends most on" },
    ],
    map.columns.map((column, place) => {
      const share = (holds: typeof asPublished) => shareOf(map.settings.map(has(holds, column, place)));
      return [
        column.form === "usual" ? `${column.optimizer}, usual form` : column.optimizer,
        stateOf(column),
        column.published,
        share(asPublished),
        share(surelyAsPublished).estimate,
        share(surelyOpposite).estimate,
        share(({ ofMeans }, { published }) => ofMeans * published > 0).estimate,
        strongestFactor(sharesByFactor(map.settings, factors, has(asPublished, column, place)), factors),
      ];
    }),
  );
}

/** The setting that was picked because it agrees best, before and after: what is left of the agreement on fresh seeds. */
export function pickedTable({ columns, options, picked }: SavingsMap): Table {
  const { form, before, after } = picked;
  const { criterion, batchSize, width, activation, initializer, tasks } = before.setting;
  const [a, b] = options.choices.tasks[tasks] ?? [];
  const signs = (setting: MappedSetting) => countIn(form, columns, setting, asPublished);
  return new Table(
    `The best of ${options.seeds} seeds, ${signs(before)} signs (criterion ${criterion}, batch ${batchSize}, width ${width}, ` +
      `${activation}, ${initializer}, [${a}] then [${b}], ${form} form), with ${options.freshSeeds.length} fresh seeds: ` +
      `${signs(after)} signs, ${countIn(form, columns, after, surelyAsPublished)} of them beyond the interval`,
    [
      { heading: "optimizer" },
      { heading: "state" },
      { heading: "published", decimals: 2 },
      { heading: "picked on" },
      { heading: "fresh seeds" },
    ],
    tableIn(form, columns).map((place) => {
      const column = columns[place] as SavingsMapColumn;
      const of = ({ columns: found }: MappedSetting) => (found[place] as MappedSavings).savings;
      return [column.optimizer, stateOf(column), column.published, of(before), of(after)];
    }),
  );
}

/** In how many settings all seven columns have the published sign, Adam and RMSProp in one form. */
export function allSeven({ columns, settings }: SavingsMap, form: SavingsMapColumn["form"]): number {
  return settings.filter((setting) => countIn(form, columns, setting, asPublished) === 7).length;
}

/** The share of settings with the published sign, in percent, by column. */
export function signShares({ columns, settings }: SavingsMap): number[] {
  return columns.map((column, place) => 100 * shareOf(settings.map(has(asPublished, column, place))).estimate);
}

function factorsOfMap({ options }: SavingsMap): Factor[] {
  return factorsOf(options.choices, (tasks) => tasks.map((digits) => digits.join(",")).join(" then "));
}

function has(holds: typeof asPublished, column: SavingsMapColumn, place: number) {
  return ({ columns: found }: MappedSetting) => holds(found[place] as MappedSavings, column);
}

function surelyOpposite({ savings: { lower, upper } }: MappedSavings, { published }: SavingsMapColumn): boolean {
  return lower * published < 0 && upper * published < 0;
}

/** What becomes of the state in a column, in words. */
export function stateOf({ stateAtSwitch }: SavingsMapColumn): string {
  if (stateAtSwitch === null) return "none";
  return stateAtSwitch === "reset" ? "reset" : "carried over";
}

function inWords(column: SavingsMapColumn): string {
  const state = column.stateAtSwitch === null ? "" : stateOf(column);
  return [...(column.form === "usual" ? ["usual"] : []), state].filter(Boolean).join(", ");
}

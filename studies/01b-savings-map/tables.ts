import { Table } from "momenta/figures";
import { nameWithForm, shareInterval, shareWhere, stateInWords, strongestFactor } from "../common/index.js";
import type { MapColumn } from "./measure/columns.js";
import {
  asPublished,
  type ColumnSavings,
  countIn,
  type SettingSavings,
  type SignTest,
  surelyAsPublished,
  surelyOpposite,
  tableIn,
} from "./measure/signs.js";
import { allSeven, factors, passes, type SavingsMap } from "./result.js";

/** How often each column has the published sign, how sure that is, and what it depends on most. */
export function signs(map: SavingsMap): Table {
  const { settings, columns } = map;
  return new Table(
    `Share of ${settings.length} settings with the published sign, with Wilson's 95 % interval. All seven signs: in ` +
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
    columns.map((column, place) => {
      const share = (test: SignTest) => shareInterval(shareWhere(settings, passes(test, place)));
      return [
        nameWithForm(column),
        stateInWords(column.stateAtSwitch),
        column.published,
        share(asPublished),
        share(surelyAsPublished).estimate,
        share(surelyOpposite).estimate,
        share(({ ofMeans }, { published }) => ofMeans * published > 0).estimate,
        strongestFactor(settings, factors(map), passes(asPublished, place)),
      ];
    }),
  );
}

/** The setting that was picked because it agrees best, before and after: what is left of the agreement on fresh seeds. */
export function picked({ columns, options, picked }: SavingsMap): Table {
  const { form, before, after } = picked;
  const { criterion, batchSize, width, activation, initializer, tasks } = before.setting;
  const [a, b] = options.choices.tasks[tasks] ?? [];
  const signs = (setting: SettingSavings) => countIn(form, setting, asPublished);
  return new Table(
    `The best of ${options.seeds} seeds, ${signs(before)} signs (criterion ${criterion}, batch ${batchSize}, width ${width}, ` +
      `${activation}, ${initializer}, [${a}] then [${b}], ${form} form), with ${options.freshSeeds.length} fresh seeds: ` +
      `${signs(after)} signs, ${countIn(form, after, surelyAsPublished)} of them beyond the interval`,
    [
      { heading: "optimizer" },
      { heading: "state" },
      { heading: "published", decimals: 2 },
      { heading: "picked on" },
      { heading: "fresh seeds" },
    ],
    tableIn(form).map((place) => {
      const { optimizer, stateAtSwitch, published } = columns[place] as MapColumn;
      const [then, now] = [before, after].map((setting) => (setting.columns[place] as ColumnSavings).savings);
      return [optimizer, stateInWords(stateAtSwitch), published, then, now];
    }),
  );
}

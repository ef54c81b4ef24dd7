import { formatNumber, type Share } from "momenta/figures";
import { nameWithForm, percentage, shareInWords, stateInWords, verdictOver } from "../common/index.js";
import { claim, holdsWhere, question, type Statement } from "../core/index.js";
import type { MapColumn } from "./measure/columns.js";
import { asPublished, countIn, tableIn } from "./measure/signs.js";
import { allSeven, type SavingsMap, signShares } from "./result.js";

/** Adam, usual form, reset. */
function columnInWords(column: MapColumn): string {
  const { stateAtSwitch } = column;
  return [nameWithForm(column), ...(stateAtSwitch === null ? [] : [stateInWords(stateAtSwitch)])].join(", ");
}

export function answer(map: SavingsMap): string {
  const shares = signShares(map);
  const named = tableIn("printed").map((place) => {
    const percent = percentage(shares[place] as Share);
    return { percent, words: `${Math.round(percent)} % (${columnInWords(map.columns[place] as MapColumn)})` };
  });
  const smallest = named.reduce((least, one) => (one.percent < least.percent ? one : least));
  const largest = named.reduce((most, one) => (one.percent > most.percent ? one : most));
  return (
    `over ${map.settings.length} settings (criterion, batch, width, units, initial weights, task pair) the published sign comes out ` +
    `in ${smallest.words} to ${largest.words} of them; ` +
    `all seven signs in ${allSeven(map, "printed")}, and with the usual Adam and RMSProp in ${allSeven(map, "usual")}`
  );
}

export function claims(map: SavingsMap): Statement[] {
  const { columns, picked } = map;
  const shares = signShares(map);
  const [before, after] = [picked.before, picked.after].map((setting) =>
    countIn(picked.form, setting, asPublished),
  ) as [number, number];
  const signs = columns.map((column, place) => {
    const share = shares[place] as Share;
    const sign = column.published > 0 ? "above" : "below";
    const name = columnInWords(column);
    return column.form === "printed"
      ? claim(
          `${name}: savings are ${sign} 0, ${formatNumber(column.published, 2)}`,
          verdictOver(share),
          shareInWords(share),
        )
      : question(`${name}: are savings ${sign} 0?`, verdictOver(share), shareInWords(share));
  });
  const conditional = shares.filter((share) => verdictOver(share).startsWith("holds if")).length;
  const [printed, usual] = [allSeven(map, "printed"), allSeven(map, "usual")];
  return [
    ...signs,
    question(
      "does the sign of savings depend on what the notes leave open, in most columns?",
      holdsWhere(conditional > columns.length / 2),
      `in ${conditional} of ${columns.length} columns it is the published one in more than 5 % and less than 95 % of the settings`,
    ),
    question(
      "is there a setting with all seven signs?",
      holdsWhere(printed > 0 || usual > 0),
      `in ${printed} settings with Adam and RMSProp as printed, in ${usual} in their usual form`,
    ),
    question(
      "does the setting that agrees best keep its signs on fresh seeds?",
      holdsWhere(after >= before),
      `the setting that agrees best, ${before} signs, was picked: on fresh seeds it has ${after}`,
    ),
  ];
}

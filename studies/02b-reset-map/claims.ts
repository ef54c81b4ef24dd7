import { isResetPublishedFaster, percentage, shareInWords, verdictOver } from "../common/index.js";
import { claim, holdsWhere, question, type Statement } from "../core/index.js";
import { printedShares, type ResetOrCarryMap, togetherShares } from "./result.js";

/** In what percentage of the settings resetting is faster with each optimizer. */
function sharesInWords(map: ResetOrCarryMap): string {
  return printedShares(map)
    .map(({ optimizer, faster }) => `${Math.round(percentage(faster))} % (${optimizer})`)
    .join(", ");
}

function togetherInWords(map: ResetOrCarryMap): string {
  const { faster, wholeRow } = togetherShares(map);
  return (
    `all but Adadelta at once in ${Math.round(percentage(faster))} %, and ` +
    `Adadelta as the exception to them in ${Math.round(percentage(wholeRow))} %`
  );
}

export function answer(map: ResetOrCarryMap): string {
  return `resetting is faster in ${sharesInWords(map)} of ${map.settings.length} settings; ${togetherInWords(map)}`;
}

export function claims(map: ResetOrCarryMap): Statement[] {
  const shares = printedShares(map);
  return [
    ...shares.map(({ optimizer, faster }) => {
      const isPublishedFaster = isResetPublishedFaster(optimizer);
      const asPublished = isPublishedFaster ? faster : { ...faster, count: faster.of - faster.count };
      return claim(
        `${optimizer}: resetting is ${isPublishedFaster ? "" : "not "}faster (settings where it is)`,
        verdictOver(asPublished),
        shareInWords(faster),
      );
    }),
    question(
      "is resetting the faster way in most settings, with each optimizer?",
      holdsWhere(shares.every(({ faster }) => percentage(faster) > 50)),
      sharesInWords(map),
    ),
    question(
      "are all optimizers as published in most settings?",
      holdsWhere(percentage(togetherShares(map).wholeRow) > 50),
      togetherInWords(map),
    ),
  ];
}

import { type Figure, shares } from "momenta/figures";
import { groupsOf, sharesByFactor, stateInWords } from "../common/index.js";
import { asPublished } from "./measure/signs.js";
import { factors, passes, type SavingsMap } from "./result.js";

export const figures = {
  main: {
    caption:
      "The share of all settings in which a column of the notes has the published sign of savings, then the share for each answer " +
      "to what the notes leave open. A row that changes between the answers of one question depends on that question.",
    draw: drawShares,
  },
};

/** In what share of the settings each column has the published sign, in all and by what the notes leave open. */
function drawShares(map: SavingsMap): Figure {
  return shares(
    map.columns.map(({ optimizer, form, stateAtSwitch }, place) => ({
      optimizer,
      setting: [
        ...(form === "usual" ? ["usual"] : []),
        ...(stateAtSwitch === null ? [] : [stateInWords(stateAtSwitch)]),
      ].join(", "),
      shares: sharesByFactor(map.settings, factors(map), passes(asPublished, place)),
    })),
    groupsOf(factors(map)),
    {
      title: `How often savings have the published sign, in ${map.settings.length} settings`,
      value: `% of the settings in which the mean of ${map.options.seeds} runs has the sign that the notes report`,
    },
  );
}

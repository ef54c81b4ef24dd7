import { type Figure, shares } from "momenta/figures";
import { groupsOf, sharesByFactor } from "../common/index.js";
import { factors, isFaster, type ResetOrCarryMap } from "./result.js";

export const figures = {
  main: {
    caption:
      "The share of all settings in which resetting the optimizer's state makes the joint task faster, then the share for each " +
      "answer to what the notes leave open. The notes have resetting faster for all optimizers but Adadelta.",
    draw: drawShares,
  },
};

/** In what share of the settings resetting is faster, in all and by what the notes leave open. */
function drawShares(map: ResetOrCarryMap): Figure {
  return shares(
    map.optimizers.map(({ optimizer, form }, place) => ({
      optimizer,
      setting: form === "usual" ? "usual" : "",
      shares: sharesByFactor(map.settings, factors(map), isFaster(place)),
    })),
    groupsOf(factors(map)),
    {
      title: `How often resetting the state is faster, in ${map.settings.length} settings`,
      value: `% of the settings in which the mean updates on the joint task of ${map.options.seeds} runs are fewer with resets`,
    },
  );
}

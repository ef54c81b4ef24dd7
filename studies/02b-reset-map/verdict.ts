import { publishedFaster } from "../02-reset-vs-no-reset/report.js";
import { networksOf } from "../common/map/openChoices.js";
import type { Check, Verdict } from "../study.js";
import { fasterShares, togetherShares } from "./report.js";
import type { ResetOrCarryMap } from "./resetOrCarryMap.js";

/** A way that is faster in so many percent of the settings is so whatever the setting. */
const MOST = 95;

/** The optimizers of the notes in their form, each with the percentage of settings in which resetting is faster. */
function printed(map: ResetOrCarryMap) {
  const shares = fasterShares(map);
  return map.optimizers.flatMap(({ optimizer, form }, place) =>
    form === "printed" ? [{ optimizer, share: shares[place] as number }] : [],
  );
}

export function resetOrCarryMapVerdict(map: ResetOrCarryMap): Verdict {
  const named = printed(map);
  const together = togetherShares(map);
  const faster = named.filter(publishedFaster);
  return {
    answer: faster.every(({ share }) => share >= MOST)
      ? "agrees"
      : faster.every(({ share }) => share <= 100 - MOST)
        ? "disagrees"
        : "depends",
    published: "resetting is faster for all optimizers but Adadelta, in one setting that is not told in full",
    ours:
      `resetting is faster in ${named
        .map(({ optimizer, share }) => `${Math.round(share)} % (${optimizer})`)
        .join(
          ", ",
        )} of ${map.settings.length} settings; all but Adadelta at once in ${Math.round(together.faster)} %, and ` +
      `Adadelta as the exception to them in ${Math.round(together.wholeRow)} %`,
  };
}

export function resetOrCarryMapChecks(map: ResetOrCarryMap): Check[] {
  const { choices } = map.options;
  const expected = networksOf(choices).length * choices.tasks.length;
  const complete = map.settings.every(
    ({ optimizers }) =>
      optimizers.length === map.optimizers.length &&
      optimizers.every(({ reset, carriedOver }) => Number.isFinite(reset) && Number.isFinite(carriedOver)),
  );
  return [
    {
      claim: `${expected} settings, ${map.optimizers.length} optimizers in both ways, every number finite`,
      holds: map.settings.length === expected && complete,
    },
    ...printed(map).map(({ optimizer, share }) => ({
      claim: publishedFaster({ optimizer })
        ? `${optimizer}: resetting is faster in more than half of the settings (${Math.round(share)} %)`
        : `${optimizer}: resetting is not faster in more than half of the settings (${Math.round(share)} %)`,
      holds: publishedFaster({ optimizer }) ? share > 50 : share <= 50,
    })),
  ];
}

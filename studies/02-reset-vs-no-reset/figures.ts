import { type Figure, pairs } from "momenta/figures";
import type { ResetOrCarry } from "./result.js";

export const figures = {
  main: {
    caption:
      "Updates to learn all ten digits jointly after five tasks of two digits, the optimizer's state reset at each task (filled) " +
      "against carried over (hollow), means with 95 % intervals. A thin line joins the two runs of a seed; where it rises to the right, resetting is faster.",
    draw: drawPairs,
  },
};

/** The runs of each optimizer as pairs. */
function drawPairs({ options, rows }: ResetOrCarry): Figure {
  return pairs(
    rows.map(({ optimizer, form, reset, carriedOver, ratio }) => ({
      optimizer,
      setting: form === "usual" ? "usual form" : "",
      values: [reset.updates, carriedOver.updates],
      means: [reset.mean, carriedOver.mean],
      note: `ratio ${ratio.estimate.toFixed(2)}`,
    })),
    {
      title: `Updates on the joint task after ${options.tasks.length} tasks`,
      value: "updates to criterion (log scale)",
      ways: ["state reset", "state carried over"],
      interval: `mean and 95 % interval of ${options.seeds} runs`,
    },
  );
}

import { estimates, type Figure } from "momenta/figures";
import type { Interval } from "momenta/statistics";
import type { Forgetting } from "./measure/entrants.js";
import { type CatastrophicForgetting, publishedOf } from "./result.js";

export const figures = {
  main: {
    caption:
      "Accuracy on the two digits that were not trained last, after phases 2, 3 and 4: dots are ours with 95 % intervals, " +
      "upright marks the paper's. The more to the right, the less was forgotten.",
    draw: drawAccuracies,
  },
  steps: {
    caption:
      "Steps until each phase was learned, one image a step, ours with 95 % intervals beside the paper's. " +
      "Relearning, at the right, is the mean of steps in phase 1 / steps in phase 3: above 1 the digits are relearned faster.",
    draw: drawSteps,
  },
};

/** Accuracy on the digits that were not trained last, published beside ours. */
function drawAccuracies({ options, entries }: CatastrophicForgetting): Figure {
  const groups = [
    { phase: 1, digits: 0, group: "on 1, 2 after phase 2 (retention)" },
    { phase: 2, digits: 1, group: "on 3, 4 after phase 3" },
    { phase: 3, digits: 0, group: "on 1, 2 after phase 4" },
  ] as const;
  const rows = groups.flatMap(({ phase, digits, group }) => {
    const accuracy = ({ accuracies }: Forgetting) => accuracies[phase]?.[digits] as Interval;
    return entries.map((entry) => ({
      optimizer: entry.optimizer,
      group,
      values: [{ ours: accuracy(entry), published: accuracy(publishedOf(entry.optimizer)).estimate }],
    }));
  });
  return estimates(rows, {
    title: "What is left of the digits that were not trained last",
    value: "accuracy",
    variants: [`ours, mean and 95 % interval of ${options.seeds} runs`],
    decimals: 3,
  });
}

/** Steps in each phase, published beside ours. */
function drawSteps({ options, entries }: CatastrophicForgetting): Figure {
  const rows = entries.map(({ optimizer, steps, relearning }) => {
    const published = publishedOf(optimizer);
    return {
      optimizer,
      values: steps.map((ours, phase) => ({ ours, published: published.steps[phase]?.estimate as number })),
      note: `relearning ${relearning.estimate.toFixed(2)},<br>published ${published.relearning.estimate.toFixed(2)}`,
    };
  });
  return estimates(rows, {
    title: `Steps in each phase, mean and 95 % interval of ${options.seeds} runs`,
    value: "steps",
    variants: ["1, 2", "3, 4", "1, 2 again", "3, 4 again"],
    logarithmic: true,
    decimals: 1,
  });
}

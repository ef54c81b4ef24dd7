import { bars, type Figure } from "momenta/figures";
import { stateInWords } from "../common/index.js";
import type { Savings } from "./result.js";

export const figures = {
  main: {
    caption:
      "Savings, 1 − (updates to relearn) / (updates to learn), in the notes' seven columns: ours as bars with 95 % intervals, " +
      "the published values as hollow bars. Above zero the task is learned faster the second time.",
    draw: drawColumns,
  },
};

/** Published savings beside ours. */
function drawColumns({ options, columns }: Savings): Figure {
  const [a, b] = options.tasks;
  return bars(
    columns.map(({ optimizer, stateAtSwitch, learningRate, savings, published }) => ({
      optimizer,
      setting: [...(stateAtSwitch === null ? [] : [stateInWords(stateAtSwitch)]), `lr ${learningRate}`],
      hatched: stateAtSwitch === "reset",
      ours: savings,
      published,
    })),
    {
      title: `Savings on digits ${a.join(", ")}, relearned after ${b.join(", ")}`,
      value: "savings",
      interval: `ours, mean and 95 % interval of ${options.seeds} runs`,
      plain: "state carried over or none",
      hatched: "state reset",
    },
  );
}

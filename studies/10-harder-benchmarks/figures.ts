import { acrossDataSets, type Figure } from "momenta/figures";
import { stateInWords } from "../common/index.js";
import type { HarderBenchmarks } from "./result.js";

export const figures = {
  main: {
    caption:
      "Updates to relearn the first task after the second, relative to learning it, on each benchmark. " +
      "Left of 1 there are savings; hollow marks carry the optimizer's state over, full ones reset it or have none.",
    draw: drawSavings,
  },
  reset: {
    caption:
      "Updates on the joint task after all tasks, state carried over relative to reset, on each benchmark. " +
      "Right of 1 a reset is faster, as the notes found for all optimizers but Adadelta.",
    draw: drawResets,
  },
  speed: {
    caption:
      "Updates on the second task relative to those of SGD, state reset, on each benchmark. The notes' order from right " +
      "to left: SGD + momentum, SGD, Adam, RMSProp, Adadelta.",
    draw: drawSpeed,
  },
};

/** (i) Is a task relearned faster? */
function drawSavings({ options, benchmarks }: HarderBenchmarks): Figure {
  return acrossDataSets(
    benchmarks.map(({ name }) => name),
    (benchmarks[0]?.savings ?? []).map(({ optimizer, stateAtSwitch }, column) => ({
      optimizer,
      hollow: stateAtSwitch === "carryOver",
      ...(stateAtSwitch === null ? {} : { setting: stateInWords(stateAtSwitch) }),
      values: benchmarks.map(({ savings }) => savings[column]?.ratio),
    })),
    {
      title: `Relearning the first task, means of ${options.seeds} runs, 95 % intervals`,
      value: "updates to relearn / updates to learn (savings are 1 − this)",
      below: "savings",
      above: "loss",
      marks: { full: "state reset, or none", hollow: "state carried over" },
    },
  );
}

/** (ii) Is the joint task learned faster where the state was reset? */
function drawResets({ options, benchmarks }: HarderBenchmarks): Figure {
  return acrossDataSets(
    benchmarks.map(({ name }) => name),
    (benchmarks[0]?.resets ?? []).map(({ optimizer }, column) => ({
      optimizer,
      values: benchmarks.map(({ resets }) => resets[column]?.ratio),
    })),
    {
      title: `Joint task: state carried over against reset, means of ${options.seeds} runs, 95 % intervals`,
      value: "updates with state carried over / updates with resets",
      below: "carrying over is faster",
      above: "resetting is faster",
    },
  );
}

/** (iii) Who learns the second task fastest? */
function drawSpeed({ options, benchmarks }: HarderBenchmarks): Figure {
  return acrossDataSets(
    benchmarks.map(({ name }) => name),
    (benchmarks[0]?.speed ?? []).map(({ optimizer }, column) => ({
      optimizer,
      values: benchmarks.map(({ speed }) => speed[column]?.ratio),
    })),
    {
      title: `Speed on the second task, means of ${options.seeds} runs, 95 % intervals`,
      value: "updates on the second task / those of SGD",
      below: "faster than SGD",
      above: "slower",
    },
  );
}

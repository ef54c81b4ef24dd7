import {
  chart,
  endsInWords,
  estimates,
  type Figure,
  formatInterval,
  formatNumber,
  heatmap,
  type LineMark,
} from "momenta/figures";
import { mean, meanInterval } from "momenta/statistics";
import { ways } from "../common/index.js";
import type { AdadeltaForm } from "./measure/grid.js";
import type { AdadeltaBehaviour } from "./result.js";

export const figures = {
  main: {
    caption:
      "Size of the update over size of the gradient, layer by layer, over the second task: the learning rate that plain SGD would need for such a step. " +
      "Adadelta starts with short steps and lengthens them; carried over (dashed) it starts with longer ones.",
    draw: drawSteps,
  },
  map: {
    caption:
      "Updates over Adadelta's ρ and ε, on the second task and on the joint task; dark cells are slow. " +
      "The learning rate is 1 everywhere, so ε is what sets the first steps.",
    draw: drawMap,
  },
  "data-sets": {
    caption:
      "Updates on the second of two tasks of other data sets, with the learning rates of the notes, state reset and carried over. " +
      "Adadelta is the fastest where its dots lie furthest to the left of their group.",
    draw: drawDataSets,
  },
};

/** ‖Δθ‖ / ‖g‖ of each layer over the second task, a panel a layer. */
function drawSteps({ curves, options }: AdadeltaBehaviour): Figure {
  const lines = curves.map(({ optimizer, stateAtSwitch, layer, steps }) => ({
    layer,
    words: `${optimizer}, ${layer}, ${stateAtSwitch === "reset" ? "state reset" : "state carried over"}`,
    mark: {
      as: "line",
      optimizer,
      dash: stateAtSwitch === "reset" ? "solid" : "dash",
      x: steps.map((_, update) => update + 1),
      y: steps,
    } satisfies LineMark,
  }));
  const layers = [...new Set(curves.map(({ layer }) => layer))];
  return chart({
    title: `Effective step, size of the update over size of the gradient, on [${options.tasks[1].join(", ")}]`,
    x: { title: "update on task 2" },
    y: { title: "|Δθ| / |g|", logarithmic: true },
    rows: [
      layers.map((heading) => ({
        heading,
        marks: lines.filter(({ layer }) => layer === heading).map(({ mark }) => mark),
      })),
    ],
    keys: [
      { name: "state reset", dash: "solid" },
      { name: "state carried over", dash: "dash" },
    ],
    numbers: lines.map(({ words, mark }) => endsInWords(words, mark, 4)),
  });
}

/** Updates over ρ and ε: on the second task and on the joint task. */
function drawMap({ map, options }: AdadeltaBehaviour): Figure {
  const panel = (title: string, updates: (form: AdadeltaForm) => readonly number[]) => ({
    title,
    values: map.map((row) => row.map((form) => mean(updates(form)))),
    hover: map.map((row) =>
      row.map(
        (form) => `ρ ${form.decay}, ε ${form.epsilon}: ${formatInterval(meanInterval(updates(form)), 1)} updates`,
      ),
    ),
  });
  const cell = [options.decays.indexOf(0.9), options.epsilons.indexOf(1e-6)] as const;
  return heatmap(
    [
      panel("second task", ({ secondTask }) => secondTask),
      panel("joint task after both", ({ jointTask }) => jointTask),
    ],
    {
      title: "Adadelta over ρ and ε, learning rate 1, state reset",
      value: `updates, mean of ${options.seedsOfMap} runs, given up at ${options.maxUpdatesOfMap}`,
      columns: options.epsilons.map((epsilon) => `10<sup>${formatNumber(Math.round(Math.log10(epsilon)))}</sup>`),
      columnTitle: "ε",
      rows: options.decays.map(String),
      rowTitle: "ρ",
      logarithmic: true,
      ...(cell.includes(-1) ? {} : { marked: { cell, name: "ρ 0.9, ε 10<sup>−6</sup>, as in all notebooks" } }),
    },
  );
}

/** Updates on the second task of each data set, state reset and carried over. */
function drawDataSets({ speeds, options }: AdadeltaBehaviour): Figure {
  const rows = [...new Map(speeds.map((speed) => [`${speed.dataSet} ${speed.optimizer}`, speed])).values()];
  return estimates(
    rows.map(({ dataSet, optimizer }) => ({
      optimizer,
      group: dataSet,
      values: ways.map((way) => {
        const found = speeds.find(
          (speed) =>
            speed.dataSet === dataSet && speed.optimizer === optimizer && (speed.stateAtSwitch ?? "reset") === way,
        );
        return found && { ours: meanInterval(found.updates) };
      }),
    })),
    {
      title: "Updates on the second task of other data sets",
      value: `updates, mean and 95 % interval of ${options.seeds} runs`,
      variants: ["state reset, or none", "state carried over"],
      logarithmic: true,
      decimals: 1,
    },
  );
}

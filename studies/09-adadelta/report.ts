import { estimates, type Figure, formatInterval, formatNumber, heatmap, lines, Table } from "momenta/figures";
import { type Interval, mean, meanInterval, pairedTTest } from "momenta/statistics";
import type { Check, Verdict } from "../study.js";
import type { AdadeltaBehaviour } from "./adadeltaBehaviour.js";
import type { AdadeltaForm } from "./hyperparameterMap.js";
import type { DataSetSpeed } from "./otherDataSets.js";

const ADADELTA = "Adadelta";

/** ‖Δθ‖ / ‖g‖ of each layer over the second task, a panel a layer. */
export function stepsFigure({ curves, options }: AdadeltaBehaviour): Figure {
  const panels = [...new Set(curves.map(({ layer }) => layer))];
  return lines(
    curves.map(({ optimizer, stateAtSwitch, layer, steps }) => ({
      optimizer,
      panel: panels.indexOf(layer),
      dashed: stateAtSwitch === "carry over",
      points: steps.map((y, update) => ({ x: update + 1, y })),
    })),
    {
      title: `Effective step, size of the update over size of the gradient, on [${options.tasks[1].join(", ")}]`,
      x: "update on task 2",
      y: "|Δθ| / |g|",
      panels,
      logarithmic: { y: true },
      whole: "state reset",
      dashed: "state carried over",
      dots: false,
      decimals: 4,
    },
  );
}

/** Updates over ρ and ε: on the second task and on the joint task. */
export function mapFigure({ map, options }: AdadeltaBehaviour): Figure {
  const panel = (title: string, of: (form: AdadeltaForm) => readonly number[]) => ({
    title,
    values: map.map((row) => row.map((form) => mean(of(form)))),
    hover: map.map((row) =>
      row.map((form) => `ρ ${form.decay}, ε ${form.epsilon}: ${formatInterval(meanInterval(of(form)), 1)} updates`),
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

/** What papers and libraries choose, and what comes of it. */
export function formsTable({ forms, options }: AdadeltaBehaviour): Table {
  return new Table(
    `Adadelta as others set it: updates, mean and 95 % interval of ${options.seedsOfMap} runs, given up at ${options.maxUpdatesOfMap}`,
    [
      { heading: "whose" },
      { heading: "lr" },
      { heading: "ρ" },
      { heading: "ε" },
      { heading: "second task", decimals: 1 },
      { heading: "joint task", decimals: 1 },
      { heading: "runs given up" },
    ],
    forms.map(({ name, learningRate, decay, epsilon, secondTask, jointTask, givenUp }) => [
      name,
      learningRate,
      decay,
      epsilon,
      meanInterval(secondTask),
      meanInterval(jointTask),
      givenUp,
    ]),
  );
}

/** Updates on the second task of each data set, state reset and carried over. */
export function dataSetsFigure({ speeds, options }: AdadeltaBehaviour): Figure {
  const rows = [...new Map(speeds.map((speed) => [`${speed.dataSet} ${speed.optimizer}`, speed])).values()];
  return estimates(
    rows.map(({ dataSet, optimizer }) => ({
      optimizer,
      group: dataSet,
      values: (["reset", "carry over"] as const).map((way) => {
        const speed = speeds.find(
          (other) =>
            other.dataSet === dataSet && other.optimizer === optimizer && (other.stateAtSwitch ?? "reset") === way,
        );
        return speed === undefined ? undefined : { ours: meanInterval(speed.updates) };
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

/** Adadelta, state reset, against another method on a data set. */
interface Comparison {
  readonly dataSet: string;
  readonly other: string;
  /** Updates of the other method less Adadelta's, run for run. */
  readonly difference: Interval;
  /** Runs given up, Adadelta's and the other method's. */
  readonly givenUp: readonly [adadelta: number, other: number];
}

function comparisons({ speeds }: AdadeltaBehaviour): Comparison[] {
  const isReset = ({ stateAtSwitch }: DataSetSpeed) => stateAtSwitch !== "carry over";
  const own = speeds.filter((speed) => speed.optimizer === ADADELTA && isReset(speed));
  return own.flatMap(({ dataSet, updates, givenUp }) =>
    speeds
      .filter((other) => other.dataSet === dataSet && other.optimizer !== ADADELTA && isReset(other))
      .map((other) => ({
        dataSet,
        other: other.optimizer,
        difference: pairedTTest(other.updates, updates).difference,
        givenUp: [givenUp, other.givenUp] as const,
      })),
  );
}

/** Adadelta against each other method, data set by data set, state reset. */
export function dataSetsTable(result: AdadeltaBehaviour): Table {
  return new Table(
    "How many more updates the other method takes than Adadelta, paired by seed, state reset",
    [
      { heading: "data set" },
      { heading: "other method" },
      { heading: "other − Adadelta", decimals: 1 },
      { heading: "faster" },
      { heading: "runs given up: Adadelta" },
      { heading: "the other" },
    ],
    comparisons(result).map(({ dataSet, other, difference, givenUp }) => [
      dataSet,
      other,
      difference,
      faster(other, difference),
      ...givenUp,
    ]),
  );
}

function faster(other: string, { lower, upper }: Interval): string {
  if (lower > 0) return ADADELTA;
  return upper < 0 ? other : "undecided";
}

/** Whether Adadelta is the fast one, on other data sets too. */
export function adadeltaVerdict(result: AdadeltaBehaviour): Verdict {
  const all = comparisons(result);
  const won = all.filter(({ difference }) => difference.lower > 0).length;
  const lost = all.filter(({ difference }) => difference.upper < 0).length;
  const sets = new Set(all.map(({ dataSet }) => dataSet));
  const everywhere = [...sets].filter((set) =>
    all.every(({ dataSet, difference }) => dataSet !== set || difference.lower > 0),
  );
  const means = result.map.flat().map(({ secondTask }) => mean(secondTask));
  return {
    answer: won === all.length ? "agrees" : everywhere.length === 0 && lost >= won ? "disagrees" : "depends",
    published: "Adadelta is the fastest; whether it stays so on other data sets is asked, no number is given",
    ours:
      `Adadelta is faster than the other method in ${won} of ${all.length} comparisons on ${sets.size} data sets and slower in ${lost}; ` +
      `its ρ and ε move the updates on the second task from ${formatNumber(Math.min(...means), 0)} to ${formatNumber(Math.max(...means), 0)}`,
  };
}

/** What a reset saves: updates with the state carried over less those with a reset, run for run. */
function savedByReset({ speeds }: AdadeltaBehaviour) {
  return speeds
    .filter(({ stateAtSwitch }) => stateAtSwitch === "reset")
    .flatMap(({ dataSet, optimizer, updates }) =>
      speeds
        .filter(
          (other) => other.dataSet === dataSet && other.optimizer === optimizer && other.stateAtSwitch === "carry over",
        )
        .map((carried) => ({ dataSet, optimizer, difference: pairedTTest(carried.updates, updates).difference })),
    );
}

/** What decides why, and where, Adadelta is fast. */
export function adadeltaChecks(result: AdadeltaBehaviour): Check[] {
  const { curves, forms, map } = result;
  const grown = curves.filter(({ optimizer, stateAtSwitch }) => optimizer === ADADELTA && stateAtSwitch === "reset");
  const carried = (layer: string) =>
    curves.find(
      (curve) => curve.optimizer === ADADELTA && curve.layer === layer && curve.stateAtSwitch === "carry over",
    );
  const first = (steps: readonly Interval[] | undefined) => steps?.[0]?.estimate as number;
  const last = (steps: readonly Interval[]) => steps.at(-1)?.estimate as number;
  const times = (factors: readonly number[]) => factors.map((factor) => `${formatNumber(factor, 1)}`).join(", ");
  const growth = grown.map(({ steps }) => last(steps) / first(steps));
  const headStart = grown.map(({ layer, steps }) => first(carried(layer)?.steps) / first(steps));
  const [ours, , , keras] = forms;
  const means = map.map((row) => row.map(({ secondTask }) => mean(secondTask)));
  const spread = (values: readonly number[]) => Math.max(...values) / Math.min(...values);
  const overEpsilon = spread(means[result.options.decays.indexOf(0.9)] ?? means[0] ?? []);
  return [
    {
      claim: `Adadelta's effective step grows over the second task: ${times(growth)} times its first in the layers from the input on`,
      holds: growth.every((factor) => factor > 1),
    },
    {
      claim: `carried over, its first step is larger than after a reset: ${times(headStart)} times`,
      holds: headStart.every((factor) => factor > 1),
    },
    {
      claim: `the learning rate decides: Keras' and tfjs' own .001 takes ${formatNumber(mean(keras?.secondTask ?? []), 0)} updates on the second task, 1 takes ${formatNumber(mean(ours?.secondTask ?? []), 0)}`,
      holds: mean(keras?.secondTask ?? []) > 2 * mean(ours?.secondTask ?? []),
    },
    {
      claim: `ε matters: at ρ .9 it changes the updates on the second task by a factor of ${formatNumber(overEpsilon, 1)}`,
      holds: overEpsilon > 1.5,
    },
    ...comparisons(result).map(({ dataSet, other, difference }) => ({
      claim: `${dataSet}: Adadelta takes fewer updates than ${other}, by ${formatInterval(difference, 1)}`,
      holds: difference.lower > 0,
    })),
    ...savedByReset(result).map(({ dataSet, optimizer, difference }) => ({
      claim: `${dataSet}: a reset saves ${optimizer} updates, ${formatInterval(difference, 1)}`,
      holds: difference.lower > 0,
    })),
  ];
}

import { type Axis, chart, coursesInWords, type Figure, type LineMark, type Mark, type Panel } from "momenta/figures";
import { mean } from "momenta/statistics";
import { byLayer, layerNames } from "./layers.js";
import { courseOf, methodIn, type SecondTask, taskOf } from "./result.js";

/** How a line is drawn. */
type Look = Pick<LineMark, "name" | "dash" | "strength">;

/** How lines of one colour are told apart. */
export const looks = {
  solid: { dash: "solid" },
  dashed: { dash: "dash", strength: 0.8 },
  dotted: { dash: "dot", strength: 0.6 },
} as const satisfies Record<string, Look>;

const layerLooks = [looks.dotted, looks.dashed, looks.solid] as const;

/** The course of a quantity on the second task, mean and 95 % interval, divided by `unit`. */
export function courseLine(result: SecondTask, label: string, quantity: string, look: Look, unit = 1): LineMark {
  const { mean, halfWidth } = courseOf(result, label, quantity);
  return {
    as: "line",
    optimizer: methodIn(result, label).optimizer,
    ...look,
    x: mean.map((_, at) => at + 1),
    y: mean.map((value, at) => {
      const half = halfWidth[at] ?? 0;
      return { estimate: value / unit, lower: (value - half) / unit, upper: (value + half) / unit };
    }),
  };
}

/** The courses of a quantity in the three layers, each divided by its own unit. */
export function layerLines(
  result: SecondTask,
  label: string,
  quantity: string,
  units: readonly number[] = [1, 1, 1],
): LineMark[] {
  return [
    ...byLayer((layer, at) => {
      const look = { name: layerNames[at], ...layerLooks[at] };
      return courseLine(result, label, `${quantity}.${layer}`, look, units[at]);
    }),
  ];
}

/** A rule where a method has learned the second task on average; none where that is beyond the record. */
export function learnedRule(result: SecondTask, label: string): Mark[] {
  const x = mean(taskOf(result, label).secondTask);
  return x <= result.options.updates ? [{ as: "rule", x, text: "learned" }] : [];
}

/** Courses over the second task, in rows of panels. */
export function drawCourses(title: string, result: SecondTask, rows: readonly (readonly Panel[])[]): Figure {
  const x = { title: "update of the second task", range: [0, result.options.updates] } as const;
  return chart({ title, x, rows, numbers: coursesInWords(rows) });
}

/** The norms of the updates in the three layers, methods side by side: linear above, logarithmic below. */
export function drawUpdates(title: string, result: SecondTask, labels: readonly string[]): Figure {
  const row = (y: Axis) =>
    labels.map(
      (label, at): Panel => ({
        heading: label,
        ...(at === 0 && { y }),
        marks: [...layerLines(result, label, "updateNorm"), ...learnedRule(result, label)],
      }),
    );
  return drawCourses(title, result, [
    row({ title: "norm of the update" }),
    row({ title: "norm, logarithmic", logarithmic: true }),
  ]);
}

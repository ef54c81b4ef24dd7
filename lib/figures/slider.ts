import { Figure } from "./figure.js";
import { requireSome } from "./requireSome.js";
import { CONTROLS, withControls } from "./still.js";

/** One position of a slider. */
export interface SliderStep {
  /** What stands above the handle: `κ = 100`. */
  readonly label: string;
  readonly figure: Figure;
}

/**
 * Figures in one place, a slider to choose among them. All are in the figure from the beginning, so that no kernel is needed
 * to move the slider; on paper there is the one that is shown first. Titles and axes may differ from step to step.
 *
 * @param first the place of the step that is shown first
 * @throws RangeError where there is no such step
 */
export function slider(steps: readonly SliderStep[], first = 0): Figure {
  requireSome("slider", "step", steps);
  const shown = steps[first]?.figure;
  if (shown === undefined) throw new RangeError(`slider: there is no step ${first}; there are ${steps.length}.`);
  const visible = (step: number) => steps.flatMap(({ figure }, at) => figure.plot.data.map(() => at === step));
  const isVisible = visible(first);
  const data = steps
    .flatMap(({ figure }) => figure.plot.data)
    .map((trace, at) => ({ ...trace, visible: isVisible[at] }));
  const control = {
    active: first,
    pad: { t: CONTROLS },
    currentvalue: { font: { size: 17 } },
    steps: steps.map(({ label, figure }, step) => ({
      label,
      method: "update",
      args: [{ visible: visible(step) }, withoutSize(figure.plot.layout)],
    })),
  };
  return new Figure(
    withControls({ data, layout: shown.plot.layout }, { sliders: [control] }),
    shown.title,
    steps.flatMap(({ label, figure }) => figure.numbers.map((line) => `${label}: ${line}`)),
  );
}

/** What a step changes of the layout: not the size, which is that of the whole. */
function withoutSize(layout: object): object {
  const { width: _, height: __, margin: ___, ...rest } = layout as Record<string, unknown>;
  return rest;
}

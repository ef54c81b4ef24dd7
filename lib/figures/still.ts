import type { Plot } from "./plot.js";

/** CSS pixels below a figure for what moves it. */
export const CONTROLS = 72;

/** A plot with room below it for controls. */
export function withControls(plot: Plot, controls: object): Plot {
  const { layout } = plot;
  const { height, margin } = layout as { height: number; margin: { b: number } };
  return {
    ...plot,
    layout: { ...layout, height: height + CONTROLS, margin: { ...margin, b: margin.b + CONTROLS }, ...controls },
  };
}

/** A plot as it stands on paper: without controls, and without the room for them. */
export function still(plot: Plot): Plot {
  const { sliders, updatemenus, ...layout } = plot.layout as Record<string, unknown>;
  if (sliders === undefined && updatemenus === undefined) return plot;
  const { height, margin } = layout as { height: number; margin: { b: number } };
  const data = plot.data.filter((trace) => (trace as { visible?: boolean }).visible !== false);
  return { data, layout: { ...layout, height: height - CONTROLS, margin: { ...margin, b: margin.b - CONTROLS } } };
}

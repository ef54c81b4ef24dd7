import type { Plot } from "./plot.js";
import { darkColours, neutralColours } from "./theme.js";

const names = Object.keys(neutralColours) as (keyof typeof neutralColours)[];

const replacement: ReadonlyMap<string, string> = new Map([
  ...["#fff", "#ffffff"].map((white) => [white, darkColours.background] as const),
  ...["black", "#000", "#000000"].map((black) => [black, darkColours.text] as const),
  ...names.map((name) => [neutralColours[name].toLowerCase(), darkColours[name]] as const),
]);

/**
 * A plot for a dark page: the theme's neutral colours, background and text and grid, are replaced by dark ones; the colours of
 * the optimizers and of scales, which mean something, stay. The plot itself is left as it is.
 */
export function darkened(plot: Plot): Plot {
  const dark = replaced(plot) as Plot;
  return { ...dark, layout: { ...dark.layout, template: darkTemplate } };
}

/** What a plot does not say, plotly takes from here. */
const darkTemplate = {
  layout: {
    paper_bgcolor: darkColours.background,
    plot_bgcolor: darkColours.background,
    font: { color: darkColours.text },
    annotationdefaults: { arrowcolor: darkColours.text },
    legend: { bgcolor: darkColours.background },
    xaxis: { linecolor: darkColours.zero, zerolinecolor: darkColours.zero, gridcolor: darkColours.grid },
    yaxis: { linecolor: darkColours.zero, zerolinecolor: darkColours.zero, gridcolor: darkColours.grid },
  },
};

function replaced(value: unknown): unknown {
  if (typeof value === "string") return replacement.get(value.toLowerCase()) ?? value;
  if (Array.isArray(value)) return value.map(replaced);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, name === "colorscale" ? entry : replaced(entry)]),
  );
}

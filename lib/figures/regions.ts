import { Figure } from "./figure.js";
import { legendKey } from "./legendKey.js";
import { panelAxes, panelHeading, panelLegend, panelMargin, sideBySide } from "./panels.js";
import { requireSome } from "./requireSome.js";
import { neutralColours, themedLayout } from "./theme.js";

/** One plane with the class that a model gives to each place, and examples with their true classes. */
export interface RegionPanel {
  readonly title: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** `classes[row][column]`, the class at `y[row]`, `x[column]`, from 0. */
  readonly classes: readonly (readonly number[])[];
  readonly points: readonly { readonly x: number; readonly y: number; readonly label: number }[];
}

/** What holds for all panels. */
export interface RegionsText {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  /** The names of the classes, in their order; at most ten. */
  readonly names: readonly string[];
  /** What the figure shows, a line each. */
  readonly numbers: readonly string[];
}

/** Light enough to read a name on: tints of Okabe and Ito's colours, and two greys. */
const tints = [
  "#D9D9D9",
  "#A8D8F5",
  "#F6CF86",
  "#8FD3BD",
  "#F2A98A",
  "#7FB4DB",
  "#E5C3D6",
  "#F7F0A1",
  "#B5B5B5",
  "#C9B7E8",
] as const;

/**
 * Decision regions side by side: each class has its tint, and examples stand in them as the names of their true classes.
 *
 * @throws RangeError where there is no panel, or there are more classes than tints
 */
export function regions(panels: readonly RegionPanel[], text: RegionsText): Figure {
  requireSome("regions", "panel", panels);
  if (text.names.length > tints.length) {
    throw new RangeError(`regions: there are ${text.names.length} classes; give at most ${tints.length}.`);
  }
  const count = text.names.length;
  const places = sideBySide(panels, 0.075);
  const present = [...new Set(panels.flatMap(({ classes }) => classes.flat()))].sort((a, b) => a - b);
  const steps = text.names.flatMap((_, index) => [
    [index / count, tints[index]],
    [(index + 1) / count, tints[index]],
  ]);
  const keys = present.map((label) => {
    const marker = { symbol: "square", size: 14, color: tints[label], line: { width: 1, color: neutralColours.key } };
    return legendKey(`taken for ${text.names[label]}`, { mode: "markers", marker });
  });
  const data = places.flatMap(({ x, y, classes, points, axes }) => {
    const surface = {
      type: "heatmap",
      x,
      y,
      z: classes,
      zmin: -0.5,
      zmax: count - 0.5,
      colorscale: steps,
      showscale: false,
      ...(text.names.every((name, index) => name === String(index))
        ? { hovertemplate: "(%{x}, %{y}) taken for %{z}<extra></extra>" }
        : {
            text: classes.map((row) => row.map((label) => text.names[label])),
            hovertemplate: "(%{x}, %{y}) taken for %{text}<extra></extra>",
          }),
      ...axes,
    };
    const examples = {
      type: "scatter",
      mode: "text",
      x: points.map((point) => point.x),
      y: points.map((point) => point.y),
      text: points.map(({ label }) => text.names[label]),
      textfont: { size: 13, color: "#222222" },
      hoverinfo: "text",
      showlegend: false,
      ...axes,
    };
    return [surface, examples];
  });
  const themed = themedLayout(text.title, { x: text.x, y: text.y });
  const common = { showgrid: false, zeroline: false, ticks: "outside" };
  const axes = panelAxes(places, ({ x, y }, index) => ({
    x: { ...themed.xaxis, ...common, range: [x[0], x.at(-1)] },
    y: { ...common, title: { text: index === 0 ? text.y : "" }, range: [y[0], y.at(-1)] },
  }));
  const layout = {
    ...themed,
    ...axes,
    margin: panelMargin,
    legend: { ...themed.legend, ...panelLegend },
    annotations: places.map(({ title, domain }) => panelHeading(title, domain[0])),
  };
  return new Figure({ data: [...keys, ...data], layout }, text.title, text.numbers);
}

import type { Layout } from "plotly.js-dist";

/** Width and height of every figure in CSS pixels; a PNG has twice as many. */
export const figureSize = { width: 960, height: 540 } as const;

/**
 * The colour of each optimizer by its name, the same in every figure: Okabe and Ito's palette, which colour-blind readers can
 * tell apart. What varies another method has that one's colour and another dash.
 */
const optimizerColours: Readonly<Record<string, string>> = {
  SGD: "#56B4E9",
  "SGD + momentum": "#0072B2",
  Nesterov: "#0072B2",
  "Nesterov (lookahead)": "#0072B2",
  Adam: "#D55E00",
  AMSGrad: "#D55E00",
  AdamW: "#D55E00",
  AdaMax: "#D55E00",
  Nadam: "#D55E00",
  RMSProp: "#009E73",
  "Centered RMSProp": "#009E73",
  Adadelta: "#CC79A7",
  AdaGrad: "#E69F00",
  Newton: "#222222",
  "Diagonal Newton": "#222222",
  BFGS: "#6A3D9A",
  "L-BFGS": "#6A3D9A",
  IDBD: "#8C1D40",
  Autostep: "#8C1D40",
};

const optimizerDashes: Readonly<Record<string, string>> = {
  Nesterov: "8px,4px",
  "Nesterov (lookahead)": "8px,4px",
  AMSGrad: "8px,4px",
  AdamW: "2px,3px",
  AdaMax: "8px,3px,2px,3px",
  Nadam: "12px,4px",
  "Centered RMSProp": "8px,4px",
  "Diagonal Newton": "8px,4px",
  "L-BFGS": "8px,4px",
  Autostep: "8px,4px",
};

const optimizerSymbols: Readonly<Record<string, string>> = {
  Nesterov: "square",
  "Nesterov (lookahead)": "square",
  AMSGrad: "square",
  AdamW: "cross",
  AdaMax: "diamond",
  Nadam: "triangle-up",
  "Centered RMSProp": "square",
  "Diagonal Newton": "square",
  "L-BFGS": "square",
  Autostep: "square",
};

/** Everything that is no optimizer's own: background, text, axes, legend keys, published values. */
export const neutralColours = {
  background: "white",
  text: "#222222",
  key: "#8C8C8C",
  published: "#555555",
  zero: "#444444",
  grid: "#E3E3E3",
};

/** What takes the place of each neutral colour on a dark page. */
export const darkColours: Readonly<Record<keyof typeof neutralColours, string>> = {
  background: "#181A1B",
  text: "#E8E6E3",
  key: "#9A9A9A",
  published: "#B5B5B5",
  zero: "#BDBDBD",
  grid: "#3A3D3F",
};

/** The colour of an optimizer, or a neutral one for an optimizer that has no colour of its own. */
export function colourOf(optimizer: string): string {
  return optimizerColours[optimizer] ?? neutralColours.key;
}

/** Whether an optimizer has a colour of its own. */
export function hasColour(optimizer: string): boolean {
  return Object.hasOwn(optimizerColours, optimizer);
}

/** The colours of what is no optimizer, one after the other: none of them is an optimizer's. */
export const colourway: readonly string[] = ["#1B6E8C", "#8C564B", "#7A7A00", "#B2468A", "#4D4D4D", "#5254A3"];

/** The dash of an optimizer's line, as plotly takes it. */
export function dashOf(optimizer: string): string {
  return optimizerDashes[optimizer] ?? "solid";
}

/** The symbol of an optimizer's points, as plotly takes it. */
export function symbolOf(optimizer: string): string {
  return optimizerSymbols[optimizer] ?? "circle";
}

/** The layout that all figures share: white, light grid, letters that can be read at half size, the legend above the data. */
export function themedLayout(title: string, axes: { x: string; y: string }) {
  const { background, text, zero, grid } = neutralColours;
  return {
    ...figureSize,
    paper_bgcolor: background,
    plot_bgcolor: background,
    font: { family: "Open Sans, Arial, Helvetica, sans-serif", size: 17, color: text },
    title: {
      text: title,
      font: { size: 22 },
      x: 0,
      xref: "paper",
      xanchor: "left",
      y: 0.965,
      yref: "container",
      yanchor: "top",
    },
    margin: { l: 88, r: 24, t: 96, b: 48 },
    legend: {
      orientation: "h",
      x: 0,
      xanchor: "left",
      y: 1.02,
      yanchor: "bottom",
      font: { size: 16 },
      tracegroupgap: 0,
    },
    xaxis: { title: { text: axes.x }, showgrid: false, zeroline: false, automargin: true },
    yaxis: { title: { text: axes.y }, gridcolor: grid, zerolinecolor: zero, zerolinewidth: 2, automargin: true },
  } as const satisfies Partial<Layout>;
}

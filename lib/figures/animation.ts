import { type ContourPanel, type ContoursText, contours } from "./contours.js";
import { Figure } from "./figure.js";
import { legendKey } from "./legendKey.js";
import type { Frame, Plot } from "./plot.js";
import { CONTROLS, withControls } from "./still.js";
import { colourOf, dashOf, figureSize, neutralColours, symbolOf } from "./theme.js";

/** The path of an optimizer, to be drawn as a moving point. */
export interface MovingPoint {
  /** Its name; gives colour, dash and symbol. */
  readonly optimizer: string;
  /** Where it is after 0, 1, … updates, all points as long; null where it is out of the picture. */
  readonly x: readonly (number | null)[];
  readonly y: readonly (number | null)[];
}

/** At most so many frames after the first; a frame is one update or several. */
const FRAMES = 60;
/** Updates that a tail is long. */
const TAIL = 9;
/** Milliseconds from one frame to the next. */
export const FRAME_DURATION = 100;

const HEIGHT = 600;
const margin = { l: 76, r: 24, t: 96, b: 64 };
const room = { width: figureSize.width - margin.l - margin.r, height: HEIGHT - margin.t - margin.b };

/**
 * Points that move over a surface along their paths, each with a short tail, with a button to play and a slider over the updates.
 * All of it is in the figure, so that no kernel is needed. Before it is played, after its end and on paper the whole paths
 * are shown, each with a marker where it ends.
 *
 * @throws RangeError where there is no point, or they have not the same number of places
 */
export function animation(panel: ContourPanel, points: readonly MovingPoint[], text: ContoursText): Figure {
  const places = points[0]?.x.length ?? 0;
  if (places === 0 || points.some(({ x, y }) => x.length !== places || y.length !== places)) {
    throw new RangeError("animation: give at least one point, and for each as many places as for the others.");
  }
  const { plot, title, numbers } = contours([panel], text);
  const [surface, marks] = plot.data as [object & { colorbar: object }, object];
  const width = Math.min(0.64, (room.height * span(panel.x)) / span(panel.y) / room.width);
  const updates = places - 1;
  const paths = points.map(({ optimizer, x, y }, place) => ({
    type: "scatter",
    mode: "lines",
    showlegend: false,
    x,
    y,
    line: { color: colourOf(optimizer), width: 2.5, dash: dashOf(optimizer) },
    hoverinfo: "skip",
    // Unseen. While it animates, plotly draws of other kinds of traces only the one that a moving line is filled to.
    ...(place === 0 ? { fill: "tonext", fillcolor: "rgba(0,0,0,0)" } : {}),
  }));
  const heads = {
    type: "scatter",
    mode: "markers",
    showlegend: false,
    ...headsAt(points, updates),
    marker: marker(points.map(({ optimizer }) => optimizer)),
    hovertext: points.map(({ optimizer }) => optimizer),
    hoverinfo: "text+x+y",
  };
  const keys = points.map(({ optimizer }) => {
    const line = { color: colourOf(optimizer), width: 2.5, dash: dashOf(optimizer) };
    return legendKey(optimizer, { mode: "lines+markers", line, marker: marker([optimizer]) });
  });
  const data = [{ ...surface, colorbar: { ...surface.colorbar, x: width + 0.015 } }, ...paths, marks, ...keys, heads];
  const moving = [...paths.map((_, place) => 1 + place), data.length - 1];
  const frames = frameUpdates(updates).map((update): Frame => {
    const from = update === updates ? 0 : Math.max(0, update - TAIL);
    const tails = points.map(({ x, y }) => ({ x: x.slice(from, update + 1), y: y.slice(from, update + 1) }));
    return { name: String(update), data: [...tails, headsAt(points, update)], traces: moving };
  });
  const { xaxis, legend, ...layout } = plot.layout as { xaxis: object; legend: object };
  const placed = {
    ...layout,
    height: HEIGHT,
    margin,
    xaxis: { ...xaxis, domain: [0, width] },
    legend: { ...legend, orientation: "v", x: width + 0.15, y: 1, yanchor: "top", itemwidth: 60, font: { size: 16 } },
  };
  return new Figure(withControls({ data, layout: placed, frames }, controls(frames)), title, numbers);
}

/** A plot as it looks in one of its frames. */
export function inFrame({ data, layout }: Plot, { data: changes, traces }: Frame): Plot {
  const changed = [...data];
  traces.forEach((trace, index) => {
    changed[trace] = { ...data[trace], ...changes[index] };
  });
  return { data: changed, layout };
}

/** The updates that have a frame: the first, the last, and between them every so many. */
function frameUpdates(updates: number): number[] {
  const every = Math.max(1, Math.ceil(updates / FRAMES));
  return [...Array.from({ length: Math.ceil(updates / every) }, (_, frame) => frame * every), updates];
}

function headsAt(points: readonly MovingPoint[], update: number) {
  return { x: points.map(({ x }) => x[update] ?? null), y: points.map(({ y }) => y[update] ?? null) };
}

function marker(optimizers: readonly string[]) {
  return {
    size: 12,
    symbol: optimizers.map(symbolOf),
    color: optimizers.map(colourOf),
    line: { color: neutralColours.text, width: 1.5 },
  };
}

/** Buttons to play and to stop, and a slider over the frames. */
function controls(frames: readonly Frame[]) {
  const at = (duration: number) => ({
    mode: "immediate",
    frame: { duration, redraw: false },
    transition: { duration: 0 },
  });
  const button = (label: string, args: unknown[]) => ({ label, method: "animate", args });
  return {
    updatemenus: [
      {
        type: "buttons",
        direction: "left",
        showactive: false,
        x: 0,
        xanchor: "left",
        y: 0,
        yanchor: "top",
        pad: { t: CONTROLS },
        buttons: [
          button("play", [null, { ...at(FRAME_DURATION), fromcurrent: true }]),
          button("stop", [[null], at(0)]),
        ],
      },
    ],
    sliders: [
      {
        active: frames.length - 1,
        x: 0.18,
        len: 0.82,
        pad: { t: CONTROLS },
        currentvalue: { prefix: "update ", font: { size: 17 } },
        steps: frames.map(({ name }) => button(name, [[name], at(0)])),
      },
    ],
  };
}

function span(values: readonly number[]): number {
  return (values.at(-1) as number) - (values[0] as number);
}

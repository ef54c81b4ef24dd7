import { errorBars } from "../errorBars.js";
import type { PlacedPanel } from "./place.js";
import { canBeDrawn } from "./range.js";
import { colourOfMark, lineStyle, nameOf, pointsStyle } from "./style.js";
import type { LineMark, PointsMark } from "./types.js";
import { interval, isSeries } from "./value.js";

/**
 * The traces of a panel, bands below everything else.
 *
 * @param floor the lower end of a logarithmic axis of y, where bands and bars are cut off
 */
export function traces(panel: PlacedPanel, floor: number): object[] {
  const all = panel.marks.filter(isSeries).map((mark) => ({ mark, points: shown(mark, panel, floor) }));
  const bands = all.flatMap(({ mark, points }) => (mark.as === "line" && hasWidth(points) ? band(mark, points) : []));
  const axes = { type: "scatter", xaxis: `x${panel.suffix}`, yaxis: `y${panel.suffix}`, showlegend: false };
  return [...bands, ...all.map(({ mark, points }) => series(mark, points))].map((trace) => ({ ...axes, ...trace }));
}

interface Shown {
  readonly x: number;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** What of a mark can be drawn. A bound that is not finite is where the estimate is. */
function shown(mark: LineMark | PointsMark, { x: across, y: up }: PlacedPanel, floor: number): Shown[] {
  return mark.y.map((value, at) => {
    const { estimate, lower, upper } = interval(value);
    const x = mark.x[at] ?? NaN;
    if (!canBeDrawn(estimate, up) || !canBeDrawn(x, across)) return { x, estimate: NaN, lower: NaN, upper: NaN };
    const bound = (end: number) => rounded(Number.isFinite(end) ? end : estimate);
    const bottom = up.logarithmic ? Math.min(estimate, Math.max(lower, floor)) : lower;
    return { x, estimate: rounded(estimate), lower: bound(bottom), upper: bound(upper) };
  });
}

function series(mark: LineMark | PointsMark, points: readonly Shown[]): object {
  const colour = colourOfMark(mark);
  const name = nameOf(mark);
  const value = `${name === undefined ? "" : `${name}: `}%{y:.4~g}`;
  const trace = {
    ...(mark.as === "line" ? lineStyle(mark, colour) : pointsStyle(mark, colour)),
    legendgroup: name,
    x: points.map(({ x }) => (Number.isNaN(x) ? null : x)),
    y: points.map(({ estimate }) => (Number.isNaN(estimate) ? null : estimate)),
  };
  if (!hasWidth(points)) return { ...trace, hovertemplate: `${value}<extra></extra>` };
  return {
    ...trace,
    customdata: points.map(({ lower, upper }) => (Number.isNaN(lower) ? [null, null] : [lower, upper])),
    hovertemplate: `${value} [%{customdata[0]:.4~g}, %{customdata[1]:.4~g}]<extra></extra>`,
    ...(mark.as === "points" ? { error_y: errorBars(points, colour) } : {}),
  };
}

function band(mark: LineMark, points: readonly Shown[]): object {
  const there = points.filter(({ estimate }) => !Number.isNaN(estimate));
  const back = [...there].reverse();
  return {
    mode: "lines",
    legendgroup: nameOf(mark),
    x: [...there, ...back].map(({ x }) => x),
    y: [...there.map(({ upper }) => upper), ...back.map(({ lower }) => lower)],
    fill: "toself",
    fillcolor: `${lineStyle(mark, colourOfMark(mark)).line.color}33`,
    line: { width: 0 },
    hoverinfo: "skip",
  };
}

const hasWidth = (points: readonly Shown[]) => points.some(({ lower, upper }) => lower < upper);

/** To five digits: what nobody can see need not be kept in notebooks. */
const rounded = (value: number) => Number(value.toPrecision(5));

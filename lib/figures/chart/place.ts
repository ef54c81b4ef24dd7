import type { Axis, Chart, Panel } from "./types.js";

/** From one end to the other. */
export type Span = readonly [low: number, high: number];

/** A panel with all that it has from the chart and from its neighbours. */
export interface PlacedPanel extends Panel {
  readonly x: Axis;
  readonly y: Axis;
  /** Of its axes in plotly: "" for the first panel, "2" for the second. */
  readonly suffix: string;
  /** Of the panel whose axis of y it has: its own, or one to its left. */
  readonly leader: string;
  /** Its place as shares of the width and the height. */
  readonly domain: { readonly x: Span; readonly y: Span };
  /** How many panels its row has. */
  readonly columns: number;
  /** The titles beside its axes, "" where they would repeat that of the panel below or to the left. */
  readonly titles: { readonly x: string; readonly y: string };
}

/**
 * Panels in their places: those of a row are of equal width.
 *
 * @param rowGap between two rows, as a share of the height
 */
export function place(chart: Chart, rowGap: number): PlacedPanel[] {
  const { rows } = chart;
  const height = (1 - rowGap * (rows.length - 1)) / rows.length;
  const placed: PlacedPanel[] = [];
  rows.forEach((panels, row) => {
    const bottom = (rows.length - 1 - row) * (height + rowGap);
    const gaps = panels.map((panel, column) => (column === 0 ? 0 : gapBefore(panel)));
    const width = (1 - sum(gaps)) / panels.length;
    panels.forEach((panel, column) => {
      const start = column * width + sum(gaps.slice(0, column + 1));
      const suffix = placed.length === 0 ? "" : String(placed.length + 1);
      const left = column === 0 ? undefined : placed.at(-1);
      const leader = panel.y === undefined ? left : undefined;
      const [x, y] = [{ ...chart.x, ...panel.x }, leader?.y ?? { ...chart.y, ...panel.y }];
      const isBelow = rows[row + 1]?.some((below) => (below.x?.title ?? chart.x?.title) === x.title);
      placed.push({
        ...panel,
        x,
        y,
        suffix,
        leader: leader?.leader ?? suffix,
        titles: { x: isBelow ? "" : (x.title ?? ""), y: left?.y.title === y.title ? "" : (y.title ?? "") },
        domain: { x: [start, Math.min(1, start + width)], y: [bottom, Math.min(1, bottom + height)] },
        columns: panels.length,
      });
    });
  });
  return placed;
}

/** Room for the ticks and the title of an axis of its own. */
const gapBefore = ({ y }: Panel) => (y === undefined ? 0.035 : 0.1);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

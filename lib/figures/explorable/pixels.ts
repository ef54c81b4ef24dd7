import type * as PlotlyModule from "plotly.js-dist";
import { withPage } from "../page.js";
import type { Plot } from "../plot.js";
import type { AxisPixels, PanelPixels } from "./types.js";

/** Where the panels of a plot lie, as plotly lays them out. */
export async function panelPixels(plot: Plot): Promise<PanelPixels[]> {
  return withPage((page) => page.evaluate(measure, JSON.stringify(plot)));
}

// What is used of the page.
declare const Plotly: typeof PlotlyModule;
declare const document: {
  createElement(tag: "div"): object & { remove(): void };
  body: { append(child: object): void };
};
interface PlotlyAxis {
  readonly _offset: number;
  readonly _length: number;
  readonly range: readonly [number, number];
  readonly type: string;
}

/** Runs in the page. */
async function measure(plotAsJson: string): Promise<PanelPixels[]> {
  const drawing = document.createElement("div");
  document.body.append(drawing);
  await Plotly.newPlot(drawing as never, ...(Object.values(JSON.parse(plotAsJson)) as [[], object]));
  const { _fullLayout: axes } = drawing as unknown as { _fullLayout: Record<string, PlotlyAxis | undefined> };
  const pixels = ({ _offset, _length, range: [low, high], type }: PlotlyAxis): AxisPixels => ({
    offset: _offset,
    length: _length,
    low: Number(low),
    high: Number(high),
    logarithmic: type === "log",
  });
  const panels: PanelPixels[] = [];
  for (let suffix = ""; ; suffix = String(panels.length + 1)) {
    const [x, y] = [axes[`xaxis${suffix}`], axes[`yaxis${suffix}`]];
    if (x === undefined || y === undefined) break;
    panels.push({ x: pixels(x), y: pixels(y) });
  }
  drawing.remove();
  return panels;
}

import { inspect } from "node:util";
import { Figure } from "../figure.js";
import { panelHeading } from "../panels.js";
import { requireSome } from "../requireSome.js";
import { themedLayout } from "../theme.js";
import { axisOf } from "./axes.js";
import { legendKeys, legendRows } from "./legend.js";
import { traces } from "./marks.js";
import { type PlacedPanel, place } from "./place.js";
import { acrossRange, valueRange } from "./range.js";
import { rulesOf } from "./rules.js";
import { nameOf } from "./style.js";
import type { Chart } from "./types.js";
import { isSeries, isValue } from "./value.js";

/** Pixels: of a row of panels, of a row of the legend, below the last row. */
const ROW = 240;
const LEGEND_ROW = 24;
const BOTTOM = 64;

/**
 * Panels in rows, each with its marks: lines with bands for the intervals of their values, points with bars, rules. The legend
 * has one key for each name. Panels without an axis of y of their own share that of the panel to their left.
 *
 * @example
 * chart({
 *   title: "Loss",
 *   x: { title: "update" },
 *   y: { title: "loss, nats", logarithmic: true },
 *   rows: [[{ marks: [{ as: "line", optimizer: "Adam", x: [1, 2, 3], y: [{ estimate: 2, lower: 1.5, upper: 2.5 }, 1, 0.5] }] }]],
 *   numbers: ["Adam: 0.5 after 3 updates"],
 * });
 *
 * @throws RangeError where there is no panel, or a mark has not a y for each x
 */
export function chart(chart: Chart): Figure {
  requireComplete(chart);
  const keys = legendKeys(chart);
  const height = 300 + ROW * chart.rows.length;
  const headings = chart.rows.flat().some(({ heading }) => heading !== undefined) ? 34 : 16;
  const top = 60 + LEGEND_ROW * legendRows(keys.map(({ name }) => name)) + headings;
  const panels = place(chart, 96 / (height - top - BOTTOM));
  const themed = themedLayout(chart.title, { x: "", y: "" });
  const drawn = panels.map((panel) => {
    const { suffix, leader, domain, x, y, columns, titles } = panel;
    const range = valueRange(
      panels.filter((other) => other.leader === leader),
      y,
    );
    return {
      traces: traces(panel, range[0]),
      rules: rulesOf(panel),
      axes: {
        [`xaxis${suffix}`]: {
          ...themed.xaxis,
          ...axisOf(x, acrossRange(panel), 60 / columns),
          domain: domain.x,
          anchor: `y${suffix}`,
          title: { text: titles.x, standoff: 8 },
        },
        [`yaxis${suffix}`]: {
          ...themed.yaxis,
          ...axisOf(y, range, Infinity),
          zeroline: !y.logarithmic && range[0] < -0.05 * (range[1] - range[0]),
          zerolinewidth: 1,
          domain: domain.y,
          anchor: `x${suffix}`,
          title: { text: titles.y, standoff: 8 },
          ...(suffix === leader ? {} : { matches: `y${leader}`, showticklabels: false }),
        },
      },
    };
  });
  const layout = {
    ...themed,
    height,
    title: { ...themed.title, y: 1 - 19 / height },
    margin: { ...themed.margin, t: top, b: BOTTOM },
    legend: {
      ...themed.legend,
      yref: "container",
      y: 1 - 56 / height,
      yanchor: "top",
      font: { size: 15 },
      tracegroupgap: 0,
    },
    shapes: drawn.flatMap(({ rules }) => rules.shapes),
    annotations: [...panels.flatMap(headingOf), ...drawn.flatMap(({ rules }) => rules.words)],
    ...Object.assign({}, ...drawn.map(({ axes }) => axes)),
  };
  return new Figure({ data: [...keys, ...drawn.flatMap((one) => one.traces)], layout }, chart.title, chart.numbers);
}

function headingOf({ heading, domain }: PlacedPanel) {
  return heading === undefined ? [] : [panelHeading(heading, domain.x[0], domain.y[1])];
}

function requireComplete({ rows }: Chart): void {
  requireSome("chart", "row", rows);
  for (const row of rows) requireSome("chart", "panel in a row", row);
  for (const mark of rows.flat().flatMap(({ marks }) => marks.filter(isSeries))) {
    if (mark.x.length !== mark.y.length) {
      throw new RangeError(
        `chart: “${nameOf(mark)}” has ${mark.x.length} x and ${mark.y.length} y; give as many of each.`,
      );
    }
    const wrong = mark.y.findIndex((value) => !isValue(value));
    if (wrong < 0) continue;
    throw new TypeError(
      `chart: “${nameOf(mark)}” has ${inspect(mark.y[wrong])} at place ${wrong} of y; ` +
        "give a number, NaN for a gap, or an interval.",
    );
  }
}

import type { Interval } from "../../statistics/index.js";

/** A number, or an estimate with its 95 % interval; NaN where there is no value. */
export type Value = number | Interval;

/** How a line is broken. */
export type Dash = "solid" | "dash" | "dot";

interface Series {
  /** For the legend, where marks of the same name share a key. Left out: the optimizer's name, or no key where there is none. */
  readonly name?: string;
  /** Gives colour, dash and symbol; a neutral colour where left out. */
  readonly optimizer?: string;
  /** As `#rrggbb`, in place of the optimizer's. */
  readonly colour?: string;
  readonly x: readonly number[];
  /** A value for each x. What is not finite, or not above 0 on a logarithmic axis, is not drawn. */
  readonly y: readonly Value[];
}

/** Values joined by a line; where they are intervals, a band goes with it. */
export interface LineMark extends Series {
  readonly as: "line";
  /** In place of the optimizer's. */
  readonly dash?: Dash;
  /** Tells apart lines of the same colour: 1 is the colour itself (if left out), 0 white. */
  readonly strength?: number;
  /** In pixels; 3 if left out. */
  readonly width?: number;
  /** Whether each value has a dot: hollow where `dash` breaks the line. */
  readonly dots?: boolean;
}

/** Values as points; where they are intervals, with bars. */
export interface PointsMark extends Series {
  readonly as: "points";
  /** As plotly names it, in place of the optimizer's. */
  readonly symbol?: string;
  /** In pixels; 8 if left out. A hollow square of 18 frames a dot. */
  readonly size?: number;
}

/** A dotted line from the bottom of a panel to its top, with words at its upper end. */
export interface RuleMark {
  readonly as: "rule";
  readonly x: number;
  readonly text?: string;
  /** Where the words stand; on the right if left out. */
  readonly side?: "left" | "right";
}

/** Something drawn in a panel. */
export type Mark = LineMark | PointsMark | RuleMark;

/** The scale of a panel in one direction. */
export interface Axis {
  /** With the unit. */
  readonly title?: string;
  readonly logarithmic?: boolean;
  /** The values from one end to the other; if left out, all that is drawn, from 0 on a linear axis of y. */
  readonly range?: readonly [low: number, high: number];
  /** Words in place of numbers along the axis. */
  readonly ticks?: readonly { readonly at: number; readonly text: string }[];
}

/** One of the drawings of a chart. */
export interface Panel {
  readonly heading?: string;
  /** What of this axis differs from the chart's. */
  readonly x?: Axis;
  /** What of this axis differs from the chart's, `{}` if nothing. If left out, the panel has the axis of the panel to its left. */
  readonly y?: Axis;
  readonly marks: readonly Mark[];
}

/** An entry of the legend that belongs to no mark: what it means that lines are dashed. */
export interface Key {
  readonly name: string;
  readonly dash: Dash;
}

/** What `chart` draws. */
export interface Chart {
  readonly title: string;
  /** Rows from the top down, each of panels from left to right. */
  readonly rows: readonly (readonly Panel[])[];
  /** What the axes of all panels have in common. A title that would be repeated is written once. */
  readonly x?: Axis;
  readonly y?: Axis;
  /** Entries at the end of the legend. */
  readonly keys?: readonly Key[];
  /** The numbers in words, a line each; `coursesInWords` and `valuesInWords` make them from what is drawn. */
  readonly numbers: readonly string[];
}
